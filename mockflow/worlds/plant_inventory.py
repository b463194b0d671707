"""Planting the stock of a store."""

from typing import Any

from mockflow.domain.selling import sku_for_sale
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
    for slug, (quantity, finite) in levels.items():
        sku_id = ground.items.get(_SKU + slug, slug)
        if sku_for_sale(ground.tx, site, sku_id) is not None:
            ground.tx.put(STOCK, Stock(sku_id, site.id, quantity, finite))
        else:
            ground.wrong(f"{path}.{slug}", f"the slug of a SKU of the site ({', '.join(skus)})", slug)
