"""One request, step by step. The order below is the order of the checks, and it is written nowhere else."""

import logging
from time import perf_counter

from mockflow.core.refusal import Refusal
from mockflow.worlds.registry import Registry

from .access import check_gate, check_ids, check_scope, check_token_kind, check_visibility
from .auth import authenticate, bearer_of, find_world
from .cache import meet_cache, say_cache
from .exchange import Exchange, Request, Response
from .faults import Stopped, after_fault, meet_fault
from .matched import require_route
from .policy import check_pause, check_policy
from .rate_limit import count_request, enter_alone, leave_alone, uncount_request
from .record import record
from .serialise import answer
from .transact import run_operation
from .validation import check_input, check_version, read_body

STEPS = (
    ("auth", authenticate),
    ("rate limit", count_request),
    ("route", require_route),
    ("in flight", enter_alone),
    ("fault", meet_fault),
    ("token kind", check_token_kind),
    ("scope", check_scope),
    ("policy", check_policy),
    ("pause", check_pause),
    ("cache", meet_cache),
    ("id syntax", check_ids),
    ("visibility", check_visibility),
    ("gate", check_gate),
    ("version", check_version),
    ("body syntax", read_body),
    ("body rules", check_input),
    ("transaction", run_operation),
)

_OWN_LIMIT = "endpoint limit"
"""The part of the last step where an operation's own limit refuses; such a call does not count."""

_log = logging.getLogger("mockflow")


def handle(worlds: Registry, request: Request) -> Response:
    """Answer a request. Whatever happens, the answer has Webflow's shape, and a refused call has changed nothing."""
    began = perf_counter()
    exchange = Exchange(worlds, request, bearer=bearer_of(request))
    exchange.world = find_world(exchange)
    exchange.journal = (exchange.world or worlds.default).journal
    exchange.request_id = exchange.journal.next_id()
    try:
        refusal = _take_steps(exchange)
        response = answer(exchange, refusal)
        if exchange.fault is not None:
            response = after_fault(exchange, exchange.fault, response, refusal)
        if request.at_cdn:
            response = say_cache(exchange, response, refusal)
    finally:
        leave_alone(exchange)
    record(exchange, response, refusal, began)
    return response


def _take_steps(exchange: Exchange) -> Refusal | None:
    try:
        for name, step in STEPS:
            exchange.step = name
            step(exchange)
    except Refusal as refusal:
        if exchange.step == _OWN_LIMIT:
            uncount_request(exchange)
        return refusal
    except Stopped:
        return None
    except Exception as failure:  # noqa: BLE001 - a bug of the double is answered as Webflow's 500, logged and kept
        _log.exception("%s %s failed", exchange.request.method, exchange.request.path)
        (exchange.world or exchange.worlds.default).note_failure(failure)
        return Refusal("internal_error")
    return None
