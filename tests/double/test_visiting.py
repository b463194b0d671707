"""What the handle does with what no visit can be made of."""

from collections.abc import Callable
from typing import Any

import pytest

from mockflow import ControlError, Mockflow

REFUSED: list[tuple[str, Callable[[Mockflow], Any]]] = [
    ("items[0].skuId: expected a value", lambda mock: mock.place_order([{"count": 1}])),
    ("items[0].skuId: expected a string", lambda mock: mock.place_order([{"skuId": 5}])),
    ("items[0]: expected an object", lambda mock: mock.place_order([1])),  # type: ignore[list-item]  # the mistake
    ("items: expected a list", lambda mock: mock.place_order("abc")),  # type: ignore[arg-type]  # the mistake
    ("customer: expected an object", lambda mock: mock.place_order(customer="Kim")),  # type: ignore[arg-type]  # as above
    ("The body should be JSON", lambda mock: mock.create_page("\ud800")),
    ("The body should be JSON", lambda mock: mock.submit_form(Name=object())),
    ("title: expected a string", lambda mock: mock.create_page(5)),  # type: ignore[arg-type]  # the mistake
]
UNKNOWN: list[Callable[[Mockflow], Any]] = [
    lambda mock: mock.rename_page(None),  # type: ignore[arg-type]  # the mistake
    lambda mock: mock.delete_page(5),  # type: ignore[arg-type]  # the mistake
    lambda mock: mock.place_order({5: 1}),  # type: ignore[dict-item]  # the mistake
    lambda mock: mock.place_order([{"skuId": "sku/none"}]),
]


@pytest.mark.parametrize(("said", "act"), REFUSED)
def test_what_cannot_be_is_refused(mockflow: Mockflow, said: str, act: Callable[[Mockflow], Any]) -> None:
    """A value of the wrong kind is a ControlError, as the control plane words it for any caller."""
    with pytest.raises(ControlError) as raised:
        act(mockflow)
    assert raised.value.status == 400
    assert raised.value.message.startswith(said)


@pytest.mark.parametrize("act", UNKNOWN)
def test_what_names_nothing_is_a_lookup_error(mockflow: Mockflow, act: Callable[[Mockflow], Any]) -> None:
    """What is no path and no id of a record is a LookupError, and nothing is chosen in its place."""
    with pytest.raises(LookupError, match="no record"):
        act(mockflow)


def test_skus_are_named_by_path_or_id(mockflow: Mockflow) -> None:
    """In a mapping, or in a list or tuple of entries."""
    path = "sku/cup-nine-fog"
    for items in ({path: 1}, [{"skuId": path}], ({"skuId": mockflow.id(path)},)):
        assert mockflow.place_order(items)["purchasedItems"][0]["variantId"] == mockflow.id(path)


def test_a_comment_and_its_reply_are_told(mockflow: Mockflow) -> None:
    """On a page by its path, and in a thread by its id."""
    hook = {"triggerType": "comment_created", "url": mockflow.sink_url("comments")}
    mockflow.http().post(f"/sites/{mockflow.site_id}/webhooks", json=hook)
    thread = mockflow.comment("Larger?", page="pages/about")
    assert (thread["content"], thread["pageId"]) == ("Larger?", mockflow.id("pages/about"))
    mockflow.comment(thread=thread["id"])
    mockflow.assert_delivered("comment_created", times=1, payload={"type": "reply", "threadId": thread["id"]})
    mockflow.assert_delivered("comment_created", times=1, payload={"type": "new_comment", "content": "Larger?"})


def test_one_page_is_published(mockflow: Mockflow) -> None:
    """By its path; then only it is, and its site's domains are told."""
    hook = {"triggerType": "site_publish", "url": mockflow.sink_url("publishes")}
    mockflow.http().post(f"/sites/{mockflow.site_id}/webhooks", json=hook)
    assert mockflow.publish_as_designer("pages/about")["publishScope"] == "page"
    page = {"publishScope": "page", "pageId": mockflow.id("pages/about")}
    mockflow.assert_delivered("site_publish", times=1, payload=page)
