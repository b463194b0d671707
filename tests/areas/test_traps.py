"""What clients stumble over. Each test is one trap; a comment names those that are proved elsewhere."""

from typing import Any

import pytest

from mockflow import Mockflow
from tests.support import Journal, error, items_of, problems, reasons

MAY = "2025-05-12T14:20:00.000Z"
NOTES = {
    "displayName": "Notes",
    "singularName": "Note",
    "fields": [
        {"displayName": "Body text"},
        {"displayName": "Body text", "slug": "body-text-2"},
        {"displayName": "Mood", "type": "Option", "validations": {"options": [{"name": "Calm"}]}},
        {"displayName": "Next", "type": "Reference", "validations": {"collection": "note"}},
        {"displayName": "Picture", "type": "Image"},
    ],
    "items": [
        {
            "slug": "live",
            "createdOn": MAY,
            "fieldData": {"name": "Live", "next": "note/live"},
            "locales": {"fr": {"createdOn": MAY, "fieldData": {"name": "En direct"}}},
        },
        {"slug": "archived", "isArchived": True, "createdOn": MAY, "fieldData": {"name": "Archived"}},
    ],
}
LOCALES = {"primary": {"tag": "en"}, "secondary": [{"tag": "fr"}]}
SITE = {"displayName": "One", "lastPublished": MAY, "locales": LOCALES, "collections": [NOTES]}
NEW = {**SITE, "lastPublished": None}
NOW = "2026-01-15T12:00:00.000Z"

pytestmark = pytest.mark.mockflow(seed={"mockflow": 1, "sites": [SITE]}, rate_limit=False, clock="2026-01-15T12:00:00Z")


@pytest.fixture
def notes(mockflow: Mockflow) -> Journal:
    return items_of(mockflow, "note")


def test_each_kind_of_write_has_a_status_of_its_own(notes: Journal) -> None:
    """Creates and publishes of items answer 202, of collections and fields 200, changes 200, deletes 204."""
    api, item_id = notes.api, notes.id("live")
    new = api.post(f"/sites/{notes.mock.site_id}/collections", json={"displayName": "A", "singularName": "B"})
    collection = f"/collections/{new.json()['id']}"
    field = api.post(f"{collection}/fields", json={"type": "Link", "displayName": "Link"})
    one = f"{collection}/fields/{field.json()['id']}"
    body = {"fieldData": {"name": "x"}}
    assert [new.status_code, field.status_code, api.patch(one, json={}).status_code] == [200] * 3
    created = [notes.post(body), notes.create_live(body), api.post(f"{notes.path}/bulk", json=body)]
    assert [answer.status_code for answer in created] == [202] * 3
    published = api.post(f"{notes.path}/publish", json={"itemIds": [item_id]})
    assert [published.status_code, notes.publish_site().status_code] == [202] * 2
    changed = [notes.patch(item_id, isDraft=False), notes.live_patch(item_id, isDraft=False)]
    assert [answer.status_code for answer in changed] == [200] * 2
    gone = [notes.unpublish(item_id), notes.delete(item_id), api.delete(one), api.delete(collection)]
    assert [(answer.status_code, answer.content) for answer in gone] == [(204, b"")] * 4


def test_an_item_that_is_no_draft_is_queued_and_not_live(notes: Journal) -> None:
    """A create with isDraft false is not live before a publish, and lastPublished stays null until then."""
    item = notes.post({"isDraft": False, "fieldData": {"name": "Queued"}}).json()
    assert (item["isDraft"], item["lastPublished"]) == (False, None)
    assert notes.live(item["id"]).status_code == 404
    assert notes.publish_site().status_code == 202
    assert notes.live(item["id"]).json()["lastPublished"] is not None


def test_a_publish_may_accept_and_publish_nothing(notes: Journal) -> None:
    """A publish of what cannot be published is a 202 all the same: errors alone tells."""
    archived = notes.id("archived")
    assert notes.publish(archived, "0" * 24) == {
        "publishedItemIds": [],
        "errors": [
            f"Staging item ID {archived} is archived and cannot be published.",
            f"Staging item ID {'0' * 24} not found.",
        ],
    }


