"""A planted seed as canonical JSON, and the JSON Schema of seeds."""

from typing import Any

from mockflow.core.store import Reader
from mockflow.core.wire import iso, loads
from mockflow.domain.assets import ASSETS, FOLDERS
from mockflow.domain.collections import COLLECTIONS
from mockflow.domain.items import ITEMS, LIVE_ITEMS
from mockflow.domain.sites import SITES, Site

from .planting import Planted


def world_document(planted: Planted) -> dict[str, Any]:
    """The world that a seed makes: each record as the API answers it, and the id behind each path."""
    reader = Reader(planted.state)
    return {
        "plan": planted.plan,
        "quirks": dict(planted.quirks),
        "sites": [_site(reader, site) for site in reader.all(SITES)],
        "tokens": [
            {"name": actor.name, "kind": actor.kind, "scopes": sorted(actor.scopes)} for actor, _ in planted.tokens
        ],
        "ids": dict(planted.ids),
    }


def _site(reader: Reader, site: Site) -> dict[str, Any]:
    collections = []
    for collection in reader.all(COLLECTIONS, site.id):
        groups = [(collection.id, locale.cms_locale_id) for locale in site.locales]
        staged = [loads(item.body) for group in groups for item in reader.all(ITEMS, group)]
        live = [loads(item.body) for group in groups for item in reader.all(LIVE_ITEMS, group)]
        collections.append({**loads(collection.body), "items": staged, "liveItems": live})
    store = {"defaultCurrency": site.store.currency, "createdOn": iso(site.store.created)} if site.store else None
    return {**loads(site.body), "store": store, **_assets(reader, site), "collections": collections}


def _assets(reader: Reader, site: Site) -> dict[str, Any]:
    folders, assets = reader.all(FOLDERS, site.id), reader.all(ASSETS, (site.id, True))
    return {"assetFolders": [loads(each.body) for each in folders], "assets": [loads(each.body) for each in assets]}
