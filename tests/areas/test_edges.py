"""Values at the edge of what a call may hold."""

from typing import Any

import pytest

from mockflow import Mockflow
from tests.support import Journal, problems, reasons

pytestmark = pytest.mark.mockflow(clock="2026-01-15T12:00:00Z", rate_limit=False)


def test_ids_in_bodies_may_be_in_capitals(journal: Journal, mockflow: Mockflow) -> None:
    """An id names the same item in either case: in a change, a publish, a reference and a delete."""
    item_id, ada = journal.id("first-post"), mockflow.id("authors/ada")
    entry = {"id": item_id.upper(), "fieldData": {"author": ada.upper()}}
    (changed,) = journal.api.patch(journal.path, json={"items": [entry]}).json()["items"]
    assert (changed["id"], changed["fieldData"]["author"]) == (item_id, ada)
    assert journal.publish(item_id.upper()) == {"publishedItemIds": [item_id], "errors": []}
    assert journal.delete(item_id.upper()).status_code == 204
    assert journal.staged(item_id).status_code == 404


def test_an_offset_may_have_leading_zeros(journal: Journal) -> None:
    """The pattern of an offset allows any number of them, and they count for nothing."""
    offset = "0" * 30 + "5"
    answer = journal.api.get(journal.path, params={"offset": offset}).json()
    assert answer["pagination"]["offset"] == 5
    assert answer["items"] == journal.listed()[5:]
    assert journal.listed(offset="9" * 5_000) == []


@pytest.mark.parametrize("file", [{"alt": 0}, {"alt": []}, {"alt": False}, {"fileId": 0}, {"url": 0}])
def test_a_file_is_described_by_strings(journal: Journal, file: dict[str, Any]) -> None:
    """A url, fileId or alt that is neither a string nor null is refused."""
    image = {"url": "https://images.example.com/a.png", **file}
    answer = journal.post({"fieldData": {"name": "x", "hero-image": image}})
    assert problems(answer)["hero-image"].startswith("Expected value to be an object with a url or a fileId: ")


@pytest.mark.parametrize("field", ["summary", "hero-image", "author", "topics", "reading-minutes", "featured", "nope"])
def test_a_deeply_nested_value_is_refused(journal: Journal, field: str) -> None:
    """A value that is nested more deeply than it could be written back is a 400 by its field."""
    deep = "[" * 500 + "]" * 500
    body = f'{{"fieldData": {{"name": "x", "{field}": {deep}}}}}'
    assert set(problems(journal.api.post(journal.path, content=body))) == {field}
    assert journal.mock.requests()[-1].request_body == body


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("0999-01-02T03:04:05Z", "0999-01-02T03:04:05.000Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"),
        ("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"),
    ],
)
def test_every_year_of_four_digits_is_a_time(journal: Journal, text: str, read: str) -> None:
    """Times from year 1 to 9999 are kept, the year with four digits."""
    assert journal.create(**{"published-at": text})["fieldData"]["published-at"] == read


def test_problems_come_in_the_order_of_the_fields_sent(journal: Journal) -> None:
    """Unknown and bad fields are told in the order of the body."""
    names = ["zeta", "mood", "alpha", "featured", "beta"]
    answer = journal.post({"fieldData": {"name": "x", **dict.fromkeys(names, 5)}})
    assert list(problems(answer)) == names


def test_a_text_keeps_every_character(journal: Journal) -> None:
    """NUL, controls, emoji and right-to-left marks are kept as they came."""
    text = "a\u0000b\u202ec \U0001f525 \u0007\\\"'</script>"
    made = journal.create(text, summary=text)
    assert (made["fieldData"]["name"], made["fieldData"]["summary"]) == (text, text)
    assert journal.listed(name=text) == [made]


def test_an_empty_body_is_an_empty_object(journal: Journal, mockflow: Mockflow) -> None:
    """A write without a body is told what is missing."""
    assert reasons(journal.api.post(journal.path)) == ["Value (fieldData) is required"]
    assert reasons(journal.api.post(journal.path, content=b" \n")) == ["Value (fieldData) is required"]
    answer = journal.api.post(f"/sites/{mockflow.site_id}/publish")
    assert (answer.status_code, answer.json()["code"]) == (400, "no_domains")
