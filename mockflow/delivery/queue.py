"""The deliveries of one world: queued in commit order, sent off the path of calls, tried again on the world's clock.

Each webhook has a lane of its own, in which one delivery is under way at a time: a receiver that hangs holds up nothing
but its own lane. What failed waits beside its lane for its next try.
"""

import logging
from collections import deque
from collections.abc import Callable, Iterable
from heapq import heappop, heappush
from threading import Condition
from time import perf_counter

from mockflow.core.store import Reader
from mockflow.core.wire import TIME_OF_DAY, iso
from mockflow.domain.events import Event
from mockflow.domain.webhook_urls import read_target
from mockflow.domain.webhooks import WEBHOOKS

from .egress import BlockedError, Egress
from .plan import planned
from .record import BLOCKED, DELIVERED, FAILED, PENDING, Attempt, Delivery
from .sign import sign
from .surroundings import Receivers, SenderWorld
from .workers import TICKER, WORKERS, Waiting

MOST_ATTEMPTS = 4
RETRY_AFTER = 600_000
MOST_KEPT = 1_000
MOST_KEPT_BYTES = 32 * 1024 * 1024
MOST_IN_LANE = 10_000
_LINGER = 1.0
_DRAIN_WITHIN = 10.0
_OK = 200

_log = logging.getLogger("mockflow")
_deliveries_log = logging.getLogger("mockflow.deliveries")


class _Lane:
    """The deliveries of one webhook that are due, oldest first."""

    def __init__(self, webhook_id: str) -> None:
        self.webhook_id = webhook_id
        self.due: deque[Delivery] = deque()
        self.sending: Delivery | None = None
        self.has_worker = False
        self.dropped_in_a_row = 0
        self.is_deactivated = False


