"""What holds in a store whichever call is used: its own fields, options and values, and products of SKUs."""

from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from mockflow import Mockflow
from tests.shop import PRICE, SEED, SHOP, SIZES, Shop, ids_of, shop_in, sku
from tests.support import error, problems, reasons

pytestmark = pytest.mark.mockflow(seed=SEED, rate_limit=False, clock="2026-01-15T12:00:00Z")


@pytest.fixture
def shop(mockflow: Mockflow) -> Shop:
    return shop_in(mockflow)


@pytest.mark.parametrize(
    ("field", "required"), [("sku/price", False), ("sku/product", False), ("product/default-sku", True)]
)
def test_a_stores_field_is_as_required_as_it_was(mockflow: Mockflow, shop: Shop, field: str, *, required: bool) -> None:
    """Whether a store's own field must be there cannot be changed, and products are made as before; labels can be."""
    kind, _, slug = field.partition("/")
    path = f"/collections/{mockflow.id(kind)}"
    before = shop.api.get(path).json()
    field_id = next(each["id"] for each in before["fields"] if each["slug"] == slug)
    said = ["Value (isRequired) should stay as it is for a field of a store"]
    assert reasons(shop.api.patch(f"{path}/fields/{field_id}", json={"isRequired": required})) == said
    assert shop.api.get(path).json() == before
    same: dict[str, Any] = {"isRequired": not required, "displayName": "Another"}
    assert shop.api.patch(f"{path}/fields/{field_id}", json=same).json()["displayName"] == "Another"
    assert shop.create()["skus"]


WHOLE = "a price with a value that is a whole number from 0 to 9007199254740992"
CODE = "a price with a unit that is an ISO 4217 code, such as USD"


@pytest.mark.parametrize(
    ("price", "expected"),
    [
        (5, "a price such as {value: 2499, unit: USD}"),
        ({**PRICE, "value": -1}, WHOLE),
        ({**PRICE, "value": 1.5}, WHOLE),
        ({**PRICE, "value": "1"}, WHOLE),
        ({**PRICE, "value": 1e300}, WHOLE),
        ({"unit": "EUR"}, WHOLE),
        ({**PRICE, "unit": "XXX"}, CODE),
        ({**PRICE, "unit": "eur"}, CODE),
        ({**PRICE, "unit": ["EUR"]}, CODE),
        ({**PRICE, "currency": 5}, CODE),
        ({"value": 1, "unit": None}, CODE),
        ({**PRICE, "currency": "USD"}, "a price with the same unit and currency"),
    ],
)
def test_a_price_is_refused_with_a_reason(shop: Shop, price: Any, expected: str) -> None:
    """What is wrong with a price is told: its amount, its currency, or that it has two of them."""
    made = shop.create()
    before = shop.everything()
    answer = shop.patch_sku(made["product"]["id"], made["skus"][0]["id"], sku={"fieldData": {"price": price}})
    assert problems(answer)["price"].startswith(f"Expected value to be {expected}: '")
    assert shop.everything() == before


@pytest.mark.parametrize("price", [{"unit": None, "currency": "EUR"}, {"unit": "EUR", "currency": None}])
def test_either_name_of_the_currency_does(shop: Shop, price: dict[str, Any]) -> None:
    """A price says its currency under unit or currency; null for the other is as nothing."""
    made = shop.create()
    fields = {"price": {"value": 5, **price}}
    answer = shop.patch_sku(made["product"]["id"], made["skus"][0]["id"], sku={"fieldData": fields})
    assert answer.json()["fieldData"]["price"] == {"value": 5, "unit": "EUR", "currency": "EUR"}


@dataclass
class Lamp:
    """A live lamp in two sizes, through the calls of items."""

    shop: Shop
    product: str
    small: str
    large: str
    size: str
    values: dict[str, str]

    def patch(self, item_id: str, *, live: bool, **fields: Any) -> httpx.Response:
        items = self.shop.products if item_id == self.product else self.shop.skus
        return (items.live_patch if live else items.patch)(item_id, fieldData=fields)

    def patch_many(self, item_id: str, *, live: bool, **fields: Any) -> httpx.Response:
        items, entry = self.shop.skus, {"id": item_id, "fieldData": fields}
        if live:
            return items.live_patch_many(entry)
        return items.api.patch(items.path, json={"items": [entry]})

    def chosen(self, item_id: str) -> list[dict[str, str]]:
        """The option values of a SKU, staged and live."""
        copies = (self.shop.skus.staged(item_id), self.shop.skus.live(item_id))
        return [copy.json()["fieldData"]["sku-values"] for copy in copies]


