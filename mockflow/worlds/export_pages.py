"""Pages and components as a seed says them, each with its live copy: the mirror of ``plant_pages``."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mockflow.core.codec import encoded
from mockflow.core.ids import derived_id, derived_uuid
from mockflow.core.wire import iso
from mockflow.domain.collections import COLLECTIONS
from mockflow.domain.components import COMPONENTS, LIVE_COMPONENTS, Component
from mockflow.domain.pages import LIVE_PAGES, PAGES, TEMPLATE_SLUG, WebPage
from mockflow.domain.slugs import slugify

from .export_code import export_code
from .export_ground import Exported, said
from .export_nodes import NodeExporter


def export_components(ground: Exported) -> list[dict[str, Any]]:
    """The site's components, in their order."""
    return [_component(ground, each) for each in ground.reader.all(COMPONENTS, ground.site.id)]


def _component(ground: Exported, staged: Component) -> dict[str, Any]:
    path = f"{ground.prefix}components/{slugify(staged.name)}"
    live = ground.reader.find(LIVE_COMPONENTS, staged.id)
    ground.names.give(path, staged.id)
    content: dict[str, Any] = {
        "name": staged.name,
        "id": staged.id,
        "group": staged.group,
        "description": staged.description,
        "readonly": staged.readonly,
        **_component_content(ground, path, staged),
        "copies": "staged" if live is None else "both",
        "live": None if live is None or _alike(staged, live) else _component_content(ground, path, live),
    }
    usual: dict[str, Any] = {
        "id": derived_uuid(path),
        "group": "",
        "description": "",
        "readonly": False,
        "copies": "staged" if ground.site.published is None else "both",
        "live": None,
    }
    return said(content, usual)


def _component_content(ground: Exported, path: str, component: Component) -> dict[str, Any]:
    """What a component says, in all locales."""
    primary, *others = component.variants
    properties = []
    for each in primary.properties:
        own_path = f"{path}/properties/{slugify(each.label)}"
        ground.names.give(own_path, each.id)
        own_content = {"label": each.label, "id": each.id, "type": each.type, "value": each.value}
        properties.append(said(own_content, {"id": derived_uuid(own_path), "type": "Plain Text", "value": ""}))
    nodes = NodeExporter(ground, path, primary.nodes)
    told, locales = nodes.told(), {}
    for locale, variant in zip(ground.site.locales[1:], others, strict=True):
        pairs = zip(variant.properties, primary.properties, strict=True)
        values = {each.label: each.value for each, usual in pairs if each.value != usual.value}
        own = said({"properties": values, "nodes": nodes.translated(variant.nodes)}, {"properties": {}, "nodes": {}})
        if own:
            locales[locale.tag] = own
    content: dict[str, Any] = {"properties": properties, "nodes": told, "locales": locales}
    return said(content, {"properties": [], "nodes": [], "locales": {}})


def export_pages(ground: Exported) -> list[dict[str, Any]]:
    """The site's pages, in their order; among them those that are deleted and still live.

    A live copy of the template of a collection that is gone is left out: nothing can show it, and the next publish of
    the site takes it down.
    """
    reader, site = ground.reader, ground.site
    staged = {page.id: page for page in reader.all(PAGES, site.id)}
    live = {page.id: page for page in reader.all(LIVE_PAGES, site.id)}
    pages = sorted({**live, **staged}.values(), key=lambda page: page.order)
    there = [page for page in pages if not page.collection_id or reader.find(COLLECTIONS, page.collection_id)]
    return [_page(ground, page, staged.get(page.id), live.get(page.id)) for page in there]


