"""Running webhook drills against a user's receiver: does it verify what it is sent? Nothing of the world changes."""

from collections.abc import Callable, Collection
from threading import Event
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

from mockflow.core.store import Reader
from mockflow.core.wire import iso
from mockflow.delivery.record import Attempt
from mockflow.delivery.send import post
from mockflow.delivery.telling import unsigned
from mockflow.delivery.workers import WORKERS
from mockflow.domain.apps import CLIENT_ID
from mockflow.domain.sites import SITES
from mockflow.domain.webhook_urls import reason_against
from mockflow.domain.webhooks import WEBHOOKS, Webhook

from .clock import real_now
from .drill_kinds import KINDS, TAKEN, Ground, Kind, Message
from .sinks import TOLERANCE, sink_in

if TYPE_CHECKING:
    from .world import World

LONGEST_SECRET = 1_000
_OK, _CLIENT, _SERVER = 200, 400, 500
_LOOK_EVERY = 0.2
_NO_SITE = "0" * 24


class _Key(NamedTuple):
    """What a drill signs with, and how that is told."""

    secret: str
    words: str


class Receiver:
    """A receiver that is to be drilled.

    Args:
        world: whose gate, clock and keys are used.
        url: where it listens.
        secret: what it verifies with, or the id of a webhook of the world, for that one's key. By default the key of a
            webhook of the world that has this URL, or else the app's client secret.

    Raises:
        ValueError: the URL is none that a webhook could have, or the secret is none.
    """

    def __init__(self, world: "World", url: str, secret: str | None = None) -> None:
        if sink_in(url) is not None:
            raise ValueError(f"url: expected a receiver of your own, found a sink, which takes everything: {url[:200]}")
        self._world = world
        self._outgoing = world.outgoing
        http_anywhere = world.quirks["webhook_http_anywhere"] == "on"
        reason = reason_against(url, is_listed=self._outgoing.is_listed, http_anywhere=http_anywhere)
        if reason is not None:
            raise ValueError(f"url: {reason}")
        self._url = url
        self._key = _key_of(world, url, secret)

    def drill(self, kinds: Collection[str]) -> dict[str, Any]:
        """Run the drills of these kinds, one after the other: the report card.

        Raises:
            BlockedError: the gate lets nothing out to there.
        """
        cards: list[dict[str, Any]] = []
        is_reached = True
        for kind in KINDS:
            if kind.name in kinds:
                attempts = self._attempts(kind) if is_reached else []
                cards.append(self._card(kind, attempts))
                is_reached = is_reached and any(attempt.status is not None for attempt in attempts)
        return {
            "url": self._url,
            "signedWith": self._key.words,
            "passed": all(card["passed"] for card in cards),
            "drills": cards,
        }

    def _attempts(self, kind: Kind) -> list[Attempt]:
        site = next(iter(Reader(self._world.state).all(SITES)), None)
        ground = Ground(self._key.secret, self._world.timestamp(), _NO_SITE if site is None else site.id)
        return [self._send(message) for message in kind.messages(ground)]

    def _send(self, message: Message) -> Attempt:
        """Send this on a thread of its own, so that a world that goes does not wait for a receiver that hangs."""
        at, began, egress = self._world.clock.now(), perf_counter(), self._outgoing.deliveries.egress
        headers = {**unsigned(self._world.id), **message.signed}
        done = Event()
        found: list[int | Exception] = []

        def run() -> None:
            try:
                found.append(post(egress.target_of(self._url), headers, message.body, egress, pause=message.pause))
            except Exception as failure:  # noqa: BLE001 - it is raised again on the thread that waits
                found.append(failure)
            done.set()

        WORKERS.run(run)
        while not done.wait(_LOOK_EVERY):
            if self._world.is_closed:
                return Attempt(at, None, "the world is gone", perf_counter() - began)
        return _attempt_of(found[0], at, perf_counter() - began)

    def _card(self, kind: Kind, attempts: list[Attempt]) -> dict[str, Any]:
        passed = bool(attempts) and all(_is_good(kind, attempt) for attempt in attempts)
        return {
            "kind": kind.name,
            "expected": kind.expected,
            "passed": passed,
            "attempts": [attempt.to_dict() for attempt in attempts],
            "said": kind.good if passed else self._advice(kind, attempts),
        }

    def _advice(self, kind: Kind, attempts: list[Attempt]) -> str:
        if not attempts:
            return "Not tried, since the receiver gave no answer before."
        bad = next(attempt for attempt in attempts if not _is_good(kind, attempt))
        if bad.status is None:
            return f"It gave no answer: {bad.error}."
        wanted = "200" if kind.expected == TAKEN else "a 4xx"
        more = f" It was signed with {self._key.words}.{self._on_time()}" if kind.name == "genuine" else ""
        return f"It answered {bad.status} where {wanted} was expected. {kind.bad}{more}"

    def _on_time(self) -> str:
        """A word on clocks, for a receiver that compares the stamp with its own."""
        stamp = self._world.timestamp()
        if abs(stamp - real_now()) <= TOLERANCE:
            return ""
        return f" The stamp is the world's time, {iso(stamp)}: the quirk webhook_timestamp=real makes it the real one."


def _is_good(kind: Kind, attempt: Attempt) -> bool:
    if attempt.status is None:
        return False
    return attempt.status == _OK if kind.expected == TAKEN else _CLIENT <= attempt.status < _SERVER


def _attempt_of(found: int | Exception, at: int, duration: float) -> Attempt:
    if isinstance(found, ConnectionError):
        return Attempt(at, None, str(found), duration)
    if isinstance(found, Exception):
        raise found
    return Attempt(at, found, None, duration)


def _key_of(world: "World", url: str, secret: str | None) -> _Key:
    if secret is None:
        webhook = _webhook(world, lambda each: each.url == url and each.secret(world.apps) is not None)
        if webhook is None:
            return _Key(world.apps[CLIENT_ID].client_secret, "the app's client secret")
        return _key_of_webhook(world, webhook)
    if not 0 < len(secret) <= LONGEST_SECRET or not secret.isprintable():
        raise ValueError(f"secret: expected 1 to {LONGEST_SECRET} printable characters, found {len(secret)}")
    webhook = _webhook(world, lambda each: each.id == secret)
    return _Key(secret, "the given secret") if webhook is None else _key_of_webhook(world, webhook)


def _key_of_webhook(world: "World", webhook: Webhook) -> _Key:
    secret = webhook.secret(world.apps)
    if secret is None:
        raise ValueError(f"secret: expected a webhook whose deliveries are signed, found {webhook.id}")
    return _Key(secret, f"the key of the webhook {webhook.id}")


def _webhook(world: "World", holds: Callable[[Webhook], bool]) -> Webhook | None:
    reader = Reader(world.state)
    return next((each for site in reader.all(SITES) for each in reader.all(WEBHOOKS, site.id) if holds(each)), None)
