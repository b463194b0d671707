"""The kinds of records that a world holds, in words and as people are shown them."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from mockflow.core.store import Reader, Table
from mockflow.core.wire import iso, loads
from mockflow.domain.activity import ACTIVITY, Activity
from mockflow.domain.assets import ASSETS, FOLDERS, PRIMARY, Asset, AssetFolder
from mockflow.domain.collections import COLLECTIONS
from mockflow.domain.comments import COMMENTS, THREADS, Comment, Thread
from mockflow.domain.components import COMPONENTS, LIVE_COMPONENTS, Component
from mockflow.domain.custom_code import CODES, LIVE_CODES, CustomCode
from mockflow.domain.fonts import FONTS, Font
from mockflow.domain.forms import FORMS, SUBMISSIONS, Submission
from mockflow.domain.google_tags import GOOGLE_TAGS
from mockflow.domain.items import ITEMS, LIVE_ITEMS, Item
from mockflow.domain.orders import ORDERS
from mockflow.domain.pages import LIVE_PAGES, PAGES, WebPage
from mockflow.domain.redirects import REDIRECTS, Redirect
from mockflow.domain.robots import ROBOTS
from mockflow.domain.scripts import SCRIPTS, Script
from mockflow.domain.sites import SITES, Site
from mockflow.domain.stock import STOCK, Stock
from mockflow.domain.stored_files import FILES, StoredFile
from mockflow.domain.traffic import TRAFFIC, VISITS, SiteVisit, Traffic
from mockflow.domain.upload_targets import TARGETS, Target
from mockflow.domain.webhooks import WEBHOOKS, Webhook
from mockflow.domain.well_known import WELL_KNOWN, WellKnownFile
from mockflow.domain.workspaces import WORKSPACES, Workspace

Json = dict[str, Any]


def _body(record: Any) -> Json:
    body: Json = loads(record.body)
    return body


def _on_site(reader: Reader, record: Any) -> str | None:
    site = reader.find(SITES, record.site_id)
    return None if site is None else site.display_name


def _on_site_or_id(reader: Reader, record: Any) -> str:
    return _on_site(reader, record) or str(record.site_id)


def _any(_: Reader, __: Any) -> bool:
    return True


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
    place: Callable[[Reader, Any], str | None] = _on_site
    shown: Callable[[Any], Json] = _body
    holds: Callable[[Reader, Any], bool] = _any
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


def shown_page(page: WebPage) -> Json:
    """A page with its content, in the primary locale and in each other one."""
    variants = [
        {**loads(view.body), "nodes": [loads(node.body) for node in variant.nodes]}
        for view, variant in zip(page.views, page.variants, strict=True)
    ]
    return {**variants[0], "variants": variants[1:]}


def shown_component(component: Component) -> Json:
    """A component with its content and properties, in the primary locale and in each other one."""
    variants = [
        {"nodes": [loads(node.body) for node in each.nodes], "properties": [loads(one.body) for one in each.properties]}
        for each in component.variants
    ]
    return {**loads(component.body), **variants[0], "variants": variants[1:]}


def shown_workspace(workspace: Workspace) -> Json:
    """A workspace with its log."""
    of = {"id": workspace.id, "slug": workspace.slug}
    return {**_body(workspace), "auditLogs": [log.to_wire(of) for log in workspace.audit_logs]}


def _shown_site(site: Site) -> Json:
    store = (
        None if site.store is None else {"defaultCurrency": site.store.currency, "createdOn": iso(site.store.created)}
    )
    return {**_body(site), "plan": site.plan, "rateLimit": site.rate_limit, "store": store}


def _shown_asset(asset: Asset) -> Json:
    further = {locale: text for locale, text in asset.texts.items() if locale != PRIMARY}
    return {**_body(asset), "altTexts": further, "folderId": asset.folder_id}


def _shown_folder(folder: AssetFolder) -> Json:
    body = _body(folder)
    del body["assets"]  # the assets tell
    return body


def _shown_font(font: Font) -> Json:
    return {**_body(font), "size": font.size}


def _shown_file(file: StoredFile) -> Json:
    return {**_body(file), "fileName": file.names[0], "uploadedOn": iso(file.uploaded)}


def _shown_target(target: Target) -> Json:
    return {**_body(target), "contentType": target.content_type, "fileHash": target.file_hash, "for": target.owner_id}


def _shown_webhook(webhook: Webhook) -> Json:
    said = webhook.to_wire(None)
    del said["lastTriggered"]  # a world's deliveries tell; they are not part of its state
    return said


def _shown_well_known(file: WellKnownFile) -> Json:
    return {"fileName": file.name, "contentType": file.content_type, "size": len(file.content), "md5": file.md5}


def _shown_script(script: Script) -> Json:
    """A script with its source, if it is the site's own."""
    return _body(script) if script.source is None else {**_body(script), "sourceCode": script.source}


