"""Comments: what users of the Designer write on pages. A thread begins with a comment; others reply in it."""

from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from mockflow.core.store import Table
from mockflow.core.wire import dumps, iso

from .events import Event
from .users import User

_ID_BITS = 96


class Spot(NamedTuple):
    """What a thread is about.

    Attributes:
        locale_id: the site's id of the locale; None on a site without localization.
        item_id: the item that is shown there, on the page of a collection.
        breakpoint: the width of the Designer's canvas.
        url: where the Designer shows it.
    """

    site_id: str
    page_id: str
    locale_id: str | None
    url: str
    item_id: str | None = None
    breakpoint: str = "main"

    def to_wire(self) -> dict[str, Any]:
        return {
            "siteId": self.site_id,
            "pageId": self.page_id,
            "localeId": self.locale_id,
            "itemId": self.item_id,
            "breakpoint": self.breakpoint,
            "url": self.url,
        }


@dataclass(frozen=True, eq=False, slots=True)
class Comment:
    """A comment: the first of a thread, or a reply in it. In its text ``[[userId]]`` mentions a user."""

    id: str
    thread_id: str
    spot: Spot
    content: str
    author: User
    created: int
    body: bytes = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "body", self._said(resolved=False))

    def body_in(self, thread: "Thread") -> bytes:
        """The comment as it is answered in this thread of its own, which may be settled."""
        return self._said(resolved=True) if thread.resolved else self.body

    def _said(self, *, resolved: bool) -> bytes:
        author = {**self.author.to_wire(), "id": self.author.id}  # the schema has the one key, examples the other
        spot = self.spot.to_wire()
        del spot["itemId"], spot["url"]  # threads have them, replies do not
        said = {
            "id": self.thread_id,
            "commentId": self.id,
            **spot,
            **written(self.content, self.created, self.created, resolved=resolved),
            "author": author,
        }
        return dumps(said)

    @property
    def order(self) -> tuple[int, str]:
        """Oldest first: a thread's first comment comes before its replies."""
        return self.created, self.id


@dataclass(frozen=True, eq=False, slots=True)
class Thread:
    """A thread, as its first comment says it.

    Attributes:
        updated: the time of its last comment.
    """

    id: str
    spot: Spot
    content: str
    author: User
    created: int
    updated: int
    resolved: bool = False
    body: bytes = field(init=False)

    def __post_init__(self) -> None:
        said = {
            "id": self.id,
            **self.spot.to_wire(),
            **written(self.content, self.created, self.updated, resolved=self.resolved),
            "author": self.author.to_wire(),
        }
        object.__setattr__(self, "body", dumps(said))

    @property
    def order(self) -> int:
        """Newest first; of two made at the same time, the higher id."""
        return -((self.created << _ID_BITS) + int(self.id, 16))

    def replied(self, now: int) -> "Thread":
        """This thread with a comment of this time."""
        return replace(self, updated=now)


def url_in_designer(short_name: str, page_id: str, thread_id: str) -> str:
    """Where the Designer shows a thread on a page of the site of this name."""
    return f"https://webflow.com/design/{short_name}?workflow=comment&commentId={thread_id}&pageId={page_id}"


def written(content: str, created: int, updated: int, *, resolved: bool = False) -> dict[str, Any]:
    """What a thread and a comment have in common; whom they mention is known once mails are out."""
    return {
        "content": content,
        "isResolved": resolved,
        "mentionedUsers": [],
        "createdOn": iso(created),
        "lastUpdated": iso(updated),
    }


THREADS = Table[Thread](
    "comment thread",
    key=lambda thread: thread.id,
    group=lambda thread: thread.spot.site_id,
    missing="Requested resource not found: The comment thread cannot be found",
)
COMMENTS = Table[Comment](
    "comment",
    key=lambda comment: comment.id,
    group=lambda comment: comment.thread_id,
)
"""Every comment, that which began its thread among them."""


@dataclass(frozen=True, slots=True, eq=False)
class CommentCreated(Event):
    """Someone began a thread, or replied in one."""

    trigger_type = "comment_created"
    thread: Thread
    comment: Comment
    is_reply: bool

    def payload(self) -> dict[str, Any]:
        spot = self.comment.spot.to_wire()
        del spot["itemId"]  # threads have it, the payload does not
        comment = self.comment
        return {
            "threadId": self.thread.id,
            "commentId": comment.id,
            "type": "reply" if self.is_reply else "new_comment",
            **spot,
            **written(comment.content, comment.created, comment.created, resolved=self.thread.resolved),
            "author": comment.author.to_wire(),
        }
