"""Creating, changing and deleting staged items."""

from typing import Any

import pytest

from mockflow import Mockflow
from tests.support import Journal, error, items_of, problems, reasons

pytestmark = pytest.mark.mockflow(clock="2026-01-15T12:00:00Z", rate_limit=False)

NOW = "2026-01-15T12:00:00.000Z"


def test_a_created_item_is_a_staged_draft(journal: Journal) -> None:
    """A staged create answers 202 with a draft that was never published and is not live."""
    answer = journal.post({"fieldData": {"name": "Hello Wörld"}})
    item = answer.json()
    assert answer.status_code == 202
    assert list(item) == [
        "id", "cmsLocaleId", "lastPublished", "lastUpdated", "createdOn", "isArchived", "isDraft", "fieldData",
    ]  # fmt: skip
    assert (item["isDraft"], item["isArchived"], item["lastPublished"]) == (True, False, None)
    assert item["createdOn"] == item["lastUpdated"] == NOW
    assert item["fieldData"] == {"name": "Hello Wörld", "slug": "hello-world", "featured": False}
    assert journal.staged(item["id"]).json() == item
    assert error(journal.live(item["id"])) == (404, "resource_not_found", "Requested resource not found")


def test_flags_of_a_create_are_kept(journal: Journal) -> None:
    """A create takes isDraft and isArchived, both at once too."""
    item = journal.post({"isDraft": False, "isArchived": True, "fieldData": {"name": "A"}}).json()
    assert (item["isDraft"], item["isArchived"]) == (False, True)


def test_many_items_are_created_in_order(journal: Journal) -> None:
    """A body with items answers {items} in the order of the request, without pagination."""
    answer = journal.post({"items": [{"fieldData": {"name": f"N{n}"}} for n in range(100)]})
    assert answer.status_code == 202
    assert list(answer.json()) == ["items"]
    assert [item["fieldData"]["name"] for item in answer.json()["items"]] == [f"N{n}" for n in range(100)]
    assert journal.api.get(journal.path).json()["pagination"]["total"] == 114


def test_101_items_are_refused_and_nothing_is_written(journal: Journal) -> None:
    """More than 100 entries are a 400 of the shape dialect, and none is created."""
    before = journal.listed()
    answer = journal.post({"items": [{"fieldData": {"name": "x"}}] * 101})
    assert reasons(answer) == ["Value (items) should NOT have more than 100 items"]
    assert journal.listed() == before


def test_a_batch_is_created_whole_or_not(journal: Journal) -> None:
    """One entry that cannot be created refuses all, and each problem is told once."""
    before = journal.listed()
    bad = {"fieldData": {"name": "x", "nope": 1}}
    answer = journal.post({"items": [{"fieldData": {"name": "fine"}}, bad, bad]})
    assert answer.json()["details"] == [
        {"param": "nope", "description": "Field not described in schema: undefined"},
    ]
    assert journal.listed() == before


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, ["Value (fieldData) is required"]),
        ({"fieldData": {}}, ["Value (fieldData) should have required property 'name'"]),
        ({"fieldData": {"name": 5}}, ["Value (fieldData.name)'s type should be string"]),
        ({"fieldData": []}, ["Value (fieldData)'s type should be object"]),
        ({"fieldData": {"name": "x"}, "isDraft": 1}, ["Value (isDraft)'s type should be boolean"]),
        ({"fieldData": {"name": "x"}, "cmsLocaleId": None}, ["Value (cmsLocaleId)'s type should be string"]),
        ({"items": []}, ["Value (items) should NOT have fewer than 1 items"]),
        ({"items": {}}, ["Value (items)'s type should be array"]),
        (
            {"items": [{"fieldData": {"slug": "x"}}]},
            ["Value (items[0].fieldData) should have required property 'name'"],
        ),
        ([], ["Value (body)'s type should be object"]),
        ("text", ["Value (body)'s type should be object"]),
    ],
)
def test_shape_is_checked_before_fields(journal: Journal, body: Any, said: list[str]) -> None:
    """A body of the wrong shape is a 400 whose message holds a JSON array of reasons."""
    assert reasons(journal.post(body)) == said


