"""SKUs: add them to a product, and update one."""

from mockflow.core.call import Call
from mockflow.core.done import Done
from mockflow.core.paging import Page
from mockflow.core.refusal import Refusal
from mockflow.core.route import command
from mockflow.core.store import Transaction
from mockflow.domain.item_writing import Draft, create_items
from mockflow.domain.items import Item
from mockflow.domain.product_bodies import ChangedSku, NewSkus, SkuSchema, SkusSchema, fields_of_sku
from mockflow.domain.products import find_product, find_sku, settle_product, shop_of, wants_live
from mockflow.domain.sku_writing import change_sku, check_options_of
from mockflow.domain.stores import require_store

AREA = "ecommerce"


def create_skus(tx: Transaction, call: Call) -> Page[Item]:
    """Add SKUs to a product, all of them or none; each has another combination of option values."""
    shop = shop_of(tx, call)
    product = find_product(tx, shop, call)
    live = wants_live(shop, call)
    drafts = [Draft({**fields_of_sku(each), "product": product.id}, is_draft=False) for each in call.body["skus"]]
    made = create_items(tx, call, shop.skus, drafts, live=live)
    check_options_of(tx, shop, product.id, made)
    settle_product(tx, shop, product)
    return Page("skus", made)


def update_sku(tx: Transaction, call: Call) -> Item:
    """Change a SKU; the answer is the SKU alone."""
    shop = shop_of(tx, call)
    product = find_product(tx, shop, call)
    sku = find_sku(tx, shop, product, call.path["sku_id"])
    live = wants_live(shop, call)
    if not call.body["sku"] and not live:
        raise Refusal("invalid_shape", details=["Missing fields: Value (sku) should have fieldData"])
    written = change_sku(tx, call, shop, sku, call.body["sku"], live=live)
    settle_product(tx, shop, product)
    return written


_SKUS = "/sites/{site_id}/products/{product_id}/skus"

ROUTES = (
    command(
        "create-skus",
        f"POST {_SKUS}",
        create_skus,
        summary="Add up to 100 SKUs to a product",
        scope="ecommerce:write",
        done=Done("created", "SKU", "added"),
        gate=require_store,
        body=NewSkus,
        returns=SkusSchema,
        refusals=("ecommerce_not_enabled", "conflict"),
    ),
    command(
        "update-sku",
        f"PATCH {_SKUS}/{{sku_id}}",
        update_sku,
        summary="Update a SKU",
        scope="ecommerce:write",
        done=Done("changed", "SKU", "changed"),
        gate=require_store,
        body=ChangedSku,
        returns=SkuSchema,
        refusals=("ecommerce_not_enabled", "conflict"),
    ),
)
