"""What is sent, to whom, and in which order."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from mockflow import Mockflow
from mockflow.delivery import queue, telling
from mockflow.delivery.record import DELIVERED, Delivery
from tests.delivery.hooked import CREATED, Hooked, names
from tests.delivery.receiver import Answer, Receiver, hanging, resetting, silent, status, writing

pytestmark = pytest.mark.mockflow(clock="2026-01-15T12:00:00Z", rate_limit=False)


def test_an_event_is_sent_to_each_webhook_of_its_trigger(
    hooked: Hooked, receiver: Receiver, mockflow: Mockflow
) -> None:
    """It is POSTed as JSON with trigger and payload, signed and stamped, and names its world; no other hears of it."""
    first, second = hooked.register(receiver.url), hooked.register(receiver.url)
    hooked.register(receiver.url, "collection_item_changed")
    item = hooked.journal.create("Kiln & Lantern €")
    assert mockflow.drain() == (True, 0)
    deliveries = mockflow.deliveries()
    assert {each.webhook_id for each in deliveries} == {first["id"], second["id"]}
    assert len(receiver.received) == 2
    got = receiver.received[0]
    body = json.loads(got.body)
    assert (got.method, got.path, list(body)) == ("POST", "/hook", ["triggerType", "payload"])
    assert body["triggerType"] == CREATED
    assert body["payload"]["id"] == item["id"]
    assert "Kiln & Lantern €".encode() in got.body
    assert got.headers["content-type"] == "application/json"
    assert got.headers["x-mockflow-world"] == "default"
    assert got.headers["x-webflow-timestamp"] == "1768478400000"
    assert len(got.headers["x-webflow-signature"]) == 64
    assert deliveries[0].payload == body["payload"]
    assert (deliveries[0].state, deliveries[0].url, deliveries[0].reason) == ("delivered", receiver.url, None)
    (attempt,) = deliveries[0].attempts
    assert (attempt.at, attempt.status, attempt.error) == ("2026-01-15T12:00:00.000Z", 200, None)


@pytest.mark.parametrize("code", [201, 202, 204, 301, 307, 400, 404, 500])
def test_only_200_counts(hooked: Hooked, receiver: Receiver, mockflow: Mockflow, code: int) -> None:
    """Any other answer is a failure that is tried again; a redirect is not followed."""
    receiver.answer(status(code, Location="/elsewhere"))
    hooked.register(receiver.url)
    hooked.cause()
    assert mockflow.drain() == (True, 1)
    delivery = hooked.only()
    assert (delivery.state, delivery.attempts[0].status, delivery.attempts[0].error) == ("pending", code, None)
    assert f"the receiver answered {code}, and only 200 counts" in str(delivery.reason)
    assert len(receiver.received) == 1


@pytest.mark.parametrize("answer", [resetting, silent, writing(b"nonsense\r\n\r\n")])
def test_no_answer_is_a_failure(hooked: Hooked, receiver: Receiver, mockflow: Mockflow, answer: Answer) -> None:
    """The attempt has no status, and an error in one line."""
    receiver.answer(answer)
    hooked.register(receiver.url)
    hooked.cause()
    mockflow.drain()
    (attempt,) = hooked.only().attempts
    assert attempt.status is None
    assert attempt.error is not None
    assert "Error: " in attempt.error


def test_a_receiver_that_hangs_holds_up_nothing_else(hooked: Hooked, receiver: Receiver, mockflow: Mockflow) -> None:
    """Calls are answered and other webhooks are sent all they should, while its own deliveries wait for one another."""
    with Receiver(hanging, status(200)) as stuck:
        hooked.register(stuck.url)
        hooked.register(receiver.url)
        hooked.cause("one")
        stuck.wait_for(1)
        hooked.cause("two", "three")
        assert names([each.body for each in receiver.wait_for(3)]) == ["one", "two", "three"]
        assert mockflow.http().get("/sites").status_code == 200
        assert len(mockflow.deliveries(state="delivered", at_least=3, wait=10)) == 3
        assert mockflow.drain(timeout=0) == (False, 3)
        assert len(stuck.received) == 1
        stuck.let_go.set()
        assert mockflow.drain() == (True, 1)
        assert names([each.body for each in stuck.received]) == ["one", "two", "three"]


def test_a_webhook_is_sent_events_in_the_order_of_commits(
    hooked: Hooked, receiver: Receiver, mockflow: Mockflow
) -> None:
    """Whoever writes at the same time, a webhook hears of it in the order of the history."""
    hooked.register(receiver.url)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(hooked.cause, [f"post {number}" for number in range(40)]))
    mockflow.drain()
    commits = [commit for commit in hooked.world.history if commit.operation_id == "create-item"]
    committed = [event.payload()["id"] for commit in commits for event in commit.events]
    assert len(committed) == 40
    assert [json.loads(each.body)["payload"]["id"] for each in receiver.received] == committed


def test_a_refused_call_sends_nothing(hooked: Hooked, receiver: Receiver, mockflow: Mockflow) -> None:
    """A batch with one bad entry is refused whole, and so is what it would have told."""
    hooked.register(receiver.url)
    good = {"fieldData": {"name": "Good"}}
    assert hooked.journal.post({"items": [good, {"fieldData": {"name": 5}}]}).status_code == 400
    assert mockflow.drain() == (True, 0)
    assert mockflow.deliveries() == []
    assert receiver.received == []


def test_what_a_test_arranges_is_told_on_request_only(hooked: Hooked, receiver: Receiver, mockflow: Mockflow) -> None:
    """``add_item`` sends nothing, and with ``events=True`` what a call would."""
    hooked.register(receiver.url)
    mockflow.add_item("journal", {"name": "Silent"})
    mockflow.drain()
    assert mockflow.deliveries() == []
    mockflow.add_item("journal", {"name": "Told"}, events=True)
    mockflow.drain()
    assert names([each.body for each in receiver.received]) == ["Told"]


def test_a_deleted_webhook_is_sent_nothing(hooked: Hooked, mockflow: Mockflow) -> None:
    """What was pending for it fails and says why, also what waited for its next try."""
    with Receiver(status(500), hanging) as stuck:
        made = hooked.register(stuck.url)
        hooked.cause("retried")
        mockflow.drain()
        hooked.cause("stuck", "queued")
        stuck.wait_for(2)
        assert mockflow.http().delete(f"/webhooks/{made['id']}").status_code == 204
        hooked.cause("later")
        stuck.let_go.set()
        mockflow.drain()
        mockflow.clock.advance(3600)
        assert names([each.body for each in stuck.received]) == ["retried", "stuck"]
    assert hooked.states() == ["failed", "failed", "failed"]
    assert {each.reason for each in mockflow.deliveries()} == {"the webhook was deleted"}


def test_a_reset_sends_nothing_more(hooked: Hooked, mockflow: Mockflow) -> None:
    """What was under way, queued or waiting for its next try is gone, and the new world hears nothing of it."""
    with Receiver(status(500), hanging) as stuck:
        hooked.register(stuck.url)
        hooked.cause("retried")
        mockflow.drain()
        hooked.cause("stuck", "queued")
        stuck.wait_for(2)
        mockflow.reset()
        stuck.let_go.set()
        assert mockflow.drain() == (True, 0)
        mockflow.clock.advance(3600)
        assert mockflow.deliveries() == []
        assert len(stuck.received) == 2


def test_a_message_on_its_way_does_not_outlive_a_reset(
    hooked: Hooked, mockflow: Mockflow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A built-in receiver of the new world does not get what the old one was about to send."""
    hooked.register(mockflow.sink_url("a"))
    old, send = hooked.world.outgoing.deliveries, queue.Deliveries._send  # noqa: SLF001 - the moment before it

    def reset_first(self: queue.Deliveries, delivery: Delivery, at: int) -> int:
        mockflow.reset()
        return send(self, delivery, at)

    monkeypatch.setattr(queue.Deliveries, "_send", reset_first)
    hooked.cause()
    old.kept(lambda each: each.state == DELIVERED, at_least=1, within=10)
    assert mockflow.sink("a") == []


