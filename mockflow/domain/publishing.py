"""Publishing: the staged copy of an item becomes its live one."""

from mockflow.core.call import Call
from mockflow.core.refusal import Refusal
from mockflow.core.store import Transaction

from .collections import COLLECTIONS, Collection
from .events import CollectionItemPublished
from .items import ITEMS, LIVE_ITEMS, Item
from .references import drop_references
from .sites import Site


def require_published(site: Site, call: Call) -> None:
    """A live write needs a site that was published once, unless the world has it otherwise."""
    if site.published is None and call.quirks["require_published_site"] == "on":
        raise Refusal("conflict", "Conflict: The site is not published")


def publish_item(tx: Transaction, site: Site, item: Item) -> Item:
    """Publish one variant on its own: its draft flag falls, and both its times become now."""
    published = item.stamped(published=tx.now, updated=tx.now, is_draft=False)
    tx.put(ITEMS, published)
    tx.put(LIVE_ITEMS, published)
    tx.emit(CollectionItemPublished(site.id, site.workspace_id, published))
    return published


def publish_site_items(tx: Transaction, site: Site) -> None:
    """What a publish of the whole site does to its items, in the order of collections, locales and lists."""
    for collection in tx.all(COLLECTIONS, site.id):
        for locale in site.locales:
            _publish_group(tx, site, collection, locale.cms_locale_id)


def _publish_group(tx: Transaction, site: Site, collection: Collection, locale: str) -> None:
    group = (collection.id, locale)
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
            tx.emit(CollectionItemPublished(site.id, site.workspace_id, published))
