"""Changing the settings of a page in one locale."""

import re
from collections.abc import Mapping
from typing import Any

from mockflow.core.refusal import Refusal
from mockflow.core.store import Reader, Transaction

from .page_events import PageMetadataUpdated
from .pages import PAGES, WebPage
from .sites import Site

SLUG_PATTERN = r"^[_a-zA-Z0-9][-_a-zA-Z0-9]*$"
_SLUG = re.compile(SLUG_PATTERN)
LONGEST_SLUG = 256


def has_fixed_slug(site: Site, page: WebPage, at: int) -> bool:
    """Whether the page's slug cannot be set in this locale: Webflow takes the call and leaves the slug as it is."""
    return page.kind != "static" or (at > 0 and not site.localized_slugs)


def change_settings(
    tx: Transaction, page: WebPage, at: int, changes: Mapping[str, Any], quirks: Mapping[str, Any]
) -> WebPage:
    """Lay these over the page's settings in one locale, and tell of it: now, or once it is published.

    Refuses a slug of another form, and one that another page beside it has.
    """
    if not changes:
        return page
    changed = page.with_settings(at, changes, tx.now)
    if "slug" in changes:
        check_slug(changes["slug"])
        if is_taken(tx, changed):
            reason = f"Unique value is already in database: '{changes['slug']}'"
            raise Refusal("invalid_fields", details=[{"param": "slug", "description": reason}])
    if quirks["page_event_on_publish"] == "off":
        tx.emit(PageMetadataUpdated(page.site_id, changed, changed.views[at], tx.now))
    return tx.put(PAGES, changed)


def check_slug(slug: str) -> None:
    """Refuse what cannot be a slug of a page."""
    if not _SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        raise Refusal("invalid_shape", details=[f'Value (slug) should match pattern "{SLUG_PATTERN}"'])


def is_taken(reader: Reader, page: WebPage) -> bool:
    """Whether another page has a path of this one. A template has none for itself: its items stand below it."""
    if page.kind == "template":
        return False
    return any(has_page_at(reader, *address, besides=page.id) for address in page.addresses)


def has_page_at(reader: Reader, site_id: str, path: str, *, besides: str = "") -> bool:
    """Whether a page of the site, besides the one of this id, has this path in one of its locales."""
    return any(other.id != besides and other.kind != "template" for other in reader.having(PAGES, (site_id, path)))
