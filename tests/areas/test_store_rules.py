"""What holds in a store whichever call is used: its own fields, options and values, and products of SKUs."""

from typing import Any

import pytest

from mockflow import Mockflow
from tests.shop import PRICE, SEED, Shop, shop_in
from tests.support import problems, reasons

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
