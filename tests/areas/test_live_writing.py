"""Changing live items and taking them down."""

from typing import Any

import pytest

from mockflow import Mockflow
from tests.support import Journal, error, items_of, problems, reasons, told

MAY, JUNE = "2025-05-12T14:20:00.000Z", "2025-06-01T09:00:00.000Z"
NOW = "2026-01-15T12:00:00.000Z"
NEVER = (
    "Conflict: Conflict with server data: Live PATCH updates can't be applied to items that have never been published"
)
NOT_FOUND = (404, "resource_not_found", "Requested resource not found")
BOTH = {"fieldData": {"name": "Both", "one": "x", "two": "y"}}
NOTES = {
    "displayName": "Notes",
    "singularName": "Note",
    "fields": [{"displayName": "One"}, {"displayName": "Two"}, {"displayName": "Picture", "type": "Image"}],
    "items": [
        {"slug": "both", "lastUpdated": MAY, **BOTH, "locales": {"fr": {"lastUpdated": MAY, **BOTH}}},
        {
            "slug": "pending",
            "isDraft": True,
            "lastUpdated": JUNE,
            "lastPublished": MAY,
            "fieldData": {"name": "Pending", "one": "new", "two": "new"},
            "live": {"one": "old", "two": "old"},
        },
        {"slug": "draft", "isDraft": True, "fieldData": {"name": "Draft"}},
        {"slug": "queued", "lastPublished": None, "fieldData": {"name": "Queued"}},
    ],
}
LOCALES = {"primary": {"tag": "en"}, "secondary": [{"tag": "fr"}]}
SITE = {"displayName": "One", "lastPublished": MAY, "locales": LOCALES, "collections": [NOTES]}
TWO = {"displayName": "Two", "collections": []}

pytestmark = pytest.mark.mockflow(
    seed={"mockflow": 1, "sites": [SITE, TWO]}, rate_limit=False, clock="2026-01-15T12:00:00Z"
)


@pytest.fixture
def notes(mockflow: Mockflow) -> Journal:
    return items_of(mockflow, "note")


def french(notes: Journal) -> str:
    return notes.mock.id("locales/fr")


def everything(notes: Journal) -> list[list[dict[str, Any]]]:
    return notes.copies(f"{notes.mock.id('locales/en')},{french(notes)}")


def test_a_live_change_is_staged_and_live_at_once(notes: Journal) -> None:
    """A live change lays the sent keys over both copies, null clears, and both times become now."""
    item_id = notes.id("both")
    before = notes.staged(item_id).json()
    answer = notes.live_patch(item_id, fieldData={"one": "z", "two": None})
    assert answer.status_code == 200
    expected = {"name": "Both", "slug": "both", "one": "z"}
    assert answer.json() == {**before, "lastUpdated": NOW, "lastPublished": NOW, "fieldData": expected}
    assert notes.staged(item_id).json() == notes.live(item_id).json() == answer.json()
    assert told(notes.mock) == ["collection_item_changed", "collection_item_published"]


def test_only_what_was_sent_goes_live(notes: Journal) -> None:
    """Changes of other fields that wait in the staged copy stay there; the answer is the staged copy."""
    item_id = notes.id("pending")
    answer = notes.live_patch(item_id, fieldData={"one": "newest"}).json()
    staged, live = notes.staged(item_id).json(), notes.live(item_id).json()
    assert answer == staged
    assert (staged["fieldData"]["one"], staged["fieldData"]["two"], staged["isDraft"]) == ("newest", "new", True)
    assert (live["fieldData"]["one"], live["fieldData"]["two"], live["isDraft"]) == ("newest", "old", False)
    assert staged["lastPublished"] == live["lastPublished"] == NOW


def test_a_live_change_to_a_draft_stays_live(notes: Journal) -> None:
    """A live change that sets isDraft makes changes in draft: the live copy stays, lastPublished is now."""
    item_id = notes.id("both")
    item = notes.live_patch(item_id, isDraft=True).json()
    assert (item["isDraft"], item["lastPublished"], item["lastUpdated"]) == (True, NOW, NOW)
    assert notes.live(item_id).json() == {**item, "isDraft": False}
    assert notes.live_patch(item_id, isDraft=False).json()["isDraft"] is False


def test_a_live_change_may_archive(notes: Journal) -> None:
    """A live change that archives is stamped as any; the next site publish takes the item down and keeps it staged."""
    item_id = notes.id("both")
    item = notes.live_patch(item_id, isArchived=True).json()
    assert (item["isArchived"], item["lastPublished"]) == (True, NOW)
    assert notes.live(item_id).json() == item
    assert notes.publish_site().status_code == 202
    assert notes.live(item_id).status_code == 404
    assert notes.staged(item_id).json() == item


