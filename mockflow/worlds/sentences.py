"""The history in plain English: one sentence for each write, made of its commit once somebody reads it."""

from collections.abc import Iterable, Mapping
from typing import Any

from mockflow.core.done import Done
from mockflow.core.store import Change, Reader
from mockflow.core.wording import printable

from .history import Commit
from .kinds import KINDS, SUBJECTS, Kind, record_id

CONTROL = "control-plane"
"""The actor of what is done through the control plane."""

_WHO = {"visitor": "a visitor", CONTROL: "the control plane"}
_LONGEST_NAME = 60


def sentence(commit: Commit) -> str:
    """``content-agent published 3 items of Journal``: at most some 250 characters, all of them printable.

    Names are shortened to 60 characters. What the write is about is told as it was called after the write.
    """
    done = commit.done
    if done is None:
        return f"{_who(commit)} {printable(commit.summary, 120)}"
    reader = Reader(commit.state)
    kind, records = _subject(reader, done, commit.changes)
    if not records:
        return f"{_who(commit)}: {printable(commit.summary, 120)}"
    words = _words(reader, kind, records)
    if "{" in done.verb:
        return f"{_who(commit)} {done.verb.format_map(words)}"
    template = kind.one if len(records) == 1 else kind.many
    return f"{_who(commit)} {done.verb} {template.format_map(words)}"


def _who(commit: Commit) -> str:
    known = None if commit.request_id else _WHO.get(commit.actor)
    return known or printable(commit.actor, _LONGEST_NAME)


def _subject(reader: Reader, done: Done, changes: Iterable[Change]) -> tuple[Kind, Mapping[str, Any]]:
    """The records that a write is about, each id once, and their kind: a wider one where none is of the narrower."""
    kind = SUBJECTS[done.about]
    if done.key is not None:
        record = reader.find(kind.table, done.key)
        return kind, {} if record is None else {record_id(done.key): record}
    touched = [change for change in changes if change.table == kind.table.name]
    right = [change for change in touched if _fits(reader, kind, done, change)]
    kind, chosen = (kind, right) if right else (KINDS[kind.table.name], touched)
    records: dict[str, Any] = {}
    for change in chosen:
        records.setdefault(record_id(change.key), change.before if change.after is None else change.after)
    return kind, records


def _fits(reader: Reader, kind: Kind, done: Done, change: Change) -> bool:
    return done.effect in {None, effect_of(change)} and kind.holds(reader, change.after or change.before)


def effect_of(change: Change) -> str:
    """Whether a record was ``added``, ``removed`` or ``changed``."""
    if change.before is None:
        return "added"
    return "removed" if change.after is None else "changed"


def _words(reader: Reader, kind: Kind, records: Mapping[str, Any]) -> dict[str, str]:
    first = next(iter(records.values()))
    places = {kind.place(reader, record) for record in records.values()}
    place = printable(next(iter(places)) or "", _LONGEST_NAME) if len(places) == 1 else ""
    parts = {word: f" {word} {place}" if place else "" for word in ("in", "of", "on")}
    title = printable(kind.title(reader, first), _LONGEST_NAME)
    return {"title": title, "count": str(len(records)), "place": place, **parts}
