"""Days and weeks of any time zone, over any window: the first and the last days that there are among them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mockflow import Mockflow
from mockflow.core.wire import iso, millis
from mockflow.resources.analyze.zones import cut, is_zone
from tests.areas.analyze import report, seed

ZONES = sorted(name for name in available_timezones() if is_zone(name))
FLOOR, LAST = millis("2025-04-09T00:00:00Z"), millis("9999-12-31T23:59:59.999Z")
DAY = 86_400_000
LAST_DAY = {"startTime": "9999-12-31T00:00:00Z", "endTime": "9999-12-31T23:59:59.999Z"}
near = st.integers(0, 101 * DAY)
starts = st.integers(FLOOR, LAST - 1) | near.map(lambda gap: FLOOR + gap) | near.map(lambda gap: LAST - 1 - gap)


@settings(max_examples=150)
@given(
    start=starts, long=st.integers(1, 100 * DAY), zone=st.sampled_from(ZONES), period=st.sampled_from(["day", "week"])
)
@example(start=LAST - 1, long=1, zone="Pacific/Kiritimati", period="week")
@example(start=LAST - DAY, long=DAY, zone="Etc/GMT+12", period="day")
@example(start=FLOOR, long=1, zone="Pacific/Pago_Pago", period="week")
def test_every_window_can_be_cut(start: int, long: int, zone: str, period: str) -> None:
    """Buckets rise, begin by the start and before the end, and are told in years of four digits."""
    end = min(start + long, LAST)
    buckets = cut(start, end, zone, period)
    assert list(buckets.starts) == sorted(set(buckets.starts))
    assert buckets.starts[0] <= start
    assert all(start < each < end for each in buckets.starts[1:])
    assert buckets.at(start) == 0
    assert buckets.at(end - 1) == len(buckets.starts) - 1
    assert all(datetime.fromisoformat(each) for each in buckets.timestamps())


@pytest.mark.parametrize("zone", ["UTC", "Europe/Brussels", "America/Los_Angeles", "Asia/Kathmandu"])
def test_the_last_years_are_cut_as_those_before(zone: str) -> None:
    """Four hundred years later days and weeks begin at the same local times, up to the last day."""
    for period in ("day", "week"):
        before = cut(millis("9599-10-01T00:00:00Z"), millis("9599-12-31T23:59:59.999Z"), zone, period)
        after = cut(millis("9999-10-01T00:00:00Z"), LAST, zone, period)
        gap = datetime(9999, 10, 1, tzinfo=UTC) - datetime(9599, 10, 1, tzinfo=UTC)
        assert after.starts == tuple(each + gap // timedelta(milliseconds=1) for each in before.starts)


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Etc/GMT+12"])
def test_the_last_day_has_reports(zone: str) -> None:
    """A window that ends with the year 9999 is answered, by days and by weeks."""
    series = f'{{"bucketTimeZone":"{zone}"}}'
    by_week = f'{{"bucketTimeZone":"{zone}","granularityPeriod":"week"}}'
    with Mockflow(seed(), clock="2026-02-01T12:00:00Z") as mock:
        for name, query in (
            ("traffic", {"metricScope": "session", "bucketTimeZone": zone}),
            ("top_pages", {"timeseries": series}),
            ("top_events", {"timeseries": series}),
            ("time_on_page", {"metricScope": "session", "timeseries": by_week}),
        ):
            answer = report(mock, name, **{**LAST_DAY, **query})
            assert answer.status_code == 200, answer.text
            assert answer.json()["window"]["endTime"] == iso(LAST)
        too_late = report(mock, "top_pages", **{**LAST_DAY, "endTime": "9999-12-31T24:00:00Z"})
        assert too_late.status_code == 400
