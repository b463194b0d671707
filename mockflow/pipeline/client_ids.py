"""The OAuth client id that a call names: where its consent page and its code exchange have it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from mockflow.core.wire import loads

from .exchange import Request

_NAME = "client_id"
_MOST_BYTES = 64 * 1024
"""What a body that is looked at may have; one of OAuth's has a few hundred bytes."""


def client_id_of(request: Request) -> str:
    """The client id in the query, else in the body, JSON or a form; empty where there is none."""
    return _text(_pairs(request.query)) or _text(_said(request))


def _said(request: Request) -> Mapping[str, Any]:
    body = request.body or b""
    if len(body) > _MOST_BYTES:
        return {}
    if "json" not in request.headers.get("content-type", ""):
        return _pairs(body.decode("utf-8", "replace"))
    try:
        said = loads(body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _pairs(text: str) -> dict[str, str]:
    return dict(parse_qsl(text, keep_blank_values=True))


def _text(said: Mapping[str, Any]) -> str:
    found = said.get(_NAME)
    return found if isinstance(found, str) else ""
