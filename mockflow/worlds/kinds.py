"""The kinds of records that a world holds, in words and as people are shown them."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from mockflow.core.store import Reader, Table
from mockflow.domain.activity import ACTIVITY
from mockflow.domain.assets import ASSETS, FOLDERS
from mockflow.domain.collections import COLLECTIONS
from mockflow.domain.comments import COMMENTS, THREADS
from mockflow.domain.components import COMPONENTS, LIVE_COMPONENTS
from mockflow.domain.custom_code import CODES, LIVE_CODES
from mockflow.domain.fonts import FONTS
from mockflow.domain.forms import FORMS, SUBMISSIONS
from mockflow.domain.google_tags import GOOGLE_TAGS
from mockflow.domain.items import ITEMS, LIVE_ITEMS, Item
from mockflow.domain.orders import ORDERS
from mockflow.domain.pages import LIVE_PAGES, PAGES
from mockflow.domain.redirects import REDIRECTS
from mockflow.domain.robots import ROBOTS
from mockflow.domain.scripts import SCRIPTS
from mockflow.domain.sites import SITES
from mockflow.domain.stock import STOCK
from mockflow.domain.stored_files import FILES
from mockflow.domain.traffic import TRAFFIC, VISITS
from mockflow.domain.upload_targets import TARGETS
from mockflow.domain.webhooks import WEBHOOKS
from mockflow.domain.well_known import WELL_KNOWN
from mockflow.domain.workspaces import WORKSPACES

from .kind_words import (
    Json,
    coded,
    collection_of,
    commented_page,
    content_of,
    display_name,
    event_of,
    every,
    file_name,
    font_family,
    form_name,
    from_url,
    hosted_name,
    is_of_store,
    name_of_site,
    nowhere,
    on_site,
    on_site_or_id,
    own_id,
    own_name,
    page_title,
    said_of,
    script_version,
    shown_asset,
    shown_code,
    shown_component,
    shown_file,
    shown_folder,
    shown_font,
    shown_page,
    shown_script,
    shown_site,
    shown_target,
    shown_traffic,
    shown_webhook,
    shown_well_known,
    shown_workspace,
    site_of_item,
    site_of_page,
    sku_name,
    target_key,
    trigger_of,
    visitor,
)


class Kind(NamedTuple):
    """A kind of record.

    Attributes:
        one: one of them in a sentence, with ``{title}``, and ``{in}``, ``{of}`` or ``{on}`` for its place.
        many: several of them, with ``{count}``.
        title: what people know one by.
        place: the name of what it is in; None where it is in nothing, or that is gone.
        shown: one as diffs compare and show it: JSON, without secrets and without the bytes of files.
        holds: whether a record of the table is of this kind.
        is_silent: whether diffs leave it out, since each record of it only says what they say of others.
    """

    table: Table[Any]
    one: str
    many: str
    title: Callable[[Reader, Any], str]
    place: Callable[[Reader, Any], str | None] = on_site
    shown: Callable[[Any], Json] = said_of
    holds: Callable[[Reader, Any], bool] = every
    is_silent: bool = False


def record_id(key: Any) -> str:
    """The id in a record's key: those of items name a locale as well."""
    found: str = key[0] if isinstance(key, tuple) else key
    return found


def locale_tag(reader: Reader, record: Any) -> str | None:
    """The tag of the locale that a record is a variant for; None for a record of all locales, or of an unknown one."""
    collection = reader.find(COLLECTIONS, record.collection_id) if isinstance(record, Item) else None
    site = None if collection is None else reader.find(SITES, collection.site_id)
    locales = () if site is None else site.locales
    return next((each.tag for each in locales if each.cms_locale_id == record.cms_locale_id), None)


_CODE = Kind(
    CODES, "the custom code of {title}{of}", "the custom code of {count} places{of}", coded, site_of_page, shown_code
)

_ITEM = Kind(ITEMS, "“{title}”{in}", "{count} items{of}", own_name, collection_of)


def _called(noun: str, table: Table[Any], title: Callable[[Reader, Any], str], **further: Any) -> Kind:
    """Records that are told by their noun and their title."""
    return Kind(table, f"the {noun} {{title}}{{of}}", f"{{count}} {noun}s{{of}}", title, **further)


_ALL = (
    _called("workspace", WORKSPACES, display_name, place=nowhere, shown=shown_workspace),
    _called("site", SITES, display_name, place=nowhere, shown=shown_site),
    _called("page", PAGES, page_title, shown=shown_page),
    _called("live page", LIVE_PAGES, page_title, shown=shown_page),
    _called("component", COMPONENTS, own_name, shown=shown_component),
    _called("live component", LIVE_COMPONENTS, own_name, shown=shown_component),
    _called("collection", COLLECTIONS, display_name),
    _ITEM,
    _ITEM._replace(table=LIVE_ITEMS),
    _called("SKU", STOCK, sku_name),
    _called("order", ORDERS, own_id),
    _called("form", FORMS, display_name),
    _called("form submission", SUBMISSIONS, own_id, place=form_name),
    _called("asset folder", FOLDERS, display_name, shown=shown_folder),
    _called("asset", ASSETS, file_name, shown=shown_asset),
    _called("custom font", FONTS, font_family, shown=shown_font),
    _called("upload target", TARGETS, target_key, shown=shown_target),
    _called("file", FILES, hosted_name, shown=shown_file),
    Kind(THREADS, "the comment thread “{title}”{on}", "{count} comment threads{on}", content_of, commented_page),
    Kind(COMMENTS, "the comment “{title}”{on}", "{count} comments{on}", content_of, commented_page),
    _called("webhook for", WEBHOOKS, trigger_of, shown=shown_webhook)._replace(many="{count} webhooks{of}"),
    _called("redirect", REDIRECTS, from_url),
    Kind(ROBOTS, "the robots.txt{of}", "the robots.txt of {count} sites", on_site_or_id),
    _called("well-known file", WELL_KNOWN, own_name, shown=shown_well_known),
    Kind(GOOGLE_TAGS, "the Google tags{of}", "the Google tags of {count} sites", on_site_or_id),
    _called("activity log", ACTIVITY, event_of, is_silent=True),
    _called("registered script", SCRIPTS, script_version, shown=shown_script),
    _CODE,
    _CODE._replace(table=LIVE_CODES),
    Kind(TRAFFIC, "the traffic of {title}", "the traffic of {count} sites", name_of_site, nowhere, shown_traffic),
    Kind(VISITS, "the visit of “{title}”{on}", "{count} visits{on}", visitor),
)

KINDS: Mapping[str, Kind] = {kind.table.name: kind for kind in _ALL}
"""Every kind by the name of its table, in the order of the tables."""

SUBJECTS: Mapping[str, Kind] = {
    **KINDS,
    "product": _called("product", ITEMS, own_name, place=site_of_item, holds=is_of_store("product")),
    "SKU": _called("SKU", ITEMS, own_name, place=site_of_item, holds=is_of_store("sku")),
}
"""What a write can be about: every kind, and those of a store's items."""
