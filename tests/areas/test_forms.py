"""Reading forms and what was submitted with them."""

from typing import Any

import httpx
import pytest

from mockflow import Mockflow
from tests.support import error, reasons

NO_FORM = (404, "resource_not_found", "Requested resource not found: The form cannot be found")
NO_SUBMISSION = (404, "resource_not_found", "Requested resource not found: The form submission cannot be found")
NOWHERE = "0123456789abcdef01234567"

FORM = {"displayName": "Ask", "fields": [{"displayName": "Name"}], "submissions": [{"formResponse": {"Name": "Ada"}}]}
TWO_SITES = {
    "mockflow": 1,
    "sites": [{"displayName": "One", "forms": [FORM]}, {"displayName": "Two", "forms": [FORM]}],
}
BARE = {"mockflow": 1, "sites": [{"displayName": "One", "forms": [FORM]}]}


def submissions(answer: httpx.Response) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["formSubmissions"]
    return found


def dates(rows: list[dict[str, Any]]) -> list[str]:
    return [row["dateSubmitted"] for row in rows]


def test_forms_are_listed_with_their_fields(mockflow: Mockflow) -> None:
    """The list holds whole forms in the order of the site; the fields are an object by id."""
    api = mockflow.http()
    answer = api.get(f"/sites/{mockflow.site_id}/forms").json()
    assert answer["pagination"] == {"limit": 100, "offset": 0, "total": len(answer["forms"])}
    form = answer["forms"][0]
    assert form["id"] == mockflow.id("forms/contact")
    assert form == api.get(f"/forms/{form['id']}").json()
    assert list(form["fields"].values()) == [
        {"displayName": "Name", "type": "Plain", "placeholder": "Your name", "userVisible": True},
        {"displayName": "Email", "type": "Email", "placeholder": "you@example.com", "userVisible": True},
        {"displayName": "Message", "type": "Plain", "placeholder": "Tell us what the lamp is for", "userVisible": True},
        {"displayName": "Source", "type": "Plain", "placeholder": None, "userVisible": False},
    ]
    assert all(len(each) == 24 for each in form["fields"])


def test_a_form_says_where_it_stands(mockflow: Mockflow) -> None:
    """It names its site, workspace, host name, page and element, and what a visitor gets."""
    site = mockflow.http().get(f"/sites/{mockflow.site_id}").json()
    form = mockflow.http().get(f"/forms/{mockflow.id('forms/newsletter')}").json()
    assert list(form) == [
        "id", "displayName", "createdOn", "lastUpdated", "fields", "responseSettings", "siteId", "siteDomainId",
        "pageId", "pageName", "formElementId", "workspaceId",
    ]  # fmt: skip
    assert (form["siteId"], form["workspaceId"]) == (site["id"], site["workspaceId"])
    assert form["siteDomainId"] == site["customDomains"][0]["id"]
    assert form["pageName"] == "Home"
    assert form["responseSettings"] == {
        "redirectUrl": "/thank-you", "redirectMethod": "GET", "redirectAction": None, "sendEmailConfirmation": False,
    }  # fmt: skip


def test_submissions_are_listed_newest_first(mockflow: Mockflow) -> None:
    """The key is formSubmissions; both paths of a form's submissions answer the same."""
    api, form = mockflow.http(), mockflow.id("forms/contact")
    answer = api.get(f"/forms/{form}/submissions")
    rows = submissions(answer)
    assert dates(rows) == sorted(dates(rows), reverse=True)
    assert answer.json()["pagination"]["total"] == len(rows) == 5
    assert answer.json() == api.get(f"/sites/{mockflow.site_id}/forms/{form}/submissions").json()


