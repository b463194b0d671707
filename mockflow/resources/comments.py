"""Comments, for reading: threads on the pages of a site, and what was replied in them."""

from collections.abc import Sequence
from typing import Any

from mockflow.core.call import Call
from mockflow.core.paging import Page, Rows
from mockflow.core.refusal import Refusal
from mockflow.core.route import query
from mockflow.core.schema import Flag, Items, Moment, Nested, Shape, ShapeError, Text, one_of
from mockflow.core.store import Reader
from mockflow.domain.comments import COMMENTS, THREADS, Comment, Thread
from mockflow.domain.content import locale_at
from mockflow.domain.listing import Body, PagingQuery, page_as, page_of, pagination
from mockflow.domain.sites import SITES
from mockflow.domain.users import PersonSchema

AREA = "comments"


def _by_creation(record: Thread | Comment) -> tuple[int, str]:
    return record.created, record.id


def _by_update(record: Thread | Comment) -> tuple[int, str]:
    return getattr(record, "updated", record.created), record.id


_SORT = {"createdOn": _by_creation, "lastUpdated": _by_update}


class CommentsQuery(PagingQuery):
    """Which comments, and in which order."""

    locale_id = Text(
        data_key="localeId",
        load_default=None,
        metadata={"description": "A locale of the site, by the id of the site's; all of them if absent."},
    )
    sort_by = Text(
        data_key="sortBy",
        load_default=None,
        validate=one_of(*_SORT),
        metadata={"description": "Sort key, beside sortOrder only; createdOn if absent there."},
    )
    sort_order = Text(
        data_key="sortOrder",
        load_default=None,
        validate=one_of("asc", "desc"),
        metadata={"description": "Sort direction."},
    )

    @staticmethod
    def check(loaded: dict[str, Any]) -> None:
        if loaded["sort_by"] is not None and loaded["sort_order"] is None:
            raise ShapeError([("sortOrder", "required")])


class AuthorSchema(PersonSchema):
    id = Text(required=True, metadata={"description": "The user's id once more."})


class _SaidSchema(Shape):
    """What threads and replies have in common."""

    id = Text(required=True, metadata={"description": "The thread's id."})
    site_id = Text(data_key="siteId", required=True, metadata={"description": "The site."})
    page_id = Text(data_key="pageId", required=True, metadata={"description": "The page."})
    locale_id = Text(
        data_key="localeId",
        required=True,
        allow_none=True,
        metadata={"description": "The locale; null on a site that has one only."},
    )
    breakpoint = Text(required=True, metadata={"description": "The width of the canvas."})
    content = Text(required=True, metadata={"description": "The text; [[userId]] mentions someone."})
    is_resolved = Flag(data_key="isResolved", required=True, metadata={"description": "Whether the thread is settled."})
    mentioned_users = Items(
        Nested(AuthorSchema),
        data_key="mentionedUsers",
        required=True,
        metadata={"description": "Who was told by mail: nobody, since the double sends none."},
    )
    created_on = Moment(data_key="createdOn", required=True, metadata={"description": "The creation."})
    last_updated = Moment(data_key="lastUpdated", required=True, metadata={"description": "The last comment."})


class CommentThreadSchema(_SaidSchema):
    item_id = Text(
        data_key="itemId", required=True, allow_none=True, metadata={"description": "The item that the page shows."}
    )
    url = Text(required=True, metadata={"description": "Where the Designer shows it."})
    author = Nested(PersonSchema, required=True)


class CommentReplySchema(_SaidSchema):
    comment_id = Text(data_key="commentId", required=True, metadata={"description": "The reply's own id."})
    author = Nested(AuthorSchema, required=True)


class CommentThreadsSchema(Shape):
    comments = Items(Nested(CommentThreadSchema), required=True, metadata={"description": "Threads, newest first."})
    pagination = pagination()


class CommentRepliesSchema(Shape):
    comments = Items(Nested(CommentReplySchema), required=True, metadata={"description": "Replies, oldest first."})
    pagination = pagination()


def list_threads(reader: Reader, call: Call) -> Page[Thread]:
    """The threads of a site, those of one locale if the call names one."""
    site = reader.get(SITES, call.path["site_id"])
    rows: Rows = reader.all(THREADS, site.id)
    locale_id = _locale_of(reader, call)
    if locale_id is not None:
        rows = [thread for thread in rows if thread.spot.locale_id == locale_id]
    return page_of("comments", _sorted(rows, call), call)


def get_thread(reader: Reader, call: Call) -> Thread:
    """The thread of the path, which is not there in another locale than its own."""
    thread = reader.get(THREADS, call.path["comment_thread_id"])
    locale_id = _locale_of(reader, call)
    if locale_id not in {None, thread.spot.locale_id}:
        raise Refusal("resource_not_found", THREADS.missing)
    return thread


def list_replies(reader: Reader, call: Call) -> Page[Body]:
    """What was replied in a thread, resolved if that is; its first comment, which the thread tells, is none of it."""
    thread = get_thread(reader, call)
    rows = _sorted(list(reader.all(COMMENTS, thread.id))[1:], call)
    return page_as("comments", rows, call, lambda reply: reply.body_in(thread))


def _locale_of(reader: Reader, call: Call) -> str | None:
    """The site's id of the locale that a call names."""
    if not call.query["locale_id"]:
        return None
    site = reader.get(SITES, call.path["site_id"])
    return site.locales[locale_at(site, call.query["locale_id"])].id


def _sorted(rows: Rows, call: Call) -> Sequence[Any] | Rows:
    order = call.query["sort_order"]
    if order is None:
        return rows
    key = _SORT[call.query["sort_by"] or "createdOn"]
    return sorted(rows, key=key, reverse=order == "desc")


ROUTES = (
    query(
        "list-comment-threads",
        "GET /sites/{site_id}/comments",
        list_threads,
        summary="List the comment threads of a site",
        scope="comments:read",
        query=CommentsQuery,
        returns=CommentThreadsSchema,
    ),
    query(
        "get-comment-thread",
        "GET /sites/{site_id}/comments/{comment_thread_id}",
        get_thread,
        summary="Get a comment thread",
        scope="comments:read",
        query=CommentsQuery,
        returns=CommentThreadSchema,
    ),
    query(
        "list-comment-replies",
        "GET /sites/{site_id}/comments/{comment_thread_id}/replies",
        list_replies,
        summary="List the replies in a comment thread",
        scope="comments:read",
        query=CommentsQuery,
        returns=CommentRepliesSchema,
    ),
)
