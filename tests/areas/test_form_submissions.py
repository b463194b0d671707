"""Changing and deleting what was submitted, and forms that wait for a publish."""

from typing import Any

import httpx
import pytest

from mockflow import Mockflow
from mockflow.worlds.visitors.forms import submit_form
from tests.areas.visits import visit
from tests.support import error, reasons, told

OUTDATED = (409, "forms_require_republish", "To access this feature, the site needs to be republished.")
WAITING = {
    "mockflow": 1,
    "extends": "demo",
    "sites": [{"shortName": "kiln-and-lantern", "formsRequireRepublish": True}],
}
HIDDEN_ONLY = "one of the hidden fields of the form: Source"

both_paths = pytest.mark.parametrize("family", ["", "/sites/{site}"])


def path_of(mock: Mockflow, family: str = "", number: int = 1) -> str:
    submission = mock.id(f"forms/contact/submissions/{number}")
    return f"{family.format(site=mock.site_id)}/form_submissions/{submission}"


def patched(mock: Mockflow, data: Any, path: str | None = None) -> httpx.Response:
    return mock.http().patch(path or path_of(mock), json={"formSubmissionData": data})


@both_paths
def test_hidden_fields_can_be_changed(mockflow: Mockflow, family: str) -> None:
    """The answer is the whole submission; what was not sent stays, and no webhook hears of it."""
    api, path = mockflow.http(), path_of(mockflow, family)
    before = api.get(path).json()
    answer = patched(mockflow, {"Source": "Answered by Mo"}, path)
    assert answer.status_code == 200
    before["formResponse"]["Source"] = "Answered by Mo"
    assert answer.json() == before == api.get(path).json()
    listed = api.get(f"/forms/{before['formId']}/submissions").json()["formSubmissions"]
    assert before in listed
    assert told(mockflow) == []


@both_paths
def test_other_fields_cannot_be_changed(mockflow: Mockflow, family: str) -> None:
    """A visible or an unknown field is a 400 that names the hidden ones, and nothing of the call is kept."""
    path = path_of(mockflow, family)
    before = mockflow.http().get(path).json()
    assert reasons(patched(mockflow, {"Source": "x", "Email": "a@example.com", "source": "y"}, path)) == [
        f"Value (formSubmissionData.Email) should be {HIDDEN_ONLY}",
        f"Value (formSubmissionData.source) should be {HIDDEN_ONLY}",
    ]
    assert mockflow.http().get(path).json() == before


@pytest.mark.parametrize("value", [None, ["x"], {"a": 1}, "x" * 5_001])
def test_a_hidden_field_takes_a_short_plain_value(mockflow: Mockflow, value: Any) -> None:
    """Null, a list, an object and too long a text are refused."""
    assert reasons(patched(mockflow, {"Source": value})) == [
        "Value (formSubmissionData.Source) should be text of at most 5,000 characters"
    ]


@pytest.mark.parametrize("value", ["", "  é \u2028", 15, 1.5, True, "x" * 5_000])
def test_a_hidden_field_takes_text_numbers_and_booleans(mockflow: Mockflow, value: Any) -> None:
    """It is kept as it was sent."""
    assert patched(mockflow, {"Source": value}).json()["formResponse"]["Source"] == value


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "Value (formSubmissionData) is required"),
        ({"formResponse": {"Source": "x"}}, "Value (formSubmissionData) is required"),
        ({"formSubmissionData": None}, "Value (formSubmissionData)'s type should be object"),
        ({"formSubmissionData": ["Source"]}, "Value (formSubmissionData)'s type should be object"),
        ([], "Value (body)'s type should be object"),
    ],
)
def test_a_change_is_an_object_of_values(mockflow: Mockflow, body: Any, said: str) -> None:
    """Another body is refused in the dialect of shapes."""
    assert reasons(mockflow.http().patch(path_of(mockflow), json=body)) == [said]
    assert mockflow.http().patch(path_of(mockflow), content=b"{").status_code == 400


def test_a_change_to_the_same_is_accepted(mockflow: Mockflow) -> None:
    """So is one of nothing, and an unknown key of the body is ignored."""
    before = mockflow.http().get(path_of(mockflow)).json()
    assert patched(mockflow, {}).json() == before
    assert patched(mockflow, {"Source": "Contact page"}).json() == before
    answer = mockflow.http().patch(path_of(mockflow), json={"formSubmissionData": {}, "id": "x"})
    assert (answer.status_code, answer.json()) == (200, before)


