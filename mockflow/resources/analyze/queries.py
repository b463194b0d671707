"""What the reports of Analyze take."""

import re
from collections.abc import Sequence
from typing import Any

from mockflow.core.brackets import nested
from mockflow.core.schema import AtMost, Digits, Items, Nested, OpenShape, Parsed, Shape, Text, one_of
from mockflow.core.wire import loads, millis
from mockflow.domain.traffic import DEVICE_TYPES, TRAITS

from .wellformed import OBJECTS, check_counted, well_formed
from .zones import is_zone

METRICS = ("session", "user", "pageview")
PERIODS = ("day", "week")
SHORT = (
    "deviceType", "country", "pagePath", "trafficSource", "referrer", "browser",
    "utmCampaign", "utmMedium", "utmSource",
)  # fmt: skip
"""The dimensions that have a parameter of their own, for a single value."""

EVENT_FILTERS = tuple(
    sorted((*TRAITS, "collectionId", "dayOfWeek", "itemSlug", "pageId", "pagePath", "timeOfDay"), key=str.lower)
)
_AROUND = tuple(f"{side}{what}" for side in ("next", "previous") for what in ("CollectionId", "ItemSlug", "PageId"))
FILTERS = tuple(sorted((*EVENT_FILTERS, *_AROUND), key=str.lower))
DIMENSIONS = (
    "country", "region", "deviceType", "os", "browser", "language", "locale", "referrer", "trafficSource",
    "utmCampaign", "utmContent", "utmMedium", "utmSource", "utmTerm", "audienceIds",
)  # fmt: skip
OPERATORS = ("eq", "in", "ne", "nin")
NO_REFERRER = "referrer"
USUAL_LIMIT, MOST_ROWS, MOST_VALUES = 25, 250, 100
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z", re.ASCII)


class Instant(Parsed):
    """A time in UTC that ends in Z; a numeric offset, even one of nothing, is none."""

    unfit = "format:UTC time that ends in Z, such as 2026-04-01T00:00:00Z"

    @staticmethod
    def read(value: Any) -> int:
        if _INSTANT.fullmatch(value) is None:
            raise ValueError
        return millis(value)


class Zone(Parsed):
    """The name of a time zone."""

    unfit = "format:IANA time zone, such as Europe/Brussels"

    @staticmethod
    def read(value: Any) -> str:
        if not is_zone(value):
            raise ValueError
        return str(value)


class Operators(OpenShape):
    """What a dimension of a filter is held against."""


class DeviceOperators(Operators):
    """What the kind of device is held against."""


_RULES = {"deviceType": one_of(*DEVICE_TYPES)}
"""What values must hold to, by dimension."""

for _shape, _rule in ((Operators, None), (DeviceOperators, _RULES["deviceType"])):
    for _operator, _said in (("eq", "The value."), ("ne", "Any other value.")):
        setattr(_shape, _operator, Text(validate=_rule, metadata={"description": _said}))
    for _operator, _said in (("in", "One of these."), ("nin", "None of these.")):
        setattr(_shape, _operator, Items(Text(validate=_rule), metadata={"description": _said}))


class ReportFilter(OpenShape):
    """A filter by dimension."""


class EventsFilter(OpenShape):
    """A filter of events: neither by referrer nor by the pages before and after."""


for _dimension in FILTERS:
    _against = Nested(DeviceOperators if _dimension in _RULES else Operators)
    setattr(ReportFilter, _dimension, _against)
    if _dimension in EVENT_FILTERS and _dimension != NO_REFERRER:
        setattr(EventsFilter, _dimension, _against)


class DailySeries(Shape):
    bucket_time_zone = Zone(
        data_key="bucketTimeZone", required=True, metadata={"description": "In whose days it is counted."}
    )


class TimeSeries(DailySeries):
    granularity_period = Text(
        data_key="granularityPeriod",
        required=True,
        validate=one_of(*PERIODS),
        metadata={"description": "How long a bucket is."},
    )


