"""One call of OAuth, from what came in to what goes out and what the journal keeps of it. No framework is seen here.

Such calls are in the journal beside those of the API, under names of their own, and no code, token or secret is in it.
They are not counted, and meet no fault, policy or pause: those are about calls with a token.
"""

import logging
import re
from collections.abc import Callable, Mapping
from time import perf_counter
from typing import Any, NamedTuple
from urllib.parse import urlencode

from mockflow.core.wire import dumps
from mockflow.domain.sites import Site
from mockflow.worlds.journal import HIDDEN, Entry, without
from mockflow.worlds.oauth.consent import AUTO, Asked, approve, deny, read_asked, read_choice, sites_of
from mockflow.worlds.oauth.exchange import exchange_code, revoke_authorization
from mockflow.worlds.oauth.fields import Fields, OauthRefusal, invalid, one, read_body, read_pairs
from mockflow.worlds.oauth.names import AUTHORIZE, CONSENT, EXCHANGE, REVOKE
from mockflow.worlds.registry import Registry
from mockflow.worlds.world import World

from .auth import find_world, named_world
from .exchange import Exchange, Request
from .record import calls
from .refusals import oauth_status

_MOST_BYTES = {CONSENT: 1_000_000}
_USUAL_MOST = 64 * 1024
_SHOWN = frozenset(
    {
        *("client_id", "response_type", "grant_type", "redirect_uri", "scope", "state", "auto", "decision", "reach"),
        *("site", "grant", "token_type", "did_revoke", "error", "error_description"),
    }
)
"""Whatever has another name may be a secret, or hold one."""

_NOT_FETCHED = "auto: expected a person who is sent here, found a page of another site that fetches this URL"
_NAME = re.compile(r"[a-z_]{1,40}")
_FAILED = OauthRefusal("server_error", "An Internal Error occurred")
_log = logging.getLogger("mockflow")


