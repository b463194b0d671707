"""Changing products and SKUs as items: what their own calls see to holds here too."""

from collections.abc import Iterable
from typing import Any

from mockflow.core.call import Call
from mockflow.core.refusal import Refusal
from mockflow.core.store import Transaction

from .item_writing import Change, change_items
from .items import ITEMS, LIVE_ITEMS
from .places import Place
from .product_options import check_options
from .products import options_of, product_id_of, shop_in
from .publishing import lay_over_live
from .sku_writing import check_default, check_options_of, follow_options


def change_any_items(
    tx: Transaction, call: Call, place: Place, entries: list[dict[str, Any]], *, live: bool
) -> list[Change]:
    """As ``change_items``, for a collection of any kind: products and SKUs go on fitting each other.

    With ``live`` the SKUs that follow the options of a product do so in their live copies, too.
    """
    changed = change_items(tx, call, place, entries)
    if place.collection.store_kind == "sku":
        _keep_skus(tx, call, place, changed)
    elif place.collection.store_kind == "product":
        _keep_products(tx, call, place, changed, live=live)
    return changed


def _keep_skus(tx: Transaction, call: Call, place: Place, changed: Iterable[Change]) -> None:
    """A SKU stays with its product, and has a value of each of its options, as no other one has them."""
    for change in changed:
        product_id, sent = product_id_of(change.before), product_id_of(change.item)
        if sent != product_id:
            problem = {"param": "product", "description": f"A SKU stays with its product: '{sent}'"}
            raise Refusal("invalid_fields", details=[problem])
        if "sku-values" in change.taken:
            shop = shop_in(tx, call, place.site, change.item.cms_locale_id)
            check_options_of(tx, shop, product_id, [change.item])


def _keep_products(tx: Transaction, call: Call, place: Place, changed: Iterable[Change], *, live: bool) -> None:
    """The default SKU of a product is its own, and its SKUs follow its options."""
    for change in changed:
        shop = shop_in(tx, call, place.site, change.item.cms_locale_id)
        if "default-sku" in change.taken:
            check_default(tx, shop, change.item)
        if options_of(change.item) == options_of(change.before):
            continue
        check_options(options_of(change.item))
        for sku in follow_options(tx, shop, change.item):
            if live and tx.find(LIVE_ITEMS, sku.key) is not None:
                lay_over_live(tx, shop.skus, Change(tx.get(ITEMS, sku.key), ("sku-values",), None, sku))
