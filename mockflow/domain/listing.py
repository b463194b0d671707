"""Lists: the query that every paged one takes, and the page that it asks for."""

from collections.abc import Callable
from typing import Any

from mockflow.core.call import Call
from mockflow.core.paging import Page, Rows, paginate
from mockflow.core.refusal import Refusal
from mockflow.core.schema import Digits, Nested, Parsed, Shape, Whole
from mockflow.core.wire import millis

MOST = 100


class When(Parsed):
    """A time in a query: ISO 8601."""

    unfit = "format:date-time"

    @staticmethod
    def read(value: Any) -> int:
        return millis(value)


class PagingQuery(Shape):
    """``limit`` and ``offset``."""

    limit = Digits(r"^[1-9]\d*$", load_default=MOST, metadata={"description": "Entries a page, 100 at most."})
    offset = Digits(r"^\d+$", load_default=0, metadata={"description": "Entries to skip."})


class PaginationSchema(Shape):
    """Where a page stands in its list."""

    limit = Whole(required=True, metadata={"description": "Entries that this page may hold."})
    offset = Whole(required=True, metadata={"description": "Entries before this page."})
    total = Whole(required=True, metadata={"description": "Entries in the whole list, filters applied."})


class Body:
    """JSON that was made for a call, answered as a record's own is."""

    __slots__ = ("body",)

    def __init__(self, body: bytes) -> None:
        self.body = body


def pagination() -> Nested:
    """The ``pagination`` key of a paged answer."""
    return Nested(PaginationSchema, required=True)


def page_of(name: str, rows: Rows, call: Call) -> Page[Any]:
    """The page of sorted rows that the call asks for; a limit over 100 is cut or refused, as the world has it."""
    limit = call.query["limit"]
    if limit > MOST:
        if call.quirks["limit_over_max"] == "reject":
            raise Refusal("invalid_shape", details=[f"Value (limit) should be <= {MOST}"])
        limit = MOST
    return paginate(name, rows, limit=limit, offset=call.query["offset"])


def page_as(name: str, rows: Rows, call: Call, said: Callable[[Any], bytes]) -> Page[Body]:
    """The same page, each of its rows as this function says it."""
    page = page_of(name, rows, call)
    return Page(page.name, list(map(Body, map(said, page.records))), page.window)