class Page(NamedTuple):
    """What a person is shown: the app's request, or what is wrong with it.

    Attributes:
        world_id: of the world that the request found.
        fields: the request, to be sent again with the decision.
    """

    world_id: str
    asked: Asked | None = None
    sites: tuple[Site, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    problem: str | None = None


class Answer(NamedTuple):
    """What goes out: JSON, a page, or a person who is sent elsewhere.

    Attributes:
        body: of JSON.
        location: where the person is sent.
    """

    status: int
    body: Mapping[str, Any] | None = None
    page: Page | None = None
    location: str | None = None
    request_id: str = ""


class Asking(NamedTuple):
    """A call that is under way.

    Attributes:
        stranger: what shows that a page of somebody else sent it; None where nothing does.
    """

    world: World
    request: Request
    fields: Fields
    request_id: str
    stranger: str | None


def authorize(asking: Asking) -> Answer:
    """Ask a person, or send them back to the app with the answer: theirs, or one that the URL says they would give."""
    world, fields, method = asking.world, asking.fields, asking.request.method
    asked = read_asked(world, fields)
    decision = one(fields, "decision" if method == "POST" else "auto")
    if method == "POST" and asking.stranger is not None:
        raise OauthRefusal("access_denied", asking.stranger)
    if method == "HEAD" or (method == "GET" and decision is None):
        return Answer(200, page=_consent(world, asked, fields))
    if method == "GET" and _is_foreign_fetch(asking.request.headers):
        raise OauthRefusal("access_denied", _NOT_FETCHED)
    if decision not in AUTO:
        name = "decision" if method == "POST" else "auto"
        raise invalid(f"{name}: expected {' or '.join(AUTO)}, found {decision or 'none'}"[:200])
    to = deny(asked) if decision == "deny" else approve(world, asked, read_choice(world, asked, fields))
    return Answer(302, location=to)


def _is_foreign_fetch(headers: Mapping[str, str]) -> bool:
    """Whether a page of somebody else loads this behind its person's back, and does not send the person here."""
    return headers.get("sec-fetch-site") == "cross-site" and headers.get("sec-fetch-mode") != "navigate"


def _consent(world: World, asked: Asked, fields: Fields) -> Page:
    sent = ("client_id", "response_type", "scope", "redirect_uri", "state")
    again = tuple((name, fields[name][0]) for name in sent if name in fields)
    return Page(world.id, asked, tuple(sites_of(world)), again)


def _json(run: Callable[[World, Fields, str], dict[str, Any]]) -> Callable[[Asking], Answer]:
    def answer(asking: Asking) -> Answer:
        return Answer(200, run(asking.world, asking.fields, asking.request_id))

    return answer


_RUN: Mapping[str, Callable[[Asking], Answer]] = {
    AUTHORIZE: authorize,
    CONSENT: authorize,
    EXCHANGE: _json(exchange_code),
    REVOKE: _json(revoke_authorization),
}


def handle_oauth(worlds: Registry, request: Request, operation: str, stranger: str | None = None) -> Answer:
    """Answer a call of OAuth. A refused one has changed nothing."""
    began = perf_counter()
    world = find_world(Exchange(worlds, request))
    request_id = (world or worlds.default).journal.next_id()
    refusal: OauthRefusal | None = None
    fields: Fields | None = None
    try:
        fields = _fields(request, operation)
        answer = _RUN[operation](Asking(_there(world, request), request, fields, request_id, stranger))
    except OauthRefusal as problem:
        refusal = problem
    except Exception as failure:  # noqa: BLE001 - a bug of the double is answered as one, logged and kept
        _log.exception("%s %s failed", request.method, request.path)
        (world or worlds.default).note_failure(failure)
        refusal = _FAILED
    if refusal is not None:
        answer = _refused(operation, refusal, world, request)
    answer = answer._replace(request_id=request_id)
    at, duration = (world or worlds.default).clock.now(), perf_counter() - began
    entry = _entry(request, operation, fields, answer, refusal)._replace(at=at, duration=duration)
    _keep(worlds, world, request, entry)
    return answer


def _there(world: World | None, request: Request) -> World:
    if world is None:
        raise invalid(f"No world has the id {named_world(request)}"[:200])
    return world


def _fields(request: Request, operation: str) -> Fields:
    if request.method != "POST":
        return read_pairs(request.query)
    body = request.body
    if body is not None and len(body) > _MOST_BYTES.get(operation, _USUAL_MOST):
        body = None
    return read_body(body, request.headers.get("content-type", ""))


def _refused(operation: str, refusal: OauthRefusal, world: World | None, request: Request) -> Answer:
    """A person reads a page, and a program JSON."""
    status = oauth_status(refusal.code)
    accepted = request.headers.get("accept", "")
    if operation in {AUTHORIZE, CONSENT} and ("json" not in accepted or "text/html" in accepted):
        return Answer(status, page=Page("" if world is None else world.id, problem=refusal.description))
    return Answer(status, {"error": refusal.code, "error_description": refusal.description})


def _entry(
    request: Request, operation: str, fields: Fields | None, answer: Answer, refusal: OauthRefusal | None
) -> Entry:
    """What is kept of the call: the body as an object, whichever form it had."""
    is_post = request.method == "POST"
    said = HIDDEN.encode() if fields is None else dumps(_shown(fields))
    try:
        query = urlencode(_shown(read_pairs(request.query)), doseq=True)
    except OauthRefusal:
        query = ""
    told = b"" if answer.body is None else dumps(_masked(answer.body))
    entry = Entry(
        answer.request_id,
        0,
        request.method,
        request.path,
        query,
        request.headers,
        said if is_post and request.body else b"",
        "",
        operation,
        None,
        answer.status,
        told,
        refusal is None,
        "oauth",
        None if refusal is None else refusal.description,
        0.0,
    )
    return without("", entry)


def _shown(fields: Fields) -> dict[str, Any]:
    return _masked({name: values[0] if len(values) == 1 else values for name, values in fields.items()})


def _masked(said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name if _NAME.fullmatch(name) else HIDDEN: value if name in _SHOWN else HIDDEN for name, value in said.items()
    }


def _keep(worlds: Registry, world: World | None, request: Request, entry: Entry) -> None:
    if not request.setup:
        if world is None:
            worlds.default.unmatched.add((entry, named_world(request)), entry.size())
        else:
            world.journal.add(entry)
            world.ring()
    if calls.isEnabledFor(logging.INFO):
        calls.info("", extra={"entry": entry, "world": world.id if world else "-"})
