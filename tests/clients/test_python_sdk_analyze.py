"""Reports as Webflow's official Python client asks for them, in the way that it encodes times, objects and lists.

The released client has no methods for them yet; a later one sends what its HTTP client makes of these parameters.
"""

import asyncio
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import httpx
import pytest
from webflow.core.datetime_utils import serialize_datetime

from mockflow import Mockflow
from tests.areas.analyze import seed

pytestmark = pytest.mark.mockflow(seed=seed(), clock="2026-02-01T12:00:00Z")
MONDAY, NEXT = datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 1, 12, tzinfo=UTC)


@pytest.fixture(params=["sync", "async"])
def get(request: pytest.FixtureRequest, mockflow: Mockflow) -> Any:
    """Calls a report through the HTTP client of the official client, sync or async."""

    def call(report: str, start: datetime = MONDAY, **params: Any) -> httpx.Response:
        path = f"sites/{mockflow.site_id}/analyze/reports/{report}"
        window = {"startTime": serialize_datetime(start), "endTime": serialize_datetime(NEXT)}
        is_sync = request.param == "sync"
        wrapper: Any = (mockflow.sdk() if is_sync else mockflow.async_sdk())._client_wrapper  # noqa: SLF001 - as methods do
        base = wrapper.get_environment().base
        answer = wrapper.httpx_client.request(path, base_url=base, method="GET", params={**window, **params})
        found: httpx.Response = answer if is_sync else asyncio.run(answer)
        return found

    return call


def test_objects_and_lists(get: Any) -> None:
    """A filter and a time series as dictionaries; lists repeat their name, and those of one value have it once."""
    series = {"bucketTimeZone": "Europe/Brussels"}
    narrowed = {"country": {"in": ["US", "BE"]}, "deviceType": {"ne": "mobile"}, "browser": {"nin": ["Chrome"]}}
    answer = get("top_pages", timeseries=series, filter=narrowed)
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert body["filter"] == narrowed
    assert body["bucketing"] == {"granularityPeriod": "day", **series}
    assert sum(row["pageviewCount"] for row in body["data"]) == 5
    answer = get("time_on_page", metricScope="session", timeseries={**series, "granularityPeriod": "week"})
    assert answer.status_code == 200, answer.text


def test_a_time_of_another_zone(get: Any) -> None:
    """The client writes UTC with Z, and any other time with its offset: a 400."""
    there = timezone(timedelta(hours=1))
    answer = get("top_events", start=MONDAY.astimezone(there))
    assert (answer.status_code, answer.json()["code"]) == (400, "analyze_input_validation")
