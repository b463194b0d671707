"""Planting comments on pages, each thread with its replies."""

from typing import Any

from mockflow.domain.comments import COMMENTS, THREADS, Comment, Spot, Thread, url_in_designer
from mockflow.domain.users import DESIGNER

from .plant_ground import Ground, page_id_of
from .seed_members import BASE_TIME

_MINUTE = 60_000


def plant_comments(ground: Ground, content: dict[str, Any]) -> None:
    """Plant the threads of a site, under paths such as ``comments/1``, and replies under ``comments/1/1``."""
    for at, each in enumerate(content["comments"]):
        _plant_thread(ground, f"{ground.path}.comments[{at}]", f"{ground.prefix}comments/{at + 1}", at, each)


def _plant_thread(ground: Ground, path: str, seed_path: str, at: int, content: dict[str, Any]) -> None:
    thread_id = ground.name(path, seed_path, content.get("id") or ground.derive.id(seed_path))
    first_path = f"{seed_path}/0"
    first_id = ground.name(path, first_path, content.get("comment_id") or ground.derive.id(first_path))
    spot = _spot(ground, path, thread_id, content)
    first = _comment(first_id, thread_id, spot, content, BASE_TIME + at * _MINUTE)
    comments = [first]
    for number, reply in enumerate(content["replies"], 1):
        own = f"{seed_path}/{number}"
        reply_id = ground.name(f"{path}.replies[{number - 1}]", own, reply.get("id") or ground.derive.id(own))
        comments.append(_comment(reply_id, thread_id, spot, reply, comments[-1].created + _MINUTE))
    for each in comments:
        ground.tx.put(COMMENTS, each)
    updated = content.get("updated", comments[-1].created)
    said = (first.content, first.author, first.created, updated)
    ground.tx.put(THREADS, Thread(thread_id, spot, *said, resolved=content["is_resolved"]))


def _comment(comment_id: str, thread_id: str, spot: Spot, content: dict[str, Any], usual: int) -> Comment:
    author = DESIGNER._replace(**content["author"])
    return Comment(comment_id, thread_id, spot, content["content"], author, content.get("created", usual))


def _spot(ground: Ground, path: str, thread_id: str, content: dict[str, Any]) -> Spot:
    site = ground.site
    page_id = content.get("page_id") or page_id_of(ground, content["page"])
    return Spot(
        site.id,
        page_id,
        _locale_id(ground, path, content.get("locale")),
        content.get("url") or url_in_designer(site.short_name, page_id, thread_id),
        content.get("item_id"),
        content["breakpoint"],
    )


def _locale_id(ground: Ground, path: str, tag: str | None) -> str | None:
    """The site's id of that locale, the primary one where none is named; None on a site without localization."""
    by_tag = {locale.tag: locale.id for locale in ground.site.locales}
    if tag is not None and tag not in by_tag:
        ground.wrong(f"{path}.locale", f"one of the locales {', '.join(by_tag)}", tag)
    return by_tag.get(tag or ground.site.locales[0].tag) if ground.site.localized else None
