"""A site's redirects, robots.txt, well-known files, Google tags and activity log: ``plant_site_config`` mirrored."""

from typing import Any

from mockflow.core.ids import derived_id
from mockflow.core.wire import iso
from mockflow.domain.activity import ACTIVITY, MODIFIED, Activity, LogUser
from mockflow.domain.google_tags import GOOGLE_TAGS
from mockflow.domain.redirects import REDIRECTS
from mockflow.domain.robots import ROBOTS, Rule
from mockflow.domain.well_known import JSON, WELL_KNOWN

from .export_ground import Exported, said
from .seed_members import BASE_TIME

_MINUTE = 60_000


def export_redirects(ground: Exported) -> list[dict[str, Any]]:
    """The site's redirects in their order."""
    told = []
    for each in ground.reader.all(REDIRECTS, ground.site.id):
        path = f"{ground.prefix}redirects{each.from_url}"
        ground.names.give(path, each.id)
        content = {"id": each.id, "fromUrl": each.from_url, "toUrl": each.to_url}
        told.append(said(content, {"id": derived_id(path)}))
    return told


def export_robots(ground: Exported) -> dict[str, Any] | None:
    """The site's robots.txt; None where it is empty."""
    robots = ground.reader.find(ROBOTS, ground.site.id)
    if robots is None:
        return None
    content = {"rules": [_rule(each) for each in robots.rules], "sitemap": robots.sitemap}
    return said(content, {"rules": [], "sitemap": None})


def _rule(rule: Rule) -> dict[str, Any]:
    content = {**rule.to_wire(), "allows": list(rule.allows), "disallows": list(rule.disallows)}
    return said(content, {"allows": [], "disallows": []})


def export_well_known(ground: Exported) -> list[dict[str, Any]]:
    """The site's well-known files by name."""
    files = ground.reader.all(WELL_KNOWN, ground.site.id)
    return [
        said(
            {"fileName": each.name, "fileData": each.content.decode(), "contentType": each.content_type},
            {"contentType": JSON},
        )
        for each in files
    ]


def export_google_tags(ground: Exported) -> list[dict[str, Any]]:
    """The site's Google tags in their order."""
    tags = ground.reader.find(GOOGLE_TAGS, ground.site.id)
    return [{"tagId": each.tag_id, "displayName": each.display_name} for each in (tags.tags if tags else ())]


def export_activity(ground: Exported) -> list[dict[str, Any]]:
    """The rows of the site's log, oldest first."""
    rows = reversed(list(ground.reader.all(ACTIVITY, ground.site.id)))
    return [_row(ground, at, each) for at, each in enumerate(rows)]


def _row(ground: Exported, at: int, row: Activity) -> dict[str, Any]:
    path = f"{ground.prefix}activity-logs/{at + 1}"
    ground.names.give(path, row.id)
    content: dict[str, Any] = {
        "event": row.event,
        "resourceOperation": row.operation,
        "id": row.id,
        "createdOn": iso(row.created),
        "lastUpdated": iso(row.updated),
        "user": None if row.user is None else _user(row.user),
        "resourceId": row.resource_id,
        "resourceName": row.resource_name,
        "newValue": row.new_value,
        "previousValue": row.previous_value,
        "payload": None if row.payload is None else dict(row.payload),
    }
    nothing = ("user", "resourceId", "resourceName", "newValue", "previousValue", "payload")
    usual: dict[str, Any] = {
        "resourceOperation": MODIFIED,
        "id": derived_id(path),
        "createdOn": iso(BASE_TIME + at * _MINUTE),
        "lastUpdated": iso(row.created),
        **dict.fromkeys(nothing),
    }
    return said(content, usual)


def _user(user: LogUser) -> dict[str, Any]:
    content = {"id": user.id, "displayName": user.display_name}
    return said(content, {"id": derived_id(f"users/{user.display_name}")})
