"""The five reports of Analyze, on visits that are known one by one."""

from typing import Any

import pytest

from mockflow import Mockflow
from tests.areas.analyze import WEEK, counts, data, report, seed

pytestmark = pytest.mark.mockflow(seed=seed(), clock="2026-02-01T12:00:00Z")


def test_traffic_by_day(mockflow: Mockflow) -> None:
    """Each day of the window has a row, also one without visits, with what the metric counts."""
    assert counts(mockflow, "session") == [1, 1, 2, 0, 0, 0, 0]
    assert counts(mockflow, "user") == [1, 1, 2, 0, 0, 0, 0]
    assert counts(mockflow, "pageview") == [3, 1, 2, 0, 0, 0, 0]


def test_the_answer_tells_what_was_asked(mockflow: Mockflow) -> None:
    """A report names itself, its window, what it was asked for, and the filter, in this order."""
    query = {"metricScope": "session", "bucketTimeZone": "Europe/Brussels", "country": "be"}
    answer = report(mockflow, "traffic", **query).json()
    assert list(answer) == ["report", "window", "metricScope", "bucketing", "data", "filter"]
    assert answer["report"] == "traffic"
    assert answer["window"] == {"startTime": "2026-01-05T00:00:00.000Z", "endTime": "2026-01-12T00:00:00.000Z"}
    assert answer["bucketing"] == {"granularityPeriod": "day", "bucketTimeZone": "Europe/Brussels"}
    assert answer["filter"] == {"country": {"eq": "BE"}}
    answer = report(mockflow, "top_pages").json()
    assert (list(answer), answer["limit"]) == (["report", "window", "sortBy", "limit", "data"], 25)
    answer = report(mockflow, "top_dimensions", dimension="os", metricScope="user", limit=7).json()
    assert list(answer) == ["report", "window", "dimension", "metricScope", "limit", "data"]
    assert (answer["dimension"], answer["limit"]) == ("os", 7)
    assert list(report(mockflow, "top_events").json()) == ["report", "window", "limit", "data"]
    assert list(report(mockflow, "time_on_page", metricScope="user").json()) == [
        "report", "window", "metricScope", "data",
    ]  # fmt: skip


def test_days_begin_at_local_midnight(mockflow: Mockflow) -> None:
    """Buckets begin at midnight in their zone and are told in UTC; the first may begin before the window."""
    rows = data(mockflow, "traffic", metricScope="session", bucketTimeZone="Europe/Brussels")
    assert [row["timestamp"] for row in rows][:2] == ["2026-01-04T23:00:00.000Z", "2026-01-05T23:00:00.000Z"]
    assert [row["count"] for row in rows] == [1, 0, 3, 0, 0, 0, 0, 0]
    rows = data(mockflow, "traffic", metricScope="session", bucketTimeZone="Asia/Kolkata")
    assert rows[0] == {"timestamp": "2026-01-04T18:30:00.000Z", "count": 1}


@pytest.mark.mockflow(clock="2026-12-01T00:00:00Z")
def test_a_day_has_23_or_25_hours_where_clocks_change(mockflow: Mockflow) -> None:
    """Over both changes of the clocks, buckets stay at local midnight; where that is skipped, at its moment."""
    for start, end, expected in (
        ("2026-03-28T00:00:00Z", "2026-03-31T00:00:00Z", ["27T23", "28T23", "29T22", "30T22"]),
        ("2026-10-24T22:00:00Z", "2026-10-27T00:00:00Z", ["24T22", "25T23", "26T23"]),
    ):
        query = {"startTime": start, "endTime": end, "bucketTimeZone": "Europe/Brussels"}
        rows = data(mockflow, "traffic", metricScope="session", **query)
        assert [row["timestamp"][8:13] for row in rows] == expected
    query = {"startTime": "2026-04-23T12:00:00Z", "endTime": "2026-04-25T00:00:00Z", "bucketTimeZone": "Africa/Cairo"}
    rows = data(mockflow, "traffic", metricScope="session", **query)
    assert [row["timestamp"][5:16] for row in rows] == ["04-22T22:00", "04-23T22:00", "04-24T21:00"]


