"""The Content Delivery API: two reads with a cache before them."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mockflow import Mockflow
from mockflow.worlds import cdn_cache
from tests.support import Journal, error, journal_of

ROOT = "http://mockflow.test"
NOT_FOUND = (404, "resource_not_found", "Requested resource not found")

pytestmark = pytest.mark.mockflow(clock="2026-01-15T12:00:00Z", quirks={"publish_limit": "off"})


@pytest.fixture
def journal(mockflow: Mockflow) -> Journal:
    return journal_of(mockflow)


def read(mock: Mockflow, rest: str = "", token: str | None = None, **query: Any) -> httpx.Response:
    """A read of the journal's live items, or of one."""
    return mock.http(token).get(f"{ROOT}/cdn/v2/collections/{mock.id('journal')}/items{rest}/live", params=query)


def cached(answer: httpx.Response) -> str:
    return answer.headers["CF-Cache-Status"]


def remaining(answer: httpx.Response) -> int:
    return int(answer.headers["X-RateLimit-Remaining"])


def renamed(mock: Mockflow, name: str) -> None:
    """Give the first post another name, live."""
    first = mock.id("journal/first-post")
    path = f"/collections/{mock.id('journal')}/items/{first}/live"
    answer = mock.http(setup=True).patch(path, json={"fieldData": {"name": name}})
    assert answer.status_code == 200, answer.text


def first_name(answer: httpx.Response) -> str:
    return str(answer.json()["fieldData"]["name"])


def one(mock: Mockflow, token: str | None = None, **query: Any) -> httpx.Response:
    return read(mock, f"/{mock.id('journal/first-post')}", token, **query)


def test_the_two_live_reads_answer_as_on_the_main_host(mockflow: Mockflow, journal: Journal) -> None:
    """The same bodies, from the origin at first."""
    assert read(mockflow).content == journal.api.get(f"{journal.path}/live").content
    answer = one(mockflow)
    assert answer.content == journal.live(journal.id("first-post")).content
    assert (cached(answer), "Age" in answer.headers) == ("MISS", False)


def test_no_publish_reaches_what_is_kept(mockflow: Mockflow) -> None:
    """A kept answer is stale until its time is over; the main host is not."""
    old = one(mockflow)
    renamed(mockflow, "Now")
    mockflow.http(setup=True).post(f"/sites/{mockflow.site_id}/publish", json={"publishToWebflowSubdomain": True})
    mockflow.clock.advance(299)
    again = one(mockflow)
    assert (again.content, cached(again), again.headers["Age"]) == (old.content, "HIT", "299")
    assert again.headers["X-Request-Id"] != old.headers["X-Request-Id"]
    assert again.headers["Content-Type"] == old.headers["Content-Type"]
    mockflow.clock.advance(2)
    new = one(mockflow)
    assert (first_name(new), cached(new)) == ("Now", "MISS")


@pytest.mark.parametrize(("plan", "seconds"), [("starter", 300), ("business", 300), ("enterprise", 120)])
def test_the_plan_tells_how_long_answers_are_kept(plan: str, seconds: int) -> None:
    """120 s of the world's clock on Enterprise, 300 s on other plans."""
    with Mockflow(plan=plan, clock="2026-01-15T12:00:00Z") as mock:
        read(mock)
        mock.clock.advance(seconds - 0.001)
        assert cached(read(mock)) == "HIT"
        mock.clock.advance(0.001)
        assert cached(read(mock)) == "MISS"


@pytest.mark.filterwarnings("ignore:mockflow:pytest.PytestWarning")
def test_a_hit_does_not_count(mockflow: Mockflow) -> None:
    """It tells what is left, also once nothing is; a miss counts, and may be refused."""
    left = remaining(read(mockflow))
    assert [remaining(read(mockflow)) for _ in range(3)] == [left] * 3
    for _ in range(left):
        mockflow.http().get("/sites")
    hit, miss = read(mockflow), read(mockflow, limit=1)
    assert (hit.status_code, cached(hit), remaining(hit)) == (200, "HIT", 0)
    assert (error(miss)[:2], cached(miss)) == ((429, "too_many_requests"), "BYPASS")


