"""What the reports of Analyze refuse."""

from typing import Any
from urllib.parse import urlencode

import pytest

from mockflow import Mockflow
from mockflow.core.wire import dumps
from tests.areas.analyze import WEEK, report, seed

pytestmark = pytest.mark.mockflow(seed=seed(), clock="2026-02-01T12:00:00Z")
REPORTS = {
    "traffic": {"metricScope": "session", "bucketTimeZone": "UTC"},
    "top_pages": {},
    "top_dimensions": {"dimension": "country", "metricScope": "session"},
    "top_events": {},
    "time_on_page": {"metricScope": "session"},
}
MALFORMED = 'Value ({}) should match format "filter[country][eq]=US"'
every_report = pytest.mark.parametrize("name", REPORTS)


def refused(mock: Mockflow, name: str, **query: Any) -> tuple[int, str, str]:
    answer = report(mock, name, **{**REPORTS[name], **query})
    body = answer.json()
    assert body["details"] == []
    return answer.status_code, body["code"], body["message"]


@every_report
def test_a_good_query_is_answered(mockflow: Mockflow, name: str) -> None:
    """The query that the tests below spoil is a good one."""
    assert report(mockflow, name, **REPORTS[name]).status_code == 200


@every_report
@pytest.mark.parametrize(
    "time",
    [
        "2026-01-05T00:00:00+00:00",
        "2026-01-05T00:00:00-04:00",
        "2026-01-05T00:00:00",
        "2026-01-05",
        "2026-01-05 00:00:00Z",
        "2026-13-05T00:00:00Z",
        "1767571200",
        "\N{FULLWIDTH DIGIT TWO}026-01-05T00:00:00Z",
    ],
)
def test_a_time_must_end_in_z(mockflow: Mockflow, name: str, time: str) -> None:
    """A time is in UTC and says so with Z; an offset of nothing, as Python writes it, is refused."""
    status, code, message = refused(mockflow, name, startTime=time)
    assert (status, code) == (400, "analyze_input_validation")
    assert "Value (startTime) should match format" in message
    assert refused(mockflow, name, endTime=time)[1] == "analyze_input_validation"


@every_report
@pytest.mark.parametrize(
    ("window", "code"),
    [
        ({"endTime": WEEK["startTime"]}, "invalid_time_range"),
        ({"endTime": "2026-01-04T00:00:00Z"}, "invalid_time_range"),
        ({"startTime": "2025-10-03T23:59:59Z"}, "time_range_too_wide"),
        ({"startTime": "2025-04-08T23:59:59Z", "endTime": "2025-05-01T00:00:00Z"}, "before_historical_floor"),
    ],
)
def test_the_window_has_limits(mockflow: Mockflow, name: str, window: dict[str, str], code: str) -> None:
    """A window ends after it begins, within 100 days, and begins on 9 April 2025 at the earliest."""
    assert refused(mockflow, name, **window)[:2] == (400, code)


@every_report
def test_the_widest_window_and_the_earliest(mockflow: Mockflow, name: str) -> None:
    """Just 100 days and just the first moment are allowed."""
    for window in (
        {"startTime": "2025-10-04T00:00:00Z", "endTime": "2026-01-12T00:00:00Z"},
        {"startTime": "2025-04-09T00:00:00Z", "endTime": "2025-04-10T00:00:00.5Z"},
    ):
        assert report(mockflow, name, **{**REPORTS[name], **window}).status_code == 200


@pytest.mark.parametrize(("name", "most"), [("top_pages", 250), ("top_events", 250), ("top_dimensions", 100)])
def test_the_most_rows(mockflow: Mockflow, name: str, most: int) -> None:
    """Just the largest limit is taken, and one more is not."""
    assert report(mockflow, name, **{**REPORTS[name], "limit": str(most)}).json()["limit"] == most
    assert f"Value (limit) should be <= {most}" in refused(mockflow, name, limit=str(most + 1))[2]


