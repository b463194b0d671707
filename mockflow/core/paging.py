"""A page of a list."""

from collections.abc import Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from .ordered import Merged, Ordered

R = TypeVar("R")
Rows = Ordered[Any] | Merged[Any] | Sequence[Any]


class Window(NamedTuple):
    """Which part of a list a page is."""

    limit: int
    offset: int
    total: int


class Page(Generic[R]):
    """Records under the name that the API gives their list; ``window`` is None where a list is never cut."""

    __slots__ = ("name", "records", "window")

    def __init__(self, name: str, records: Sequence[R], window: Window | None = None) -> None:
        self.name = name
        self.records = records
        self.window = window


def paginate(name: str, rows: Rows, *, limit: int, offset: int) -> Page[Any]:
    """One page of rows that are sorted already."""
    records = rows.page(offset, limit) if isinstance(rows, Ordered | Merged) else rows[offset : offset + limit]
    return Page(name, records, Window(limit, offset, len(rows)))
