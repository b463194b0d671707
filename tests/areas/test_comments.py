"""Comments through the API: threads and replies, sorted, filtered and paged."""

from typing import Any

import pytest

from mockflow import Mockflow
from tests.support import error, reasons

AT = "2026-01-0{}T10:00:00.000Z"
KIM = {"id": "5" * 24, "email": "kim@example.com", "name": "Kim"}
COMMENTS: list[dict[str, Any]] = [
    {
        "content": "Larger? [[abc]]",
        "createdOn": AT.format(1),
        "page": "about",
        "author": KIM,
        "isResolved": True,
        "itemId": "6" * 24,
        "breakpoint": "tablet",
        "replies": [
            {"content": "Done.", "createdOn": AT.format(4), "author": KIM},
            {"content": "Thanks.", "createdOn": AT.format(6)},
        ],
    },
    {"content": "En français ?", "createdOn": AT.format(3), "page": "about", "locale": "fr"},
    {"content": "Green?", "createdOn": AT.format(2), "page": "about", "replies": [{"content": "Blue."}]},
]
SEED = {
    "mockflow": 1,
    "sites": [
        {
            "displayName": "Site",
            "locales": {"primary": {"tag": "en"}, "secondary": [{"tag": "fr"}, {"tag": "nl"}]},
            "pages": [{"title": "About"}],
            "comments": COMMENTS,
        },
        {"displayName": "Plain", "pages": [{"title": "About"}], "comments": [{"content": "Here?", "page": "about"}]},
    ],
}
pytestmark = pytest.mark.mockflow(seed=SEED, clock="2026-01-15T12:00:00Z", rate_limit=False)
MISSING = (404, "resource_not_found", "Requested resource not found: The comment thread cannot be found")


@pytest.fixture
def threads(mockflow: Mockflow) -> "Threads":
    return Threads(mockflow)


class Threads:
    def __init__(self, mock: Mockflow) -> None:
        self.mock, self.api = mock, mock.http()
        self.path = f"/sites/{mock.site_id}/comments"
        locales = self.api.get(f"/sites/{mock.site_id}").json()["locales"]
        self.locales = [locales["primary"]["id"], *(each["id"] for each in locales["secondary"])]

    def of(self, number: int, rest: str = "") -> str:
        return f"{self.path}/{self.mock.id(f'comments/{number}')}{rest}"

    def said(self, path: str = "", **query: Any) -> list[str]:
        """The texts of a list."""
        answer = self.api.get(path or self.path, params=query)
        assert answer.status_code == 200, answer.text
        assert list(answer.json()) == ["comments", "pagination"]
        return [each["content"] for each in answer.json()["comments"]]


def test_a_thread_is_read(threads: Threads, mockflow: Mockflow) -> None:
    """It says what its first comment says, with all that the official clients insist on, in a list and by itself."""
    thread = threads.api.get(threads.of(1)).json()
    assert thread == {
        "id": mockflow.id("comments/1"),
        "siteId": mockflow.site_id,
        "pageId": mockflow.id("pages/about"),
        "localeId": threads.locales[0],
        "itemId": "6" * 24,
        "breakpoint": "tablet",
        "url": thread["url"],
        "content": "Larger? [[abc]]",
        "isResolved": True,
        "mentionedUsers": [],
        "createdOn": AT.format(1),
        "lastUpdated": AT.format(6),
        "author": {"userId": KIM["id"], "email": KIM["email"], "name": KIM["name"]},
    }
    listed = threads.api.get(threads.path).json()
    assert listed["comments"][-1] == thread
    assert listed["pagination"] == {"limit": 100, "offset": 0, "total": 3}