@pytest.mark.parametrize("slug", ["draft", "queued"])
@pytest.mark.parametrize("body", [{"fieldData": {"one": "z"}}, {"isDraft": True}, {"isArchived": True}])
def test_what_was_never_published_cannot_be_changed_live(notes: Journal, slug: str, body: dict[str, Any]) -> None:
    """A live change of an item without a live copy is a 409, of its flags too, and changes nothing."""
    before = everything(notes)
    assert error(notes.live_patch(notes.id(slug), **body)) == (409, "conflict", NEVER)
    assert everything(notes) == before


def test_one_item_that_was_never_published_sinks_the_batch(notes: Journal) -> None:
    """A bulk live change is made whole or not at all, and tells of nothing when it is refused."""
    before = everything(notes)
    fine = {"id": notes.id("both"), "fieldData": {"one": "z"}}
    for bad, status in (
        ({"id": notes.id("draft"), "fieldData": {"one": "z"}}, 409),
        ({"id": "0" * 24, "fieldData": {"one": "z"}}, 404),
        ({"id": notes.id("pending"), "cmsLocaleId": french(notes), "isDraft": True}, 404),
        ({"id": notes.id("pending"), "fieldData": {"nope": 1}}, 400),
        ({"id": notes.id("pending"), "fieldData": {"slug": "both"}}, 400),
        ({"id": notes.id("pending")}, 400),
    ):
        assert notes.live_patch_many(fine, bad).status_code == status
        assert everything(notes) == before
    assert told(notes.mock) == []


def test_a_bulk_live_change_answers_in_order(notes: Journal) -> None:
    """It answers {items} in the order of the request, one for each id and locale, and tells of each."""
    both, locale = notes.id("both"), french(notes)
    answer = notes.live_patch_many(
        {"id": notes.id("pending"), "isDraft": False},
        {"id": both, "cmsLocaleId": locale, "fieldData": {"one": "FR"}},
        {"id": both, "fieldData": {"one": "EN"}},
    )
    assert (answer.status_code, list(answer.json())) == (200, ["items"])
    items = answer.json()["items"]
    assert [item["fieldData"]["one"] for item in items] == ["new", "FR", "EN"]
    assert [item["id"] for item in items] == [notes.id("pending"), both, both]
    assert notes.live(both, cmsLocaleId=locale).json() == items[1]
    assert told(notes.mock) == ["collection_item_changed", "collection_item_published"] * 3


def test_a_live_change_is_of_one_locale(notes: Journal) -> None:
    """Without a locale a live change is of the primary one; a variant that is not there is a 404, a locale a 400."""
    both, locale = notes.id("both"), french(notes)
    before = notes.live(both, cmsLocaleId=locale).json()
    assert notes.live_patch(both, fieldData={"one": "z"}).json()["cmsLocaleId"] == notes.mock.id("locales/en")
    assert notes.live(both, cmsLocaleId=locale).json() == before
    assert error(notes.live_patch(notes.id("pending"), cmsLocaleId=locale, isDraft=True)) == NOT_FOUND
    assert reasons(notes.live_patch(both, cmsLocaleId="0" * 24, isDraft=True))


def test_fields_are_checked_before_the_state_and_shape_before_fields(notes: Journal) -> None:
    """Of several mistakes in a live change the shape is told first, then the id, then the fields, then the conflict."""
    draft, bad = notes.id("draft"), {"nope": 1}
    assert reasons(notes.live_patch(draft, isDraft=1, fieldData=bad)) == ["Value (isDraft)'s type should be boolean"]
    assert error(notes.live_patch("0" * 24, fieldData=bad)) == NOT_FOUND
    assert problems(notes.live_patch(draft, fieldData=bad)) == {"nope": "Field not described in schema: undefined"}
    assert error(notes.live_patch(draft, fieldData={}))[:2] == (409, "conflict")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, ["Value (items) is required"]),
        ({"items": []}, ["Value (items) should NOT have fewer than 1 items"]),
        ({"items": [{}]}, ["Value (items[0]) should have required property 'id'"]),
        ({"items": [{"id": 5}]}, ["Value (items[0].id)'s type should be string"]),
        ({"items": [{"id": "0" * 24}] * 101}, ["Value (items) should NOT have more than 100 items"]),
        ([], ["Value (body)'s type should be object"]),
    ],
)
@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_a_bulk_call_of_the_wrong_shape_is_refused(notes: Journal, method: str, body: Any, said: list[str]) -> None:
    """A live change and an unpublish of many name 1 to 100 items by id."""
    before = everything(notes)
    assert reasons(notes.api.request(method, f"{notes.path}/live", json=body)) == said
    assert everything(notes) == before


def test_a_slug_and_a_file_of_a_live_change_are_checked(notes: Journal) -> None:
    """A taken slug is refused as in any change, a bad file only where skipInvalidFiles is false."""
    both = notes.id("both")
    assert set(problems(notes.live_patch(both, fieldData={"slug": "draft"}))) == {"slug"}
    body, path = {"fieldData": {"one": "z", "picture": "nope"}}, f"{notes.path}/{both}/live"
    assert set(problems(notes.api.patch(path, json=body, params={"skipInvalidFiles": "false"}))) == {"picture"}
    fields = notes.api.patch(path, json=body).json()["fieldData"]
    assert (fields["one"], "picture" in fields) == ("z", False)
    assert notes.live_patch(both, fieldData={"slug": "new-slug"}).json()["fieldData"]["slug"] == "new-slug"
    assert notes.live(both).json()["fieldData"]["slug"] == "new-slug"


