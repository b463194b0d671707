"""What holds among the products and SKUs of a seed, as the API sees to it."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from mockflow.core.refusal import Refusal
from mockflow.domain.items import Item
from mockflow.domain.product_options import Options, check_options, check_values
from mockflow.domain.products import options_of, product_id_of, values_of

from .plant_ground import Complain


class StoreItem(NamedTuple):
    """A product or a SKU that was planted.

    Attributes:
        path: where its ``fieldData`` stands in the document.
        said: what that says.
    """

    path: str
    said: Mapping[str, Any]
    item: Item


def check_store(products: Iterable[StoreItem], skus: Iterable[StoreItem], wrong: Complain) -> None:
    """Tell what products and SKUs of one site have that the API would not let them have."""
    product_of = {sku.item.key: product_id_of(sku.item) for sku in skus}
    options = {}
    for product in products:
        options[product.item.key] = _options(product, wrong)
        default = product.item.field_data.get("default-sku")
        if default and product_of.get((default, product.item.cms_locale_id)) != product.item.id:
            wrong(f"{product.path}.default-sku", "a SKU of the product", product.said["default-sku"])
    seen: set[tuple[str, str, frozenset[tuple[str, str]]]] = set()
    for sku in skus:
        product_id, locale = product_of[sku.item.key], sku.item.cms_locale_id
        known = options.get((product_id, locale))
        if known is None:
            continue  # the product has problems of its own, which are told
        path, values, found = f"{sku.path}.sku-values", values_of(sku.item), sku.said.get("sku-values", "none")
        if not _fits(known, values):
            names = ", ".join(option["name"] for option in known) or "it has none"
            wrong(path, f"a value of each option of the product ({names})", found)
        elif (product_id, locale, frozenset(values.items())) in seen:
            wrong(path, "option values that no other SKU of the product has", found)
        seen.add((product_id, locale, frozenset(values.items())))


def _options(product: StoreItem, wrong: Complain) -> Options | None:
    options = options_of(product.item)
    try:
        check_options(options)
    except Refusal:
        expected = "options with one or more values each, and ids of their own"
        wrong(f"{product.path}.sku-properties", expected, product.said["sku-properties"])
        return None
    return options


def _fits(options: Options, values: Mapping[str, str]) -> bool:
    try:
        check_values(options, values)
    except Refusal:
        return False
    return True
