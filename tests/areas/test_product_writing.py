"""Creating and updating products: what they become, and what is refused."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mockflow import Mockflow
from tests.shop import ADVANCED, NOW, PRICE, SEED, SHOP, SIZES, Shop, ids_of, shop_in, sku
from tests.support import error, problems, reasons, told

pytestmark = pytest.mark.mockflow(seed=SEED, rate_limit=False, clock="2026-01-15T12:00:00Z")
NEW = {"product": {"fieldData": {"name": "Lamp", "slug": "lamp"}}, "sku": sku("lamp-one")}


@pytest.fixture
def shop(mockflow: Mockflow) -> Shop:
    return shop_in(mockflow)


def changed(part: str, **fields: Any) -> dict[str, Any]:
    """A new product with other fields in this part; None takes one out."""
    kept = {**NEW[part]["fieldData"], **fields}
    return {**NEW, part: {"fieldData": {key: value for key, value in kept.items() if value is not None}}}


def test_a_product_is_created_with_its_first_sku(shop: Shop) -> None:
    """The answer is a 200 with the product, its type Advanced, and the SKU as its default one; both are staged."""
    answer = shop.post(NEW)
    assert answer.status_code == 200
    made = answer.json()
    product, (first,) = made["product"], made["skus"]
    assert list(product["fieldData"].items())[:2] == [("name", "Lamp"), ("slug", "lamp")]
    assert product["fieldData"]["ec-product-type"] == ADVANCED
    assert product["fieldData"]["default-sku"] == first["id"]
    assert first["fieldData"]["product"] == product["id"]
    assert first["fieldData"]["price"] == {"value": 2400, "unit": "EUR", "currency": "EUR"}
    for each in (product, first):
        assert (each["lastPublished"], each["lastUpdated"], each["isDraft"]) == (None, NOW, False)
        assert each["isArchived"] is False
    assert shop.products.live(product["id"]).status_code == 404


def test_a_product_can_be_created_live(shop: Shop) -> None:
    """With publishStatus live, the product and its SKU are published at once, each with all that it has."""
    made = shop.create(status="live")
    product, (first,) = made["product"], made["skus"]
    assert {each["lastPublished"] for each in (product, first)} == {NOW}
    assert shop.products.live(product["id"]).json() == product
    assert shop.skus.live(first["id"]).json() == first


def test_a_staged_product_goes_live_with_the_site(shop: Shop) -> None:
    """What was created for staging waits for the next publish of the site."""
    product = shop.create()["product"]
    assert shop.products.publish_site().status_code == 202
    assert shop.products.live(product["id"]).json()["fieldData"] == product["fieldData"]


@pytest.mark.mockflow(seed={"mockflow": 1, "sites": [{**SHOP, "lastPublished": None}]})
def test_nothing_is_sold_live_on_a_site_that_was_never_published(shop: Shop) -> None:
    """With publishStatus live, every write is a 409 conflict before a first publish of the site."""
    made = shop.create()
    product, first = made["product"]["id"], made["skus"][0]["id"]
    before, change = shop.everything(), {"fieldData": {"name": "N"}}
    for answer in (
        shop.post({**NEW, "publishStatus": "live"}),
        shop.patch(product, publishStatus="live", product=change),
        shop.add(product, sku("n"), status="live"),
        shop.patch_sku(product, first, publishStatus="live", sku=change),
    ):
        assert error(answer) == (409, "conflict", "Conflict: The site is not published")
    assert shop.everything() == before


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, ["Value (product) is required", "Value (sku) is required"]),
        ({**NEW, "product": {}}, ["Value (product) should have required property 'fieldData'"]),
        ({**NEW, "product": None}, ["Value (product)'s type should be object"]),
        (changed("product", name=None), ["Value (product.fieldData) should have required property 'name'"]),
        (changed("product", slug=None), ["Value (product.fieldData) should have required property 'slug'"]),
        (changed("sku", price=None), ["Value (sku.fieldData) should have required property 'price'"]),
        ({**NEW, "publishStatus": "now"}, None),
        ({**NEW, "publishStatus": None}, ["Value (publishStatus)'s type should be string"]),
        ({**NEW, "sku": {**sku("one"), "sku-values": None}}, None),
        ([], None),
    ],
)
def test_a_malformed_product_is_refused(shop: Shop, body: Any, said: list[str] | None) -> None:
    """A body without name and slug, without the SKU's price or of another shape is a 400 that makes nothing."""
    found = reasons(shop.post(body))
    assert found == said if said else found
    assert shop.everything()[0]["items"] == []


