"""Days and weeks of a time zone, as moments in UTC."""

from bisect import bisect
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from mockflow.core.wire import iso, millis

_DAY = timedelta(days=1)
_STEPS = {"day": _DAY, "week": 7 * _DAY}
_LATE = millis("9000-01-01T00:00:00Z")
_CYCLE = 146_097 * _DAY // timedelta(milliseconds=1)
"""Four hundred years, after which dates, weekdays and the changes of clocks come again."""


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(available_timezones()) - {"Factory", "localtime"}


def is_zone(name: str) -> bool:
    """Whether a time zone of the IANA database has this name."""
    return name in _known()


class Buckets(NamedTuple):
    """A window cut at local midnights.

    Attributes:
        starts: where each begins; the first one before the window, unless that begins at a midnight.
    """

    period: str
    zone: str
    starts: tuple[int, ...]

    def at(self, moment: int) -> int:
        """The place of the bucket that this moment of the window is in."""
        return bisect(self.starts, moment) - 1

    def timestamps(self) -> list[str]:
        """Where each begins, as the API writes it."""
        return [str(iso(start)) for start in self.starts]

    def to_wire(self) -> dict[str, str]:
        return {"granularityPeriod": self.period, "bucketTimeZone": self.zone}


def cut(start: int, end: int, zone: str, period: str = "day") -> Buckets:
    """The buckets of a window; a week begins on Monday.

    Those of the last years that a date can tell are those of a cycle before: a week may reach beyond them.
    """
    if start >= _LATE:
        before = cut(start - _CYCLE, end - _CYCLE, zone, period)
        return before._replace(starts=tuple(each + _CYCLE for each in before.starts))
    place = ZoneInfo(zone)
    day = datetime.fromtimestamp(start / 1000, place).date()
    if period == "week":
        day -= day.weekday() * _DAY
    starts = [_midnight(day, place)]
    while (following := _midnight(day := day + _STEPS[period], place)) < end:
        starts.append(following)
    return Buckets(period, zone, tuple(starts))


def _midnight(day: date, place: ZoneInfo) -> int:
    """Where a day begins; where clocks skip midnight, the moment at which they do."""
    return millis(datetime.combine(day, time(), place).astimezone(UTC).isoformat())