def test_a_hit_begins_no_minute(mockflow: Mockflow) -> None:
    """The window of a token begins with a call that counts."""
    read(mockflow)
    mockflow.clock.advance(61)
    assert cached(read(mockflow)) == "HIT"
    mockflow.clock.advance(30)
    mockflow.http().get("/sites")
    mockflow.clock.advance(40)
    assert remaining(mockflow.http().get("/sites")) == 118


def test_a_query_or_a_token_has_an_answer_of_its_own(mockflow: Mockflow) -> None:
    """What is kept is of one token and one whole URL."""
    assert [cached(read(mockflow, limit=each)) for each in (1, 2, 1)] == ["MISS", "MISS", "HIT"]
    assert cached(read(mockflow, token=mockflow.app_token, limit=1)) == "MISS"
    assert cached(one(mockflow)) == "MISS"


@pytest.mark.mockflow(unknown_routes="allow")
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/sites"),
        ("GET", "/collections/{journal}/items"),
        ("GET", "/collections/{journal}"),
        ("POST", "/collections/{journal}/items/live"),
        ("DELETE", "/collections/{journal}/items/{first}/live"),
        ("GET", "/nope"),
    ],
)
def test_the_cdn_has_nothing_else(mockflow: Mockflow, method: str, path: str) -> None:
    """Any other call there is a counted 404 for a known token, and a 401 for others."""
    filled = path.format(journal=mockflow.id("journal"), first=mockflow.id("journal/first-post"))
    answer = mockflow.http().request(method, f"{ROOT}/cdn/v2{filled}")
    assert (error(answer), cached(answer), remaining(answer)) == (NOT_FOUND, "BYPASS", 119)
    assert mockflow.http().request(method, f"{ROOT}/cdn/v2{filled}", headers={"Authorization": ""}).status_code == 401
    reason = mockflow.unmatched()[0].reason
    expected = "no operation has this path" if path == "/nope" else (
        "the Content Delivery API reads live items, and nothing else; Webflow has this under /v2"
    )  # fmt: skip
    assert reason == expected


def test_refusals_are_not_kept(mockflow: Mockflow) -> None:
    """401, 403, 404 and 400 come from the origin each time, and the first three tell so."""
    weak = mockflow.new_token(["sites:read"])
    for _ in range(2):
        for answer, status in (
            (read(mockflow, token="nobody"), 401),
            (read(mockflow, token=weak), 403),
            (read(mockflow, f"/{'0' * 24}"), 404),
            (read(mockflow, limit=0), 400),
        ):
            assert (answer.status_code, cached(answer)) == (status, "BYPASS")


def test_what_a_token_may_not_do_it_may_not_do_by_way_of_the_cache(mockflow: Mockflow) -> None:
    """A token that is gone, a policy and a pause refuse also what is kept, and such a refusal counts."""
    left = remaining(read(mockflow))
    mockflow.policy("mockflow-site-token", "full", cms="off")
    refused = read(mockflow)
    assert (refused.status_code, cached(refused), remaining(refused)) == (403, "BYPASS", left - 1)
    mockflow.policy("mockflow-site-token", "full")
    assert cached(read(mockflow)) == "HIT"
    mockflow.pause()
    assert read(mockflow).status_code == 403
    mockflow.resume()
    extra = mockflow.new_token(name="extra")
    read(mockflow, token=extra)
    mockflow.control("DELETE", f"/tokens/{next(each.id for each in mockflow.tokens() if each.name == 'extra')}")
    assert read(mockflow, token=extra).status_code == 401
    again = mockflow.new_token(["cms:read"], name="extra")
    assert cached(read(mockflow, token=again)) == "MISS"


def test_the_journal_tells_what_answered(mockflow: Mockflow) -> None:
    """The path as it was called and the operation; the step cache decided a hit."""
    read(mockflow)
    read(mockflow)
    miss, hit = mockflow.requests(path="/collections/*")
    assert miss.path == hit.path == f"/cdn/v2/collections/{mockflow.id('journal')}/items/live"
    assert miss.operation_id == hit.operation_id == "list-collection-items-live"
    assert (miss.decision.step, hit.decision.step) == ("transaction", "cache")
    assert (hit.decision.allowed, hit.status) == (True, 200)
    assert miss.response_body == hit.response_body


