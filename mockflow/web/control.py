"""The control plane: JSON under ``/_mockflow``, never counted and never journalled."""

from functools import partial
from typing import Any
from urllib.parse import parse_qsl

import flask
from flask import Flask
from werkzeug.exceptions import HTTPException, InternalServerError

from mockflow.core.loading import load
from mockflow.core.refusal import Refusal
from mockflow.core.schema import Shape, ShapeError
from mockflow.core.wire import dumps, loads
from mockflow.core.wording import difference
from mockflow.errors import ControlError, SeedError
from mockflow.pipeline.auth import named_world
from mockflow.pipeline.exchange import Request
from mockflow.pipeline.refusals import message_of, status_of
from mockflow.worlds.registry import Registry
from mockflow.worlds.visitors.visit import UnknownIdError
from mockflow.worlds.world import World

from . import controls, deliveries, seed, simulate
from .row import Ask, Control
from .wsgi import WORLD_KEY, WORLDS_KEY, headers_of, read_limited

BASE = "/_mockflow"
CONTROLS: tuple[Control, ...] = (
    *controls.CONTROLS,
    *deliveries.CONTROLS,
    *simulate.CONTROLS,
    *seed.CONTROLS,
)


def register(app: Flask) -> None:
    """Add the rules of every call."""
    for control in CONTROLS:
        rule = BASE + control.path.replace("{", "<").replace("}", ">")
        view = partial(_answer, control)
        app.add_url_rule(
            rule,
            f"control {control.method} {control.path}",
            view,
            methods=[control.method],
            provide_automatic_options=False,
        )


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
    body = b"" if value is None else dumps(value)
    return flask.Response(body, status, content_type="application/json" if body else None)


def error_response(error: ControlError) -> flask.Response:
    """An error in the shape of the API's."""
    body: dict[str, Any] = {"message": error.message, "code": error.code, "externalReference": None, "details": []}
    return flask.Response(dumps(body), error.status, content_type="application/json")


def answer_unrouted(_: HTTPException) -> flask.Response:
    """A path or a method that the control plane does not have."""
    call = f"{flask.request.method} {flask.request.path}"
    return error_response(ControlError(404, "resource_not_found", f"The control plane has no {call}"))


def answer_failure(error: InternalServerError) -> flask.Response:
    """A bug of the control plane; Flask has logged it, and a test that it happens in is told."""
    worlds: Registry = flask.request.environ[WORLDS_KEY]
    worlds.default.note_failure(error.original_exception or error)
    return error_response(ControlError(500, "internal_error", "An Internal Error occurred"))


def _ask(control: Control, params: dict[str, str]) -> Ask:
    environ = flask.request.environ
    worlds: Registry = environ[WORLDS_KEY]
    query = dict(parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True))
    world = _world(worlds, environ)
    if control.takes_anything:
        return Ask(worlds, world, params, query, {}, _raw(environ), headers_of(environ))
    sent = _sent(control, environ)
    body = {} if control.body is None else _loaded(control.body, sent)
    return Ask(worlds, world, params, query, body, sent=sent if isinstance(sent, dict) else {})


def _world(worlds: Registry, environ: dict[str, Any]) -> World:
    request = Request("", "", "", headers_of(environ), b"", None, {}, environ.get(WORLD_KEY))
    world_id = named_world(request) or "default"
    world = worlds.find(world_id)
    if world is None:
        raise ControlError(404, "resource_not_found", f"No world has the id {world_id}")
    return world


def _raw(environ: dict[str, Any]) -> bytes:
    raw = read_limited(environ)
    if raw is None:
        raise ControlError(413, "bad_request", "The body is larger than 10,000,000 bytes")
    return raw


def _sent(control: Control, environ: dict[str, Any]) -> Any:
    if control.body is None:
        read_limited(environ)
        return {}
    raw = _raw(environ)
    try:
        return loads(raw) if raw.strip() else {}
    except ValueError:
        raise ControlError(400, "bad_request", "The body should be JSON") from None


def _loaded(shape: type[Shape], sent: Any) -> dict[str, Any]:
    try:
        return load(shape, sent)
    except ShapeError as error:
        problems = sorted(f"{path or 'body'}: {difference(path, words, sent)}" for path, words in error.problems)
        raise ControlError(400, "validation_error", "; ".join(problems)) from None
