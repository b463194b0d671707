"""Calls that no world or no operation answers, and what they may have meant."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any
from urllib.parse import parse_qsl

from mockflow.resources.index import INDEX

from .api_paths import CDN, version_of, without_version
from .journal import Entry

_LONGEST = 500
"""As much of a call as is compared: looking for what is near takes time that grows with its square."""

_ID = re.compile(r"(?<=/)[0-9a-fA-F]{24,32}(?=/|$)")
_PARAMETER = re.compile(r"\{\w+\}")
_V1 = "/v1"
_REMOVED = re.compile(r"/sites/[^/]+/(?:users(?:/[^/]+)?|accessgroups)/?")
_OF_V1 = {
    "/info": "GET /v2/token/introspect",
    "/user": "GET /v2/token/authorized_by",
    "/sites/{}/domains": "GET /v2/sites/{site_id}/custom_domains",
    "/sites/{}/order/{}": "GET /v2/sites/{site_id}/orders/{order_id}",
    "/sites/{}/webhooks/{}": "GET /v2/webhooks/{webhook_id}",
}
"""Paths that v1 alone had, and what is there for them now."""


def _bare(path: str) -> str:
    return without_version(path.removeprefix(_V1) if path.startswith(f"{_V1}/") else path)


def _shape(path: str) -> str:
    """A path with every id and every parameter alike, and without its version."""
    return _PARAMETER.sub("{}", _ID.sub("{}", _bare(path))).rstrip("/")


@cache
def _calls() -> dict[str, str]:
    """What can be called: each operation's shape, with how it is told."""
    return {f"{method} {_shape(path)}": f"{method} /v2{path}" for method, path, _ in INDEX}


def reason_of(entry: Entry, world_id: str | None) -> str:
    """Why nothing answers this call."""
    if world_id is not None:
        return f"no world has the id {entry.shown(world_id)}"
    if _REMOVED.fullmatch(_bare(entry.path)):
        return "removed from Webflow on 2026-01-29, with its user accounts"
    return _start_of_reason(entry) + _reason_by_path(entry)


def _start_of_reason(entry: Entry) -> str:
    """What the beginning of the path says of it already."""
    version, shape = version_of(entry.path), _shape(entry.path)
    is_known = any(call.partition(" ")[2] == shape for call in _calls())
    if version == CDN and is_known:
        return "the Content Delivery API reads live items, and nothing else; "
    if version:
        return ""
    if entry.path.startswith(f"{_V1}/") or shape in _OF_V1 or _asks_for_v1(entry):
        return "a path of v1, which Webflow has retired: "
    return "a path of v1, or one without its version: " if is_known else ""


def _asks_for_v1(entry: Entry) -> bool:
    asked = entry.headers.get("accept-version") or dict(parse_qsl(entry.query)).get("api_version", "")
    return asked.startswith("1")


def _reason_by_path(entry: Entry) -> str:
    methods = sorted(call.partition(" ")[0] for call in _calls() if call.partition(" ")[2] == _shape(entry.path))
    if entry.method in methods:
        return "Webflow has this under /v2"
    if methods:
        return f"this path has {', '.join(methods)}, and not {entry.method}"
    return "no operation has this path"


def nearest_to(entry: Entry) -> str | None:
    """The operation that is nearest to this call, as ``GET /v2/sites/{site_id}``."""
    if _REMOVED.fullmatch(_bare(entry.path)):
        return None
    now = None if version_of(entry.path) else _OF_V1.get(_shape(entry.path))
    if now in _calls().values():
        return now
    return _nearest(f"{entry.method} {_shape(entry.path)}"[:_LONGEST])


@lru_cache(maxsize=1_000)
def _nearest(asked: str) -> str | None:
    from difflib import get_close_matches  # noqa: PLC0415 - not needed to start

    found = get_close_matches(asked, _calls(), n=1, cutoff=0.5)
    return _calls()[found[0]] if found else None


def described(entries: Iterable[tuple[Entry, str | None]]) -> list[dict[str, Any]]:
    """The control plane's form of each, with ``reason`` and ``nearest``."""
    return [
        {**entry.to_dict(), "reason": reason_of(entry, world_id), "nearest": nearest_to(entry)}
        for entry, world_id in entries
    ]
