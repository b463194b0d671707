"""SKUs as they are sold: what of them and their products goes into an order."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from mockflow.core.store import Reader

from .collections import COLLECTIONS
from .items import ITEMS, Item
from .purchases import Line, Sizes
from .sites import Site

MOST_OF_ONE = 1_000_000
"""What one line may count."""


class ForSale(NamedTuple):
    """A SKU in its site's primary locale."""

    item: Item
    unit: str
    data: dict[str, Any]


def skus_of(reader: Reader, site: Site) -> Iterator[Item]:
    """The site's staged SKUs in its primary locale, newest first."""
    collection = reader.holder(COLLECTIONS, site.id, "sku")
    if collection is not None:
        yield from reader.all(ITEMS, (collection.id, site.primary))


def sku_for_sale(reader: Reader, site: Site, sku_id: str) -> ForSale | None:
    """The SKU of this id; None where the site has none."""
    collection = reader.holder(COLLECTIONS, site.id, "sku")
    item = reader.find(ITEMS, (sku_id, site.primary))
    if item is None or collection is None or item.collection_id != collection.id:
        return None
    return for_sale(item)


def for_sale(sku: Item) -> ForSale:
    """This SKU with its currency and its fields."""
    data = sku.field_data
    return ForSale(sku, data["price"]["unit"], data)


def line_of(reader: Reader, site: Site, sku: ForSale, quantity: int, price: int | None = None) -> Line:
    """So many of this SKU, at its price unless another is given."""
    data = sku.data
    product = reader.find(ITEMS, (data["product"], site.primary))
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
