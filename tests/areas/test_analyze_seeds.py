"""What a seed may say of visitors, and visits that tests add."""

from typing import Any

import pytest

from mockflow import ControlError, Mockflow, SeedError
from tests.areas.analyze import counts, data, seed

CLOCK = "2026-02-01T12:00:00Z"
pytestmark = pytest.mark.mockflow(seed=seed(visits=[]), clock=CLOCK)


@pytest.mark.parametrize(
    ("analyze", "path", "expected"),
    [
        ({"sessionsPerDay": 501}, "sessionsPerDay", "expected a whole number from 0 to 500, found 501"),
        ({"sessionsPerDay": -1}, "sessionsPerDay", "expected a whole number from 0 to 500, found -1"),
        ({"visited": [{"weight": 0}]}, "visited[0].weight", "expected a whole number from 1 to 1000000, found 0"),
        ({"visited": [{"item": "notes/two"}]}, "visited[0].item", "expected the path of an item of the site, or an id"),
        ({"shares": {"visitStatus": {"new": 1}}}, "shares.visitStatus", "expected one of audienceIds, browser"),
        ({"shares": {"country": {}}}, "shares.country", "expected 1 to 1000 values, found 0"),
        ({"shares": {"country": {"BE": 0}}}, "shares.country.BE", "expected a whole number from 1 to 1000000"),
        (
            {"shares": {"deviceType": {"watch": 1}}},
            "shares.deviceType",
            "expected values among desktop, mobile, tablet",
        ),
        ({"events": [{"rate": 101}]}, "events[0].rate", "expected a whole number from 0 to 100, found 101"),
        ({"visits": [{}]}, "visits[0].at", "expected a value, found nothing"),
        ({"visits": [{"at": "noon"}]}, "visits[0].at", 'expected an ISO 8601 time, found "noon"'),
        ({"visits": [{"at": CLOCK, "deviceType": "watch"}]}, "visits[0].deviceType", "expected one of desktop"),
        ({"visits": [{"at": CLOCK, "events": ["No"]}]}, "visits[0].events", "expected names among"),
        (
            {"visits": [{"at": CLOCK, "then": [{"item": "x"}]}]},
            "visits[0].then[0].item",
            "expected the path of an item",
        ),
        ({"visits": [{"at": CLOCK, "then": [{}] * 20}]}, "visits[0].then", "expected at most 19 entries"),
        ({"visits": [{"at": CLOCK, "city": "Ghent"}]}, "visits[0].city", "expected one of the keys"),
    ],
    ids=str,
)
def test_what_a_seed_cannot_say(analyze: dict[str, Any], path: str, expected: str) -> None:
    """Each problem is told with its place, and with what would be right."""
    with pytest.raises(SeedError) as raised:
        Mockflow(seed(**{"visits": [], **analyze}))
    assert str(raised.value).startswith(f"seed:1: sites[0].analyze.{path}: {expected}")


def test_defaults_are_enough() -> None:
    """An empty description is a site with visitors: on all of its pages, and in events."""
    pages = [{"title": "Home", "kind": "home"}, {"title": "About"}, {"title": "Draft", "draft": True}]
    with Mockflow({"mockflow": 1, "sites": [{"displayName": "S", "pages": pages, "analyze": {}}]}, clock=CLOCK) as mock:
        assert sum(counts(mock, "session")) > 200
        assert [row["title"] for row in data(mock, "top_pages")] == ["Home", "About"]
        assert [row["name"] for row in data(mock, "top_events")] == ["Button click", "Form submitted"]
    with Mockflow({"mockflow": 1, "sites": [{"displayName": "S", "analyze": {}}]}, clock=CLOCK) as mock:
        assert sum(counts(mock, "session")) == 0, "a site without pages has no visitors"


