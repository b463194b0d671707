"""What records are called, where they are, and how diffs show them."""

from collections.abc import Callable
from typing import Any

from mockflow.core.store import Reader
from mockflow.core.wire import iso, loads
from mockflow.domain.activity import Activity
from mockflow.domain.assets import PRIMARY, Asset, AssetFolder
from mockflow.domain.collections import COLLECTIONS
from mockflow.domain.comments import Comment, Thread
from mockflow.domain.components import Component
from mockflow.domain.custom_code import CustomCode
from mockflow.domain.fonts import Font
from mockflow.domain.forms import FORMS, Submission
from mockflow.domain.items import ITEMS, Item
from mockflow.domain.pages import LIVE_PAGES, PAGES, WebPage
from mockflow.domain.redirects import Redirect
from mockflow.domain.scripts import Script
from mockflow.domain.sites import SITES, Site
from mockflow.domain.stock import Stock
from mockflow.domain.stored_files import StoredFile
from mockflow.domain.traffic import SiteVisit, Traffic
from mockflow.domain.upload_targets import Target
from mockflow.domain.webhooks import Webhook
from mockflow.domain.well_known import WellKnownFile
from mockflow.domain.workspaces import Workspace

Json = dict[str, Any]


def said_of(record: Any) -> Json:
    body: Json = loads(record.body)
    return body


def on_site(reader: Reader, record: Any) -> str | None:
    site = reader.find(SITES, record.site_id)
    return None if site is None else site.display_name


def on_site_or_id(reader: Reader, record: Any) -> str:
    return on_site(reader, record) or str(record.site_id)


def every(_: Reader, __: Any) -> bool:
    return True


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
    return {**said_of(workspace), "auditLogs": [log.to_wire(of) for log in workspace.audit_logs]}


def shown_site(site: Site) -> Json:
    store = (
        None if site.store is None else {"defaultCurrency": site.store.currency, "createdOn": iso(site.store.created)}
    )
    return {**said_of(site), "plan": site.plan, "rateLimit": site.rate_limit, "store": store}


def shown_asset(asset: Asset) -> Json:
    further = {locale: text for locale, text in asset.texts.items() if locale != PRIMARY}
    return {**said_of(asset), "altTexts": further, "folderId": asset.folder_id}


def shown_folder(folder: AssetFolder) -> Json:
    body = said_of(folder)
    del body["assets"]  # the assets tell
    return body


def shown_font(font: Font) -> Json:
    return {**said_of(font), "size": font.size}


def shown_file(file: StoredFile) -> Json:
    return {**said_of(file), "fileName": file.names[0], "uploadedOn": iso(file.uploaded)}


def shown_target(target: Target) -> Json:
    return {
        **said_of(target),
        "contentType": target.content_type,
        "fileHash": target.file_hash,
        "for": target.owner_id,
    }


def shown_webhook(webhook: Webhook) -> Json:
    said = webhook.to_wire(None)
    del said["lastTriggered"]  # a world's deliveries tell; they are not part of its state
    return said


def shown_well_known(file: WellKnownFile) -> Json:
    return {"fileName": file.name, "contentType": file.content_type, "size": len(file.content), "md5": file.md5}


def shown_script(script: Script) -> Json:
    """A script with its source, if it is the site's own."""
    return said_of(script) if script.source is None else {**said_of(script), "sourceCode": script.source}


def shown_code(code: CustomCode) -> Json:
    said: Json = loads(code.block)
    return {**said, "app": code.app}


def shown_traffic(traffic: Traffic) -> Json:
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


def page_title(_: Reader, page: WebPage) -> str:
    return page.views[0].settings.title


def collection_of(reader: Reader, item: Item) -> str | None:
    collection = reader.find(COLLECTIONS, item.collection_id)
    return None if collection is None else collection.display_name


def site_of_item(reader: Reader, item: Item) -> str | None:
    collection = reader.find(COLLECTIONS, item.collection_id)
    return None if collection is None else on_site(reader, collection)


def is_of_store(kind: str) -> Callable[[Reader, Item], bool]:
    def holds(reader: Reader, item: Item) -> bool:
        collection = reader.find(COLLECTIONS, item.collection_id)
        return collection is not None and collection.store_kind == kind

    return holds


def sku_name(reader: Reader, stock: Stock) -> str:
    site = reader.find(SITES, stock.site_id)
    sku = None if site is None else reader.find(ITEMS, (stock.sku_id, site.primary))
    return stock.sku_id if sku is None else sku.name


def form_name(reader: Reader, submission: Submission) -> str | None:
    form = reader.find(FORMS, submission.form_id)
    return None if form is None else form.display_name


def commented_page(reader: Reader, record: Thread | Comment) -> str | None:
    page = reader.find(PAGES, record.spot.page_id)
    return None if page is None else page_title(reader, page)


def nowhere(_: Reader, __: Any) -> None:
    return None


def own_id(_: Reader, record: Any) -> str:
    own: str = record.id
    return own


def display_name(_: Reader, record: Any) -> str:
    name: str = record.display_name
    return name


def own_name(_: Reader, record: Any) -> str:
    name: str = record.name
    return name


def content_of(_: Reader, record: Thread | Comment) -> str:
    return record.content


def file_name(_: Reader, asset: Asset) -> str:
    return asset.file_name


def hosted_name(_: Reader, file: StoredFile) -> str:
    return file.names[0]


def font_family(_: Reader, font: Font) -> str:
    return font.family


def target_key(_: Reader, target: Target) -> str:
    return target.key


def name_of_site(reader: Reader, traffic: Traffic) -> str:
    return on_site(reader, traffic) or traffic.site_id


def visitor(_: Reader, visit: SiteVisit) -> str:
    return visit.visitor


def trigger_of(_: Reader, webhook: Webhook) -> str:
    return webhook.trigger_type


def from_url(_: Reader, redirect: Redirect) -> str:
    return redirect.from_url


def event_of(_: Reader, row: Activity) -> str:
    return row.event


def script_version(_: Reader, script: Script) -> str:
    return f"{script.id} {script.version}"


def coded(reader: Reader, code: CustomCode) -> str:
    """The site or the page that custom code is applied to."""
    if code.page_id is None:
        return f"the site {on_site(reader, code)}"
    page = reader.find(PAGES, code.page_id) or reader.find(LIVE_PAGES, code.page_id)
    return "a page" if page is None else f"the page {page_title(reader, page)}"


def site_of_page(reader: Reader, code: CustomCode) -> str | None:
    return None if code.page_id is None else on_site(reader, code)
