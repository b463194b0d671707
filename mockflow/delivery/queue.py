"""The deliveries of one world: queued in commit order, sent off the path of calls, tried again on the world's clock.

Each webhook has a lane of its own, in which one delivery is under way at a time: a receiver that hangs holds up nothing
but its own lane. What failed waits beside its lane for its next try.
"""

import logging
from collections.abc import Callable, Iterable
from functools import partial
from heapq import heappop, heappush
from threading import Condition
from time import perf_counter

from mockflow.core.store import Reader
from mockflow.domain.events import Event
from mockflow.domain.webhooks import WEBHOOKS, Webhook

from .egress import BlockedError, Egress
from .kept import Kept
from .lane import Lane
from .record import BLOCKED, DELIVERED, FAILED, PENDING, Attempt, Delivery, Told
from .surroundings import Part, Receivers, SenderWorld
from .telling import headers_of, tell
from .workers import TICKER, WORKERS, Waiting

MOST_ATTEMPTS = 4
RETRY_AFTER = 600_000
MOST_IN_LANE = 10_000
MOST_BYTES_IN_LANE = 32 * 1024 * 1024
_MOST_REMEMBERED = 1_000
_LINGER = 1.0
_DRAIN_WITHIN = 10.0
_OK = 200
_DEACTIVATED = "the webhook was deactivated, since too many events in a row could not be delivered"

_log = logging.getLogger("mockflow")


