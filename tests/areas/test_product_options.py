"""Options of products, and the values that SKUs have of them."""

from typing import Any

import pytest

from mockflow import Mockflow
from tests.shop import SEED, SIZES, Shop, ids_of, shop_in, sku
from tests.support import error, problems, reasons

pytestmark = pytest.mark.mockflow(seed=SEED, rate_limit=False, clock="2026-01-15T12:00:00Z")
GLAZE = {"id": "glaze", "name": "Glaze", "enum": [{"id": "fog", "name": "Fog", "slug": "fog"}, {"name": "Cream"}]}
COLOR = {"id": "color", "name": "Color", "enum": [{"id": each, "name": each} for each in ("red", "blue")]}


@pytest.fixture
def shop(mockflow: Mockflow) -> Shop:
    return shop_in(mockflow)


def options(*given: Any) -> dict[str, Any]:
    return {"sku-properties": list(given)}


def values(shop: Shop, product: str) -> list[dict[str, str]]:
    return [each["fieldData"]["sku-values"] for each in shop.get(product)["skus"]]


def test_options_keep_the_ids_that_are_sent_and_get_the_others(shop: Shop) -> None:
    """Ids of options and values that are sent stay; those that are not are 32 hex digits, and slugs come from names."""
    (glaze, size) = shop.create(**options(GLAZE, *SIZES))["product"]["fieldData"]["sku-properties"]
    cream = glaze["enum"][1]
    assert glaze == {**GLAZE, "enum": [GLAZE["enum"][0], {"id": cream["id"], "name": "Cream", "slug": "cream"}]}
    made = [size["id"], cream["id"], *(each["id"] for each in size["enum"])]
    assert len(set(made)) == 4
    assert all(len(each) == 32 and int(each, 16) for each in made)


def test_the_default_sku_has_the_first_value_of_each_option(shop: Shop) -> None:
    """Whatever values the first SKU is sent with, it has the first of each option."""
    product = {"fieldData": {"name": "Cup", "slug": "cup", **options(GLAZE, COLOR)}}
    made = shop.post({"product": product, "sku": {**sku("cup"), "sku-values": {"color": "blue"}}}).json()
    assert made["skus"][0]["fieldData"]["sku-values"] == {"glaze": "fog", "color": "red"}


@pytest.mark.parametrize("beside", [True, False])
def test_values_and_image_are_taken_beside_the_fields_too(shop: Shop, *, beside: bool) -> None:
    """A SKU's option values and main image may be sent within fieldData or beside it, and are answered within."""
    product = shop.create(**options(COLOR))["product"]["id"]
    sent = {"sku-values": {"color": "blue"}, "main-image": "https://images.example.com/blue.jpg"}
    entry = {**sku("blue"), **sent} if beside else sku("blue", **sent)
    (made,) = shop.add(product, entry).json()["skus"]
    assert made["fieldData"]["sku-values"] == {"color": "blue"}
    assert made["fieldData"]["main-image"]["url"].endswith("blue.jpg")
    assert not sent.keys() & made.keys()


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"glaze": "fog"},
        {"glaze": "fog", "color": "green"},
        {"glaze": "fog", "color": "blue", "size": "s"},
        {"fog": "glaze", "blue": "color"},
    ],
)
def test_a_sku_has_a_value_of_every_option(shop: Shop, wrong: Any) -> None:
    """Values that miss an option, or name one that the product does not have, are a 400, at creation and later."""
    made = shop.create(**options(GLAZE, COLOR))
    product, first, before = made["product"]["id"], made["skus"][0]["id"], shop.everything()
    assert set(problems(shop.add(product, sku("new", wrong)))) == {"sku-values"}
    assert set(problems(shop.patch_sku(product, first, sku=sku("new", wrong)))) == {"sku-values"}
    assert shop.everything() == before


