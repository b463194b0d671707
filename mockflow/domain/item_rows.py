"""Listing and reading items, staged or live: the two answer alike."""

from collections.abc import Callable, Iterable
from typing import Any

from mockflow.core.call import Call
from mockflow.core.paging import Page, Rows
from mockflow.core.refusal import Refusal
from mockflow.core.schema import Flag, Items, Moment, Nested, Object, Shape, Text, one_of
from mockflow.core.store import Reader, Table

from .collections import Collection
from .items import Item
from .listing import PagingQuery, When, page_of, pagination
from .places import located

_SORT: dict[str, Callable[[Item], Any]] = {
    "createdOn": lambda item: (item.created, item.id),
    "lastPublished": lambda item: (item.published or 0, item.id),
    "lastUpdated": lambda item: (item.updated, item.id),
    "name": lambda item: (item.name, item.id),
    "slug": lambda item: (item.slug, item.id),
}
_TIMES: dict[str, Callable[[Item], int | None]] = {
    "createdOn": lambda item: item.created,
    "lastPublished": lambda item: item.published,
    "lastUpdated": lambda item: item.updated,
}


class LocaleQuery(Shape):
    cms_locale_id = Text(data_key="cmsLocaleId", load_default="", metadata={"description": "A CMS locale's id."})


class ItemsQuery(PagingQuery):
    """What a list of items can be asked for. Empty values count as absent."""

    cms_locale_id = Text(
        data_key="cmsLocaleId",
        load_default="",
        metadata={"description": "CMS locale ids, separated by commas; the primary locale if absent."},
    )
    name = Text(load_default=None, metadata={"description": "Only items of exactly this name."})
    slug = Text(load_default=None, metadata={"description": "Only the item of exactly this slug."})
    sort_by = Text(data_key="sortBy", load_default=None, validate=one_of(*_SORT), metadata={"description": "Sort key."})
    sort_order = Text(
        data_key="sortOrder",
        load_default="asc",
        validate=one_of("asc", "desc"),
        metadata={"description": "Sort direction."},
    )


for _name in _TIMES:
    for _bound, _word in (("gte", "From"), ("lte", "Until")):
        _said = {"description": f"{_word} this ISO 8601 time, inclusive."}
        setattr(ItemsQuery, f"{_name}_{_bound}", When(data_key=f"{_name}[{_bound}]", load_default=None, metadata=_said))


class ItemSchema(Shape):
    """A variant of an item."""

    id = Text(required=True, metadata={"description": "The item's id, shared by its variants."})
    cms_locale_id = Text(data_key="cmsLocaleId", required=True, metadata={"description": "The variant's CMS locale."})
    last_published = Moment(
        data_key="lastPublished",
        required=True,
        allow_none=True,
        metadata={"description": "Null before a first publish."},
    )
    last_updated = Moment(data_key="lastUpdated", required=True, metadata={"description": "The last write."})
    created_on = Moment(data_key="createdOn", required=True, metadata={"description": "The creation."})
    is_archived = Flag(data_key="isArchived", required=True, metadata={"description": "Kept out of publishing."})
    is_draft = Flag(data_key="isDraft", required=True, metadata={"description": "Left out of the next site publish."})
    field_data = Object(
        data_key="fieldData",
        required=True,
        metadata={
            "description": "Values by field slug.",
            "required": ["name", "slug"],
            "properties": {"name": {"type": "string"}, "slug": {"type": "string"}},
            "additionalProperties": True,
        },
    )


class ItemListSchema(Shape):
    items = Items(Nested(ItemSchema), required=True, metadata={"description": "The page's items."})
    pagination = pagination()


class ItemsSchema(Shape):
    items = Items(Nested(ItemSchema), required=True, metadata={"description": "In the order of the request."})


def find_item(reader: Reader, table: Table[Item], collection: Collection, key: tuple[str, str]) -> Item:
    """The item of this id and locale in that collection; refuses with ``resource_not_found``."""
    item = reader.find(table, key)
    if item is None or item.collection_id != collection.id:
        raise Refusal("resource_not_found")
    return item


def read_item(reader: Reader, table: Table[Item], call: Call) -> Item:
    """The variant that the path and ``cmsLocaleId`` name."""
    site, collection, _ = located(reader, call)
    locale = site.locale_for_read(call.query["cms_locale_id"])
    return find_item(reader, table, collection, (call.path["item_id"], locale))


def list_rows(reader: Reader, table: Table[Item], call: Call) -> Page[Item]:
    """The page of variants that the query asks for: newest first unless it names a sort key."""
    site, collection, _ = located(reader, call)
    query = call.query
    wanted = query["cms_locale_id"].split(",") if query["cms_locale_id"] else [""]
    locales = dict.fromkeys(site.locale_for_read(each.strip()) for each in wanted)
    rows: Rows
    if len(locales) == 1:
        (locale,) = locales
        rows = _rows_of_locale(reader, table, (collection.id, locale), query)
    else:
        every = [item for locale in locales for item in reader.all(table, (collection.id, locale))]
        rows = _sorted(every, query) if query["sort_by"] else sorted(every, key=lambda item: item.order)
        rows = _matching(rows, query)
    return page_of("items", rows, call)


def _rows_of_locale(reader: Reader, table: Table[Item], group: tuple[str, str], query: dict[str, Any]) -> Rows:
    rows: Rows = reader.all(table, group)
    if query["slug"]:
        by_slug = reader.all(table, group).derived("by slug", _by_slug)
        return _matching(by_slug.get(query["slug"], []), query)
    if query["sort_by"]:
        rows = reader.all(table, group).derived(
            f"{query['sort_by']} {query['sort_order']}", lambda every: _sorted(every, query)
        )
    return _matching(rows, query)


def _by_slug(rows: Iterable[Item]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for item in rows:
        found.setdefault(item.slug, []).append(item)
    return found


def _sorted(rows: Any, query: dict[str, Any]) -> list[Item]:
    return sorted(rows, key=_SORT[query["sort_by"]], reverse=query["sort_order"] == "desc")


def _matching(rows: Rows, query: dict[str, Any]) -> Rows:
    tests: list[Callable[[Item], bool]] = [
        _equals(name, query[name]) for name in ("name", "slug") if query[name] is not None
    ]
    for name, read in _TIMES.items():
        first, last = query[f"{name}_gte"], query[f"{name}_lte"]
        if first is not None or last is not None:
            tests.append(_within(read, first, last))
    if not tests:
        return rows
    return [item for item in rows if all(test(item) for test in tests)]


def _equals(name: str, wanted: str) -> Callable[[Item], bool]:
    return lambda item: getattr(item, name) == wanted


def _within(read: Callable[[Item], int | None], first: int | None, last: int | None) -> Callable[[Item], bool]:
    def holds(item: Item) -> bool:
        at = read(item)
        return at is not None and (first is None or at >= first) and (last is None or at <= last)

    return holds
