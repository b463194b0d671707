"""Who may do what with webhooks, which of them are seen, and what signs them."""

import json
import re
from typing import Any

import pytest

from mockflow import Mockflow
from tests.areas.test_webhooks import TRIGGERS
from tests.areas.webhooks import KEYS, Webhooks, webhooks_of
from tests.support import error, journal_of

pytestmark = pytest.mark.mockflow(clock="2026-01-15T12:00:00Z", rate_limit=False)

SCOPES = {
    **dict.fromkeys(TRIGGERS, "pages:read"),
    **{trigger: "cms:read" for trigger in TRIGGERS if trigger.startswith("collection_item")},
    **{trigger: "ecommerce:read" for trigger in TRIGGERS if trigger.startswith("ecomm")},
    "form_submission": "forms:read",
    "site_publish": "sites:read",
    "comment_created": "comments:read",
}


def hears_of_items(made_with: str) -> dict[str, str]:
    url = f"http://mockflow.test/_mockflow/sink/{made_with}"
    return {"triggerType": "collection_item_created", "url": url, "madeWith": made_with}


SEED: dict[str, Any] = {
    "mockflow": 1,
    "sites": [
        {
            "displayName": "One",
            "collections": [{"displayName": "Notes"}],
            "webhooks": [hears_of_items("site"), hears_of_items("app"), hears_of_items("dashboard")],
        },
        {"displayName": "Two", "webhooks": [{"triggerType": "site_publish", "url": "https://two.example"}]},
    ],
}  # fmt: skip


def with_scopes(mock: Mockflow, *scopes: str) -> Webhooks:
    return webhooks_of(mock, mock.new_token(scopes))


def missing(*scopes: str) -> tuple[int, str, str]:
    told = ", ".join(f"'{scope}'" for scope in scopes)
    return 403, "missing_scopes", f"OAuthForbidden: You are missing the following scopes - {told}"


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_creating_needs_the_scope_of_the_trigger_too(mockflow: Mockflow, trigger: str) -> None:
    """By default both ``sites:write`` and the trigger's scope must be held, and only what is missing is told."""
    scope = SCOPES[trigger]
    assert with_scopes(mockflow, "sites:write", scope).post(trigger).status_code == 201
    assert error(with_scopes(mockflow, "sites:write").post(trigger)) == missing(scope)
    assert error(with_scopes(mockflow, scope).post(trigger)) == missing("sites:write")
    assert error(with_scopes(mockflow, "assets:read").post(trigger)) == missing("sites:write", scope)


@pytest.mark.parametrize("trigger", TRIGGERS)
@pytest.mark.mockflow(quirks={"webhook_scope_check": "spec"})
def test_creating_may_need_sites_write_only(mockflow: Mockflow, trigger: str) -> None:
    """So the published document has it."""
    assert with_scopes(mockflow, "sites:write").post(trigger).status_code == 201
    assert error(with_scopes(mockflow, SCOPES[trigger]).post(trigger)) == missing("sites:write")


@pytest.mark.parametrize("trigger", TRIGGERS)
@pytest.mark.mockflow(quirks={"webhook_scope_check": "trigger"})
def test_creating_may_need_the_scope_of_the_trigger_only(mockflow: Mockflow, trigger: str) -> None:
    """So a guide of Webflow's has it."""
    assert with_scopes(mockflow, SCOPES[trigger]).post(trigger).status_code == 201
    assert error(with_scopes(mockflow, "sites:write").post(trigger)) == missing(SCOPES[trigger])


@pytest.mark.parametrize("body", [None, [], {}, {"triggerType": 5}, {"triggerType": []}, {"triggerType": "nope"}])
def test_a_scope_comes_before_the_body(mockflow: Mockflow, body: Any) -> None:
    """Without ``sites:write`` no body is looked into any further than for its trigger."""
    hooks = with_scopes(mockflow, "forms:read")
    assert error(hooks.api.post(hooks.path, json=body)) == missing("sites:write")
    assert error(hooks.api.post(hooks.path, content=b"{")) == missing("sites:write")


def test_reading_and_removing_have_scopes_of_their_own(mockflow: Mockflow) -> None:
    """Lists and gets need ``sites:read``, a removal ``sites:write``; neither stands for the other."""
    made = webhooks_of(mockflow).create()
    reads, writes = with_scopes(mockflow, "sites:read"), with_scopes(mockflow, "sites:write")
    assert reads.get(made["id"]).status_code == 200
    assert len(reads.listed()) == 1
    assert error(writes.get(made["id"])) == missing("sites:read")
    assert error(writes.api.get(writes.path)) == missing("sites:read")
    assert error(reads.delete(made["id"])) == missing("sites:write")
    assert writes.delete(made["id"]).status_code == 204


@pytest.mark.mockflow(quirks={"webhook_delete_scope": "read"})
def test_removing_may_need_sites_read(mockflow: Mockflow) -> None:
    """So the published document has it; then ``sites:write`` alone is not enough."""
    made = webhooks_of(mockflow).create()
    assert error(with_scopes(mockflow, "sites:write").delete(made["id"])) == missing("sites:read")
    assert with_scopes(mockflow, "sites:read").delete(made["id"]).status_code == 204


