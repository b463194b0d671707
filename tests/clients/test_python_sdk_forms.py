"""Webflow's official Python client on the double: each method it has for forms, in both of its families."""

import pytest
from webflow.errors import BadRequestError, ConflictError, NotFoundError
from webflow.resources.forms.client import FormsClient
from webflow.resources.sites.resources.forms.client import FormsClient as FormsOfSiteClient

from mockflow import Mockflow
from tests.clients.python_sdk import Sdk, methods_without_test, refused

NOWHERE = "0123456789abcdef01234567"


def test_list(sdk: Sdk, mockflow: Mockflow) -> None:
    """The forms of a site, their fields by id."""
    listed = sdk.forms.list(mockflow.site_id, limit=2)
    assert (len(listed.forms), listed.pagination.total) == (2, 4)
    assert [each.display_name for each in listed.forms[0].fields.values()] == ["Name", "Email", "Message", "Source"]


@pytest.mark.mockflow(
    seed={"mockflow": 1, "sites": [{"displayName": "One", "forms": [], "formsRequireRepublish": True}]}
)
def test_a_list_that_waits_for_a_publish_is_a_conflict(sdk: Sdk, mockflow: Mockflow) -> None:
    """The client has its class for that 409."""
    with refused(ConflictError, "forms_require_republish"):
        sdk.forms.list(mockflow.site_id)


def test_get(sdk: Sdk, mockflow: Mockflow) -> None:
    """One form; one that is not there is a NotFoundError."""
    form = sdk.forms.get(mockflow.id("forms/contact"))
    assert (form.display_name, form.page_name, form.response_settings.send_email_confirmation) == (
        "Contact", "Contact", True,
    )  # fmt: skip
    with refused(NotFoundError):
        sdk.forms.get(NOWHERE)


def test_list_submissions(sdk: Sdk, mockflow: Mockflow) -> None:
    """The submissions of a form, newest first, the same in both families."""
    form = mockflow.id("forms/contact")
    listed = sdk.forms.list_submissions(form, limit=3, offset=1)
    assert listed == sdk.sites.forms.list_submissions(mockflow.site_id, form, limit=3, offset=1)
    times = [each.date_submitted for each in listed.form_submissions]
    assert times == sorted(times, reverse=True)
    assert (len(times), listed.pagination.total) == (3, 5)


def test_list_submissions_by_site(sdk: Sdk, mockflow: Mockflow) -> None:
    """Those of a site, or of the forms that share an element."""
    assert sdk.sites.forms.list_submissions_by_site(mockflow.site_id).pagination.total == 9
    element = sdk.forms.get(mockflow.id("forms/newsletter")).form_element_id
    listed = sdk.sites.forms.list_submissions_by_site(mockflow.site_id, element_id=element)
    assert {each.display_name for each in listed.form_submissions} == {"Newsletter"}
    assert listed.pagination.total == 3


def test_get_submission(sdk: Sdk, mockflow: Mockflow) -> None:
    """One submission with its values by display name, the same in both families."""
    submission = mockflow.id("forms/contact/submissions/1")
    found = sdk.forms.get_submission(submission)
    assert found == sdk.sites.forms.get_submission(mockflow.site_id, submission)
    assert (found.form_response["Name"], found.form_response["Source"]) == ("Hanne", "Contact page")
    with refused(NotFoundError):
        sdk.forms.get_submission(NOWHERE)


def test_update_submission(sdk: Sdk, mockflow: Mockflow) -> None:
    """Hidden fields in either family; a visible one is a BadRequestError."""
    submission = mockflow.id("forms/contact/submissions/1")
    first = sdk.forms.update_submission(submission, form_submission_data={"Source": "A"})
    second = sdk.sites.forms.update_submission(mockflow.site_id, submission, form_submission_data={"Source": "B"})
    assert (first.form_response["Source"], second.form_response["Source"]) == ("A", "B")
    with refused(BadRequestError):
        sdk.forms.update_submission(submission, form_submission_data={"Name": "C"})


def test_delete_submission(sdk: Sdk, mockflow: Mockflow) -> None:
    """In either family; a deleted one is a NotFoundError."""
    first, second = (mockflow.id(f"forms/contact/submissions/{number}") for number in (1, 2))
    sdk.forms.delete_submission(first)
    sdk.sites.forms.delete_submission(mockflow.site_id, second)
    assert sdk.forms.list_submissions(mockflow.id("forms/contact")).pagination.total == 3
    for submission in (first, second):
        with refused(NotFoundError):
            sdk.forms.delete_submission(submission)


def test_no_method_is_left_out() -> None:
    """Each method of the two clients has its test."""
    assert methods_without_test(FormsClient, globals()) == []
    assert methods_without_test(FormsOfSiteClient, globals()) == []
