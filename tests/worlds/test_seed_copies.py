"""Seeds of worlds that something happened to: copies apart, records by id, what is only remembered."""

from typing import Any

import pytest

from mockflow import Mockflow, SeedError
from mockflow.worlds.seeds import plant
from tests.worlds.full_seed import COMPONENTS, PAGES, REMEMBERED, SITE, an_id

ITEM = {"fieldData": {"name": "A"}}
LIVE = {**ITEM, "live": {"name": "B"}}
NOTES = "sites[0].collections[0]"
LINE = "sites[0].orders[0].purchasedItems[0]"
BOTH = {"waiting": True, "content": "a"}


def notes(*items: Any, **more: Any) -> dict[str, Any]:
    """A site with these notes."""
    return {"displayName": "S", "collections": [{"displayName": "Notes", "items": list(items), **more}]}


def full(**changed: Any) -> dict[str, Any]:
    """The site that says everything, with something else."""
    return {**SITE, **changed}


def order(**line: Any) -> list[dict[str, Any]]:
    return [{"currency": "EUR", "purchasedItems": [{**REMEMBERED, **line}]}]


def without(content: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in content.items() if key not in keys}


@pytest.mark.parametrize(
    ("site", "said"),
    [
        (notes({**LIVE, "copies": "staged"}), f"{NOTES}.items[0].live: expected nothing where there are not both"),
        (notes({**ITEM, "copies": "live", "liveCopy": {}}), f"{NOTES}.items[0].liveCopy: expected nothing where"),
        (
            notes({**ITEM, "copies": "both", "lastPublished": None}),
            f"{NOTES}.items[0].liveCopy.lastPublished: expected a time, since lastPublished is null",
        ),
        (notes({**ITEM, "copies": "all"}), f"{NOTES}.items[0].copies: expected one of staged, live, both"),
        (notes({**ITEM, "locale": "fr"}), f"{NOTES}.items[0].locale: expected one of the locales en, found fr"),
        (notes({**ITEM, "locales": {"en": ITEM}}), f"{NOTES}.items[0].locales: expected one of the site's other"),
        (notes({**LIVE, "live": {"slug": "-"}}), f"{NOTES}.items[0].live.slug: expected letters, digits"),
        (notes(givenFields={"hue": {}}), f"{NOTES}.givenFields: expected a field that it has from the start (name"),
        (notes(fields=[{"displayName": "F", "id": "f"}]), f"{NOTES}.fields[0].id: expected 32 hex digits"),
        (full(cmsLocaleId=an_id(1)), "sites[0].cmsLocaleId: expected none on a site with locales"),
        (full(inventory={"lamp": {"quantity": 1}}), "sites[0].inventory.lamp: expected a whole number from 0 on"),
        (full(inventory={an_id(99): 1}), f"sites[0].inventory.{an_id(99)}: expected the slug of a SKU"),
        (full(orders=order(price=-1)), f"{LINE}.price: expected a whole number"),
        (full(orders=order(sku="sku/none")), f"{LINE}.sku: expected the path of a SKU"),
        (
            full(orders=[{"currency": "EUR", "purchasedItems": [without(REMEMBERED, "price", "variantId")]}]),
            f"{LINE}.sku: expected a value, or instead all that an order knows of a SKU",
        ),
        (full(orders=[{"purchasedItems": [REMEMBERED]}]), f"{LINE}.sku: expected a value"),
        (full(orders=[{**order()[0], "currency": "XXZ"}]), "sites[0].orders[0].currency: expected an ISO 4217 code"),
        (full(pages=[{**PAGES[1], "copies": "staged"}]), "sites[0].pages[0].live: expected nothing where there are"),
        (
            full(pages=[{"title": "P", "live": {"title": "P", "nodes": [{"html": "<p>a</p>", "name": "a"}] * 2}}]),
            "sites[0].pages[0].live.nodes[1]: expected a name or id that nothing beside it has",
        ),
        (
            full(components=[{**COMPONENTS[1], "copies": "staged"}]),
            "sites[0].components[0].live: expected nothing where there are not both",
        ),
        (
            full(components=[{"name": "C", "properties": [{"label": "L"}, {"label": "L", "id": "f" * 8}]}]),
            "sites[0].components[0].properties[1].id: expected a UUID",
        ),
        (
            full(components=[{"name": "C", "properties": [{"label": "L"}] * 2}], pages=[]),
            "sites[0].components[0].properties[1].label: expected a label that no property beside it has",
        ),
        (
            full(assets=[{"fileName": "a.txt", "waiting": True, "content": "a"}]),
            "sites[0].assets[0]: expected no content",
        ),
        (
            full(comments=[{"content": "c", "locale": "xx"}]),
            "sites[0].comments[0].locale: expected one of the locales en",
        ),
        (full(comments=[{"page": "home"}]), "sites[0].comments[0].content: expected a value, found nothing"),
    ],
)
def test_what_cannot_be_is_told(site: dict[str, Any], said: str) -> None:
    """Each mistake is told with its path, what was expected and what was found."""
    with pytest.raises(SeedError) as caught:
        plant({"mockflow": 1, "sites": [site]})
    lines = [f"{each.path}: {each.message}" for each in caught.value.problems]
    assert [line for line in lines if line.startswith(said)], lines


def test_values_of_required_fields_may_be_missing_where_it_is_said() -> None:
    """An item without a required value is a mistake, unless it says that it is incomplete."""
    fields = [{"displayName": "F", "isRequired": True}]
    with pytest.raises(SeedError, match="expected a value, since the field is required, found nothing"):
        plant({"mockflow": 1, "sites": [notes(ITEM, fields=fields)]})
    item = {**ITEM, "incomplete": True}
    with Mockflow({"mockflow": 1, "sites": [notes(item, fields=fields)]}) as mock:
        staged = mock.item("notes/a").staged
        assert staged is not None
        assert "f" not in staged["fieldData"]


@pytest.mark.parametrize("key", ["site", "sites"])
def test_a_token_for_a_site_that_is_not_there_is_told(key: str) -> None:
    """The sites of a token are sites of the seed; several are an OAuth token's alone, and not beside one."""
    site = {"displayName": "S"}
    for token, said in (
        ({"name": "t", "kind": "oauth", key: "x" if key == "site" else ["x"]}, "the shortName of a site of this seed"),
        ({"name": "t", "kind": "site", "sites": ["s"]}, "none beside site, and of an oauth token"),
        ({"name": "t", "kind": "oauth", "sites": ["s"], "site": "s"}, "none beside site, and of an oauth token"),
    ):
        with pytest.raises(SeedError, match=f"expected {said}"):
            plant({"mockflow": 1, "sites": [site], "tokens": [token]})


def test_ids_given_is_a_number() -> None:
    """How many ids were given cannot be less than none."""
    with pytest.raises(SeedError, match="idsGiven: expected a whole number from 0 on, found -1"):
        plant({"mockflow": 1, "idsGiven": -1})