def test_threads_come_newest_first(threads: Threads) -> None:
    """Unless a call asks for another order."""
    assert threads.said() == ["En français ?", "Green?", "Larger? [[abc]]"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"sortBy": "createdOn", "sortOrder": "asc"}, ["Larger? [[abc]]", "Green?", "En français ?"]),
        ({"sortBy": "createdOn", "sortOrder": "desc"}, ["En français ?", "Green?", "Larger? [[abc]]"]),
        ({"sortBy": "lastUpdated", "sortOrder": "asc"}, ["Green?", "En français ?", "Larger? [[abc]]"]),
        ({"sortBy": "lastUpdated", "sortOrder": "desc"}, ["Larger? [[abc]]", "En français ?", "Green?"]),
        ({"sortOrder": "asc"}, ["Larger? [[abc]]", "Green?", "En français ?"]),
        ({"sortOrder": "desc"}, ["En français ?", "Green?", "Larger? [[abc]]"]),
    ],
)
def test_threads_are_sorted(threads: Threads, query: dict[str, str], said: list[str]) -> None:
    """By creation or by the last comment, up or down; an order without a key is that of the creation."""
    assert threads.said(**query) == said
    assert threads.said(**query, limit=1, offset=1) == said[1:2]


def test_replies_are_sorted(threads: Threads) -> None:
    """Oldest first, unless a call asks for another order; one at a time, if it asks for that."""
    path = threads.of(1, "/replies")
    assert threads.said(path) == threads.said(path, sortOrder="asc", sortBy="createdOn") == ["Done.", "Thanks."]
    for key in ("createdOn", "lastUpdated"):
        assert threads.said(path, sortBy=key, sortOrder="desc") == ["Thanks.", "Done."]
    page = threads.api.get(path, params={"limit": 1, "offset": 1}).json()
    assert ([each["content"] for each in page["comments"]], page["pagination"]) == (
        ["Thanks."],
        {"limit": 1, "offset": 1, "total": 2},
    )


def test_a_reply_has_both_keys_of_its_author(threads: Threads, mockflow: Mockflow) -> None:
    """Its id is the thread's and commentId its own; the author has id and userId, and the thread's state is its own."""
    reply = threads.api.get(threads.of(1, "/replies")).json()["comments"][0]
    assert (reply["id"], reply["commentId"]) == (mockflow.id("comments/1"), mockflow.id("comments/1/1"))
    assert reply["author"] == {**KIM, "userId": KIM["id"]}
    assert (reply["isResolved"], reply["createdOn"], reply["lastUpdated"]) == (True, AT.format(4), AT.format(4))
    open_one = threads.api.get(threads.of(3, "/replies")).json()["comments"][0]
    assert (open_one["content"], open_one["isResolved"]) == ("Blue.", False)


def test_the_first_comment_is_no_reply(threads: Threads) -> None:
    """A thread that nobody answered has no replies."""
    assert threads.said(threads.of(2, "/replies")) == []


def test_one_locale_is_asked_for(threads: Threads) -> None:
    """Threads of other locales are left out of the list and of the total, and are not there by their ids."""
    english, french, dutch = threads.locales
    assert threads.said(localeId=english) == ["Green?", "Larger? [[abc]]"]
    assert threads.said(localeId=french.upper()) == ["En français ?"]
    assert threads.said(localeId=dutch) == []
    assert threads.said(localeId="") == threads.said()
    assert threads.api.get(threads.path, params={"localeId": english}).json()["pagination"]["total"] == 2
    for rest in ("", "/replies"):
        assert threads.api.get(threads.of(2, rest), params={"localeId": french}).status_code == 200
        assert error(threads.api.get(threads.of(2, rest), params={"localeId": english})) == MISSING


LOCALE = (400, "bad_request", "Bad Request: Request is malformed: The provided locale is not a locale of the site.")


