"""A world's records in a document: a list for each table, in the order of the world's own lists."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import orjson

from mockflow.core.misfit import Misfit, read_list
from mockflow.core.store import State, Table, records_of, state_of
from mockflow.core.typed_codec import Codec
from mockflow.domain.activity import ACTIVITY, Activity
from mockflow.domain.assets import ASSETS, FOLDERS, Asset, AssetFolder
from mockflow.domain.collections import COLLECTIONS, Collection
from mockflow.domain.comments import COMMENTS, THREADS, Comment, Thread
from mockflow.domain.components import COMPONENTS, LIVE_COMPONENTS, Component
from mockflow.domain.custom_code import CODES, LIVE_CODES, CustomCode
from mockflow.domain.fonts import FONTS, Font
from mockflow.domain.forms import FORMS, SUBMISSIONS, Form, Submission
from mockflow.domain.google_tags import GOOGLE_TAGS, GoogleTags
from mockflow.domain.items import ITEMS, LIVE_ITEMS, Item
from mockflow.domain.orders import ORDERS, Order
from mockflow.domain.pages import LIVE_PAGES, PAGES, WebPage
from mockflow.domain.redirects import REDIRECTS, Redirect
from mockflow.domain.robots import ROBOTS, RobotsTxt
from mockflow.domain.scripts import SCRIPTS, Script
from mockflow.domain.sites import SITES, Site
from mockflow.domain.stock import STOCK, Stock
from mockflow.domain.stored_files import FILES, StoredFile
from mockflow.domain.traffic import TRAFFIC, VISITS, SiteVisit, Traffic
from mockflow.domain.upload_targets import TARGETS, Target
from mockflow.domain.webhooks import WEBHOOKS, Webhook
from mockflow.domain.well_known import WELL_KNOWN, WellKnownFile
from mockflow.domain.workspaces import WORKSPACES, Workspace

from .bounds import check_bounds
from .file_relations import Rows
from .records import SaidItem, codec_of, item_of
from .relations import check_relations

_COPIES: Mapping[str, Table[Any]] = {
    LIVE_ITEMS.name: ITEMS,
    LIVE_PAGES.name: PAGES,
    LIVE_COMPONENTS.name: COMPONENTS,
    LIVE_CODES.name: CODES,
}
"""The tables of what is published, each with that of what it was made from."""


class Section(NamedTuple):
    """A table in a document.

    Attributes:
        key: the document's key.
        kind: the class of its records.
    """

    key: str
    table: Table[Any]
    kind: type


SECTIONS: tuple[Section, ...] = (
    Section("workspaces", WORKSPACES, Workspace),
    Section("sites", SITES, Site),
    Section("collections", COLLECTIONS, Collection),
    Section("items", ITEMS, Item),
    Section("liveItems", LIVE_ITEMS, Item),
    Section("stock", STOCK, Stock),
    Section("orders", ORDERS, Order),
    Section("pages", PAGES, WebPage),
    Section("livePages", LIVE_PAGES, WebPage),
    Section("components", COMPONENTS, Component),
    Section("liveComponents", LIVE_COMPONENTS, Component),
    Section("forms", FORMS, Form),
    Section("formSubmissions", SUBMISSIONS, Submission),
    Section("assetFolders", FOLDERS, AssetFolder),
    Section("assets", ASSETS, Asset),
    Section("customFonts", FONTS, Font),
    Section("uploadTargets", TARGETS, Target),
    Section("files", FILES, StoredFile),
    Section("commentThreads", THREADS, Thread),
    Section("comments", COMMENTS, Comment),
    Section("webhooks", WEBHOOKS, Webhook),
    Section("redirects", REDIRECTS, Redirect),
    Section("robotsTxt", ROBOTS, RobotsTxt),
    Section("wellKnown", WELL_KNOWN, WellKnownFile),
    Section("googleTags", GOOGLE_TAGS, GoogleTags),
    Section("activityLogs", ACTIVITY, Activity),
    Section("registeredScripts", SCRIPTS, Script),
    Section("customCode", CODES, CustomCode),
    Section("liveCustomCode", LIVE_CODES, CustomCode),
    Section("traffic", TRAFFIC, Traffic),
    Section("visits", VISITS, SiteVisit),
)
"""Every table, collections before the items that they describe."""


class Ids(NamedTuple):
    """What a state knows of its ids and times, besides its records.

    Attributes:
        written: the time of the last write.
    """

    salt: str
    counter: int
    written: int


def write_tables(state: State) -> dict[str, list[Any]]:
    """Every record, by the key of its table."""
    return {each.key: list(map(codec_of(each.kind).written, _in_order(state, each.table))) for each in SECTIONS}


def _in_order(state: State, table: Table[Any]) -> list[Any]:
    """The records of a table as its groups have them, the groups in an order that does not change."""

    def group_of(record: Any) -> Any:
        return table.group(record) or ()

    return sorted(records_of(state, table), key=group_of)


def read_tables(said: Mapping[str, Any], ids: Ids, known: State) -> State:
    """The state that holds these records.

    Args:
        said: lists by the keys of tables.
        ids: what the state knows of its ids.
        known: a state whose records are used again where they say the same, so that a difference is one.

    Raises:
        Misfit: a record is none, or does not fit the others.
    """
    rows: dict[str, list[Any]] = {}
    for section in SECTIONS:
        rows[section.key] = _read(section, said[section.key], rows)
        _check_distinct(section, rows[section.key])
    check_bounds(rows)
    check_relations(rows, ids.salt, ids.counter)
    return _state_of(rows, ids, known)


def _state_of(rows: Rows, ids: Ids, known: State) -> State:
    by_key: dict[str, dict[Any, Any]] = {}
    for section in SECTIONS:
        table, codec = section.table, codec_of(section.kind)
        kept = {table.key(record): record for record in records_of(known, table)}
        copied = by_key[_COPIES[table.name].name] if table.name in _COPIES else {}
        by_key[table.name] = {
            key: _first_same(codec, record, (kept.get(key), copied.get(key)))
            for key, record in ((table.key(each), each) for each in rows[section.key])
        }
    state = state_of(ids.salt, ids.counter, [(each.table, by_key[each.table.name].values()) for each in SECTIONS])
    return state._replace(written=ids.written)


def _read(section: Section, value: Any, rows: Rows) -> list[Any]:
    try:
        found = read_list(value, codec_of(section.kind).read)
        return _items_of(found, rows) if section.kind is Item else found
    except Misfit as misfit:
        raise misfit.within(section.key) from None


def _items_of(found: list[SaidItem], rows: Rows) -> list[Item]:
    groups: dict[tuple[str, str], tuple[str, str]] = {}  # one tuple for all items of a collection and locale
    locales = {site.id: {locale.cms_locale_id for locale in site.locales} for site in rows["sites"]}
    collections = {collection.id: collection for collection in rows["collections"]}

    def item(said: SaidItem) -> Item:
        collection = collections.get(said.collection_id)
        if collection is None:
            raise Misfit("the id of a collection", said.collection_id, "collectionId")
        if said.cms_locale_id not in locales.get(collection.site_id, ()):
            raise Misfit("the cmsLocaleId of a locale of its site", said.cms_locale_id, "cmsLocaleId")
        group = (said.collection_id, said.cms_locale_id)
        return item_of(said, collection, groups.setdefault(group, group))

    return read_list(found, item)


def _check_distinct(section: Section, records: list[Any]) -> None:
    """No two records have one key, one place in their list, or one value that is to be unique."""
    table = section.table
    of_record: tuple[tuple[str, Callable[[Any], Any]], ...] = (
        ("a key that nothing beside it has", table.key),
        ("a place in its list that nothing beside it has", lambda record: (table.group(record), record.order)),
    )
    if table.unique is not None:
        unique = table.unique
        of_record += (("a slug that nothing beside it has", lambda record: (table.group(record), unique(record))),)
    for expected, value_of in of_record:
        seen: set[Any] = set()
        for at, record in enumerate(records):
            value = value_of(record)
            if value in seen:
                raise Misfit(expected, str(value), section.key, at)
            seen.add(value)


def _first_same(codec: Codec, record: Any, others: Iterable[Any]) -> Any:
    """The first of these others that says what this record says, or the record itself."""
    said: bytes | None = None
    for other in others:
        if other is not None:
            said = said or orjson.dumps(codec.written(record))
            if orjson.dumps(codec.written(other)) == said:
                return other
    return record
