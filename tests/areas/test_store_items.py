"""A store's collections, and what the item calls do in them."""

from typing import Any

import pytest

from mockflow import Mockflow, SeedError
from tests.support import Journal, error, items_of, problems, reasons, told

MAY = "2025-05-12T14:20:00.000Z"
CUP = {
    "name": "Cup",
    "sku-properties": [{"name": "Size", "enum": ["Small", "Large"]}],
    "category": ["category/tableware"],
    "default-sku": "sku/small-cup",
    "ec-product-type": "physical",
}
SMALL = {"name": "Small cup", "product": "product/cup", "price": 2499, "sku-values": {"Size": "Small"}}
STORE = [
    {"displayName": "Products", "singularName": "Product", "items": [{"fieldData": CUP}]},
    {"displayName": "SKUs", "singularName": "SKU", "items": [{"slug": "small-cup", "fieldData": SMALL}]},
    {
        "displayName": "Categories",
        "singularName": "Category",
        "slug": "category",
        "items": [{"fieldData": {"name": "Tableware"}}],
    },
]
SHOP: dict[str, Any] = {
    "displayName": "Shop", "lastPublished": MAY, "store": {"defaultCurrency": "EUR"}, "collections": STORE,
}  # fmt: skip
FORBIDDEN = "User is not authorized to perform this action"
PRODUCTS = {
    "description": "PlainText",
    "shippable": "Switch",
    "sku-properties": "SkuSettings",
    "category": "MultiReference",
    "tax-category": "TextOption",
    "default-sku": "Reference",
    "ec-product-type": "TextOption",
}
SKUS = {
    "sku-values": "SkuValues",
    "product": "Reference",
    "main-image": "Image",
    "more-images": "MultiImage",
    "price": "Price",
    "compare-at-price": "Price",
    "download-files": "ExtFileRef",
    "ec-sku-billing-method": "TextOption",
    "ec-sku-subscription-plan": "MembershipPlan",
    "width": "Number",
    "length": "Number",
    "height": "Number",
    "weight": "Number",
    "sku": "PlainText",
}

pytestmark = pytest.mark.mockflow(seed={"mockflow": 1, "sites": [SHOP]}, rate_limit=False, clock="2026-01-15T12:00:00Z")


@pytest.fixture
def products(mockflow: Mockflow) -> Journal:
    return items_of(mockflow, "product")


@pytest.fixture
def skus(mockflow: Mockflow) -> Journal:
    return items_of(mockflow, "sku")


@pytest.mark.mockflow(seed={"mockflow": 1, "sites": [{**SHOP, "collections": []}]})
def test_a_store_has_three_collections(mockflow: Mockflow) -> None:
    """Products, SKUs and Categories are there without being named in the seed, with the fields that stores have."""
    api = mockflow.http()
    listed = api.get(f"/sites/{mockflow.site_id}/collections").json()["collections"]
    names = [(each["displayName"], each["singularName"], each["slug"]) for each in listed]
    assert names == [
        ("Products", "Product", "product"),
        ("SKUs", "SKU", "sku"),
        ("Categories", "Category", "category"),
    ]
    by_slug = {each["slug"]: api.get(f"/collections/{each['id']}").json() for each in listed}
    for slug, expected in (("product", PRODUCTS), ("sku", SKUS), ("category", {})):
        *custom, name, slug_field = by_slug[slug]["fields"]
        assert {field["slug"]: field["type"] for field in custom} == expected
        assert (name["slug"], slug_field["slug"]) == ("name", "slug")
    required = {field["slug"] for field in by_slug["sku"]["fields"] if field["isRequired"]}
    assert required == {"name", "slug", "product", "price"}


@pytest.mark.mockflow(
    seed={"mockflow": 1, "sites": [{**SHOP, "store": None, "collections": [{"displayName": "Product"}]}]}
)
def test_without_a_store_a_collection_of_that_name_is_as_any_other(mockflow: Mockflow, products: Journal) -> None:
    """Only a site with a store has products that are not made as items."""
    made = products.create("Cup")
    assert products.delete(made["id"]).status_code == 204
    assert told(mockflow) == ["collection_item_created", "collection_item_deleted"]
    assert mockflow.http().delete(f"/collections/{mockflow.id('product')}").status_code == 204


