"""What holds in a store whichever call is used: its own fields, options and values, and products of SKUs."""

from typing import Any

import pytest

from mockflow import Mockflow
from tests.shop import SEED, Shop, shop_in
from tests.support import reasons

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
