"""Webflow's official Python client whose base URL is that of the Content Delivery API."""

from collections.abc import Iterator

import httpx
import pytest
from webflow.client import Webflow
from webflow.environment import WebflowEnvironment
from webflow.errors import NotFoundError

from mockflow import Mockflow


@pytest.fixture
def sdk(mockflow: Mockflow) -> Iterator[Webflow]:
    base = mockflow.api_url.replace("/v2", "/cdn/v2")
    environment = WebflowEnvironment(base=base, data_api=base, content_delivery_api=base)
    with httpx.Client(trust_env=False) as client:
        yield Webflow(access_token=mockflow.site_token, environment=environment, httpx_client=client)


def test_live_items_are_read_from_the_cache(sdk: Webflow, mockflow: Mockflow) -> None:
    """A list and an item, of which the second reading is a HIT with the same content."""
    journal, first = mockflow.id("journal"), mockflow.id("journal/first-post")
    items = sdk.collections.items.with_raw_response
    lists = [items.list_items_live(journal, limit=3) for _ in range(2)]
    singles = [items.get_item_live(journal, first) for _ in range(2)]
    for miss, hit in (lists, singles):
        assert [each.headers["cf-cache-status"] for each in (miss, hit)] == ["MISS", "HIT"]
        assert miss.data == hit.data
    assert mockflow.requests()[-1].operation_id == "get-item-live"


@pytest.mark.mockflow(unknown_routes="allow")
def test_it_has_nothing_else(sdk: Webflow) -> None:
    """Another call is a NotFoundError."""
    with pytest.raises(NotFoundError):
        sdk.sites.list()
