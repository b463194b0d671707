"""Whether the world that a world's seed makes is the same one."""

from dataclasses import is_dataclass, replace
from typing import Any

from mockflow.core.codec import encoded
from mockflow.core.store import Reader, State, records_of
from mockflow.domain.collections import COLLECTIONS
from mockflow.domain.custom_code import CustomCode
from mockflow.domain.pages import LIVE_PAGES, PAGES, WebPage
from mockflow.worlds.export_sites import LEFT_OUT
from mockflow.worlds.tables import TABLES


def records(state: State) -> dict[str, list[Any]]:
    """All that a state holds besides what no seed says, each group in its order."""
    found: dict[str, list[Any]] = {}
    for table in TABLES:
        if table.name not in LEFT_OUT:
            groups = {table.group(record) for record in records_of(state, table)}
            for group in groups:
                rows = [each for each in Reader(state).all(table, group) if not is_orphan(state, each)]
                found[f"{table.name} {group!r}"] = [told(each) for each in rows]
    return found


def is_orphan(state: State, record: Any) -> bool:
    """Whether this is the page of a collection that is gone, or its code: live until the site is published."""
    page_id = record.page_id if isinstance(record, CustomCode) else None
    page = Reader(state).find(LIVE_PAGES, page_id) if page_id is not None else None
    if page is not None:
        return Reader(state).find(PAGES, page_id) is None and is_orphan(state, page)
    collection_id = record.collection_id if isinstance(record, WebPage) else None
    return collection_id is not None and Reader(state).find(COLLECTIONS, collection_id) is None


def told(record: Any) -> Any:
    """A record without its number among others, whose order alone counts."""
    assert is_dataclass(record)
    return encoded(replace(record, place=0) if hasattr(record, "place") else record)  # type: ignore[type-var]  # an instance
