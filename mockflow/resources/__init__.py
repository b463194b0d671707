"""The areas of the API, and the one table of all their operations."""

from . import asset_folders, assets, collections, fields, items, live_items, sites

AREAS = (sites, collections, fields, items, live_items, assets, asset_folders)
ROUTES = tuple(route for area in AREAS for route in area.ROUTES)
