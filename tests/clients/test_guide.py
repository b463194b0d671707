"""The thirty endpoints of the guide to the API, called in its order through both official clients."""

import json
from collections.abc import Callable
from operator import attrgetter
from typing import Any

import pytest
from webflow.resources.collections.resources.items import ItemIDs, ItemsDeleteItemsRequestItemsItem
from webflow.resources.products.types import ProductSkuCreateProduct, ProductSkuCreateSku
from webflow.types import (
    CollectionItem,
    CollectionItemFieldData,
    CollectionItemPostSingle,
    CollectionItemPostSingleFieldData,
    CollectionItemWithIdInput,
    CollectionItemWithIdInputFieldData,
    ProductFieldData,
    Sku,
    SkuFieldData,
    SkuFieldDataPrice,
    SkuPropertyList,
    SkuPropertyListEnumItem,
)

from mockflow import Mockflow
from tests.clients.guide import GUIDE
from tests.clients.node import run
from tests.clients.python_sdk import Sdk
from tests.clients.test_javascript_sdk import command

CallMethod = Callable[..., Any]
ORDER = "0f8-d21"


def assert_answered(mock: Mockflow) -> None:
    """The journal has the thirty operations in the guide's order, and no other call, each answered as a success."""
    calls = mock.requests()
    assert [call.operation_id for call in calls] == [each.operation_id for each in GUIDE]
    assert {call.status // 100 for call in calls} == {2}


def test_the_guide_has_thirty_endpoints() -> None:
    """Each is another operation, which the double has under the guide's method and path."""
    assert len({each.operation_id for each in GUIDE}) == len(GUIDE) == 30


def call_sites(call: CallMethod, mock: Mockflow) -> str:
    """The id that calls of pages take for French."""
    assert call("sites.list").sites[0].id == mock.site_id
    french: str = call("sites.get", mock.site_id).locales.secondary[0].id
    assert call("sites.publish", mock.site_id, publish_to_webflow_subdomain=True).publish_to_webflow_subdomain
    return french


def call_collections(call: CallMethod, mock: Mockflow) -> None:
    assert mock.id("journal") in [each.id for each in call("collections.list", mock.site_id).collections]
    journal = call("collections.get", mock.id("journal")).id
    assert call("collections.items.list_items", journal).pagination.total == 14
    item = CollectionItemPostSingle(field_data=CollectionItemPostSingleFieldData(name="Cone six", slug=""))
    made = call("collections.items.create_item", journal, request=item).id
    change = CollectionItemWithIdInput(id=made, field_data=CollectionItemWithIdInputFieldData(name="Cone seven"))
    (changed,) = call("collections.items.update_items", journal, items=[change]).items
    assert changed.field_data.name == "Cone seven"
    post = ItemsDeleteItemsRequestItemsItem(id=mock.id("journal/first-post"))
    call("collections.items.delete_items", journal, items=[post])
    published = call("collections.items.publish_item", journal, request=ItemIDs(item_ids=[made]))
    assert published.published_item_ids == [made]
    live = CollectionItem(field_data=CollectionItemFieldData(name="Cone eight", slug=""))
    assert call("collections.items.create_item_live", journal, request=live).is_draft is False


def call_pages(call: CallMethod, mock: Mockflow, french: str) -> None:
    contact = mock.id("pages/contact")
    assert contact in [page.id for page in call("pages.list", mock.site_id).pages]
    title = call("pages.get_content", contact).nodes[0].id
    nodes = [{"nodeId": title, "text": "<h1>Un mot ?</h1>"}]
    assert call("pages.update_static_content", contact, locale_id=french, nodes=nodes).errors == []


def _sku(slug: str, **more: Any) -> SkuFieldData:
    return SkuFieldData(name=slug.title(), slug=slug, price=SkuFieldDataPrice(value=2400, unit="EUR"), **more)


def call_store(call: CallMethod, mock: Mockflow) -> None:
    site = mock.site_id
    listed = call("products.list", site).items
    assert call("products.get", site, listed[0].product.id).product == listed[0].product
    counts = [SkuPropertyListEnumItem(id=name, name=name, slug=name.lower()) for name in ("One", "Two")]
    vase = ProductFieldData(
        name="Vase", slug="vase", sku_properties=[SkuPropertyList(id="count", name="Count", enum=counts)]
    )
    product, sku = ProductSkuCreateProduct(field_data=vase), ProductSkuCreateSku(field_data=_sku("vase-one"))
    made = call("products.create", site, product=product, sku=sku).product.id
    second = Sku(field_data=_sku("vase-two", sku_values={"count": "Two"}))
    assert len(call("products.create_sku", site, made, skus=[second]).skus) == 1
    assert call("orders.list", site).pagination.total == 10
    assert call("orders.get", site, ORDER).status == "unfulfilled"
    assert call("orders.update_fulfill", site, ORDER).status == "fulfilled"
    assert call("orders.refund", site, ORDER).status == "refunded"
    where = mock.id("sku"), mock.id("sku/cup-nine-fog")
    assert call("inventory.update", *where, inventory_type="finite", update_quantity=6).quantity == 40


def call_the_rest(call: CallMethod, mock: Mockflow) -> None:
    site, submission = mock.site_id, mock.id("forms/contact/submissions/1")
    form = call("forms.list", site).forms[0].id
    assert submission in [each.id for each in call("sites.forms.list_submissions", site, form).form_submissions]
    changed = call("forms.update_submission", submission, form_submission_data={"Source": "A fair"})
    assert changed.form_response["Source"] == "A fair"
    assert call("assets.list", site).pagination.total == 6
    assert call("assets.create", site, file_name="vase.png", file_hash="0" * 32).upload_url
    assert isinstance(call("webhooks.list", site).webhooks, list)
    hook = call("webhooks.create", site, trigger_type="ecomm_new_order", url="https://hooks.example.com/in")
    assert hook.trigger_type == "ecomm_new_order"


def test_the_python_client_calls_every_endpoint(sdk: Sdk, mockflow: Mockflow) -> None:
    """Its method for each endpoint is answered with what it can read."""
    called = []

    def call(method: str, *args: Any, **kwargs: Any) -> Any:
        called.append(method)
        return attrgetter(method)(sdk)(*args, **kwargs)

    french = call_sites(call, mockflow)
    call_collections(call, mockflow)
    call_pages(call, mockflow, french)
    call_store(call, mockflow)
    call_the_rest(call, mockflow)
    assert called == [each.python for each in GUIDE]
    assert_answered(mockflow)


@pytest.mark.usefixtures("_installed")
def test_the_javascript_client_calls_every_endpoint(mockflow: Mockflow) -> None:
    """Its method for each endpoint is answered with what is of its type."""
    run(command("guide"), within=60, **mockflow.env(), GUIDE=json.dumps([each.javascript for each in GUIDE]))
    assert_answered(mockflow)