@pytest.mark.parametrize(
    ("part", "field", "value"),
    [
        ("product", "slug", "not a slug"),
        ("product", "tax-category", "none"),
        ("product", "shippable", "yes"),
        ("product", "unheard-of", 1),
        ("product", "category", ["64c7e2f0a1b2c3d4e5f60718"]),
        ("product", "sku-properties", [{"name": "Size", "enum": []}]),
        ("product", "sku-properties", [{"name": "Size"}]),
        ("product", "sku-properties", "Size"),
        ("product", "sku-properties", [{"id": "s", "name": "A", "enum": [{"name": "1"}]}] * 2),
        ("product", "sku-properties", [{"name": "A", "enum": [{"id": "1", "name": "1"}, {"id": "1", "name": "2"}]}]),
        ("sku", "price", {"value": -1, "unit": "EUR"}),
        ("sku", "price", {"value": 24.5, "unit": "EUR"}),
        ("sku", "price", {"value": "2400", "unit": "EUR"}),
        ("sku", "price", {"value": 2400, "unit": "ZZZ"}),
        ("sku", "price", {"value": 2400, "unit": "EUR", "currency": "USD"}),
        ("sku", "price", 2400),
        ("sku", "compare-at-price", {"value": -1, "unit": "EUR"}),
        ("sku", "ec-sku-billing-method", "never"),
        ("sku", "weight", "heavy"),
    ],
)
def test_a_value_that_a_product_cannot_have_is_refused(shop: Shop, part: str, field: str, value: Any) -> None:
    """Money is a whole number of minor units from 0 on in a known currency, and each field has its rule: else 400."""
    assert set(problems(shop.post(changed(part, **{field: value})))) == {field}
    assert shop.everything()[0]["items"] == []


def test_a_products_slug_is_its_own(shop: Shop) -> None:
    """A slug that another product has is a 400, and so is one of another SKU; products and SKUs may share one."""
    both = {"product": {"fieldData": {"name": "Lamp", "slug": "lamp"}}, "sku": sku("lamp")}
    assert shop.post(both).status_code == 200
    before = shop.everything()
    for body in (changed("sku", slug="another"), {**changed("product", slug="another"), "sku": sku("lamp")}):
        assert problems(shop.post(body)) == {
            "slug": f"Unique value is already in database: '{'lamp'}'",
        }
    assert shop.everything() == before


def test_a_product_is_changed(shop: Shop) -> None:
    """A PATCH lays what it sends over the product and answers the product alone, without an envelope."""
    made = shop.create(description="Bright")["product"]
    answer = shop.patch(made["id"], product={"fieldData": {"name": "Moon"}, "isDraft": True})
    assert answer.status_code == 200
    after = answer.json()
    assert after["fieldData"] == {**made["fieldData"], "name": "Moon"}
    assert after["isDraft"] is True
    assert shop.get(made["id"])["product"] == after


def test_a_product_can_be_sent_back_as_it_was_read(shop: Shop) -> None:
    """Keys that are only read are left out, so that a product that was read can be sent back."""
    product = shop.create(**{"sku-properties": SIZES})["product"]
    sent = {key: value for key, value in product.items() if value is not None}
    assert shop.patch(product["id"], product=sent).json()["fieldData"] == product["fieldData"]


def test_a_product_can_be_changed_live(shop: Shop) -> None:
    """With publishStatus live a change is published at once; without, the live copy stays as it was."""
    product = shop.create(status="live")["product"]["id"]
    assert shop.patch(product, product={"fieldData": {"name": "Staged"}}).status_code == 200
    assert shop.products.live(product).json()["fieldData"]["name"] == "Lamp"
    after = shop.patch(product, publishStatus="live").json()
    assert after["fieldData"]["name"] == "Staged"
    assert after["lastPublished"] == after["lastUpdated"] > NOW
    assert shop.products.live(product).json() == after


def test_what_is_archived_is_not_published(shop: Shop) -> None:
    """Archiving a product and publishing it in one call is a 409 conflict that changes nothing."""
    product = shop.create()["product"]["id"]
    before = shop.everything()
    answer = shop.patch(product, publishStatus="live", product={"isArchived": True})
    assert error(answer)[:2] == (409, "conflict")
    assert shop.everything() == before


