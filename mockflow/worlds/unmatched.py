"""Calls that no world or no operation answers, and what they may have meant."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from mockflow.resources.index import INDEX

from .journal import Entry

_LONGEST = 500
"""As much of a call as is compared: looking for what is near takes time that grows with its square."""

_ID = re.compile(r"(?<=/)[0-9a-fA-F]{24,32}(?=/|$)")
_PARAMETER = re.compile(r"\{\w+\}")
_VERSION = re.compile(r"^/(?:v2|beta|cdn/v2|v1)?(?=/)")


def _shape(path: str) -> str:
    """A path with every id and every parameter alike, and without its version."""
    return _PARAMETER.sub("{}", _ID.sub("{}", _VERSION.sub("", path)))


@cache
def _calls() -> dict[str, str]:
    """What can be called: each operation's shape, with how it is told."""
    return {f"{method} {_shape(path)}": f"{method} /v2{path}" for method, path, _ in INDEX}


def reason_of(entry: Entry, world_id: str | None) -> str:
    """Why nothing answers this call."""
    if world_id is not None:
        return f"no world has the id {entry.shown(world_id)}"
    methods = sorted(call.partition(" ")[0] for call in _calls() if call.partition(" ")[2] == _shape(entry.path))
    if entry.method in methods:
        return "Webflow has this under /v2"
    if methods:
        return f"this path has {', '.join(methods)}, and not {entry.method}"
    return "no operation has this path"


def nearest_to(entry: Entry) -> str | None:
    """The operation that is nearest to this call, as ``GET /v2/sites/{site_id}``."""
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
