"""What a comment in the Designer makes, tells and refuses."""

from typing import Any

import pytest

from mockflow import Mockflow
from mockflow.core.store import Reader, Transaction
from mockflow.core.wire import loads
from mockflow.domain.comments import COMMENTS, THREADS, CommentCreated
from mockflow.worlds.seeds import plant
from mockflow.worlds.visitors import Visit
from mockflow.worlds.visitors.comments import comment
from tests.areas.visits import visit

PAGE = "0123456789abcdef01234567"
THREAD_KEYS = {
    "id", "siteId", "pageId", "localeId", "itemId", "breakpoint", "url", "content", "isResolved", "author",
    "mentionedUsers", "createdOn", "lastUpdated",
}  # fmt: skip

standing = pytest.mark.mockflow(clock="2026-02-01T10:00:00Z")


def reader_of(mock: Mockflow) -> Reader:
    return Reader(mock._worlds.default.state)  # noqa: SLF001 - the records themselves


def refused(tx: Transaction, **given: Any) -> str:
    """Why the visit is refused; it must have written and told nothing."""
    before = len(tx.events), len(tx.changes())
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - the test looks at the words
        comment(Visit(tx, given, {}))
    assert (len(tx.events), len(tx.changes())) == before
    return str(raised.value)


@standing
def test_a_comment_begins_a_thread(mockflow: Mockflow) -> None:
    """The thread is about a page in the site's primary locale, and says what the comment says."""
    page = mockflow.id("pages/about")
    made, _ = visit(mockflow, comment, pageId=page.upper(), content="Larger? [[abc]]")
    locales = mockflow.http().get(f"/sites/{mockflow.site_id}").json()["locales"]
    assert set(made) == THREAD_KEYS
    assert (made["siteId"], made["pageId"], made["localeId"]) == (mockflow.site_id, page, locales["primary"]["id"])
    assert (made["content"], made["isResolved"], made["mentionedUsers"]) == ("Larger? [[abc]]", False, [])
    assert made["createdOn"] == made["lastUpdated"] == "2026-02-01T10:00:00.000Z"
    assert set(made["author"]) == {"userId", "email", "name"}
    assert f"commentId={made['id']}&pageId={page}" in made["url"]
    reader = reader_of(mockflow)
    thread, *_ = reader.all(THREADS, mockflow.site_id)
    assert loads(thread.body) == made
    assert [each.content for each in reader.all(COMMENTS, made["id"])] == ["Larger? [[abc]]"]


@standing
def test_a_reply_joins_its_thread(mockflow: Mockflow) -> None:
    """Its id is the thread's, commentId its own, and the author has both names of the id; the thread moves on."""
    thread, _ = visit(mockflow, comment)
    reply, _ = visit(mockflow, comment, threadId=thread["id"].upper(), content="Done")
    assert (reply["id"], reply["content"], reply["pageId"]) == (thread["id"], "Done", thread["pageId"])
    assert reply["commentId"] != thread["id"]
    assert reply["author"]["id"] == reply["author"]["userId"] == thread["author"]["userId"]
    reader = reader_of(mockflow)
    assert loads(reader.get(THREADS, thread["id"]).body) == {**thread, "lastUpdated": "2026-02-01T10:00:00.001Z"}
    assert [each.content for each in reader.all(COMMENTS, thread["id"])] == [thread["content"], "Done"]


@standing
def test_threads_come_newest_first(mockflow: Mockflow) -> None:
    """The thread that began last is the first of its site."""
    made = [visit(mockflow, comment)[0]["id"] for _ in range(3)]
    assert [thread.id for thread in reader_of(mockflow).all(THREADS, mockflow.site_id)][:3] == made[::-1]


@standing
def test_webhooks_hear_of_a_comment(mockflow: Mockflow) -> None:
    """The payload tells a thread from a reply by its type, and has no itemId."""
    thread, began = visit(mockflow, comment)
    reply, replied = visit(mockflow, comment, threadId=thread["id"])
    assert isinstance(began, CommentCreated)
    assert (began.trigger_type, began.site_id) == ("comment_created", mockflow.site_id)
    first, second = began.payload(), replied.payload()
    shared = {key: thread[key] for key in THREAD_KEYS - {"id", "itemId"}}
    assert first == {"threadId": thread["id"], "commentId": first["commentId"], "type": "new_comment", **shared}
    assert second == {
        **shared,
        "threadId": thread["id"],
        "commentId": reply["commentId"],
        "type": "reply",
        "content": reply["content"],
        "createdOn": reply["createdOn"],
        "lastUpdated": reply["createdOn"],
    }
    assert len({thread["id"], first["commentId"], second["commentId"]}) == 3


@pytest.mark.mockflow(
    seed={
        "mockflow": 1,
        "sites": [{"displayName": name, "pages": [{"title": "A"}, {"title": "B"}]} for name in ("One", "Two")],
    }
)
def test_a_comment_may_be_on_any_site(mockflow: Mockflow) -> None:
    """On the first page of the first site by default; without localization the locale is null."""
    one, two = mockflow.id("sites/one"), mockflow.id("sites/two")
    for given, site, page in (
        ({}, one, "pages/a"),
        ({"siteId": two.upper()}, two, "two/pages/a"),
        ({"pageId": mockflow.id("two/pages/b")}, two, "two/pages/b"),
    ):
        made, _ = visit(mockflow, comment, **given)
        assert (made["siteId"], made["pageId"], made["localeId"]) == (site, mockflow.id(page), None)


def test_a_bad_comment_is_refused() -> None:
    """The refusal names what was wrong, and nothing is written."""
    tx = Transaction(plant("demo").state, 0)
    thread = comment(Visit(tx, {}, {}))
    assert refused(tx, threadId=PAGE) == f"threadId: expected the id of a comment thread, found {PAGE}"
    assert refused(tx, threadId=["x"]) == "threadId: expected the id of a comment thread, found ['x']"
    assert refused(tx, threadId=thread["id"], pageId=PAGE) == (
        f"pageId: expected {thread['pageId']}, where the thread is, found {PAGE}"
    )
    assert refused(tx, threadId=thread["id"], siteId="x").startswith(f"siteId: expected {thread['siteId']}, where")
    for at in ("home", PAGE, ["x"]):
        expected = "pageId: expected the id of a page of the site kiln-and-lantern"
        assert refused(tx, pageId=at) == f"{expected}, found {at}"
    for content in ("", "  ", 5, "x" * 5_001):
        assert refused(tx, content=content).startswith("content: expected text of 1 to 5,000 characters, found")
    assert refused(tx, content="\ud800") == "content: expected text, found half a surrogate pair in it"
