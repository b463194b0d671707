"""The areas of the API, and the one table of all their operations."""

from . import (
    asset_folders,
    assets,
    collections,
    ecommerce,
    fields,
    forms,
    inventory,
    items,
    live_items,
    orders,
    products,
    sites,
    skus,
    webhooks,
)

AREAS = (
    sites,
    collections,
    fields,
    items,
    live_items,
    products,
    skus,
    ecommerce,
    inventory,
    orders,
    forms,
    assets,
    asset_folders,
    webhooks,
)
ROUTES = tuple(route for area in AREAS for route in area.ROUTES)