def test_only_the_shape_error_is_told_where_both_are_wrong(journal: Journal) -> None:
    """A body without a name and with an unknown field is told of the name alone."""
    answer = journal.post({"fieldData": {"nope": 1}})
    assert reasons(answer) == ["Value (fieldData) should have required property 'name'"]


def test_both_forms_at_once_are_malformed(journal: Journal) -> None:
    """Both fieldData and items in one body are a 400 bad_request."""
    answer = journal.post({"fieldData": {"name": "x"}, "items": [{"fieldData": {"name": "y"}}]})
    assert error(answer) == (400, "bad_request", "Bad Request: Request is malformed")


def test_read_only_and_unknown_keys_are_ignored(journal: Journal) -> None:
    """What is no part of an item to create is left out."""
    item = journal.post({"id": "x", "createdOn": 5, "shoeSize": 1, "fieldData": {"name": "A"}}).json()
    assert item["id"] != "x"
    assert "shoeSize" not in item


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Café, à la carte!", "cafe-a-la-carte"),
        ("  Two   words ", "two-words"),
        ("!!!", "item"),
        ("日本", "item"),
        ("x" * 256, "x" * 256),
    ],
)
def test_a_slug_is_made_from_the_name(journal: Journal, name: str, slug: str) -> None:
    """Without a slug, or with an empty one, it is the name in lower case without accents."""
    assert journal.create(name)["fieldData"]["slug"] == slug
    assert journal.create(name, slug="")["fieldData"]["slug"].startswith(slug[:250])


def test_a_made_slug_that_is_taken_gets_five_hex_digits(journal: Journal) -> None:
    """A made slug that another item has gets a hyphen and five hex digits, a further one others."""
    slugs = [journal.create("Twice")["fieldData"]["slug"] for _ in range(3)]
    assert slugs[0] == "twice"
    assert len(set(slugs)) == 3
    for slug in slugs[1:]:
        stem, _, digits = slug.rpartition("-")
        assert stem == "twice"
        assert len(digits) == 5
        int(digits, 16)


def test_a_taken_slug_is_refused(journal: Journal) -> None:
    """A given slug that another item has is a 400 of the field dialect."""
    answer = journal.post({"fieldData": {"name": "x", "slug": "first-post"}})
    assert problems(answer) == {"slug": "Unique value is already in database: 'first-post'"}


@pytest.mark.mockflow(quirks={"duplicate_slug_on_create": "suffix"})
def test_a_taken_slug_gets_digits_where_the_quirk_says_so(journal: Journal) -> None:
    """With the quirk a create takes a suffix instead; a change is refused all the same."""
    item = journal.create("x", slug="first-post")
    assert item["fieldData"]["slug"].startswith("first-post-")
    assert problems(journal.patch(item["id"], fieldData={"slug": "night-firing"}))


def test_slugs_are_free_again_in_another_locale(journal: Journal, mockflow: Mockflow) -> None:
    """A slug is unique for each collection and locale."""
    body = {"cmsLocaleId": mockflow.id("locales/fr"), "fieldData": {"name": "x", "slug": "night-firing"}}
    item = journal.post(body).json()
    assert item["fieldData"]["slug"] == "night-firing"
    assert journal.staged(item["id"]).status_code == 404
    assert journal.staged(item["id"], cmsLocaleId=mockflow.id("locales/fr")).json() == item


@pytest.mark.parametrize("slug", ["-a", "é", "a b", "a.b", "a/b", "x" * 257])
def test_a_slug_of_other_characters_is_refused(journal: Journal, slug: str) -> None:
    """A slug is letters, digits, hyphens and underscores, up to 256, and does not begin with a hyphen."""
    assert set(problems(journal.post({"fieldData": {"name": "x", "slug": slug}}))) == {"slug"}


def test_a_name_does_not_move_the_slug(journal: Journal) -> None:
    """A new name leaves the slug; an item's own slug may be sent again; null leaves it too."""
    item = journal.create("Old name")
    changed = journal.patch(item["id"], fieldData={"name": "New name"}).json()
    assert changed["fieldData"]["slug"] == "old-name"
    assert journal.patch(item["id"], fieldData={"slug": "old-name"}).status_code == 200
    assert journal.patch(item["id"], fieldData={"slug": None}).json()["fieldData"]["slug"] == "old-name"


