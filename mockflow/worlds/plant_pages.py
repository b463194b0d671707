"""Planting components and pages."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from mockflow.domain.collections import COLLECTIONS
from mockflow.domain.components import COMPONENTS, LIVE_COMPONENTS, Component, ComponentVariant
from mockflow.domain.nodes import Property
from mockflow.domain.page_settings import is_taken
from mockflow.domain.pages import LIVE_PAGES, PAGES, TEMPLATE_SLUG, PageVariant, WebPage
from mockflow.domain.slugs import slugify

from .plant_code import plant_code
from .plant_ground import Ground
from .plant_nodes import NodePlanter, check_value


def plant_components(ground: Ground, content: dict[str, Any]) -> None:
    """The site's components; all of them before their nodes, so that they may show each other."""
    contents = content["components"]
    planted = [_plant_component(ground, at, each) for at, each in enumerate(contents)]
    usual = "staged" if ground.site.published is None else "both"
    for at, (component, each) in enumerate(zip(planted, contents, strict=True)):
        path = f"{ground.path}.components[{at}]"
        whole = ground.tx.put(COMPONENTS, _with_nodes(ground, path, component, each))
        copies, live = each.get("copies", usual), each["live"]
        if copies == "both":
            ground.tx.put(LIVE_COMPONENTS, whole if live is None else _live_component(ground, path, component, live))
        elif live is not None:
            ground.wrong(f"{path}.live", "nothing where there are not both copies", "something")


def _live_component(ground: Ground, path: str, staged: Component, content: dict[str, Any]) -> Component:
    apart, here = ground.for_live_copy(), f"{path}.live"
    seed_path = f"{ground.prefix}components/{slugify(staged.name)}"
    variants = tuple(_properties_of(apart, here, seed_path, content))
    return _with_nodes(apart, here, replace(staged, variants=variants), content)


def _with_nodes(ground: Ground, path: str, component: Component, content: dict[str, Any]) -> Component:
    """The component with the nodes that its content says, in each locale."""
    nodes = NodePlanter(ground, path, f"{ground.prefix}components/{slugify(component.name)}")
    primary = nodes.plant(content["nodes"])
    variants = [component.variants[0]._replace(nodes=primary)]
    for n, (there, said) in enumerate(_translations(ground, path, content["locales"]), 1):
        variants.append(component.variants[n]._replace(nodes=nodes.translate(there, primary, said.get("nodes", {}))))
    return replace(component, variants=tuple(variants))


def _plant_component(ground: Ground, at: int, content: dict[str, Any]) -> Component:
    path = f"{ground.path}.components[{at}]"
    seed_path = f"{ground.prefix}components/{slugify(content['name'])}"
    component_id = ground.name(path, seed_path, content.get("id", ground.derive.uuid(seed_path)).lower())
    component = Component(
        id=component_id,
        site_id=ground.site.id,
        name=content["name"],
        group=content["group"],
        description=content["description"],
        readonly=content["readonly"],
        place=at,
        variants=tuple(_properties_of(ground, path, seed_path, content)),
    )
    return ground.tx.put(COMPONENTS, component)


def _properties_of(ground: Ground, path: str, seed_path: str, content: dict[str, Any]) -> Iterator[ComponentVariant]:
    """A component's properties in each locale, without nodes so far."""
    primary = _properties(ground, f"{path}.properties", seed_path, content["properties"])
    yield ComponentVariant((), primary)
    for there, said in _translations(ground, path, content["locales"]):
        yield ComponentVariant((), _translated(ground, there, primary, said.get("properties", {})))


def _properties(ground: Ground, path: str, seed_path: str, contents: list[dict[str, Any]]) -> tuple[Property, ...]:
    made: list[Property] = []
    for at, content in enumerate(contents):
        if any(each.label == content["label"] for each in made):
            ground.wrong(f"{path}[{at}].label", "a label that no property beside it has", content["label"])
        own_path = f"{seed_path}/properties/{slugify(content['label'])}"
        property_id = ground.name(f"{path}[{at}]", own_path, content.get("id", ground.derive.uuid(own_path)).lower())
        made.append(Property(property_id, content["type"], content["label"], content["value"]))
        check_value(ground, f"{path}[{at}].value", made[-1], content["value"])
    return tuple(made)


def _translated(
    ground: Ground, path: str, properties: tuple[Property, ...], values: Mapping[str, str]
) -> tuple[Property, ...]:
    known = [each.label for each in properties]
    for label in values:
        if label not in known:
            ground.wrong(f"{path}.properties", f"a property's label ({', '.join(known) or 'there is none'})", label)
    for each in properties:
        check_value(ground, f"{path}.properties.{each.label}", each, values.get(each.label, ""))
    return tuple(each.saying(values.get(each.label, each.value)) for each in properties)


