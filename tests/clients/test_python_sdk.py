"""Webflow's official Python client, unchanged, on the double."""

import asyncio
import inspect
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from webflow.client import AsyncWebflow, Webflow
from webflow.core.api_error import ApiError
from webflow.core.request_options import RequestOptions
from webflow.environment import WebflowEnvironment
from webflow.resources.collections.resources.items import (
    ItemIDs,
    ItemsDeleteItemsRequestItemsItem,
    MultipleItems,
)
from webflow.types import (
    CollectionItem,
    CollectionItemPatchSingleFieldData,
    CollectionItemPostSingle,
    CollectionItemPostSingleFieldData,
    CollectionItemWithIdInput,
    CollectionItemWithIdInputFieldData,
)

from mockflow import Mockflow

ONCE = RequestOptions(max_retries=0)


def _environment(mock: Mockflow) -> WebflowEnvironment:
    return WebflowEnvironment(base=mock.api_url, data_api=mock.api_url, content_delivery_api=mock.api_url)


def _run(value: Any) -> Any:
    """The value, or what it gives once awaited."""
    return asyncio.run(_await(value)) if inspect.isawaitable(value) else value


async def _await(value: Any) -> Any:
    return await value


@pytest.fixture(params=["sync, in process", "sync, socket", "async, in process", "async, socket"])
def connect(request: pytest.FixtureRequest, mockflow: Mockflow) -> Iterator[Callable[[], Any]]:
    """Makes the official client: for asyncio a new one for each call, since each has an event loop of its own."""
    kind = request.param
    if kind == "sync, in process":
        yield mockflow.sdk
    elif kind == "async, in process":
        yield mockflow.async_sdk
    elif kind == "sync, socket":
        with httpx.Client(trust_env=False) as client:
            sdk = Webflow(access_token=mockflow.site_token, environment=_environment(mockflow), httpx_client=client)
            yield lambda: sdk
    else:
        yield lambda: AsyncWebflow(
            access_token=mockflow.site_token,
            environment=_environment(mockflow),
            httpx_client=httpx.AsyncClient(trust_env=False, limits=httpx.Limits(max_keepalive_connections=0)),
        )


def _post(name: str) -> CollectionItemPostSingle:
    return CollectionItemPostSingle(field_data=CollectionItemPostSingleFieldData(name=name, slug=""))


def test_the_client_reads_sites_and_collections(connect: Callable[[], Any], mockflow: Mockflow) -> None:
    """Sites, domains, collections and fields are parsed by the client's own models."""
    (site,) = _run(connect().sites.list()).sites
    assert site.id == mockflow.site_id
    assert site.locales.secondary[0].tag == "fr"
    assert _run(connect().sites.get(site.id)).display_name == site.display_name
    assert len(_run(connect().sites.get_custom_domain(site.id)).custom_domains) == 2
    listed = _run(connect().collections.list(site.id)).collections
    assert [each.slug for each in listed] == ["journal", "authors", "topics"]
    assert len(_run(connect().collections.get(listed[0].id)).fields) == 13


def test_the_client_takes_an_item_through_its_life(connect: Callable[[], Any], mockflow: Mockflow) -> None:
    """List, create, read, update, publish, read live and delete, one and several."""
    journal = mockflow.id("journal")

    def call(name: str, *args: Any, **kwargs: Any) -> Any:
        return _run(getattr(connect().collections.items, name)(journal, *args, **kwargs, request_options=ONCE))

    before = call("list_items", limit=5, sort_by="name", sort_order="asc")
    assert (len(before.items), before.pagination.total) == (5, 14)
    made = call("create_item", request=_post("Hello"))
    assert (made.is_draft, made.field_data.slug, made.last_published) == (True, "hello", None)
    assert call("get_item", made.id).field_data.name == "Hello"
    changed = call("update_item", made.id, field_data=CollectionItemPatchSingleFieldData(name="Again"))
    assert changed.field_data.name == "Again"
    data = CollectionItemWithIdInputFieldData(name="Both")
    many = call("update_items", items=[CollectionItemWithIdInput(id=made.id, field_data=data)])
    assert [each.field_data.name for each in many.items] == ["Both"]
    published = call("publish_item", request=ItemIDs(item_ids=[made.id]))
    assert (published.published_item_ids, published.errors) == ([made.id], [])
    live = call("get_item_live", made.id)
    assert live.field_data.name == "Both"
    assert live.last_published
    assert made.id in [each.id for each in call("list_items_live").items]
    call("delete_items", items=[ItemsDeleteItemsRequestItemsItem(id=made.id)])
    call("delete_item", mockflow.id("journal/night-firing"))
    with pytest.raises(ApiError) as gone:
        call("get_item", made.id)
    assert gone.value.status_code == 404


def test_the_client_creates_100_items_and_is_refused_101(connect: Callable[[], Any], mockflow: Mockflow) -> None:
    """A hundred are created, though the client's model of the answer has one item only; 101 are a 400."""
    journal = mockflow.id("journal")

    def create(number: int) -> Any:
        request = MultipleItems(items=[_post(f"Item {each}") for each in range(number)])
        return _run(connect().collections.items.create_item(journal, request=request, request_options=ONCE))

    with pytest.raises(Exception, match=r"field_data|fieldData"):
        create(100)
    (call,) = mockflow.requests(operation_id="create-item")
    assert call.status == 202
    assert len([CollectionItem.model_validate(item) for item in call.response_body["items"]]) == 100
    with pytest.raises(ApiError) as refused:
        create(101)
    assert refused.value.status_code == 400
    listed = _run(connect().collections.items.list_items(journal))
    assert (listed.pagination.total, len(listed.items)) == (114, 100)


def test_the_client_publishes_a_site(connect: Callable[[], Any], mockflow: Mockflow) -> None:
    """A site's publish is parsed, and its refusals are the client's errors."""
    said = _run(connect().sites.publish(mockflow.site_id, publish_to_webflow_subdomain=True, request_options=ONCE))
    assert said.publish_to_webflow_subdomain
    with pytest.raises(ApiError) as refused:
        _run(connect().sites.publish(mockflow.site_id, publish_to_webflow_subdomain=True, request_options=ONCE))
    assert refused.value.status_code == 429
