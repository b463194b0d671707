"""Pages: list, settings, static content."""

from typing import Any

from mockflow.core.call import Call
from mockflow.core.done import Done
from mockflow.core.paging import Page
from mockflow.core.route import command, query
from mockflow.core.schema import Flag, Items, Moment, Nested, Pattern, Shape, Text
from mockflow.core.store import Reader, Transaction
from mockflow.core.wire import iso
from mockflow.domain.content import (
    ErrorsSchema,
    LocaleQuery,
    NodeSchema,
    PagedLocaleQuery,
    content_page,
    locale_at,
    secondary_at,
)
from mockflow.domain.content_writing import NodesBody, write_nodes
from mockflow.domain.listing import page_of, pagination
from mockflow.domain.page_settings import change_settings, has_fixed_slug
from mockflow.domain.pages import PAGES, PageView, Settings
from mockflow.domain.sites import SITES

AREA = "pages"


class SeoSchema(Shape):
    title = Text(required=True, allow_none=True, metadata={"description": "What search engines show."})
    description = Text(required=True, allow_none=True, metadata={"description": "What they show below it."})


class OpenGraphSchema(Shape):
    title = Text(required=True, allow_none=True, metadata={"description": "What shared links show."})
    title_copied = Flag(data_key="titleCopied", required=True, metadata={"description": "Whether it is seo.title."})
    description = Text(required=True, allow_none=True, metadata={"description": "What they show below it."})
    description_copied = Flag(
        data_key="descriptionCopied", required=True, metadata={"description": "Whether it is seo.description."}
    )


class PageSchema(Shape):
    id = Text(required=True, metadata={"description": "The page's id."})
    site_id = Text(data_key="siteId", required=True, metadata={"description": "Its site."})
    title = Text(required=True, metadata={"description": "Its name."})
    slug = Text(required=True, allow_none=True, metadata={"description": "Its part of a URL; the home page has none."})
    parent_id = Text(data_key="parentId", required=True, allow_none=True, metadata={"description": "Its folder."})
    collection_id = Text(
        data_key="collectionId",
        required=True,
        allow_none=True,
        metadata={"description": "The collection whose items it shows."},
    )
    created_on = Moment(data_key="createdOn", required=True, metadata={"description": "The creation."})
    last_updated = Moment(data_key="lastUpdated", required=True, metadata={"description": "The last change of it."})
    archived = Flag(required=True, metadata={"description": "Whether it is archived."})
    draft = Flag(required=True, metadata={"description": "Whether it is a draft."})
    can_branch = Flag(data_key="canBranch", required=True, metadata={"description": "Whether it can have branches."})
    is_branch = Flag(data_key="isBranch", required=True, metadata={"description": "Whether it is a branch."})
    branch_id = Text(data_key="branchId", required=True, allow_none=True, metadata={"description": "Its branch."})
    seo = Nested(SeoSchema, required=True)
    open_graph = Nested(OpenGraphSchema, data_key="openGraph", required=True)
    published_path = Text(data_key="publishedPath", required=True, metadata={"description": "Where it is published."})
    locale_id = Text(
        data_key="localeId",
        required=True,
        allow_none=True,
        metadata={"description": "The locale; null where the site has one only."},
    )


class PagesSchema(Shape):
    pages = Items(Nested(PageSchema), required=True, metadata={"description": "Pages of the site."})
    pagination = pagination()


class SeoBody(Shape):
    """Texts for search engines."""

    title = Text(metadata={"description": "What search engines show."})
    description = Text(metadata={"description": "What they show below it."})


class OpenGraphBody(Shape):
    """Texts for shared links. One that is given is no copy any more, unless its flag says so."""

    title = Text(metadata={"description": "What shared links show."})
    title_copied = Flag(data_key="titleCopied", metadata={"description": "Whether it is to be that of seo."})
    description = Text(metadata={"description": "What they show below it."})
    description_copied = Flag(
        data_key="descriptionCopied", metadata={"description": "Whether it is to be that of seo."}
    )


class PageSettings(Shape):
    """Settings to change; those left out stay."""

    title = Text(validate=Pattern(r"\S"), metadata={"description": "The page's name."})
    slug = Text(metadata={"description": "Its part of a URL; ignored where it cannot be set."})
    seo = Nested(SeoBody)
    open_graph = Nested(OpenGraphBody, data_key="openGraph")


class PageContentSchema(Shape):
    page_id = Text(data_key="pageId", required=True, metadata={"description": "The page."})
    branch_id = Text(data_key="branchId", required=True, allow_none=True, metadata={"description": "Its branch."})
    nodes = Items(Nested(NodeSchema), required=True, metadata={"description": "Its static content."})
    pagination = pagination()
    last_updated = Moment(data_key="lastUpdated", required=True, metadata={"description": "The page's last change."})


