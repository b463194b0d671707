"""Google tags of a site, on every plan."""

from time import perf_counter
from typing import Any

import httpx
import pytest

from mockflow import Mockflow, SeedError
from tests.support import error, reasons
from tests.uploads import state

SEED: dict[str, Any] = {
    "mockflow": 1,
    "sites": [
        {
            "displayName": "One",
            "googleTags": [{"tagId": "G-AAA", "displayName": "A"}, {"tagId": "AW-BBB", "displayName": "B"}],
        }
    ],
}
PATTERN = 'should match pattern "^(?![Uu][Aa]-)[a-zA-Z]{1,3}-[a-zA-Z0-9]{3,100}$"'

pytestmark = pytest.mark.mockflow(seed=SEED, rate_limit=False)


def call(mock: Mockflow, method: str, rest: str = "", body: Any = None) -> httpx.Response:
    return mock.http().request(method, f"/sites/{mock.site_id}/integrations/google_tags{rest}", json=body)


def names(answer: httpx.Response) -> str:
    """The tags' names in their order, whose places are told from 0 on."""
    assert answer.status_code == 200, answer.text
    tags = answer.json()["googleTagIds"]
    assert [each["order"] for each in tags] == list(range(len(tags)))
    return "".join(each["displayName"] for each in tags)


def upsert(mock: Mockflow, *tags: tuple[str, str] | tuple[str, str, int]) -> httpx.Response:
    sent = [dict(zip(("tagId", "displayName", "order"), tag, strict=False)) for tag in tags]
    answer = call(mock, "PATCH", body={"googleTagIds": sent})
    if answer.is_success:
        assert call(mock, "GET").json() == answer.json()
    return answer


def test_tags_are_listed_in_their_order(mockflow: Mockflow) -> None:
    """All of them, without pagination."""
    assert call(mockflow, "GET").json() == {
        "googleTagIds": [
            {"order": 0, "displayName": "A", "tagId": "G-AAA"},
            {"order": 1, "displayName": "B", "tagId": "AW-BBB"},
        ]
    }


def test_tags_are_added_and_changed_by_their_id(mockflow: Mockflow) -> None:
    """New ones come last, known ones are renamed where they are, those that are not sent stay."""
    assert names(upsert(mockflow, ("DC-CCC", "C"), ("g-aaa", "a"))) == "aBC"
    assert names(upsert(mockflow)) == "aBC"
    assert names(upsert(mockflow, ("DC-CCC", "c"), ("DC-CCC", "d"))) == "aBd"


def test_an_order_is_a_place(mockflow: Mockflow) -> None:
    """A tag with an order comes to stand there, as near as there are places; places are numbered anew."""
    assert names(upsert(mockflow, ("GT-CCC", "C", 0))) == "CAB"
    assert names(upsert(mockflow, ("GT-CCC", "C", 99))) == "ABC"
    assert names(upsert(mockflow, ("GT-CCC", "C", -1))) == "CAB"


def test_a_delete_of_one_answers_what_is_left(mockflow: Mockflow) -> None:
    """200 with the rest, numbered from 0; deleted twice it is not found."""
    assert names(call(mockflow, "DELETE", "/g-aaa")) == "B"
    missing = (404, "resource_not_found", "Requested resource not found: The Google tag cannot be found")
    assert error(call(mockflow, "DELETE", "/G-AAA")) == missing
    assert names(call(mockflow, "DELETE", "/AW-BBB")) == ""
    assert names(call(mockflow, "GET")) == ""


def test_a_delete_of_all_answers_nothing(mockflow: Mockflow) -> None:
    """204, also where there is none."""
    for _ in range(2):
        answer = call(mockflow, "DELETE")
        assert (answer.status_code, answer.content) == (204, b"")
        assert names(call(mockflow, "GET")) == ""