def test_a_seed_may_be_brief_about_a_store(products: Journal, skus: Journal) -> None:
    """A bare number is a price in the store's currency, and options and their values are found by name."""
    cup, small = products.staged(products.id("cup")).json(), skus.staged(skus.id("small-cup")).json()
    (size,) = cup["fieldData"]["sku-properties"]
    assert [(each["name"], each["slug"]) for each in size["enum"]] == [("Small", "small"), ("Large", "large")]
    assert small["fieldData"] == {
        "name": "Small cup",
        "slug": "small-cup",
        "product": products.id("cup"),
        "price": {"value": 2499, "unit": "EUR", "currency": "EUR"},
        "sku-values": {size["id"]: size["enum"][0]["id"]},
    }
    assert (cup["fieldData"]["default-sku"], cup["fieldData"]["shippable"]) == (skus.id("small-cup"), False)


@pytest.mark.parametrize(
    "change", [{"sku-values": {"Size": "Huge"}}, {"sku-values": {"Colour": "Red"}}, {"price": "24"}]
)
def test_a_seed_is_told_what_a_sku_cannot_have(change: dict[str, Any]) -> None:
    """A value that the product does not have for an option, or a price that is none, is a problem of the seed."""
    sku = {**STORE[1], "items": [{"slug": "small-cup", "fieldData": {**SMALL, **change}}]}
    shop = {**SHOP, "collections": [STORE[0], sku, STORE[2]]}
    with pytest.raises(SeedError, match=next(iter(change))):
        Mockflow(seed={"mockflow": 1, "sites": [shop]})


@pytest.mark.parametrize("slug", ["product", "sku"])
def test_products_and_skus_are_not_made_as_items(mockflow: Mockflow, slug: str) -> None:
    """A create, staged, live or in bulk, is a 403 forbidden and makes nothing."""
    items = items_of(mockflow, slug)
    before = items.listed()
    new = {"fieldData": {"name": "New"}}
    for where, body in (("", new), ("", {"items": [new]}), ("/bulk", new), ("/live", new)):
        status, code, message = error(items.api.post(items.path + where, json=body))
        assert (status, code) == (403, "forbidden")
        assert message.startswith(FORBIDDEN)
    assert items.listed() == before


@pytest.mark.parametrize("slug", ["product", "sku"])
def test_products_and_skus_are_not_deleted_as_items(mockflow: Mockflow, slug: str) -> None:
    """A delete of one or of many, staged or live, is a 403 forbidden and deletes nothing."""
    items = items_of(mockflow, slug)
    before = items.copies("")
    item_id = before[0][0]["id"]
    for answer in (
        items.delete(item_id),
        items.api.delete(f"{items.path}/{item_id}"),
        items.unpublish(item_id),
        items.unpublish_many(item_id),
    ):
        assert error(answer)[:2] == (403, "forbidden")
    assert items.copies("") == before


def test_categories_are_items_as_any_other(mockflow: Mockflow, products: Journal) -> None:
    """They are created and deleted, products that refer to them lose the reference, and webhooks hear of them."""
    categories = items_of(mockflow, "category")
    assert categories.create("Lamps")["fieldData"] == {"name": "Lamps", "slug": "lamps"}
    assert categories.delete(categories.id("tableware")).status_code == 204
    assert products.staged(products.id("cup")).json()["fieldData"]["category"] == []
    assert told(mockflow) == ["collection_item_created", "collection_item_deleted"]


def write_in_every_way(items: Journal, item_id: str) -> None:
    """Change it, staged and live, publish it, and publish the site."""
    assert items.patch(item_id, fieldData={"name": "Renamed"}).json()["fieldData"]["name"] == "Renamed"
    assert items.publish(item_id) == {"publishedItemIds": [item_id], "errors": []}
    assert items.live_patch(item_id, fieldData={"name": "Again"}).status_code == 200
    assert items.live(item_id).json()["fieldData"]["name"] == "Again"
    assert items.patch(item_id, isDraft=False).status_code == 200
    assert items.publish_site().status_code == 202


def test_products_are_changed_and_published_without_a_word(products: Journal) -> None:
    """A product is changed and published as any item, but no webhook hears of it."""
    write_in_every_way(products, products.id("cup"))
    assert set(told(products.mock)) == {"site_publish"}


