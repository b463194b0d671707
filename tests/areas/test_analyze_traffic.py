"""Visits that a seed only describes: made up the same way everywhere, extended by the clock, at one with each other."""

import gc
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Any

import pytest

from mockflow import Mockflow
from mockflow.core.store import Reader
from mockflow.domain.sessions import DAY, Flow, sessions_between
from mockflow.domain.sites import SITES, Site
from mockflow.domain.traffic import MOST_SESSIONS, TRAFFIC, TRAITS, Traffic
from mockflow.worlds.seeds import plant
from tests.areas.analyze import counts, data, report

NOW = "2026-01-15T12:00:00Z"
pytestmark = pytest.mark.mockflow(clock=NOW)
MONTH = {"startTime": "2025-12-15T00:00:00Z", "endTime": "2026-01-15T00:00:00Z"}
FILTERS: list[dict[str, Any]] = [
    {},
    {"country": "BE"},
    {"deviceType": "mobile", "pagePath": "/about"},
    {"filter[browser][ne]": "Chrome"},
    {"filter[visitStatus][eq]": "returning", "filter[country][nin][0]": "BE"},
]
every_filter = pytest.mark.parametrize("narrowed", FILTERS, ids=str)


@every_filter
def test_reports_agree_with_each_other(mockflow: Mockflow, narrowed: dict[str, Any]) -> None:
    """Sessions by day, and by each value that all sessions have, come to the same; so do views by day and by page."""
    query = {**MONTH, **narrowed}
    sessions = sum(counts(mockflow, "session", "Europe/Brussels", **query))
    assert sessions > 0
    for dimension in ("deviceType", "country", "os", "trafficSource", "locale"):
        rows = data(mockflow, "top_dimensions", dimension=dimension, metricScope="session", limit=100, **query)
        assert sum(row["count"] for row in rows) == sessions, dimension
    by_day = counts(mockflow, "pageview", **query)
    pages = data(mockflow, "top_pages", limit=250, **query, **{"timeseries[bucketTimeZone]": "UTC"})
    assert sum(by_day) == sum(row["pageviewCount"] for row in pages)
    for day, number in enumerate(by_day):
        assert number == sum(row["timeseries"][day]["pageviewCount"] for row in pages)
    whole = data(mockflow, "time_on_page", metricScope="pageview", **query)[0]["averageSeconds"]
    assert 0 < whole < 250


@every_filter
def test_users_sessions_and_views_are_in_order(mockflow: Mockflow, narrowed: dict[str, Any]) -> None:
    """No more users than sessions and no more sessions than views: each day, and of each page."""
    query = {**MONTH, **narrowed}
    days = zip(*(counts(mockflow, metric, **query) for metric in ("user", "session", "pageview")), strict=True)
    assert all(users <= sessions <= views for users, sessions, views in days)
    rows = data(mockflow, "top_pages", **query)
    assert all(row["userCount"] <= row["sessionCount"] <= row["pageviewCount"] for row in rows)
    keys = [row["sessionCount"] for row in rows]
    assert keys == sorted(keys, reverse=True)


def test_visitors_return_and_stay_the_same(mockflow: Mockflow) -> None:
    """Over a month there are fewer users than sessions, and each has one country and one device."""
    users = {
        dimension: sum(
            row["count"]
            for row in data(mockflow, "top_dimensions", dimension=dimension, metricScope="user", limit=100, **MONTH)
        )
        for dimension in ("country", "deviceType", "os")
    }
    sessions = sum(counts(mockflow, "session", **MONTH))
    assert len(set(users.values())) == 1
    assert sessions // 2 < users["country"] < sessions


def test_each_filter_value_narrows(mockflow: Mockflow) -> None:
    """The sessions of each country alone come to those of all, and to what its row says."""
    rows = data(mockflow, "top_dimensions", dimension="country", metricScope="session", **MONTH)
    for row in rows:
        assert sum(counts(mockflow, "session", country=row["attributeKey"], **MONTH)) == row["count"]
    assert rows[0]["attributeKey"] == "BE"