def test_unpublishing_is_no_deleting(notes: Journal) -> None:
    """An unpublish is an empty 204: the live copy goes, the staged one stays as a draft that was never published."""
    both = notes.id("both")
    before = notes.staged(both).json()
    answer = notes.unpublish(both)
    assert (answer.status_code, answer.content) == (204, b"")
    assert error(notes.live(both)) == NOT_FOUND
    assert notes.staged(both).json() == {**before, "isDraft": True, "lastPublished": None}
    assert told(notes.mock) == ["collection_item_unpublished"]
    assert notes.publish_site().status_code == 202
    assert notes.live(both).status_code == 404


def test_what_is_unpublished_is_as_if_it_had_never_been_live(notes: Journal) -> None:
    """A second unpublish is a 404, a live change a 409, and a publish makes it live again."""
    both = notes.id("both")
    assert notes.unpublish(both).status_code == 204
    assert error(notes.unpublish(both)) == NOT_FOUND
    assert error(notes.live_patch(both, isDraft=False)) == (409, "conflict", NEVER)
    assert notes.publish(both) == {"publishedItemIds": [both], "errors": []}
    assert notes.live_patch(both, fieldData={"one": "z"}).status_code == 200


def test_an_unpublish_is_of_the_locales_named(notes: Journal) -> None:
    """It is of the primary locale unless it names others; a variant named twice is taken down once."""
    both, locale = notes.id("both"), french(notes)
    assert notes.unpublish(both).status_code == 204
    assert notes.live(both, cmsLocaleId=locale).status_code == 200
    assert notes.unpublish(both, cmsLocaleId=locale).status_code == 204
    assert notes.live(both, cmsLocaleId=locale).status_code == 404
    notes.api.post(f"{notes.path}/publish", json={"items": [{"id": both, "cmsLocaleIds": [locale]}]})
    assert notes.unpublish_many(both, both, cmsLocaleIds=[locale]).status_code == 204
    assert notes.unpublish(both, cmsLocaleId="0" * 24).status_code == 404


def test_many_are_unpublished_whole_or_not(notes: Journal) -> None:
    """One item without a live copy refuses all; a batch that can be taken down is told item by item."""
    before = everything(notes)
    for wrong in (notes.id("draft"), "0" * 24):
        assert error(notes.unpublish_many(notes.id("both"), wrong)) == NOT_FOUND
    assert everything(notes) == before
    assert notes.unpublish_many(notes.id("both"), notes.id("pending")).status_code == 204
    assert told(notes.mock) == ["collection_item_unpublished"] * 2


def test_the_live_copy_of_a_deleted_item_can_be_unpublished(notes: Journal) -> None:
    """It cannot be changed any more, but it can be taken down at once."""
    both = notes.id("both")
    assert notes.delete(both).status_code == 204
    assert error(notes.live_patch(both, isDraft=True)) == NOT_FOUND
    assert notes.unpublish(both).status_code == 204
    assert notes.live(both).status_code == 404


def test_a_batch_of_live_creates_is_made_whole_or_not(notes: Journal) -> None:
    """One entry that cannot be created refuses all; a locale may be named for each."""
    before = everything(notes)
    fine = {"cmsLocaleId": french(notes), "fieldData": {"name": "Fine"}}
    assert set(problems(notes.create_live({"items": [fine, {"fieldData": {"name": "x", "nope": 1}}]}))) == {"nope"}
    assert everything(notes) == before
    (made,) = notes.create_live({"items": [fine]}).json()["items"]
    assert made == notes.live(made["id"], cmsLocaleId=french(notes)).json()


def test_live_writes_need_their_scope_and_site(notes: Journal) -> None:
    """A token that may only read gets a 403, one of another site a 404, a malformed id is a 400; nothing changes."""
    before = everything(notes)
    reading, elsewhere = ["cms:read"], [notes.mock.id("sites/two")]
    for token, expected in (
        (notes.mock.new_token(reading), (403, "missing_scopes")),
        (notes.mock.new_token(site_ids=elsewhere), (404, "resource_not_found")),
    ):
        other, both = items_of(notes.mock, "note", token), notes.id("both")
        assert error(other.create_live({"fieldData": {"name": "x"}}))[:2] == expected
        assert error(other.live_patch(both, isDraft=True))[:2] == expected
        assert error(other.live_patch_many({"id": both, "isDraft": True}))[:2] == expected
        assert error(other.unpublish(both))[:2] == error(other.unpublish_many(both))[:2] == expected
    invalid = (400, "validation_error", "Validation Error: Provided ID is invalid")
    assert error(notes.live_patch("x", isDraft=True)) == error(notes.unpublish("x")) == invalid
    assert everything(notes) == before
