"""Webflow's official Python client on the double: each method it has for comments."""

from typing import Any

from webflow.errors import BadRequestError, NotFoundError
from webflow.resources.sites.resources.comments.client import CommentsClient

from mockflow import Mockflow
from tests.clients.python_sdk import Sdk, methods_without_test, refused


def thread(mock: Mockflow, content: str = "Larger?") -> dict[str, Any]:
    return mock.comment(content, page="pages/about")


def test_list_comment_threads(sdk: Sdk, mockflow: Mockflow) -> None:
    """Threads are parsed by the client's own model, and sorted as it asks; a key needs a direction."""
    made = [thread(mockflow)["id"], thread(mockflow, "Smaller?")["id"]]
    comments, site = sdk.sites.comments, mockflow.site_id
    listed = comments.list_comment_threads(site, sort_by="createdOn", sort_order="asc", limit=100)
    assert [each.id for each in listed.comments][-2:] == made
    assert listed.comments[-1].author.email == "designer@example.com"
    assert listed.pagination.total == len(listed.comments)
    primary = sdk.sites.get(site).locales.primary.id
    assert made[0] in [each.id for each in comments.list_comment_threads(site, locale_id=primary).comments]
    with refused(BadRequestError):
        comments.list_comment_threads(site, sort_by="createdOn")


def test_get_comment_thread(sdk: Sdk, mockflow: Mockflow) -> None:
    """A thread; one that is not there is a NotFoundError."""
    made = thread(mockflow)
    read = sdk.sites.comments.get_comment_thread(mockflow.site_id, made["id"])
    assert (read.content, read.page_id, read.item_id) == ("Larger?", mockflow.id("pages/about"), None)
    with refused(NotFoundError):
        sdk.sites.comments.get_comment_thread(mockflow.site_id, "0" * 24)


def test_list_comment_replies(sdk: Sdk, mockflow: Mockflow) -> None:
    """Replies, without the comment that began their thread."""
    made = thread(mockflow)
    for content in ("Yes.", "No."):
        mockflow.comment(content, thread=made["id"])
    listed = sdk.sites.comments.list_comment_replies(mockflow.site_id, made["id"], limit=1, offset=1)
    assert [(each.content, each.id, each.author.name) for each in listed.comments] == [
        ("No.", made["id"], "Sam Designer")
    ]
    assert listed.pagination.total == 2


def test_no_method_is_left_out() -> None:
    """Each method of the client has its test."""
    assert methods_without_test(CommentsClient, globals()) == []
