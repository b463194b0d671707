"""The areas of the API, and the one table of all their operations."""

from . import collections, fields, forms, items, live_items, sites

AREAS = (sites, collections, fields, items, live_items, forms)
ROUTES = tuple(route for area in AREAS for route in area.ROUTES)
