"""Analyze: what visitors did on a site, in five reports. Nothing is stored for them: see ``domain.sessions``."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from mockflow.core.call import Call
from mockflow.core.refusal import Refusal
from mockflow.core.route import query
from mockflow.core.schema import Shape
from mockflow.core.store import Reader
from mockflow.core.wire import iso, js_number
from mockflow.domain.audience import NAMES
from mockflow.domain.sessions import DAY
from mockflow.domain.sites import SITES, Site
from mockflow.domain.traffic import FLOOR, TRAFFIC, TRAITS, Destination, EventKind, Traffic

from .answers import TimeOnPageSchema, TopDimensionsSchema, TopEventsSchema, TopPagesSchema, TrafficSchema
from .counting import Matched, Tally, Window, matched
from .filters import Conditions, filter_of
from .places import Places
from .queries import (
    EventsFilter,
    ReportFilter,
    TimeOnPageQuery,
    TopDimensionsQuery,
    TopEventsQuery,
    TopPagesQuery,
    TrafficQuery,
)
from .zones import Buckets, cut

AREA = "analyze"

_WIDEST = 100 * DAY
Json = dict[str, Any]


class _Asked(NamedTuple):
    """A report that can be made: what was asked for, and the views that it is made of."""

    site: Site
    traffic: Traffic
    window: Window
    places: Places
    filter: Json
    found: Iterator[Matched]

    def answer(self, report: str, echoes: Json, data: list[Json], buckets: Buckets | None = None) -> Json:
        """The report with what it answers."""
        made: Json = {
            "report": report,
            "window": {"startTime": iso(self.window.start), "endTime": iso(self.window.end)},
            **echoes,
        }
        if buckets is not None:
            made["bucketing"] = buckets.to_wire()
        made["data"] = data
        if self.filter:
            made["filter"] = self.filter
        return made


def _asked(reader: Reader, call: Call, shape: type[Shape] = ReportFilter) -> _Asked:
    site = reader.get(SITES, call.path["site_id"])
    asked = call.query
    window = Window(asked["start_time"], asked["end_time"], max(call.now, reader.written))
    _check_window(window)
    conditions = filter_of(asked, shape)
    traffic, places = reader.get(TRAFFIC, site.id), Places(reader, site)
    found = matched(reader, site, traffic, window, Conditions(conditions, places))
    return _Asked(site, traffic, window, places, conditions, found)


def _check_window(window: Window) -> None:
    if window.end <= window.start:
        raise Refusal("invalid_time_range")
    if window.end - window.start > _WIDEST:
        raise Refusal("time_range_too_wide")
    if window.start < FLOOR:
        raise Refusal("before_historical_floor")


def _check_add_on(reader: Reader, path: Mapping[str, str]) -> None:
    """Reports are for workspaces with the Analyze add-on."""
    if reader.find(TRAFFIC, path["site_id"]) is None:
        raise Refusal("forbidden", reason="The site has no Analyze add-on: give it `analyze` in the seed")


def get_traffic(reader: Reader, call: Call) -> Json:
    """How many sessions, users or page views there were on each day; a session counts where it was first seen."""
    asked = _asked(reader, call)
    metric, window = call.query["metric_scope"], asked.window
    buckets = cut(window.start, window.end, call.query["bucket_time_zone"])
    counts: Counter[int] = Counter()
    visitors: set[tuple[int, str]] = set()
    for session, views in asked.found:
        if metric == "session":
            counts[buckets.at(views[0].at)] += 1
        for view in views if metric != "session" else ():
            here = buckets.at(view.at)
            visitors.add((here, session.visitor))
            counts[here] += 1
    if metric == "user":
        counts = Counter(here for here, _ in visitors)
    return asked.answer("traffic", {"metricScope": metric}, _series(buckets, counts, "count"), buckets)


def _series(buckets: Buckets, counts: Mapping[int, int], key: str) -> list[Json]:
    return [{"timestamp": at, key: counts.get(n, 0)} for n, at in enumerate(buckets.timestamps())]


def _daily(call: Call, window: Window) -> Buckets | None:
    """The days that rows are to be cut into; None where that is not asked for."""
    series = call.query["timeseries"]
    if series is None:
        return None
    return cut(window.start, window.end, series["bucket_time_zone"], series.get("granularity_period", "day"))


def get_top_pages(reader: Reader, call: Call) -> Json:
    """The pages that were seen most, with all three counts whatever they are sorted by."""
    asked = _asked(reader, call)
    buckets, metric, limit = _daily(call, asked.window), call.query["sort_by"], call.query["limit"]
    tallies: dict[Destination, Tally] = {}
    days: dict[Destination, Counter[int]] = {}
    for session, views in asked.found:
        for view in views:
            tallies.setdefault(view.destination, Tally()).add(session, view)
            if buckets is not None:
                days.setdefault(view.destination, Counter())[buckets.at(view.at)] += 1
    ranked = sorted(tallies, key=lambda each: (-tallies[each].of(metric), -tallies[each].pageview, _id_of(each)))
    rows = []
    for each in ranked[:limit]:
        place, tally = asked.places.of(each), tallies[each]
        row: Json = {
            "pageId": place.page_id,
            "title": place.title,
            "sessionCount": tally.of("session"),
            "userCount": tally.of("user"),
            "pageviewCount": tally.pageview,
            **place.of_item(),
        }
        if buckets is not None:
            row["timeseries"] = _series(buckets, days[each], "pageviewCount")
        rows.append(row)
    return asked.answer("top_pages", {"sortBy": metric, "limit": limit}, rows, buckets)


def _id_of(destination: Destination) -> tuple[str, str]:
    return destination.page_id, destination.item_id or ""


def get_top_dimensions(reader: Reader, call: Call) -> Json:
    """The values of a dimension that most sessions, or users, have; those without one are in no row."""
    asked = _asked(reader, call)
    dimension, metric, limit = call.query["dimension"], call.query["metric_scope"], call.query["limit"]
    tallies: dict[str, Tally] = {}
    for session, views in asked.found:
        value = session.traits[TRAITS.index(dimension)]
        for each in [] if value is None else value.split(",") if dimension == "audienceIds" else [value]:
            tallies.setdefault(each, Tally()).add(session, views[0])
    names = {**NAMES.get(dimension, {}), **_names_of_locales(asked.site, dimension)}
    ranked = sorted(tallies, key=lambda each: (-tallies[each].of(metric), each))
    rows = [
        {"attributeKey": each, "name": names.get(each, each), "count": tallies[each].of(metric)}
        for each in ranked[:limit]
    ]
    return asked.answer("top_dimensions", {"dimension": dimension, "metricScope": metric, "limit": limit}, rows)


def _names_of_locales(site: Site, dimension: str) -> dict[str, str]:
    return {each.tag: each.display_name for each in site.locales} if dimension == "locale" else {}


def get_top_events(reader: Reader, call: Call) -> Json:
    """The events that happened most often."""
    asked = _asked(reader, call, EventsFilter)
    buckets, limit = _daily(call, asked.window), call.query["limit"]
    counts: Counter[str] = Counter()
    days: dict[str, Counter[int]] = {}
    for _, views in asked.found:
        for view in views:
            counts.update(view.events)
            for each in view.events if buckets is not None else ():
                days.setdefault(each, Counter())[buckets.at(view.at)] += 1  # type: ignore[union-attr]  # not without
    kinds = {kind.id: kind for kind in asked.traffic.events}
    rows = []
    for each in sorted(counts, key=lambda one: (-counts[one], one))[:limit]:
        row: Json = {"eventId": each, "count": counts[each], **_of_event(kinds.get(each), asked.places)}
        if buckets is not None:
            row["timeseries"] = _series(buckets, days[each], "count")
        rows.append(row)
    return asked.answer("top_events", {"limit": limit}, rows, buckets)


def _of_event(kind: EventKind | None, places: Places) -> Json:
    """What is known of an event besides its id: what is not known is left out."""
    if kind is None:
        return {}
    place = None if kind.destination is None else places.of(kind.destination)
    known: Json = {
        "name": kind.name,
        "pageId": place and place.page_id,
        "pageName": place and place.name,
        "componentContext": [
            {"componentId": each.component_id, "instanceId": each.instance_id} for each in kind.component_context
        ],
        "cmsContext": [{"collectionId": each.collection_id, "itemId": each.item_id} for each in kind.cms_context],
        **(place.of_item() if place else {}),
    }
    return {key: value for key, value in known.items() if value}


def get_time_on_page(reader: Reader, call: Call) -> Json:
    """How long visitors stay on a page, as one average or as one for each bucket."""
    asked = _asked(reader, call)
    metric, buckets = call.query["metric_scope"], _daily(call, asked.window)
    starts = buckets.timestamps() if buckets else [iso(asked.window.start)]
    tallies = [Tally() for _ in starts]
    for session, views in asked.found:
        for view in views:
            tallies[buckets.at(view.at) if buckets else 0].add(session, view)
    rows = [
        {"timestamp": at, "averageSeconds": js_number(tally.average(metric))}
        for at, tally in zip(starts, tallies, strict=True)
    ]
    return asked.answer("time_on_page", {"metricScope": metric}, rows, buckets)


def _report(
    name: str, run: Callable[[Reader, Call], Json], summary: str, asked: type[Shape], returns: type[Shape]
) -> Any:
    return query(
        f"get-{name.replace('_', '-')}-report",
        f"GET /sites/{{site_id}}/analyze/reports/{name}",
        run,
        summary=summary,
        scope="sites:read",
        query=asked,
        returns=returns,
        refusals=_REFUSALS,
        gate=_check_add_on,
        alone=True,
    )


_REFUSALS = (
    "analyze_input_validation",
    "invalid_time_range",
    "time_range_too_wide",
    "before_historical_floor",
    "analyze_unsupported_filter",
    "analyze_filter_conflict",
    "forbidden",
)

ROUTES = (
    _report("traffic", get_traffic, "Count visits by day", TrafficQuery, TrafficSchema),
    _report("top_pages", get_top_pages, "Rank pages", TopPagesQuery, TopPagesSchema),
    _report(
        "top_dimensions", get_top_dimensions, "Rank values of a dimension", TopDimensionsQuery, TopDimensionsSchema
    ),
    _report("top_events", get_top_events, "Rank events", TopEventsQuery, TopEventsSchema),
    _report("time_on_page", get_time_on_page, "Average the time on a page", TimeOnPageQuery, TimeOnPageSchema),
)