def test_the_window_holds_its_start_and_not_its_end(mockflow: Mockflow) -> None:
    """A view at the first moment counts, one at the end does not; a session counts by its views within."""
    within = {"startTime": "2026-01-07T08:00:00Z", "endTime": "2026-01-07T09:00:00Z"}
    assert counts(mockflow, "pageview", **within) == [1]
    assert counts(mockflow, "pageview", startTime="2026-01-05T10:00:20Z", endTime="2026-01-05T10:01:00Z") == [1]
    assert counts(mockflow, "session", startTime="2026-01-05T10:00:20Z", endTime="2026-01-05T10:01:00Z") == [1]


def test_top_pages(mockflow: Mockflow) -> None:
    """Pages with all three counts; the page of an item tells the item, and has its name."""
    template = mockflow.id("pages/detail_notes")
    home, about = mockflow.id("pages/home"), mockflow.id("pages/about")
    rows = data(mockflow, "top_pages")
    assert rows == [
        {"pageId": home, "title": "Home", "sessionCount": 2, "userCount": 2, "pageviewCount": 3},
        {"pageId": about, "title": "About", "sessionCount": 2, "userCount": 1, "pageviewCount": 2},
        {
            "pageId": template, "title": "One", "sessionCount": 1, "userCount": 1, "pageviewCount": 1,
            "collectionId": mockflow.id("notes"), "itemSlug": "one",
        },
    ]  # fmt: skip


def test_pages_are_sorted_as_asked(mockflow: Mockflow) -> None:
    """Sorting by users orders the same rows otherwise, and limit cuts them."""
    mockflow.visit("pages/about", at="2026-01-08T10:00:00Z")
    mockflow.visit("pages/about", at="2026-01-08T11:00:00Z")
    mockflow.visit("pages/about", at="2026-01-08T12:00:00Z", visitor="anna")
    by = {
        metric: [row["title"] for row in data(mockflow, "top_pages", sortBy=metric)] for metric in ("user", "session")
    }
    assert by["session"] == by["user"] == ["About", "Home", "One"]
    assert [row["title"] for row in data(mockflow, "top_pages", limit=1)] == ["About"]


def test_days_of_pages_count_views(mockflow: Mockflow) -> None:
    """A time series of pages has views by day, whatever the rows are sorted by."""
    answer = report(mockflow, "top_pages", sortBy="user", limit=1, **{"timeseries[bucketTimeZone]": "UTC"}).json()
    assert answer["bucketing"] == {"granularityPeriod": "day", "bucketTimeZone": "UTC"}
    days = [row["pageviewCount"] for row in answer["data"][0]["timeseries"]]
    assert days == [2, 0, 1, 0, 0, 0, 0]
    assert set(answer["data"][0]["timeseries"][0]) == {"timestamp", "pageviewCount"}


def test_top_dimensions(mockflow: Mockflow) -> None:
    """The values of a dimension with their names; visits without a value are in no row."""
    assert data(mockflow, "top_dimensions", dimension="country", metricScope="session") == [
        {"attributeKey": "BE", "name": "Belgium", "count": 2},
        {"attributeKey": "US", "name": "United States", "count": 2},
    ]
    assert data(mockflow, "top_dimensions", dimension="country", metricScope="user") == [
        {"attributeKey": "US", "name": "United States", "count": 2},
        {"attributeKey": "BE", "name": "Belgium", "count": 1},
    ]
    assert data(mockflow, "top_dimensions", dimension="trafficSource", metricScope="session") == [
        {"attributeKey": "SO", "name": "Organic Search", "count": 1}
    ]
    audiences = data(mockflow, "top_dimensions", dimension="audienceIds", metricScope="session")
    assert [row["attributeKey"] for row in audiences] == ["early", "loyal"]
    assert len(data(mockflow, "top_dimensions", dimension="country", metricScope="user", limit=1)) == 1