def test_a_closed_double_sends_nothing_and_waits_for_nothing(receiver: Receiver) -> None:
    """Its clock can still be advanced and its queue drained, at once."""
    with Mockflow(clock="2026-01-15T12:00:00Z") as mock:
        hooked = Hooked(mock)
        receiver.answer(status(500))
        hooked.register(receiver.url)
        hooked.cause()
        mock.drain()
        mock.close()
        hooked.cause()
        mock.clock.advance(3600)
        assert mock.drain() == (True, 0)
        assert len(receiver.received) == 1


def test_what_is_forgotten_is_not_sent(hooked: Hooked, mockflow: Mockflow) -> None:
    """Deleting the deliveries empties the list and the queue, and what was under way is not tried again."""
    with Receiver(status(500), hanging) as stuck:
        hooked.register(stuck.url)
        hooked.cause("retried")
        mockflow.drain()
        hooked.cause("stuck", "queued")
        stuck.wait_for(2)
        assert mockflow.control("DELETE", "/deliveries") is None
        assert mockflow.deliveries() == []
        stuck.let_go.set()
        assert mockflow.drain() == (True, 0)
        mockflow.clock.advance(3600)
        assert names([each.body for each in stuck.received]) == ["retried", "stuck"]
        assert mockflow.deliveries() == []


def test_what_is_held_is_sent_once_it_is_released(hooked: Hooked, receiver: Receiver, mockflow: Mockflow) -> None:
    """Held, a world queues and sends nothing; released, it sends all in its order."""
    hooked.register(receiver.url)
    hooked.cause("before")
    mockflow.drain()
    hooked.world.outgoing.deliveries.hold()
    hooked.cause("one", "two")
    assert mockflow.drain() == (False, 2)
    assert len(receiver.received) == 1
    hooked.world.outgoing.deliveries.release()
    assert mockflow.drain() == (True, 0)
    assert names([each.body for each in receiver.received]) == ["before", "one", "two"]


def test_a_queue_is_bounded(hooked: Hooked, mockflow: Mockflow, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than so many that wait for a receiver fail at once and say so."""
    monkeypatch.setattr(queue, "MOST_IN_LANE", 3)
    with Receiver(hanging, status(200)) as stuck:
        hooked.register(stuck.url)
        hooked.cause("one")
        stuck.wait_for(1)
        hooked.cause("two", "three", "four")
        assert mockflow.deliveries(state="failed")[0].reason == "3 deliveries of the webhook wait already"
        stuck.let_go.set()
        mockflow.drain()
        assert names([each.body for each in stuck.received]) == ["one", "two", "three"]


def test_a_bug_of_the_double_ends_no_queue(
    hooked: Hooked, receiver: Receiver, mockflow: Mockflow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its delivery fails, the error is kept for the test to tell, and the next delivery is sent."""
    hooked.register(receiver.url)
    with monkeypatch.context() as patch:
        patch.setattr(telling, "sign", lambda *_: 1 / 0)
        hooked.cause("one")
        mockflow.drain()
    hooked.cause("two")
    mockflow.drain()
    assert hooked.states() == ["failed", "delivered"]
    assert mockflow.deliveries()[0].reason == "the double itself failed"
    failures = hooked.world.failures
    assert [type(each) for each in failures] == [ZeroDivisionError]
    failures.clear()
