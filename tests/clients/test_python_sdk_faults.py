"""The official Python client where calls go wrong."""

import httpx
import pytest
from webflow.core.api_error import ApiError
from webflow.errors import TooManyRequestsError
from webflow.types import CollectionItemPostSingle, CollectionItemPostSingleFieldData

from mockflow import Mockflow

ITEM = CollectionItemPostSingle(field_data=CollectionItemPostSingleFieldData(name="Once?", slug="once"))


def test_it_tries_again_until_it_works(mockflow: Mockflow) -> None:
    """After two errors of the server it has its answer, having waited in virtual time alone."""
    fault = mockflow.fault("list-sites", times=2, status=503)
    before = mockflow.clock.now()
    with mockflow.virtual_time():
        assert len(mockflow.sdk().sites.list().sites or ()) == 1
    assert fault.fired == 2
    assert [call.status for call in mockflow.requests()] == [503, 503, 200]
    assert (mockflow.clock.now() - before).total_seconds() >= 2


def test_it_waits_as_long_as_it_is_told(mockflow: Mockflow) -> None:
    """Rate limited, it tries again after the seconds that the answer names."""
    mockflow.fault("list-sites", times=1, rate_limited=True)
    before = mockflow.clock.now()
    with mockflow.virtual_time():
        mockflow.sdk().sites.list()
    assert (mockflow.clock.now() - before).total_seconds() >= 59


def test_it_gives_up(mockflow: Mockflow) -> None:
    """What does not get better is raised, with Webflow's words."""
    with mockflow.virtual_time():
        with mockflow.fault("list-sites", status=500), pytest.raises(ApiError) as broken:
            mockflow.sdk().sites.list()
        assert (broken.value.status_code, broken.value.body["code"]) == (500, "internal_error")
        with mockflow.fault("list-sites", rate_limited=True), pytest.raises(TooManyRequestsError):
            mockflow.sdk().sites.list()
        with mockflow.fault("list-sites", status=520), pytest.raises(ApiError) as strange:
            mockflow.sdk().sites.list()
    assert strange.value.status_code == 520


def test_it_meets_what_is_no_json(mockflow: Mockflow) -> None:
    """A page of an edge server, and an answer that breaks off, are errors of its own kind or of httpx."""
    with mockflow.fault("list-sites", status=403, body="<html>", content_type="text/html"):
        with pytest.raises(ApiError) as refused:
            mockflow.sdk().sites.list()
        assert refused.value.body == "<html>"
    for effect in ({"drop": True}, {"truncate": 20}):
        with mockflow.fault("list-sites", **effect), pytest.raises(httpx.RemoteProtocolError):
            mockflow.sdk().sites.list()


def test_a_write_that_is_tried_again_is_there_twice(mockflow: Mockflow) -> None:
    """The case that clients get wrong: the write happened, and its answer was an error."""
    mockflow.fault("create-item", times=1, status=500, after_commit=True)
    with mockflow.virtual_time(), pytest.raises(ApiError) as taken:
        mockflow.sdk().collections.items.create_item(mockflow.id("journal"), request=ITEM)
    assert taken.value.status_code == 400  # the slug is taken: by itself
    assert [call.status for call in mockflow.requests(operation_id="create-item")] == [500, 400]


@pytest.mark.anyio
async def test_the_asynchronous_one_too(mockflow: Mockflow) -> None:
    """It tries again, and sees its connection end."""
    with mockflow.virtual_time():
        mockflow.fault("list-sites", times=1, status=503)
        assert len((await mockflow.async_sdk().sites.list()).sites or ()) == 1
        mockflow.fault("list-sites", drop=True)
        with pytest.raises(httpx.RemoteProtocolError):
            await mockflow.async_sdk().sites.list()


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
