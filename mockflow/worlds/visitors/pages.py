"""What users of the Designer do with pages: make, rename, delete and publish them."""

from collections.abc import Callable
from typing import Any

from mockflow.core.done import Done
from mockflow.core.refusal import Refusal
from mockflow.core.store import Transaction
from mockflow.core.wire import loads
from mockflow.domain.custom_code import remove_codes_of_page
from mockflow.domain.page_events import PageCreated, PageDeleted
from mockflow.domain.page_settings import (
    LONGEST_SLUG,
    SLUG_PATTERN,
    change_settings,
    check_slug,
    has_fixed_slug,
    has_page_at,
    is_taken,
)
from mockflow.domain.pages import PAGES, PageVariant, WebPage, new_page, path_of
from mockflow.domain.site_publishing import PublishOrder, publish
from mockflow.domain.sites import Site
from mockflow.domain.slugs import slugify

from .visit import UnknownIdError, Visit, shown

DESIGNER = "designer"
_LONGEST_BASE = 240  # a number may follow
_SOME = 3
_TITLES = {"create": "New page", "rename": "Renamed page"}
_OTHERS = {"create": ("pageId",), "rename": (), "delete": ("title", "slug")}
"""What each action does not take."""

_DONE = {
    "create": Done("created", "page", "added"),
    "rename": Done("renamed", "page"),
    "delete": Done("deleted", "page", "removed"),
}


def change_page(visit: Visit) -> dict[str, Any]:
    """Make a page, or rename or delete one; answers the page, which for a deleted one is what it was."""
    action = visit.given.get("action", "create")
    for key in _OTHERS[action]:
        if key in visit.given:
            raise ValueError(f"{key}: expected none, to {action} a page, found {shown(visit.given[key])}")
    if not visit.given.get("title", "some").strip():
        raise ValueError(f"title: expected text that is not blank, found {shown(visit.given['title'])}")
    visit.tx.done = _DONE[action]
    answer: dict[str, Any] = loads(_ACTIONS[action](visit, visit.site()).body)
    return answer


def publish_as_designer(visit: Visit) -> dict[str, Any]:
    """Publish the site, or one page of it, to all of its domains; answers as the API does, with the site's id."""
    site = visit.site()
    page_id = visit.given.get("pageId")
    if page_id is not None:
        page_id = _page(visit, site).id
    order = PublishOrder({domain.id for domain in site.domains}, to_subdomain=True, page_id=page_id, by=DESIGNER)
    try:
        return {"id": site.id, **publish(visit.tx, site, order, visit.quirks)}
    except Refusal as refusal:
        raise ValueError(f"pageId: expected a page that can be published, found {shown(page_id)} ({refusal})") from None


def _create(visit: Visit, site: Site) -> WebPage:
    tx, title = visit.tx, visit.given.get("title", _TITLES["create"])
    slug = _slug(visit) if "slug" in visit.given else _free_slug(tx, site, slugify(title, "page")[:_LONGEST_BASE])
    page = _new_page(tx, site, {"title": title, "slug": slug})
    _check_free(tx, page, slug)
    tx.emit(PageCreated(site.id, page, page.views[0], tx.now))
    return tx.put(PAGES, page)


def _slug(visit: Visit) -> str:
    """The slug that is given, which must be of the form that slugs have."""
    slug: str = visit.given["slug"]
    try:
        check_slug(slug)
    except Refusal:
        expected = f"up to {LONGEST_SLUG} characters that match {SLUG_PATTERN}"
        raise ValueError(f"slug: expected {expected}, found {shown(slug)}") from None
    return slug


def _free_slug(tx: Transaction, site: Site, wanted: str) -> str:
    """This slug, or with a number after it where another page has it. It is looked up before a page is made of it."""
    slug, number = wanted, 2
    while any(has_page_at(tx, site.id, path_of(locale.subdirectory, slug)) for locale in site.locales):
        slug, number = f"{wanted}-{number}", number + 1
    return slug


def _check_free(tx: Transaction, page: WebPage, slug: str) -> None:
    if is_taken(tx, page):
        raise ValueError(f"slug: expected one that no other page has, found {shown(slug)}")


def _new_page(tx: Transaction, site: Site, settings: dict[str, Any]) -> WebPage:
    """A static page without content, after all others."""
    variants = [
        PageVariant(locale.id if site.localized else None, locale.subdirectory, {} if at else settings, ())
        for at, locale in enumerate(site.locales)
    ]
    place = max((other.place + 1 for other in tx.all(PAGES, site.id)), default=0)
    return new_page(tx, site.id, "static", place, tuple(variants))


def _rename(visit: Visit, site: Site) -> WebPage:
    """Another title, and another slug where one is given."""
    page = _page(visit, site)
    if "slug" in visit.given and has_fixed_slug(site, page, 0):
        slug = shown(visit.given["slug"])
        raise ValueError(f"slug: expected none, since that of a {page.kind} page is fixed, found {slug}")
    changes = {key: visit.given[key] for key in ("title", "slug") if key in visit.given}
    if "slug" in changes:
        _check_free(visit.tx, page.with_settings(0, {"slug": _slug(visit)}, visit.tx.now), changes["slug"])
    return change_settings(visit.tx, page, 0, changes or {"title": _TITLES["rename"]}, visit.quirks)


def _delete(visit: Visit, site: Site) -> WebPage:
    """The page is gone at once for the API, and with the next publish of the site for its visitors."""
    page = _page(visit, site)
    if page.kind != "static":
        raise ValueError(f"pageId: expected a static page, since a {page.kind} page cannot be deleted, found {page.id}")
    remove_codes_of_page(visit.tx, site.id, page.id)
    visit.tx.emit(PageDeleted(site.id, page, page.views[0], visit.tx.now))
    return visit.tx.remove(PAGES, page.id)


def _page(visit: Visit, site: Site) -> WebPage:
    """The page of the site that ``pageId`` names, or its first static one."""
    page_id = visit.given.get("pageId")
    pages = visit.tx.all(PAGES, site.id)
    if page_id is None:
        found = next((page for page in pages if page.kind == "static"), None)
    else:
        found = visit.tx.find(PAGES, page_id.lower())
    if found is None or found.site_id != site.id:
        some = ", ".join(f"{page.id} ({page.views[0].path})" for page in pages.page(0, _SOME))
        known = f"such as {some}" if some else "of which there is none"
        raise UnknownIdError(f"pageId: expected the id of a page of {site.short_name}, {known}, found {shown(page_id)}")
    return found


_ACTIONS: dict[str, Callable[[Visit, Site], WebPage]] = {"create": _create, "rename": _rename, "delete": _delete}
