"""A persistent map in two layers: what a seed has, shared by all its worlds, and what one world has changed of it."""

from __future__ import annotations  # rpds maps cannot be subscripted at run time

from collections.abc import Iterator
from typing import Any, Generic, TypeVar

from rpds import HashTrieMap

K = TypeVar("K")
V = TypeVar("V")

_ABSENT: Any = object()
_REMOVED: Any = object()


class Index(Generic[K, V]):
    """An immutable map. Each change copies a path of the upper layer only, which is as small as the changes are few."""

    __slots__ = ("_base", "_changed")

    def __init__(self) -> None:
        self._base: dict[K, V] = {}
        self._changed: HashTrieMap[K, V] = HashTrieMap()

    def _with(self, changed: HashTrieMap[K, V]) -> Index[K, V]:
        made: Index[K, V] = Index.__new__(Index)
        made._base = self._base
        made._changed = changed
        return made

    def get(self, key: K, default: V | None = None) -> V | None:
        """The value of this key, or the default."""
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
        yield from (key for key in self._base if self._changed.get(key, _ABSENT) is _ABSENT)
        yield from (key for key, value in self._changed.items() if value is not _REMOVED)

    def insert(self, key: K, value: V) -> Index[K, V]:
        """With this value, instead of the one that was there."""
        return self._with(self._changed.insert(key, value))

    def remove(self, key: K) -> Index[K, V]:
        """Without this key; KeyError if it is not there."""
        self[key]
        if key in self._base:
            return self._with(self._changed.insert(key, _REMOVED))
        return self._with(self._changed.remove(key))

    def settled(self) -> Index[K, V]:
        """The same map with everything in the lower layer."""
        made: Index[K, V] = Index()
        made._base = {key: self[key] for key in self}
        return made
