"""Reading products with their SKUs, and the gate of the store."""

from typing import Any

import pytest

from mockflow import Mockflow
from tests.shop import SEED, SIZES, Shop, ids_of, shop_in, sku
from tests.support import error, reasons

pytestmark = pytest.mark.mockflow(seed=SEED, rate_limit=False, clock="2026-01-15T12:00:00Z")
NOT_THERE = "64c7e2f0a1b2c3d4e5f60718"


@pytest.fixture
def shop(mockflow: Mockflow) -> Shop:
    return shop_in(mockflow)


def test_products_are_listed_with_their_skus(shop: Shop) -> None:
    """The list is called items, newest first; each entry is a product with its SKUs, and the total counts products."""
    lamp = shop.create("lamp", **{"sku-properties": SIZES})
    ids = ids_of(lamp["product"])
    large = shop.add(lamp["product"]["id"], sku("lamp-large", {ids["Size"]: ids["Large"]})).json()["skus"][0]
    cup = shop.create("cup")
    answer = shop.api.get(shop.path).json()
    assert list(answer) == ["items", "pagination"]
    assert answer["pagination"] == {"limit": 100, "offset": 0, "total": 2}
    assert answer["items"] == [cup, {"product": lamp["product"], "skus": [*lamp["skus"], large]}]
    page = shop.api.get(shop.path, params={"limit": 1, "offset": 1}).json()
    assert page["items"] == answer["items"][1:]
    assert page["pagination"] == {"limit": 1, "offset": 1, "total": 2}


def test_a_store_without_products_lists_none(shop: Shop) -> None:
    """The list is empty and its total 0."""
    assert shop.api.get(shop.path).json() == {"items": [], "pagination": {"limit": 100, "offset": 0, "total": 0}}


@pytest.mark.parametrize("query", [{"limit": "0"}, {"limit": "many"}, {"offset": "-1"}])
def test_a_bad_page_of_products_is_refused(shop: Shop, query: dict[str, str]) -> None:
    """A limit or an offset that is none is a 400 in the shape dialect."""
    assert reasons(shop.api.get(shop.path, params=query))


def test_a_product_is_read_with_its_skus(shop: Shop) -> None:
    """A product is answered in an envelope with its SKUs, the oldest first, and as the list has it."""
    made = shop.create("lamp", **{"sku-properties": SIZES})
    assert list(made) == ["product", "skus"]
    assert shop.get(made["product"]["id"]) == made == shop.api.get(shop.path).json()["items"][0]
    assert shop.get(made["product"]["id"].upper()) == made


def test_products_and_skus_are_items_of_their_collections(shop: Shop) -> None:
    """Both are read by their ids through the items of the store's collections, byte for byte the same."""
    made = shop.create()
    product, (first,) = made["product"], made["skus"]
    assert shop.products.staged(product["id"]).json() == product
    assert shop.skus.staged(first["id"]).json() == first
    assert shop.products.patch(product["id"], fieldData={"name": "Renamed"}).status_code == 200
    assert shop.get(product["id"])["product"]["fieldData"]["name"] == "Renamed"


def test_a_sku_that_refers_to_other_items_stays_with_its_product(shop: Shop) -> None:
    """A SKU with a reference of the shop's own to another product is listed under its own product only."""
    collection = shop.mock.id("product")
    field = {"type": "Reference", "displayName": "Goes with", "metadata": {"collectionId": collection}}
    assert shop.api.post(f"/collections/{shop.mock.id('sku')}/fields", json=field).status_code in {200, 201}
    cup, lamp = shop.create("cup"), shop.create("lamp")
    first = lamp["skus"][0]
    changes = {"fieldData": {"goes-with": cup["product"]["id"]}}
    assert shop.patch_sku(lamp["product"]["id"], first["id"], sku=changes).status_code == 200
    listed = {each["product"]["id"]: [one["id"] for one in each["skus"]] for each in shop.everything()[0]["items"]}
    assert listed == {each["product"]["id"]: [each["skus"][0]["id"]] for each in (cup, lamp)}
    assert [each["id"] for each in shop.get(cup["product"]["id"])["skus"]] == [cup["skus"][0]["id"]]