def test_a_fault_meets_hits_and_is_not_kept(mockflow: Mockflow) -> None:
    """It breaks what is kept as it breaks any call; what it broke is not kept."""
    with mockflow.fault(path="/cdn/*", status=500, times=1):
        assert (read(mockflow).status_code, cached(read(mockflow))) == (500, "MISS")
    with mockflow.fault(path="/cdn/*", status=503) as fault:
        broken = read(mockflow)
        assert (broken.status_code, cached(broken), fault.fired) == (503, "BYPASS", 1)
    assert cached(read(mockflow)) == "HIT"
    with mockflow.fault(path="/cdn/*", headers={"X-Other": "1"}):
        assert cached(read(mockflow)) == "HIT"
    with mockflow.fault(path="/cdn/*", drop=True), pytest.raises(httpx.RemoteProtocolError):
        read(mockflow)


def test_a_head_and_a_preparation_pass_the_cache_by(mockflow: Mockflow) -> None:
    """Neither is answered from what is kept, nor is it kept."""
    url = f"{ROOT}/cdn/v2/collections/{mockflow.id('journal')}/items/live"
    for _ in range(2):
        assert cached(mockflow.http().head(url)) == "BYPASS"
        assert cached(mockflow.http(setup=True).get(url)) == "BYPASS"
    assert cached(read(mockflow)) == "MISS"
    assert cached(mockflow.http(setup=True).get(url)) == "BYPASS"


def test_a_world_that_goes_back_has_an_empty_cache(mockflow: Mockflow) -> None:
    """After a reset, a rewind, a restore or another state, what was kept is of another past."""
    mockflow.checkpoint("start")
    state = mockflow.state()
    backs: tuple[Callable[[], object], ...] = (
        lambda: mockflow.rewind(0),
        lambda: mockflow.restore("start"),
        lambda: mockflow.load_state(state),
        mockflow.reset,
    )
    for back in backs:
        mockflow.clock.advance(300)
        renamed(mockflow, "Later")
        assert first_name(one(mockflow)) == "Later"
        back()
        answer = one(mockflow)
        assert (cached(answer), first_name(answer) == "Later") == ("MISS", False)


def test_worlds_keep_their_own(mockflow: Mockflow) -> None:
    """What one world was asked, another answers anew; a world's path prefix leads to its cache."""
    path = f"/cdn/v2/collections/{mockflow.id('journal')}/items/live"
    read(mockflow)
    with mockflow.new_world(id="other") as other:
        asked = [other.http().get(f"{ROOT}/w/other{path}") for _ in range(2)]
        assert [cached(each) for each in asked] == ["MISS", "HIT"]
    assert cached(read(mockflow)) == "HIT"


@pytest.mark.mockflow(rate_limit=False)
def test_what_is_kept_is_bounded(mockflow: Mockflow, monkeypatch: pytest.MonkeyPatch) -> None:
    """By number and by bytes, the oldest making room; an answer too large for all of it is not kept."""
    monkeypatch.setattr(cdn_cache, "MOST_ENTRIES", 2)
    assert [cached(read(mockflow, offset=each)) for each in (0, 1, 2, 2, 1, 0)] == [*["MISS"] * 3, "HIT", "HIT", "MISS"]
    monkeypatch.setattr(cdn_cache, "MOST_BYTES", 600)
    assert [cached(read(mockflow, offset=5, limit=1)) for _ in range(2)] == ["BYPASS", "BYPASS"]


def test_it_is_served_alike(mockflow: Mockflow) -> None:
    """Over a socket as in process, from the same cache of the world."""
    path = f"/cdn/v2/collections/{mockflow.id('journal')}/items/live"
    headers = {"Authorization": f"Bearer {mockflow.site_token}"}
    asked = [httpx.get(f"{mockflow.url}{path}", headers=headers) for _ in range(2)]
    assert [cached(each) for each in asked] == ["MISS", "HIT"]
    assert asked[0].content == asked[1].content == read(mockflow).content
