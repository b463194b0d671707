"""The journal entry of an exchange, and the log line of a call."""

import logging
from time import perf_counter

from mockflow.core.refusal import Refusal
from mockflow.worlds.journal import Entry, without

from .auth import named_world
from .exchange import Exchange, Response
from .refusals import message_of

calls = logging.getLogger("mockflow.calls")


def record(exchange: Exchange, response: Response, refusal: Refusal | None, began: float) -> None:
    """Keep what was asked and answered, how long it took, and the step that decided."""
    request, actor, world = exchange.request, exchange.actor, exchange.world
    allowed, step, reason = _decision(exchange, response, refusal)
    entry = Entry(
        exchange.request_id,
        (world or exchange.worlds.default).clock.now(),
        request.method,
        request.path,
        request.query,
        request.headers,
        request.body or b"",
        exchange.bearer,
        request.route.operation_id if request.route else None,
        actor.name if actor else None,
        response.status,
        response.body,
        allowed,
        step,
        reason,
        perf_counter() - began,
    )
    if actor is None:
        entry = without(exchange.bearer, entry)
    if not request.setup:
        if actor is not None and actor.client_id is not None and world is not None:
            world.meters.note_use(actor.name, entry.at)
        if world is not None and exchange.journal is not None:
            exchange.journal.add(entry)
            world.ring()
        if world is None or request.route is None:
            missing = named_world(request) if world is None else None
            (world or exchange.worlds.default).unmatched.add((entry, missing), entry.size())
    if calls.isEnabledFor(logging.INFO):
        calls.info("", extra={"entry": entry, "world": world.id if world else "-"})


def _decision(exchange: Exchange, response: Response, refusal: Refusal | None) -> tuple[bool, str, str | None]:
    """Whether the call did its work, the step that decided, and why."""
    broken = response.broken
    if broken is not None:
        return broken.ran and refusal is None, "fault", broken.reason
    return refusal is None, exchange.step, None if refusal is None else refusal.reason or message_of(refusal)
