"""The rules of the object store. What answers on them is imported with the first call, since reading forms is a lot."""

from typing import Any

import flask
from flask import Flask
from werkzeug.exceptions import HTTPException

from mockflow.domain.store_paths import BUCKET, HOSTING, STORAGE

UPLOADS = f"{STORAGE}/{BUCKET}"


def register(app: Flask) -> None:
    """Add the rules."""
    rules: tuple[tuple[str, str, Any], ...] = (
        ("POST", UPLOADS, _upload),
        ("GET", f"{HOSTING}/<path:key>", _host),
        ("GET", f"{UPLOADS}/<path:key>", _host),
        ("OPTIONS", UPLOADS, _preflight),
        ("OPTIONS", f"{HOSTING}/<path:key>", _preflight),
        ("OPTIONS", f"{UPLOADS}/<path:key>", _preflight),
    )
    for method, rule, view in rules:
        app.add_url_rule(rule, f"store {method} {rule}", view, methods=[method], provide_automatic_options=False)


def is_of_store(path: str) -> bool:
    """Whether this path is the store's, also where nothing answers on it."""
    return path.startswith((f"{STORAGE}/", f"{HOSTING}/"))


def answer_unrouted(error: HTTPException) -> flask.Response:
    """The answer to a path or a method that the store does not have."""
    from .storage import answer_unrouted as answer  # noqa: PLC0415 - see the module

    return answer(error)


def _upload() -> flask.Response:
    from .storage import take_upload  # noqa: PLC0415 - see the module

    return take_upload()


def _host(**params: str) -> flask.Response:
    from .storage import host_file  # noqa: PLC0415 - see the module

    return host_file(**params)


def _preflight(**_: str) -> flask.Response:
    from .storage import preflight  # noqa: PLC0415 - see the module

    return preflight()