def test_a_visit_is_counted_from_then_on(mockflow: Mockflow) -> None:
    """A visit of a test is a session of one view, now unless it says when, of someone new unless it says who."""
    made = mockflow.visit("pages/about", country="BE", events=["Click", "Signup"], seconds=12)
    assert [view["pageId"] for view in made["views"]] == [mockflow.id("pages/about")]
    assert (made["siteId"], made["visitor"], made["country"]) == (mockflow.site_id, made["id"], "BE")
    assert (made["deviceType"], made["visitStatus"]) == ("desktop", "new")
    mockflow.visit(item="notes/one", at="2026-01-31T12:00:00Z", visitor="anna")
    mockflow.visit(visitor="anna")
    window = {"startTime": "2026-01-31T00:00:00Z", "endTime": "2026-02-02T00:00:00Z"}
    assert counts(mockflow, "session", **window) == [1, 2]
    rows = data(mockflow, "top_pages", **window)
    assert {row["title"]: row["sessionCount"] for row in rows} == {"About": 1, "Home": 1, "One": 1}
    assert {row["name"]: row["count"] for row in data(mockflow, "top_events", **window)} == {"Click": 1, "Signup": 1}
    country = data(mockflow, "top_dimensions", dimension="country", metricScope="user", **window)
    assert country == [{"attributeKey": "BE", "name": "Belgium", "count": 1}]
    assert mockflow.history()[-1].summary.endswith("visited the site Site")


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        (
            {"at": "2026-02-01T12:00:01Z"},
            "at: expected an ISO 8601 time from 2025-04-09T00:00:00.000Z to 2026-02-01T12",
        ),
        ({"at": "2025-04-08T12:00:00Z"}, "at: expected an ISO 8601 time from 2025-04-09T00:00:00.000Z"),
        ({"at": "soon"}, "at: expected an ISO 8601 time"),
        ({"seconds": 3_601}, "seconds: expected a whole number from 0 to 3,600, found 3601"),
        ({"seconds": -1}, "seconds: expected a whole number from 0 to 3,600, found -1"),
        ({"events": ["Dance"]}, "events: expected up to 100 of Signup, Click, Read, found 'Dance'"),
        ({"events": ["Click"] * 101}, "events: expected up to 100 of"),
        ({"visitor": ""}, "visitor: expected text of 1 to 200 characters, found ''"),
        ({"country": "x" * 201}, "country: expected text of 1 to 200 characters"),
        ({"deviceType": "watch"}, "deviceType: expected one of desktop, mobile, tablet"),
        ({"city": "Ghent"}, "city: expected one of the keys"),
        ({"page": "a" * 24}, "pageId: expected the id of a page of the site site, found"),
        ({"item": "a" * 24}, "itemId: expected the id of an item of the site, and no pageId beside it"),
        ({"page": "pages/about", "item": "notes/one"}, "itemId: expected the id of an item of the site, and no pageId"),
        ({"site_id": "a" * 24}, "siteId: expected one of"),
    ],
    ids=str,
)
def test_visits_that_cannot_be(mockflow: Mockflow, given: dict[str, Any], problem: str) -> None:
    """A visit that cannot be is told in one line, and the world stays as it was."""
    before = mockflow.state()
    with pytest.raises(ControlError) as raised:
        mockflow.visit(**given)
    assert problem in str(raised.value)
    assert mockflow.state() == before


def test_visits_need_the_add_on() -> None:
    """A site without the add-on counts no visits, and says how it would."""
    bare = {"mockflow": 1, "sites": [{"displayName": "S", "pages": [{"title": "A"}]}]}
    expected = "expected a site with analyze in its seed, found s, which has none"
    with Mockflow(bare) as mock, pytest.raises(ControlError, match=expected):
        mock.visit("pages/a")


def test_visits_are_bounded(mockflow: Mockflow, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site keeps a number of visits, and refuses more."""
    monkeypatch.setattr("mockflow.worlds.visitors.sessions.MOST_VISITS", 2)
    mockflow.visit()
    mockflow.visit()
    with pytest.raises(ControlError, match="expected a site with less than 2 visits"):
        mockflow.visit()


def test_the_first_site_with_the_add_on_is_meant() -> None:
    """Where no site or page is named, a visit is of the first site that counts visits."""
    sites = [
        {"displayName": "A", "pages": [{"title": "A"}]},
        {"displayName": "B", "pages": [{"title": "B"}], "analyze": {}},
    ]
    with Mockflow({"mockflow": 1, "sites": sites}) as mock:
        assert mock.visit()["siteId"] == mock.id("sites/b")
        assert mock.visit("b/pages/b")["siteId"] == mock.id("sites/b")
