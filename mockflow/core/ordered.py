"""A persistent sorted sequence: records kept in their order, with versions that share what did not change."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, Protocol, TypeVar


class Sortable(Protocol):
    """Something with a place in an order. Two records of one sequence never share it."""

    @property
    def order(self) -> Any:
        """The sort key."""


R = TypeVar("R", bound=Sortable)

_BLOCK = 64
_SPLIT_AT = 2 * _BLOCK
_MERGE_AT = _BLOCK // 4


def _order(record: Sortable) -> Any:
    return record.order


def _last_order(block: tuple[Sortable, ...]) -> Any:
    return block[-1].order


class Ordered(Generic[R]):
    """An immutable sorted sequence in blocks of about 64.

    A change copies one block and the tuple of blocks; every other block is shared with the version before. A slice
    walks over whole blocks, so a late page costs what an early one does.
    """

    __slots__ = ("_blocks", "_memo", "_size")

    def __init__(self, records: Iterable[R] = ()) -> None:
        rows = sorted(records, key=_order)
        self._blocks: tuple[tuple[R, ...], ...] = tuple(
            tuple(rows[at : at + _BLOCK]) for at in range(0, len(rows), _BLOCK)
        )
        self._size = len(rows)
        self._memo: dict[str, Any] = {}

    @classmethod
    def _of(cls, blocks: tuple[tuple[R, ...], ...], size: int) -> "Ordered[R]":
        made: Ordered[R] = cls.__new__(cls)
        made._blocks = blocks
        made._size = size
        made._memo = {}
        return made

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[R]:
        for block in self._blocks:
            yield from block

    def get(self, order: Any) -> R:
        """The record at exactly this place; KeyError if there is none."""
        at = bisect_left(self._blocks, order, key=_last_order)
        if at < len(self._blocks):
            block = self._blocks[at]
            within = bisect_left(block, order, key=_order)
            if block[within].order == order:
                return block[within]
        raise KeyError(order)

    def page(self, offset: int, limit: int) -> tuple[R, ...]:
        """The records from ``offset`` on, at most ``limit`` of them."""
        found: tuple[R, ...] = ()
        for block in self._blocks:
            if offset >= len(block):
                offset -= len(block)
                continue
            found += block[offset : offset + limit - len(found)]
            if len(found) >= limit:
                break
            offset = 0
        return found

    def put(self, record: R) -> "Ordered[R]":
        """With this record in its place, instead of the one that was there."""
        blocks = self._blocks
        if not blocks:
            return Ordered._of(((record,),), 1)
        order = record.order
        at = min(bisect_left(blocks, order, key=_last_order), len(blocks) - 1)
        block = blocks[at]
        within = bisect_left(block, order, key=_order)
        if within < len(block) and block[within].order == order:
            changed: tuple[tuple[R, ...], ...] = ((*block[:within], record, *block[within + 1 :]),)
            return Ordered._of((*blocks[:at], *changed, *blocks[at + 1 :]), self._size)
        grown = (*block[:within], record, *block[within:])
        changed = (grown[:_BLOCK], grown[_BLOCK:]) if len(grown) >= _SPLIT_AT else (grown,)
        return Ordered._of((*blocks[:at], *changed, *blocks[at + 1 :]), self._size + 1)

    def remove(self, order: Any) -> "Ordered[R]":
        """Without the record at this place; KeyError if there is none."""
        self.get(order)
        blocks = self._blocks
        at = bisect_left(blocks, order, key=_last_order)
        block = blocks[at]
        within = bisect_left(block, order, key=_order)
        shrunk = (*block[:within], *block[within + 1 :])
        after = at + 1
        if shrunk and len(shrunk) < _MERGE_AT and after < len(blocks) and len(blocks[after]) < _BLOCK:
            shrunk += blocks[after]
            after += 1
        kept = (shrunk,) if shrunk else ()
        return Ordered._of((*blocks[:at], *kept, *blocks[after:]), self._size - 1)

    @property
    def blocks(self) -> tuple[tuple[R, ...], ...]:
        """The blocks; versions share those that did not change."""
        return self._blocks

    def unlike(self, other: "Ordered[R]") -> list[R]:
        """The records of the blocks that the other does not share: all that can differ from it."""
        known = set(map(id, other.blocks))
        return [record for block in self._blocks if id(block) not in known for record in block]

    def derived(self, name: str, build: Callable[["Ordered[R]"], Any]) -> Any:
        """What ``build`` makes of this version, made once and kept with it. A race builds it twice, equally."""
        try:
            return self._memo[name]
        except KeyError:
            made = self._memo[name] = build(self)
            return made


class Merged(Generic[R]):
    """Several sorted sequences read as one, without making it: a page takes of each only what could be on it."""

    __slots__ = ("_parts",)

    def __init__(self, parts: Sequence[Ordered[R]]) -> None:
        self._parts = parts

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    def __iter__(self) -> Iterator[R]:
        return iter(self.page(0, len(self)))

    def page(self, offset: int, limit: int) -> tuple[R, ...]:
        """The records from ``offset`` on, at most ``limit`` of them."""
        first = [record for part in self._parts for record in part.page(0, offset + limit)]
        return tuple(sorted(first, key=_order)[offset : offset + limit])
