"""The areas of the API, and the one table of all their operations.

Importing it imports every area; what a running double needs to find one is in ``index``, which is made from it.
"""

from . import (
    activity_logs,
    asset_folders,
    assets,
    collections,
    components,
    ecommerce,
    fields,
    forms,
    google_tags,
    inventory,
    items,
    live_items,
    orders,
    pages,
    products,
    publishing,
    redirects,
    robots_txt,
    sites,
    skus,
    webhooks,
    well_known,
)

AREAS = (
    sites,
    publishing,
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
    redirects,
    robots_txt,
    well_known,
    google_tags,
    activity_logs,
)
ROUTES = tuple(route for area in AREAS for route in area.ROUTES)
