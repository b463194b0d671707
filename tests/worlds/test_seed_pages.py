"""Pages and components of a seed: what is told, and how one seed extends another."""

from pathlib import Path
from typing import Any

import pytest

from mockflow import Mockflow, SeedError
from mockflow.core.store import Reader
from mockflow.domain.pages import LIVE_PAGES
from mockflow.worlds.seeds import plant
from tests.areas.pages_seed import SITE, nodes_of

NOTES = [{"displayName": "N", "slug": "n"}]
CARD = {"name": "Card", "properties": [{"label": "Title"}], "nodes": [{"name": "line", "html": "<p>a</p>"}]}


def seed(*pages: dict[str, Any], **site: Any) -> dict[str, Any]:
    locales = {"primary": {"tag": "en"}, "secondary": [{"tag": "fr"}]}
    whole = {"displayName": "S", "locales": locales, "components": [CARD], "pages": list(pages), **site}
    return {"mockflow": 1, "sites": [whole]}


def page(*nodes: dict[str, Any], **content: Any) -> dict[str, Any]:
    return seed({"title": "P", "nodes": list(nodes), **content})


@pytest.mark.parametrize(
    ("content", "path", "said"),
    [
        (page({"html": "a"}), "pages[0].nodes[0].html", "expected one element with all its tags matched, found a"),
        (page({}), "pages[0].nodes[0]", "expected of a node of type text the key html, found none"),
        (
            page({"type": "text-input", "html": "<p>a</p>"}),
            "pages[0].nodes[0].html",
            "expected of a node of type text-input one of the keys placeholder, found html",
        ),
        (
            page({"type": "search-button", "waitingText": "x", "value": "y"}),
            "pages[0].nodes[0].waitingText",
            "expected of a node of type search-button one of the keys value, found waitingText",
        ),
        (
            page({"type": "component-instance", "component": "cart"}),
            "pages[0].nodes[0].component",
            "expected a component (card), found cart",
        ),
        (
            page({"type": "component-instance", "component": "card", "overrides": {"Text": "x"}}),
            "pages[0].nodes[0].overrides",
            "expected labels of properties of the component (Title), found Text",
        ),
        (
            page({"name": "a", "html": "<p>a</p>"}, {"name": "a", "html": "<p>b</p>"}),
            "pages[0].nodes[1]",
            "expected a slug or name that nothing beside it has, found a",
        ),
        (
            page(locales={"fr": {"nodes": {"b": {"html": "<p>b</p>"}}}}),
            "pages[0].locales.fr.nodes",
            "expected a node's name (there is none), found b",
        ),
        (
            page({"name": "a", "html": "<p>a</p>"}, locales={"fr": {"nodes": {"a": {"value": "b"}}}}),
            "pages[0].locales.fr.nodes.a.value",
            "expected of a node of type text one of the keys html, found value",
        ),
        (page(locales={"de": {}}), "pages[0].locales", "expected a secondary locale of the site (fr), found de"),
        (page(collection="nope"), "pages[0].collection", "expected a collection of the site by its slug"),
        (page(kind="template"), "pages[0].collection", "expected a collection of the site by its slug"),
        (page(kind="landing"), "pages[0].kind", "expected one of static, home, template, utility"),
        (page(slug="a b"), "pages[0].slug", "expected a slug: letters, digits, dashes and underscores"),
        (page(slug="a" * 257), "pages[0].slug", "expected a slug: letters, digits, dashes and underscores, up to 256"),
        (
            seed({"title": "T", "collection": "n"}, {"title": "U", "collection": "n", "slug": "u"}, collections=NOTES),
            "pages[1].collection",
            "expected a collection that no other page is the template of, found n",
        ),
        (
            seed(components=[{"name": "A", "properties": [{"label": "T", "type": "Rich Text", "value": "a"}]}]),
            "components[0].properties[0].value",
            "expected HTML, found a",
        ),
        (
            seed(components=[{"name": "A", "properties": [{"label": "T", "value": "a\nb"}]}]),
            "components[0].properties[0].value",
            "expected a single line of text, found ",
        ),
        (
            seed(components=[{**CARD, "locales": {"fr": {"properties": {"Title": "a\nb"}}}}]),
            "components[0].locales.fr.properties.Title",
            "expected a single line of text, found ",
        ),
        (
            page({"type": "component-instance", "component": "card", "overrides": {"Title": "a\nb"}}),
            "pages[0].nodes[0].overrides.Title",
            "expected a single line of text, found ",
        ),
        (page(folder="a//b"), "pages[0].folder", "expected slugs of folders with slashes between them"),
        (page({"id": "x", "html": "<p>a</p>"}), "pages[0].nodes[0].id", "expected a UUID"),
        (page({"alt": 5}), "pages[0].nodes[0].alt", "expected a string"),
        (
            seed({"title": "P"}, {"title": "p"}),
            "pages[1]",
            "expected a slug or name that nothing beside it has, found p",
        ),
        (
            seed({"title": "P", "kind": "home"}, {"title": "Q", "kind": "home", "slug": "q"}),
            "pages[1]",
            "expected a path that no other page has, found /",
        ),
        (
            seed(components=[{"name": "A", "properties": [{"label": "T"}, {"label": "t"}]}]),
            "components[0].properties[1]",
            "expected a slug or name that nothing beside it has, found t",
        ),
        (
            seed(components=[{"name": "A", "locales": {"fr": {"properties": {"T": "x"}}}}]),
            "components[0].locales.fr.properties",
            "expected a property's label (there is none), found T",
        ),
        (seed(components=[{"name": "A"}, {"name": "a"}]), "components[1]", "expected a slug or name that nothing"),
        (seed(localization="full"), "localization", "expected one of essential, advanced"),
    ],
)
def test_what_cannot_be_is_told(content: dict[str, Any], path: str, said: str) -> None:
    """Each mistake is a SeedError with its path, what was expected and what was found."""
    with pytest.raises(SeedError) as raised:
        plant(content)
    assert raised.value.path == f"sites[0].{path}"
    assert raised.value.message.startswith(said)