def _shown_code(code: CustomCode) -> Json:
    said: Json = loads(code.block)
    return {**said, "app": code.app}


def _shown_traffic(traffic: Traffic) -> Json:
    return {
        "siteId": traffic.site_id,
        "since": iso(traffic.since),
        "sessionsPerDay": traffic.sessions,
        "shares": traffic.shares,
        "visited": [
            {"pageId": each.destination.page_id, "itemId": each.destination.item_id, "weight": each.weight}
            for each in traffic.visited
        ],
        "events": [{"id": each.id, "name": each.name, "rate": each.rate} for each in traffic.events],
    }


def _page_title(_: Reader, page: WebPage) -> str:
    return page.views[0].settings.title


def _collection(reader: Reader, item: Item) -> str | None:
    collection = reader.find(COLLECTIONS, item.collection_id)
    return None if collection is None else collection.display_name


def _site_of_item(reader: Reader, item: Item) -> str | None:
    collection = reader.find(COLLECTIONS, item.collection_id)
    return None if collection is None else _on_site(reader, collection)


def _is_of_store(kind: str) -> Callable[[Reader, Item], bool]:
    def holds(reader: Reader, item: Item) -> bool:
        collection = reader.find(COLLECTIONS, item.collection_id)
        return collection is not None and collection.store_kind == kind

    return holds


def _sku_name(reader: Reader, stock: Stock) -> str:
    site = reader.find(SITES, stock.site_id)
    sku = None if site is None else reader.find(ITEMS, (stock.sku_id, site.primary))
    return stock.sku_id if sku is None else sku.name


def _form_name(reader: Reader, submission: Submission) -> str | None:
    form = reader.find(FORMS, submission.form_id)
    return None if form is None else form.display_name


def _commented_page(reader: Reader, record: Thread | Comment) -> str | None:
    page = reader.find(PAGES, record.spot.page_id)
    return None if page is None else _page_title(reader, page)


def _nowhere(_: Reader, __: Any) -> None:
    return None


def _own_id(_: Reader, record: Any) -> str:
    own: str = record.id
    return own


def _display_name(_: Reader, record: Any) -> str:
    name: str = record.display_name
    return name


def _name(_: Reader, record: Any) -> str:
    name: str = record.name
    return name


def _content(_: Reader, record: Thread | Comment) -> str:
    return record.content


def _file_name(_: Reader, asset: Asset) -> str:
    return asset.file_name


def _hosted_name(_: Reader, file: StoredFile) -> str:
    return file.names[0]


def _family(_: Reader, font: Font) -> str:
    return font.family


def _key(_: Reader, target: Target) -> str:
    return target.key


def _name_of_site(reader: Reader, traffic: Traffic) -> str:
    return _on_site(reader, traffic) or traffic.site_id


def _visitor(_: Reader, visit: SiteVisit) -> str:
    return visit.visitor


def _trigger(_: Reader, webhook: Webhook) -> str:
    return webhook.trigger_type


def _from_url(_: Reader, redirect: Redirect) -> str:
    return redirect.from_url


def _event(_: Reader, row: Activity) -> str:
    return row.event


