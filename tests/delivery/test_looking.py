"""Looking at deliveries: filters, waiting for them, draining, sending once more."""

import json
from threading import Timer
from typing import Any

import pytest

from mockflow import ControlError, Mockflow
from mockflow.delivery import kept
from tests.delivery.hooked import CREATED, Hooked, names
from tests.delivery.receiver import Receiver, hanging, status

pytestmark = pytest.mark.mockflow(clock="2026-01-15T12:00:00Z", rate_limit=False)


def test_a_delivery_is_shown_whole(hooked: Hooked, receiver: Receiver, mockflow: Mockflow) -> None:
    """It has its webhook, trigger, URL, headers and body, its state with the reason, and each attempt."""
    made = hooked.register(receiver.url)
    hooked.cause()
    mockflow.drain()
    (shown,) = mockflow.control("GET", "/deliveries")["deliveries"]
    assert list(shown) == ["id", "webhookId", "triggerType", "url", "headers", "body", "state", "reason", "attempts"]
    assert list(shown["attempts"][0]) == ["at", "status", "error", "durationMs"]
    assert shown["attempts"][0]["durationMs"] > 0
    assert (shown["id"], shown["webhookId"], shown["triggerType"]) == ("delivery-1", made["id"], CREATED)
    assert shown["body"] == json.loads(receiver.received[0].body)
    sent = {name.lower(): value for name, value in shown["headers"].items()}
    assert {**sent, "host": receiver.address}.items() <= receiver.received[0].headers.items()
    assert shown == mockflow.deliveries()[0].to_dict()


def test_deliveries_are_filtered(hooked: Hooked, receiver: Receiver, mockflow: Mockflow) -> None:
    """By trigger and by state, oldest first."""
    receiver.answer(status(200), status(500))
    hooked.register(receiver.url)
    hooked.register(mockflow.sink_url("a"), "collection_item_deleted")
    item = hooked.journal.create("one")
    mockflow.drain()
    hooked.journal.delete(item["id"])
    hooked.cause("two")
    mockflow.drain()
    assert hooked.states() == ["delivered", "delivered", "pending"]
    assert [each.trigger_type for each in mockflow.deliveries(trigger_type=CREATED)] == [CREATED] * 2
    assert [each.id for each in mockflow.deliveries(trigger_type=CREATED, state="pending")] == ["delivery-3"]
    assert mockflow.deliveries(state="failed") == []


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"state": "nope"}, "state: expected one of pending, delivered, failed, blocked, found nope"),
        ({"state": ""}, "state: expected one of pending, delivered, failed, blocked, found "),
        ({"triggerType": "user_account_added"}, "triggerType: expected one of form_submission, "),
        ({"nope": "1"}, "nope: expected one of the filters triggerType, state, wait, atLeast, found nope"),
        ({"wait": "soon"}, "wait: expected a number from 0 on, found soon"),
        ({"wait": "-1"}, "wait: expected a number from 0 on, found -1"),
        ({"wait": "nan"}, "wait: expected a number from 0 on, found nan"),
        ({"wait": "٣"}, "wait: expected a number from 0 on, found ٣"),
        ({"atLeast": ""}, "atLeast: expected a whole number from 0 to 1000, found "),
        ({"atLeast": "."}, "atLeast: expected a whole number from 0 to 1000, found ."),
        ({"atLeast": "9" * 400}, "atLeast: expected a whole number from 0 to 1000, found 999"),
        ({"atLeast": "1001"}, "atLeast: expected a whole number from 0 to 1000, found 1001"),
    ],
)
def test_another_filter_is_refused(mockflow: Mockflow, query: dict[str, str], said: str) -> None:
    """A filter that is not there, or a value that it cannot have, is a 400 that names it."""
    with pytest.raises(ControlError) as raised:
        mockflow.control("GET", "/deliveries", params=query)
    assert (raised.value.status, raised.value.code) == (400, "validation_error")
    assert raised.value.message.startswith(said)


def test_deliveries_can_be_waited_for(hooked: Hooked, mockflow: Mockflow) -> None:
    """With ``wait`` the answer comes once there are so many that fit, or when the time is over with what there is."""
    hooked.register(mockflow.sink_url("a"))
    later = Timer(0.05, hooked.cause, args=("one", "two"))
    later.start()
    found = mockflow.deliveries(state="delivered", at_least=2, wait=20)
    later.join()
    assert [each.state for each in found] == ["delivered"] * 2
    assert len(mockflow.deliveries(at_least=3, wait=0.01)) == 2
    assert len(mockflow.deliveries(at_least=3)) == 2
    assert len(mockflow.deliveries(wait=20)) == 2
    assert mockflow.deliveries(state="failed", wait=0.01) == []
    assert mockflow.deliveries(state="failed", at_least=0, wait=20) == []


def test_draining_says_what_is_left(hooked: Hooked, mockflow: Mockflow) -> None:
    """It is drained once nothing is due, though something waits for its next try; it is not while something is sent."""
    assert mockflow.drain() == (True, 0)
    with Receiver(status(500), hanging) as stuck:
        hooked.register(stuck.url)
        hooked.cause("retried")
        assert mockflow.drain() == (True, 1)
        hooked.cause("stuck", "queued")
        assert mockflow.drain(timeout=0.01) == (False, 3)
        stuck.let_go.set()
        assert mockflow.drain() == (True, 3)


