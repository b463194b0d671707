"""Travel in a world's time: what it was at a point, what differs between two, and going back to one."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from mockflow.core.refusal import Refusal
from mockflow.core.store import Reader, State, differences
from mockflow.core.wire import iso

from .diffs import diff_by, diff_of
from .history import Checkpoint, Commit
from .kinds import KINDS, record_id
from .queries import whole
from .sentences import CONTROL, sentence
from .tables import TABLES
from .visitors.visit import UnknownIdError
from .world import World

MOST_CHECKPOINTS = 1_000
MOST_CHECKPOINT_BYTES = 256 * 1024 * 1024
_CHECKPOINT = re.compile(r"(?=.*[^0-9])[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_SEED, _HEAD = "seed", "head"
_MOST = 2**31
_LONGEST_NUMBER = 18


class Point(NamedTuple):
    """A state that a world had after the entry of this n."""

    n: int
    state: State


def entry(commit: Commit) -> dict[str, Any]:
    """A write as the history shows it."""
    return {
        "n": commit.n,
        "at": iso(commit.at),
        "actor": commit.actor,
        "operationId": commit.operation_id,
        "summary": sentence(commit),
        "requestId": commit.request_id or None,
    }


def history_of(world: World, query: Mapping[str, str]) -> dict[str, Any]:
    """``{history, oldest, dropped}``: the entries that the filters choose, oldest first.

    The filters are ``actor``, ``operationId``, ``id`` and ``kind`` of a touched record, ``since`` and ``limit``.
    ``oldest`` is the n of the first entry that is kept, null where there is none.

    Raises:
        ValueError: a filter has a value that it cannot take.
    """
    since, limit = whole(query, "since", 0), whole(query, "limit", _MOST)
    if query.get("kind", "item") not in KINDS:
        raise ValueError(f"kind: expected one of {', '.join(KINDS)}, found {query['kind'][:60]}")
    with world.lock:
        commits, dropped = list(world.history), world.history.dropped
    chosen = [commit for commit in commits if commit.n > since and _fits(commit, query)]
    return {
        "history": [entry(commit) for commit in (chosen[-limit:] if limit else [])],
        "oldest": commits[0].n if commits else None,
        "dropped": dropped,
    }


def _fits(commit: Commit, query: Mapping[str, str]) -> bool:
    said = {"actor": commit.actor, "operationId": commit.operation_id}
    if any(name in query and query[name] != value for name, value in said.items()):
        return False
    if "id" not in query and "kind" not in query:
        return True
    wanted, kind = query.get("id", "").lower(), query.get("kind")
    return any(
        ("id" not in query or record_id(change.key).lower() == wanted) and kind in {None, change.table}
        for change in commit.changes
    )


def point(world: World, name: str) -> Point:
    """The point that an n, the name of a checkpoint, ``seed`` or ``head`` stands for.

    Raises:
        UnknownIdError: there is none, or it is no longer kept.
    """
    first = Point(world.options.planted.state.version, world.options.planted.state)
    if name == _SEED:
        return first
    if name == _HEAD:
        return Point(world.state.version, world.state)
    if name.isascii() and name.isdigit():
        return _numbered(world, first, int(name.lstrip("0")[:_LONGEST_NUMBER] or "0"))
    checkpoint = checkpoint_of(world, name)
    return Point(checkpoint.n, checkpoint.state)


def _numbered(world: World, first: Point, n: int) -> Point:
    if n in {0, first.n}:
        return first
    commit = world.history.find(n)
    if commit is None:
        raise UnknownIdError(f"No entry {n} is kept: {_kept(world)}")
    return Point(n, commit.state)


def _kept(world: World) -> str:
    commits = list(world.history)
    if not commits:
        return "the history has no entry yet"
    return f"the oldest is {commits[0].n}, the newest {commits[-1].n}"


def diff_of_entry(world: World, n: int) -> dict[str, Any]:
    """What the write of one entry changed, as ``diffs.diff_of`` tells it; UnknownIdError where it is not kept."""
    with world.lock:
        commit = world.history.find(n)
        if commit is None:
            raise UnknownIdError(f"No entry {n} is kept: {_kept(world)}")
        before = world.history.find(n - 1)
    earlier = world.options.planted.state if before is None else before.state
    return {"from": n - 1, "to": n, **diff_of(commit.changes, Reader(earlier), Reader(commit.state))}


def diff_between(world: World, start: str, end: str, actor: str | None) -> dict[str, Any]:
    """What leads from one point to another, as ``diffs.diff_of`` tells it, with the n of both.

    With an actor, what that actor did on the way, as far as it still stands; from a later point to an earlier one, what
    takes it back.

    Raises:
        UnknownIdError: there is no such point, or it, or with an actor an entry on the way, is no longer kept.
    """
    with world.lock:
        old, new = point(world, start), point(world, end)
        commits = None if actor is None else world.history.leading(*sorted((old.n, new.n)))
        if actor is not None and commits is None:
            raise UnknownIdError(f"Not every entry from {start[:100]} to {end[:100]} is kept: {_kept(world)}")
    ends = {"from": old.n, "to": new.n}
    if actor is None or commits is None:
        changes = differences(old.state, new.state, TABLES)
        return {**ends, **diff_of(changes, Reader(old.state), Reader(new.state))}
    earlier, later = sorted((old, new))
    found = diff_by(actor, commits, Reader(earlier.state), Reader(later.state))
    return {**ends, **(found if old.n <= new.n else _reversed(found))}


def _reversed(diff: dict[str, Any]) -> dict[str, Any]:
    changed = [
        {**each, "fields": [{**field, "before": field["after"], "after": field["before"]} for field in each["fields"]]}
        for each in diff["changed"]
    ]
    return {"added": diff["removed"], "changed": changed, "removed": diff["added"]}


def rewind(world: World, to: int) -> Commit | None:
    """Make the state that of just after entry ``to``, 0 for the seed; the entry of that, None where nothing changes.

    Ids, their counter and the times of writes go on from there. Journal, deliveries, clock and tokens stay, and no
    webhook hears of it.

    Raises:
        UnknownIdError: there is no such entry, or it is no longer kept.
    """
    with world.lock:
        return _go(world, point(world, str(to)), "rewind", f"rewound the world to {_named(to)}")


def _named(to: int) -> str:
    return f"entry {to}" if to else "the seed"


def _go(world: World, to: Point, operation_id: str, summary: str) -> Commit | None:
    now = world.state
    if to.state.tables is now.tables and (to.state.counter, to.state.written) == (now.counter, now.written):
        return None
    return world.adopt(to.state, actor=CONTROL, operation_id=operation_id, summary=summary, back_to=to.n)


def checkpoint_of(world: World, name: str) -> Checkpoint:
    """The checkpoint of this name; UnknownIdError if there is none."""
    found = world.checkpoints.get(name)
    if found is None:
        raise UnknownIdError(f"No checkpoint has the name {name[:100]}")
    return found


def make_checkpoint(world: World, name: str) -> Checkpoint:
    """Keep the state of now under a name, instead of what was kept under it.

    Raises:
        ValueError: the name is none.
        Refusal: ``conflict``: the world has too many checkpoints, or keeps too much for them.
    """
    if not _CHECKPOINT.fullmatch(name) or name in {_SEED, _HEAD}:
        expected = "1 to 100 of A-Z, a-z, 0-9, ., _ and -, a letter or digit first, not seed, head or a number"
        raise ValueError(f"name: expected {expected}, found {name[:100]}")
    with world.lock:
        others = [each for each in world.checkpoints.values() if each.name != name]
        if len(others) >= MOST_CHECKPOINTS:
            raise Refusal("conflict", f"Conflict: The world has {MOST_CHECKPOINTS:,} checkpoints; delete one first")
        written = world.history.written
        if written - min((each.written for each in others), default=written) > MOST_CHECKPOINT_BYTES:
            most = f"{MOST_CHECKPOINT_BYTES:,} bytes"
            raise Refusal("conflict", f"Conflict: More than {most} were written since the oldest checkpoint; delete it")
        state = world.state
        made = Checkpoint(name, state.version, world.clock.now(), state, written)
        world.checkpoints.pop(name, None)  # they are in the order of their making
        world.checkpoints[name] = made
    return made


def delete_checkpoint(world: World, name: str) -> None:
    """Forget a checkpoint; UnknownIdError if there is none."""
    with world.lock:
        del world.checkpoints[checkpoint_of(world, name).name]


def restore(world: World, name: str) -> Commit | None:
    """Make the state that of a checkpoint, as ``rewind`` does; UnknownIdError if there is none."""
    with world.lock:
        to = point(world, checkpoint_of(world, name).name)
        return _go(world, to, "restore-checkpoint", f"restored the checkpoint {name}")