@pytest.mark.parametrize(
    ("wrong", "at"),
    [
        (["fog", "blue"], ""),
        ({"glaze": "fog", "color": None}, ".color"),
        ({"color": 5}, ".color"),
        ("fog", ""),
        (None, ""),
    ],
)
def test_option_values_are_told_by_option(shop: Shop, wrong: Any, at: str) -> None:
    """Values that are no object of texts are a 400 that makes nothing, even where they would not count."""
    product = shop.create(**options(GLAZE, COLOR))["product"]["id"]
    before = shop.everything()
    new = {"fieldData": {"name": "Cup", "slug": "cup"}}
    for entry in (sku("cup", **{"sku-values": wrong}), {**sku("cup"), "sku-values": wrong}):
        for answer in (shop.add(product, entry), shop.post({"product": new, "sku": entry})):
            (said,) = reasons(answer)
            assert f"sku-values{at})'s type should be {'string' if at else 'object'}" in said
    assert shop.everything() == before


def test_no_two_skus_have_the_same_values(shop: Shop) -> None:
    """A combination that another SKU of the product has is a 409 conflict, also within one call and in a change."""
    made = shop.create(**options(COLOR))
    product, first = made["product"]["id"], made["skus"][0]["id"]
    blue = sku("blue", {"color": "blue"})
    before = shop.everything()
    for answer in (
        shop.add(product, sku("red", {"color": "red"})),
        shop.add(product, blue, sku("blue-two", {"color": "blue"})),
    ):
        assert error(answer)[:2] == (409, "conflict")
    assert shop.everything() == before
    assert shop.add(product, blue).status_code == 200
    before = shop.everything()
    again = shop.patch_sku(product, first, sku={"sku-values": {"color": "blue"}})
    assert error(again)[:2] == (409, "conflict")
    assert shop.everything() == before
    same = shop.patch_sku(product, first, sku={"sku-values": {"color": "red"}})
    assert same.json()["fieldData"]["sku-values"] == {"color": "red"}


def test_a_product_without_options_has_one_sku(shop: Shop) -> None:
    """A second SKU of a product without options has no values of its own either: 409 conflict."""
    product = shop.create()["product"]["id"]
    assert values(shop, product) == [{}]
    assert error(shop.add(product, sku("second")))[:2] == (409, "conflict")


def test_options_sent_again_by_name_are_the_same(shop: Shop) -> None:
    """An option or a value that is sent without its id is the product's own of that name."""
    made = shop.create(**options(*SIZES))["product"]
    ids = ids_of(made)
    more = {"name": "Size", "enum": [{"name": "Small"}, {"name": "Medium"}, {"name": "Large"}]}
    after = shop.patch(made["id"], product={"fieldData": options(more)}).json()
    assert ids.items() < ids_of(after).items()


def test_skus_follow_the_options_of_their_product(shop: Shop) -> None:
    """SKUs get the first value of an option that comes, and lose that of one that goes."""
    made = shop.create(status="live", **options(COLOR))
    product, first = made["product"]["id"], made["skus"][0]["id"]
    assert shop.add(product, sku("blue", {"color": "blue"})).status_code == 200
    assert shop.patch(product, product={"fieldData": options(COLOR, GLAZE)}).status_code == 200
    assert values(shop, product) == [{"color": "red", "glaze": "fog"}, {"color": "blue", "glaze": "fog"}]
    assert shop.skus.live(first).json()["fieldData"]["sku-values"] == {"color": "red"}
    assert shop.patch(product, publishStatus="live", product={"fieldData": options(COLOR)}).status_code == 200
    assert values(shop, product) == [{"color": "red"}, {"color": "blue"}]
    assert shop.skus.live(first).json()["fieldData"]["sku-values"] == {"color": "red"}


@pytest.mark.parametrize("left", [[{**COLOR, "enum": [{"id": "red", "name": "red"}]}], [], [GLAZE]])
def test_options_that_skus_are_told_apart_by_stay(shop: Shop, left: list[Any]) -> None:
    """Options that go with a SKU's own value, or leave two SKUs alike, are a 409 conflict and stay as they were."""
    product = shop.create(**options(COLOR))["product"]["id"]
    assert shop.add(product, sku("blue", {"color": "blue"})).status_code == 200
    before = shop.everything()
    assert error(shop.patch(product, product={"fieldData": options(*left)}))[:2] == (409, "conflict")
    assert shop.everything() == before
