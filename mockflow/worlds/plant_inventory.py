"""Planting the stock of a store."""

from typing import Any

from mockflow.domain.stock import STOCK, Stock

from .plant_ground import Ground

_SKU = "sku/"


def plant_inventory(ground: Ground, content: dict[str, Any]) -> None:
    """Give the SKUs that the seed names their stock."""
    site, levels = ground.site, content["inventory"]
    path = f"{ground.path}.inventory"
    if levels and site.store is None:
        ground.wrong(path, "a site with a store", "none")
        return
    if not ground.items and any(each["items"] for each in content["collections"]):
        return  # the items have problems of their own, which are told
    skus = [each.removeprefix(_SKU) for each in ground.items if each.startswith(_SKU)]
    for slug, quantity in levels.items():
        if slug in skus:
            stock = Stock(ground.items[_SKU + slug], site.id, quantity or 0, finite=quantity is not None)
            ground.tx.put(STOCK, stock)
        else:
            ground.wrong(f"{path}.{slug}", f"the slug of a SKU of the site ({', '.join(skus)})", slug)