@pytest.mark.parametrize(
    ("name", "query", "problem"),
    [
        ("traffic", {"startTime": ""}, "Value (startTime) is required"),
        ("traffic", {"metricScope": ""}, "Value (metricScope) is required"),
        ("traffic", {"metricScope": "view"}, "Value (metricScope) should be equal to one of"),
        ("traffic", {"bucketTimeZone": ""}, "Value (bucketTimeZone) is required"),
        ("traffic", {"bucketTimeZone": "Mars/Olympus"}, "Value (bucketTimeZone) should match format"),
        ("traffic", {"bucketTimeZone": "../../etc/passwd"}, "Value (bucketTimeZone) should match format"),
        ("top_pages", {"sortBy": "count"}, "Value (sortBy) should be equal to one of"),
        ("top_pages", {"limit": "0"}, "Value (limit) should match pattern"),
        ("top_pages", {"limit": "251"}, "Value (limit) should be <= 250"),
        ("top_events", {"limit": "9" * 500}, "Value (limit) should be <= 250"),
        ("top_dimensions", {"limit": "101"}, "Value (limit) should be <= 100"),
        ("top_dimensions", {"dimension": "colour"}, "Value (dimension) should be equal to one of"),
        ("top_dimensions", {"metricScope": "pageview"}, "Value (metricScope) should be equal to one of"),
        ("top_pages", {"timeseries": "UTC"}, "Value (timeseries)'s type should be object"),
        ("top_pages", {"timeseries": "[" * 5000}, "Value (timeseries)'s type should be object"),
        ("top_pages", {"timeseries[bucketTimeZone]": "X"}, "Value (timeseries.bucketTimeZone) should match format"),
        ("top_pages", {"timeseries": "{}"}, "should have required property 'bucketTimeZone'"),
        ("time_on_page", {"timeseries[bucketTimeZone]": "UTC"}, "should have required property 'granularityPeriod'"),
        (
            "time_on_page",
            {"timeseries": '{"granularityPeriod":"month","bucketTimeZone":"UTC"}'},
            "Value (timeseries.granularityPeriod) should be equal to one of",
        ),
        (
            "top_pages",
            {"timeseries": "{}", "timeseries[bucketTimeZone]": "UTC"},
            "(timeseries)'s type should be object",
        ),
        ("top_pages", {"country": "USA"}, "Value (country) should be the two letters of a country"),
        ("top_pages", {"deviceType": "watch"}, "Value (deviceType) should be equal to one of"),
        ("top_pages", {"filter": "US"}, "Value (filter)'s type should be object"),
        ("top_pages", {"filter[country]": "US"}, "Value (filter.country)'s type should be object"),
        ("top_pages", {"filter[country][gt]": "US"}, "should have one or more of the operators eq, in, ne, nin"),
        ("top_pages", {"filter[country][in]": "US,CA"}, "Value (filter.country.in)'s type should be array"),
        ("top_pages", {"filter[country][in][0]": "U1"}, "should be the two letters of a country"),
        ("top_pages", {"filter[country][eq][0]": "US"}, "Value (filter.country.eq)'s type should be string"),
        ("top_pages", {"filter[deviceType][eq]": "watch"}, "should be equal to one of the allowed values: desktop"),
        (
            "top_pages",
            {"filter[deviceType][nin][0]": "tablet", "filter[deviceType][nin][1]": "watch"},
            "Value (filter.deviceType.nin[1]) should be equal to one of the allowed values: desktop, mobile, tablet",
        ),
        ("top_events", {"filter[deviceType][ne]": "watch"}, "Value (filter.deviceType.ne) should be equal to one of"),
        ("top_pages", {f"x{at}": "1" for at in range(101)}, "should NOT have more than 100 parameters"),
    ],
    ids=str,
)
def test_bad_parameters(mockflow: Mockflow, name: str, query: dict[str, str], problem: str) -> None:
    """What is missing or of another form is told in the code that reports have for it."""
    status, code, message = refused(mockflow, name, **query)
    assert (status, code) == (400, "analyze_input_validation")
    assert problem in message


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("top_events", {"referrer": "google.com"}),
        ("top_events", {"filter[referrer][eq]": "google.com"}),
        ("top_events", {"filter[nextPageId][eq]": "x"}),
        ("top_events", {"filter[previousItemSlug][ne]": "x"}),
        *((name, {"filter[eventId][eq]": "x"}) for name in REPORTS),
        ("time_on_page", {"filter[visitor][in][0]": "x"}),
    ],
    ids=str,
)
def test_unsupported_filters(mockflow: Mockflow, name: str, query: dict[str, str]) -> None:
    """A dimension that a report cannot be filtered by is refused; events neither by referrer nor by pages around."""
    status, code, message = refused(mockflow, name, **query)
    assert (status, code) == (400, "analyze_unsupported_filter")
    assert "is none of the dimensions audienceIds, browser" in message


