"""Webhooks through the API: made, listed, read, removed, and what is refused."""

from typing import Any

import pytest

from mockflow import Mockflow
from tests.areas.webhooks import HTTPS, KEYS, Webhooks
from tests.support import error, journal_of, reasons

pytestmark = pytest.mark.mockflow(seed="demo", clock="2026-01-15T12:00:00Z", rate_limit=False)

TRIGGERS = (
    "form_submission",
    "site_publish",
    "page_created",
    "page_metadata_updated",
    "page_deleted",
    "ecomm_new_order",
    "ecomm_order_changed",
    "ecomm_inventory_changed",
    "collection_item_created",
    "collection_item_changed",
    "collection_item_deleted",
    "collection_item_published",
    "collection_item_unpublished",
    "comment_created",
)


def filtered(by: Any) -> dict[str, Any]:
    return {"triggerType": "form_submission", "url": HTTPS, "filter": by}


def test_a_webhook_is_made_listed_read_and_removed(hooks: Webhooks, mockflow: Mockflow) -> None:
    """A create answers 201 with all keys in their order; list and get have the same, and a delete 204 and nothing."""
    made = hooks.create()
    site = hooks.api.get(f"/sites/{mockflow.site_id}").json()
    assert list(made) == [*KEYS, "secretKey"]
    del made["secretKey"]
    assert made == {
        "id": made["id"],
        "triggerType": "site_publish",
        "siteId": mockflow.site_id,
        "workspaceId": site["workspaceId"],
        "createdOn": "2026-01-15T12:00:00.000Z",
        "lastTriggered": None,
        "filter": None,
        "url": HTTPS,
    }
    assert hooks.get(made["id"]).json() == made
    assert hooks.listed() == [made]
    gone = hooks.delete(made["id"])
    assert (gone.status_code, gone.content) == (204, b"")
    assert hooks.listed() == []
    not_found = (404, "resource_not_found", "Requested resource not found: The webhook cannot be found")
    assert error(hooks.get(made["id"])) == not_found
    assert error(hooks.delete(made["id"])) == not_found


def test_a_list_has_no_pages(hooks: Webhooks) -> None:
    """All of the site's come in the order of their making, without pagination, whatever is asked of it."""
    made = [hooks.create(trigger)["id"] for trigger in TRIGGERS for _ in range(10)]
    listed = hooks.api.get(hooks.path, params={"limit": 1, "offset": 100}).json()
    assert list(listed) == ["webhooks"]
    assert [each["id"] for each in listed["webhooks"]] == made


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_each_trigger_can_be_heard_of(hooks: Webhooks, trigger: str) -> None:
    """Every trigger that Webflow documents is taken."""
    assert hooks.create(trigger)["triggerType"] == trigger


@pytest.mark.parametrize(
    "trigger",
    ["user_account_added", "user_account_updated", "user_account_deleted", "memberships_user_account_added", "", "x"],
)
def test_another_trigger_is_refused(hooks: Webhooks, trigger: str) -> None:
    """A trigger that was removed with the user accounts, or never was, is a 400 of its own code."""
    answer = error(hooks.post(trigger))
    assert answer == (400, "unsupported_webhook_trigger_type", "Bad Request: This trigger type is not supported")
    assert hooks.listed() == []


def test_what_is_read_only_is_ignored(hooks: Webhooks, mockflow: Mockflow) -> None:
    """Keys that the API sets itself, and keys that it does not know, change nothing where they are sent."""
    made = hooks.create(id="0" * 24, siteId="1" * 24, secretKey="mine", lastTriggered="2020-01-01", nope=[1])
    assert made["id"] != "0" * 24
    assert made["siteId"] == mockflow.site_id
    assert made["lastTriggered"] is None
    assert made["secretKey"] != "mine"


def test_a_form_submission_may_be_filtered_by_name(hooks: Webhooks) -> None:
    """The filter is an object with a form's name, and is answered as it was given; null is none."""
    assert hooks.create("form_submission", filter={"name": "Contact"})["filter"] == {"name": "Contact"}
    assert hooks.create("form_submission", filter={"name": "Prénom", "formId": 5})["filter"] == {"name": "Prénom"}
    assert hooks.create("form_submission", filter=None)["filter"] is None
    assert hooks.create("site_publish", filter=None)["filter"] is None


