"""What goes on on a site as a seed says it: the mirror of ``plant_analyze``."""

from typing import Any

from mockflow.core.ids import derived_id
from mockflow.core.wire import iso
from mockflow.domain.traffic import (
    TRAFFIC,
    USUAL_EVENTS,
    VISITS,
    Destination,
    EventKind,
    Seen,
    SiteVisit,
    Traffic,
    Visited,
    page_showing,
    usual_traits,
    usual_visited,
)

from .export_ground import Exported, said


def export_analyze(ground: Exported) -> dict[str, Any] | None:
    """The site's traffic with the visits that were told; None for a site without the add-on."""
    traffic = ground.reader.find(TRAFFIC, ground.site.id)
    if traffic is None:
        return None
    content: dict[str, Any] = {
        "since": iso(traffic.since),
        "sessionsPerDay": traffic.sessions,
        "visited": [_visited(ground, each) for each in traffic.visited],
        "shares": {trait: dict(values) for trait, values in traffic.shares.items()},
        "events": [_event(ground, at, each) for at, each in enumerate(traffic.events)],
        "visits": [_visit(ground, at, each, traffic) for at, each in enumerate(_visits(ground))],
    }
    usual: dict[str, Any] = {"since": iso(ground.site.created), "shares": {}, "visits": []}
    if traffic.visited == usual_visited(ground.reader, ground.site):
        del content["visited"]
    usual["events"] = [{"name": name, "rate": rate} for name, rate in USUAL_EVENTS]
    return said(content, usual)


def _visits(ground: Exported) -> list[SiteVisit]:
    return list(ground.reader.all(VISITS, ground.site.id))


def _destination(ground: Exported, destination: Destination) -> dict[str, Any]:
    page_id, item_id = destination
    if item_id is None:
        return ground.page(page_id)
    there = page_showing(ground.reader, ground.site, item_id)
    return {"item": ground.items.get(item_id, item_id), **({} if there == page_id else {"pageId": page_id})}


def _visited(ground: Exported, each: Visited) -> dict[str, Any]:
    content = {**_destination(ground, each.destination), "weight": each.weight}
    return said(content, {"page": "home", "weight": 1})


def _event(ground: Exported, at: int, event: EventKind) -> dict[str, Any]:
    path = f"{ground.prefix}analyze/events/{at + 1}"
    ground.names.give(path, event.id)
    content: dict[str, Any] = {
        "id": event.id,
        "name": event.name,
        **({} if event.destination is None else _destination(ground, event.destination)),
        "rate": event.rate,
        "componentContext": [
            {"componentId": each.component_id, "instanceId": each.instance_id} for each in event.component_context
        ],
        "cmsContext": [{"collectionId": each.collection_id, "itemId": each.item_id} for each in event.cms_context],
    }
    usual: dict[str, Any] = {"id": derived_id(path), "name": None, "componentContext": [], "cmsContext": []}
    return said(content, usual)


def _visit(ground: Exported, at: int, visit: SiteVisit, traffic: Traffic) -> dict[str, Any]:
    path = f"{ground.prefix}analyze/visits/{at + 1}"
    ground.names.give(path, visit.id)
    names = _names(traffic)
    first, *others = (_seen(ground, each, names) for each in visit.views)
    content: dict[str, Any] = {
        "id": visit.id,
        "at": iso(visit.at),
        "visitor": visit.visitor,
        **first,
        **visit.traits,
        "then": others,
    }
    usual = {"id": derived_id(path), "visitor": visit.id, **usual_traits(ground.site), "then": []}
    return said(content, usual)


def _names(traffic: Traffic) -> dict[str, str]:
    """By the id of an event, its name, where that leads back to it."""
    first = {each.name: each.id for each in reversed(traffic.events)}
    ids = {each.id for each in traffic.events}
    return {event_id: name for name, event_id in first.items() if name is not None and name not in ids}


def _seen(ground: Exported, view: Seen, names: dict[str, str]) -> dict[str, Any]:
    content = {
        **_destination(ground, view.destination),
        "seconds": view.seconds,
        "events": [names.get(each, each) for each in view.events],
    }
    return said(content, {"page": "home", "seconds": 30, "events": []})