@pytest.mark.parametrize("rest", ["", "/{}", "/{}/replies"])
def test_a_bad_query_is_refused(threads: Threads, mockflow: Mockflow, rest: str) -> None:
    """A sort key needs a direction, both are of a few words, and pages and locales are what they are elsewhere."""
    path = threads.path + rest.format(mockflow.id("comments/1"))

    def told(**query: Any) -> list[str]:
        return reasons(threads.api.get(path, params=query))

    assert told(sortBy="createdOn") == ["Value (sortOrder) is required"]
    assert told(sortBy="content", sortOrder="asc") == [
        "Value (sortBy) should be equal to one of the allowed values: createdOn, lastUpdated"
    ]
    assert told(sortOrder="up") == ["Value (sortOrder) should be equal to one of the allowed values: asc, desc"]
    assert told(limit="0", offset="-1") == [
        'Value (limit) should match pattern "^[1-9]\\d*$"',
        'Value (offset) should match pattern "^\\d+$"',
    ]
    assert error(threads.api.get(path, params={"localeId": "0" * 24})) == LOCALE


def test_a_site_without_localization_has_no_locale(threads: Threads, mockflow: Mockflow) -> None:
    """Its threads have none, and none can be asked for."""
    path = f"/sites/{mockflow.id('sites/plain')}/comments"
    api = mockflow.http(mockflow.app_token)
    (thread,) = api.get(path).json()["comments"]
    assert (thread["localeId"], thread["itemId"]) == (None, None)
    assert error(api.get(path, params={"localeId": threads.locales[0]})) == LOCALE


def test_what_is_not_there_is_not_found(threads: Threads, mockflow: Mockflow) -> None:
    """A thread of another site, a reply's own id and an unknown one are a 404; what is no id is a 400."""
    api, plain = mockflow.http(mockflow.app_token), mockflow.id("sites/plain")
    for rest in ("", "/replies"):
        for thread_id in ("0" * 24, mockflow.id("comments/1/1"), mockflow.id("plain/comments/1")):
            assert error(api.get(f"{threads.path}/{thread_id}{rest}")) == MISSING
        assert error(api.get(f"/sites/{plain}/comments/{mockflow.id('comments/1')}{rest}")) == MISSING
        assert error(api.get(f"{threads.path}/nope{rest}"))[:2] == (400, "validation_error")
        site = (404, "resource_not_found", "Requested resource not found: The site cannot be found")
        assert error(threads.api.get(f"/sites/{plain}/comments/{mockflow.id('plain/comments/1')}{rest}")) == site
    assert threads.api.get(f"/sites/{plain}/comments").status_code == 404


def test_comments_need_their_scope(threads: Threads, mockflow: Mockflow) -> None:
    """Each operation needs comments:read, which site tokens can hold."""
    allowed = mockflow.http(mockflow.new_token(["comments:read"]))
    other = mockflow.http(mockflow.new_token(["pages:read", "comments:write"]))
    words = "OAuthForbidden: You are missing the following scopes - 'comments:read'"
    for path in (threads.path, threads.of(1), threads.of(1, "/replies")):
        assert allowed.get(path).status_code == 200
        assert error(other.get(path)) == (403, "missing_scopes", words)


def test_a_new_comment_is_there_at_once(threads: Threads, mockflow: Mockflow) -> None:
    """What is written in the Designer is in the lists: a thread among threads, a reply among replies."""
    thread = mockflow.comment("Smaller?", page="pages/about")
    reply = mockflow.comment("No.", thread=thread["id"])
    assert threads.said()[0] == "Smaller?"
    shown = threads.api.get(f"{threads.path}/{thread['id']}").json()
    assert shown == {**thread, "lastUpdated": reply["lastUpdated"]}
    assert threads.api.get(f"{threads.path}/{thread['id']}/replies").json()["comments"] == [reply]


@pytest.mark.mockflow(clock="2024-01-01T00:00:00Z")
def test_a_reply_comes_after_its_thread(threads: Threads, mockflow: Mockflow) -> None:
    """Also where the clock stands before the thread: its first comment is the first, and the reply the last."""
    reply = mockflow.comment("No.", thread=mockflow.id("comments/1"))
    assert reply["createdOn"] == "2026-01-06T10:00:00.001Z"
    assert threads.said(threads.of(1, "/replies")) == ["Done.", "Thanks.", "No."]
    assert threads.api.get(threads.of(1)).json()["content"] == "Larger? [[abc]]"