def test_the_clock_brings_new_days(mockflow: Mockflow) -> None:
    """After a day there is one more, and what was told of earlier days stays as it was."""
    window = {"startTime": "2026-01-10T00:00:00Z", "endTime": "2026-01-18T00:00:00Z"}
    before = counts(mockflow, "pageview", **window)
    assert before[5] > 0
    assert before[6:] == [0, 0]
    mockflow.clock.advance(86_400)
    after = counts(mockflow, "pageview", **window)
    assert after[:5] == before[:5]
    assert after[5] > before[5]
    assert after[6] > 0
    assert after[7] == 0
    assert counts(mockflow, "pageview", **window) == after


def test_nothing_is_told_of_the_time_after_now(mockflow: Mockflow) -> None:
    """The hours of today that are to come are empty, and so is the future; the time before the traffic too."""
    later = {"startTime": "2026-01-15T12:00:00.001Z", "endTime": "2026-02-15T00:00:00Z"}
    assert sum(counts(mockflow, "pageview", **later)) == 0
    assert data(mockflow, "top_pages", **later) == []
    earlier = {"startTime": "2025-04-10T00:00:00Z", "endTime": "2025-05-01T06:00:00Z"}
    assert sum(counts(mockflow, "pageview", **earlier)) == 0


def test_weekdays_and_hours_are_plausible(mockflow: Mockflow) -> None:
    """There is more on working days than at weekends, and more by day than at night."""
    by_day = {
        day: sum(counts(mockflow, "session", **MONTH, **{"filter[dayOfWeek][eq]": day}))
        for day in ("Tuesday", "Sunday")
    }
    assert by_day["Tuesday"] > by_day["Sunday"]
    noon, night = (
        sum(counts(mockflow, "pageview", **MONTH, **{"filter[timeOfDay][eq]": hour})) for hour in ("12", "3")
    )
    assert noon > 3 * night


PROGRAM = f"""
from mockflow import Mockflow
with Mockflow("demo", clock="{NOW}") as mock:
    for name, query in (("top_pages", {{}}), ("top_events", {{}}), ("time_on_page", {{"metricScope": "user"}})):
        query = {{**{MONTH!r}, **query}}
        print(mock.http().get(f"/sites/{{mock.site_id}}/analyze/reports/{{name}}", params=query).text)
"""


def test_another_process_tells_the_same(mockflow: Mockflow) -> None:
    """Whatever the hash seed of the process, and whatever was asked before, the same bytes are answered."""
    said = [
        subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    ]
    here = [
        report(mockflow, name, **MONTH, **query).text
        for name, query in (("top_pages", {}), ("top_events", {}), ("time_on_page", {"metricScope": "user"}))
    ]
    assert said[0] == said[1] == "".join(f"{text}\n" for text in here)


def test_worlds_of_one_seed_tell_the_same_and_resets_too(mockflow: Mockflow) -> None:
    """A world made anew from the seed, and one taken from a state document, answer as this one."""
    before = report(mockflow, "top_pages", **MONTH).text
    document = mockflow.state()
    mockflow.visit("pages/about", at="2026-01-02T10:00:00Z")
    assert report(mockflow, "top_pages", **MONTH).text != before
    mockflow.load_state(document)
    assert report(mockflow, "top_pages", **MONTH).text == before
    with mockflow.new_world() as other:
        assert report(other, "top_pages", **MONTH).text == before
    with Mockflow(mockflow.seed(), clock=NOW) as again:
        assert report(again, "top_pages", **MONTH).text == before