@pytest.mark.parametrize("trigger", [each for each in TRIGGERS if each != "form_submission"])
def test_no_other_trigger_takes_a_filter(hooks: Webhooks, trigger: str) -> None:
    """It is a 400 of its own code."""
    code = "incompatible_webhook_filter"
    said = (400, code, "Bad Request: Only the trigger form_submission takes a filter")
    assert error(hooks.post(trigger, filter={"name": "Contact"})) == said


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, ["Value (triggerType) is required", "Value (url) is required"]),
        ({"triggerType": "site_publish"}, ["Value (url) is required"]),
        ({"url": HTTPS}, ["Value (triggerType) is required"]),
        (
            {"triggerType": 5, "url": []},
            ["Value (triggerType)'s type should be string", "Value (url)'s type should be string"],
        ),
        ({"triggerType": None, "url": HTTPS}, ["Value (triggerType)'s type should be string"]),
        ({"triggerType": "site_publish", "url": None}, ["Value (url)'s type should be string"]),
        ([], ["Value (body)'s type should be object"]),
        ("x", ["Value (body)'s type should be object"]),
        (filtered("Contact"), ["Value (filter)'s type should be object"]),
        (filtered({}), ["Value (filter) should have required property 'name'"]),
        (filtered({"formId": "x"}), ["Value (filter) should have required property 'name'"]),
        (filtered({"name": 5}), ["Value (filter.name)'s type should be string"]),
    ],
)  # fmt: skip
def test_a_wrong_shape_is_refused(hooks: Webhooks, body: Any, said: list[str]) -> None:
    """What is missing or of another type is told in the shape dialect, and no webhook is made."""
    assert reasons(hooks.api.post(hooks.path, json=body)) == said
    assert hooks.listed() == []


@pytest.mark.parametrize("body", [b"{", b"\xff", b'{"triggerType":"site_publish","url":"\\ud800"}'])
def test_what_is_no_json_is_refused(hooks: Webhooks, body: bytes) -> None:
    """It is a 400, and no webhook is made."""
    answer = hooks.api.post(hooks.path, content=body, headers={"Content-Type": "application/json"})
    assert error(answer) == (400, "bad_request", "Bad Request: Request is malformed")
    assert hooks.listed() == []


def test_a_url_is_not_unique(hooks: Webhooks) -> None:
    """Many webhooks may have the same trigger and the same URL."""
    assert len({hooks.create()["id"] for _ in range(3)}) == 3


def test_75_webhooks_of_each_trigger(hooks: Webhooks) -> None:
    """The 76th of a trigger is a 409; another trigger has a count of its own, and a removal makes room for one."""
    made = [hooks.create()["id"] for _ in range(75)]
    said = (409, "conflict", "Conflict: A site can have 75 webhooks of each trigger type")
    assert error(hooks.post()) == said
    assert len(hooks.listed()) == 75
    hooks.create("page_created")
    hooks.delete(made[0])
    hooks.create()
    assert error(hooks.post()) == said


def test_the_path_of_one_webhook_is_not_under_its_site(hooks: Webhooks) -> None:
    """A webhook is read and removed at ``/webhooks``; under the site there is no such path."""
    made = hooks.create()
    mock_error = error(hooks.api.get("/webhooks/nope"))
    assert mock_error == (400, "validation_error", "Validation Error: Provided ID is invalid")
    assert hooks.get(made["id"]).status_code == 200


@pytest.mark.mockflow(unknown_routes="allow")
def test_a_webhook_under_its_site_is_an_unknown_route(hooks: Webhooks) -> None:
    """It is a 404, and the webhook is still there."""
    made = hooks.create()
    answer = hooks.api.delete(f"{hooks.path}/{made['id']}")
    assert error(answer)[:2] == (404, "resource_not_found")
    assert len(hooks.listed()) == 1


def test_last_triggered_is_the_last_attempt(hooks: Webhooks, mockflow: Mockflow) -> None:
    """It is null at first, and then the world's time of the last attempt, in the list too."""
    made = hooks.create("collection_item_created", mockflow.sink_url("a"))
    other = hooks.create("collection_item_deleted", mockflow.sink_url("a"))
    mockflow.clock.advance(60)
    journal_of(mockflow).create("Hello")
    assert mockflow.drain().drained
    assert hooks.get(made["id"]).json()["lastTriggered"] == "2026-01-15T12:01:00.000Z"
    found = {each["id"]: each["lastTriggered"] for each in hooks.listed()}
    assert found == {made["id"]: "2026-01-15T12:01:00.000Z", other["id"]: None}
    mockflow.reset()
    assert hooks.listed() == []
