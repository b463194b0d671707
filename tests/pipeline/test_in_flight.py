"""Of Analyze a token has one call in flight at a time, over all reports; the next may come once it is answered."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from mockflow import Mockflow
from tests.areas.analyze import WEEK

DELAY = 1.5
HEAD = {"Authorization": "Bearer mockflow-site-token"}
OTHER = {"Authorization": "Bearer mockflow-app-token"}
pytestmark = pytest.mark.mockflow(clock="2026-02-01T12:00:00Z")
Get = Callable[..., httpx.Response]


def getter(mock: Mockflow) -> Get:
    """Asks for a report over HTTP, each time through a connection of its own."""

    def get(name: str = "top_pages", headers: dict[str, str] = HEAD, **query: Any) -> httpx.Response:
        url = f"{mock.api_url}/sites/{mock.site_id}/analyze/reports/{name}"
        return httpx.get(url, params={**WEEK, **query}, headers=headers, timeout=30, trust_env=False)

    return get


def started(pool: ThreadPoolExecutor, mock: Mockflow, get: Get, **query: Any) -> "Future[httpx.Response]":
    """A call that is on its way: a fault holds its answer back."""
    before = sum(fault.fired for fault in mock.faults())
    future = pool.submit(get, **query)
    until = time.monotonic() + 10
    while sum(fault.fired for fault in mock.faults()) == before and time.monotonic() < until:
        time.sleep(0.01)
    return future


@pytest.mark.parametrize("after_commit", [False, True])
def test_a_second_call_at_once_is_refused(mockflow: Mockflow, *, after_commit: bool) -> None:
    """While one is in flight another of the token is a 429 with Retry-After, whichever report it asks for."""
    get = getter(mockflow)
    status = 503 if after_commit else None
    mockflow.fault("get-top-pages-report", delay=DELAY, times=1, after_commit=after_commit, status=status)
    with ThreadPoolExecutor(2) as pool:
        first = started(pool, mockflow, get)
        second = get("time_on_page", metricScope="session")
        assert not first.done()
        assert (second.status_code, second.json()["code"]) == (429, "too_many_requests")
        assert second.json()["message"] == "Too Many Requests"
        assert second.headers["Retry-After"] == "1"
        assert first.result().status_code == (status or 200)
    assert get("time_on_page", metricScope="session").status_code == 200


def test_the_refused_call_does_not_count(mockflow: Mockflow) -> None:
    """Such a 429 takes nothing of the minute's requests, as any 429."""
    get = getter(mockflow)
    mockflow.fault("get-top-pages-report", delay=DELAY, times=1)
    with ThreadPoolExecutor(2) as pool:
        first = started(pool, mockflow, get)
        second = get()
        left = int(second.headers["X-RateLimit-Remaining"])
        assert int(get().headers["X-RateLimit-Remaining"]) == left
        assert int(first.result().headers["X-RateLimit-Remaining"]) == left
    assert mockflow.requests(status=429)[0].decision.step == "endpoint limit"


@pytest.mark.mockflow(seed={"mockflow": 1, "sites": [{"displayName": "Site", "analyze": {}}, {"displayName": "Other"}]})
def test_other_refusals_come_first(mockflow: Mockflow) -> None:
    """A second call that would be refused anyway is told why, counts, and lets no third one in."""
    path, good = f"{mockflow.api_url}/sites/{{}}/analyze/reports/top_pages", mockflow.id("sites/site")
    cases: list[tuple[str, dict[str, str], int, str]] = [
        ("none", {}, 400, "validation_error"),
        ("a" * 24, {}, 404, "resource_not_found"),
        (mockflow.id("sites/other"), {}, 403, "forbidden"),
        (good, {"limit": "none"}, 400, "analyze_input_validation"),
        (good, {"endTime": "2025-05-01T00:00:00Z"}, 400, "invalid_time_range"),
        (good, {"country": "US", "filter[country][eq]": "US"}, 400, "analyze_filter_conflict"),
        (good, {}, 429, "too_many_requests"),
    ]
    get = getter(mockflow)
    unscoped = {"Authorization": f"Bearer {mockflow.new_token(['cms:read'])}"}
    mockflow.fault("get-top-pages-report", delay=20, times=1)
    with ThreadPoolExecutor(2) as pool:
        first = started(pool, mockflow, get, headers=OTHER)
        left = []
        for site_id, spoiled, status, code in cases:
            query = {**WEEK, **spoiled}
            answer = httpx.get(path.format(site_id), params=query, headers=OTHER, timeout=30, trust_env=False)
            assert (answer.status_code, answer.json()["code"]) == (status, code)
            left.append(int(answer.headers["X-RateLimit-Remaining"]))
        assert left == [left[0] - at for at in (0, 1, 2, 3, 4, 5, 5)]
        assert get(headers=unscoped).status_code == 403
        assert not first.done()
        mockflow.reset()
        with pytest.raises(httpx.HTTPError):
            first.result()


