"""Choosing entries of the journal."""

from collections.abc import Mapping
from fnmatch import fnmatchcase
from time import monotonic

from .api_paths import without_version
from .journal import Entry
from .oauth.names import OPERATIONS
from .queries import MOST_SECONDS, check_names, number, require_operation, whole
from .world import World

FILTERS = {
    "operationId": "Webflow's name of the operation",
    "method": "the HTTP method",
    "path": "a glob, with or without /v2; * crosses /",
    "status": "the status of the answer",
    "actor": "the name of the token",
    "since": "the id of a call: only later ones",
    "limit": "only the last so many",
    "wait": "seconds to wait for atLeast of them",
    "atLeast": "with wait: how many to wait for, 1 by default",
}
_MOST = 2**31
_LOOK_EVERY = 0.5
"""Seconds: a reset gives the world another journal, and a world may be gone."""


def matching(world: World, query: Mapping[str, str]) -> list[Entry]:
    """The entries that the filters choose, oldest first; with ``wait``, once there are ``atLeast`` of them.

    Raises:
        ValueError: an unknown filter, or a value that it cannot take.
    """
    check_names(query, FILTERS)
    check_filters(query)
    limit = whole(query, "limit", _MOST)
    wanted = whole(query, "atLeast", 1)
    deadline = monotonic() + min(number(query, "wait", 0), MOST_SECONDS)
    while True:
        found = _chosen(world, query)
        left = deadline - monotonic()
        if len(found) >= wanted or left <= 0 or world.is_closed:
            break
        world.journal.wait_for_more(min(left, _LOOK_EVERY))
    return found[-limit:] if limit else []


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
    if "operationId" in query:
        require_operation(query["operationId"], "operationId", OPERATIONS)


def _fits(entry: Entry, query: Mapping[str, str]) -> bool:
    actual = {
        "operationId": entry.operation_id,
        "method": entry.method,
        "status": str(entry.status),
        "actor": entry.actor,
    }
    if "method" in query:
        query = {**query, "method": query["method"].upper()}
    if any(name in query and query[name] != value for name, value in actual.items()):
        return False
    return "path" not in query or glob_matches(query["path"], entry.path)


def glob_matches(pattern: str, path: str) -> bool:
    """Whether the glob fits the path, with or without the version in front; ``*`` crosses ``/``."""
    return fnmatchcase(path, pattern) or fnmatchcase(without_version(path), pattern)
