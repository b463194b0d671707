"""The control plane: JSON under ``/_mockflow``, never counted and never journalled."""

from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

import flask
from flask import Flask
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.routing import Rule

from mockflow.core.loading import load
from mockflow.core.refusal import Refusal
from mockflow.core.schema import Shape, ShapeError
from mockflow.core.wire import dumps, loads, nests_deeper
from mockflow.core.wording import difference
from mockflow.errors import ControlError, SeedError
from mockflow.pipeline.auth import named_world
from mockflow.pipeline.exchange import Request
from mockflow.pipeline.refusals import message_of, status_of
from mockflow.worlds.queries import check_names
from mockflow.worlds.registry import DEFAULT, Registry
from mockflow.worlds.visitors.visit import UnknownIdError
from mockflow.worlds.world import World

from . import health
from .row import ROWS, Ask, Control, Made
from .wsgi import WORLD_KEY, WORLDS_KEY, base_url_of, headers_of, read_limited

BASE = "/_mockflow"
_OTHERS = "control"
_MOST_NESTED = 200
_MOST_PARAMETERS = 100
_LONGEST_MESSAGE = 20_000


def register(app: Flask) -> None:
    """Add the rule of health, which every start asks, and one for all other calls: their rows come with the first."""
    app.extensions[ROWS] = _rows
    for control in health.CONTROLS:
        app.add_url_rule(
            BASE + control.path,
            f"control {control.method} {control.path}",
            partial(_answer, control),
            methods=[control.method],
            provide_automatic_options=False,
        )
    app.view_functions[_OTHERS] = _answer_other
    app.url_map.add(Rule(f"{BASE}/<path:rest>", endpoint=_OTHERS))  # of any method, which add_url_rule has no word for


def _rows() -> tuple[Control, ...]:
    from .control_table import CONTROLS  # noqa: PLC0415 - no start waits for them

    return CONTROLS


def _answer_other(rest: str) -> flask.Response:
    from .control_table import find  # noqa: PLC0415 - see above

    control, params = find(flask.request.method, rest)
    return _answer(control, **params)


def _answer(control: Control, **params: str) -> flask.Response:
    try:
        value = control.run(_ask(control, params))
    except ControlError as error:
        return error_response(error)
    except SeedError as error:
        return error_response(ControlError(400, "validation_error", "; ".join(map(str, error.problems))))
    except UnknownIdError as error:
        return error_response(ControlError(404, "resource_not_found", str(error)))
    except ValueError as error:
        return error_response(ControlError(400, "validation_error", str(error)))
    except Refusal as refusal:
        return error_response(ControlError(status_of(refusal), refusal.code, message_of(refusal)))
    return value if isinstance(value, flask.Response) else _json(value, control.success)


def _json(value: Any, status: int) -> flask.Response:
    if isinstance(value, Made):
        value, status = value.value, HTTPStatus.CREATED
    body = b"" if value is None else dumps(value)
    return flask.Response(body, status, content_type="application/json" if body else None)


def error_response(error: ControlError) -> flask.Response:
    """An error in the shape of the API's."""
    body: dict[str, Any] = {
        "message": error.message[:_LONGEST_MESSAGE],
        "code": error.code,
        "externalReference": None,
        "details": [],
    }
    challenge = {"WWW-Authenticate": "Bearer"} if error.status == HTTPStatus.UNAUTHORIZED else {}
    return flask.Response(dumps(body), error.status, challenge, content_type="application/json")


def answer_unrouted(_: HTTPException) -> flask.Response:
    """A path or a method that the control plane does not have."""
    call = f"{flask.request.method} {flask.request.path}"
    return error_response(ControlError(404, "resource_not_found", f"The control plane has no {call}"))


def answer_failure(error: InternalServerError) -> flask.Response:
    """A bug of the control plane; Flask has logged it, and a test that it happens in is told."""
    registry: Registry = flask.request.environ[WORLDS_KEY]
    registry.default.note_failure(error.original_exception or error)
    return error_response(ControlError(500, "internal_error", "An Internal Error occurred"))


def _ask(control: Control, params: dict[str, str]) -> Ask:
    environ = flask.request.environ
    registry: Registry = environ[WORLDS_KEY]
    world = registry.default if control.of_process else _world(registry, environ)
    query: dict[str, str] = {}
    if control.query is not None:
        query = _query(environ)
        check_names(query, control.query)
    if control.takes_anything:
        return Ask(registry, world, params, query, {}, _raw(environ, control.most), headers_of(environ))
    sent = _sent(control, environ)
    body = {} if control.body is None else _loaded(control.body, sent)
    checked = sent if isinstance(sent, dict) else {}
    return Ask(registry, world, params, query, body, sent=checked, base_url=base_url_of(environ))


def _query(environ: dict[str, Any]) -> dict[str, str]:
    text = environ.get("QUERY_STRING", "")
    try:
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_PARAMETERS))
    except ValueError:
        raise ValueError(f"query: expected at most {_MOST_PARAMETERS} parameters, found more") from None


def _world(registry: Registry, environ: dict[str, Any]) -> World:
    request = Request("", "", "", headers_of(environ), b"", None, {}, environ.get(WORLD_KEY))
    named = named_world(request)
    world_id = DEFAULT if named is None else named
    world = registry.find(world_id)
    if world is None:
        raise ControlError(404, "resource_not_found", f"No world has the id {world_id}")
    return world


def _raw(environ: dict[str, Any], most: int) -> bytes:
    raw = read_limited(environ, most)
    if raw is None:
        raise ControlError(413, "bad_request", f"The body is larger than {most:,} bytes")
    return raw


def _sent(control: Control, environ: dict[str, Any]) -> Any:
    if control.body is None:
        read_limited(environ)
        return {}
    raw = _raw(environ, control.most)
    try:
        sent = loads(raw) if raw.strip() else {}
    except ValueError:
        raise ControlError(400, "bad_request", "The body should be JSON") from None
    if raw.count(b"[") + raw.count(b"{") > _MOST_NESTED and nests_deeper(sent, _MOST_NESTED):
        raise ControlError(400, "bad_request", f"The body should have at most {_MOST_NESTED} levels")
    return sent


def _loaded(shape: type[Shape], sent: Any) -> dict[str, Any]:
    try:
        return load(shape, sent)
    except ShapeError as error:
        problems = sorted(f"{path or 'body'}: {difference(path, words, sent)}" for path, words in error.problems)
        raise ControlError(400, "validation_error", "; ".join(problems)) from None
