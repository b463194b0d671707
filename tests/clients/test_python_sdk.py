"""Webflow's official Python client, unchanged, on the double: the size of a call."""

import pytest
from webflow.core.parse_error import ParsingError
from webflow.errors import BadRequestError
from webflow.resources.collections.resources.items import MultipleItems
from webflow.types import CollectionItem, CollectionItemPostSingle, CollectionItemPostSingleFieldData

from mockflow import Mockflow
from tests.clients.python_sdk import Sdk, refused


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
