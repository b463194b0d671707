"""Webflow's official Python client on the double: each of its errors that a CMS call of the double's can be."""

import json
import time
from collections.abc import Callable

import httpx
import pytest
from webflow.core.api_error import ApiError
from webflow.core.request_options import RequestOptions
from webflow.errors import BadRequestError, ConflictError, NotFoundError, TooManyRequestsError, UnauthorizedError
from webflow.types import (
    CollectionItemPatchSingleFieldData,
    CollectionItemPostSingle,
    CollectionItemPostSingleFieldData,
)

from mockflow import Mockflow
from tests.clients.python_sdk import Sdk, body_of, refused

ITEM = CollectionItemPostSingle(field_data=CollectionItemPostSingleFieldData(name="Hello", slug=""))
RETRYING = RequestOptions(max_retries=2)


def test_a_shape_that_is_wrong_is_a_bad_request(sdk: Sdk, mockflow: Mockflow) -> None:
    """The reasons stand in the message as JSON."""
    with refused(BadRequestError) as caught:
        sdk.collections.items.list_items(mockflow.id("journal"), limit=0)
    (reason,) = json.loads(body_of(caught.value)["message"].removeprefix("Validation Error: "))
    assert reason == r'Value (limit) should match pattern "^[1-9]\d*$"'


def test_a_value_that_is_wrong_is_a_bad_request(sdk: Sdk, mockflow: Mockflow) -> None:
    """The fields at fault stand in the details."""
    data = CollectionItemPostSingleFieldData.model_validate({"name": "Hello", "slug": "first-post", "capacity": 3})
    with refused(BadRequestError) as caught:
        sdk.collections.items.create_item(mockflow.id("journal"), request=CollectionItemPostSingle(field_data=data))
    assert body_of(caught.value)["message"] == "Validation Error"
    assert {each["param"]: each["description"] for each in body_of(caught.value)["details"]} == {
        "capacity": "Field not described in schema: undefined",
        "slug": "Unique value is already in database: 'first-post'",
    }


def test_a_token_that_is_none_is_unauthorized(connect: Callable[[str], Sdk], mockflow: Mockflow) -> None:
    """The call is refused before anything else of it is looked at."""
    with refused(UnauthorizedError):
        connect("nobody").collections.list(mockflow.site_id)


def test_a_scope_that_is_missing_is_a_plain_error(connect: Callable[[str], Sdk], mockflow: Mockflow) -> None:
    """The client has no class for a 403 of a CMS call, which the published document does not list."""
    reader = connect(mockflow.new_token(["cms:read"]))
    assert reader.collections.get(mockflow.id("journal"))
    with refused(ApiError):
        reader.collections.items.create_item(mockflow.id("journal"), request=ITEM)


def test_an_id_that_is_none_is_not_found(sdk: Sdk) -> None:
    """What is not there is named in the message."""
    with refused(NotFoundError) as caught:
        sdk.collections.get("0123456789abcdef01234567")
    assert body_of(caught.value)["message"] == "Requested resource not found: The collection cannot be found"


def test_a_conflict_stays_one_when_repeated(sdk: Sdk, mockflow: Mockflow) -> None:
    """The client repeats what is refused with 409 twice: it is refused each time, and nothing is written."""
    journal, draft = mockflow.id("journal"), mockflow.id("journal/night-firing")
    data = CollectionItemPatchSingleFieldData(name="Live")
    with mockflow.virtual_time(), refused(ConflictError):
        sdk.collections.items.update_item_live(journal, draft, field_data=data, request_options=RETRYING)
    assert [call.status for call in mockflow.requests(method="PATCH")] == [409, 409, 409]
    assert sdk.collections.items.get_item(journal, draft).field_data.name != "Live"


@pytest.fixture
def _used_up(mockflow: Mockflow) -> None:
    """The 60 calls of the minute are made."""
    http = mockflow.http()
    assert {http.get("/sites").status_code for _ in range(60)} == {200}


def _at_the_limit(test: Callable[..., None]) -> Callable[..., None]:
    """The test runs in a world whose clock stands still and whose minute is used up, on purpose."""
    for mark in (
        pytest.mark.mockflow(plan="starter", clock="2026-01-15T12:00:00Z"),
        pytest.mark.filterwarnings("ignore:mockflow:pytest.PytestWarning"),
        pytest.mark.usefixtures("_used_up"),
    ):
        test = mark(test)
    return test


@_at_the_limit
def test_a_call_above_the_limit_is_too_many_requests(sdk: Sdk, mockflow: Mockflow) -> None:
    """It is told to come again when the minute is over."""
    with refused(TooManyRequestsError) as caught:
        sdk.collections.list(mockflow.site_id)
    assert httpx.Headers(caught.value.headers)["retry-after"] == "60"


@_at_the_limit
def test_the_client_waits_60_s_in_virtual_time(sdk: Sdk, mockflow: Mockflow) -> None:
    """It waits as long as it is told, by the world's clock alone, and then its call is answered."""
    journal, started = mockflow.id("journal"), time.monotonic()
    with mockflow.virtual_time():
        made = sdk.collections.items.create_item(journal, request=ITEM, request_options=RETRYING)
    assert time.monotonic() - started < 10
    assert made.created_on == "2026-01-15T12:01:00.000Z"
    assert [call.status for call in mockflow.requests(operation_id="create-item")] == [429, 202]