@every_report
def test_a_dimension_is_filtered_in_one_place(mockflow: Mockflow, name: str) -> None:
    """A parameter of its own and an entry of the filter for one dimension contradict each other, even if equal."""
    status, code, message = refused(mockflow, name, country="US", **{"filter[country][eq]": "US"})
    assert (status, code) == (400, "analyze_filter_conflict")
    assert message == "Validation Error: country and filter[country] filter the same dimension"


@every_report
def test_a_single_value_is_given_once(mockflow: Mockflow, name: str) -> None:
    """A parameter that filters by a single value contradicts itself where it is there twice, even if equal."""
    for values in (["US", "BE"], ["US", "US"]):
        status, code, message = refused(mockflow, name, country=values)
        assert (status, code) == (400, "analyze_filter_conflict")
        assert message == "Validation Error: country is there twice: it filters by a single value"


@every_report
@pytest.mark.parametrize(
    ("spoiled", "problem"),
    [
        ("country=", "Value (country) is required"),
        ("country", "Value (country) is required"),
        ("country=US&country=", "Value (country) is required"),
        ("filter[country][eq]=", "Value (filter[country][eq]) is required"),
        ("filter[country][eq]", "Value (filter[country][eq]) is required"),
        ("filter%5Bcountry%5D%5Beq%5D=", "Value (filter[country][eq]) is required"),
        ("filter[country][in][0]=", "Value (filter[country][in][0]) is required"),
        ("filter=", "Value (filter) is required"),
        ("filter", "Value (filter) is required"),
        ("timeseries=", "Value (timeseries) is required"),
        ("timeseries[bucketTimeZone]=", "Value (timeseries[bucketTimeZone]) is required"),
        ("filter[country", MALFORMED.format("filter[country")),
        ("filter[country=US", MALFORMED.format("filter[country")),
        ("filter[country]]=US", MALFORMED.format("filter[country]]")),
        ("filter[country]eq=US", MALFORMED.format("filter[country]eq")),
        ("filter[country][[eq]]=US", MALFORMED.format("filter[country][[eq]]")),
        ("filter]=US", MALFORMED.format("filter]")),
        ("filter[][eq]=US", MALFORMED.format("filter[][eq]")),
        ("filter[" + "a" * 500, MALFORMED.format("filter[" + "a" * 53)),
    ],
)
def test_malformed_and_empty_filters(mockflow: Mockflow, name: str, spoiled: str, problem: str) -> None:
    """A filter that cannot be read, or has no value, is refused with one reason: unfiltered it would mislead."""
    path = f"/sites/{mockflow.site_id}/analyze/reports/{name}"
    answer = mockflow.http().get(f"{path}?{urlencode({**WEEK, **REPORTS[name]})}&{spoiled}")
    assert (answer.status_code, answer.json()["code"]) == (400, "analyze_input_validation")
    assert answer.json()["message"] == f"Validation Error: {dumps([problem]).decode()}"


@pytest.mark.parametrize("dimension", ["pageId", "dayOfWeek", "nextPageId", "visitStatus"])
def test_a_dimension_that_only_filters(mockflow: Mockflow, dimension: str) -> None:
    """By what reports can be filtered, they cannot always be counted."""
    status, code, message = refused(mockflow, "top_dimensions", dimension=dimension)
    assert (status, code) == (400, "analyze_unsupported_filter")
    assert message.startswith(f"Validation Error: dimension {dimension} is none of country, region, deviceType")


@every_report
def test_a_site_without_the_add_on_has_no_reports(name: str) -> None:
    """Without the add-on a report is forbidden, before its query is looked at; the journal says what is missing."""
    with Mockflow({"mockflow": 1, "sites": [{"displayName": "S"}]}) as mock:
        answer = mock.http().get(f"/sites/{mock.site_id}/analyze/reports/{name}")
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
        assert answer.json()["message"] == "User is not authorized to perform this action"
        assert mock.requests()[-1].decision.reason == "The site has no Analyze add-on: give it `analyze` in the seed"


@every_report
def test_ids_and_sites(mockflow: Mockflow, name: str) -> None:
    """An id of another form is a 400, and an unknown site a 404."""
    with mockflow.http() as api:
        assert api.get(f"/sites/none/analyze/reports/{name}").status_code == 400
        assert api.get(f"/sites/{'a' * 24}/analyze/reports/{name}").status_code == 404