def _version(_: Reader, script: Script) -> str:
    return f"{script.id} {script.version}"


def _coded(reader: Reader, code: CustomCode) -> str:
    """The site or the page that custom code is applied to."""
    if code.page_id is None:
        return f"the site {_on_site(reader, code)}"
    page = reader.find(PAGES, code.page_id) or reader.find(LIVE_PAGES, code.page_id)
    return "a page" if page is None else f"the page {_page_title(reader, page)}"


def _site_of_page(reader: Reader, code: CustomCode) -> str | None:
    return None if code.page_id is None else _on_site(reader, code)


_CODE = Kind(
    CODES, "the custom code of {title}{of}", "the custom code of {count} places{of}", _coded, _site_of_page, _shown_code
)
_ITEM = Kind(ITEMS, "“{title}”{in}", "{count} items{of}", _name, _collection)


def _called(noun: str, table: Table[Any], title: Callable[[Reader, Any], str], **further: Any) -> Kind:
    """Records that are told by their noun and their title."""
    return Kind(table, f"the {noun} {{title}}{{of}}", f"{{count}} {noun}s{{of}}", title, **further)


_ALL = (
    _called("workspace", WORKSPACES, _display_name, place=_nowhere, shown=shown_workspace),
    _called("site", SITES, _display_name, place=_nowhere, shown=_shown_site),
    _called("page", PAGES, _page_title, shown=shown_page),
    _called("live page", LIVE_PAGES, _page_title, shown=shown_page),
    _called("component", COMPONENTS, _name, shown=shown_component),
    _called("live component", LIVE_COMPONENTS, _name, shown=shown_component),
    _called("collection", COLLECTIONS, _display_name),
    _ITEM,
    _ITEM._replace(table=LIVE_ITEMS),
    _called("SKU", STOCK, _sku_name),
    _called("order", ORDERS, _own_id),
    _called("form", FORMS, _display_name),
    _called("form submission", SUBMISSIONS, _own_id, place=_form_name),
    _called("asset folder", FOLDERS, _display_name, shown=_shown_folder),
    _called("asset", ASSETS, _file_name, shown=_shown_asset),
    _called("custom font", FONTS, _family, shown=_shown_font),
    _called("upload target", TARGETS, _key, shown=_shown_target),
    _called("file", FILES, _hosted_name, shown=_shown_file),
    Kind(THREADS, "the comment thread “{title}”{on}", "{count} comment threads{on}", _content, _commented_page),
    Kind(COMMENTS, "the comment “{title}”{on}", "{count} comments{on}", _content, _commented_page),
    _called("webhook for", WEBHOOKS, _trigger, shown=_shown_webhook)._replace(many="{count} webhooks{of}"),
    _called("redirect", REDIRECTS, _from_url),
    Kind(ROBOTS, "the robots.txt{of}", "the robots.txt of {count} sites", _on_site_or_id),
    _called("well-known file", WELL_KNOWN, _name, shown=_shown_well_known),
    Kind(GOOGLE_TAGS, "the Google tags{of}", "the Google tags of {count} sites", _on_site_or_id),
    _called("activity log", ACTIVITY, _event, is_silent=True),
    _called("registered script", SCRIPTS, _version, shown=_shown_script),
    _CODE,
    _CODE._replace(table=LIVE_CODES),
    Kind(TRAFFIC, "the traffic of {title}", "the traffic of {count} sites", _name_of_site, _nowhere, _shown_traffic),
    Kind(VISITS, "the visit of “{title}”{on}", "{count} visits{on}", _visitor),
)

KINDS: Mapping[str, Kind] = {kind.table.name: kind for kind in _ALL}
"""Every kind by the name of its table, in the order of the tables."""

SUBJECTS: Mapping[str, Kind] = {
    **KINDS,
    "product": _called("product", ITEMS, _name, place=_site_of_item, holds=_is_of_store("product")),
    "SKU": _called("SKU", ITEMS, _name, place=_site_of_item, holds=_is_of_store("sku")),
}
"""What a write can be about: every kind, and those of a store's items."""