def test_a_sku_is_changed_with_its_product(shop: Shop) -> None:
    """The sku of a product's PATCH is the one of that id, or the default one."""
    made = shop.create(**{"sku-properties": SIZES})
    ids, product = ids_of(made["product"]), made["product"]["id"]
    large = shop.add(product, sku("large", {ids["Size"]: ids["Large"]})).json()["skus"][0]["id"]
    shop.patch(product, sku={"fieldData": {"name": "First"}})
    shop.patch(product, product={"fieldData": {"name": "P"}}, sku={"id": large, "fieldData": {"name": "Second"}})
    found = shop.get(product)
    assert [each["fieldData"]["name"] for each in found["skus"]] == ["First", "Second"]
    assert found["product"]["fieldData"]["name"] == "P"


@pytest.mark.parametrize(
    "body", [{}, {"product": {}}, {"product": {"fieldData": 5}}, {"product": None}, {"sku": {"fieldData": []}}]
)
def test_a_change_of_nothing_is_refused(shop: Shop, body: Any) -> None:
    """A PATCH that says nothing, or says it in another shape, is a 400 that changes nothing."""
    product = shop.create()["product"]["id"]
    before = shop.everything()
    assert reasons(shop.patch(product, **body))
    assert shop.everything() == before


def test_a_change_that_cannot_be_made_changes_nothing(shop: Shop) -> None:
    """A product whose SKU cannot be changed with it stays as it was."""
    made, other = shop.create("lamp"), shop.create("cup")
    product, before = made["product"]["id"], shop.everything()
    change = {"fieldData": {"name": "N"}}
    assert set(problems(shop.patch(product, product=change, sku={"fieldData": {"price": 5}}))) == {"price"}
    alien = other["skus"][0]["id"]
    answer = shop.patch(product, product=change, sku={"id": alien, **change})
    assert error(answer)[:2] == (404, "resource_not_found")
    wrong = {"fieldData": {"default-sku": alien}}
    assert set(problems(shop.patch(product, product=wrong))) == {"default-sku"}
    assert shop.everything() == before


def test_every_write_makes_a_product_advanced(shop: Shop) -> None:
    """Whatever type a product has or is given, any write of it or of a SKU of it through the API makes it Advanced."""
    physical = {"ec-product-type": "ff42fee0113744f693a764e3431a9cc2"}
    made = shop.create(**physical)
    product, first = made["product"]["id"], made["skus"][0]["id"]
    assert made["product"]["fieldData"]["ec-product-type"] == ADVANCED
    rename: dict[str, Any] = {"fieldData": {"name": "N"}}
    writes: tuple[Callable[[], httpx.Response], ...] = (
        lambda: shop.patch(product, product={"fieldData": physical}),
        lambda: shop.patch(product, sku=rename),
        lambda: shop.patch_sku(product, first, sku=rename),
    )
    for write in writes:
        assert shop.products.patch(product, fieldData=physical).status_code == 200
        assert shop.get(product)["product"]["fieldData"]["ec-product-type"] == physical["ec-product-type"]
        assert write().status_code == 200
        assert shop.get(product)["product"]["fieldData"]["ec-product-type"] == ADVANCED


def write_all(shop: Shop) -> None:
    """Create, change and extend a product, in staging and live."""
    made = shop.create("lamp", status="live", **{"sku-properties": SIZES})
    ids, product = ids_of(made["product"]), made["product"]["id"]
    shop.patch(product, product={"fieldData": {"name": "N"}})
    shop.add(product, sku("large", {ids["Size"]: ids["Large"]}))
    shop.patch_sku(product, made["skus"][0]["id"], publishStatus="live", sku={"fieldData": {"price": PRICE}})


def test_writes_of_products_are_silent(shop: Shop) -> None:
    """No webhook hears of products and SKUs that are created, changed or published."""
    write_all(shop)
    assert told(shop.mock) == []


@pytest.mark.mockflow(quirks={"product_item_events": "on"})
def test_writes_of_products_are_told_where_the_quirk_says_so(shop: Shop) -> None:
    """With the quirk they set off the events of items, and a creation tells of the product with its default SKU."""
    write_all(shop)
    created, published, changed = (f"collection_item_{each}" for each in ("created", "published", "changed"))
    assert told(shop.mock) == [created, published, created, published, changed, created, changed, published]
    commits = shop.mock._worlds.default.history  # noqa: SLF001 - no public door shows events yet
    first = next(event.payload() for commit in commits for event in commit.events)
    assert first["fieldData"]["default-sku"]