def test_a_submission_has_values_by_display_name(mockflow: Mockflow) -> None:
    """It carries every field of its form, hidden ones too, and the form's id and name; both paths answer the same."""
    api, submission = mockflow.http(), mockflow.id("forms/contact/submissions/1")
    answer = api.get(f"/form_submissions/{submission}").json()
    site = api.get(f"/sites/{mockflow.site_id}").json()
    assert {key: value for key, value in answer.items() if key != "formResponse"} == {
        "id": submission,
        "formId": mockflow.id("forms/contact"),
        "displayName": "Contact",
        "siteId": mockflow.site_id,
        "workspaceId": site["workspaceId"],
        "dateSubmitted": "2025-10-21T07:58:12.000Z",
        "localeId": None,
    }
    assert list(answer["formResponse"]) == ["Name", "Email", "Message", "Source"]
    assert answer["formResponse"]["Source"] == "Contact page"
    assert answer == api.get(f"/sites/{mockflow.site_id}/form_submissions/{submission}").json()


def test_a_submission_names_the_locale_it_came_from(mockflow: Mockflow) -> None:
    """The locale's site id, not that of the CMS; null for the primary locale."""
    api = mockflow.http()
    (french,) = api.get(f"/sites/{mockflow.site_id}").json()["locales"]["secondary"]
    rows = submissions(api.get(f"/forms/{mockflow.id('forms/contact')}/submissions"))
    assert {row["localeId"] for row in rows} == {None, french["id"]}


def test_a_sites_submissions_are_those_of_all_its_forms(mockflow: Mockflow) -> None:
    """They come newest first, whatever form they are of, and page as one list."""
    api, path = mockflow.http(), f"/sites/{mockflow.site_id}/form_submissions"
    rows = submissions(api.get(path))
    assert len({row["formId"] for row in rows}) == 4
    assert dates(rows) == sorted(dates(rows), reverse=True)
    pages = [submissions(api.get(path, params={"limit": 2, "offset": at})) for at in range(0, len(rows) + 2, 2)]
    assert [row for page in pages for row in page] == rows
    assert api.get(path, params={"limit": 2}).json()["pagination"] == {"limit": 2, "offset": 0, "total": len(rows)}


def test_the_instances_of_a_component_share_an_element(mockflow: Mockflow) -> None:
    """An elementId gathers the submissions of the forms that have it; one that no form has gathers none."""
    api, path = mockflow.http(), f"/sites/{mockflow.site_id}/form_submissions"
    both = [mockflow.id("forms/newsletter"), mockflow.id("forms/newsletter-journal")]
    forms = [api.get(f"/forms/{form}").json() for form in both]
    assert forms[0]["formElementId"] == forms[1]["formElementId"]
    rows = submissions(api.get(path, params={"elementId": forms[0]["formElementId"].upper()}))
    assert {row["formId"] for row in rows} == set(both)
    assert len(rows) == 3
    assert submissions(api.get(path, params={"elementId": "4e038d2c-6a1e-4953-7be9-a59a2b453177"})) == []
    assert len(submissions(api.get(path, params={"elementId": ""}))) == 9


@pytest.mark.parametrize("path", ["/sites/{site}/forms", "/forms/{form}/submissions", "/sites/{site}/form_submissions"])
def test_forms_and_submissions_page(mockflow: Mockflow, path: str) -> None:
    """A limit and an offset cut the list, a limit over 100 counts as 100, and another value is refused."""
    api, where = mockflow.http(), path.format(site=mockflow.site_id, form=mockflow.id("forms/contact"))
    total = api.get(where).json()["pagination"]["total"]
    one = api.get(where, params={"limit": 1, "offset": 1}).json()
    assert one["pagination"] == {"limit": 1, "offset": 1, "total": total}
    assert api.get(where, params={"limit": 500}).json()["pagination"]["limit"] == 100
    assert reasons(api.get(where, params={"limit": "x"})) == ['Value (limit) should match pattern "^[1-9]\\d*$"']
    assert reasons(api.get(where, params={"offset": "-1"})) == ['Value (offset) should match pattern "^\\d+$"']