@pytest.fixture
def lamp(shop: Shop) -> Lamp:
    made = shop.create(status="live", **{"sku-properties": SIZES})
    product, ids = made["product"]["id"], ids_of(made["product"])
    second = shop.add(product, sku("large", {ids["Size"]: ids["Large"]}), status="live").json()["skus"][0]
    values = {name: ids[name] for name in ("Small", "Large")}
    return Lamp(shop, product, made["skus"][0]["id"], second["id"], ids["Size"], values)


@pytest.mark.parametrize("live", [False, True])
def test_a_sku_changed_as_an_item_keeps_its_values_apart(lamp: Lamp, *, live: bool) -> None:
    """A SKU has a value of each option, 400, and not those of another SKU, 409; its own may be sent again."""
    before = lamp.shop.everything()
    for wrong in ({}, {lamp.size: "huge"}, {"glaze": "fog"}):
        assert set(problems(lamp.patch(lamp.small, live=live, **{"sku-values": wrong}))) == {"sku-values"}
    taken = {"sku-values": {lamp.size: lamp.values["Large"]}}
    assert error(lamp.patch(lamp.small, live=live, **taken))[:2] == (409, "conflict")
    assert error(lamp.patch_many(lamp.small, live=live, **taken))[:2] == (409, "conflict")
    assert lamp.shop.everything() == before
    assert lamp.patch(lamp.large, live=live, **taken).status_code == 200


def test_skus_changed_together_may_change_places(lamp: Lamp) -> None:
    """What holds among SKUs must hold after the whole call."""
    swapped = ((lamp.small, "Large"), (lamp.large, "Small"))
    entries = [{"id": each, "fieldData": {"sku-values": {lamp.size: lamp.values[name]}}} for each, name in swapped]
    assert lamp.shop.skus.live_patch_many(*entries).status_code == 200
    assert lamp.chosen(lamp.small) == [{lamp.size: lamp.values["Large"]}] * 2


@pytest.mark.parametrize("live", [False, True])
def test_a_sku_stays_with_its_product(lamp: Lamp, *, live: bool) -> None:
    """Another product in a SKU's field is a 400 that changes nothing; its own is taken."""
    other = lamp.shop.create("cup", status="live")["product"]["id"]
    before = lamp.shop.everything()
    assert problems(lamp.patch(lamp.small, live=live, product=other)) == {
        "product": f"A SKU stays with its product: '{other}'"
    }
    assert lamp.shop.everything() == before
    assert lamp.patch(lamp.small, live=live, product=lamp.product).status_code == 200


@pytest.mark.parametrize("live", [False, True])
def test_a_product_changed_as_an_item_keeps_its_options(lamp: Lamp, *, live: bool) -> None:
    """Options without values, 400, or without those that SKUs have, 409, and another's default SKU are refused."""
    (option,) = lamp.shop.get(lamp.product)["product"]["fieldData"]["sku-properties"]
    alien = lamp.shop.create("cup")["skus"][0]["id"]
    before = lamp.shop.everything()
    for key, wrong in (("sku-properties", [{**option, "enum": []}]), ("default-sku", alien)):
        assert set(problems(lamp.patch(lamp.product, live=live, **{key: wrong}))) == {key}
    for left in ([], [{**option, "enum": option["enum"][:1]}]):
        answer = lamp.patch(lamp.product, live=live, **{"sku-properties": left})
        assert error(answer)[:2] == (409, "conflict")
    assert lamp.shop.everything() == before
    assert lamp.patch(lamp.product, live=live, **{"default-sku": lamp.large}).status_code == 200


@pytest.mark.parametrize("live", [False, True])
def test_skus_follow_a_product_changed_as_an_item(lamp: Lamp, *, live: bool) -> None:
    """SKUs get the first value of a new option: staged, and live too where the live copy was changed."""
    (option,) = lamp.shop.get(lamp.product)["product"]["fieldData"]["sku-properties"]
    glaze = {"id": "glaze", "name": "Glaze", "enum": [{"id": "fog", "name": "Fog", "slug": "fog"}]}
    assert lamp.patch(lamp.product, live=live, **{"sku-properties": [option, glaze]}).status_code == 200
    old = {lamp.size: lamp.values["Large"]}
    assert lamp.chosen(lamp.large) == [{**old, "glaze": "fog"}, {**old, "glaze": "fog"} if live else old]


