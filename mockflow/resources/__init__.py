"""The areas of the API, and the one table of all their operations."""

from . import collections, fields, items, live_items, orders, sites

AREAS = (sites, collections, fields, items, live_items, orders)
ROUTES = tuple(route for area in AREAS for route in area.ROUTES)