def test_a_staged_change_is_not_live_until_it_is_published(notes: Journal) -> None:
    """A change of a live item waits; the live read has the old values until a publish, which takes the whole item."""
    item_id = notes.id("live")
    before = notes.live(item_id).json()
    notes.patch(item_id, fieldData={"name": "Changed", "body-text": "x"})
    assert notes.live(item_id).json() == before
    notes.publish(item_id)
    assert notes.live(item_id).json() == notes.staged(item_id).json()
    assert notes.live(item_id).json()["fieldData"]["name"] == "Changed"


def test_an_items_publish_moves_two_times_and_a_sites_publish_one(notes: Journal) -> None:
    """Publishing an item sets lastUpdated to lastPublished; publishing the site leaves lastUpdated."""
    item_id = notes.id("live")
    notes.publish(item_id)
    item = notes.staged(item_id).json()
    assert item["lastPublished"] == item["lastUpdated"] == NOW
    notes.mock.clock.advance(60)
    notes.publish_site()
    item = notes.staged(item_id).json()
    assert (item["lastPublished"], item["lastUpdated"]) == ("2026-01-15T12:01:00.000Z", NOW)


@pytest.mark.parametrize("key", ["Body text", "bodyText", "Body-Text", "fieldData.body-text"])
def test_fields_are_known_by_their_slugs_alone(notes: Journal, key: str) -> None:
    """Of two fields with one label the second has -2 in its slug; a label is no key, nor is an id."""
    fields = notes.create(**{"body-text": "1", "body-text-2": "2"})["fieldData"]
    assert (fields["body-text"], fields["body-text-2"]) == ("1", "2")
    collection = notes.api.get(notes.path.removesuffix("/items")).json()
    for wrong in (key, collection["fields"][0]["id"]):
        answer = notes.post({"fieldData": {"name": "x", wrong: "y"}})
        assert problems(answer) == {wrong: "Field not described in schema: undefined"}


def test_a_slug_must_be_read_back(notes: Journal) -> None:
    """A made slug may get a suffix where a given one would be refused in the field dialect."""
    made = notes.create("Live")
    assert made["fieldData"]["slug"].startswith("live-")
    assert len(made["fieldData"]["slug"]) == len("live-") + 5
    answer = notes.post({"fieldData": {"name": "Live", "slug": "live"}})
    assert problems(answer) == {"slug": "Unique value is already in database: 'live'"}


def test_a_400_comes_in_two_dialects(notes: Journal) -> None:
    """Shape has its reasons as JSON within the message and no details; fields have details and a plain message."""
    shape = notes.post({"fieldData": {}}).json()
    assert shape["message"] == """Validation Error: ["Value (fieldData) should have required property 'name'"]"""
    assert shape["details"] == []
    fields = notes.post({"fieldData": {"name": "x", "nope": 1}}).json()
    assert fields["message"] == "Validation Error"
    assert fields["details"] == [{"param": "nope", "description": "Field not described in schema: undefined"}]
    assert shape["code"] == fields["code"] == "validation_error"


def test_a_client_must_page_by_the_total(notes: Journal) -> None:
    """A limit of 500 brings 100 rows and says so; all of them are found by total alone."""
    assert notes.post({"items": [{"fieldData": {"name": f"N{n}"}} for n in range(100)]}).status_code == 202
    first = notes.api.get(notes.path, params={"limit": 500}).json()
    assert (len(first["items"]), first["pagination"]) == (100, {"limit": 100, "offset": 0, "total": 102})
    rest = notes.listed(limit=500, offset=100)
    assert len({item["id"] for item in first["items"] + rest}) == 102


def test_a_create_between_two_pages_shifts_the_rows(notes: Journal) -> None:
    """New items come first, so that a row of one page comes again on the next."""
    (first,) = notes.listed(limit=1)
    notes.create()
    assert notes.listed(limit=1, offset=1) == [first]


@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_an_item_can_be_sent_back_unless_its_locale_is_null(notes: Journal, method: str) -> None:
    """What was read may be sent as it is; a cmsLocaleId of null is a 400 of the shape dialect."""
    item = notes.staged(notes.id("live")).json()
    assert notes.patch(item["id"], **item).json()["fieldData"] == item["fieldData"]
    path = notes.path if method == "POST" else f"{notes.path}/{item['id']}"
    answer = notes.api.request(method, path, json={**item, "cmsLocaleId": None})
    assert reasons(answer) == ["Value (cmsLocaleId)'s type should be string"]