@pytest.mark.mockflow(quirks={"product_item_events": "on"})
def test_products_are_told_of_where_the_quirk_says_so(skus: Journal) -> None:
    """With the quirk, writes to products and SKUs set off the events of items."""
    write_in_every_way(skus, skus.id("small-cup"))
    assert told(skus.mock) == [
        "collection_item_changed",
        "collection_item_published",
        "collection_item_changed",
        "collection_item_published",
        "collection_item_changed",
        "collection_item_published",
        "site_publish",
    ]


FILE = {"id": "f1", "name": "manual.pdf", "url": "https://files.example.com/manual.pdf"}
SIZE = {"id": "s", "name": "Size", "enum": [{"id": "l", "name": "Large", "slug": "large"}]}
PRICE = {"value": 100, "unit": "USD", "currency": "USD"}


@pytest.mark.parametrize(
    ("field", "value", "read"),
    [
        ("product/ec-product-type", "ff42fee0113744f693a764e3431a9cc2", "ff42fee0113744f693a764e3431a9cc2"),
        ("product/sku-properties", [{**SIZE, "more": 1}], [SIZE]),
        ("sku/price", {"value": 100, "unit": "USD"}, PRICE),
        ("sku/price", {"value": 100.0, "currency": "USD"}, PRICE),
        ("sku/ec-sku-subscription-plan", {"interval": "month", "frequency": 1}, {"interval": "month", "frequency": 1}),
        ("sku/download-files", [{**FILE, "more": 1}], [FILE]),
    ],
)
def test_a_stores_value_is_taken(mockflow: Mockflow, field: str, value: Any, read: Any) -> None:
    """A value of one of a store's own types is kept in its canonical form: prices say their currency twice."""
    slug, _, key = field.partition("/")
    items = items_of(mockflow, slug)
    item_id = items.listed()[0]["id"]
    assert items.patch(item_id, fieldData={key: value}).json()["fieldData"][key] == read
    again = items.patch(item_id, fieldData={key: read, "name": "Again"}).json()["fieldData"]
    assert (again[key], items.staged(item_id).json()["fieldData"]) == (read, again)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("product/tax-category", 5),
        ("product/sku-properties", {}),
        ("product/sku-properties", [{"name": "Size"}]),
        ("product/sku-properties", [{**SIZE, "enum": ["Large"]}]),
        ("sku/price", 2499),
        ("sku/price", None),
        ("sku/price", {"value": "2499", "unit": "USD"}),
        ("sku/price", {"value": 24.99, "unit": "USD"}),
        ("sku/price", {"value": -1, "unit": "USD"}),
        ("sku/price", {"value": True, "unit": "USD"}),
        ("sku/price", {"value": 100, "unit": "usd"}),
        ("sku/price", {"value": 100}),
        ("sku/sku-values", ["l"]),
        ("sku/sku-values", {"s": 5}),
        ("sku/ec-sku-subscription-plan", "monthly"),
        ("sku/download-files", [{"url": "https://files.example.com/manual.pdf"}]),
    ],
)
def test_another_value_of_a_store_is_refused(mockflow: Mockflow, field: str, value: Any) -> None:
    """A value that one of a store's own types cannot take is a 400 by the field, and changes nothing."""
    slug, _, key = field.partition("/")
    items = items_of(mockflow, slug)
    before = items.listed()
    assert set(problems(items.patch(before[0]["id"], fieldData={key: value}))) == {key}
    assert items.listed() == before


@pytest.mark.parametrize("slug", ["product", "sku", "category"])
def test_a_stores_collections_stay(mockflow: Mockflow, slug: str) -> None:
    """They cannot be deleted, nor can the fields that they have from the start; a field of one's own can."""
    api, path = mockflow.http(), f"/collections/{mockflow.id(slug)}"
    status, code, message = error(api.delete(path))
    assert (status, code) == (403, "forbidden")
    assert message.startswith(FORBIDDEN)
    before = api.get(path).json()
    for field in before["fields"]:
        assert reasons(api.delete(f"{path}/fields/{field['id']}"))
    own = api.post(f"{path}/fields", json={"type": "PlainText", "displayName": "Own"}).json()
    assert api.delete(f"{path}/fields/{own['id']}").status_code == 204
    assert api.get(path).json()["fields"] == before["fields"]
