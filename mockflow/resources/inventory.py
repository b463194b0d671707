"""Inventory: how much there is of a SKU."""

from collections.abc import Mapping
from typing import Any

from mockflow.core.call import Call
from mockflow.core.done import Done
from mockflow.core.refusal import Refusal
from mockflow.core.route import command, query
from mockflow.core.schema import Number, Shape, Text, Unfit, Whole, one_of
from mockflow.core.store import Reader, Transaction
from mockflow.domain.collections import COLLECTIONS
from mockflow.domain.item_rows import find_item
from mockflow.domain.items import ITEMS
from mockflow.domain.sites import SITES
from mockflow.domain.stock import Stock, set_stock, stock_of
from mockflow.domain.stores import store_of

AREA = "ecommerce"

_KINDS = one_of("infinite", "finite")


class InventorySchema(Shape):
    id = Text(required=True, metadata={"description": "The SKU's id."})
    quantity = Whole(required=True, metadata={"description": "How many there are, while the inventory is finite."})
    inventory_type = Text(
        data_key="inventoryType",
        required=True,
        validate=_KINDS,
        metadata={"description": "Whether the SKU can be sold out."},
    )


def _whole(value: float) -> None:
    """JavaScript does not tell 5.0 from 5."""
    if not float(value).is_integer():
        raise Unfit("type:integer")


class InventoryChange(Shape):
    """A number to set or to add."""

    inventory_type = Text(
        data_key="inventoryType",
        required=True,
        validate=_KINDS,
        metadata={"description": "Whether the SKU can be sold out."},
    )
    quantity = Number(validate=_whole, metadata={"description": "How many there are now, a whole number."})
    update_quantity = Number(
        data_key="updateQuantity",
        validate=_whole,
        metadata={"description": "How many more there are now, or fewer below zero; not beside quantity."},
    )


def require_skus(reader: Reader, path: Mapping[str, str]) -> None:
    """Only the SKUs of a store have an inventory."""
    collection = reader.get(COLLECTIONS, path["sku_collection_id"])
    store_of(reader, collection.site_id)
    if collection.store_kind != "sku":
        raise Refusal("bad_request", "Bad Request: Request is malformed: SKU collection not specified")
    find_item(reader, ITEMS, collection, (path["sku_id"], reader.get(SITES, collection.site_id).primary))


def get_inventory(reader: Reader, call: Call) -> Stock:
    """The stock of a SKU, infinite until it was set."""
    collection = reader.get(COLLECTIONS, call.path["sku_collection_id"])
    site = reader.get(SITES, collection.site_id)
    sku = find_item(reader, ITEMS, collection, (call.path["sku_id"], site.primary))
    return stock_of(reader, site.id, sku.id)


def update_inventory(tx: Transaction, call: Call) -> Stock:
    """Set a stock, or add to it. While it is infinite the last number is kept and changes are not counted."""
    stock, body = get_inventory(tx, call), call.body
    if {"quantity", "update_quantity"} <= body.keys():
        reason = "Value (quantity) should NOT be there together with updateQuantity"
        raise Refusal("invalid_shape", details=[reason])
    finite = body["inventory_type"] == "finite"
    return set_stock(tx, stock, _quantity(stock, body) if finite else stock.quantity, finite=finite)


def _quantity(stock: Stock, body: dict[str, Any]) -> int:
    return int(body.get("quantity", stock.quantity + body.get("update_quantity", 0)))


_INVENTORY = "/collections/{sku_collection_id}/items/{sku_id}/inventory"

ROUTES = (
    query(
        "list-inventory",
        f"GET {_INVENTORY}",
        get_inventory,
        summary="Get the inventory of a SKU",
        scope="ecommerce:read",
        gate=require_skus,
        returns=InventorySchema,
        refusals=("ecommerce_not_enabled",),
    ),
    command(
        "update-inventory",
        f"PATCH {_INVENTORY}",
        update_inventory,
        summary="Set the inventory of a SKU, or add to it",
        scope="ecommerce:write",
        done=Done("changed the stock of", "stock"),
        gate=require_skus,
        body=InventoryChange,
        returns=InventorySchema,
        events=("ecomm_inventory_changed",),
        refusals=("ecommerce_not_enabled",),
    ),
)