def test_a_change_lays_the_sent_keys_over_the_item(journal: Journal) -> None:
    """PATCH merges: other keys and flags stay, null clears, lastUpdated is now, the live copy is as it was."""
    item_id = journal.id("first-post")
    before, live = journal.staged(item_id).json(), journal.live(item_id).json()
    answer = journal.patch(item_id, fieldData={"name": "Renamed", "summary": None})
    after = answer.json()
    assert answer.status_code == 200
    assert after["fieldData"] == {
        **{slug: value for slug, value in before["fieldData"].items() if slug != "summary"},
        "name": "Renamed",
    }
    assert after["lastUpdated"] == NOW
    assert {**after, "fieldData": 0, "lastUpdated": 0} == {**before, "fieldData": 0, "lastUpdated": 0}
    assert journal.live(item_id).json() == live


def test_flags_alone_are_a_change(journal: Journal) -> None:
    """A change of flags needs no field data."""
    after = journal.patch(journal.id("first-post"), isArchived=True, isDraft=True).json()
    assert (after["isArchived"], after["isDraft"]) == (True, True)
    assert journal.live(journal.id("first-post")).status_code == 200


def test_many_changes_answer_in_order(journal: Journal, mockflow: Mockflow) -> None:
    """A bulk change answers {items} in the order of the request, the same id in two locales too."""
    first = journal.id("first-post")
    entries: list[dict[str, Any]] = [
        {"id": journal.id("night-firing"), "isDraft": False},
        {"id": first, "fieldData": {"name": "EN"}},
        {"id": first, "cmsLocaleId": mockflow.id("locales/fr"), "fieldData": {"name": "FR"}},
    ]
    answer = journal.api.patch(journal.path, json={"items": entries})
    assert answer.status_code == 200
    assert [item["id"] for item in answer.json()["items"]] == [entry["id"] for entry in entries]
    assert [item["fieldData"]["name"] for item in answer.json()["items"]][1:] == ["EN", "FR"]


def test_many_changes_are_made_whole_or_not(journal: Journal) -> None:
    """One entry that cannot be changed leaves all as they were."""
    before = journal.listed()
    fine = {"id": journal.id("first-post"), "fieldData": {"name": "x"}}
    for bad, status in (
        ({"id": journal.id("night-firing"), "fieldData": {"name": None}}, 400),
        ({"id": "0" * 24, "isDraft": True}, 404),
        ({"id": journal.id("night-firing")}, 400),
    ):
        assert journal.api.patch(journal.path, json={"items": [fine, bad]}).status_code == status
    assert journal.api.patch(journal.path, json={"items": [fine] * 101}).status_code == 400
    assert journal.listed() == before


def test_a_change_without_anything_misses_fields(journal: Journal) -> None:
    """An entry with neither field data nor flags is told of missing fields."""
    (said,) = reasons(journal.api.patch(journal.path, json={"items": [{"id": journal.id("first-post")}]}))
    assert said.startswith("Missing fields")
    assert reasons(journal.patch(journal.id("first-post")))[0].startswith("Missing fields")


def test_a_required_field_cannot_be_cleared(journal: Journal) -> None:
    """The name may be absent from a change, but neither null nor empty."""
    for nothing in (None, ""):
        answer = journal.patch(journal.id("first-post"), fieldData={"name": nothing})
        assert problems(answer) == {"name": "Required field cannot be cleared"}


def test_a_deleted_item_is_gone_and_its_live_copy_stays(journal: Journal) -> None:
    """A delete is a 204; the staged copy is 404, the live one stays until the site is published, the slug is free."""
    item_id = journal.id("first-post")
    answer = journal.api.delete(f"{journal.path}/{item_id}")
    assert (answer.status_code, answer.content) == (204, b"")
    assert journal.staged(item_id).status_code == 404
    assert journal.live(item_id).status_code == 200
    assert journal.create("x", slug="first-post")["id"] != item_id
    assert journal.publish_site().status_code == 202
    assert journal.live(item_id).status_code == 404


@pytest.mark.mockflow(quirks={"delete_keeps_live_copy": "off"})
def test_a_delete_takes_the_live_copy_where_the_quirk_says_so(journal: Journal) -> None:
    """With the quirk off, the live copy goes with the staged one."""
    item_id = journal.id("first-post")
    assert journal.delete(item_id).status_code == 204
    assert journal.live(item_id).status_code == 404
    assert journal.delete(journal.id("night-firing")).status_code == 204


