"""What webhooks are sent, against the events of the contract and of the published document."""

from typing import Any

import jsonschema_rs
import orjson

from mockflow import Mockflow
from mockflow.contract import build_contract
from mockflow.delivery.plan import body_of
from mockflow.domain.triggers import TRIGGERS
from tests.contract.checker import Checker, mended
from tests.support import journal_of

JSON = "application/json"


def test_what_is_sent_for_every_trigger_is_as_documented(
    mockflow: Mockflow, published: dict[str, Any], checker: Checker
) -> None:
    """Each body that a webhook is sent fits the event of the contract, and that of the published document."""
    sent = bodies(mockflow)
    assert {body["triggerType"] for body in sent} == set(TRIGGERS)
    for document in (build_contract(), published):
        validators = {trigger: validator(document, trigger) for trigger in TRIGGERS}
        for body in sent:
            told = body if document is not published else checker.without_nulls(body)  # nulls as answers have them
            errors = [error.message for error in validators[body["triggerType"]].iter_errors(told)]
            assert errors == [], body


def validator(document: dict[str, Any], trigger: str) -> Any:
    event = document["webhooks"][trigger]["post"]["requestBody"]["content"][JSON]["schema"]
    whole = {**event, "components": document.get("components", {})}
    return jsonschema_rs.validator_for(whole if "components" in str(event) else mended(whole))


def bodies(mock: Mockflow) -> list[dict[str, Any]]:
    """Everything that can set off an event, once at least, and what is sent for it."""
    journal, site = journal_of(mock), f"/sites/{mock.site_id}"
    item = journal.create("Hello")
    journal.patch(item["id"], fieldData={"name": "Again"})
    journal.publish(item["id"])
    journal.api.delete(f"{journal.path}/{item['id']}/live").raise_for_status()
    journal.delete(item["id"])
    journal.publish_site()
    mock.clock.advance(61)
    page_publish = {"pageId": mock.id("pages/home"), "publishToWebflowSubdomain": True}
    journal.api.post(f"{site}/publish", json=page_publish).raise_for_status()
    mock.submit_form()
    thread = mock.comment(content="Look")
    mock.comment(content="I did", thread=thread["id"])
    page = mock.create_page(title="New")
    mock.rename_page(page["id"], title="Newer")
    mock.delete_page(page["id"])
    order = mock.place_order()
    journal.api.post(f"{site}/orders/{order['orderId']}/fulfill", json={}).raise_for_status()
    commits = mock._worlds.default.history  # noqa: SLF001 - what is sent to no one is shown nowhere
    return [orjson.loads(body_of(event)) for commit in commits for event in commit.events]
