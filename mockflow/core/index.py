"""A persistent map in three layers: what a seed has, what one world has changed, and the last few of those changes."""

from __future__ import annotations  # rpds maps cannot be subscripted at run time

from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar

from rpds import HashTrieMap

K = TypeVar("K")
V = TypeVar("V")

_ABSENT: Any = object()
_REMOVED: Any = object()
_FEW = 16
_NOTHING: Mapping[Any, Any] = {}
_NO_CHANGES: HashTrieMap[Any, Any] = HashTrieMap()


class Index(Generic[K, V]):
    """An immutable map, whose versions share all but their last few changes.

    A change copies a dictionary of at most 16 entries, which is a fifth of the bytes that a persistent map of so few
    takes; a full one is poured into the persistent map.
    """

    __slots__ = ("_base", "_changed", "_recent")

    def __init__(self) -> None:
        self._base: Mapping[K, V] = _NOTHING
        self._changed: HashTrieMap[K, V] = _NO_CHANGES
        self._recent: Mapping[K, V] = _NOTHING

    @classmethod
    def of(cls, entries: Mapping[K, V]) -> Index[K, V]:
        """The map of these entries, in the lowest layer."""
        made: Index[K, V] = cls()
        made._base = entries
        return made

    def _with(self, changed: HashTrieMap[K, V], recent: Mapping[K, V]) -> Index[K, V]:
        made: Index[K, V] = Index.__new__(Index)
        made._base = self._base
        made._changed = changed
        made._recent = recent
        return made

    def get(self, key: K, default: V | None = None) -> V | None:
        """The value of this key, or the default."""
        found = self._recent.get(key, _ABSENT)
        if found is _ABSENT:
            found = self._changed.get(key, _ABSENT)
        if found is _ABSENT:
            return self._base.get(key, default)
        return default if found is _REMOVED else found

    def __getitem__(self, key: K) -> V:
        found = self.get(key, _ABSENT)
        if found is _ABSENT:
            raise KeyError(key)
        return found  # type: ignore[return-value]

    def __iter__(self) -> Iterator[K]:
        """Every key once, in no order that may be relied on."""
        over = {**dict(self._changed.items()), **self._recent}
        yield from (key for key in self._base if key not in over)
        yield from (key for key, value in over.items() if value is not _REMOVED)

    def insert(self, key: K, value: V) -> Index[K, V]:
        """With this value, instead of the one that was there."""
        recent = {**self._recent, key: value}
        if len(recent) <= _FEW:
            return self._with(self._changed, recent)
        changed = self._changed
        for each, new in recent.items():
            gone = new is _REMOVED and each not in self._base
            changed = changed.discard(each) if gone else changed.insert(each, new)
        return self._with(changed, _NOTHING)

    def remove(self, key: K) -> Index[K, V]:
        """Without this key; KeyError if it is not there."""
        self[key]
        if key in self._base or key in self._changed:
            return self.insert(key, _REMOVED)
        return self._with(self._changed, {each: value for each, value in self._recent.items() if each != key})

    def settled(self) -> Index[K, V]:
        """The same map with everything in the lowest layer."""
        return Index.of({key: self[key] for key in self})