def test_shares_and_pages_are_as_described() -> None:
    """What a seed says of countries, campaigns and pages is what reports find; an empty value is none."""
    seed = {
        "mockflow": 1,
        "sites": [
            {
                "displayName": "S",
                "pages": [{"title": "Home", "kind": "home"}, {"title": "About"}, {"title": "Never"}],
                "analyze": {
                    "sessionsPerDay": 100,
                    "visited": [{"page": "home", "weight": 3}, {"page": "about"}],
                    "shares": {
                        "country": {"NO": 3, "SE": 1}, "utmSource": {"": 1, "mail": 1}, "deviceType": {"tablet": 1},
                    },
                    "events": [{"name": "Always", "page": "about", "rate": 100}, {"name": "Never", "rate": 0}],
                },
            }
        ],
    }  # fmt: skip
    with Mockflow(seed, clock=NOW) as mock:
        sessions = sum(counts(mock, "session", **MONTH))
        assert 2_500 < sessions < 3_600
        shares = {
            dimension: {
                row["attributeKey"]: row["count"] / sessions
                for row in data(mock, "top_dimensions", dimension=dimension, metricScope="session", **MONTH)
            }
            for dimension in ("country", "utmSource", "deviceType")
        }
        assert 0.7 < shares["country"]["NO"] < 0.8
        assert shares["country"].keys() == {"NO", "SE"}
        assert 0.45 < shares["utmSource"]["mail"] < 0.55
        assert shares["deviceType"] == {"tablet": 1}
        pages = {row["title"]: row["pageviewCount"] for row in data(mock, "top_pages", **MONTH)}
        assert pages.keys() == {"Home", "About"}
        events = data(mock, "top_events", **MONTH)
        assert [(row["name"], row["count"]) for row in events] == [("Always", pages["About"])]


def test_a_hundred_days_of_the_demo_are_quick(mockflow: Mockflow) -> None:
    """The widest window of the demo takes a fraction of a second, also the first time."""
    began = perf_counter()
    window = {"startTime": "2025-10-07T00:00:00Z", "endTime": "2026-01-15T00:00:00Z"}
    assert sum(counts(mockflow, "session", **window)) > 4_000
    assert perf_counter() - began < 3  # a tenth of it, on a machine that has nothing else to do


_DECEMBER = (datetime(2025, 12, 1, tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def _busiest(title: str = "A") -> tuple[Traffic, Site]:
    """A site with the most sessions that a seed may ask for, in a world of its own."""
    site = {"displayName": "S", "pages": [{"title": title}], "analyze": {"sessionsPerDay": MOST_SESSIONS}}
    planted = plant({"mockflow": 1, "sites": [site]})
    reader = Reader(planted.state)
    return reader.get(TRAFFIC, planted.first_site), reader.get(SITES, planted.first_site)


def test_kept_days_cost_the_collector_nothing() -> None:
    """A month of a busy site leaves next to nothing that a garbage collection walks, and nothing of its world."""
    traffic, site = _busiest()
    sum(1 for _ in sessions_between(traffic, site, _DECEMBER, _DECEMBER + DAY))
    gc.collect()
    before, holders = len(gc.get_objects()), len(gc.get_referrers(traffic))
    assert sum(1 for _ in sessions_between(traffic, site, _DECEMBER, _DECEMBER + 30 * DAY)) > 10_000
    gc.collect()
    assert len(gc.get_objects()) - before < 1_000
    assert len(gc.get_referrers(traffic)) == holders


def test_kept_days_are_those_of_the_same_description() -> None:
    """The days of an equal world are the same ones; where pages differ, so do the days, whatever was kept before."""
    week = _DECEMBER, _DECEMBER + 7 * DAY
    first, equal, other = (_busiest(title) for title in ("A", "A", "B"))
    assert Flow(*first).digest() == Flow(*equal).digest() != Flow(*other).digest()
    assert list(sessions_between(*first, *week)) == list(sessions_between(*equal, *week))
    seen = {view.destination for each in sessions_between(*other, *week) for view in each.views}
    assert seen == {each.destination for each in other[0].visited}


def test_the_work_of_a_report_is_bounded() -> None:
    """Of the most sessions that a seed may ask for, a day has so many and not more; kept days make room for others."""
    traffic, found = _busiest()
    start = _DECEMBER
    sessions = list(sessions_between(traffic, found, start, start + 3 * DAY))
    assert len(sessions) < 4 * MOST_SESSIONS * 1.3
    assert sessions == [each for day in range(-1, 3) for each in Flow(traffic, found).day(start // DAY + day)]
    assert {len(each.traits) for each in sessions} == {len(TRAITS)}
    assert max(len(each.views) for each in sessions) <= 6
