"""Trying again: on the world's clock, so often, and then no more."""

import gc
import itertools
from datetime import UTC, datetime
from threading import Event, Semaphore
from weakref import ref

import pytest

from mockflow import Mockflow
from mockflow.core.wire import millis
from mockflow.delivery import queue
from mockflow.delivery.sign import is_signed
from mockflow.delivery.workers import Ticker, Waiting
from mockflow.worlds import clock as clock_module
from tests.delivery.hooked import Hooked, names
from tests.delivery.receiver import Receiver, status

pytestmark = pytest.mark.mockflow(clock="2026-01-15T12:00:00Z", rate_limit=False)

TIMES = [f"2026-01-15T12:{minute}:00.000Z" for minute in ("00", "10", "20", "30")]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers that go as soon as there is nothing to send."""
    monkeypatch.setattr(queue, "_LINGER", 0.0)


@pytest.fixture
def failing(receiver: Receiver) -> Receiver:
    receiver.answer(status(500))
    return receiver


def stamps(receiver: Receiver) -> list[int]:
    return [int(each.headers["x-webflow-timestamp"]) for each in receiver.received]


@pytest.mark.parametrize("steps", [[1800], [86_400], [300] * 7, [599.999, 0.001, 600, 601], [1] * 3 + [600] * 3])
def test_a_failed_delivery_is_tried_again_every_ten_minutes(
    hooked: Hooked, failing: Receiver, mockflow: Mockflow, steps: list[float]
) -> None:
    """Three more times, each at its time and signed afresh, however the clock gets there; then the event is dropped."""
    made = hooked.register(failing.url)
    hooked.cause()
    for seconds in steps:
        mockflow.clock.advance(seconds)
    delivery = hooked.only()
    assert [attempt.at for attempt in delivery.attempts] == TIMES
    assert [attempt.status for attempt in delivery.attempts] == [500] * 4
    assert delivery.state == "failed"
    assert delivery.reason == "no 200 in 4 attempts: the receiver answered 500, and only 200 counts"
    assert stamps(failing) == [1768478400000 + 600_000 * number for number in range(4)]
    assert len({each.body for each in failing.received}) == 1
    assert len({each.headers["x-webflow-signature"] for each in failing.received}) == 4
    for each in failing.received:
        timestamp, signature = each.headers["x-webflow-timestamp"], each.headers["x-webflow-signature"]
        assert is_signed(made["secretKey"], timestamp, each.body, signature)
    mockflow.clock.advance(86_400)
    assert len(failing.received) == 4


def test_nothing_is_tried_before_its_time(hooked: Hooked, failing: Receiver, mockflow: Mockflow) -> None:
    """A millisecond before the ten minutes it still waits: nothing is due, and one is pending."""
    hooked.register(failing.url)
    hooked.cause()
    mockflow.clock.advance(599.999)
    assert mockflow.drain() == (True, 1)
    assert len(failing.received) == 1
    assert hooked.only().state == "pending"
    mockflow.clock.advance(0.001)
    assert len(failing.received) == 2


def test_a_later_try_may_succeed(hooked: Hooked, receiver: Receiver, mockflow: Mockflow) -> None:
    """Then it is delivered, and tried no more."""
    receiver.answer(status(500), status(204), status(200))
    hooked.register(receiver.url)
    hooked.cause()
    mockflow.clock.advance(3600)
    assert [attempt.status for attempt in hooked.only().attempts] == [500, 204, 200]
    assert (hooked.only().state, hooked.only().reason) == ("delivered", None)
    assert mockflow.drain() == (True, 0)


def test_what_waits_does_not_hold_up_what_comes(hooked: Hooked, receiver: Receiver, mockflow: Mockflow) -> None:
    """A later event is sent at once, before the earlier one is tried again."""
    receiver.answer(status(500), status(200))
    hooked.register(receiver.url)
    hooked.cause("one")
    mockflow.drain()
    hooked.cause("two")
    mockflow.clock.advance(600)
    assert names([each.body for each in receiver.received]) == ["one", "two", "one"]
    assert hooked.states() == ["delivered", "delivered"]


def test_setting_the_clock_sends_what_falls_due(hooked: Hooked, failing: Receiver, mockflow: Mockflow) -> None:
    """A clock that is set to a later time sends on its way what an advance would."""
    hooked.register(failing.url)
    hooked.cause()
    mockflow.clock.freeze(datetime(2026, 1, 15, 12, 20, tzinfo=UTC))
    assert [attempt.at for attempt in hooked.only().attempts] == TIMES[:3]


@pytest.mark.mockflow(clock="real")
def test_a_running_clock_can_be_advanced(hooked: Hooked, failing: Receiver, mockflow: Mockflow) -> None:
    """What fell due on the way was sent at its time, or a moment later."""
    hooked.register(failing.url)
    hooked.cause()
    mockflow.clock.advance(500)
    assert len(failing.received) == 1
    mockflow.clock.advance(1400)
    at = [millis(attempt.at) for attempt in hooked.only().attempts]
    assert len(at) == len(failing.received) == 4
    assert all(600_000 <= later - earlier < 630_000 for earlier, later in itertools.pairwise(at))


@pytest.mark.mockflow(clock="real")
def test_a_running_clock_may_tick_meanwhile(
    hooked: Hooked, failing: Receiver, mockflow: Mockflow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However often the clock ticks between two looks at it, advancing and stopping it is never refused."""
    start = clock_module.real_now()
    looks = iter(range(1_000_000))
    monkeypatch.setattr(clock_module, "real_now", lambda: start + next(looks))
    hooked.register(failing.url)
    hooked.cause()
    for _ in range(20):
        before = mockflow.clock.now()
        mockflow.clock.advance(0.001)
        assert mockflow.clock.now() > before
    mockflow.clock.advance(1800)
    assert len(failing.received) == 4
    mockflow.clock.freeze()


