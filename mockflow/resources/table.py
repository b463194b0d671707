"""The areas of the API, and the one table of all their operations.

Importing it imports every area; what a running double needs to find one is in ``index``, which is made from it.
"""

from . import (
    asset_folders,
    assets,
    authorizations,
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
    authorizations,
)
ROUTES = tuple(route for area in AREAS for route in area.ROUTES)
