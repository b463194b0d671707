"""Choosing entries of the journal."""

import math
from collections.abc import Mapping
from fnmatch import fnmatchcase
from time import monotonic

from .journal import Entry
from .world import World

FILTERS = ("operationId", "method", "path", "status", "actor", "since", "limit", "wait", "atLeast")
_LONGEST_WAIT = 60.0


def matching(world: World, query: Mapping[str, str]) -> list[Entry]:
    """The entries that the filters choose, oldest first; with ``wait``, once there are ``atLeast`` of them.

    Raises:
        ValueError: an unknown filter, or a value that it cannot take.
    """
    for name in query:
        if name not in FILTERS:
            raise ValueError(f"{name}: expected one of the filters {', '.join(FILTERS)}, found {name}")
    check_filters(query)
    limit = _number(query, "limit", math.inf)
    wanted = _number(query, "atLeast", 1)
    deadline = monotonic() + min(_number(query, "wait", 0), _LONGEST_WAIT)
    while True:
        found = _chosen(world, query)
        left = deadline - monotonic()
        if len(found) >= wanted or left <= 0:
            break
        world.journal.wait_for_more(left)
    return found if limit == math.inf else found[-int(limit) :] if limit else []


def _number(query: Mapping[str, str], name: str, default: float) -> float:
    try:
        number = float(query.get(name, default))
    except ValueError:
        number = -1
    if not number >= 0:
        raise ValueError(f"{name}: expected a number from 0 on, found {query[name]}")
    return number


def _chosen(world: World, query: Mapping[str, str]) -> list[Entry]:
    entries = list(world.journal)
    since = query.get("since")
    if since is not None:
        entries = entries[_after(entries, since) :]
    return [entry for entry in entries if _fits(entry, query)]


def _after(entries: list[Entry], since: str) -> int:
    for at, entry in enumerate(entries):
        if entry.id == since:
            return at + 1
    raise ValueError(f"since: expected the id of a call in the journal, found {since}")


def check_filters(query: Mapping[str, str]) -> None:
    """ValueError for a value that no call could have."""
    status = query.get("status", "200")
    if not status.isascii() or not status.isdigit():
        raise ValueError(f"status: expected a number such as 200, found {status}")


def _fits(entry: Entry, query: Mapping[str, str]) -> bool:
    actual = {
        "operationId": entry.operation_id,
        "method": entry.method,
        "status": str(entry.status),
        "actor": entry.actor,
    }
    if any(name in query and query[name] != value for name, value in actual.items()):
        return False
    return "path" not in query or glob_matches(query["path"], entry.path)


def glob_matches(pattern: str, path: str) -> bool:
    """Whether the glob fits the path, with or without the version in front; ``*`` crosses ``/``."""
    return fnmatchcase(path, pattern) or fnmatchcase(path.removeprefix("/v2"), pattern)