@pytest.mark.parametrize("where", ["", "/live"])
def test_the_form_of_the_answer_follows_the_request(notes: Journal, where: str) -> None:
    """Many answer {items}, even one in a list; a single body answers an item; bulk always {items} with ids repeated."""
    many = notes.api.post(notes.path + where, json={"items": [{"fieldData": {"name": "A"}}]}).json()
    single = notes.api.post(notes.path + where, json={"fieldData": {"name": "B"}}).json()
    assert (list(many), len(many["items"]), "items" in single) == (["items"], 1, False)
    body = {"cmsLocaleIds": [notes.mock.id("locales/en"), notes.mock.id("locales/fr")], "fieldData": {"name": "C"}}
    bulk = notes.api.post(f"{notes.path}/bulk", json=body).json()
    assert list(bulk) == ["items"]
    assert bulk["items"][0]["id"] == bulk["items"][1]["id"]


def test_without_a_locale_the_primary_one_is_meant(notes: Journal) -> None:
    """Reads, changes, publishes and deletes that name no locale are of the primary one, and leave the others."""
    item_id, french = notes.id("live"), notes.mock.id("locales/fr")
    notes.api.post(f"{notes.path}/publish", json={"items": [{"id": item_id}]})
    notes.publish(item_id)
    before = notes.staged(item_id, cmsLocaleId=french).json()
    assert before["lastUpdated"] == MAY
    english = {notes.mock.id("locales/en")}
    assert {item["cmsLocaleId"] for item in notes.listed()} == english
    assert {
        notes.staged(item_id).json()["cmsLocaleId"],
        notes.patch(item_id, isDraft=True).json()["cmsLocaleId"],
    } == english
    assert notes.api.delete(f"{notes.path}/{item_id}").status_code == 204
    assert notes.staged(item_id).status_code == 404
    assert notes.staged(item_id, cmsLocaleId=french).json() == before


def test_a_reference_is_never_expanded(notes: Journal) -> None:
    """It is an id in the list, in the item and in the live copy, whatever the query asks for."""
    item_id = notes.id("live")
    asked: dict[str, Any] = {"expand": "next", "include": "next"}
    for read in (
        notes.listed(slug="live", **asked)[0],
        notes.staged(item_id, **asked).json(),
        notes.live(item_id).json(),
    ):
        assert read["fieldData"]["next"] == item_id


@pytest.mark.mockflow(seed={"mockflow": 1, "sites": [NEW]})
def test_live_writes_fail_where_the_site_was_never_published(notes: Journal) -> None:
    """A live create, a live change and a publish of items are a 409 before the site's first publish."""
    item_id, body = notes.id("live"), {"fieldData": {"name": "x"}}
    refused = (409, "conflict", "Conflict: The site is not published")
    assert error(notes.create_live(body)) == error(notes.create_live({"items": [body]})) == refused
    assert error(notes.live_patch(item_id, **body)) == refused
    assert error(notes.live_patch_many({"id": item_id, **body})) == refused
    assert error(notes.api.post(f"{notes.path}/publish", json={"itemIds": [item_id]})) == refused
    assert notes.publish_site().status_code == 202
    assert notes.live_patch(item_id, **body).status_code == 200


def test_a_bad_image_vanishes_without_a_word(notes: Journal) -> None:
    """An image comes back with a new id and another URL; one that cannot be imported is left out of the answer."""
    url = "https://images.example.com/cup.png"
    image = notes.create(picture={"url": url, "alt": "A cup"})["fieldData"]["picture"]
    assert list(image) == ["fileId", "url", "alt"]
    assert image["url"] != url
    assert image["url"].endswith(f"/{image['fileId']}_cup.png")
    assert "picture" not in notes.create(picture={"url": "https://images.example.com/cup.exe"})["fieldData"]


# Proved elsewhere, under names that the ledger gives: live changes of what was never published (4), unpublishing (5),
# drafts of live items (7), archiving (8), deleting what is live (9), options and targets under metadata (12),
# one site publish a minute (23), Retry-After on healthy answers (24).