@pytest.mark.parametrize("seconds", [-1, 301, "x", None, True])
def test_a_drain_has_a_limit(mockflow: Mockflow, seconds: Any) -> None:
    """It waits for a number of seconds from 0 to 300; anything else is a 400 that names the field."""
    with pytest.raises(ControlError, match="400 validation_error: timeoutSeconds: expected"):
        mockflow.control("POST", "/deliveries/drain", json={"timeoutSeconds": seconds})
    with pytest.raises(ControlError, match="400 validation_error: seconds: expected one of the keys timeoutSeconds"):
        mockflow.control("POST", "/deliveries/drain", json={"seconds": 1})
    assert mockflow.control("POST", "/deliveries/drain") == {"drained": True, "pending": 0}


def test_a_delivery_can_be_sent_once_more(hooked: Hooked, receiver: Receiver, mockflow: Mockflow) -> None:
    """The same bytes are sent again, stamped and signed anew; it is one more attempt of the same delivery."""
    hooked.register(receiver.url)
    hooked.cause()
    mockflow.drain()
    mockflow.clock.advance(60)
    assert mockflow.redeliver(hooked.only()).id == "delivery-1"
    mockflow.drain()
    one, two = receiver.received
    assert one.body == two.body
    assert int(two.headers["x-webflow-timestamp"]) == int(one.headers["x-webflow-timestamp"]) + 60_000
    assert one.headers["x-webflow-signature"] != two.headers["x-webflow-signature"]
    assert [attempt.at for attempt in hooked.only().attempts] == [
        "2026-01-15T12:00:00.000Z",
        "2026-01-15T12:01:00.000Z",
    ]
    assert hooked.only().state == "delivered"


def test_what_is_sent_once_more_is_tried_once(hooked: Hooked, receiver: Receiver, mockflow: Mockflow) -> None:
    """If that fails, it has failed: no retries follow. One that waited is tried at once, and has its other tries."""
    receiver.answer(status(200), status(500))
    hooked.register(receiver.url)
    hooked.cause("one")
    mockflow.drain()
    mockflow.redeliver("delivery-1")
    hooked.cause("two")
    mockflow.drain()
    assert (mockflow.deliveries()[0].state, mockflow.deliveries()[0].reason) == (
        "failed", "the receiver answered 500, and only 200 counts",
    )  # fmt: skip
    mockflow.redeliver("delivery-2")
    mockflow.clock.advance(86_400)
    assert names([each.body for each in receiver.received]) == ["one", "one", *["two"] * 4]
    assert hooked.states() == ["failed", "failed"]
    receiver.answer(status(200))
    for _ in range(2):
        mockflow.redeliver("delivery-1")
        mockflow.drain()
    assert hooked.states() == ["delivered", "failed"]
    assert len(receiver.received) == 8


def test_what_is_about_to_be_sent_is_not_sent_twice(hooked: Hooked, mockflow: Mockflow) -> None:
    """Sending once more what waits for its turn changes nothing."""
    with Receiver(hanging, status(200)) as stuck:
        hooked.register(stuck.url)
        hooked.cause("one", "two")
        stuck.wait_for(1)
        assert mockflow.redeliver("delivery-2").state == "pending"
        stuck.let_go.set()
        mockflow.drain()
        assert names([each.body for each in stuck.received]) == ["one", "two"]


@pytest.mark.parametrize("delivery", ["delivery-1", "nope", "../..", "é"])
def test_what_is_not_there_cannot_be_sent(mockflow: Mockflow, delivery: str) -> None:
    """It is a 404."""
    with pytest.raises(ControlError, match="404 resource_not_found"):
        mockflow.redeliver(delivery)


def test_a_deleted_webhook_is_not_sent_anything_once_more(
    hooked: Hooked, receiver: Receiver, mockflow: Mockflow
) -> None:
    """The delivery fails and says why."""
    made = hooked.register(receiver.url)
    hooked.cause()
    mockflow.drain()
    mockflow.http().delete(f"/webhooks/{made['id']}")
    mockflow.redeliver("delivery-1")
    mockflow.drain()
    assert (hooked.only().state, hooked.only().reason) == ("failed", "the webhook was deleted")
    assert len(receiver.received) == 1


def test_the_log_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last deliveries are kept; ids go on, also after they were deleted."""
    monkeypatch.setattr(kept, "MOST_KEPT", 2)
    with Mockflow(clock="2026-01-15T12:00:00Z") as mock:
        hooked = Hooked(mock)
        hooked.register(mock.sink_url("a"))
        hooked.cause("one", "two", "three")
        mock.drain()
        assert [each.id for each in mock.deliveries()] == ["delivery-2", "delivery-3"]
        assert len(mock.sink("a")) == 3
        mock.control("DELETE", "/deliveries")
        hooked.cause("four")
        assert [each.id for each in mock.deliveries()] == ["delivery-4"]


def test_what_was_delivered_can_be_asserted(hooked: Hooked, receiver: Receiver, mockflow: Mockflow) -> None:
    """Assertions wait for what is due; where they fail they show what was sent, and how the nearest differs."""
    with pytest.raises(AssertionError, match="no webhook was sent anything"):
        mockflow.assert_delivered(CREATED)
    hooked.register(receiver.url)
    hooked.cause("one", "two")
    mockflow.assert_delivered(CREATED)
    mockflow.assert_delivered(CREATED, times=2)
    mockflow.assert_delivered(CREATED, times=1, payload={"fieldData": {"name": "two"}})
    with pytest.raises(AssertionError, match=r'name: expected "three", found "'):
        mockflow.assert_delivered(CREATED, payload={"fieldData": {"name": "three"}})
    receiver.answer(status(500))
    hooked.cause("three")
    with pytest.raises(AssertionError, match="state: expected delivered, found pending"):
        mockflow.assert_delivered(CREATED, times=3)
    with pytest.raises(AssertionError, match="site_publish was sent to no webhook"):
        mockflow.assert_delivered("site_publish")
    with pytest.raises(LookupError, match="the nearest is 'site_publish'"):
        mockflow.assert_delivered("site_published")
