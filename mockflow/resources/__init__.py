"""The areas of the API, and the one table of all their operations."""

from . import collections, components, fields, items, live_items, pages, sites

AREAS = (sites, collections, fields, items, live_items, pages, components)
ROUTES = tuple(route for area in AREAS for route in area.ROUTES)