def test_what_is_not_there_is_not_found(mockflow: Mockflow) -> None:
    """An unknown form or submission is a 404 that names its kind; an id of another form is a 400."""
    api = mockflow.http()
    assert error(api.get(f"/forms/{NOWHERE}")) == NO_FORM
    assert error(api.get(f"/forms/{NOWHERE}/submissions")) == NO_FORM
    assert error(api.get(f"/sites/{mockflow.site_id}/forms/{NOWHERE}/submissions")) == NO_FORM
    assert error(api.get(f"/form_submissions/{NOWHERE}")) == NO_SUBMISSION
    assert error(api.get(f"/sites/{mockflow.site_id}/form_submissions/{NOWHERE}")) == NO_SUBMISSION
    assert error(api.get("/forms/contact")) == (400, "validation_error", "Validation Error: Provided ID is invalid")


@pytest.mark.mockflow(seed=TWO_SITES)
def test_a_site_has_its_own_forms_only(mockflow: Mockflow) -> None:
    """Under a site's path the forms and submissions of another site are not there."""
    app = mockflow.http(mockflow.app_token)
    one, form, submission = mockflow.site_id, mockflow.id("two/forms/ask"), mockflow.id("two/forms/ask/submissions/1")
    assert app.get(f"/form_submissions/{submission}").status_code == 200
    assert error(app.get(f"/sites/{one}/forms/{form}/submissions")) == NO_FORM
    path = f"/sites/{one}/form_submissions/{submission}"
    assert error(app.get(path)) == NO_SUBMISSION
    assert error(app.patch(path, json={"formSubmissionData": {}})) == NO_SUBMISSION
    assert error(app.delete(path)) == NO_SUBMISSION
    assert [row["siteId"] for row in submissions(app.get(f"/sites/{one}/form_submissions"))] == [one]


@pytest.mark.mockflow(seed=TWO_SITES)
def test_a_token_does_not_see_the_forms_of_other_sites(mockflow: Mockflow) -> None:
    """A form or a submission of a site that the token does not reach is not there for it."""
    api = mockflow.http()
    form, submission = mockflow.id("two/forms/ask"), mockflow.id("two/forms/ask/submissions/1")
    assert error(api.get(f"/forms/{form}")) == NO_FORM
    assert error(api.get(f"/forms/{form}/submissions")) == NO_FORM
    assert error(api.get(f"/form_submissions/{submission}")) == NO_SUBMISSION
    assert error(api.patch(f"/form_submissions/{submission}", json={"formSubmissionData": {}})) == NO_SUBMISSION
    assert error(api.delete(f"/form_submissions/{submission}")) == NO_SUBMISSION


def test_reading_and_writing_need_their_scopes(mockflow: Mockflow) -> None:
    """Reads need forms:read, changes forms:write."""
    write, read = (mockflow.http(mockflow.new_token([f"forms:{each}"])) for each in ("write", "read"))
    path = f"/form_submissions/{mockflow.id('forms/contact/submissions/1')}"
    for answer in (write.get(path), write.get(f"/sites/{mockflow.site_id}/forms")):
        assert error(answer)[1:] == (
            "missing_scopes", "OAuthForbidden: You are missing the following scopes - 'forms:read'",
        )  # fmt: skip
    for answer in (read.patch(path, json={"formSubmissionData": {}}), read.delete(path)):
        assert error(answer)[1:] == (
            "missing_scopes", "OAuthForbidden: You are missing the following scopes - 'forms:write'",
        )  # fmt: skip


@pytest.mark.mockflow(seed=BARE)
def test_a_site_without_domains_and_locales_has_forms_too(mockflow: Mockflow) -> None:
    """Its host name has an id all the same, and its submissions have no locale."""
    api = mockflow.http()
    assert len(api.get(f"/forms/{mockflow.id('forms/ask')}").json()["siteDomainId"]) == 24
    (row,) = submissions(api.get(f"/forms/{mockflow.id('forms/ask')}/submissions"))
    assert row["localeId"] is None