def _page(ground: Exported, page: WebPage, staged: WebPage | None, live: WebPage | None) -> dict[str, Any]:
    """A page with its copies, the first of which is ``page``."""
    collection = ground.reader.get(COLLECTIONS, page.collection_id).slug if page.collection_id else None
    name = page.variants[0].own["slug"] or ground.names.last(page.id) or "home"
    path = "/".join(part for part in (f"{ground.prefix}pages", page.folder, name) if part)
    ground.names.give(path, page.id)
    own = _page_content(ground, path, page, name)
    differs = staged is not None and live is not None and not _alike(staged, live)
    content: dict[str, Any] = {
        "title": own.pop("title"),
        "id": page.id,
        "kind": page.kind,
        "collection": collection,
        "createdOn": iso(page.created),
        "archived": page.archived,
        "draft": page.draft,
        "pending": page.pending,
        **own,
        "copies": "live" if staged is None else "staged" if live is None else "both",
        "customCode": export_code(ground, page.id, is_staged=staged is not None, is_live=live is not None),
        "live": _page_content(ground, path, live, live.variants[0].own["slug"] or name) if differs and live else None,
    }
    usual: dict[str, Any] = {
        "id": derived_id(path),
        "kind": "template" if collection else "static",
        "collection": None,
        "createdOn": iso(ground.site.created),
        "archived": False,
        "draft": False,
        "pending": False,
        "copies": _usual_copies(ground, page),
        "customCode": [],
        "live": None,
    }
    return said(content, usual)


def _usual_copies(ground: Exported, page: WebPage) -> str:
    published = ground.site.published
    is_live = published is not None and page.created <= published and not page.archived and not page.draft
    return "both" if is_live else "staged"


def _page_content(ground: Exported, path: str, page: WebPage, name: str) -> dict[str, Any]:
    """What a page is, apart from its identity, in all locales."""
    primary, *others = page.variants
    own = _own(primary.own)
    nodes = NodeExporter(ground, path, primary.nodes)
    told, locales = nodes.told(), {}
    for locale, variant in zip(ground.site.locales[1:], others, strict=True):
        translation = said({**_own(variant.own), "nodes": nodes.translated(variant.nodes)}, {"nodes": {}})
        if translation:
            locales[locale.tag] = translation
    content: dict[str, Any] = {
        "title": own.pop("title"),
        "slug": name,
        "folder": page.folder,
        "parentId": page.parent_id,
        "lastUpdated": iso(page.updated),
        **{key: value for key, value in own.items() if key != "slug"},
        "nodes": told,
        "locales": locales,
    }
    usual: dict[str, Any] = {
        "slug": _usual_slug(ground, page),
        "folder": "",
        "parentId": derived_id(f"{ground.prefix}folders/{page.folder}") if page.folder else None,
        "lastUpdated": iso(page.created),
        "nodes": [],
        "locales": {},
    }
    return said(content, usual)


def _usual_slug(ground: Exported, page: WebPage) -> str:
    if page.kind == "template":
        return f"{TEMPLATE_SLUG}{ground.reader.get(COLLECTIONS, page.collection_id).slug}"
    return "home" if page.kind == "home" else slugify(page.variants[0].own["title"], "page")


def _own(own: Mapping[str, Any]) -> dict[str, Any]:
    """The settings that a page has in one locale for itself."""
    told: dict[str, Any] = {name: own[name] for name in ("title", "slug") if own.get(name) is not None}
    seo = {name: own[f"seo_{name}"] for name in ("title", "description") if f"seo_{name}" in own}
    shared: dict[str, Any] = {}
    for name in ("title", "description"):
        if f"og_{name}" in own:
            shared[name] = own[f"og_{name}"]
        copied = own.get(f"og_{name}_copied")
        if copied is not None and not (name in shared and copied is False):
            shared[f"{name}Copied"] = copied
    return {**told, **said({"seo": seo, "openGraph": shared}, {"seo": {}, "openGraph": {}})}


def _alike(staged: Any, live: Any) -> bool:
    """Whether two copies say the same, wherever they stand among others."""
    return staged is live or encoded(replace(staged, place=0)) == encoded(replace(live, place=0))
