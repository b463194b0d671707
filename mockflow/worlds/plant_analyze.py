"""Planting what goes on on a site that has the Analyze add-on."""

from collections.abc import Mapping
from typing import Any

from mockflow.core.ids import is_object_id
from mockflow.domain.traffic import (
    DEVICE_TYPES,
    MOST_ENTRIES,
    SHARED,
    TRAFFIC,
    TRAITS,
    USUAL_EVENTS,
    VISITS,
    ComponentPlace,
    Destination,
    EventKind,
    ListPlace,
    Seen,
    SiteVisit,
    Traffic,
    Visited,
    page_showing,
    usual_traits,
    usual_visited,
)

from .plant_ground import Ground, page_id_of


def plant_analyze(ground: Ground, content: dict[str, Any]) -> None:
    """Plant the site's traffic, if it has the add-on; visits are under paths such as ``analyze/visits/1``."""
    said = content["analyze"]
    if said is not None:
        _Planter(ground, f"{ground.path}.analyze", said).plant()


class _Planter:
    def __init__(self, ground: Ground, path: str, content: dict[str, Any]) -> None:
        self.ground = ground
        self.path = path
        self.content = content
        self.usual = usual_traits(ground.site)

    def plant(self) -> None:
        ground, content = self.ground, self.content
        events = self._events()
        ground.tx.put(
            TRAFFIC,
            Traffic(
                site_id=ground.site.id,
                since=content.get("since", ground.site.created),
                sessions=content["sessions"],
                visited=self._visited(),
                shares=self._shares(),
                events=events,
            ),
        )
        known = {key: each.id for each in reversed(events) for key in (each.id, each.name) if key is not None}
        for at, each in enumerate(content["visits"]):
            self._visit(at, each, known)

    def _visited(self) -> tuple[Visited, ...]:
        if "visited" not in self.content:
            return usual_visited(self.ground.tx, self.ground.site)
        return tuple(
            Visited(self._destination(f"{self.path}.visited[{at}]", each), each["weight"])
            for at, each in enumerate(self.content["visited"])
        )

    def _destination(self, path: str, content: Mapping[str, Any]) -> Destination:
        ground = self.ground
        if "item" not in content:
            return Destination(content.get("page_id") or page_id_of(ground, content["page"]))
        item = content["item"]
        if item not in ground.items and not is_object_id(item):
            ground.wrong(f"{path}.item", "the path of an item of the site, or an id", item)
        item_id = ground.items.get(item, item.lower())
        return Destination(content.get("page_id") or page_showing(ground.tx, ground.site, item_id), item_id)

    def _shares(self) -> dict[str, dict[str, int]]:
        shares: dict[str, dict[str, int]] = self.content["shares"]
        for trait, values in shares.items():
            path = f"{self.path}.shares.{trait}"
            if trait not in SHARED:
                self.ground.wrong(path, f"one of {', '.join(SHARED)}", trait)
            if not 0 < len(values) <= MOST_ENTRIES:
                self.ground.wrong(path, f"1 to {MOST_ENTRIES} values", f"{len(values)}")
            if trait == "deviceType" and not values.keys() <= set(DEVICE_TYPES):
                self.ground.wrong(path, f"values among {', '.join(DEVICE_TYPES)}", ", ".join(values))
        return shares

    def _events(self) -> tuple[EventKind, ...]:
        if "events" not in self.content:
            contents: list[dict[str, Any]] = [{"name": name, "rate": rate} for name, rate in USUAL_EVENTS]
        else:
            contents = self.content["events"]
        return tuple(self._event(at, each) for at, each in enumerate(contents))

    def _event(self, at: int, content: Mapping[str, Any]) -> EventKind:
        ground, path = self.ground, f"{self.path}.events[{at}]"
        seed_path = f"{ground.prefix}analyze/events/{at + 1}"
        is_anywhere = not content.keys() & {"page", "page_id", "item"}
        return EventKind(
            id=ground.name(path, seed_path, content.get("id") or ground.derive.id(seed_path)),
            name=content.get("name"),
            destination=None if is_anywhere else self._destination(path, content),
            rate=content["rate"],
            component_context=tuple(ComponentPlace(**each) for each in content.get("component_context", ())),
            cms_context=tuple(ListPlace(**each) for each in content.get("cms_context", ())),
        )

    def _visit(self, at: int, content: Mapping[str, Any], events: Mapping[str, str]) -> None:
        ground, path, seed_path = (
            self.ground,
            f"{self.path}.visits[{at}]",
            f"{self.ground.prefix}analyze/visits/{at + 1}",
        )
        visit_id = ground.name(path, seed_path, content.get("id") or ground.derive.id(seed_path))
        views = [
            self._seen(path if number == 0 else f"{path}.then[{number - 1}]", each, events)
            for number, each in enumerate((content, *content["then"]))
        ]
        given = {trait: content[trait] for trait in TRAITS if trait in content}
        ground.tx.put(
            VISITS,
            SiteVisit(
                id=visit_id,
                site_id=ground.site.id,
                at=content["at"],
                visitor=content.get("visitor", visit_id),
                traits={**self.usual, **given},
                views=tuple(views),
            ),
        )

    def _seen(self, path: str, content: Mapping[str, Any], events: Mapping[str, str]) -> Seen:
        for each in content["events"]:
            if each not in events:
                self.ground.wrong(f"{path}.events", f"names among {', '.join(events)}", each)
        happened = tuple(events.get(each, each) for each in content["events"])
        return Seen(self._destination(path, content), content["seconds"], happened)