@pytest.mark.mockflow(clock="real")
def test_a_running_clock_needs_no_help(
    hooked: Hooked, failing: Receiver, mockflow: Mockflow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When ten minutes have passed by themselves, the next try follows by itself."""
    ahead = [0]
    now = clock_module.real_now
    monkeypatch.setattr(clock_module, "real_now", lambda: now() + ahead[0])
    hooked.register(failing.url)
    hooked.cause()
    mockflow.drain()
    ahead[0] = 600_000
    assert len(failing.wait_for(2)) == 2


def test_what_begins_to_wait_while_it_is_looked_at_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """A retry that is queued just as the ticker finds nothing to do is looked at the next time."""
    monkeypatch.setattr("mockflow.delivery.workers._TICK", 0.01)
    ticker, again = Ticker(), Event()

    class Late(Waiting):
        ticks = 0

        def tick(self) -> bool:
            self.ticks += 1
            if self.ticks == 1:
                ticker.watch(self)  # as a delivery does that fails now
            else:
                again.set()
            return False

    late = Late()
    ticker.watch(late)
    assert again.wait(10)


def test_a_ticker_ends_when_nothing_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """What says that nothing waits is asked no more, until it asks to be watched again."""
    monkeypatch.setattr("mockflow.delivery.workers._TICK", 0.001)
    ticker, ticks = Ticker(), Semaphore(0)

    class Done(Waiting):
        def tick(self) -> bool:
            ticks.release()
            return False

    done = Done()
    for _ in range(2):
        ticker.watch(done)
        assert ticks.acquire(timeout=10)
        assert not ticks.acquire(timeout=0.1)


def test_a_world_that_is_forgotten_is_not_kept_by_what_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """The ticker holds on to nothing that nobody else does, and comes to its end."""
    monkeypatch.setattr("mockflow.delivery.workers._TICK", 0.01)
    ticker, ticked = Ticker(), Event()

    class Patient(Waiting):
        def tick(self) -> bool:
            ticked.set()
            return True

    patient = Patient()
    ticker.watch(patient)
    assert ticked.wait(10)
    gone = ref(patient)
    del patient
    for _ in range(1000):
        gc.collect()
        if gone() is None:
            break
        Event().wait(0.01)
    assert gone() is None


@pytest.mark.usefixtures("impatient")
def test_a_webhook_is_deactivated_after_five_dropped_events(
    hooked: Hooked, failing: Receiver, mockflow: Mockflow
) -> None:
    """It stays listed and is sent nothing more, while others are; a new one in its place is sent again."""
    made = hooked.register(failing.url)
    hooked.cause("1", "2", "3", "4", "5")
    mockflow.clock.advance(1800)
    assert len(failing.received) == 20
    failing.answer(status(200))
    other = hooked.register(failing.url)
    hooked.cause("6")
    assert mockflow.drain() == (True, 0)
    (blocked,) = mockflow.deliveries(state="blocked")
    assert (blocked.webhook_id, blocked.attempts) == (made["id"], ())
    assert blocked.reason == "the webhook was deactivated, since too many events in a row could not be delivered"
    assert [each.webhook_id for each in mockflow.deliveries(state="delivered")] == [other["id"]]
    assert mockflow.http().get(f"/webhooks/{made['id']}").status_code == 200


@pytest.mark.usefixtures("impatient")
def test_four_dropped_events_deactivate_nothing(hooked: Hooked, failing: Receiver, mockflow: Mockflow) -> None:
    """A success in between starts the count anew: four, one that arrives, and four again."""
    hooked.register(failing.url)
    for _ in range(2):
        failing.answer(status(500))
        hooked.cause("1", "2", "3", "4")
        mockflow.clock.advance(1800)
        failing.answer(status(200))
        hooked.cause("fine")
        mockflow.drain()
    assert hooked.states() == (["failed"] * 4 + ["delivered"]) * 2


@pytest.mark.mockflow(quirks={"webhook_deactivate_after": 1})
def test_the_number_is_a_quirk(hooked: Hooked, failing: Receiver, mockflow: Mockflow) -> None:
    """A world may deactivate a webhook after any number of dropped events."""
    hooked.register(failing.url)
    hooked.cause("1")
    mockflow.clock.advance(1800)
    hooked.cause("2")
    assert hooked.states() == ["failed", "blocked"]


@pytest.mark.mockflow(quirks={"webhook_timestamp": "real"})
def test_the_stamp_may_be_the_real_time(
    hooked: Hooked, receiver: Receiver, mockflow: Mockflow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then a delivery has the machine's time, which receivers compare it with, and the log the world's."""
    monkeypatch.setattr("mockflow.worlds.world.real_now", lambda: 1_800_000_000_000)
    hooked.register(receiver.url)
    hooked.cause()
    mockflow.drain()
    assert stamps(receiver) == [1_800_000_000_000]
    assert hooked.only().attempts[0].at == TIMES[0]


@pytest.mark.usefixtures("impatient")
def test_what_waits_when_a_webhook_is_deactivated_is_not_sent(
    hooked: Hooked, failing: Receiver, mockflow: Mockflow
) -> None:
    """Of thirty events that wait for their last try, five have it; the others are blocked with the reason."""
    hooked.register(failing.url)
    hooked.cause(*map(str, range(30)))
    mockflow.clock.advance(1800)
    assert len(failing.received) == 3 * 30 + 5
    assert (hooked.states().count("failed"), hooked.states().count("blocked")) == (5, 25)


def test_nothing_is_remembered_of_webhooks_that_are_gone(
    hooked: Hooked, failing: Receiver, mockflow: Mockflow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not what they had to do, and of when they were triggered no more than so many."""
    monkeypatch.setattr(queue, "_MOST_REMEMBERED", 3)
    for _ in range(8):
        made = hooked.register(failing.url)
        hooked.cause()
        mockflow.drain()
        mockflow.http().delete(f"/webhooks/{made['id']}")
        mockflow.clock.advance(3600)
    assert len(hooked.world.outgoing.deliveries.last_triggered) <= 4
