"""Planting the lines of an order: of a SKU that is there, or of one that is only remembered."""

from typing import Any

from mockflow.domain.purchases import Line, Sizes
from mockflow.domain.selling import line_of, sku_for_sale

from .plant_ground import Ground

REMEMBERED = {
    "product_id": "productId",
    "product_name": "productName",
    "product_slug": "productSlug",
    "sku_id": "variantId",
    "name": "variantName",
    "slug": "variantSlug",
}
"""What a line without a SKU must say itself, besides the price, by the attributes of a line."""


def planted_line(ground: Ground, path: str, content: dict[str, Any], currency: str | None) -> tuple[str, Line] | None:
    """A line with its currency, which is ``currency`` if its order says one; None, once it is told, for a wrong one."""
    given, site = content.get("sku"), ground.site
    if given is None:
        return _remembered(ground, path, content, currency)
    sku_id = ground.items.get(given, given)
    sku = sku_for_sale(ground.tx, site, sku_id)
    if sku is None:
        if given not in ground.items or not given.startswith("sku/"):
            ground.wrong(f"{path}.sku", "the path of a SKU, such as sku/oak-lamp", given)
        return None  # a SKU with a problem of its own has been told already
    line = line_of(ground.tx, site, sku, content["count"], content.get("price"))
    return sku.unit, _with_own(line, content)


def _remembered(ground: Ground, path: str, content: dict[str, Any], currency: str | None) -> tuple[str, Line] | None:
    missing = [key for name, key in (*REMEMBERED.items(), ("price", "price")) if name not in content]
    if missing or currency is None:
        expected = "a value, or instead all that an order knows of a SKU, and the order's currency"
        ground.wrong(f"{path}.sku", expected, f"no {', '.join(missing)}" if missing else "no currency")
        return None
    bare = Line(content["count"], content["price"], "", "", "", "", "", "", "", None, Sizes(), False, ())  # noqa: FBT003 - not sent by post
    return currency, _with_own(bare, content)


def _with_own(line: Line, content: dict[str, Any]) -> Line:
    """The line with what it says for itself."""
    own = {name: content[name] for name in (*REMEMBERED, "image", "shippable") if name in content}
    if "stock_code" in content:
        own["sku"] = content["stock_code"]
    if "downloads" in content:
        own["downloads"] = tuple((each["id"], each["name"], each["url"]) for each in content["downloads"])
    sizes = {name: content[name] for name in Sizes._fields if name in content}
    return line._replace(**own, sizes=line.sizes._replace(**sizes))
