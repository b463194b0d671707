"""SKUs as they are sold: what of them and their products goes into an order."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from mockflow.core.store import Reader

from .collections import COLLECTIONS
from .items import ITEMS, LIVE_ITEMS, Item
from .purchases import Line, Sizes
from .sites import Site

MOST_OF_ONE = 1_000_000
"""What one line may count."""


class ForSale(NamedTuple):
    """A SKU in its site's primary locale, as shoppers see it: its live copy, or the staged one where nothing is live.

    Attributes:
        is_archived: whether either copy is, so that nobody can buy it any more.
    """

    item: Item
    unit: str
    data: dict[str, Any]
    is_archived: bool


def skus_of(reader: Reader, site: Site) -> Iterator[Item]:
    """The site's staged SKUs in its primary locale, newest first."""
    collection = reader.holder(COLLECTIONS, site.id, "sku")
    if collection is not None:
        yield from reader.all(ITEMS, (collection.id, site.primary))


def sku_for_sale(reader: Reader, site: Site, sku_id: str) -> ForSale | None:
    """The SKU of this id; None where the site has none."""
    collection = reader.holder(COLLECTIONS, site.id, "sku")
    staged = reader.find(ITEMS, (sku_id, site.primary))
    if staged is None or collection is None or staged.collection_id != collection.id:
        return None
    return for_sale(reader, staged)


def for_sale(reader: Reader, staged: Item) -> ForSale:
    """This SKU with its currency and its fields."""
    item = _shown(reader, staged.key) or staged
    data = item.field_data
    return ForSale(item, data["price"]["unit"], data, staged.is_archived or item.is_archived)


def _shown(reader: Reader, key: tuple[str, str]) -> Item | None:
    return reader.find(LIVE_ITEMS, key) or reader.find(ITEMS, key)


def line_of(reader: Reader, site: Site, sku: ForSale, quantity: int, price: int | None = None) -> Line:
    """So many of this SKU, at its price unless another is given."""
    data = sku.data
    product = _shown(reader, (data["product"], site.primary))
    image = data.get("main-image")
    return Line(
        quantity=quantity,
        price=data["price"]["value"] if price is None else price,
        product_id=data["product"],
        product_name=product.name if product else sku.item.name,
        product_slug=product.slug if product else sku.item.slug,
        sku_id=sku.item.id,
        name=sku.item.name,
        slug=sku.item.slug,
        sku=data.get("sku") or "",
        image=image["url"] if image else None,
        sizes=Sizes(data.get("weight"), data.get("width"), data.get("height"), data.get("length")),
        shippable=bool(product and product.field_data.get("shippable")),
        downloads=tuple((each["id"], each["name"], each["url"]) for each in data.get("download-files") or ()),
    )