class Deliveries(Waiting):
    """What was, is and will be sent. The last 1,000 are kept for those who look, fewer where they are large."""

    def __init__(self, world: SenderWorld, egress: Egress, receivers: Receivers) -> None:
        self._world = world
        self._egress = egress
        self._receivers = receivers
        self._changed = Condition()
        self._kept: deque[Delivery] = deque()
        self._kept_bytes = 0
        self._lanes: dict[str, _Lane] = {}
        self._waiting: list[tuple[int, int, Delivery]] = []
        self._count = 0
        self._is_held = False
        self._is_closed = False
        self.last_triggered: dict[str, int] = {}

    def plan(self, reader: Reader, events: Iterable[Event]) -> None:
        """Queue what these committed events have to tell."""
        found = list(planned(reader, events))
        if not found:
            return
        with self._changed:
            if self._is_closed:
                return
            for webhook, event in found:
                self._count += 1
                delivery = Delivery(self._count, webhook, event)
                self._keep(delivery)
                self._queue(delivery)
            self._changed.notify_all()

    def _keep(self, delivery: Delivery) -> None:
        self._kept.append(delivery)
        delivery.is_kept = True
        while len(self._kept) > MOST_KEPT:
            self._forget_oldest()

    def _weigh(self, delivery: Delivery) -> None:
        """Count the bytes of a delivery, once they are there; the oldest make room."""
        if delivery.is_kept and not delivery.size:
            delivery.size = len(delivery.body)
            self._kept_bytes += delivery.size
            while self._kept_bytes > MOST_KEPT_BYTES and len(self._kept) > 1:
                self._forget_oldest()

    def _forget_oldest(self) -> None:
        oldest = self._kept.popleft()
        oldest.is_kept = False
        self._kept_bytes -= oldest.size

    def _queue(self, delivery: Delivery) -> None:
        lane = self._lanes.get(delivery.webhook.id)
        if lane is None:
            lane = self._lanes[delivery.webhook.id] = _Lane(delivery.webhook.id)
        if lane.is_deactivated:
            delivery.end(BLOCKED, "the webhook was deactivated, since too many events in a row could not be delivered")
        elif len(lane.due) >= MOST_IN_LANE:
            delivery.end(FAILED, f"{MOST_IN_LANE} deliveries of the webhook wait already")
        else:
            lane.due.append(delivery)
            if not lane.has_worker and not self._is_held:
                lane.has_worker = True
                WORKERS.run(lambda: self._work(lane))

    def _work(self, lane: _Lane) -> None:
        """Send what is due in this lane, and stay for a moment for what comes next."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._is_closed or (lane.due and not self._is_held), _LINGER)
                if self._is_closed or self._is_held or not lane.due:
                    self._leave(lane)
                    return
                delivery = lane.sending = lane.due.popleft()
            try:
                self._try(lane, delivery)
            except Exception as failure:  # noqa: BLE001 - a bug of the double ends no lane; it is logged and kept
                _log.exception("%s failed", delivery.id)
                self._world.note_failure(failure)
                delivery.end(FAILED, "the double itself failed")
            with self._changed:
                self._weigh(delivery)
                lane.sending = None
                self._changed.notify_all()

    def _leave(self, lane: _Lane) -> None:
        lane.has_worker = False
        if not lane.due and not lane.dropped_in_a_row:
            del self._lanes[lane.webhook_id]

    def _try(self, lane: _Lane, delivery: Delivery) -> None:
        webhook, world = delivery.webhook, self._world
        if Reader(world.state).find(WEBHOOKS, webhook.id) is None:
            delivery.end(FAILED, "the webhook was deleted")
            return
        at, began = world.clock.now(), perf_counter()
        delivery.headers = self._headers(delivery)
        status, error = None, None
        try:
            status = self._send(delivery, at)
        except BlockedError as blocked:
            delivery.end(BLOCKED, str(blocked))
            self._tell(logging.WARNING, delivery, f"blocked ({blocked})")
            return
        except ConnectionError as failure:
            error = str(failure)
        attempt = Attempt(at, status, error, perf_counter() - began)
        with self._changed:
            self._settle(lane, delivery, attempt)
        level = logging.WARNING if delivery.state == FAILED else logging.INFO
        self._tell(level, delivery, f"{status or error} {attempt.duration * 1000:.0f}ms {delivery.state}")

    def _tell(self, level: int, delivery: Delivery, what: str) -> None:
        """A line of the log. Only the origin of a URL is told: the rest may be a secret."""
        if _deliveries_log.isEnabledFor(level):
            webhook, now = delivery.webhook, str(iso(self._world.clock.now()))[TIME_OF_DAY]
            origin = read_target(webhook.url).origin
            words = (now, self._world.id, delivery.id, webhook.trigger_type, origin, what)
            _deliveries_log.log(level, "%s", " ".join(words))

    def _send(self, delivery: Delivery, at: int) -> int:
        url, headers = self._egress.target_of(delivery.webhook.url), delivery.headers
        if self._receivers.takes(url, at, headers, delivery.body):
            return _OK
        from .send import post  # noqa: PLC0415 - a double that sends nothing starts without TLS and HTTP clients

        return post(url, headers, delivery.body, self._egress)

    def _headers(self, delivery: Delivery) -> dict[str, str]:
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "mockflow",
            "X-Mockflow-World": self._world.id,
        }
        secret = delivery.webhook.secret
        if secret is not None:
            timestamp = str(self._world.timestamp())
            headers["x-webflow-timestamp"] = timestamp
            headers["x-webflow-signature"] = sign(secret, timestamp, delivery.body)
        return headers

    def _settle(self, lane: _Lane, delivery: Delivery, attempt: Attempt) -> None:
        delivery.attempts += (attempt,)
        self.last_triggered[delivery.webhook.id] = attempt.at
        if attempt.status == _OK:
            delivery.end(DELIVERED)
            lane.dropped_in_a_row = 0
        elif delivery.last_chance:
            delivery.end(FAILED, _said(attempt))
        elif len(delivery.attempts) >= MOST_ATTEMPTS:
            delivery.end(FAILED, f"no 200 in {MOST_ATTEMPTS} attempts: {_said(attempt)}")
            self._note_dropped(lane, delivery)
        else:
            delivery.reason = f"{_said(attempt)}; the next attempt is 10 minutes after the last"
            heappush(self._waiting, (attempt.at + RETRY_AFTER, delivery.number, delivery))
            TICKER.watch(self)

    def _note_dropped(self, lane: _Lane, delivery: Delivery) -> None:
        lane.dropped_in_a_row += 1
        if lane.dropped_in_a_row >= int(self._world.quirks["webhook_deactivate_after"]):
            lane.is_deactivated = True
            _log.warning("webhook %s was deactivated: %s", delivery.webhook.id, delivery.reason)

    def tick(self) -> bool:
        """Queue what waited for a time that has come; whether anything still waits."""
        with self._changed:
            now = self._world.clock.now()
            while self._waiting and self._waiting[0][0] <= now and not self._is_closed:
                self._queue(heappop(self._waiting)[2])
            self._changed.notify_all()
            return bool(self._waiting) and not self._is_closed

    def next_due(self) -> int | None:
        """When the next try is due, in milliseconds since 1970; None if nothing waits for one."""
        with self._changed:
            return self._waiting[0][0] if self._waiting else None

    def drain(self, seconds: float = _DRAIN_WITHIN) -> tuple[bool, int]:
        """Wait until nothing that is due is pending: whether that came about, and how many are pending."""
        self.tick()
        with self._changed:
            self._changed.wait_for(lambda: self._is_held or self._is_closed or not self._due(), seconds)
            due = self._due()
            return not due, due + len(self._waiting)

    def _due(self) -> int:
        return sum(len(lane.due) + (lane.sending is not None) for lane in self._lanes.values())

    def redeliver(self, delivery_id: str) -> Delivery | None:
        """Send a delivery once more, at once and once; None if none of this id is kept."""
        with self._changed:
            delivery = next((each for each in self._kept if each.id == delivery_id), None)
            if delivery is None or any(delivery in lane.due for lane in self._lanes.values()):
                return delivery
            self._waiting = sorted(each for each in self._waiting if each[2] is not delivery)
            delivery.state, delivery.reason, delivery.last_chance = PENDING, None, True
            self._queue(delivery)
            self._changed.notify_all()
            return delivery

    def kept(self, holds: Callable[[Delivery], bool], *, at_least: int = 0, within: float = 0) -> list[Delivery]:
        """The deliveries of which this holds, oldest first, once there are so many, or after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: sum(map(holds, self._kept)) >= at_least, within)
            return [each for each in self._kept if holds(each)]

    def clear(self) -> None:
        """Forget them all; what was pending is not sent."""
        with self._changed:
            self._drop_all()
            while self._kept:
                self._forget_oldest()
            self._changed.notify_all()

    def _drop_all(self) -> None:
        """Send nothing of what is queued; what is under way has no further try."""
        self._waiting.clear()
        for lane in self._lanes.values():
            lane.due.clear()
            if lane.sending is not None:
                lane.sending.last_chance = True

    def close(self) -> None:
        """Send nothing more."""
        with self._changed:
            self._is_closed = True
            self._drop_all()
            self._changed.notify_all()

    def hold(self) -> None:
        """Queue, and send nothing, until ``release``."""
        with self._changed:
            self._is_held = True

    def release(self) -> None:
        """Send what was held back."""
        with self._changed:
            self._is_held = False
            for lane in self._lanes.values():
                if lane.due and not lane.has_worker:
                    lane.has_worker = True
                    WORKERS.run(lambda lane=lane: self._work(lane))  # type: ignore[misc]
            self._changed.notify_all()


def _said(attempt: Attempt) -> str:
    return attempt.error or f"the receiver answered {attempt.status}, and only 200 counts"
