"""Products: list and get with their SKUs, create with a first one, update."""

from typing import Any

from mockflow.core.call import Call
from mockflow.core.done import Done
from mockflow.core.ids import is_object_id
from mockflow.core.refusal import Refusal
from mockflow.core.route import command, query
from mockflow.core.store import Reader, Transaction
from mockflow.domain.events import CollectionItemChanged, CollectionItemCreated, CollectionItemPublished
from mockflow.domain.item_writing import Draft, change_items, create_items
from mockflow.domain.items import ITEMS, LIVE_ITEMS, Item
from mockflow.domain.listing import PagingQuery, page_of
from mockflow.domain.product_bodies import (
    ChangedProduct,
    NewProduct,
    ProductListSchema,
    ProductSchema,
    ProductWithSkusSchema,
    fields_of_sku,
)
from mockflow.domain.product_options import check_options, first_values, options_with_ids
from mockflow.domain.products import (
    ADVANCED,
    ProductList,
    Shop,
    WithSkus,
    find_product,
    find_sku,
    new_option_id,
    options_of,
    publish,
    rewrite,
    settle_product,
    shop_of,
    skus_by_product,
    skus_of,
    wants_live,
)
from mockflow.domain.sku_writing import change_sku, check_default, follow_options
from mockflow.domain.stores import require_store

AREA = "ecommerce"


def list_products(reader: Reader, call: Call) -> ProductList:
    """A page of products, newest first, each with all its SKUs; the total counts products."""
    shop = shop_of(reader, call)
    page = page_of("items", reader.all(ITEMS, (shop.products.collection.id, shop.locale)), call)
    return ProductList(page, skus_by_product(reader, shop))


def get_product(reader: Reader, call: Call) -> WithSkus:
    shop = shop_of(reader, call)
    product = find_product(reader, shop, call)
    return WithSkus(product, skus_of(reader, shop, product.id))


def create_product(tx: Transaction, call: Call) -> WithSkus:
    """A product and its first SKU, which has the first value of each option and becomes the default one."""
    shop = shop_of(tx, call)
    live = wants_live(shop, call)
    fields = {"ec-product-type": ADVANCED, **call.body["product"]["field_data"]}
    if "sku-properties" in fields:
        fields["sku-properties"] = options_with_ids(fields["sku-properties"], (), lambda: new_option_id(tx))
    unheard = shop._replace(products=shop.products._replace(quiet=True), skus=shop.skus._replace(quiet=True))
    (product,) = create_items(tx, call, unheard.products, [Draft(fields, is_draft=False)], live=live)
    options = options_of(product)
    check_options(options)
    sku_fields = {**fields_of_sku(call.body["sku"]), "product": product.id, "sku-values": first_values(options)}
    (sku,) = create_items(tx, call, unheard.skus, [Draft(sku_fields, is_draft=False)], live=live)
    product = rewrite(tx, shop.products, product, **{"ec-product-type": ADVANCED, "default-sku": sku.id})
    for place, item in ((shop.products, product), (shop.skus, sku)):
        place.tell(tx, CollectionItemCreated, item)
        if live:
            place.tell(tx, CollectionItemPublished, tx.put(LIVE_ITEMS, item))
    return WithSkus(product, [sku])


def update_product(tx: Transaction, call: Call) -> Item:
    """Change a product, and one of its SKUs with it; the answer is the product alone."""
    shop, body = shop_of(tx, call), call.body
    product = find_product(tx, shop, call)
    if not body.get("product") and not body.get("sku") and body["publish_status"] != "live":
        raise Refusal("invalid_shape", details=["Missing fields: Value (body) should have product or sku"])
    live = wants_live(shop, call)
    changed = _change(tx, call, shop, product) if body.get("product") else product
    if "sku" in body:
        sku = _sku(tx, shop, product, body["sku"]["id"].lower())
        change_sku(tx, call, shop, sku, body["sku"], live=live)
    if options_of(changed) != options_of(product):
        for followed in follow_options(tx, shop, changed):
            if live:
                publish(tx, shop.skus, followed)
    product = settle_product(tx, shop, changed)
    return publish(tx, shop.products, product) if live else product


def _sku(reader: Reader, shop: Shop, product: Item, sku_id: str) -> Item:
    """The SKU of this id, or the default one for an empty id."""
    if sku_id and not is_object_id(sku_id):
        raise Refusal("invalid_id")
    every, default = [sku.id for sku in skus_of(reader, shop, product.id)], product.field_data.get("default-sku")
    return find_sku(reader, shop, product, sku_id or (default if default in every else next(iter(every), "")))


def _change(tx: Transaction, call: Call, shop: Shop, product: Item) -> Item:
    """Lay what was sent over the product, its type apart."""
    sent = call.body["product"]
    fields: dict[str, Any] = dict(sent.get("field_data", {}))
    before = options_of(product)
    if "sku-properties" in fields:
        fields["sku-properties"] = options_with_ids(fields["sku-properties"], before, lambda: new_option_id(tx))
    entry = {**sent, "id": product.id, "field_data": fields}
    (change,) = change_items(tx, call, shop.products, [entry])
    if "default-sku" in fields:
        check_default(tx, shop, change.item)
    check_options(options_of(change.item))
    changed = rewrite(tx, shop.products, change.item, **{"ec-product-type": ADVANCED})
    shop.products.tell(tx, CollectionItemChanged, changed)
    return changed


_PRODUCTS = "/sites/{site_id}/products"

ROUTES = (
    query(
        "list-products",
        f"GET {_PRODUCTS}",
        list_products,
        summary="List the products of a store with their SKUs",
        scope="ecommerce:read",
        gate=require_store,
        query=PagingQuery,
        returns=ProductListSchema,
        refusals=("ecommerce_not_enabled",),
    ),
    command(
        "create-product",
        f"POST {_PRODUCTS}",
        create_product,
        summary="Create a product with its first SKU",
        scope="ecommerce:write",
        done=Done("created", "product", "added"),
        gate=require_store,
        body=NewProduct,
        returns=ProductWithSkusSchema,
        refusals=("ecommerce_not_enabled", "conflict"),
    ),
    query(
        "get-product",
        f"GET {_PRODUCTS}/{{product_id}}",
        get_product,
        summary="Get a product with its SKUs",
        scope="ecommerce:read",
        gate=require_store,
        returns=ProductWithSkusSchema,
        refusals=("ecommerce_not_enabled",),
    ),
    command(
        "update-product",
        f"PATCH {_PRODUCTS}/{{product_id}}",
        update_product,
        summary="Update a product",
        scope="ecommerce:write",
        done=Done("changed", "product", "changed"),
        gate=require_store,
        body=ChangedProduct,
        returns=ProductSchema,
        refusals=("ecommerce_not_enabled", "conflict"),
    ),
)
