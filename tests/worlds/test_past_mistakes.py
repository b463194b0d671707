"""What worlds and seeds once got wrong, so that it stays right."""

from typing import Any

import pytest

from mockflow import ControlError, Mockflow, SeedError
from mockflow.core.index import Index
from mockflow.worlds.seed_merging import merge

SECRET = "5e" * 32
OPTION = {"displayName": "Products", "slug": "product", "items": []}


def shop(product: dict[str, Any], french: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """A shop with one product in two languages, and a SKU of it."""
    cup = {"fieldData": {"name": "Cup", **product}, "locales": {"fr": {"fieldData": {"name": "Tasse", **french}}}}
    sku = {"fieldData": {"name": "One", "product": "product/cup", "price": 1, "sku-values": values}}
    collections = [{**OPTION, "items": [cup]}, {"displayName": "SKUs", "slug": "sku", "items": [sku]}]
    locales = {"primary": {"tag": "en"}, "secondary": [{"tag": "fr"}]}
    return {"mockflow": 1, "sites": [{"displayName": "A", "locales": locales, "store": {}, "collections": collections}]}


def test_an_index_forgets_what_was_removed() -> None:
    """Keys that come and go leave nothing behind, however often the few recent changes are poured."""
    index: Index[int, int] = Index()
    for key in range(500):
        index = index.insert(key, key)
        if key >= 20:
            index = index.remove(key - 20)
    assert sorted(index) == list(range(480, 500))
    assert len(index._changed) + len(index._recent) <= 60  # noqa: SLF001 - what is kept cannot be seen from outside


@pytest.mark.parametrize("enum", ["S", None, 5])
def test_a_translation_of_a_wrong_option_is_told(enum: Any) -> None:
    """A product whose options are wrong in one language and right in the other is a SeedError."""
    good = {"sku-properties": [{"name": "Taille", "enum": ["P"]}]}
    with pytest.raises(SeedError):
        Mockflow(seed=shop({"sku-properties": [{"name": "Size", "enum": enum}]}, good, {}))


def test_an_empty_value_of_an_option_is_told() -> None:
    """The empty string is no value that a product has."""
    options = {"sku-properties": [{"name": "Size", "enum": ["Small"]}]}
    with pytest.raises(SeedError, match=r"expected a value that the product has for this option \(Small\), found "):
        Mockflow(seed=shop(options, options, {"Size": ""}))


def test_values_are_no_structure() -> None:
    """A list within values takes the place of the other, whatever its field is called."""
    base, over = ({"live": {"items": [value]}, "fieldData": {"fields": [value]}} for value in ("a/x", "a/y"))
    assert merge({"sites": [base]}, {"sites": [over]})[0]["sites"][0] == over


@pytest.mark.parametrize(
    ("path", "start"),
    [
        ("http://mockflow.test/sites", "a path of v1, or one without its version: "),
        ("http://mockflow.test/v1/sites", "a path of v1, which Webflow has retired: "),
    ],
)
def test_a_forgotten_version_is_told(path: str, start: str) -> None:
    """A path without the version is told where it is."""
    with Mockflow() as mock:
        mock.http().get(path)
        assert [each.reason for each in mock.unmatched()] == [f"{start}Webflow has this under /v2"]


def test_what_looks_like_a_token_is_never_shown() -> None:
    """Neither in the name of a world nor in a body, with or without an operation."""
    with Mockflow() as mock:
        api = mock.http()
        api.get("/sites", headers={"X-Mockflow-World": SECRET})
        api.post("http://mockflow.test/oauth/access_token", json={"client_secret": SECRET})
        api.post(f"/collections/{mock.id('topics')}/items", json={"fieldData": {"name": SECRET}})
        shown = str(mock.control("GET", "/unmatched")) + str(mock.control("GET", "/requests"))
    assert "[redacted]" in shown
    assert SECRET not in shown


def test_unmatched_calls_are_bounded_by_bytes() -> None:
    """Many large calls that nothing answers push the older ones out."""
    with Mockflow(rate_limit=False) as mock:
        for _ in range(8):
            mock.http().post("/nope", content=b" " * 1_000_000)
        assert 0 < len(mock.unmatched()) < 8


def test_a_tag_names_the_locale_of_the_items_own_site() -> None:
    """Two sites with one tag have a locale of it each."""
    notes = {"displayName": "Notes", "slug": "notes", "items": [{"fieldData": {"name": "x"}}]}
    sites = [{"displayName": name, "locales": {"primary": {"tag": "en"}}, "collections": [notes]} for name in "AB"]
    with Mockflow(seed={"mockflow": 1, "sites": sites}) as mock:
        assert mock.item("b/notes/x", locale="en").state == "published"
        made = mock.add_item("b/notes", {"name": "y"}, locale="en")
        assert mock.item(made).state == "published"


def test_preparation_passes_every_quirk() -> None:
    """A world that asks writes for a version lets itself be prepared."""
    with Mockflow(quirks={"require_write_version": "on"}) as mock:
        assert mock.item(mock.add_item("topics", {"name": "x"})).state == "published"


def test_a_state_with_a_wrong_word_of_a_store_is_refused(mockflow: Mockflow) -> None:
    """A product of a type that there is not is told by its place, as any other value."""
    document = mockflow.state()
    product = next(item for item in document["items"] if "ec-product-type" in item["fieldData"])
    product["fieldData"]["ec-product-type"] = "Advanced"
    with pytest.raises(ControlError, match=r"items\[\d+\]\.fieldData\.ec-product-type: expected one of [0-9a-f]{32}"):
        mockflow.load_state(document)
