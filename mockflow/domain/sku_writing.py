"""Writing a SKU that is there, alone or with its product."""

from typing import Any

from mockflow.core.call import Call
from mockflow.core.store import Transaction

from .events import CollectionItemChanged
from .item_writing import change_items
from .items import ITEMS, Item
from .product_bodies import fields_of_sku
from .product_options import check_values
from .products import Shop, options_of, product_id_of, publish, require_distinct, values_of


def check_options_of(tx: Transaction, shop: Shop, product_id: str, written: list[Item]) -> None:
    """Each of these SKUs has a value of each option of the product, and no two the same ones."""
    options = options_of(tx.get(ITEMS, (product_id, shop.site.primary)))
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
