"""Creating items in several locales at once."""

from typing import Any

import pytest

from mockflow import Mockflow
from tests.support import Journal, error, items_of, problems, reasons, told

NOTES = {
    "displayName": "Notes",
    "singularName": "Note",
    "fields": [
        {"displayName": "Text"},
        {"displayName": "Ref", "type": "Reference", "validations": {"collection": "note"}},
    ],
    "items": [
        {"slug": "english", "fieldData": {"name": "English"}},
        {"slug": "both", "fieldData": {"name": "Both"}, "locales": {"fr": {"fieldData": {"name": "Both"}}}},
    ],
}
LOCALES = {"primary": {"tag": "en"}, "secondary": [{"tag": "fr"}, {"tag": "nl"}]}
SITES = [
    {"displayName": "One", "locales": LOCALES, "collections": [NOTES]},
    {"displayName": "Two", "collections": []},
]
NOW = "2026-01-15T12:00:00.000Z"

pytestmark = pytest.mark.mockflow(seed={"mockflow": 1, "sites": SITES}, rate_limit=False, clock="2026-01-15T12:00:00Z")


@pytest.fixture
def notes(mockflow: Mockflow) -> Journal:
    return items_of(mockflow, "note")


def locale(notes: Journal, tag: str) -> str:
    return notes.mock.id(f"locales/{tag}")


def bulk(notes: Journal, field_data: Any, *tags: str, **body: Any) -> Any:
    locales = {"cmsLocaleIds": [locale(notes, tag) for tag in tags]} if tags else {}
    return notes.api.post(f"{notes.path}/bulk", json={"fieldData": field_data, **locales, **body})


def every_item(notes: Journal) -> list[dict[str, Any]]:
    return notes.listed(cmsLocaleId=",".join(locale(notes, tag) for tag in ("en", "fr", "nl")))


def test_an_item_is_made_in_each_locale(notes: Journal) -> None:
    """The variants share one id, content and slug, and are drafts that were never published."""
    answer = bulk(notes, {"name": "New", "text": "x"}, "fr", "en")
    assert (answer.status_code, list(answer.json())) == (202, ["items"])
    items = answer.json()["items"]
    assert [item["cmsLocaleId"] for item in items] == [locale(notes, "fr"), locale(notes, "en")]
    assert len({item["id"] for item in items}) == 1
    for item in items:
        assert item["fieldData"] == {"name": "New", "slug": "new", "text": "x"}
        assert (item["isDraft"], item["isArchived"], item["lastPublished"]) == (True, False, None)
        assert item["createdOn"] == item["lastUpdated"] == NOW
        assert notes.staged(item["id"], cmsLocaleId=item["cmsLocaleId"]).json() == item
        assert notes.live(item["id"], cmsLocaleId=item["cmsLocaleId"]).status_code == 404
    assert notes.staged(items[0]["id"], cmsLocaleId=locale(notes, "nl")).status_code == 404


def test_several_items_are_made_one_after_the_other(notes: Journal) -> None:
    """A list of field data makes items in its order, each in every locale before the next, and tells of each."""
    items = bulk(notes, [{"name": "A"}, {"name": "B"}], "en", "fr").json()["items"]
    rows = [(item["fieldData"]["name"], item["cmsLocaleId"]) for item in items]
    assert rows == [(name, locale(notes, tag)) for name in "AB" for tag in ("en", "fr")]
    assert items[0]["id"] == items[1]["id"] != items[2]["id"] == items[3]["id"]
    assert told(notes.mock) == ["collection_item_created"] * 4


@pytest.mark.parametrize("body", [{}, {"cmsLocaleIds": []}])
def test_without_locales_the_primary_one_is_meant(notes: Journal, body: dict[str, Any]) -> None:
    """Absent or empty cmsLocaleIds make the primary variant alone, in a list all the same."""
    (item,) = bulk(notes, {"name": "New"}, **body).json()["items"]
    assert item["cmsLocaleId"] == locale(notes, "en")
    assert len(every_item(notes)) == 4


def test_flags_are_of_the_whole_call(notes: Journal) -> None:
    """The flags hold for every variant and are no part of field data; not a draft means queued, not live."""
    items = bulk(notes, [{"name": "A"}, {"name": "B"}], "en", "fr", isDraft=False, isArchived=True).json()["items"]
    assert {(item["isDraft"], item["isArchived"], item["lastPublished"]) for item in items} == {(False, True, None)}
    answer = bulk(notes, [{"name": "C", "isDraft": False}])
    assert problems(answer) == {"isDraft": "Field not described in schema: undefined"}


def test_a_call_makes_100_variants_at_most(notes: Journal) -> None:
    """A hundred variants are made, more of them refused, in few locales or many, and then none is made."""
    before = every_item(notes)
    fifty = [{"name": f"N{n}"} for n in range(50)]
    said = ["Value (fieldData) should NOT make more than 100 items"]
    assert reasons(bulk(notes, [*fifty, {"name": "x"}], "en", "fr")) == said
    assert reasons(bulk(notes, [*fifty, *fifty, {"name": "x"}])) == [said[0].replace("make", "have")]
    assert every_item(notes) == before
    assert len(bulk(notes, fifty, "en", "fr").json()["items"]) == 100


def test_a_bulk_create_is_made_whole_or_not(notes: Journal) -> None:
    """One entry or locale that cannot be written refuses all, and tells of nothing."""
    before = every_item(notes)
    unknown = {"nope": "Field not described in schema: undefined"}
    assert problems(bulk(notes, [{"name": "A"}, {"name": "B", "nope": 1}], "en", "fr")) == unknown
    site_locale = notes.api.get(f"/sites/{notes.mock.site_id}").json()["locales"]["primary"]["id"]
    for wrong in ("0" * 24, site_locale):
        said = reasons(bulk(notes, {"name": "A"}, cmsLocaleIds=[locale(notes, "en"), wrong]))
        assert said == ["Value (cmsLocaleId) should be the CMS locale id of one of the site's locales"]
    assert every_item(notes) == before
    assert told(notes.mock) == []