def test_top_events(mockflow: Mockflow) -> None:
    """Events by how often they happened, with what is known of each and nothing that is not."""
    one = {"collectionId": mockflow.id("notes"), "itemSlug": "one"}
    assert sorted(data(mockflow, "top_events"), key=lambda row: row["name"]) == [
        {"eventId": mockflow.id("analyze/events/2"), "count": 2, "name": "Click"},
        {
            "eventId": mockflow.id("analyze/events/3"), "count": 1, "name": "Read",
            "pageId": mockflow.id("pages/detail_notes"), "pageName": "One",
            "cmsContext": [{"collectionId": "c", "itemId": "i"}], **one,
        },
        {
            "eventId": mockflow.id("analyze/events/1"), "count": 1, "name": "Signup",
            "pageId": mockflow.id("pages/about"), "pageName": "About",
            "componentContext": [{"componentId": "footer", "instanceId": "footer-1"}],
        },
    ]  # fmt: skip
    first = data(mockflow, "top_events", limit=1, timeseries='{"bucketTimeZone":"UTC"}')[0]
    assert (first["name"], [row["count"] for row in first["timeseries"]]) == ("Click", [0, 0, 2, 0, 0, 0, 0])


def test_time_on_page(mockflow: Mockflow) -> None:
    """One average for the window: seconds on pages for each session, user or page view."""

    def average(metric: str, **query: Any) -> list[dict[str, Any]]:
        return data(mockflow, "time_on_page", metricScope=metric, **query)

    start = "2026-01-05T00:00:00.000Z"
    assert average("pageview") == [{"timestamp": start, "averageSeconds": 41.67}]  # 250 seconds of 6 views
    assert average("session") == [{"timestamp": start, "averageSeconds": 62.5}]
    assert average("user") == [{"timestamp": start, "averageSeconds": 83.33}]
    assert average("user", country="FR") == [{"timestamp": start, "averageSeconds": 0}]


def test_averages_are_written_as_javascript_writes_them(mockflow: Mockflow) -> None:
    """A whole number has no decimals, whatever it was divided from."""
    answer = report(mockflow, "time_on_page", metricScope="pageview", pagePath="/about")
    assert answer.text.count('"averageSeconds":50}') == 1


def test_time_on_page_by_day_and_week(mockflow: Mockflow) -> None:
    """A time series has an average for each day, or each week from Monday on, 0 where nobody came."""
    series = {"timeseries[granularityPeriod]": "day", "timeseries[bucketTimeZone]": "UTC"}
    rows = data(mockflow, "time_on_page", metricScope="session", **series)
    assert [row["averageSeconds"] for row in rows] == [90, 60, 50, 0, 0, 0, 0]
    series = {"timeseries": '{"granularityPeriod":"week","bucketTimeZone":"UTC"}', "startTime": "2025-12-31T00:00:00Z"}
    answer = report(mockflow, "time_on_page", metricScope="session", **series).json()
    assert answer["bucketing"] == {"granularityPeriod": "week", "bucketTimeZone": "UTC"}
    assert answer["data"] == [
        {"timestamp": "2025-12-29T00:00:00.000Z", "averageSeconds": 0},
        {"timestamp": "2026-01-05T00:00:00.000Z", "averageSeconds": 62.5},
    ]


