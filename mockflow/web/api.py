"""The Data API: one Flask rule for each operation, all to one view."""

from importlib import import_module
from typing import Any

import flask
from flask import Flask
from werkzeug.exceptions import HTTPException

from mockflow.core.route import Route
from mockflow.pipeline import handle
from mockflow.pipeline.exchange import Request
from mockflow.resources.index import INDEX
from mockflow.worlds.api_paths import CDN, VERSIONS
from mockflow.worlds.registry import Registry

from .answer import Answer
from .guard import may_prepare
from .wsgi import CALLED_KEY, PATIENCE_KEY, WORLD_KEY, WORLDS_KEY, base_url_of, headers_of, read_limited

SETUP_HEADER = "x-mockflow-setup"
SILENT = "silent"
BASE = VERSIONS[0]
_COUNTED = tuple(f"{each}/" for each in VERSIONS)
_AT_CDN = frozenset(
    {"GET /collections/{collection_id}/items/live", "GET /collections/{collection_id}/items/{item_id}/live"}
)

_AREAS = {f"{method} {path}": area for method, path, area in INDEX}
_found: dict[str, Route] = {}


def _route(endpoint: str) -> Route:
    """The row of this endpoint. Its area is imported with the first call to one of its operations."""
    if endpoint not in _found:
        area = import_module(f"mockflow.resources.{_AREAS[endpoint]}")
        _found.update({f"{route.method} {route.path}": route for route in area.ROUTES})
    return _found[endpoint]


def register(app: Flask) -> None:
    """Add the rules of every operation."""
    for method, path, _ in INDEX:
        rule = BASE + path.replace("{", "<").replace("}", ">")
        app.add_url_rule(rule, f"{method} {path}", _answer, methods=[method], provide_automatic_options=False)


def _answer(**params: str) -> flask.Response:
    rule = flask.request.url_rule
    if rule is None or (rule.endpoint not in _AT_CDN and _is_at_cdn(flask.request.environ)):
        return _run(None, {})
    return _run(_route(rule.endpoint), params)


def _is_at_cdn(environ: dict[str, Any]) -> bool:
    return CALLED_KEY in environ and environ[CALLED_KEY].startswith(f"{CDN}/")


def answer_unrouted(_: HTTPException) -> flask.Response:
    """Whatever Flask could not route goes the same way, with no row."""
    return _run(None, {})


def _run(route: Route | None, params: dict[str, str]) -> flask.Response:
    environ = flask.request.environ
    worlds: Registry = environ[WORLDS_KEY]
    response = handle(worlds, read_request(environ, route, params))
    if response.broken is None:
        return Answer(response)
    from .broken import BrokenAnswer  # noqa: PLC0415 - most worlds are never given a fault

    return BrokenAnswer(response)


def read_request(environ: dict[str, Any], route: Route | None, params: dict[str, str]) -> Request:
    """What came in, as the pipeline takes it."""
    path = environ.get(CALLED_KEY, environ["PATH_INFO"]).encode("latin-1", "replace").decode("utf-8", "replace")
    headers = headers_of(environ)
    setup = headers[SETUP_HEADER] if SETUP_HEADER in headers and may_prepare(environ) else None
    return Request(
        method=environ["REQUEST_METHOD"],
        path=path,
        query=environ.get("QUERY_STRING", ""),
        headers=headers,
        body=read_limited(environ),
        route=route,
        params={name: value.lower() for name, value in params.items()},
        world_id=environ.get(WORLD_KEY),
        counted=route is not None or path.startswith(_COUNTED) or path + "/" in _COUNTED,
        setup=setup is not None,
        silent=setup == SILENT,
        base_url=base_url_of(environ),
        at_cdn=_is_at_cdn(environ),
        patience=environ.get(PATIENCE_KEY),
    )
