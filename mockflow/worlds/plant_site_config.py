"""Planting a site's redirects, robots.txt, well-known files, Google tags and activity log."""

from typing import Any

from mockflow.domain.activity import ACTIVITY, Activity, LogUser
from mockflow.domain.google_tags import GOOGLE_TAGS, GoogleTags, Tag
from mockflow.domain.redirects import REDIRECTS, Redirect
from mockflow.domain.robots import MOST_BYTES as MOST_ROBOTS_BYTES
from mockflow.domain.robots import ROBOTS, RobotsTxt, rules_of
from mockflow.domain.well_known import MOST_BYTES, WELL_KNOWN, WellKnownFile, stored_name

from .plant_ground import Ground
from .seed_members import BASE_TIME

_MINUTE = 60_000


def plant_site_config(ground: Ground, content: dict[str, Any]) -> None:
    """Plant them; redirects under paths such as ``redirects/old-lamps``, rows of the log under their numbers."""
    _plant_redirects(ground, content["redirects"])
    _plant_robots(ground, content["robots_txt"])
    _plant_well_known(ground, content["well_known"])
    _plant_tags(ground, content["google_tags"])
    for at, each in enumerate(content["activity_logs"]):
        _plant_activity(ground, at, each)


def _plant_redirects(ground: Ground, contents: list[dict[str, Any]]) -> None:
    for at, each in enumerate(contents):
        path, seed_path = f"{ground.path}.redirects[{at}]", f"{ground.prefix}redirects{each['from_url']}"
        if ground.tx.holder(REDIRECTS, ground.site.id, each["from_url"]) is not None:
            ground.wrong(f"{path}.fromUrl", "a path that no other redirect leads away from", each["from_url"])
        redirect_id = ground.name(path, seed_path, each.get("id") or ground.derive.id(seed_path))
        ground.tx.put(REDIRECTS, Redirect(redirect_id, ground.site.id, each["from_url"], each["to_url"], at))


def _plant_robots(ground: Ground, content: dict[str, Any] | None) -> None:
    if content is not None:
        robots = RobotsTxt(ground.site.id, rules_of(content["rules"]), content["sitemap"] or None)
        if len(robots.body) > MOST_ROBOTS_BYTES:
            ground.wrong(f"{ground.path}.robotsTxt", f"up to {MOST_ROBOTS_BYTES} bytes", len(robots.body))
        if robots.rules or robots.sitemap:
            ground.tx.put(ROBOTS, robots)


def _plant_well_known(ground: Ground, contents: list[dict[str, Any]]) -> None:
    for at, each in enumerate(contents):
        path, name, data = f"{ground.path}.wellKnown[{at}]", each["file_name"], each["file_data"].encode()
        try:
            name = stored_name(name)
        except ValueError as problem:
            ground.wrong(f"{path}.fileName", str(problem).removeprefix("expected ").partition(", found")[0], name)
        if len(data) > MOST_BYTES:
            ground.wrong(f"{path}.fileData", f"up to {MOST_BYTES} bytes", len(data))
        file = WellKnownFile(ground.site.id, name, each["content_type"], data)
        if ground.tx.find(WELL_KNOWN, file.key) is not None:
            ground.wrong(f"{path}.fileName", "a name that no other file has", name)
        ground.tx.put(WELL_KNOWN, file)


def _plant_tags(ground: Ground, contents: list[dict[str, Any]]) -> None:
    tags = tuple(Tag(each["tag_id"], each["display_name"]) for each in contents)
    for at, tag in enumerate(tags):
        if any(tag.is_called(other.tag_id) for other in tags[:at]):
            ground.wrong(f"{ground.path}.googleTags[{at}].tagId", "an id that no other tag has", tag.tag_id)
    if tags:
        ground.tx.put(GOOGLE_TAGS, GoogleTags(ground.site.id, tags))


def _plant_activity(ground: Ground, at: int, content: dict[str, Any]) -> None:
    seed_path = f"{ground.prefix}activity-logs/{at + 1}"
    path, said = f"{ground.path}.activityLogs[{at}]", content["user"]
    created = content.get("created", BASE_TIME + at * _MINUTE)
    user = said and LogUser(said.get("id") or ground.derive.id(f"users/{said['display_name']}"), said["display_name"])
    row = Activity(
        id=ground.name(path, seed_path, content.get("id") or ground.derive.id(seed_path)),
        site_id=ground.site.id,
        created=created,
        updated=content.get("updated", created),
        event=content["event"],
        operation=content["operation"],
        user=user,
        resource_id=content["resource_id"],
        resource_name=content["resource_name"],
        new_value=content["new_value"],
        previous_value=content["previous_value"],
        payload=content["payload"],
    )
    ground.tx.put(ACTIVITY, row)
