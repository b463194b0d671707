"""What the double once got wrong, so that it stays right."""

from typing import Any

import pytest

from mockflow import Mockflow, SeedError
from tests.areas.test_store_items import CUP, SHOP, SMALL, STORE
from tests.support import Journal, items_of, problems

MAY = "2025-05-12T14:20:00.000Z"
NOTES = {
    "displayName": "Notes",
    "singularName": "Note",
    "fields": [{"displayName": "Picture", "type": "Image"}],
    "items": [
        {"fieldData": {"name": "A", "picture": "https://x.example/live.png"}},
        {"fieldData": {"name": "B"}},
    ],
}
LOCALES = {"primary": {"tag": "en"}, "secondary": [{"tag": "fr"}]}
SITE = {"displayName": "One", "lastPublished": MAY, "locales": LOCALES, "collections": [NOTES]}
STORE_SEED = {"mockflow": 1, "sites": [SHOP]}

pytestmark = pytest.mark.mockflow(seed={"mockflow": 1, "sites": [SITE]}, rate_limit=False, clock="2026-01-15T12:00:00Z")


@pytest.fixture
def notes(mockflow: Mockflow) -> Journal:
    return items_of(mockflow, "note")


@pytest.mark.mockflow(seed=STORE_SEED)
@pytest.mark.parametrize("amount", [1e300, 1.9e19, 2**64])
def test_a_price_has_a_size(mockflow: Mockflow, amount: float) -> None:
    """A price beyond 2^53 is refused by its field."""
    skus = items_of(mockflow, "sku")
    answer = skus.patch(skus.id("small-cup"), fieldData={"price": {"value": amount, "unit": "EUR"}})
    assert set(problems(answer)) == {"price"}


@pytest.mark.mockflow(seed=STORE_SEED)
def test_a_deeply_nested_plan_is_refused(mockflow: Mockflow) -> None:
    """A plan that could not be written back is a 400 by its field."""
    skus = items_of(mockflow, "sku")
    deep: dict[str, Any] = {}
    for _ in range(300):
        deep = {"a": deep}
    answer = skus.patch(skus.id("small-cup"), fieldData={"ec-sku-subscription-plan": deep})
    assert set(problems(answer)) == {"ec-sku-subscription-plan"}


@pytest.mark.mockflow(seed=STORE_SEED)
def test_numbers_of_store_values_are_javascripts(mockflow: Mockflow) -> None:
    """Numbers within a plan are written as JSON.stringify writes them, after another write too."""
    skus = items_of(mockflow, "sku")
    path = f"{skus.path}/{skus.id('small-cup')}"
    for body in ('{"fieldData":{"ec-sku-subscription-plan":{"a":10.0,"b":1e20}}}', '{"fieldData":{"sku":"C"}}'):
        assert '"a":10,"b":100000000000000000000}' in skus.api.patch(path, content=body).text


def test_a_slug_is_still_unique_after_a_batch_that_moved_it_twice(notes: Journal) -> None:
    """A live batch that gives one item a slug, takes it back and gives it to another leaves it taken."""
    a, b = notes.id("a"), notes.id("b")
    moves = [(a, "x"), (a, "y"), (b, "x")]
    answer = notes.live_patch_many(*({"id": item_id, "fieldData": {"slug": slug}} for item_id, slug in moves))
    assert answer.status_code == 200
    assert problems(notes.post({"fieldData": {"name": "C", "slug": "x"}}))


def test_a_bad_file_of_a_live_change_publishes_nothing(notes: Journal) -> None:
    """The field of a file that is left out stays as it is in the live copy, too."""
    item_id = notes.id("a")
    before = notes.live(item_id).json()["fieldData"]["picture"]
    notes.patch(item_id, fieldData={"picture": "https://x.example/staged.png"})
    notes.live_patch(item_id, fieldData={"picture": "nope"})
    assert notes.live(item_id).json()["fieldData"]["picture"] == before


def test_a_locale_named_twice_makes_one_variant(notes: Journal) -> None:
    """The primary locale by its id and as an empty string is one variant, and one event."""
    body = {"cmsLocaleIds": [notes.mock.id("locales/en"), ""], "fieldData": {"name": "C"}}
    assert len(notes.api.post(f"{notes.path}/bulk", json=body).json()["items"]) == 1


@pytest.mark.mockflow(seed={"mockflow": 1, "sites": [{**SITE, "lastPublished": None}]})
def test_fields_come_before_the_site(notes: Journal) -> None:
    """A live create of wrong fields on a site that was never published is told of the fields."""
    assert problems(notes.create_live({"fieldData": {"name": "x", "nope": 1}}))


@pytest.mark.mockflow(seed=STORE_SEED)
def test_policy_comes_before_the_body(mockflow: Mockflow) -> None:
    """A wrong body to create a product is a 403 as a right one is."""
    products = items_of(mockflow, "product")
    assert products.post({}).status_code == 403


def test_a_locale_may_be_in_capitals(notes: Journal) -> None:
    """A cmsLocaleId may be in capitals as any id in a body or a query may."""
    french = notes.mock.id("locales/fr").upper()
    assert notes.post({"cmsLocaleId": french, "fieldData": {"name": "C"}}).status_code == 202


PRODUCT: list[dict[str, Any]] = [
    {"sku-properties": None},
    {"sku-properties": 5},
    {"sku-properties": [{"name": "Size", "enum": 5}]},
    {"sku-properties": [{"name": "Size", "enum": None}]},
]
SKU: list[dict[str, Any]] = [{"sku-values": {"Size": ["Small"]}}, {"price": {"value": 1e30, "unit": "EUR"}}]


@pytest.mark.parametrize("change", PRODUCT + SKU)
def test_a_wrong_store_seed_is_told(change: dict[str, Any]) -> None:
    """A seed with impossible store values is a SeedError."""
    product = {**STORE[0], "items": [{"fieldData": {**CUP, **(change if change in PRODUCT else {})}}]}
    sku = {**STORE[1], "items": [{"slug": "small-cup", "fieldData": {**SMALL, **(change if change in SKU else {})}}]}
    with pytest.raises(SeedError):
        Mockflow(seed={"mockflow": 1, "sites": [{**SHOP, "collections": [product, sku, STORE[2]]}]})


@pytest.mark.mockflow(plan="enterprise")
def test_a_whole_number_may_be_written_as_a_double(mockflow: Mockflow) -> None:
    """1.0 and 1e2 are whole numbers to JSON; 1.5 is none, nor is one beyond what a double counts exactly."""
    path = f"/sites/{mockflow.site_id}/custom_fonts"
    said = '"fileName": "a.ttf", "fileHash": "%s", "fontFamily": "A", "italic": false, "fontDisplay": "swap"'
    for number, status in (("1e2", 202), ("200.0", 202), ("1.5", 400), ("1e300", 400)):
        content = f'{{{said % ("0" * 32)}, "weight": {number}}}'
        answer = mockflow.http().post(path, content=content, headers={"Content-Type": "application/json"})
        assert answer.status_code == status, (number, answer.text)
    assert [each["weight"] for each in mockflow.http().get(path).json()["customFonts"]] == [100, 200]


def test_null_is_no_page_to_publish(mockflow: Mockflow) -> None:
    """A client whose page is unset is told so, and does not publish the whole site."""
    answer = mockflow.http().post(
        f"/sites/{mockflow.site_id}/publish", json={"publishToWebflowSubdomain": True, "pageId": None}
    )
    assert answer.status_code == 400
    assert answer.json()["code"] == "validation_error"
    assert mockflow.history() == []
