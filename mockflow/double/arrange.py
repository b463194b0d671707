"""Putting items into a world, and looking at them, as a test does beside the code that it tests."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from mockflow.core.ids import is_object_id
from mockflow.errors import ControlError

from .answers import answer_of
from .doors import Doors
from .results import Item

_NOT_FOUND = 404
_FLAGS: dict[str, dict[str, bool]] = {
    "published": {},
    "changed": {},
    "queued": {"isDraft": False},
    "draft": {"isDraft": True},
    "archived": {"isDraft": False, "isArchived": True},
}
"""The states an item can be added in, with what its creation says of them."""


def add_item(
    double: Doors, collection_id: str, field_data: Mapping[str, Any], *, state: str, locale: str | None, events: bool
) -> str:
    """Create an item in this state; the id of it."""
    if state not in _FLAGS:
        raise ValueError(f"state: expected one of {', '.join(_FLAGS)}, found {state}")
    ids = double.ids
    if not is_object_id(collection_id):
        raise LookupError(f"no collection has the path or the id {collection_id!r}{nearest(collection_id, ids)}")
    collection = answer_of(double.prepare("GET", f"/collections/{collection_id}"))
    body: dict[str, Any] = {**_FLAGS[state], "fieldData": _translated(collection["fields"], field_data, ids)}
    if locale is not None:
        body["cmsLocaleId"] = _locale_id(ids, collection_id, locale)
    live = "/live" if state in {"published", "changed"} else ""
    path = f"/collections/{collection_id}/items"
    made = answer_of(double.prepare("POST", path + live, silent=not events, json=body))
    if state == "changed":
        place = {"cmsLocaleId": made["cmsLocaleId"]}
        answer_of(double.prepare("PATCH", f"{path}/{made['id']}", silent=not events, json={**place, "isDraft": True}))
    return str(made["id"])


def _translated(fields: list[dict[str, Any]], field_data: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    """References by path and options by name become ids, as in a seed."""
    found = dict(field_data)
    for field in fields:
        slug = field["slug"]
        if slug not in found:
            continue
        if field["type"] == "Option":
            options = {option["name"]: option["id"] for option in field["validations"]["options"]}
            found[slug] = _known(options, found[slug])
        elif field["type"] in {"Reference", "MultiReference"}:
            value = found[slug]
            found[slug] = [_known(ids, each) for each in value] if isinstance(value, list) else _known(ids, value)
    return found


def _locale_id(ids: Mapping[str, str], record_id: str, locale: str) -> str:
    """The CMS id of a locale's tag, on the site that this record is on; paths of further sites begin with its name."""
    path = next((path for path, each in ids.items() if each == record_id), "")
    site = path.partition("/")[0]
    prefix = f"{site}/" if f"sites/{site}" in ids and f"{site}/locales/{locale}" in ids else ""
    return ids.get(f"{prefix}locales/{locale}", locale)


def nearest(path: str, ids: Mapping[str, str]) -> str:
    """``; the nearest is 'journal/first-post'``, or nothing in a world without paths."""
    found = get_close_matches(path, ids, n=1, cutoff=0)
    return f"; the nearest is {found[0]!r}" if found else ""


def _known(ids: Mapping[str, str], value: Any) -> Any:
    return ids.get(value, value) if isinstance(value, str) else value


def read_item(double: Doors, path_or_id: str, locale: str | None) -> Item:
    """An item with both of its copies; LookupError if there is neither."""
    ids = double.ids
    item_id = ids.get(path_or_id, path_or_id)
    if not is_object_id(item_id):
        raise LookupError(f"no item of this world has the path or the id {path_or_id!r}{nearest(path_or_id, ids)}")
    query = {} if locale is None else {"cmsLocaleId": _locale_id(ids, item_id, locale)}
    for collection_id in _collections(double, ids.get(path_or_id.rpartition("/")[0])):
        path = f"/collections/{collection_id}/items/{item_id}"
        staged, live = (_found(double, path + suffix, query) for suffix in ("", "/live"))
        if staged or live:
            return Item(item_id, staged, live, _state(staged, live))
    raise LookupError(f"no item of this world has the path or the id {path_or_id!r}")


def _collections(double: Doors, likely: str | None) -> Iterator[str]:
    if likely is not None:
        yield likely
        return
    for site in answer_of(double.prepare("GET", "/sites"))["sites"]:
        listed = answer_of(double.prepare("GET", f"/sites/{site['id']}/collections"))
        yield from (collection["id"] for collection in listed["collections"])


def _found(double: Doors, path: str, query: Mapping[str, str]) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = answer_of(double.prepare("GET", path, params=query))
    except ControlError as error:
        if error.status == _NOT_FOUND:
            return None
        raise
    return found


def _state(staged: Mapping[str, Any] | None, live: Mapping[str, Any] | None) -> str:
    """The word that the Designer has for it; ``deleted`` where only a live copy is left."""
    if staged is None:
        return "deleted"
    if staged["isArchived"]:
        return "archived"
    if staged["isDraft"]:
        return "draft" if live is None else "changed"
    published = staged["lastPublished"] is not None and staged["lastPublished"] >= staged["lastUpdated"]
    return "published" if published else "queued"
