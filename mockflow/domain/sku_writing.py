"""Writing SKUs that are there, alone or with their product."""

from typing import Any

from mockflow.core.call import Call
from mockflow.core.refusal import Refusal
from mockflow.core.store import Reader, Transaction

from .events import CollectionItemChanged
from .item_writing import change_items
from .items import ITEMS, Item
from .product_bodies import fields_of_sku
from .product_options import check_values, values_after
from .products import Shop, options_of, product_id_of, publish, require_distinct, rewrite, skus_of, values_of


def check_options_of(tx: Transaction, shop: Shop, product_id: str, written: list[Item]) -> None:
    """Each of these SKUs has a value of each option of the product, and no two the same ones."""
    options = options_of(tx.get(ITEMS, (product_id, shop.locale)))
    for sku in written:
        check_values(options, values_of(sku))
    require_distinct(tx, shop, product_id, written)


def change_sku(tx: Transaction, call: Call, shop: Shop, sku: Item, sent: dict[str, Any], *, live: bool) -> Item:
    """Lay what was sent over a SKU, which stays with its product, and publish it if it is to be live."""
    fields, product_id = fields_of_sku(sent), product_id_of(sku)
    if fields:
        entry = {"id": sku.id, "field_data": {**fields, "product": product_id}}
        (change,) = change_items(tx, call, shop.skus, [entry])
        sku = change.item
        if "sku-values" in fields:
            check_options_of(tx, shop, product_id, [sku])
        shop.skus.tell(tx, CollectionItemChanged, sku)
    return publish(tx, shop.skus, sku) if live else sku


def follow_options(tx: Transaction, shop: Shop, product: Item) -> list[Item]:
    """Give its SKUs the first value of each new option, and take those of old ones from them; those that changed."""
    options = options_of(product)
    written = []
    for sku in skus_of(tx, shop, product.id):
        values = values_after(options, values_of(sku))
        if values != values_of(sku):
            written.append(rewrite(tx, shop.skus, sku, **{"sku-values": values}))
            shop.skus.tell(tx, CollectionItemChanged, written[-1])
    require_distinct(tx, shop, product.id, written)
    return written


def check_default(reader: Reader, shop: Shop, product: Item) -> None:
    """The default SKU of a product, where it has one, is one of its own."""
    sku_id = product.field_data.get("default-sku")
    if sku_id and all(sku.id != sku_id for sku in skus_of(reader, shop, product.id)):
        problem = {"param": "default-sku", "description": f"The product has no SKU of this id: '{sku_id}'"}
        raise Refusal("invalid_fields", details=[problem])
