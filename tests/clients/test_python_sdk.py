"""Webflow's official Python client, unchanged, on the double: sites, and the size of a call."""

import pytest
from webflow.core.parse_error import ParsingError
from webflow.errors import BadRequestError, TooManyRequestsError
from webflow.resources.collections.resources.items import MultipleItems
from webflow.types import CollectionItem, CollectionItemPostSingle, CollectionItemPostSingleFieldData

from mockflow import Mockflow
from tests.clients.python_sdk import Sdk, refused


def test_the_client_reads_sites(sdk: Sdk, mockflow: Mockflow) -> None:
    """Sites, locales and domains are parsed by the client's own models."""
    (site,) = sdk.sites.list().sites
    assert site.id == mockflow.site_id
    assert site.locales.secondary[0].tag == "fr"
    assert sdk.sites.get(site.id).display_name == site.display_name
    assert len(sdk.sites.get_custom_domain(site.id).custom_domains) == 2


def test_the_client_publishes_a_site(sdk: Sdk, mockflow: Mockflow) -> None:
    """A site's publish is parsed, and a second one within a minute is the client's TooManyRequestsError."""
    assert sdk.sites.publish(mockflow.site_id, publish_to_webflow_subdomain=True).publish_to_webflow_subdomain
    with refused(TooManyRequestsError):
        sdk.sites.publish(mockflow.site_id, publish_to_webflow_subdomain=True)


def test_the_client_creates_100_items_and_is_refused_101(sdk: Sdk, mockflow: Mockflow) -> None:
    """A hundred are created, though the client's model of the answer has one item only; 101 are a 400."""
    journal = mockflow.id("journal")

    def create(number: int) -> None:
        each = [CollectionItemPostSingleFieldData(name=f"Item {at}", slug="") for at in range(number)]
        request = MultipleItems(items=[CollectionItemPostSingle(field_data=data) for data in each])
        sdk.collections.items.create_item(journal, request=request)

    with pytest.raises(ParsingError) as unread:
        create(100)
    assert unread.value.status_code == 202
    (call,) = mockflow.requests(operation_id="create-item")
    assert len([CollectionItem.model_validate(item) for item in call.response_body["items"]]) == 100
    with refused(BadRequestError):
        create(101)
    listed = sdk.collections.items.list_items(journal)
    assert (listed.pagination.total, len(listed.items)) == (114, 100)