def test_a_token_without_a_world_is_refused(mockflow: Mockflow) -> None:
    """An unknown and an expired token are a 401 on each of the four operations."""
    for token in ("unknown", mockflow.expired_token):
        hooks = webhooks_of(mockflow, token)
        answers = [hooks.api.get(hooks.path), hooks.post(), hooks.get("0" * 24), hooks.delete("0" * 24)]
        assert {answer.status_code for answer in answers} == {401}


@pytest.mark.mockflow(seed=SEED)
def test_webhooks_of_other_sites_are_not_there(mockflow: Mockflow) -> None:
    """A token of one site gets 404 for another's list and webhooks, and cannot make or remove one there."""
    two = mockflow.id("sites/two")
    theirs = mockflow.id("two/webhooks/site_publish/1")
    ours = webhooks_of(mockflow)
    there = Webhooks(ours.api, two)
    for answer in (there.api.get(there.path), there.post()):
        assert error(answer) == (404, "resource_not_found", "Requested resource not found: The site cannot be found")
    for answer in (ours.get(theirs), ours.delete(theirs)):
        assert error(answer) == (404, "resource_not_found", "Requested resource not found: The webhook cannot be found")
    app = Webhooks(mockflow.http(mockflow.app_token), two)
    assert app.get(theirs).json()["siteId"] == two


@pytest.mark.mockflow(seed=SEED)
def test_a_webhook_of_the_dashboard_is_not_seen(mockflow: Mockflow) -> None:
    """It is neither listed nor read nor removed through the API, and is sent what happens all the same."""
    hooks = webhooks_of(mockflow)
    hidden = mockflow.id("webhooks/collection_item_created/3")
    mockflow.control("PUT", "/quirks", json={"webhook_list": "all"})
    assert [each["url"].rpartition("/")[2] for each in hooks.listed()] == ["site", "app"]
    for answer in (hooks.get(hidden), hooks.delete(hidden)):
        assert error(answer)[0] == 404
    mockflow.add_item("notes", {"name": "x"}, events=True)
    mockflow.drain()
    (message,) = mockflow.sink("dashboard")
    assert message.verified is None
    assert not [name for name in message.headers if name.startswith("x-webflow")]


def test_a_list_shows_what_tokens_of_the_same_kind_made(mockflow: Mockflow) -> None:
    """A site token sees those of site tokens, an OAuth token those of OAuth tokens; the quirk shows both to both."""
    ours, theirs = webhooks_of(mockflow), webhooks_of(mockflow, mockflow.app_token)
    made = [ours.create()["id"], theirs.create()["id"]]
    assert [[each["id"] for each in hooks.listed()] for hooks in (ours, theirs)] == [made[:1], made[1:]]
    assert ours.get(made[1]).status_code == 200
    mockflow.control("PUT", "/quirks", json={"webhook_list": "all"})
    assert [[each["id"] for each in hooks.listed()] for hooks in (ours, theirs)] == [made, made]


def test_a_site_tokens_webhook_has_a_key_of_its_own(mockflow: Mockflow) -> None:
    """64 hex digits are answered once, at the create; each webhook has others."""
    hooks = webhooks_of(mockflow)
    made = [hooks.create(), hooks.create()]
    keys = {each["secretKey"] for each in made}
    assert len(keys) == 2
    assert all(re.fullmatch("[0-9a-f]{64}", key) for key in keys)
    assert list(hooks.get(made[0]["id"]).json()) == KEYS
    assert [list(each) for each in hooks.listed()] == [KEYS, KEYS]


def test_an_apps_webhook_is_shown_no_key(mockflow: Mockflow) -> None:
    """One that was made with an OAuth token has no ``secretKey`` in any answer."""
    hooks = webhooks_of(mockflow, mockflow.app_token)
    made = hooks.create()
    assert list(made) == KEYS
    assert hooks.get(made["id"]).json() == made
    assert hooks.listed() == [made]


def test_a_key_is_shown_nowhere_else(mockflow: Mockflow) -> None:
    """Neither the journal nor the deliveries hold a key, nor the app's secret."""
    journal_of(mockflow).create("Hello")
    made = webhooks_of(mockflow).create("collection_item_created", mockflow.sink_url("a"))
    webhooks_of(mockflow, mockflow.app_token).create("collection_item_created", mockflow.sink_url("a"))
    journal_of(mockflow).create("Again")
    mockflow.drain()
    paths = ("requests", "deliveries", "sink/a")
    shown = [each for path in paths for listed in mockflow.control("GET", f"/{path}").values() for each in listed]
    assert len(shown) == 8
    assert made["secretKey"] not in json.dumps(shown)
    assert mockflow.client_secret not in json.dumps(shown)
    assert mockflow.requests(operation_id="create-webhook")[0].response_body["secretKey"] == "[redacted]"


@pytest.mark.mockflow(seed=SEED)
def test_each_is_signed_with_its_own_key(mockflow: Mockflow) -> None:
    """A site token's with its key, an app's with the client secret; both are good to their receivers."""
    mockflow.add_item("notes", {"name": "x"}, events=True)
    mockflow.drain()
    signatures = set()
    for name in ("site", "app"):
        (message,) = mockflow.sink(name)
        assert message.verified is True
        signatures.add(message.headers["x-webflow-signature"])
    assert len(signatures) == 2
