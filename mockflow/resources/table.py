"""The areas of the API, and the one table of all their operations.

Importing it imports every area; what a running double needs to find one is in ``index``, which is made from it.
"""

from . import (
    asset_folders,
    assets,
    collections,
    comments,
    components,
    custom_code,
    ecommerce,
    fields,
    forms,
    inventory,
    items,
    live_items,
    orders,
    pages,
    products,
    registered_scripts,
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
    comments,
    registered_scripts,
    custom_code,
)
ROUTES = tuple(route for area in AREAS for route in area.ROUTES)
