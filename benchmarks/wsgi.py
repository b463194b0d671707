"""Calls of WSGI applications without a server."""

import io
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask

from mockflow.web.app import create_app
from mockflow.worlds.options import Options
from mockflow.worlds.registry import Registry
from mockflow.worlds.seeds import plant

WsgiApp = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def bare_flask() -> WsgiApp:
    """The yardstick: a Flask view that says hello."""
    app = Flask("hello", static_folder=None)

    @app.get("/hello")
    def hello() -> dict[str, str]:
        return {"hello": "world"}

    return app.wsgi_app


def double(seed: dict[str, Any]) -> tuple[WsgiApp, Registry]:
    """A double of this seed, without the rate limit."""
    worlds = Registry(Options(plant(seed), rate_limit=False, clock="2026-01-15T12:00:00Z"))
    return create_app(worlds), worlds


def call(app: WsgiApp, method: str, target: str, body: bytes = b"") -> bytes:
    """The body of the answer; AssertionError unless it is a good one."""
    path, _, query = target.partition("?")
    environ = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "4020",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_HOST": "127.0.0.1:4020",
        "HTTP_ACCEPT": "*/*",
        "HTTP_ACCEPT_ENCODING": "gzip, deflate",
        "HTTP_CONNECTION": "keep-alive",
        "HTTP_USER_AGENT": "python-httpx/0.28.1",
        "HTTP_AUTHORIZATION": "Bearer mockflow-site-token",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    seen: list[str] = []
    answer = b"".join(app(environ, lambda status, *_: seen.append(status)))
    assert seen[0].startswith("2"), f"{method} {target}: {seen[0]} {answer[:300]!r}"
    return answer
