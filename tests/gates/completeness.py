"""What each operation must have been seen to answer, over a run of all tests, and what it was not."""

from collections.abc import Iterable, Iterator
from typing import Any

from mockflow.contract import build_contract
from mockflow.core.ids import path_id_pattern
from mockflow.core.route import Route
from mockflow.pipeline.refusals import REFUSALS
from mockflow.resources.table import ROUTES
from mockflow.worlds.oauth.names import AUTHORIZE, CONSENT, EXCHANGE, REVOKE
from mockflow.worlds.tokens import KINDS

Answer = tuple[str, str]
"""An operation, by method and path, and what it answered: a status of success, or a refusal's code."""
NO_ID = "~"
BY_FAULT = "by a fault"
OAUTH: dict[str, tuple[str, ...]] = {
    AUTHORIZE: ("200", "302", "400", "403"),
    CONSENT: ("302", "400", "403"),
    EXCHANGE: ("200", "invalid_request", "invalid_client", "invalid_grant", "unsupported_grant_type"),
    REVOKE: ("200", "invalid_request", "invalid_client", "invalid_token"),
}
"""What the calls of OAuth answer: the statuses of pages, and the errors that programs are told by name."""


def answer_of(route: Route, said: str) -> Answer:
    return f"{route.method} {route.path}", said


def usual_refusals(route: Route) -> Iterator[str]:
    """The code of each refusal that a row can meet for its form alone, whatever it does."""
    yield from ("not_authorized", "too_many_requests", "payload_too_large")
    if set(route.token_kinds) < KINDS.keys():
        yield "invalid_auth_version"
    if route.scope or route.scopes:
        yield "missing_scopes"
    if route.params:
        yield "resource_not_found"
    if any(not path_id_pattern(name).fullmatch(NO_ID) for name in route.params):
        yield "invalid_id"
    if route.enterprise:
        yield f"not_enterprise_plan_{route.enterprise}"
    if route.body is not None:
        yield "bad_request"
        yield "invalid_shape"
    if route.query is not None:
        yield route.query.refused_as


def refusals_of(route: Route) -> set[str]:
    """All that it can meet: those, and what the row adds, but for what the double never says of itself."""
    return {*usual_refusals(route), *route.refusals} - {"service_unavailable"}


def statuses_by_fault(route: Route, responses: Iterable[str]) -> Iterator[int]:
    """The documented errors that only a fault brings about: 500, 503, and 400 where a call says nothing."""
    met = {REFUSALS[code].status for code in refusals_of(route)}
    yield from (int(status) for status in responses if int(status) >= 400 and int(status) not in met)


def needed() -> Iterator[Answer]:
    """Every answer that some test must have seen: each success, and each refusal that is documented."""
    paths = build_contract()["paths"]
    for route in ROUTES:
        yield answer_of(route, str(route.success))
        yield from (answer_of(route, code) for code in sorted(refusals_of(route)))
        responses: dict[str, Any] = paths[route.path][route.method.lower()]["responses"]
        yield from (answer_of(route, f"{each} {BY_FAULT}") for each in statuses_by_fault(route, responses))
    for operation, answers in OAUTH.items():
        yield from ((operation, said) for said in answers)


def unseen(seen: set[Answer]) -> list[str]:
    """A line for each operation that lacks something, in the order of the table."""
    lacking: dict[str, list[str]] = {}
    for operation, said in needed():
        if (operation, said) not in seen:
            lacking.setdefault(operation, []).append(said)
    return [f"{operation}: {', '.join(dict.fromkeys(said))}" for operation, said in lacking.items()]