def calls(mock: Mockflow, site: str, product: str, first: str) -> list[tuple[str, str, Any]]:
    """Every operation on products of that site, of this product and this SKU."""
    path = f"/sites/{mock.id(f'sites/{site}')}"
    new = {"product": {"fieldData": {"name": "N", "slug": "n"}}, "sku": sku("n")}
    return [
        ("GET", f"{path}/ecommerce/settings", None),
        ("GET", f"{path}/products", None),
        ("POST", f"{path}/products", new),
        ("GET", f"{path}/products/{product}", None),
        ("PATCH", f"{path}/products/{product}", {"product": {"fieldData": {"name": "N"}}}),
        ("POST", f"{path}/products/{product}/skus", {"skus": [sku("n")]}),
        ("PATCH", f"{path}/products/{product}/skus/{first}", {"sku": {"fieldData": {"name": "N"}}}),
    ]


def test_a_site_without_a_store_refuses(mockflow: Mockflow) -> None:
    """Reads and writes are a 409 ecommerce_not_enabled, before the body is looked at."""
    api = mockflow.http(mockflow.app_token)
    for method, path, body in calls(mockflow, "plain", NOT_THERE, NOT_THERE):
        answer = api.request(method, path, json=body)
        assert error(answer) == (409, "ecommerce_not_enabled", "Ecommerce is not yet initialized")
    site = mockflow.id("sites/plain")
    assert api.post(f"/sites/{site}/products", content=b"{").status_code == 409


def test_a_product_of_another_site_is_not_there(mockflow: Mockflow, shop: Shop) -> None:
    """A product is found under its own site only, and an id that is no product nowhere."""
    made = shop.create()
    product, first = made["product"]["id"], made["skus"][0]["id"]
    before, api = shop.everything(), mockflow.http(mockflow.app_token)
    for method, path, body in calls(mockflow, "other", product, first)[3:]:
        assert error(api.request(method, path, json=body))[:2] == (404, "resource_not_found")
    for wrong in (NOT_THERE, first):
        for method, path, body in calls(mockflow, "shop", wrong, first)[3:]:
            assert error(api.request(method, path, json=body))[:2] == (404, "resource_not_found")
    assert error(shop.api.get(f"{shop.path}/lamp"))[:2] == (400, "validation_error")
    assert shop.everything() == before


def test_a_token_without_the_scopes_of_stores_is_refused(mockflow: Mockflow) -> None:
    """Reading needs ecommerce:read and writing ecommerce:write, and neither stands for the other."""
    for scope, other, wanted in (("read", "write", "GET"), ("write", "read", "POST")):
        api = mockflow.http(mockflow.new_token(scopes=[f"ecommerce:{other}"]))
        for method, path, body in calls(mockflow, "shop", NOT_THERE, NOT_THERE):
            if (method == "GET") == (wanted == "GET"):
                status, code, message = error(api.request(method, path, json=body))
                assert (status, code) == (403, "missing_scopes")
                assert f"'ecommerce:{scope}'" in message


def test_settings_are_those_of_the_store(mockflow: Mockflow) -> None:
    """The settings are the site, the time when the store was set up, and its currency."""
    answer = mockflow.http().get(f"/sites/{mockflow.site_id}/ecommerce/settings")
    assert answer.json() == {
        "siteId": mockflow.site_id,
        "createdOn": "2025-11-03T09:00:00.000Z",
        "defaultCurrency": "EUR",
    }


@pytest.mark.mockflow(seed="demo")
def test_the_demo_is_a_shop(shop: Shop) -> None:
    """The demo sells a handful of products, some in several sizes and glazes, in euros, each with a default SKU."""
    entries = shop.api.get(shop.path).json()["items"]
    assert len(entries) == 7
    assert max(len(each["skus"]) for each in entries) == 4
    for each in entries:
        assert each["product"]["fieldData"]["default-sku"] == each["skus"][0]["id"]
        assert {one["fieldData"]["price"]["unit"] for one in each["skus"]} == {"EUR"}
