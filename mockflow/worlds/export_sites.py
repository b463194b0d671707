"""Sites as a seed says them, with every area of each: the mirror of ``planting``."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from mockflow.core.ids import derived_id
from mockflow.core.store import Reader, State, Table
from mockflow.core.wire import iso
from mockflow.domain.activity import ACTIVITY
from mockflow.domain.assets import ASSETS, FOLDERS
from mockflow.domain.collections import COLLECTIONS
from mockflow.domain.comments import COMMENTS, THREADS
from mockflow.domain.components import COMPONENTS, LIVE_COMPONENTS
from mockflow.domain.custom_code import CODES, LIVE_CODES
from mockflow.domain.fonts import FONTS
from mockflow.domain.forms import FORMS, SUBMISSIONS
from mockflow.domain.google_tags import GOOGLE_TAGS
from mockflow.domain.items import ITEMS, LIVE_ITEMS
from mockflow.domain.orders import ORDERS
from mockflow.domain.pages import LIVE_PAGES, PAGES
from mockflow.domain.redirects import REDIRECTS
from mockflow.domain.robots import ROBOTS
from mockflow.domain.scripts import SCRIPTS
from mockflow.domain.sites import SITES, Domain, Locale, Site
from mockflow.domain.slugs import slugify
from mockflow.domain.stock import STOCK
from mockflow.domain.stored_files import FILES
from mockflow.domain.traffic import TRAFFIC, VISITS
from mockflow.domain.upload_targets import TARGETS
from mockflow.domain.webhooks import WEBHOOKS
from mockflow.domain.well_known import WELL_KNOWN
from mockflow.domain.workspaces import WORKSPACES

from .export_analyze import export_analyze
from .export_assets import export_assets, export_folders
from .export_code import export_scripts, export_site_code
from .export_collections import export_collection
from .export_fonts import export_fonts
from .export_forms import export_forms
from .export_ground import Exported, Names, said
from .export_items import ItemExporter
from .export_pages import export_components, export_pages
from .export_site_config import (
    export_activity,
    export_google_tags,
    export_redirects,
    export_robots,
    export_well_known,
)
from .export_store import export_inventory, export_orders
from .export_webhooks import export_comments, export_webhooks
from .export_workspaces import usual_workspace, workspaces_as_seed
from .seed_members import BASE_TIME


class Area(NamedTuple):
    """A key of a site in a seed, and the tables whose records it says."""

    key: str
    tables: tuple[Table[Any], ...]
    export: Callable[[Exported], Any]


AREAS = (
    Area("assetFolders", (FOLDERS,), export_folders),
    Area("assets", (ASSETS, FILES), export_assets),
    Area("customFonts", (FONTS,), export_fonts),
    Area("components", (COMPONENTS, LIVE_COMPONENTS), export_components),
    Area("registeredScripts", (SCRIPTS,), export_scripts),
    Area("pages", (PAGES, LIVE_PAGES), export_pages),
    Area("customCode", (CODES, LIVE_CODES), export_site_code),  # pages say theirs
    Area("forms", (FORMS, SUBMISSIONS), export_forms),
    Area("inventory", (STOCK,), export_inventory),
    Area("orders", (ORDERS,), export_orders),
    Area("webhooks", (WEBHOOKS,), export_webhooks),
    Area("comments", (THREADS, COMMENTS), export_comments),
    Area("redirects", (REDIRECTS,), export_redirects),
    Area("robotsTxt", (ROBOTS,), export_robots),
    Area("wellKnown", (WELL_KNOWN,), export_well_known),
    Area("googleTags", (GOOGLE_TAGS,), export_google_tags),
    Area("activityLogs", (ACTIVITY,), export_activity),
    Area("analyze", (TRAFFIC, VISITS), export_analyze),
)
"""What says the areas of a site, in the order in which they are planted, since a path is that of the first."""

SAID_ITSELF = (WORKSPACES, SITES, COLLECTIONS, ITEMS, LIVE_ITEMS)
"""What workspaces, the site and its collections say."""

LEFT_OUT: Mapping[str, str] = {
    TARGETS.name: "a permission that was handed out to one client, and lasts a quarter of an hour"
}
"""Tables that no seed says, each with its reason."""


def contents_as_seed(state: State, ids: Mapping[str, str], *, with_plans: bool = True) -> dict[str, Any]:
    """The workspaces and the sites of a state, with all in them, as a seed has them.

    Names that only the world's own seed has are found in ``ids``, which gives the id behind each of its paths.
    """
    reader, names = Reader(state), Names(ids)
    workspaces = workspaces_as_seed(reader, names, with_plans=with_plans)
    sites = [_site(reader, names, at, site, with_plans=with_plans) for at, site in enumerate(reader.all(SITES))]
    return {"workspaces": workspaces, "sites": sites}


def _site(reader: Reader, names: Names, at: int, site: Site, *, with_plans: bool) -> dict[str, Any]:
    names.give(f"sites/{site.short_name}", site.id)
    for domain in site.domains:
        names.give(f"domains/{domain.url}", domain.id)
    prefix = "" if at == 0 else f"{site.short_name}/"
    items = ItemExporter(reader, site, prefix, names)
    ground = Exported(reader, site, prefix, names, items.paths)
    collections = list(reader.all(COLLECTIONS, site.id))
    for collection in collections:
        names.give(prefix + collection.slug, collection.id)
    for collection in collections:
        items.prepare(collection)
    content: dict[str, Any] = {**_head(reader, site), **{area.key: area.export(ground) for area in AREAS}}
    content["collections"] = [export_collection(ground, each, items.told(each)) for each in collections]
    if not with_plans:
        content.pop("plan", None)
    areas = {"collections", *(area.key for area in AREAS)}
    return {key: content[key] for key in _ORDER if key in content and (content[key] or key not in areas)}


_ORDER = (
    *("displayName", "shortName", "id", "workspaceId", "parentFolderId", "plan", "rateLimit", "timeZone"),
    *("dataCollectionEnabled", "dataCollectionType"),
    *("createdOn", "lastUpdated", "lastPublished", "customDomains", "locales", "cmsLocaleId", "localization", "store"),
    *("collections", "pages", "components", "assetFolders", "assets", "customFonts", "forms", "formsRequireRepublish"),
    *("redirects", "robotsTxt", "wellKnown", "googleTags", "activityLogs"),
    *("inventory", "orders", "webhooks", "registeredScripts", "customCode", "comments", "analyze"),
)
"""The keys of a site as people read them."""


def _head(reader: Reader, site: Site) -> dict[str, Any]:
    """What a site says of itself."""
    path = f"sites/{site.short_name}"
    store = site.store
    content: dict[str, Any] = {
        "displayName": site.display_name,
        "shortName": site.short_name,
        "id": site.id,
        "workspaceId": site.workspace_id,
        "parentFolderId": site.parent_folder_id,
        "dataCollectionEnabled": site.data_collection_enabled,
        "dataCollectionType": site.data_collection_type,
        "plan": site.plan,
        "rateLimit": site.rate_limit,
        "timeZone": site.time_zone,
        "createdOn": iso(site.created),
        "lastUpdated": iso(site.updated),
        "lastPublished": iso(site.published),
        "customDomains": [_domain(each) for each in site.domains],
        "locales": _locales(site) if site.localized else None,
        "cmsLocaleId": None if site.localized else site.primary,
        "localization": "advanced" if site.localized_slugs else "essential",
        "store": store
        and said(
            {"defaultCurrency": store.currency, "createdOn": iso(store.created)}, {"createdOn": iso(site.created)}
        ),
        "formsRequireRepublish": site.forms_require_republish,
    }
    usual: dict[str, Any] = {
        "shortName": slugify(site.display_name),
        "id": derived_id(path),
        "workspaceId": usual_workspace(reader),
        "parentFolderId": None,
        "dataCollectionEnabled": False,
        "dataCollectionType": "disabled",
        "plan": None,
        "rateLimit": None,
        "timeZone": "Etc/UTC",
        "createdOn": iso(BASE_TIME),
        "lastUpdated": iso(site.created),
        "lastPublished": iso(site.updated),
        "customDomains": [],
        "locales": None,
        "cmsLocaleId": None if site.localized else derived_id(f"{path}/cms-locales/en"),
        "localization": "essential",
        "store": None,
        "formsRequireRepublish": False,
    }
    return said(content, usual)


def _domain(domain: Domain) -> dict[str, Any]:
    content = {"url": domain.url, "id": domain.id, "lastPublished": iso(domain.published)}
    return said(content, {"id": derived_id(f"domains/{domain.url}"), "lastPublished": None})


def _locales(site: Site) -> dict[str, Any]:
    primary, *secondary = (_locale(site, at, each) for at, each in enumerate(site.locales))
    return {"primary": primary, **({"secondary": secondary} if secondary else {})}


def _locale(site: Site, at: int, locale: Locale) -> dict[str, Any]:
    path, content = (
        f"sites/{site.short_name}",
        {
            "tag": locale.tag,
            "displayName": locale.display_name,
            "id": locale.id,
            "cmsLocaleId": locale.cms_locale_id,
            "subdirectory": locale.subdirectory,
            "enabled": locale.enabled,
        },
    )
    usual: dict[str, Any] = {
        "displayName": locale.tag,
        "id": derived_id(f"{path}/locales/{locale.tag}"),
        "cmsLocaleId": derived_id(f"{path}/cms-locales/{locale.tag}"),
        "subdirectory": locale.tag if at else "",
        "enabled": True,
    }
    return said(content, usual)
