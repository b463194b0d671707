"""The store: a state is one immutable value, and a transaction makes the next one.

Each record lives once, in the ordered sequence of its group. A table's map holds only *where* a record is, so that a
record rewritten in place costs one block and touches no map.
"""

from __future__ import annotations  # the classes refer to one another

from collections.abc import Hashable
from typing import Any, cast

from .done import Done
from .ids import new_id
from .index import Index
from .ordered import Ordered
from .refusal import Refusal
from .state import EMPTY, NOTHING, Rows, State, differences, records_of, state_of
from .table import NO_KEYS, Change, Key, R, Table, reindex_lookup, reindex_unique

__all__ = ["Change", "Key", "Reader", "State", "Table", "Transaction", "differences", "records_of", "state_of"]


class Reader:
    """One version of a world, to look things up in. Looking up what is not there refuses the call.

    Attributes:
        written: when the last write was made; on a clock that stands still, some milliseconds after what it shows.
    """

    __slots__ = ("_counter", "_salt", "_tables", "_version", "written")

    def __init__(self, state: State) -> None:
        self.written = state.written
        self._tables = state.tables
        self._counter = state.counter
        self._salt = state.salt
        self._version = state.version

    def _rows(self, table: Table[Any]) -> Rows:
        return self._tables.get(table.name) or EMPTY

    def find(self, table: Table[R], key: Key) -> R | None:
        """The record of this key, or None."""
        rows = self._rows(table)
        place = rows.places.get(key)
        return None if place is None else cast("R", rows.groups[place[0]].get(place[1]))

    def get(self, table: Table[R], key: Key) -> R:
        """The record of this key; refuses with ``resource_not_found`` if there is none."""
        record = self.find(table, key)
        if record is None:
            raise Refusal("resource_not_found", table.missing)
        return record

    def all(self, table: Table[R], group: Hashable = None) -> Ordered[R]:
        """The records of a group in their order."""
        return cast("Ordered[R]", self._rows(table).groups.get(group) or NOTHING)

    def holder(self, table: Table[R], group: Hashable, value: Hashable) -> R | None:
        """The record of the group that holds this unique value, or None."""
        key = self._rows(table).unique.get((group, value))
        return None if key is None else self.find(table, key)

    def having(self, table: Table[R], value: Hashable) -> tuple[R, ...]:
        """The records with this lookup value, in their order."""
        found = [self.get(table, key) for key in self._rows(table).lookup.get(value) or NO_KEYS]
        return tuple(sorted(found, key=lambda record: record.order))


class Transaction(Reader):
    """Writes on top of a state: all of them become the next state, or none does. ``done`` says what they came to."""

    __slots__ = ("_changes", "done", "events", "now")

    def __init__(self, state: State, now: int) -> None:
        super().__init__(state)
        self.now = now
        self.done: Done | None = None
        self.events: list[Any] = []
        self._changes: dict[tuple[str, Key], Change] = {}

    def new_id(self) -> str:
        """The next id of this world."""
        self._counter += 1
        return new_id(self.now, self._salt, self._counter)

    def put(self, table: Table[R], record: R) -> R:
        """Write a record, new or instead of the one with its key."""
        rows = self._rows(table)
        key = table.key(record)
        group = table.group(record)
        place = rows.places.get(key)
        before: R | None = None
        places, groups = rows.places, rows.groups
        if place is None:
            places = places.insert(key, (group, record.order))
        else:
            before = groups[place[0]].get(place[1])
            if place != (group, record.order):
                groups = groups.insert(place[0], groups[place[0]].remove(place[1]))
                places = places.insert(key, (group, record.order))
        groups = groups.insert(group, (groups.get(group) or NOTHING).put(record))
        self._save(table, Change(table.name, key, before, record), places, groups)
        return record

    def remove(self, table: Table[R], key: Key) -> R:
        """Remove the record of this key; refuses as ``get`` does."""
        before = self.get(table, key)
        rows = self._rows(table)
        group, order = rows.places[key]
        groups = rows.groups.insert(group, rows.groups[group].remove(order))
        self._save(table, Change(table.name, key, before, None), rows.places.remove(key), groups)
        return before

    def emit(self, event: Any) -> None:
        """Tell that something happened; it counts once the transaction is committed."""
        self.events.append(event)

    def changes(self) -> tuple[Change, ...]:
        """What was done, once for each record, in the order of first touch."""
        return tuple(change for change in self._changes.values() if change.before is not change.after)

    def next_state(self) -> State:
        """The state that these writes make."""
        return State(self._salt, self._counter, self._version + 1, self._tables, self.now)

    def _save(
        self,
        table: Table[R],
        change: Change,
        places: Index[Key, tuple[Hashable, Any]],
        groups: Index[Hashable, Ordered[Any]],
    ) -> None:
        rows = self._rows(table)
        unique = reindex_unique(table, rows.unique, change)
        lookup = reindex_lookup(table, rows.lookup, change)
        self._tables = self._tables.insert(table.name, Rows(places, groups, unique, lookup))
        first = self._changes.get(change[:2])
        self._changes[change[:2]] = change if first is None else change._replace(before=first.before)
