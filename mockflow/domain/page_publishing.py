"""Publishing pages: the staged copy of a page, in all its locales, becomes its live one."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mockflow.core.refusal import Refusal
from mockflow.core.store import Transaction

from .page_events import PageMetadataUpdated
from .pages import LIVE_PAGES, PAGES, WebPage
from .sites import Site


def publish_pages(tx: Transaction, site: Site, quirks: Mapping[str, Any]) -> None:
    """What a publish of the whole site does to its pages: drafts, archived and deleted ones are not live after it."""
    for live in tx.all(LIVE_PAGES, site.id):
        staged = tx.find(PAGES, live.id)
        if staged is None or staged.archived or staged.draft:
            tx.remove(LIVE_PAGES, live.id)
    for page in tx.all(PAGES, site.id):
        if not page.archived and not page.draft:
            _publish(tx, page, quirks)


def publish_page(tx: Transaction, site: Site, page_id: str, quirks: Mapping[str, Any]) -> None:
    """Publish this page of the site alone; a draft or an archived one is refused."""
    page = tx.find(PAGES, page_id)
    if page is None or page.site_id != site.id:
        raise Refusal("resource_not_found", PAGES.missing)
    if page.archived or page.draft:
        raise Refusal("conflict", "Conflict: The page is a draft or archived")
    _publish(tx, page, quirks)


def _publish(tx: Transaction, page: WebPage, quirks: Mapping[str, Any]) -> None:
    if page.pending:
        if quirks["page_event_on_publish"] == "on":
            tx.emit(PageMetadataUpdated(page.site_id, page, page.views[0], page.updated))
        page = tx.put(PAGES, replace(page, pending=False))
    if tx.find(LIVE_PAGES, page.id) is not page:
        tx.put(LIVE_PAGES, page)
