"""A user of the Designer comments on a page."""

from typing import Any

from mockflow.core.wire import is_unicode, loads
from mockflow.domain.comments import COMMENTS, THREADS, Comment, CommentCreated, Spot, Thread, url_in_designer
from mockflow.domain.pages import PAGES, WebPage
from mockflow.domain.sites import SITES
from mockflow.domain.users import DESIGNER

from .visit import UnknownIdError, Visit

_LONGEST = 5_000
_FIRST = "Could this photo be a little larger? The glaze is hard to see."
_REPLY = "Done, please have another look."


def comment(visit: Visit) -> dict[str, Any]:
    """Begin a thread on a page, or reply in the one that ``threadId`` names; the thread, or the reply."""
    thread = None if visit.given.get("threadId") is None else _thread(visit)
    return _begin(visit) if thread is None else _reply(visit, thread)


def _begin(visit: Visit) -> dict[str, Any]:
    tx, content, page = visit.tx, _content(visit, _FIRST), _page(visit)
    site, page_id, thread_id = tx.get(SITES, page.site_id), page.id, tx.new_id()
    url = url_in_designer(site.short_name, page_id, thread_id)
    spot = Spot(site.id, page_id, site.locales[0].id if site.localized else None, url)
    thread = tx.put(THREADS, Thread(thread_id, spot, content, DESIGNER, tx.now, tx.now))
    first = tx.put(COMMENTS, Comment(tx.new_id(), thread_id, spot, content, DESIGNER, tx.now))
    tx.emit(CommentCreated(site.id, thread, first, is_reply=False))
    return _answer(thread)


def _reply(visit: Visit, thread: Thread) -> dict[str, Any]:
    """A reply comes after what is there, also in a world whose clock stands before that."""
    tx, content, now = visit.tx, _content(visit, _REPLY), max(visit.tx.now, thread.updated + 1)
    thread = tx.put(THREADS, thread.replied(now))
    reply = tx.put(COMMENTS, Comment(tx.new_id(), thread.id, thread.spot, content, DESIGNER, now))
    tx.emit(CommentCreated(thread.spot.site_id, thread, reply, is_reply=True))
    return _answer(reply)


def _answer(record: Thread | Comment) -> dict[str, Any]:
    answer: dict[str, Any] = loads(record.body)
    return answer


def _thread(visit: Visit) -> Thread:
    """The thread that ``threadId`` names, on the site and the page that are named, if any are."""
    wanted = visit.given["threadId"]
    thread = visit.tx.find(THREADS, wanted.lower()) if isinstance(wanted, str) else None
    if thread is None:
        raise UnknownIdError(f"threadId: expected the id of a comment thread, found {wanted}")
    for key, there in (("siteId", thread.spot.site_id), ("pageId", thread.spot.page_id)):
        if str(visit.given.get(key, there)).lower() != there:
            raise ValueError(f"{key}: expected {there}, where the thread is, found {visit.given[key]}")
    return thread


def _content(visit: Visit, otherwise: str) -> str:
    content = visit.given.get("content")
    if content is None:
        return otherwise
    if not isinstance(content, str) or not 0 < len(content.strip()) <= len(content) <= _LONGEST:
        raise ValueError(f"content: expected text of 1 to {_LONGEST:,} characters, found {str(content)[:60]!r}")
    if not is_unicode(content):
        raise ValueError("content: expected text, found half a surrogate pair in it")
    return content


def _page(visit: Visit) -> WebPage:
    """The page that ``pageId`` names, or the first of the site."""
    given = visit.given.get("pageId")
    named = None if given is None else visit.tx.find(PAGES, str(given).lower())
    if given is None or named is None or "siteId" in visit.given:
        site = visit.site()
        found = next(iter(visit.tx.all(PAGES, site.id)), None) if given is None else named
        if found is None or found.site_id != site.id:
            shown = "none" if given is None else given
            raise UnknownIdError(f"pageId: expected the id of a page of the site {site.short_name}, found {shown}")
        return found
    return named
