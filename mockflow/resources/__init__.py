"""The areas of the API, and the one table of all their operations."""

from . import (
    asset_folders,
    assets,
    collections,
    components,
    ecommerce,
    fields,
    forms,
    inventory,
    items,
    live_items,
    orders,
    pages,
    products,
    sites,
    skus,
    webhooks,
)

AREAS = (
    sites,
    pages,
    components,
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
