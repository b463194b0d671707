"""What users of the Designer do with pages: make, rename, delete and publish them."""

from collections.abc import Callable
from typing import Any

import orjson

from mockflow.core.refusal import Refusal
from mockflow.core.store import Transaction
from mockflow.domain.page_events import PageCreated, PageDeleted
from mockflow.domain.page_settings import change_settings, check_slug, has_fixed_slug, is_taken
from mockflow.domain.pages import PAGES, PageVariant, WebPage
from mockflow.domain.site_publishing import PublishOrder, publish
from mockflow.domain.sites import Site
from mockflow.domain.slugs import slugify

from .visit import Visit

DESIGNER = "designer"
_LONGEST_BASE = 240  # a number may follow
_TITLES = {"create": "New page", "rename": "Renamed page"}


def change_page(visit: Visit) -> dict[str, Any]:
    """Make a page, or rename or delete one; answers the page, which for a deleted one is what it was."""
    action = visit.given.get("action", "create")
    if action not in list(_ACTIONS):
        raise ValueError(f"action: expected one of {', '.join(_ACTIONS)}, found {action}")
    for key in ("title", "slug"):
        value = visit.given.get(key, "some")
        if not isinstance(value, str) or not value.strip():
            raise ValueError(f"{key}: expected a string that is not empty, found {value}")
    try:
        page = _ACTIONS[action](visit, visit.site())
    except Refusal as refusal:
        raise ValueError(
            f"slug: expected one that the site can give to a page, found {visit.given.get('slug')}"
        ) from refusal
    answer: dict[str, Any] = orjson.loads(page.body)
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
        raise ValueError(f"pageId: expected a page that can be published, found {page_id} ({refusal})") from None


def _create(visit: Visit, site: Site) -> WebPage:
    tx, title = visit.tx, visit.given.get("title", _TITLES["create"])
    place = max((other.place + 1 for other in tx.all(PAGES, site.id)), default=0)
    page_id, slug, number = tx.new_id(), visit.given.get("slug", slugify(title, "page")[:_LONGEST_BASE]), 2
    page = _new_page(tx, site, page_id, {"title": title, "slug": slug}, place)
    while is_taken(tx, page):
        if "slug" in visit.given:
            raise ValueError(f"slug: expected one that no other page has, found {slug}")
        page = _new_page(tx, site, page_id, {"title": title, "slug": f"{slug}-{number}"}, place)
        number += 1
    tx.emit(PageCreated(site.id, page, page.views[0], tx.now))
    return tx.put(PAGES, page)


def _new_page(tx: Transaction, site: Site, page_id: str, settings: dict[str, Any], place: int) -> WebPage:
    """A static page without content."""
    check_slug(settings["slug"])
    variants = [
        PageVariant(locale.id if site.localized else None, locale.subdirectory, {} if at else settings, ())
        for at, locale in enumerate(site.locales)
    ]
    return WebPage(
        id=page_id,
        site_id=site.id,
        kind="static",
        folder="",
        parent_id=None,
        collection_id=None,
        created=tx.now,
        updated=tx.now,
        archived=False,
        draft=False,
        place=place,
        variants=tuple(variants),
    )


def _rename(visit: Visit, site: Site) -> WebPage:
    """Another title, and another slug where one is given."""
    page = _page(visit, site)
    if "slug" in visit.given and has_fixed_slug(site, page, 0):
        raise ValueError(f"slug: expected none, since that of a {page.kind} page is fixed, found {visit.given['slug']}")
    changes = {key: visit.given[key] for key in ("title", "slug") if key in visit.given}
    return change_settings(visit.tx, page, 0, changes or {"title": _TITLES["rename"]}, visit.quirks)


def _delete(visit: Visit, site: Site) -> WebPage:
    """The page is gone at once for the API, and with the next publish of the site for its visitors."""
    page = _page(visit, site)
    if page.kind != "static":
        raise ValueError(f"pageId: expected a static page, since a {page.kind} page cannot be deleted, found {page.id}")
    visit.tx.emit(PageDeleted(site.id, page, page.views[0], visit.tx.now))
    return visit.tx.remove(PAGES, page.id)


def _page(visit: Visit, site: Site) -> WebPage:
    """The page of the site that ``pageId`` names, or its first static one."""
    page_id = visit.given.get("pageId")
    pages = visit.tx.all(PAGES, site.id)
    found = [page for page in pages if (page.kind == "static" if page_id is None else page.id == page_id)]
    if not found:
        known = ", ".join(page.id for page in pages) or "none, since the site has no page"
        raise ValueError(f"pageId: expected one of {known}, found {page_id}")
    return found[0]


_ACTIONS: dict[str, Callable[[Visit, Site], WebPage]] = {"create": _create, "rename": _rename, "delete": _delete}
