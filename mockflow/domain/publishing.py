"""Publishing: the staged copy of an item becomes its live one."""

from collections.abc import Mapping
from typing import Any

from mockflow.core.call import Call
from mockflow.core.refusal import Refusal
from mockflow.core.store import Transaction

from .collections import COLLECTIONS
from .events import CollectionItemPublished, CollectionItemUnpublished
from .field_data import read_back, references_in
from .item_rows import find_item
from .item_writing import Change
from .items import ITEMS, LIVE_ITEMS, Item
from .places import Place, place_of
from .references import drop_references
from .sites import Site


def require_published(site: Site, call: Call) -> None:
    """A live write needs a site that was published once, unless the world has it otherwise."""
    if site.published is None and call.quirks["require_published_site"] == "on":
        raise Refusal("conflict", "Conflict: The site is not published")


def publish_item(tx: Transaction, place: Place, item: Item) -> Item:
    """Publish one variant on its own: its draft flag falls, and both its times become now."""
    published = item.stamped(published=tx.now, updated=tx.now, is_draft=False)
    tx.put(ITEMS, published)
    tx.put(LIVE_ITEMS, published)
    place.tell(tx, CollectionItemPublished, published)
    return published


def lay_over_live(tx: Transaction, place: Place, change: Change) -> Item:
    """Publish what was just set of a variant: other changes of its staged copy stay unpublished."""
    fields, key = place.collection.fields, change.item.key
    staged = tx.put(ITEMS, tx.get(ITEMS, key).stamped(published=tx.now))
    before = tx.get(LIVE_ITEMS, key)
    values, shown = read_back(fields, staged), read_back(fields, before)
    for slug in change.taken:
        if slug in values:
            shown[slug] = values[slug]
        else:
            shown.pop(slug, None)
    live = before.rewritten(
        shown,
        references_in(fields, shown),
        updated=tx.now,
        published=tx.now,
        is_archived=before.is_archived if change.archived is None else change.archived,
    )
    tx.put(LIVE_ITEMS, live)
    place.tell(tx, CollectionItemPublished, live)
    return staged


def unpublish_item(tx: Transaction, place: Place, key: tuple[str, str]) -> None:
    """Take the live copy of a variant down. The staged one is a draft from then on, as if it had never been live."""
    live = find_item(tx, LIVE_ITEMS, place.collection, key)
    tx.remove(LIVE_ITEMS, key)
    staged = tx.find(ITEMS, key)
    item = (staged or live).stamped(is_draft=True, published=None)
    if staged is None:
        drop_references(tx, LIVE_ITEMS, live)
    else:
        tx.put(ITEMS, item)
    place.tell(tx, CollectionItemUnpublished, item)


def publish_site_items(tx: Transaction, site: Site, quirks: Mapping[str, Any]) -> None:
    """What a publish of the whole site does to its items, in the order of collections, locales and lists."""
    for collection in tx.all(COLLECTIONS, site.id):
        for locale in site.locales:
            _publish_group(tx, place_of(site, collection, quirks), locale.cms_locale_id)


def _publish_group(tx: Transaction, place: Place, locale: str) -> None:
    group = (place.collection.id, locale)
    for live in tx.all(LIVE_ITEMS, group):
        staged = tx.find(ITEMS, live.key)
        if staged is None or staged.is_archived:
            tx.remove(LIVE_ITEMS, live.key)
        if staged is None:
            drop_references(tx, LIVE_ITEMS, live)
    for staged in tx.all(ITEMS, group):
        if staged.is_archived or staged.is_draft:
            continue
        published = staged.stamped(published=tx.now)
        tx.put(ITEMS, published)
        tx.put(LIVE_ITEMS, published)
        if staged.published is None or staged.published < staged.updated:
            place.tell(tx, CollectionItemPublished, published)
