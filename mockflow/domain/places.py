"""Where an item is: its site and its collection, and whether webhooks hear of it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from mockflow.core.call import Call
from mockflow.core.refusal import Refusal
from mockflow.core.store import Reader, Transaction

from .collections import COLLECTIONS, Collection
from .events import ItemEvent
from .items import Item
from .sites import SITES, Site

_PRODUCTS = frozenset({"product", "sku"})


class Place(NamedTuple):
    """A collection of a site.

    Attributes:
        quiet: whether its items set off no events, as products and SKUs do not unless the world has it otherwise.
    """

    site: Site
    collection: Collection
    quiet: bool

    def tell(self, tx: Transaction, event: type[ItemEvent], item: Item) -> None:
        """Something happened to this item."""
        if not self.quiet:
            tx.emit(event(self.site.id, self.site.workspace_id, item))


def refuse_products(reader: Reader, path: Mapping[str, str]) -> None:
    """Products and SKUs are created and deleted as such, and not as items."""
    if reader.get(COLLECTIONS, path["collection_id"]).store_kind in _PRODUCTS:
        reason = "User is not authorized to perform this action: products and SKUs are not made or deleted as items"
        raise Refusal("forbidden", reason)


def place_of(site: Site, collection: Collection, quirks: Mapping[str, Any]) -> Place:
    """This collection as a place for items."""
    quiet = collection.store_kind in _PRODUCTS and quirks["product_item_events"] == "off"
    return Place(site, collection, quiet)


def located(reader: Reader, call: Call) -> Place:
    """The collection of the path, and its site."""
    collection = reader.get(COLLECTIONS, call.path["collection_id"])
    return place_of(reader.get(SITES, collection.site_id), collection, call.quirks)