class WrittenLocaleQuery(Shape):
    """``localeId``, which writing needs."""

    locale_id = Text(
        data_key="localeId", required=True, metadata={"description": "A secondary locale, by the id of the site's."}
    )


def list_pages(reader: Reader, call: Call) -> Page[PageView]:
    """The site's pages in one locale: all kinds, drafts and archived ones among them."""
    site = reader.get(SITES, call.path["site_id"])
    at = locale_at(site, call.query["locale_id"])
    page = page_of("pages", reader.all(PAGES, site.id), call)
    return Page("pages", [each.views[at] for each in page.records], page.window)


def get_page(reader: Reader, call: Call) -> PageView:
    page = reader.get(PAGES, call.path["page_id"])
    return page.views[locale_at(reader.get(SITES, page.site_id), call.query["locale_id"])]


def update_page(tx: Transaction, call: Call) -> PageView:
    """Change what the body names. A slug that cannot be set is ignored, as Webflow does."""
    page = tx.get(PAGES, call.path["page_id"])
    site = tx.get(SITES, page.site_id)
    at = locale_at(site, call.query["locale_id"])
    changes = _changes(call.body, page.views[at].settings)
    if has_fixed_slug(site, page, at):
        changes.pop("slug", None)
    return change_settings(tx, page, at, changes, call.quirks).views[at]


def _changes(body: dict[str, Any], before: Settings) -> dict[str, Any]:
    """The settings that a body changes, by their names."""
    changes: dict[str, Any] = {name: body[name] for name in ("title", "slug") if name in body}
    changes.update({f"seo_{name}": value for name, value in body.get("seo", {}).items()})
    shown = before._replace(**changes).shown_og()
    for name, kept in zip(("title", "description"), shown, strict=True):
        changes.update(_og_changes(name, body.get("open_graph", {}), kept))
    return changes


def _og_changes(name: str, sent: dict[str, Any], kept: str | None) -> dict[str, Any]:
    copied = sent.get(f"{name}_copied")
    if copied:
        return {f"og_{name}": None, f"og_{name}_copied": True}
    if name in sent or copied is False:
        return {f"og_{name}": sent.get(name, kept), f"og_{name}_copied": False}
    return {}


def get_content(reader: Reader, call: Call) -> dict[str, Any]:
    """The page's nodes in one locale."""
    page = reader.get(PAGES, call.path["page_id"])
    at = locale_at(reader.get(SITES, page.site_id), call.query["locale_id"])
    head = {"pageId": page.id, "branchId": None}
    return content_page(head, "nodes", page.variants[at].nodes, call, lastUpdated=iso(page.updated))


def update_content(tx: Transaction, call: Call) -> dict[str, list[str]]:
    """Write nodes in a secondary locale; those that cannot be written are told, and the others are written."""
    page = tx.get(PAGES, call.path["page_id"])
    at = secondary_at(tx.get(SITES, page.site_id), call.query["locale_id"])
    before = page.variants[at].nodes
    nodes, errors = write_nodes(tx, before, call.body["nodes"])
    if nodes != before:
        tx.put(PAGES, page.with_nodes(at, nodes, tx.now))
    return {"errors": errors}


ROUTES = (
    query(
        "list-pages",
        "GET /sites/{site_id}/pages",
        list_pages,
        summary="List the pages of a site",
        scope="pages:read",
        query=PagedLocaleQuery,
        returns=PagesSchema,
    ),
    query(
        "get-page-metadata",
        "GET /pages/{page_id}",
        get_page,
        summary="Get the settings of a page",
        scope="pages:read",
        query=LocaleQuery,
        returns=PageSchema,
    ),
    command(
        "update-page-settings",
        "PUT /pages/{page_id}",
        update_page,
        summary="Change settings of a page",
        scope="pages:write",
        done=Done("changed the settings of", "page"),
        query=LocaleQuery,
        body=PageSettings,
        returns=PageSchema,
        events=("page_metadata_updated",),
    ),
    query(
        "get-static-content",
        "GET /pages/{page_id}/dom",
        get_content,
        summary="List the nodes of a page",
        scope="pages:read",
        query=PagedLocaleQuery,
        returns=PageContentSchema,
    ),
    command(
        "update-static-content",
        "POST /pages/{page_id}/dom",
        update_content,
        summary="Write nodes of a page in a secondary locale",
        scope="pages:write",
        done=Done("changed the content of", "page"),
        query=WrittenLocaleQuery,
        body=NodesBody,
        returns=ErrorsSchema,
    ),
)
