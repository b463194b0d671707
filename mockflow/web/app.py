"""The WSGI application of a set of worlds."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

import flask
from flask import Flask
from werkzeug.exceptions import HTTPException, InternalServerError

from mockflow.worlds.registry import Registry

from . import api, control, oauth, store_rules
from .guard import GUARD_KEY, Guard
from .lazy_rule import LazyRule
from .prefix import take_prefix, take_version
from .wsgi import WORLDS_KEY, drop_unread

WsgiApp = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class _FlaskApp(Flask):
    url_rule_class = LazyRule


@lru_cache(maxsize=1)
def flask_app() -> Flask:
    """The one Flask application of this process: it holds routes and no state, so that a new world costs nothing."""
    app = _FlaskApp("mockflow", static_folder=None)
    app.url_map.merge_slashes = False
    app.url_map.strict_slashes = False
    api.register(app)
    control.register(app)
    store_rules.register(app)
    oauth.register(app)
    app.register_error_handler(InternalServerError, control.answer_failure)
    app.register_error_handler(HTTPException, _answer_unrouted)
    return app


def _answer_unrouted(error: HTTPException) -> flask.Response:
    """A miss of the control plane or of the store is no call of the API."""
    if store_rules.is_of_store(flask.request.path):
        return store_rules.answer_unrouted(error)
    is_control = flask.request.path.startswith(control.BASE)
    return control.answer_unrouted(error) if is_control else api.answer_unrouted(error)


def create_app(worlds: Registry, guard: Guard | None = None) -> WsgiApp:
    """The WSGI application that answers for these worlds; the guard is of a server, to which anybody may connect."""
    wsgi = flask_app().wsgi_app

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        environ[WORLDS_KEY] = worlds
        take_prefix(environ)
        take_version(environ)
        if guard is not None:
            environ[GUARD_KEY] = guard
            refusal = guard.refusal(environ)
            if refusal is not None:
                drop_unread(environ)
                return control.error_response(refusal)(environ, start_response)
        answer = wsgi(environ, start_response)
        drop_unread(environ)
        return answer

    return application
