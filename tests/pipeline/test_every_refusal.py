"""What any operation may refuse, each of them refuses: by a walk over the table, so that new rows are held to it."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import httpx
import pytest

from mockflow import Mockflow
from mockflow.contract import build_contract
from mockflow.core.ids import path_id_pattern
from mockflow.core.route import Route
from mockflow.pipeline.refusals import REFUSALS
from mockflow.resources.table import ROUTES
from mockflow.worlds.tokens import KINDS
from tests.gates.completeness import NO_ID, statuses_by_fault, usual_refusals
from tests.support import error
from tests.worlds.calls import SEED, Ready, calls_of, ids_of

NOON = "2026-01-15T12:00:00Z"
NOT_THERE = ("f" * 24, "ffffffff-ffff-4fff-afff-ffffffffffff", "not-there", "0")
"""Ids of every form that are nobody's."""
TOO_LARGE = b" " * 10_000_001
MANY = {f"q{at}": "1" for at in range(101)}
OPERATIONS = pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")


class Doubles(NamedTuple):
    """One whose plan is Enterprise and that counts no calls, and one of the smallest plan; both of the same seed."""

    large: Mockflow
    small: Mockflow
    busy: dict[str, str]
    """For each kind, a token of the small one that has had its calls for this minute."""
    responses: Mapping[str, Mapping[str, Any]]


@pytest.fixture(scope="module")
def doubles() -> Iterator[Doubles]:
    with (
        Mockflow(SEED, plan="enterprise", clock=NOON, rate_limit=False) as large,
        Mockflow(SEED, plan="starter", clock=NOON) as small,
    ):
        busy = {kind: small.new_token(kind=kind) for kind in KINDS}
        for token in busy.values():
            api = small.http(token)
            assert [api.get("/sites").status_code == 429 for _ in range(61)][-2:] == [False, True]
        yield Doubles(large, small, busy, build_contract()["paths"])
        for double in (large, small):
            assert double.failures() == []


def kind_for(route: Route) -> str:
    """A kind of token that may call this and can hold its scope."""
    return next(kind for kind in route.token_kinds if route.scope is None or route.scope in KINDS[kind])


def ready_for(double: Mockflow, route: Route) -> Ready:
    return next(calls_of(route, ids_of(double._worlds.default)))  # noqa: SLF001 - ids that no public door tells


def send(api: httpx.Client, ready: Ready, **changed: Any) -> httpx.Response:
    """This call with what is changed of it, as the client takes it."""
    said = {"params": ready.query, **({} if "content" in changed else {"json": ready.body}), **changed}
    return api.request(ready.route.method, ready.route.path.format(**ready.params), **said)


def instead(ready: Ready, name: str, value: str) -> Ready:
    """This call with another value of this parameter of its path."""
    return ready._replace(params={**ready.params, name: value})


def not_there(name: str) -> str:
    """An id of the form of this parameter that nothing has."""
    found = next((each for each in NOT_THERE if path_id_pattern(name).fullmatch(each)), None)
    assert found is not None, f"NOT_THERE: expected an id of the form of {{{name}}}, found none; add one"
    return found


def refused(doubles: Doubles, route: Route) -> Iterator[tuple[str, httpx.Response]]:
    """A call for each refusal that any call may meet: its code, and the answer."""
    large, small = doubles.large, doubles.small
    kind, ready = kind_for(route), ready_for(large, route)
    api = large.http(large.new_token(kind=kind))
    yield "not_authorized", send(large.http("nobody"), ready)
    yield "too_many_requests", send(small.http(doubles.busy[kind]), ready)
    yield "payload_too_large", send(api, ready, content=TOO_LARGE)
    for other in KINDS.keys() - set(route.token_kinds):
        yield "invalid_auth_version", send(large.http(large.new_token(kind=other)), ready)
    if route.scope or route.scopes:
        yield "missing_scopes", send(large.http(large.new_token([], kind=kind)), ready)
    for name in route.params:
        yield "resource_not_found", send(api, instead(ready, name, not_there(name)))
        if not path_id_pattern(name).fullmatch(NO_ID):
            yield "invalid_id", send(api, instead(ready, name, NO_ID))
    if route.enterprise:
        not_counted = small.http(small.new_token(kind=kind), setup=True)
        yield f"not_enterprise_plan_{route.enterprise}", send(not_counted, ready)
    if route.body is not None:
        yield "bad_request", send(api, ready, content=b"{", headers={"Content-Type": "application/json"})
        yield "invalid_shape", send(api, ready, json="text")
    if route.query is not None:
        yield route.query.refused_as, send(api, ready, params=MANY)


@OPERATIONS
def test_an_operation_refuses_what_any_does(doubles: Doubles, route: Route) -> None:
    """Each refusal that is not about what one operation does is met where it should be, and nothing has changed."""
    worlds = [double._worlds.default for double in (doubles.large, doubles.small)]  # noqa: SLF001 - the state itself
    before = [world.state for world in worlds]
    met = []
    for code, answer in refused(doubles, route):
        wanted = REFUSALS[code]
        met.append(code)
        assert error(answer)[:2] == (wanted.status, wanted.code), (code, answer.text)
    assert set(met) == set(usual_refusals(route)), "the gate asks for others than are met here"
    assert all(world.state is was for world, was in zip(worlds, before, strict=True))


@OPERATIONS
def test_an_operation_answers_by_a_fault_what_it_documents_else(doubles: Doubles, route: Route) -> None:
    """An error that is documented, and that no call brings about, is had by a fault: a 500 above all."""
    large = doubles.large
    ready, api = ready_for(large, route), large.http(large.new_token(kind=kind_for(route)))
    before = large._worlds.default.state  # noqa: SLF001 - the state itself
    statuses = list(statuses_by_fault(route, doubles.responses[route.path][route.method.lower()]["responses"]))
    assert 500 in statuses
    for status in statuses:
        with large.fault(method=route.method, path=f"/v2{route.path.format(**ready.params)}", status=status):
            assert error(send(api, ready))[0] == status
    assert large._worlds.default.state is before  # noqa: SLF001 - the state itself