def test_a_slug_is_the_same_and_free_in_every_locale(notes: Journal) -> None:
    """A given slug that one of the locales has is refused; a made one gets the same suffix in all of them."""
    taken = {"slug": "Unique value is already in database: 'english'"}
    assert problems(bulk(notes, {"name": "x", "slug": "english"}, "fr", "en")) == taken
    french, dutch = bulk(notes, {"name": "x", "slug": "english"}, "fr", "nl").json()["items"]
    assert french["fieldData"] == dutch["fieldData"] == {"name": "x", "slug": "english"}
    made = [item["fieldData"]["slug"] for item in bulk(notes, {"name": "Both"}, "nl", "en").json()["items"]]
    assert len(set(made)) == 1
    assert made[0].startswith("both-")


def test_a_reference_must_be_there_in_every_locale(notes: Journal) -> None:
    """An item that lacks one of the locales cannot be referred to."""
    english = notes.id("english")
    said = problems(bulk(notes, {"name": "x", "ref": english}, "en", "fr"))
    assert said == {"ref": f"Referenced item not found: '{english}'"}
    items = bulk(notes, {"name": "x", "ref": notes.id("both")}, "en", "fr").json()["items"]
    assert [item["fieldData"]["ref"] for item in items] == [notes.id("both")] * 2


def test_variants_of_one_item_go_their_own_ways(notes: Journal) -> None:
    """A change, a publish and a delete are of one variant; items of two single creates are not linked."""
    item_id = bulk(notes, {"name": "New"}, "en", "fr").json()["items"][0]["id"]
    french = locale(notes, "fr")
    before = notes.staged(item_id, cmsLocaleId=french).json()
    assert notes.patch(item_id, fieldData={"name": "Changed", "slug": "changed"}).status_code == 200
    assert notes.publish(item_id)["publishedItemIds"] == [item_id]
    assert notes.staged(item_id, cmsLocaleId=french).json() == before
    assert notes.live(item_id, cmsLocaleId=french).status_code == 404
    assert notes.delete(item_id).status_code == 204
    assert notes.staged(item_id, cmsLocaleId=french).json() == before
    body = {"fieldData": {"name": "Twin"}}
    assert notes.post(body).json()["id"] != notes.post({**body, "cmsLocaleId": french}).json()["id"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, ["Value (fieldData) is required"]),
        ({"items": []}, ["Value (fieldData) is required"]),
        ({"fieldData": []}, ["Value (fieldData) should NOT have fewer than 1 items"]),
        ({"fieldData": {}}, ["Value (fieldData) should have required property 'name'"]),
        ({"fieldData": [{"slug": "x"}]}, ["Value (fieldData[0]) should have required property 'name'"]),
        ({"fieldData": "x"}, ["Value (fieldData)'s type should be object"]),
        ({"fieldData": {"name": "x"}, "cmsLocaleIds": None}, ["Value (cmsLocaleIds)'s type should be array"]),
        ({"fieldData": {"name": "x"}, "cmsLocaleIds": [None]}, ["Value (cmsLocaleIds[0])'s type should be string"]),
        ({"fieldData": {"name": "x"}, "isDraft": "no"}, ["Value (isDraft)'s type should be boolean"]),
    ],
)
def test_a_bulk_create_of_the_wrong_shape_is_refused(notes: Journal, body: Any, said: list[str]) -> None:
    """Field data is an object with a name, or a list of them; locales are a list of strings."""
    before = every_item(notes)
    assert reasons(notes.api.post(f"{notes.path}/bulk", json=body)) == said
    assert every_item(notes) == before


def test_a_bad_file_is_left_out_or_refuses_the_call(notes: Journal) -> None:
    """A file that cannot be imported is left out, unless skipInvalidFiles is false, here as in every create."""
    field = {"type": "Image", "displayName": "Picture"}
    assert notes.api.post(notes.path.replace("items", "fields"), json=field).status_code == 200
    body = {"fieldData": {"name": "x", "picture": "nope"}}
    strict = notes.api.post(f"{notes.path}/bulk", json=body, params={"skipInvalidFiles": "false"})
    assert set(problems(strict)) == {"picture"}
    (item,) = notes.api.post(f"{notes.path}/bulk", json=body).json()["items"]
    assert "picture" not in item["fieldData"]


def test_a_bulk_create_needs_its_scope_and_site(notes: Journal) -> None:
    """A token that may only read gets a 403, one of another site a 404, a malformed id is a 400."""
    body = {"fieldData": {"name": "x"}}
    for token, expected in (
        (notes.mock.new_token(["cms:read"]), (403, "missing_scopes")),
        (notes.mock.new_token(site_ids=[notes.mock.id("sites/two")]), (404, "resource_not_found")),
    ):
        assert error(notes.mock.http(token).post(f"{notes.path}/bulk", json=body))[:2] == expected
    invalid = (400, "validation_error", "Validation Error: Provided ID is invalid")
    assert error(notes.api.post("/collections/x/items/bulk", json=body)) == invalid


@pytest.mark.mockflow(unknown_routes="allow")
def test_a_locale_cannot_be_added_to_an_item(notes: Journal) -> None:
    """The later endpoint for it is not of this version: a 404."""
    entry = {"id": notes.id("english"), "cmsLocaleIds": [locale(notes, "fr")], "fieldData": {"name": "x"}}
    answer = notes.api.post(f"{notes.path}/insert", json={"items": [entry]})
    assert error(answer) == (404, "resource_not_found", "Requested resource not found")