def test_many_deletes_are_made_whole_or_not(journal: Journal) -> None:
    """An id that is not there refuses the whole delete; 100 at most; a variant may be named twice."""
    before = journal.listed()
    assert journal.delete(journal.id("first-post"), "0" * 24).status_code == 404
    assert journal.delete(*["0" * 24] * 101).status_code == 400
    assert reasons(journal.api.request("DELETE", journal.path, json={})) == ["Value (items) is required"]
    assert journal.listed() == before
    assert journal.delete(journal.id("first-post"), journal.id("first-post")).status_code == 204


def test_a_delete_is_of_one_locale(journal: Journal, mockflow: Mockflow) -> None:
    """A delete takes the primary locale unless it names others."""
    french = mockflow.id("locales/fr")
    item_id = journal.id("first-post")
    assert journal.delete(item_id).status_code == 204
    assert journal.staged(item_id, cmsLocaleId=french).status_code == 200
    assert journal.api.delete(f"{journal.path}/{item_id}", params={"cmsLocaleId": french}).status_code == 204
    assert journal.staged(item_id, cmsLocaleId=french).status_code == 404
    assert journal.delete(journal.id("a-glaze-called-fog"), cmsLocaleIds=[french]).status_code == 204
    assert journal.staged(journal.id("a-glaze-called-fog")).status_code == 200


def test_references_vanish_with_the_item(journal: Journal, mockflow: Mockflow) -> None:
    """A delete takes the item out of those that refer to it, in its locale, without touching lastUpdated."""
    ada, clay, light = (mockflow.id(path) for path in ("authors/ada", "topics/clay", "topics/light"))
    item = journal.create("x", author=ada, topics=[clay, light], **{"reading-minutes": 2})
    mockflow.clock.advance(60)
    for path in ("authors", "topics"):
        victim = ada if path == "authors" else clay
        assert journal.api.delete(f"/collections/{mockflow.id(path)}/items/{victim}").status_code == 204
    after = journal.staged(item["id"]).json()
    assert after["lastUpdated"] == item["lastUpdated"]
    assert "author" not in after["fieldData"]
    assert after["fieldData"]["topics"] == [light]
    french = journal.staged(journal.id("first-post"), cmsLocaleId=mockflow.id("locales/fr")).json()
    assert "author" in french["fieldData"]


@pytest.mark.mockflow(quirks={"refuse_delete_of_referenced": "on"})
def test_a_referenced_item_cannot_be_deleted_where_the_quirk_says_so(journal: Journal, mockflow: Mockflow) -> None:
    """With the quirk, deleting what others refer to is a 409 that names them."""
    authors = f"/collections/{mockflow.id('authors')}/items"
    status, code, message = error(journal.api.delete(f"{authors}/{mockflow.id('authors/ada')}"))
    assert (status, code) == (409, "conflict")
    assert message.startswith("Conflict: This item is still being used by: ")
    assert error(items_of(mockflow, "authors").delete(mockflow.id("authors/ada"))) == (status, code, message)
    assert journal.delete(journal.id("night-firing")).status_code == 204


def test_an_unknown_locale_is_refused_on_write(journal: Journal, mockflow: Mockflow) -> None:
    """A locale that the site does not have is a 400 on a write, the site locale's own id among them."""
    said = ["Value (cmsLocaleId) should be the CMS locale id of one of the site's locales"]
    site = mockflow.http().get(f"/sites/{mockflow.site_id}").json()
    for wrong in ("0" * 24, site["locales"]["primary"]["id"]):
        assert reasons(journal.post({"cmsLocaleId": wrong, "fieldData": {"name": "x"}})) == said


def test_an_item_of_another_collection_is_not_there(journal: Journal, mockflow: Mockflow) -> None:
    """An item answers under its own collection only."""
    ada = mockflow.id("authors/ada")
    assert journal.staged(ada).status_code == 404
    assert journal.patch(ada, isDraft=True).status_code == 404
    assert journal.delete(ada).status_code == 404
    assert journal.publish(ada)["errors"] == [f"Staging item ID {ada} not found."]
