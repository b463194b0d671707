"""Webflow's official Python client on the double: each method it has for products."""

from typing import Any

import pytest
from webflow.core.parse_error import ParsingError
from webflow.errors import BadRequestError, ConflictError, NotFoundError
from webflow.resources.products.client import ProductsClient
from webflow.resources.products.types import ProductSkuCreateProduct, ProductSkuCreateSku
from webflow.types import (
    Product,
    ProductFieldData,
    Sku,
    SkuFieldData,
    SkuFieldDataPrice,
    SkuPropertyList,
    SkuPropertyListEnumItem,
)

from mockflow import Mockflow
from tests.clients.python_sdk import Sdk, methods_without_test, refused
from tests.shop import ADVANCED, SEED

pytestmark = pytest.mark.mockflow(seed=SEED)
SIZES = [SkuPropertyListEnumItem(id=name.lower(), name=name, slug=name.lower()) for name in ("Small", "Large")]
LAMP = ProductSkuCreateProduct(
    field_data=ProductFieldData(
        name="Lamp", slug="lamp", sku_properties=[SkuPropertyList(id="size", name="Size", enum=SIZES)]
    )
)


def fields(slug: str, value: int = 2400, **more: Any) -> SkuFieldData:
    return SkuFieldData(name=slug.title(), slug=slug, price=SkuFieldDataPrice(value=value, unit="EUR"), **more)


def made(sdk: Sdk, mockflow: Mockflow) -> Any:
    return sdk.products.create(mockflow.site_id, product=LAMP, sku=ProductSkuCreateSku(field_data=fields("small")))


def test_create(sdk: Sdk, mockflow: Mockflow) -> None:
    """A product with its first SKU; a slug that is taken is a BadRequestError."""
    created = made(sdk, mockflow)
    (sku,) = created.skus
    assert created.product.field_data.default_sku == sku.id
    assert created.product.field_data.ec_product_type == ADVANCED
    assert (sku.field_data.sku_values, sku.field_data.price.value) == ({"size": "small"}, 2400)
    with refused(BadRequestError):
        sdk.products.create(mockflow.site_id, product=LAMP, sku=ProductSkuCreateSku(field_data=fields("large")))


def test_list(sdk: Sdk, mockflow: Mockflow) -> None:
    """A page of products with their SKUs."""
    created = made(sdk, mockflow)
    listed = sdk.products.list(mockflow.site_id, limit=10, offset=0)
    assert [(each.product.id, [sku.id for sku in each.skus]) for each in listed.items] == [
        (created.product.id, [created.skus[0].id])
    ]
    assert listed.pagination.total == 1


def test_get(sdk: Sdk, mockflow: Mockflow) -> None:
    """A product with its SKUs; one that is not there is a NotFoundError."""
    created = made(sdk, mockflow)
    assert sdk.products.get(mockflow.site_id, created.product.id) == created
    with refused(NotFoundError):
        sdk.products.get(mockflow.site_id, mockflow.site_id)


def test_update(sdk: Sdk, mockflow: Mockflow) -> None:
    """The client sends name and slug with every change, and gets the product alone."""
    created = made(sdk, mockflow)
    changes = Product(field_data=ProductFieldData(name="Moon", slug="lamp"))
    updated = sdk.products.update(mockflow.site_id, created.product.id, product=changes, publish_status="live")
    assert updated.field_data.name == "Moon"
    assert updated.last_published is not None


def test_create_sku(sdk: Sdk, mockflow: Mockflow) -> None:
    """A SKU of another combination of option values; one that is taken is a ConflictError."""
    product = made(sdk, mockflow).product.id
    large = [Sku(field_data=fields("large", sku_values={"size": "large"}))]
    (added,) = sdk.products.create_sku(mockflow.site_id, product, skus=large).skus
    assert added.field_data.sku_values == {"size": "large"}
    again = [Sku(field_data=fields("huge", sku_values={"size": "large"}))]
    with refused(ConflictError):
        sdk.products.create_sku(mockflow.site_id, product, skus=again)


def test_update_sku(sdk: Sdk, mockflow: Mockflow) -> None:
    """The SKU alone, with its new price."""
    created = made(sdk, mockflow)
    sku = created.skus[0].id
    updated = sdk.products.update_sku(
        mockflow.site_id, created.product.id, sku, sku=Sku(field_data=fields("small", 1900))
    )
    assert (updated.id, updated.field_data.price.value) == (sku, 1900)


def test_an_image_is_more_than_the_client_expects(sdk: Sdk, mockflow: Mockflow) -> None:
    """The client has a SKU's main image as text and sends it so; the answer, an image, stands in its error."""
    created = made(sdk, mockflow)
    where = mockflow.site_id, created.product.id
    sku = Sku(field_data=fields("small", main_image="https://images.example.com/lamp.png"))
    with pytest.raises(ParsingError) as updating:
        sdk.products.update_sku(*where, created.skus[0].id, sku=sku)
    image = updating.value.body["fieldData"]["main-image"]
    assert (updating.value.status_code, sorted(image)) == (200, ["alt", "fileId", "url"])
    with pytest.raises(ParsingError) as reading:
        sdk.products.get(*where)
    assert (reading.value.status_code, reading.value.body["skus"]) == (200, [updating.value.body])


@pytest.mark.mockflow(seed="demo")
def test_the_demo_is_read(sdk: Sdk, mockflow: Mockflow) -> None:
    """Every product of the demo, whose pictures are among those that the client has no type for."""
    listed = sdk.products.list(mockflow.site_id)
    assert (len(listed.items), listed.pagination.total) == (7, 7)


def test_no_method_is_left_out() -> None:
    """Each method of the client has its test."""
    assert methods_without_test(ProductsClient, globals()) == []
