"""Every event that Webflow publishes, caused by what causes it and delivered: its body is the published one."""

from typing import Any

import pytest

from mockflow import Mockflow
from mockflow.domain.triggers import TRIGGERS
from mockflow.double.results import SinkMessage
from tests.contract.checker import Checker
from tests.writes import Writer, steps

pytestmark = pytest.mark.mockflow(
    clock="2026-01-15T12:00:00Z", rate_limit=False, plan="enterprise", quirks={"publish_limit": "off"}
)


def received(mock: Mockflow) -> list[SinkMessage]:
    """What a receiver gets that listens to everything while all is done that can be done."""
    writer = Writer(mock)
    for trigger in TRIGGERS:
        writer.call("POST", f"{writer.site}/webhooks", {"triggerType": trigger, "url": mock.sink_url("all")})
    for _, act, _ in steps():
        act(writer)
        mock.drain()
    return mock.sink("all")


def test_every_event_is_delivered_as_published(mockflow: Mockflow, checker: Checker, published: dict[str, Any]) -> None:
    """Each of the triggers reaches its receiver, signed, in the published shape and with no key beside it."""
    messages = received(mockflow)
    assert {message.body["triggerType"] for message in messages} == TRIGGERS.keys() == published["webhooks"].keys()
    for message in messages:
        assert list(checker.untold(message.body["triggerType"], message.raw_body.encode())) == []
        assert message.verified is True


def test_a_body_of_another_shape_is_found(checker: Checker, published: dict[str, Any]) -> None:
    """What checks the deliveries of all tests tells a payload that lacks something, and a key of another type."""
    del published
    missing = b'{"triggerType":"collection_item_created","payload":{"id":"1"}}'
    assert any("siteId" in line for line in checker.untold("collection_item_created", missing))
    wrong = b'{"triggerType":"page_created","payload":{"draft":"no"}}'
    assert len(list(checker.untold("page_created", wrong))) == 1
    strange = b'{"triggerType":"page_created","payload":{"strange":1}}'
    assert len(list(checker.untold("page_created", strange))) == 1
