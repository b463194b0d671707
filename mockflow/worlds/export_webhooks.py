"""Webhooks and comments as a seed says them: the mirror of ``plant_webhooks`` and ``plant_comments``."""

from collections import Counter
from typing import Any

from mockflow.core.ids import derived_id
from mockflow.core.wire import iso
from mockflow.domain.apps import CLIENT_ID
from mockflow.domain.comments import COMMENTS, THREADS, Comment, Thread, url_in_designer
from mockflow.domain.users import DESIGNER, User
from mockflow.domain.webhooks import APP, SITE_TOKEN, WEBHOOKS

from .export_ground import Exported, said
from .seed_members import BASE_TIME

_MINUTE = 60_000


def export_webhooks(ground: Exported) -> list[dict[str, Any]]:
    """The site's webhooks, oldest first. Their keys derive from their ids, and need not be said."""
    numbers: Counter[str] = Counter()
    told = []
    for each in ground.reader.all(WEBHOOKS, ground.site.id):
        numbers[each.trigger_type] += 1
        path = f"{ground.prefix}webhooks/{each.trigger_type}/{numbers[each.trigger_type]}"
        ground.names.give(path, each.id)
        content: dict[str, Any] = {
            "triggerType": each.trigger_type,
            "url": each.url,
            "id": each.id,
            "filter": None if each.form_name is None else {"name": each.form_name},
            "madeWith": each.made_with,
            "app": each.client_id,
            "token": each.token,
            "createdOn": iso(each.created),
        }
        usual: dict[str, Any] = {
            "id": derived_id(path),
            "filter": None,
            "madeWith": SITE_TOKEN,
            "app": CLIENT_ID if each.made_with == APP else None,
            "token": None,
            "createdOn": iso(ground.site.created),
        }
        told.append(said(content, usual))
    return told


def export_comments(ground: Exported) -> list[dict[str, Any]]:
    """The threads on the site's pages, oldest first, each with its replies."""
    threads = list(reversed(list(ground.reader.all(THREADS, ground.site.id))))
    return [_thread(ground, at, each) for at, each in enumerate(threads)]


def _thread(ground: Exported, at: int, thread: Thread) -> dict[str, Any]:
    site, spot, path = ground.site, thread.spot, f"{ground.prefix}comments/{at + 1}"
    first, *replies = ground.reader.all(COMMENTS, thread.id)
    times = [BASE_TIME + at * _MINUTE, *(each.created + _MINUTE for each in (first, *replies))]
    content: dict[str, Any] = {
        **_comment(first, thread.id, path, times[0]),
        "commentId": first.id,
        "lastUpdated": iso(thread.updated),
        "isResolved": thread.resolved,
        **ground.page(spot.page_id),
        "locale": next((each.tag for each in site.locales if each.id == spot.locale_id), None),
        "itemId": spot.item_id,
        "breakpoint": spot.breakpoint,
        "url": spot.url,
        "replies": [
            _comment(each, each.id, f"{path}/{number}", times[number]) for number, each in enumerate(replies, 1)
        ],
    }
    usual: dict[str, Any] = {
        "commentId": derived_id(f"{path}/0"),
        "lastUpdated": iso((replies or [first])[-1].created),
        "isResolved": False,
        "page": "home",
        "locale": site.locales[0].tag if site.localized else None,
        "itemId": None,
        "breakpoint": "main",
        "url": url_in_designer(site.short_name, spot.page_id, thread.id),
        "replies": [],
    }
    return said(content, usual)


def _comment(comment: Comment, own_id: str, path: str, usually: int) -> dict[str, Any]:
    """What a thread and a reply have alike."""
    content: dict[str, Any] = {
        "id": own_id,
        "content": comment.content,
        "createdOn": iso(comment.created),
        "author": said(_author(comment.author), _author(DESIGNER)),
    }
    return said(content, {"id": derived_id(path), "createdOn": iso(usually), "author": {}})


def _author(user: User) -> dict[str, Any]:
    return user._asdict()