def test_a_site_has_25_tags_at_most(mockflow: Mockflow) -> None:
    """One that would be too many refuses the whole call; changes of those that there are fit."""
    assert upsert(mockflow, *((f"G-{at:03}", "x") for at in range(23))).status_code == 200
    before = state(mockflow)
    told = "Value (googleTagIds) should NOT come to more than 25 items with those that there are"
    assert reasons(upsert(mockflow, ("G-AAA", "other"), ("G-NEW", "x"))) == [told]
    assert state(mockflow) is before
    assert upsert(mockflow, ("G-AAA", "other")).status_code == 200


def test_too_many_tags_are_refused_as_they_come(mockflow: Mockflow) -> None:
    """However many are sent, no place is looked for before it is known that all have one."""
    began = perf_counter()
    assert error(upsert(mockflow, *((f"G-{at:05}", "x") for at in range(20_000))))[0] == 400
    assert names(upsert(mockflow, *(("G-NEW", "N", at % 3) for at in range(20_000)))) == "ANB"
    assert perf_counter() - began < 10


@pytest.mark.parametrize("tag_id", ["UA-12345", "ua-12345", "G-12", "ABCD-123", "G123", "G-12 3", "G-123\n", ""])
def test_a_bad_id_is_refused(mockflow: Mockflow, tag_id: str) -> None:
    """Universal Analytics' ids among them."""
    before = state(mockflow)
    assert reasons(upsert(mockflow, ("G-NEW", "x"), (tag_id, "x"))) == [f"Value (googleTagIds[1].tagId) {PATTERN}"]
    assert state(mockflow) is before


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({}, ["Value (googleTagIds) is required"]),
        ({"googleTagIds": [{}]}, ["Value (googleTagIds[0]) should have required property 'displayName'",
                                  "Value (googleTagIds[0]) should have required property 'tagId'"]),
        ({"googleTagIds": [{"tagId": "G-123", "displayName": "x", "order": "1"}]},
         ["Value (googleTagIds[0].order)'s type should be integer"]),
        ({"googleTagIds": [{"tagId": "G-123", "displayName": "x" * 257}]},
         ['Value (googleTagIds[0].displayName) should match pattern "^[\\s\\S]{0,256}$"']),
    ],
)  # fmt: skip
def test_a_bad_body_is_refused(mockflow: Mockflow, body: dict[str, Any], told: list[str]) -> None:
    """All problems at once, and nothing is written."""
    before = state(mockflow)
    assert reasons(call(mockflow, "PATCH", body=body)) == told
    assert state(mockflow) is before


def test_tags_need_scopes_and_a_site(mockflow: Mockflow) -> None:
    """A read does with sites:read, a write needs sites:write; an unknown site is not found."""
    reader = mockflow.http(mockflow.new_token(["sites:read"]))
    rest = "/integrations/google_tags"
    for method, path in (("GET", rest), ("PATCH", rest), ("DELETE", rest), ("DELETE", f"{rest}/G-AAA")):
        body: Any = {"googleTagIds": []} if method == "PATCH" else None
        status = reader.request(method, f"/sites/{mockflow.site_id}{path}", json=body).status_code
        assert status == (200 if method == "GET" else 403)
        assert error(mockflow.http().request(method, f"/sites/{'0' * 24}{path}", json=body))[:2] == (
            404,
            "resource_not_found",
        )


def test_a_seed_is_held_to_the_same_rules() -> None:
    """An id in two cases is one, and there are 25 tags at most."""
    twice = [{"tagId": each, "displayName": "x"} for each in ("G-AAA", "g-aaa")]
    many = [{"tagId": f"G-{at:03}", "displayName": "x"} for at in range(26)]
    for tags, told in ((twice, r"googleTags\[1\]\.tagId: expected an id that no other"), (many, "at most 25 entries")):
        with pytest.raises(SeedError, match=told):
            Mockflow(seed={"mockflow": 1, "sites": [{"displayName": "S", "googleTags": tags}]})