@pytest.mark.parametrize(
    ("query", "views"),
    [
        ({"deviceType": "mobile"}, 1),
        ({"pagePath": "/about"}, 2),
        ({"pagePath": "/notes/one"}, 1),
        ({"trafficSource": "SO", "referrer": "google.com"}, 1),
        ({"filter[country][eq]": "us"}, 2),
        ({"filter[country][ne]": "US"}, 4),
        ({"filter[country][in][0]": "US", "filter[country][in][1]": "BE"}, 6),
        ({"filter[country][nin][0]": "US"}, 4),
        ({"filter[country][in][]": ["US", "FR"]}, 2),
        ({"filter[country][in]": ["US", "BE"]}, 6),
        ({"filter[country][in]": "US"}, 2),
        ({"filter[country][nin]": "US"}, 4),
        ({"filter[audienceIds][eq]": "loyal"}, 1),
        ({"filter[audienceIds][ne]": "loyal"}, 5),
        ({"filter[referrer][ne]": "google.com"}, 5),
        ({"filter[itemSlug][eq]": "one"}, 1),
        ({"filter[dayOfWeek][eq]": "Wednesday"}, 2),
        ({"filter[timeOfDay][eq]": "23"}, 1),
        ({"filter[visitStatus][eq]": "returning"}, 1),
        ({"filter[country][eq]": "BE", "filter[country][ne]": "BE"}, 0),
        ({"filter[country][eq]": "BE", "filter[country][in][0]": "US"}, 0),
    ],
    ids=str,
)
def test_filters(mockflow: Mockflow, query: dict[str, Any], views: int) -> None:
    """A filter holds for each view by itself: all of its conditions, whichever way they are written."""
    assert sum(counts(mockflow, "pageview", **query)) == views


def test_filters_by_the_page_before_and_after(mockflow: Mockflow) -> None:
    """Views can be told by where their visitor came from and went, within the session."""
    home, about = mockflow.id("pages/home"), mockflow.id("pages/about")
    for name, page_id, expected in (("next", about, "Home"), ("previous", about, "Home"), ("next", home, "About")):
        rows = data(mockflow, "top_pages", **{f"filter[{name}PageId][eq]": page_id})
        assert [(row["title"], row["pageviewCount"]) for row in rows] == [(expected, 1)]
    assert data(mockflow, "top_pages", **{"filter[nextItemSlug][eq]": "one"}) == []
    assert len(data(mockflow, "top_pages", **{"filter[previousCollectionId][ne]": "none"})) == 3


def test_a_page_that_is_gone_keeps_its_visits(mockflow: Mockflow) -> None:
    """A row of a deleted page has the page's id for a title, and that of a deleted item too."""
    about = mockflow.id("pages/about")
    mockflow.delete_page("pages/about")
    mockflow.publish_as_designer()
    with mockflow.http() as api:
        collection, item = mockflow.id("notes"), mockflow.id("notes/one")
        assert api.delete(f"/collections/{collection}/items/{item}/live").status_code == 204
        assert api.delete(f"/collections/{collection}/items/{item}").status_code == 204
    titles = {row["title"]: set(row) for row in data(mockflow, "top_pages")}
    assert about in titles
    assert all("itemSlug" not in keys for keys in titles.values())
    assert len(titles) == 3


def test_only_what_has_happened_is_told() -> None:
    """A window may reach beyond now; what a seed says of later is told once the clock has come there."""
    later = seed(visits=[{"at": "2026-02-01T13:00:00Z", "seconds": 100, "then": [{"page": "about"}]}])
    window = {"startTime": "2026-02-01T00:00:00Z", "endTime": "2026-02-03T00:00:00Z"}
    with Mockflow(later, clock="2026-02-01T12:00:00Z") as mock:
        assert counts(mock, "pageview", **window) == [0, 0]
        mock.clock.advance(3_660)
        assert counts(mock, "pageview", **window) == [1, 0]
        average = data(mock, "time_on_page", metricScope="pageview", **window)
        assert average[0]["averageSeconds"] == 60
        mock.clock.advance(60)
        assert counts(mock, "pageview", **window) == [2, 0]


def test_a_site_token_and_the_scope(mockflow: Mockflow) -> None:
    """Reports need sites:read, and nothing else."""
    for scopes, status in ((["sites:read"], 200), (["cms:read"], 403)):
        client = mockflow.http(mockflow.new_token(scopes))
        answer = client.get(f"/sites/{mockflow.site_id}/analyze/reports/top_pages", params=WEEK)
        assert answer.status_code == status
