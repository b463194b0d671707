"""The journal entry of an exchange, and the log line of a call."""

import logging
from time import perf_counter

from mockflow.core.refusal import Refusal
from mockflow.worlds.journal import Entry, shown_body, shown_headers, shown_text

from .exchange import Exchange, Response
from .refusals import message_of

calls = logging.getLogger("mockflow.calls")


def open_entry(exchange: Exchange) -> Entry:
    """What is known of a call when it comes in."""
    request, bearer, world = exchange.request, exchange.bearer, exchange.world
    return Entry(
        exchange.request_id,
        world.clock.now() if world else exchange.worlds.default.clock.now(),
        request.method,
        shown_text(request.path, bearer),
        shown_text(request.query, bearer),
        shown_headers(request.headers, bearer),
        shown_body(request.body or b"", bearer),
        request.route.operation_id if request.route else None,
    )


def close_entry(entry: Entry, exchange: Exchange, response: Response, refusal: Refusal | None, began: float) -> None:
    """What came of it: the answer, how long it took, and the step that decided."""
    entry.actor = exchange.actor.name if exchange.actor else None
    entry.status = response.status
    entry.answer = shown_body(response.body, exchange.bearer)
    entry.duration = perf_counter() - began
    entry.allowed = refusal is None
    entry.step = exchange.step
    entry.reason = None if refusal is None else message_of(refusal)
    world = exchange.world
    if world is not None and not exchange.request.setup:
        world.journal.add(entry)
    if calls.isEnabledFor(logging.INFO):
        calls.info("", extra={"entry": entry, "world": world.id if world else "-"})
