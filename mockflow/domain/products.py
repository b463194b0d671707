"""Products and their SKUs: items of a store's own collections, found and written together."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from mockflow.core.call import Call
from mockflow.core.ids import derived_id
from mockflow.core.ordered import Ordered
from mockflow.core.paging import Page
from mockflow.core.refusal import Refusal
from mockflow.core.store import Reader, Transaction

from .collections import COLLECTIONS
from .events import CollectionItemChanged
from .field_data import read_back, references_in
from .item_rows import find_item
from .items import ITEMS, Item
from .places import Place, place_of
from .product_options import Options, check_distinct
from .publishing import publish_item, require_published
from .sites import SITES, Site
from .store_fields import PRODUCT_TYPES

ADVANCED = PRODUCT_TYPES["advanced"]
"""The product type that every write through the API leaves."""


class Shop(NamedTuple):
    """A site's products and SKUs in one locale."""

    site: Site
    products: Place
    skus: Place
    locale: str

    @property
    def sku_group(self) -> tuple[str, str]:
        return self.skus.collection.id, self.locale


def shop_of(reader: Reader, call: Call) -> Shop:
    """The shop of the path's site, which has a store, in the primary locale, which the store's calls are about."""
    site = reader.get(SITES, call.path["site_id"])
    return shop_in(reader, call, site, site.primary)


def shop_in(reader: Reader, call: Call, site: Site, locale: str) -> Shop:
    """The shop of this site, which has a store, in the locale of this CMS id."""
    places = {each.store_kind: place_of(site, each, call.quirks) for each in reader.all(COLLECTIONS, site.id)}
    return Shop(site, places["product"], places["sku"], locale)


class WithSkus:
    """A product as it is answered: with its SKUs."""

    __slots__ = ("body",)

    def __init__(self, product: Item, skus: Iterable[Item]) -> None:
        self.body = b'{"product":%b,"skus":[%b]}' % (product.body, b",".join([sku.body for sku in skus]))


class ProductList:
    """A page of products with their SKUs, put together in one go: a body for each product would cost twice the time."""

    __slots__ = ("body",)

    def __init__(self, page: Page[Item], skus: Mapping[str, Sequence[bytes]]) -> None:
        parts, before = [b'{"items":['], b'{"product":'
        for product in page.records:
            parts += (before, product.body, b',"skus":[', b",".join(skus.get(product.id, ())))
            before = b']},{"product":'
        if page.records:
            parts.append(b"]}")
        parts.append(b'],"pagination":{"limit":%d,"offset":%d,"total":%d}}' % (page.window or (0, 0, 0)))
        self.body = b"".join(parts)


def product_id_of(sku: Item) -> str:
    """The product of a SKU, whose field is always set and stands before all others that refer to items."""
    return sku.refers_to[0]


def find_product(reader: Reader, shop: Shop, call: Call) -> Item:
    """The product that the path names, of this site."""
    return find_item(reader, ITEMS, shop.products.collection, (call.path["product_id"], shop.locale))


def find_sku(reader: Reader, shop: Shop, product: Item, sku_id: str) -> Item:
    """The SKU of this id, which must be one of that product."""
    sku = find_item(reader, ITEMS, shop.skus.collection, (sku_id, shop.locale))
    if product_id_of(sku) != product.id:
        raise Refusal("resource_not_found")
    return sku


def skus_of(reader: Reader, shop: Shop, product_id: str) -> list[Item]:
    """The SKUs of a product, the oldest first."""
    group = shop.sku_group
    found = [each for each in reader.having(ITEMS, product_id) if each.group == group]
    return [each for each in reversed(found) if product_id_of(each) == product_id]


def skus_by_product(reader: Reader, shop: Shop) -> Mapping[str, Sequence[bytes]]:
    """The SKUs of every product as they are answered, sorted out once for each version of them."""
    found: Mapping[str, list[bytes]] = reader.all(ITEMS, shop.sku_group).derived("by product", _by_product)
    return found


def _by_product(skus: Ordered[Item]) -> Mapping[str, list[bytes]]:
    found: dict[str, list[bytes]] = {}
    for sku in reversed(list(skus)):
        found.setdefault(product_id_of(sku), []).append(sku.body)
    return found


def options_of(product: Item) -> Options:
    """The options of a product with their values."""
    found: Options = product.field_data.get("sku-properties", ())
    return found


def values_of(sku: Item) -> Mapping[str, str]:
    """The option values of a SKU."""
    found: Mapping[str, str] = sku.field_data.get("sku-values", {})
    return found


def require_distinct(tx: Transaction, shop: Shop, product_id: str, written: Iterable[Item]) -> None:
    """No two SKUs of a product have the same option values, as far as these that were just written are concerned."""
    every = [values_of(sku) for sku in skus_of(tx, shop, product_id)]
    check_distinct(every, [values_of(sku) for sku in written])


def rewrite(tx: Transaction, place: Place, item: Item, **values: Any) -> Item:
    """Lay these values over the staged copy of an item, without a word."""
    fields = place.collection.fields
    data = {**read_back(fields, item), **values}
    return tx.put(ITEMS, item.rewritten(data, references_in(fields, data), updated=tx.now))


def settle_product(tx: Transaction, shop: Shop, product: Item) -> Item:
    """What each write of a product or of its SKUs leaves: its type is Advanced, and it has a default SKU."""
    data, wanted = product.field_data, {"ec-product-type": ADVANCED}
    skus = [] if "default-sku" in data else skus_of(tx, shop, product.id)
    if skus:
        wanted["default-sku"] = skus[0].id
    if wanted.items() <= data.items():
        return product
    settled = rewrite(tx, shop.products, product, **wanted)
    shop.products.tell(tx, CollectionItemChanged, settled)
    return settled


def wants_live(shop: Shop, call: Call) -> bool:
    """Whether what the call writes is to be published at once, which needs a site that was published."""
    live: bool = call.body["publish_status"] == "live"
    if live:
        require_published(shop.site, call)
    return live


def publish(tx: Transaction, place: Place, item: Item) -> Item:
    """Publish a product or a SKU that was just written."""
    if item.is_archived:
        raise Refusal("conflict", "Conflict: What is archived cannot be published")
    return publish_item(tx, place, item)


def new_option_id(tx: Transaction) -> str:
    """The next id of an option or of a value, 32 hex digits."""
    return derived_id(tx.new_id(), 32)
