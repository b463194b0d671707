"""The areas of the API, and the one table of all their operations."""

from . import (
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

AREAS = (sites, collections, fields, items, live_items, products, skus, ecommerce, inventory, orders, forms, webhooks)
ROUTES = tuple(route for area in AREAS for route in area.ROUTES)
