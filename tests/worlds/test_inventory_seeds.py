"""What a seed says of stock and of product types."""

from typing import Any

import pytest

from mockflow import Mockflow, SeedError
from tests.shop import SHOP

GLAZES = {"name": "Glaze", "enum": ["Fog", "Cream"]}
PRODUCTS = {
    "displayName": "Products",
    "slug": "product",
    "items": [{"fieldData": {"name": "Cup", "sku-properties": [GLAZES]}}],
}
SKUS = {
    "displayName": "SKUs",
    "slug": "sku",
    "items": [
        {"fieldData": {"name": name, "product": "product/cup", "price": 900, "sku-values": {"Glaze": name}}}
        for name in ("Fog", "Cream")
    ],
}
FULL: dict[str, Any] = {**SHOP, "collections": [PRODUCTS, SKUS]}


def seed(**site: Any) -> dict[str, Any]:
    return {"mockflow": 1, "sites": [{**FULL, **site}]}


def stock(mock: Mockflow, slug: str, prefix: str = "") -> tuple[int, str]:
    api = mock.http(mock.app_token)
    path = f"/collections/{mock.id(prefix + 'sku')}/items/{mock.id(f'{prefix}sku/{slug}')}/inventory"
    found = api.get(path).json()
    return found["quantity"], found["inventoryType"]


def test_a_seed_may_stock_its_skus() -> None:
    """A number is a finite inventory; infinite, and a SKU that is not named, do not run out."""
    with Mockflow(seed=seed(inventory={"fog": 3})) as mock:
        assert (stock(mock, "fog"), stock(mock, "cream")) == ((3, "finite"), (0, "infinite"))
    with Mockflow(seed=seed(inventory={"fog": 0, "cream": "infinite"})) as mock:
        assert (stock(mock, "fog"), stock(mock, "cream")) == ((0, "finite"), (0, "infinite"))


def test_every_site_has_its_own_stock() -> None:
    """The same slug on another site is another SKU."""
    sites = [{**FULL, "inventory": {"fog": 3}}, {**FULL, "displayName": "Other", "inventory": {"fog": 4}}]
    with Mockflow(seed={"mockflow": 1, "sites": sites}) as mock:
        assert (stock(mock, "fog")[0], stock(mock, "fog", "other/")[0]) == (3, 4)


@pytest.mark.parametrize(
    ("site", "said"),
    [
        (
            {"inventory": {"mist": 3}},
            r"inventory.mist: expected the slug of a SKU of the site \(fog, cream\), found mist",
        ),
        ({"inventory": {"product/cup": 3}}, "expected the slug of a SKU"),
        (
            {"inventory": {"fog": -1}},
            r"sites\[0\].inventory.fog: expected a whole number from 0 on, or infinite, found -1",
        ),
        ({"inventory": {"fog": 2**53}}, "expected a whole number from 0 on, or infinite"),
        ({"inventory": {"fog": True}}, "expected a whole number from 0 on, or infinite"),
        ({"inventory": {"fog": "many"}}, "expected a whole number from 0 on, or infinite"),
        ({"inventory": {"fog": None}}, r"sites\[0\].inventory.fog"),
        ({"inventory": [3]}, r"sites\[0\].inventory"),
        ({"inventory": None}, r"sites\[0\].inventory"),
        ({"inventory": {"fog": 3}, "store": None, "collections": []}, "expected a site with a store, found none"),
        ({"store": {"defaultCurrency": "ZZZ"}}, "expected an ISO 4217 code"),
    ],
)
def test_stock_that_cannot_be_is_told(site: dict[str, Any], said: str) -> None:
    """A SKU that is not there, a number that is none, or stock without a store is a problem of the seed."""
    with pytest.raises(SeedError, match=said):
        Mockflow(seed=seed(**site))


def test_stock_is_not_blamed_for_other_problems() -> None:
    """Where items have problems of their own, those are told and not that a SKU is missing."""
    wrong = {**SKUS, "items": [{"fieldData": {"name": "Fog", "product": "product/none", "price": 900}}]}
    with pytest.raises(SeedError) as told:
        Mockflow(seed=seed(collections=[PRODUCTS, wrong], inventory={"fog": 3}))
    assert "inventory" not in str(told.value)


@pytest.mark.parametrize(("given", "kept"), [("digital", "f22027db68002190aef89a4a2b7ac8a1"), ("", None)])
def test_a_seed_may_name_a_product_type(given: str, kept: str | None) -> None:
    """The type of a product may be said by its name instead of its id."""
    products = {**PRODUCTS, "items": [{"fieldData": {"name": "Cup", "ec-product-type": given}}]}
    with Mockflow(seed=seed(collections=[products])) as mock:
        found = mock.http().get(f"/sites/{mock.site_id}/products/{mock.id('product/cup')}").json()
        assert found["product"]["fieldData"].get("ec-product-type") == kept
        assert found["skus"] == []


def test_a_product_type_that_is_none_is_told() -> None:
    """A type, a tax category or a billing method that is not in its list is a problem of the seed."""
    products = {**PRODUCTS, "items": [{"fieldData": {"name": "Cup", "ec-product-type": "edible"}}]}
    with pytest.raises(SeedError, match="ec-product-type: expected one of ff42fee0113744f693a764e3431a9cc2"):
        Mockflow(seed=seed(collections=[products]))


def test_the_demo_has_stock(mockflow: Mockflow) -> None:
    """In the demo one SKU is sold out and some never are."""
    assert stock(mockflow, "ten-o-clock-bowl-brick-one") == (0, "finite")
    assert stock(mockflow, "paper-shade-bedside") == (0, "infinite")
    assert stock(mockflow, "cup-nine-fog") == (34, "finite")