@pytest.mark.mockflow(quirks={"submission_patch": "any"})
def test_a_world_may_let_any_field_be_changed(mockflow: Mockflow) -> None:
    """Visible fields are then changed too, if they can hold the value; an unknown one stays refused."""
    assert patched(mockflow, {"Email": "new@example.com"}).json()["formResponse"]["Email"] == "new@example.com"
    assert reasons(patched(mockflow, {"Email": "nobody", "Nope": 1, "Name": 5})) == [
        "Value (formSubmissionData.Email) should be an email address",
        "Value (formSubmissionData.Nope) should be one of the fields of the form: Name, Email, Message, Source",
        "Value (formSubmissionData.Name) should be text of at most 256 characters",
    ]


@both_paths
def test_a_submission_is_deleted(mockflow: Mockflow, family: str) -> None:
    """The answer is empty, the submission is in no list any more, and no webhook hears of it."""
    api, path = mockflow.http(), path_of(mockflow, family, 2)
    assert (api.delete(path).status_code, api.get(path).status_code, api.delete(path).status_code) == (204, 404, 404)
    rows = api.get(f"/forms/{mockflow.id('forms/contact')}/submissions").json()
    assert mockflow.id("forms/contact/submissions/2") not in [row["id"] for row in rows["formSubmissions"]]
    assert rows["pagination"]["total"] == 4
    assert api.get(f"/sites/{mockflow.site_id}/form_submissions").json()["pagination"]["total"] == 8
    assert told(mockflow) == []


@pytest.mark.mockflow(seed=WAITING)
def test_some_calls_wait_for_a_publish(mockflow: Mockflow) -> None:
    """Listing forms, and changing and deleting submissions, is a 409 until the site is published; reading is not."""
    api, paths = mockflow.http(), [path_of(mockflow), path_of(mockflow, "/sites/{site}")]

    def calls() -> list[httpx.Response]:
        changes = [patched(mockflow, {"Source": "x"}, path) for path in paths]
        return [api.get(f"/sites/{mockflow.site_id}/forms"), *changes, *map(api.delete, paths)]

    assert [error(answer) for answer in calls()] == [OUTDATED] * 5
    assert error(api.patch(paths[0], content=b"{")) == OUTDATED
    assert api.get(f"/forms/{mockflow.id('forms/contact')}/submissions").status_code == 200
    assert api.get(paths[0]).json()["formResponse"]["Source"] == "Contact page"
    published = api.post(f"/sites/{mockflow.site_id}/publish", json={"publishToWebflowSubdomain": True})
    assert published.status_code == 202
    assert [answer.status_code for answer in calls()] == [200, 200, 200, 204, 404]


@pytest.mark.mockflow(clock="2026-02-01T10:00:00Z")
def test_what_a_visitor_submits_is_first_in_every_list(mockflow: Mockflow) -> None:
    """A new submission is read at once through both paths, and changed like any other."""
    api = mockflow.http()
    made, _ = visit(mockflow, submit_form, data={"Name": "Wren"})
    assert api.get(f"/form_submissions/{made['id']}").json() == made
    form, site = mockflow.id("forms/contact"), mockflow.site_id
    for path in (f"/forms/{form}/submissions", f"/sites/{site}/form_submissions"):
        assert api.get(path, params={"limit": 1}).json()["formSubmissions"] == [made]
    answer = patched(mockflow, {"Source": "Phone"}, f"/form_submissions/{made['id']}")
    assert answer.json()["formResponse"] == {"Name": "Wren", "Email": "", "Message": "", "Source": "Phone"}


def test_one_and_true_are_different_values(mockflow: Mockflow) -> None:
    """A hidden field that held 1 holds true once it is patched so, and the other way around."""
    submission = mockflow.id("forms/contact/submissions/1")
    for value in (1, True, 0, False, 1):
        body = {"formSubmissionData": {"Source": value}}
        answer = mockflow.http().patch(f"/form_submissions/{submission}", json=body).json()
        found = mockflow.http().get(f"/form_submissions/{submission}").json()["formResponse"]["Source"]
        assert (answer["formResponse"]["Source"] is value, found is value) == (True, True)