def _list_single_values(within: Any) -> None:
    """A list of one, as the official Python client writes it: without a place. Commas do not make a list."""
    for operators in within.values() if isinstance(within, dict) else ():
        for name in ("in", "nin") if isinstance(operators, dict) else ():
            value = operators.get(name)
            if isinstance(value, str) and value and "," not in value:
                operators[name] = [value]


class ReportQuery(Shape):
    """What every report can be asked for."""

    refused_as = "analyze_input_validation"
    keeps_blanks = True

    @staticmethod
    def arranged(pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
        """The query with its objects; ``timeseries`` may also be JSON."""
        found = nested(well_formed(pairs, SHORT), OBJECTS)
        series = found.get("timeseries")
        if isinstance(series, str):
            try:
                found["timeseries"] = loads(series)
            except ValueError:
                found["timeseries"] = series
        _list_single_values(found.get("filter"))
        return found

    start_time = Instant(
        data_key="startTime",
        required=True,
        metadata={
            "description": "The first moment, in UTC with Z.",
            "format": "date-time",
            "example": "2026-01-01T00:00:00Z",
        },
    )
    end_time = Instant(
        data_key="endTime",
        required=True,
        metadata={
            "description": "The moment after the last, in UTC with Z.",
            "format": "date-time",
            "example": "2026-01-08T00:00:00Z",
        },
    )


class _Filtered(ReportQuery):
    filter = Nested(ReportFilter, load_default=dict, metadata={"description": "Conditions by dimension."})


for _short in SHORT:
    _param = Text(
        load_default=None, validate=_RULES.get(_short), metadata={"description": f"Only what has this {_short}."}
    )
    setattr(_Filtered if _short == NO_REFERRER else ReportQuery, _short, _param)


def _scope(*metrics: str) -> Text:
    said = {"description": "What is counted."}
    return Text(data_key="metricScope", required=True, validate=one_of(*metrics), metadata=said)


def _limit(most: int) -> Digits:
    said = {"description": f"Rows at most; up to {most}.", "maximum": most}
    return Digits(r"^[1-9]\d*$", load_default=USUAL_LIMIT, validate=AtMost(most), metadata=said)


def _series(shape: type[Shape], what: str) -> Nested:
    said = {"description": f"Adds {what}. As an object, or as its JSON."}
    return Nested(shape, load_default=None, metadata=said)


class TrafficQuery(_Filtered):
    metric_scope = _scope(*METRICS)
    bucket_time_zone = Zone(
        data_key="bucketTimeZone",
        required=True,
        metadata={"description": "In whose days it is counted.", "example": "Etc/UTC"},
    )


class TopPagesQuery(_Filtered):
    sort_by = Text(
        data_key="sortBy", load_default="session", validate=one_of(*METRICS), metadata={"description": "The order."}
    )
    limit = _limit(MOST_ROWS)
    timeseries = _series(DailySeries, "the views of each page by day")


class TopDimensionsQuery(_Filtered):
    @staticmethod
    def arranged(pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
        found = ReportQuery.arranged(pairs)
        dimension = found.get("dimension")
        if dimension in FILTERS:
            check_counted(dimension, DIMENSIONS)
        return found

    dimension = Text(required=True, validate=one_of(*DIMENSIONS), metadata={"description": "Whose values are counted."})
    metric_scope = _scope("session", "user")
    limit = _limit(MOST_VALUES)


class TopEventsQuery(ReportQuery):
    """Without referrer, which is held against this report where somebody asks for it."""

    @staticmethod
    def arranged(pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
        found = ReportQuery.arranged(pairs)
        within = found.setdefault("filter", {})
        if NO_REFERRER in found and isinstance(within, dict):
            within[NO_REFERRER] = {"eq": found[NO_REFERRER]}
        return found

    filter = Nested(EventsFilter, load_default=dict, metadata={"description": "Conditions by dimension."})
    limit = _limit(MOST_ROWS)
    timeseries = _series(DailySeries, "the number of each event by day")


class TimeOnPageQuery(_Filtered):
    metric_scope = _scope(*METRICS)
    timeseries = _series(TimeSeries, "the average of each bucket")
