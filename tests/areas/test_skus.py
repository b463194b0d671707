"""Adding SKUs to products, and updating them."""

from typing import Any

import pytest

from mockflow import Mockflow
from tests.shop import NOW, PRICE, SEED, SIZES, Shop, ids_of, shop_in, sku
from tests.support import error, problems, reasons

pytestmark = pytest.mark.mockflow(seed=SEED, rate_limit=False, clock="2026-01-15T12:00:00Z")


@pytest.fixture
def shop(mockflow: Mockflow) -> Shop:
    return shop_in(mockflow)


@pytest.fixture
def lamp(shop: Shop) -> dict[str, Any]:
    """A lamp in two sizes, of which one is there."""
    return shop.create(**{"sku-properties": SIZES})


def large(lamp: dict[str, Any], slug: str = "large", **fields: Any) -> dict[str, Any]:
    ids = ids_of(lamp["product"])
    return sku(slug, {ids["Size"]: ids["Large"]}, **fields)


def test_a_sku_is_added(shop: Shop, lamp: dict[str, Any]) -> None:
    """The answer is a 200 with it under skus; it belongs to the product of the path, which keeps its default SKU."""
    product = lamp["product"]
    answer = shop.add(product["id"], large(lamp, product="64c7e2f0a1b2c3d4e5f60718", sku="L-2", weight=1.5))
    assert answer.status_code == 200
    assert list(answer.json()) == ["skus"]
    (made,) = answer.json()["skus"]
    assert made["fieldData"]["product"] == product["id"]
    assert (made["fieldData"]["sku"], made["fieldData"]["weight"], made["lastPublished"]) == ("L-2", 1.5, None)
    assert shop.get(product["id"]) == {"product": product, "skus": [*lamp["skus"], made]}
    assert shop.skus.live(made["id"]).status_code == 404


def test_a_sku_can_be_added_live(shop: Shop, lamp: dict[str, Any]) -> None:
    """With publishStatus live it is published at once."""
    (made,) = shop.add(lamp["product"]["id"], large(lamp), status="live").json()["skus"]
    assert made["lastPublished"] == made["lastUpdated"]
    assert shop.skus.live(made["id"]).json() == made


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"skus": []},
        {"skus": None},
        {"skus": sku("new")},
        {"skus": [{}]},
        {"skus": [{"fieldData": {"name": "New", "slug": "new"}}]},
        {"skus": [{"fieldData": {"name": "New", "price": PRICE}}]},
        {"skus": [sku("new")] * 101},
        {"skus": [sku("new")], "publishStatus": "draft"},
    ],
)
def test_malformed_skus_are_refused(shop: Shop, lamp: dict[str, Any], body: Any) -> None:
    """A body without SKUs, with too many or with one that lacks name, slug or price is a 400 that makes none."""
    before = shop.everything()
    assert reasons(shop.api.post(f"{shop.path}/{lamp['product']['id']}/skus", json=body))
    assert shop.everything() == before


def test_skus_are_added_all_or_none(shop: Shop, lamp: dict[str, Any]) -> None:
    """One SKU that cannot be created refuses all, and every problem is told."""
    before = shop.everything()
    entries = [large(lamp), large(lamp, "lamp-one"), large(lamp, "third", price={"value": -5, "unit": "EUR"})]
    assert set(problems(shop.add(lamp["product"]["id"], *entries))) == {"slug", "price"}
    assert shop.everything() == before


def test_a_sku_is_changed(shop: Shop, lamp: dict[str, Any]) -> None:
    """A PATCH lays what it sends over the SKU and answers the SKU alone; its product cannot be changed."""
    product, first = lamp["product"]["id"], lamp["skus"][0]
    other = shop.create("cup")["product"]["id"]
    fields = {"price": {"value": 1900, "unit": "EUR"}, "compare-at-price": PRICE, "product": other}
    answer = shop.patch_sku(product, first["id"], sku={"fieldData": fields})
    assert answer.status_code == 200
    after = answer.json()
    assert after["id"] == first["id"]
    both = {key: {**fields[key], "currency": "EUR"} for key in ("price", "compare-at-price")}
    assert after["fieldData"] == {**first["fieldData"], **both}
    assert shop.get(product)["skus"] == [after]


def test_a_sku_can_be_changed_live(shop: Shop) -> None:
    """With publishStatus live the SKU is published at once; without, its live copy stays as it was."""
    made = shop.create(status="live")
    product, first = made["product"]["id"], made["skus"][0]["id"]
    assert shop.patch_sku(product, first, sku={"fieldData": {"name": "Staged"}}).status_code == 200
    assert shop.skus.live(first).json() == made["skus"][0]
    after = shop.patch_sku(product, first, publishStatus="live", sku={}).json()
    assert after["fieldData"]["name"] == "Staged"
    assert after["lastPublished"] > NOW
    assert shop.skus.live(first).json() == after


@pytest.mark.parametrize("body", [{}, {"sku": {}}, {"sku": None}, {"sku": []}, {"sku": {"fieldData": "Large"}}])
def test_a_malformed_change_of_a_sku_is_refused(shop: Shop, lamp: dict[str, Any], body: Any) -> None:
    """A body without a SKU, or one that says nothing, is a 400 that changes nothing."""
    before = shop.everything()
    assert reasons(shop.patch_sku(lamp["product"]["id"], lamp["skus"][0]["id"], **body))
    assert shop.everything() == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("price", None),
        ("price", {"value": -1, "unit": "EUR"}),
        ("price", {"value": 1, "unit": "eur"}),
        ("compare-at-price", "free"),
        ("name", ""),
        ("slug", "lamp-two"),
        ("unheard-of", 1),
    ],
)
def test_a_value_that_a_sku_cannot_have_is_refused(shop: Shop, lamp: dict[str, Any], field: str, value: Any) -> None:
    """A value that its field cannot take, or a slug that another SKU has, is a 400 that changes nothing."""
    assert shop.add(lamp["product"]["id"], large(lamp, "lamp-two")).status_code == 200
    before = shop.everything()
    answer = shop.patch_sku(lamp["product"]["id"], lamp["skus"][0]["id"], sku={"fieldData": {field: value}})
    assert set(problems(answer)) == {field}
    assert shop.everything() == before


def test_a_sku_of_another_product_is_not_there(shop: Shop, lamp: dict[str, Any]) -> None:
    """A SKU is found under its own product only."""
    cup = shop.create("cup")
    before = shop.everything()
    for wrong in (cup["skus"][0]["id"], cup["product"]["id"], "64c7e2f0a1b2c3d4e5f60718"):
        answer = shop.patch_sku(lamp["product"]["id"], wrong, sku={"fieldData": {"name": "N"}})
        assert error(answer)[:2] == (404, "resource_not_found")
    assert shop.everything() == before