def test_a_seed_extends_pages(tmp_path: Path) -> None:
    """Pages merge by folder and slug, components by name; nodes take each other's place."""
    over = {
        "mockflow": 1,
        "extends": "base.json",
        "sites": [
            {
                "displayName": "Shop",
                "pages": [
                    {"slug": "about", "title": "Who", "nodes": [{"name": "only", "html": "<p>x</p>"}], "locales": {}},
                    {"title": "Lamps", "folder": "shop", "draft": True},
                    {"title": "Lamps", "folder": "old"},
                ],
                "components": [{"name": "Banner", "group": "Old"}],
            }
        ],
    }
    base = SITE | {"pages": [each | {"locales": {}} for each in SITE["pages"]]}
    (tmp_path / "base.json").write_bytes(_json({"mockflow": 1, "sites": [base]}))
    (tmp_path / "over.json").write_bytes(_json(over))
    with Mockflow(tmp_path / "over.json") as mock:
        pages = mock.http().get(f"/sites/{mock.site_id}/pages").json()["pages"]
        assert len(pages) == len(SITE["pages"]) + 1
        assert mock.http().get(f"/pages/{mock.id('pages/about')}").json()["title"] == "Who"
        assert list(nodes_of(mock, f"/pages/{mock.id('pages/about')}/dom")) == ["only"]
        assert mock.http().get(f"/pages/{mock.id('pages/shop/lamps')}").json()["draft"]
        banner = mock.http().get(f"/sites/{mock.site_id}/components").json()["components"][0]
        assert (banner["group"], banner["description"]) == ("Old", "On top.")


def _json(content: Any) -> bytes:
    import orjson  # noqa: PLC0415 - only here

    return orjson.dumps(content)


def test_ids_may_be_given() -> None:
    """Ids of pages, nodes, components and properties are those of the seed, in lower case."""
    uuid, other, third = (f"{at}4C7E2F0-a1b2-4c3d-a4e5-f60718293a4b" for at in (1, 2, 3))
    parts = [{"id": uuid, "name": "A", "properties": [{"id": other, "label": "T"}]}]
    pages = {"id": "AB" * 12, "title": "P", "nodes": [{"id": third, "name": "n", "html": "<p>a</p>"}]}
    ids = plant(seed(pages, components=parts)).ids
    paths = ("pages/p", "components/a", "components/a/properties/t", "pages/p/n")
    assert [ids[path] for path in paths] == ["ab" * 12, uuid.lower(), other.lower(), third.lower()]


def test_components_may_show_each_other() -> None:
    """A component's node may be an instance of one that stands after it."""
    instance = {"name": "in", "type": "component-instance", "component": "b", "overrides": {"T": "x"}}
    parts = [{"name": "A", "nodes": [instance]}, {"name": "B", "properties": [{"label": "T"}]}]
    with Mockflow(seed(components=parts)) as mock:
        node = nodes_of(mock, f"/sites/{mock.site_id}/components/{mock.id('components/a')}/dom")["in"]
        assert (node["componentId"], node["propertyOverrides"][0]["text"]["text"]) == (mock.id("components/b"), "x")


def test_what_was_published_is_live() -> None:
    """Pages made before the site's last publish are live, but for drafts and archived ones."""
    pages: list[dict[str, Any]] = [
        {"title": "Old"},
        {"title": "Late", "createdOn": "2026-02-01T00:00:00Z"},
        {"title": "Draft", "draft": True},
        {"title": "Gone", "archived": True},
    ]
    planted = plant(seed(*pages, lastPublished="2026-01-01T00:00:00Z"))
    assert [each.id for each in Reader(planted.state).all(LIVE_PAGES, planted.first_site)] == [planted.ids["pages/old"]]
    never = plant(seed(*pages, lastPublished=None))
    assert len(Reader(never.state).all(LIVE_PAGES, never.first_site)) == 0
