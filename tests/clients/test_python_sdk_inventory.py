"""Webflow's official Python client on the double: each method it has for inventory and a store's settings."""

import pytest
from webflow.errors import BadRequestError, NotFoundError
from webflow.resources.ecommerce.client import EcommerceClient
from webflow.resources.inventory.client import InventoryClient

from mockflow import Mockflow
from tests.clients.python_sdk import Sdk, methods_without_test, refused


def test_list(sdk: Sdk, mockflow: Mockflow) -> None:
    """The inventory of one SKU; one that is not there is a NotFoundError."""
    found = sdk.inventory.list(mockflow.id("sku"), mockflow.id("sku/cup-nine-fog"))
    assert (found.id, found.quantity, found.inventory_type) == (mockflow.id("sku/cup-nine-fog"), 34, "finite")
    with refused(NotFoundError):
        sdk.inventory.list(mockflow.id("sku"), mockflow.id("product/cup-nine"))


@pytest.mark.parametrize("change", [{"quantity": 30.0}, {"update_quantity": -4.0}])
def test_update(sdk: Sdk, mockflow: Mockflow, change: dict[str, float]) -> None:
    """A number that is set or added, which the client has as a float; less than nothing is a BadRequestError."""
    where = mockflow.id("sku"), mockflow.id("sku/cup-nine-fog")
    assert sdk.inventory.update(*where, inventory_type="finite", **change).quantity == 30
    with refused(BadRequestError):
        sdk.inventory.update(*where, inventory_type="finite", update_quantity=-31)
    assert sdk.inventory.list(*where).quantity == 30


def test_get_settings(sdk: Sdk, mockflow: Mockflow) -> None:
    """The settings of the store."""
    settings = sdk.ecommerce.get_settings(mockflow.site_id)
    assert (settings.site_id, settings.default_currency, settings.created_on.year) == (mockflow.site_id, "EUR", 2025)


@pytest.mark.parametrize("client", [InventoryClient, EcommerceClient])
def test_no_method_is_left_out(client: type) -> None:
    """Each method of the clients has its test."""
    assert methods_without_test(client, globals()) == []
