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
        refusal is None,
        exchange.step,
        None if refusal is None else message_of(refusal),
        perf_counter() - began,
    )
    if actor is None:
        entry = without(exchange.bearer, entry)
    if not request.setup:
        if world is not None:
            world.journal.add(entry)
            world.ring()
        if world is None or request.route is None:
            missing = named_world(request) if world is None else None
            (world or exchange.worlds.default).unmatched.add((entry, missing), entry.size())
    if calls.isEnabledFor(logging.INFO):
        calls.info("", extra={"entry": entry, "world": world.id if world else "-"})