class Deliveries(Part[SenderWorld], Waiting):
    """What was, is and will be sent. The last are kept for those who look.

    Attributes:
        revision: how often a delivery became another: it came, was tried, ended, or is to be sent once more.
    """

    def __init__(self, world: SenderWorld, egress: Egress, receivers: Receivers) -> None:
        super().__init__(world)
        self.egress = egress
        self._receivers = receivers
        self._changed = Condition()
        self._kept = Kept()
        self._lanes: dict[str, Lane] = {}
        self._waiting: list[tuple[int, int, Delivery]] = []
        self._count = 0
        self.revision = 0
        self._is_held = False
        self._is_closed = False
        self.last_triggered: dict[str, int] = {}

    def plan(self, found: Iterable[tuple[Webhook, Event]]) -> None:
        """Queue what these committed events have to tell these webhooks."""
        with self._changed:
            if self._is_closed:
                return
            told: dict[int, Told] = {}
            for webhook, event in found:
                self._count += 1
                delivery = Delivery(self._count, webhook, told.setdefault(id(event), Told(event)))
                self._kept.add(delivery)
                self._admit(delivery)
                self._revise(delivery)
            self._changed.notify_all()

    def _revise(self, delivery: Delivery) -> None:
        """Number what became of this delivery, and tell those who watch the world."""
        self.revision += 1
        delivery.revision = self.revision
        self._world.ring()

    def _admit(self, delivery: Delivery) -> None:
        """Queue a delivery, unless its webhook is told nothing more, or has too much to do already."""
        lane = self._lanes.get(delivery.webhook.id) or self._new_lane(delivery.webhook.id)
        if lane.is_deactivated:
            delivery.end(BLOCKED, _DEACTIVATED)
        elif lane.pending >= MOST_IN_LANE or lane.pending_bytes + delivery.size > MOST_BYTES_IN_LANE:
            delivery.end(FAILED, f"{lane.pending} deliveries of the webhook wait already")
        else:
            lane.pending += 1
            lane.pending_bytes += delivery.size
            self._enqueue(lane, delivery)

    def _new_lane(self, webhook_id: str) -> Lane:
        """A lane; those that only remember the failures of webhooks that are gone make room."""
        if len(self._lanes) >= _MOST_REMEMBERED:
            idle = [each.webhook_id for each in self._lanes.values() if not each.pending and not each.has_worker]
            for gone in (each for each in idle if not self._is_there(each)):
                del self._lanes[gone]
        return self._lanes.setdefault(webhook_id, Lane(webhook_id))

    def _enqueue(self, lane: Lane, delivery: Delivery) -> None:
        lane.due.append(delivery)
        if not lane.has_worker and not self._is_held:
            self._start_worker(lane)

    def _start_worker(self, lane: Lane) -> None:
        lane.has_worker = True
        WORKERS.run(partial(self._work, lane, self._world))

    def _end(self, lane: Lane, delivery: Delivery, state: str, reason: str | None = None) -> None:
        delivery.end(state, reason)
        lane.pending -= 1
        lane.pending_bytes -= delivery.size
        self._revise(delivery)

    def _work(self, lane: Lane, world: SenderWorld) -> None:
        """Send what is due in this lane, and stay for a moment for what comes next."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._is_closed or (lane.due and not self._is_held), _LINGER)
                if self._is_closed or self._is_held or not lane.due:
                    self._leave(lane)
                    return
                delivery = lane.sending = lane.due.popleft()
            try:
                self._try(lane, delivery, world)
            except Exception as failure:  # noqa: BLE001 - a bug of the double ends no lane; it is logged and kept
                _log.exception("%s failed", delivery.id)
                world.note_failure(failure)
                with self._changed:
                    self._end(lane, delivery, FAILED, "the double itself failed")
            with self._changed:
                lane.sending = None
                self._changed.notify_all()

    def _leave(self, lane: Lane) -> None:
        lane.has_worker = False
        if not lane.pending and (not lane.dropped_in_a_row or not self._is_there(lane.webhook_id)):
            self._lanes.pop(lane.webhook_id, None)

    def _is_there(self, webhook_id: str) -> bool:
        return Reader(self._world.state).find(WEBHOOKS, webhook_id) is not None

    def _try(self, lane: Lane, delivery: Delivery, world: SenderWorld) -> None:
        if lane.is_deactivated or not self._is_there(delivery.webhook.id):
            state, reason = (BLOCKED, _DEACTIVATED) if lane.is_deactivated else (FAILED, "the webhook was deleted")
            with self._changed:
                self._end(lane, delivery, state, reason)
            return
        at, began = world.clock.now(), perf_counter()
        delivery.headers = headers_of(world, delivery)
        status, error = None, None
        try:
            status = self._send(delivery, at)
        except BlockedError as blocked:
            with self._changed:
                self._end(lane, delivery, BLOCKED, str(blocked))
            tell(logging.WARNING, world, delivery, f"blocked ({blocked})")
            return
        except ConnectionError as failure:
            error = str(failure)
        attempt = Attempt(at, status, error, perf_counter() - began)
        with self._changed:
            self._settle(lane, delivery, attempt)
        level = logging.WARNING if delivery.state == FAILED else logging.INFO
        tell(level, world, delivery, f"{status or error} {attempt.duration * 1000:.0f}ms {delivery.state}")

    def _send(self, delivery: Delivery, at: int) -> int:
        url, headers = self.egress.target_of(delivery.webhook.url), delivery.headers
        if self._receivers.takes(url, at, headers, delivery.body):
            return _OK
        from .send import post  # noqa: PLC0415 - a double that sends nothing starts without TLS and HTTP clients

        return post(url, headers, delivery.body, self.egress)

    def _settle(self, lane: Lane, delivery: Delivery, attempt: Attempt) -> None:
        delivery.attempts += (attempt,)
        self._note_triggered(delivery.webhook.id, attempt.at)
        if attempt.status == _OK:
            self._end(lane, delivery, DELIVERED)
            lane.dropped_in_a_row = 0
        elif delivery.last_chance:
            self._end(lane, delivery, FAILED, _said(attempt))
        elif len(delivery.attempts) >= MOST_ATTEMPTS:
            self._end(lane, delivery, FAILED, f"no 200 in {MOST_ATTEMPTS} attempts: {_said(attempt)}")
            self._note_dropped(lane, delivery)
        else:
            delivery.reason = f"{_said(attempt)}; the next attempt is 10 minutes after the last"
            heappush(self._waiting, (attempt.at + RETRY_AFTER, delivery.number, delivery))
            TICKER.watch(self)
            self._revise(delivery)

    def _note_triggered(self, webhook_id: str, at: int) -> None:
        self.last_triggered[webhook_id] = at
        if len(self.last_triggered) > _MOST_REMEMBERED:
            gone = [each for each in self.last_triggered if not self._is_there(each)]
            for each in gone:
                del self.last_triggered[each]

    def _note_dropped(self, lane: Lane, delivery: Delivery) -> None:
        lane.dropped_in_a_row += 1
        if lane.dropped_in_a_row >= int(self._world.quirks["webhook_deactivate_after"]):
            lane.is_deactivated = True
            _log.warning("webhook %s was deactivated: %s", delivery.webhook.id, delivery.reason)

    def tick(self) -> bool:
        """Queue what waited for a time that has come; whether anything still waits."""
        with self._changed:
            world = self._find_world()
            if world is None:
                return False
            now = world.clock.now()
            while self._waiting and self._waiting[0][0] <= now and not self._is_closed:
                delivery = heappop(self._waiting)[2]
                self._enqueue(self._lanes[delivery.webhook.id], delivery)
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
        """Send a delivery once more, at once; None if none of this id is kept.

        One that is pending has its tries as ever, the next of them now; another has this one try.
        """
        with self._changed:
            delivery = self._kept.find(delivery_id)
            if delivery is None:
                return None
            if delivery.state != PENDING:
                delivery.state, delivery.reason, delivery.last_chance = PENDING, None, True
                self._admit(delivery)
                self._revise(delivery)
            elif any(each[2] is delivery for each in self._waiting):
                self._waiting = sorted(each for each in self._waiting if each[2] is not delivery)
                self._enqueue(self._lanes[delivery.webhook.id], delivery)
            self._changed.notify_all()
            return delivery

    def kept(self, holds: Callable[[Delivery], bool], *, at_least: int = 0, within: float = 0) -> list[Delivery]:
        """The deliveries of which this holds, oldest first, once there are so many, or after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_closed or sum(map(holds, self._kept)) >= at_least, within)
            return [each for each in self._kept if holds(each)]

    def after(self, revision: int, most: int) -> list[tuple[int, Delivery]]:
        """The deliveries that became others since this revision, in that order, up to so many, each with its own."""
        with self._changed:
            return [] if self.revision == revision else self._kept.after(revision, most)

    def clear(self) -> None:
        """Forget them all; what was pending is not sent."""
        with self._changed:
            self._drop_all()
            self._kept.clear()
            self._changed.notify_all()

    def _drop_all(self) -> None:
        """Send nothing of what is queued; what is under way has no further try."""
        self._waiting.clear()
        for lane in self._lanes.values():
            lane.drop()

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
                    self._start_worker(lane)
            self._changed.notify_all()


def _said(attempt: Attempt) -> str:
    return attempt.error or f"the receiver answered {attempt.status}, and only 200 counts"