def _translations(
    ground: Ground, path: str, given: Mapping[str, dict[str, Any]]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Where each secondary locale of the site stands, with what is said there; tells locales that it does not have."""
    tags = [locale.tag for locale in ground.site.locales[1:]]
    for tag in given:
        if tag not in tags:
            ground.wrong(f"{path}.locales", f"a secondary locale of the site ({', '.join(tags) or 'none'})", tag)
    for tag in tags:
        yield f"{path}.locales.{tag}", given.get(tag, {})


def plant_pages(ground: Ground, content: dict[str, Any]) -> None:
    """The site's pages, live as they are where the site was published since they were made."""
    for at, each in enumerate(content["pages"]):
        path = f"{ground.path}.pages[{at}]"
        seed_path = _path_of(ground, each)
        page = _make_page(ground, path, at, each, seed_path)
        if page is None:
            continue
        copies = each.get("copies", _usual_copies(ground, page))
        if copies != "live":
            if is_taken(ground.tx, page):
                ground.wrong(path, "a path that no other page has", page.views[0].path)
            ground.tx.put(PAGES, page)
        if each["live"] is not None and copies != "both":
            ground.wrong(f"{path}.live", "nothing where there are not both copies", "something")
        elif copies != "staged":
            live = page if each["live"] is None else _live_page(ground, path, page, each, seed_path)
            if live is not None:
                ground.tx.put(LIVE_PAGES, live)
        plant_code(ground, path, page.id, each)


def _usual_copies(ground: Ground, page: WebPage) -> str:
    published = ground.site.published
    is_live = published is not None and page.created <= published and not page.archived and not page.draft
    return "both" if is_live else "staged"


def _live_page(ground: Ground, path: str, page: WebPage, content: dict[str, Any], seed_path: str) -> WebPage | None:
    identity = {key: content[key] for key in ("kind", "collection", "archived", "draft") if key in content}
    own = {**identity, **content["live"], "id": page.id, "created": page.created, "pending": False}
    return _make_page(ground.for_live_copy(), f"{path}.live", page.place, own, seed_path)


def _kind_of(content: dict[str, Any]) -> str:
    return str(content.get("kind", "template" if "collection" in content else "static"))


def _path_of(ground: Ground, content: dict[str, Any]) -> str:
    parts = (f"{ground.prefix}pages", content["folder"], _slug_of(content, _kind_of(content)))
    return "/".join(filter(None, parts))


def _make_page(ground: Ground, path: str, at: int, content: dict[str, Any], seed_path: str) -> WebPage | None:
    collection, kind = content.get("collection"), _kind_of(content)
    found = ground.tx.holder(COLLECTIONS, ground.site.id, collection)
    if (kind == "template") != (found is not None):
        expected = "a collection of the site by its slug, which templates have and other pages do not"
        ground.wrong(f"{path}.collection", expected, collection)
        return None
    others = ground.tx.all(PAGES, ground.site.id) if found else ()
    own_id = content.get("id") or ground.derive.id(seed_path)
    if found is not None and any(page.collection_id == found.id and page.id != own_id for page in others):
        ground.wrong(f"{path}.collection", "a collection that no other page is the template of", collection)
    folder, name = content["folder"], _slug_of(content, kind)
    created = content.get("created", ground.site.created)
    parent_id = content.get("parent_id") or ground.derive.id(f"{ground.prefix}folders/{folder}")
    return WebPage(
        id=ground.name(path, seed_path, own_id),
        site_id=ground.site.id,
        kind=kind,
        folder=folder,
        parent_id=parent_id if folder else None,
        collection_id=found.id if found else None,
        created=created,
        updated=content.get("updated", created),
        archived=content["archived"],
        draft=content["draft"],
        place=at,
        variants=tuple(_variants(ground, path, seed_path, content, None if kind == "home" else name)),
        pending=content["pending"],
    )


def _slug_of(content: dict[str, Any], kind: str) -> str:
    made = f"{TEMPLATE_SLUG}{content.get('collection')}" if kind == "template" else slugify(content["title"], "page")
    return str(content.get("slug", "home" if kind == "home" else made))


def _variants(
    ground: Ground, path: str, seed_path: str, content: dict[str, Any], slug: str | None
) -> Iterator[PageVariant]:
    planter = NodePlanter(ground, path, seed_path)
    nodes = planter.plant(content["nodes"])
    primary, *others = ground.site.locales
    localized = ground.site.localized
    yield PageVariant(primary.id if localized else None, primary.subdirectory, {**_own(content), "slug": slug}, nodes)
    there = _translations(ground, path, content["locales"])
    for locale, (below, said) in zip(others, there, strict=True):
        own = _own(said) if slug is not None else {**_own(said), "slug": None}
        yield PageVariant(locale.id, locale.subdirectory, own, planter.translate(below, nodes, said.get("nodes", {})))


def _own(content: dict[str, Any]) -> dict[str, Any]:
    """The settings that this content says, by their names."""
    own: dict[str, Any] = {name: content[name] for name in ("title", "slug") if name in content}
    own.update({f"seo_{name}": value for name, value in content.get("seo", {}).items()})
    shared = content.get("open_graph", {})
    for name in ("title", "description"):
        copied = f"{name}_copied"
        if name in shared:
            own.update({f"og_{name}": shared[name], f"og_{copied}": shared.get(copied, False)})
        elif copied in shared:
            own[f"og_{copied}"] = shared[copied]
    return own
