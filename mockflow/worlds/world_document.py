"""A planted seed as canonical JSON, and the JSON Schema of seeds."""

from typing import Any

from mockflow.core.store import Reader
from mockflow.core.wire import iso, loads
from mockflow.domain.activity import ACTIVITY
from mockflow.domain.assets import ASSETS, FOLDERS
from mockflow.domain.collections import COLLECTIONS
from mockflow.domain.comments import COMMENTS, THREADS, Thread
from mockflow.domain.components import COMPONENTS
from mockflow.domain.custom_code import CODES, LIVE_CODES
from mockflow.domain.fonts import FONTS
from mockflow.domain.forms import FORMS, SUBMISSIONS, Form
from mockflow.domain.google_tags import GOOGLE_TAGS
from mockflow.domain.items import ITEMS, LIVE_ITEMS
from mockflow.domain.orders import ORDERS
from mockflow.domain.pages import PAGES
from mockflow.domain.redirects import REDIRECTS
from mockflow.domain.robots import ROBOTS
from mockflow.domain.scripts import SCRIPTS
from mockflow.domain.sites import SITES, Site
from mockflow.domain.stock import STOCK
from mockflow.domain.traffic import TRAFFIC, VISITS
from mockflow.domain.webhooks import WEBHOOKS
from mockflow.domain.well_known import WELL_KNOWN
from mockflow.domain.workspaces import WORKSPACES

from .export_apps import export_apps, export_user
from .kind_words import (
    shown_code,
    shown_component,
    shown_font,
    shown_page,
    shown_script,
    shown_traffic,
    shown_workspace,
)
from .kinds import KINDS
from .planted import Planted


def world_document(planted: Planted) -> dict[str, Any]:
    """The world that a seed makes: each record as the API answers it, and the id behind each path."""
    reader = Reader(planted.state)
    return {
        "plan": planted.plan,
        "quirks": dict(planted.quirks),
        "workspaces": [shown_workspace(workspace) for workspace in reader.all(WORKSPACES)],
        "sites": [_site(reader, site) for site in reader.all(SITES)],
        "tokens": [
            {"name": actor.name, "kind": actor.kind, "scopes": sorted(actor.scopes)} for actor, _, __ in planted.tokens
        ],
        "apps": export_apps(planted.apps),
        "user": export_user(planted.user),
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
    return {
        **loads(site.body),
        "store": store,
        "pages": [shown_page(page) for page in reader.all(PAGES, site.id)],
        "components": [shown_component(component) for component in reader.all(COMPONENTS, site.id)],
        "collections": collections,
        "inventory": [loads(stock.body) for stock in reader.all(STOCK, site.id)],
        "orders": [loads(order.body) for order in reader.all(ORDERS, site.id)],
        "forms": [_form(reader, form) for form in reader.all(FORMS, site.id)],
        "assetFolders": [loads(folder.body) for folder in reader.all(FOLDERS, site.id)],
        "assets": [loads(asset.body) for asset in reader.all(ASSETS, (site.id, True))],
        "customFonts": [shown_font(font) for font in reader.all(FONTS, site.id)],
        "registeredScripts": [shown_script(script) for script in reader.all(SCRIPTS, site.id)],
        "customCode": [shown_code(code) for code in reader.all(CODES, site.id)],
        "liveCustomCode": [shown_code(code) for code in reader.all(LIVE_CODES, site.id)],
        "comments": [_thread(reader, thread) for thread in reader.all(THREADS, site.id)],
        "webhooks": [webhook.to_wire(None) for webhook in reader.all(WEBHOOKS, site.id)],
        "redirects": [loads(redirect.body) for redirect in reader.all(REDIRECTS, site.id)],
        "robotsTxt": [loads(robots.body) for robots in reader.all(ROBOTS, site.id)],
        "wellKnown": [KINDS[WELL_KNOWN.name].shown(file) for file in reader.all(WELL_KNOWN, site.id)],
        "googleTags": [loads(tags.body) for tags in reader.all(GOOGLE_TAGS, site.id)],
        "activityLogs": [loads(row.body) for row in reader.all(ACTIVITY, site.id)],
        "analyze": _analyze(reader, site),
    }


def _form(reader: Reader, form: Form) -> dict[str, Any]:
    return {**loads(form.body), "submissions": [loads(each.body) for each in reader.all(SUBMISSIONS, form.id)]}


def _thread(reader: Reader, thread: Thread) -> dict[str, Any]:
    """A thread with its comments, of which the first is what it says itself."""
    return {**loads(thread.body), "comments": [loads(each.body) for each in reader.all(COMMENTS, thread.id)]}


def _analyze(reader: Reader, site: Site) -> dict[str, Any] | None:
    """What goes on on a site with the Analyze add-on, and the visits that were told exactly."""
    traffic = reader.find(TRAFFIC, site.id)
    if traffic is None:
        return None
    return {**shown_traffic(traffic), "visits": [visit.to_wire() for visit in reader.all(VISITS, site.id)]}
