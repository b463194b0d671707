"""A state: one immutable value, whose tables share all that two versions have in common."""

from __future__ import annotations  # the classes refer to one another

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import partial
from threading import Lock
from typing import Any, NamedTuple, cast

from .index import Index
from .ordered import Ordered
from .table import Change, Key, R, Table

Read = Callable[[], tuple[Table[Any], list[Any]]]


class Rows(NamedTuple):
    """The records of a table, and its indexes."""

    places: Index[Key, tuple[Hashable, Any]]
    groups: Index[Hashable, Ordered[Any]]
    unique: Index[tuple[Hashable, Hashable], Key]
    lookup: Index[Hashable, Index[Key, None]]

    def settled(self) -> Rows:
        lookup = self.lookup
        for value in self.lookup:
            lookup = lookup.insert(value, self.lookup[value].settled())
        return Rows(self.places.settled(), self.groups.settled(), self.unique.settled(), lookup.settled())


NOTHING: Ordered[Any] = Ordered()
EMPTY = Rows(Index(), Index(), Index(), Index())
_NO_TABLES: Index[str, Rows] = Index()


class State(NamedTuple):
    """One version of everything that a world holds.

    Attributes:
        salt: ten hex digits that make the ids of one seed differ from those of another.
        counter: how many ids were given out.
        version: how many commits led here.
        written: when the last of them was made, in milliseconds since 1970; 0 before the first.
    """

    salt: str = "0" * 10
    counter: int = 0
    version: int = 0
    tables: Index[str, Rows] = _NO_TABLES
    written: int = 0

    def settled(self) -> State:
        """The same state as the common ground of many worlds: version 0, its indexes in their lower layers."""
        tables = self.tables
        for name in self.tables:
            tables = tables.insert(name, self.tables[name].settled())
        return State(self.salt, self.counter, 0, tables.settled())


class _Later:
    """The rows of a table that are made once somebody looks: most starts ask for few of a seed's tables."""

    __slots__ = ("_lock", "_make", "groups", "lookup", "places", "unique")

    groups: Index[Hashable, Ordered[Any]]
    lookup: Index[Hashable, Index[Key, None]]
    places: Index[Key, tuple[Hashable, Any]]
    unique: Index[tuple[Hashable, Hashable], Key]

    def __init__(self, make: Callable[[], Rows]) -> None:
        self._make: Callable[[], Rows] | None = make
        self._lock = Lock()

    def __getattr__(self, name: str) -> Any:
        """Called for what is not there yet."""
        if name not in Rows._fields:
            raise AttributeError(name)
        with self._lock:
            if self._make is not None:
                self.places, self.groups, self.unique, self.lookup = self._make()
                self._make = None
        return object.__getattribute__(self, name)


def _read_rows(read: Read) -> Rows:
    return _rows_of(*read())


def state_read_later(
    salt: str, counter: int, tables: Mapping[str, Callable[[], tuple[Table[Any], list[Any]]]]
) -> State:
    """A state as of ``state_of``, each of whose tables is read when it is first looked at.

    Args:
        salt: as of ``State``.
        counter: as of ``State``.
        tables: by name, what gives the table and its records.
    """
    later = {name: cast("Rows", _Later(partial(_read_rows, read))) for name, read in tables.items()}
    return State(salt, counter, 0, Index.of(later))


def state_of(salt: str, counter: int, records: Iterable[tuple[Table[Any], Iterable[Any]]]) -> State:
    """The state that holds these records of each table, as the common ground of many worlds."""
    return State(salt, counter, 0, Index.of({table.name: _rows_of(table, rows) for table, rows in records}))


def _rows_of(table: Table[Any], records: Iterable[Any]) -> Rows:
    places: dict[Key, tuple[Hashable, Any]] = {}
    groups: dict[Hashable, list[Any]] = {}
    unique: dict[tuple[Hashable, Hashable], Key] = {}
    lookup: dict[Hashable, dict[Key, None]] = {}
    for record in records:
        key, group = table.key(record), table.group(record)
        places[key] = (group, record.order)
        groups.setdefault(group, []).append(record)
        value = None if table.unique is None else table.unique(record)
        if value is not None:
            unique[group, value] = key
        for each in table.lookup(record):
            lookup.setdefault(each, {})[key] = None
    return Rows(
        Index.of(places),
        Index.of({group: Ordered(rows) for group, rows in groups.items()}),
        Index.of(unique),
        Index.of({each: Index.of(keys) for each, keys in lookup.items()}),
    )


def records_of(state: State, table: Table[R]) -> Iterator[R]:
    """Every record of a table, group by group."""
    rows = state.tables.get(table.name) or EMPTY
    for group in rows.groups:
        yield from rows.groups[group]


def differences(before: State, after: State, tables: Iterable[Table[Any]]) -> tuple[Change, ...]:
    """What leads from one state to another, record by record, without a look at what the two share."""
    return tuple(change for table in tables for change in _differences(before, after, table))


def _differences(before: State, after: State, table: Table[Any]) -> Iterator[Change]:
    old, new = before.tables.get(table.name) or EMPTY, after.tables.get(table.name) or EMPTY
    if old is new:
        return
    gone: dict[Key, Any] = {}
    come: dict[Key, Any] = {}
    for group in dict.fromkeys((*old.groups, *new.groups)):
        rows, others = old.groups.get(group) or NOTHING, new.groups.get(group) or NOTHING
        gone.update((table.key(record), record) for record in rows.unlike(others))
        come.update((table.key(record), record) for record in others.unlike(rows))
    for key in dict.fromkeys((*gone, *come)):
        if gone.get(key) is not come.get(key):
            yield Change(table.name, key, gone.get(key), come.get(key))