def test_a_call_of_before_a_reset_lets_nobody_in(mockflow: Mockflow) -> None:
    """What ends after a reset, having begun before it, does not end a call that began since."""
    get = getter(mockflow)
    mockflow.fault("get-top-pages-report", delay=20, times=1)
    with ThreadPoolExecutor(2) as pool:
        before = started(pool, mockflow, get)
        mockflow.reset()
        mockflow.fault("get-top-pages-report", delay=DELAY, times=1)
        since = started(pool, mockflow, get)
        with pytest.raises(httpx.HTTPError):
            before.result()
        assert get().status_code == 429
        assert since.result().status_code == 200


def test_other_tokens_and_other_calls_go_on(mockflow: Mockflow) -> None:
    """Another token may ask for a report meanwhile, and the same one for anything else."""
    get = getter(mockflow)
    mockflow.fault("get-top-pages-report", actor="mockflow-site-token", delay=DELAY, times=1)
    with ThreadPoolExecutor(2) as pool:
        first = started(pool, mockflow, get)
        assert get(headers=OTHER).status_code == 200
        assert mockflow.http().get("/sites").status_code == 200
        assert not first.done()
        assert first.result().status_code == 200


@pytest.mark.parametrize("spoiled", [{"startTime": "soon"}, {"country": "USA"}])
def test_a_refused_call_ends_too(mockflow: Mockflow, spoiled: dict[str, str]) -> None:
    """After a 400, a fault's answer or a dropped call the token may ask again."""
    with mockflow.http() as api:
        path = f"/sites/{mockflow.site_id}/analyze/reports/top_pages"
        assert api.get(path, params={**WEEK, **spoiled}).status_code == 400
        mockflow.fault("get-top-pages-report", status=503, times=1)
        assert api.get(path, params=WEEK).status_code == 503
        mockflow.fault("get-top-pages-report", drop=True, times=1)
        with pytest.raises(httpx.RemoteProtocolError):
            api.get(path, params=WEEK)
        assert api.get(path, params=WEEK).status_code == 200


def test_a_reset_lets_the_token_in(mockflow: Mockflow) -> None:
    """A reset ends the call that is in flight, and the token may ask at once."""
    get = getter(mockflow)
    mockflow.fault("get-top-pages-report", delay=20, times=1)
    with ThreadPoolExecutor(2) as pool:
        first = started(pool, mockflow, get)
        mockflow.reset()
        assert get().status_code == 200
        with pytest.raises(httpx.HTTPError):
            first.result()


@pytest.mark.mockflow(rate_limit=False)
def test_without_limits_reports_are_one_at_a_time_too(mockflow: Mockflow) -> None:
    """The switch is about requests a minute and publishes, and not about reports in flight."""
    get = getter(mockflow)
    mockflow.fault("get-top-pages-report", delay=DELAY, times=1)
    with ThreadPoolExecutor(2) as pool:
        first = started(pool, mockflow, get)
        second = get()
        assert (second.status_code, second.headers["Retry-After"]) == (429, "1")
        assert second.headers["X-RateLimit-Remaining"] == second.headers["X-RateLimit-Limit"]
        assert first.result().status_code == 200
    assert get().status_code == 200
