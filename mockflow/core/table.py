"""What the store must know of a kind of record, and how its indexes follow a change of one."""

from __future__ import annotations  # the classes refer to one another

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from .index import Index
from .ordered import Sortable

R = TypeVar("R", bound=Sortable)
Key = Hashable


def _no_values(_: Any) -> tuple[Hashable, ...]:
    return ()


@dataclass(frozen=True, eq=False)
class Table(Generic[R]):
    """What the store must know of a kind of record.

    Attributes:
        name: the kind, as a diff names it.
        key: the primary key of a record.
        group: the sequence that a record belongs to, such as its collection.
        missing: the words of the 404 when a key is not there; None for the usual ones.
        unique: values that no two records of a group may share, by the name of the rule.
        lookup: values by which records are found, any number for each record.
    """

    name: str
    key: Callable[[R], Key]
    group: Callable[[R], Hashable]
    missing: str | None = None
    unique: Callable[[R], Hashable | None] | None = None
    lookup: Callable[[R], tuple[Hashable, ...]] = _no_values


class Change(NamedTuple):
    """What a transaction did to one record: None before for a new one, None after for a removed one."""

    table: str
    key: Key
    before: Any
    after: Any


NO_KEYS: Index[Key, None] = Index()


def reindex_unique(
    table: Table[R],
    index: Index[tuple[Hashable, Hashable], Key],
    change: Change,
) -> Index[tuple[Hashable, Hashable], Key]:
    """The index of unique values after a change."""
    if table.unique is None:
        return index
    _, key, before, after = change
    old = None if before is None else (table.group(before), table.unique(before))
    new = None if after is None else (table.group(after), table.unique(after))
    if old == new:
        return index
    if old is not None and index.get(old) == key:
        index = index.remove(old)
    return index if new is None or new[1] is None else index.insert(new, key)


def reindex_lookup(
    table: Table[R], index: Index[Hashable, Index[Key, None]], change: Change
) -> Index[Hashable, Index[Key, None]]:
    """The index of lookup values after a change."""
    _, key, before, after = change
    old = () if before is None else table.lookup(before)
    new = () if after is None else table.lookup(after)
    if old == new:
        return index
    for value in old:
        if value not in new:
            kept = index[value].remove(key)
            index = index.insert(value, kept)
    for value in new:
        if value not in old:
            index = index.insert(value, (index.get(value) or NO_KEYS).insert(key, None))
    return index