LOCALES = {"primary": {"tag": "en"}, "secondary": [{"tag": "fr"}]}
CUP: dict[str, Any] = {"name": "Cup", "sku-properties": [{"name": "Size", "enum": ["S", "L"]}]}
STORE: list[dict[str, Any]] = [
    {
        "displayName": "Products",
        "slug": "product",
        "items": [{"fieldData": CUP, "locales": {"fr": {"fieldData": CUP}}}],
    },
    {
        "displayName": "SKUs",
        "slug": "sku",
        "items": [
            {"slug": size.lower(), "fieldData": fields, "locales": {"fr": {"fieldData": fields}}}
            for size in "SL"
            for fields in [{"name": size, "product": "product/cup", "price": 1, "sku-values": {"Size": size}}]
        ],
    },
]


@pytest.mark.mockflow(seed={"mockflow": 1, "sites": [{**SHOP, "locales": LOCALES, "collections": STORE}]})
def test_a_locale_has_its_own_values(mockflow: Mockflow, shop: Shop) -> None:
    """What holds among SKUs holds in each locale for itself."""
    french, small = mockflow.id("locales/fr"), mockflow.id("sku/s")
    large = shop.skus.staged(mockflow.id("sku/l"), cmsLocaleId=french).json()["fieldData"]["sku-values"]
    before = shop.skus.copies(french)
    answer = shop.skus.patch(small, cmsLocaleId=french, fieldData={"sku-values": large})
    assert error(answer)[:2] == (409, "conflict")
    assert shop.skus.copies(french) == before


def test_what_is_not_kept_is_checked(shop: Shop) -> None:
    """The type and default SKU that a new product is sent with count for nothing, and must be right all the same."""
    before = shop.everything()
    wrong = {"ec-product-type": 1e300, "default-sku": [[]]}
    new = {"fieldData": {"name": "Cup", "slug": "cup", **wrong}}
    assert set(problems(shop.post({"product": new, "sku": sku("one")}))) == set(wrong)
    assert shop.everything() == before
    made = shop.create()["product"]
    answer = shop.patch(made["id"], product={"fieldData": {"ec-product-type": 5}})
    assert set(problems(answer)) == {"ec-product-type"}


@pytest.mark.parametrize("wrong", [False, {}, -0.0, 5])
def test_an_option_id_is_text(shop: Shop, wrong: Any) -> None:
    """An id that is neither text nor nothing is a 400; null and an empty one are as none."""
    option = {"name": "Size", "enum": [{"name": "S"}]}
    for options in ([{**option, "id": wrong}], [{**option, "enum": [{"name": "S", "id": wrong}]}]):
        new = {"fieldData": {"name": "Cup", "slug": "cup", "sku-properties": options}}
        assert set(problems(shop.post({"product": new, "sku": sku("one")}))) == {"sku-properties"}
    for nothing, slug in ((None, "a"), ("", "b")):
        named: dict[str, Any] = {"sku-properties": [{**option, "id": nothing}]}
        made = shop.create(slug, **named)
        assert len(ids_of(made["product"])["Size"]) == 32


def test_a_value_and_the_sku_that_has_it_change_together(lamp: Lamp) -> None:
    """One call may take an option value away and give the SKU that has it another."""
    (option,) = lamp.shop.get(lamp.product)["product"]["fieldData"]["sku-properties"]
    medium = {"id": "medium", "name": "Medium"}
    options = [{**option, "enum": [option["enum"][0], medium]}]
    entry = {"id": lamp.large, "fieldData": {"sku-values": {lamp.size: "medium"}}}
    answer = lamp.shop.patch(lamp.product, product={"fieldData": {"sku-properties": options}}, sku=entry)
    assert answer.status_code == 200, answer.text
    assert lamp.chosen(lamp.large)[0] == {lamp.size: "medium"}


def test_the_id_of_a_sku_has_its_form_in_a_body_too(lamp: Lamp) -> None:
    """A SKU's id of another form is a 400 as it is in a path."""
    answer = lamp.shop.patch(lamp.product, sku={"id": "zz", "fieldData": {"name": "N"}})
    assert error(answer) == (400, "validation_error", "Validation Error: Provided ID is invalid")
