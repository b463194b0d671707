"""Creating, changing and deleting the fields of a collection."""

from typing import Any

import pytest

from mockflow import Mockflow
from mockflow.domain.collections import FIELD_TYPES
from tests.support import Journal, error, items_of, problems, reasons

MAY = "2025-05-12T14:20:00.000Z"
VALUES = {"name": "A", "text": "old", "count": 2}
NOTES = {
    "displayName": "Notes",
    "singularName": "Note",
    "fields": [{"displayName": "Text"}, {"displayName": "Count", "type": "Number"}],
    "items": [
        {"slug": "a", "lastUpdated": MAY, "fieldData": VALUES, "locales": {"fr": {"fieldData": VALUES}}},
        {"slug": "b", "isDraft": True, "fieldData": {"name": "B"}},
    ],
}
LOCALES = {"primary": {"tag": "en"}, "secondary": [{"tag": "fr"}]}
SITES = [
    {"displayName": "One", "locales": LOCALES, "collections": [NOTES, {"displayName": "Other", "slug": "other"}]},
    {"displayName": "Two", "collections": [{"displayName": "Secrets", "slug": "secrets"}]},
]
NOW = "2026-01-15T12:00:00.000Z"

pytestmark = pytest.mark.mockflow(seed={"mockflow": 1, "sites": SITES}, rate_limit=False, clock="2026-01-15T12:00:00Z")


def collection(mock: Mockflow) -> dict[str, Any]:
    found: dict[str, Any] = mock.http().get(f"/collections/{mock.id('note')}").json()
    return found


def field_id(mock: Mockflow, slug: str) -> str:
    return next(str(field["id"]) for field in collection(mock)["fields"] if field["slug"] == slug)


def create(mock: Mockflow, kind: str = "PlainText", **body: Any) -> Any:
    return mock.http().post(
        f"/collections/{mock.id('note')}/fields", json={"type": kind, "displayName": "New field", **body}
    )


def patch(mock: Mockflow, slug: str, /, **body: Any) -> Any:
    return mock.http().patch(f"/collections/{mock.id('note')}/fields/{field_id(mock, slug)}", json=body)


def delete(mock: Mockflow, slug: str) -> Any:
    return mock.http().delete(f"/collections/{mock.id('note')}/fields/{field_id(mock, slug)}")


def every_copy(notes: Journal) -> list[list[dict[str, Any]]]:
    return notes.copies(f"{notes.mock.id('locales/en')},{notes.mock.id('locales/fr')}")


@pytest.mark.parametrize(
    "kind", [kind for kind in FIELD_TYPES if kind not in {"Option", "Reference", "MultiReference"}]
)
def test_a_field_is_made(mockflow: Mockflow, kind: str) -> None:
    """A create answers 200 with the whole field: no rules, not required, and an id of 32 hex digits."""
    answer = create(mockflow, kind)
    made = answer.json()
    assert answer.status_code == 200
    assert len(made.pop("id")) == 32
    assert made == {
        "isEditable": True, "isRequired": False, "type": kind, "slug": "new-field", "displayName": "New field",
        "helpText": None, "validations": None,
    }  # fmt: skip


def test_a_field_comes_after_the_custom_ones(mockflow: Mockflow) -> None:
    """The collection has it before name and slug, as it was answered, and counts as updated."""
    made = create(mockflow, isRequired=True, helpText="A hint").json()
    assert (made["isRequired"], made["helpText"]) == (True, "A hint")
    after = collection(mockflow)
    assert [field["slug"] for field in after["fields"]] == ["text", "count", "new-field", "name", "slug"]
    assert after["fields"][2] == made
    assert after["lastUpdated"] == NOW


def test_options_are_sent_as_metadata_and_read_as_validations(mockflow: Mockflow) -> None:
    """Options go under metadata, and come back with ids under validations; two may have one name."""
    sent = {"options": [{"name": "Red"}, {"name": "Blue"}, {"name": "Red"}]}
    made = create(mockflow, "Option", metadata=sent).json()
    options = made["validations"]["options"]
    assert [option["name"] for option in options] == ["Red", "Blue", "Red"]
    assert len({option["id"] for option in options}) == 3
    assert all(set(option) == {"name", "id"} and len(option["id"]) == 32 for option in options)
    assert made["metadata"] == {"options": options}
    assert collection(mockflow)["fields"][2]["validations"] == made["validations"]
    notes = items_of(mockflow, "note")
    assert notes.create(**{"new-field": options[2]["id"]})["fieldData"]["new-field"] == options[2]["id"]
    assert set(problems(notes.post({"fieldData": {"name": "x", "new-field": "Red"}}))) == {"new-field"}


@pytest.mark.parametrize("kind", ["Reference", "MultiReference"])
def test_a_target_is_sent_as_metadata_and_read_as_validations(mockflow: Mockflow, kind: str) -> None:
    """The collection that a reference points to goes under metadata, and is read under validations too."""
    target = {"collectionId": mockflow.id("note")}
    made = create(mockflow, kind, metadata={"collectionId": mockflow.id("note").upper()}).json()
    assert made["validations"] == made["metadata"] == target
    assert collection(mockflow)["fields"][2]["validations"] == target


@pytest.mark.parametrize(
    ("sent", "slug"),
    [
        ({"displayName": "Body Text"}, "body-text"),
        ({"displayName": "Text"}, "text-2"),
        ({"displayName": "Name"}, "name-2"),
        ({"displayName": "Slug"}, "slug-2"),
        ({"slug": "Own Key"}, "own-key"),
        ({"slug": "count"}, "count-2"),
    ],
)
def test_a_fields_slug_is_made_from_its_label(mockflow: Mockflow, sent: dict[str, Any], slug: str) -> None:
    """The slug is the label in lower case with hyphens, or a sent one put into form, with -2, -3 where taken."""
    assert create(mockflow, **sent).json()["slug"] == slug
    again = create(mockflow, **sent).json()["slug"]
    assert again == (f"{slug[:-1]}3" if slug.endswith("-2") else f"{slug}-2")


def test_what_a_field_cannot_be_told_is_ignored(mockflow: Mockflow) -> None:
    """Read-only keys and validations are left out of a create, and of a change the type and the slug too."""
    sent: dict[str, Any] = {"id": "0" * 32, "isEditable": False, "validations": {"maxLength": 1}}
    made = create(mockflow, **sent).json()
    assert made["id"] != sent["id"]
    assert (made["isEditable"], made["validations"]) == (True, None)
    assert patch(mockflow, "new-field", **sent, type="Number", slug="x").json() == made


ALLOWED = f"Value (type) should be equal to one of the allowed values: {', '.join(FIELD_TYPES)}"
NO_TARGET = ["Value (metadata) should have required property 'collectionId'"]


@pytest.mark.parametrize(
    ("kind", "body", "said"),
    [
        ("Text", {}, [ALLOWED]),
        ("Price", {}, [ALLOWED]),
        ("ExtFileRef", {}, [ALLOWED]),
        ("User", {}, [ALLOWED]),
        ("PlainText", {"displayName": None}, ["Value (displayName)'s type should be string"]),
        ("PlainText", {"displayName": ""}, ['Value (displayName) should match pattern "\\S"']),
        ("PlainText", {"isRequired": "yes"}, ["Value (isRequired)'s type should be boolean"]),
        ("PlainText", {"helpText": 5}, ["Value (helpText)'s type should be string"]),
        ("Option", {}, ["Value (metadata) should have required property 'options'"]),
        ("Option", {"metadata": {"options": []}}, ["Value (metadata.options) should NOT have fewer than 1 items"]),
        (
            "Option",
            {"metadata": {"options": [{"name": str(n)} for n in range(101)]}},
            ["Value (metadata.options) should NOT have more than 100 items"],
        ),
        ("Option", {"metadata": {"options": ["Red"]}}, ["Value (metadata.options[0])'s type should be object"]),
        ("Reference", {}, NO_TARGET),
        ("MultiReference", {"metadata": {}}, NO_TARGET),
    ],
)
def test_a_wrong_field_is_refused(mockflow: Mockflow, kind: str, body: dict[str, Any], said: list[str]) -> None:
    """A field of a wrong shape or type is a 400 of the shape dialect, and the collection stays as it was."""
    before = collection(mockflow)
    assert reasons(create(mockflow, kind, **body)) == said
    assert collection(mockflow) == before


def test_an_option_field_has_100_options_at_most(mockflow: Mockflow) -> None:
    """A hundred options are taken."""
    made = create(mockflow, "Option", metadata={"options": [{"name": str(n)} for n in range(100)]}).json()
    assert len(made["validations"]["options"]) == 100


@pytest.mark.parametrize("target", ["0" * 24, "two/secrets", "x"])
def test_a_field_refers_to_a_collection_of_its_site(mockflow: Mockflow, target: str) -> None:
    """A reference to no collection, or to one of another site, is a 400."""
    target = mockflow.id(target) if "/" in target else target
    answer = create(mockflow, "Reference", metadata={"collectionId": target})
    assert reasons(answer) == ["Value (metadata.collectionId) should be the id of a collection of the site"]
    assert len(collection(mockflow)["fields"]) == 4


def test_one_field_is_made_at_a_time(mockflow: Mockflow) -> None:
    """A list of fields is no body of a create."""
    path = f"/collections/{mockflow.id('note')}/fields"
    body = [{"type": "PlainText", "displayName": "x"}]
    assert reasons(mockflow.http().post(path, json=body)) == ["Value (body)'s type should be object"]


def test_label_hint_and_requiredness_can_be_changed(mockflow: Mockflow) -> None:
    """A change answers 200 with the whole field; the slug stays, null clears the hint, nothing changes nothing."""
    before = collection(mockflow)
    assert patch(mockflow, "text").json() == before["fields"][0]
    assert collection(mockflow) == before
    answer = patch(mockflow, "text", displayName="Summary", helpText="Short", isRequired=True)
    expected = {**before["fields"][0], "displayName": "Summary", "helpText": "Short", "isRequired": True}
    assert (answer.status_code, answer.json()) == (200, expected)
    assert collection(mockflow) == {**before, "lastUpdated": NOW, "fields": [expected, *before["fields"][1:]]}
    assert patch(mockflow, "text", helpText=None).json() == {**expected, "helpText": None}


@pytest.mark.parametrize("body", [{"displayName": " "}, {"displayName": None}, {"isRequired": 1}, {"helpText": []}])
def test_a_wrong_change_is_refused(mockflow: Mockflow, body: dict[str, Any]) -> None:
    """A change of the wrong shape is a 400, and the field stays as it was."""
    before = collection(mockflow)
    assert reasons(patch(mockflow, "text", **body))
    assert collection(mockflow) == before


def test_a_newly_required_field_binds_the_next_create(mockflow: Mockflow) -> None:
    """Items without it stay and may be changed; a create must have it."""
    notes = items_of(mockflow, "note")
    patch(mockflow, "text", isRequired=True)
    assert "text" not in notes.patch(notes.id("b"), fieldData={"name": "Other"}).json()["fieldData"]
    assert problems(notes.post({"fieldData": {"name": "x"}})) == {"text": "Field is required"}


@pytest.mark.parametrize("slug", ["name", "slug"])
def test_name_and_slug_stay_and_stay_required(mockflow: Mockflow, slug: str) -> None:
    """Name and slug take another label, but can be neither deleted nor made optional."""
    before = collection(mockflow)
    said = ["Value (isRequired) should be true for the name and the slug"]
    assert reasons(patch(mockflow, slug, isRequired=False, displayName="x")) == said
    (why,) = reasons(delete(mockflow, slug))
    assert why == "Value (field_id) should NOT be that of a field that the collection has from the start"
    assert collection(mockflow) == before
    renamed = patch(mockflow, slug, displayName="Title").json()
    assert (renamed["displayName"], renamed["slug"]) == ("Title", slug)


def test_a_deleted_field_takes_its_values_along(mockflow: Mockflow) -> None:
    """A delete is an empty 204; every copy in every locale loses the value and keeps its times, and the key is free."""
    notes = items_of(mockflow, "note")
    before = every_copy(notes)
    answer = delete(mockflow, "text")
    assert (answer.status_code, answer.content) == (204, b"")
    for rows in before:
        for row in rows:
            row["fieldData"].pop("text", None)
    assert every_copy(notes) == before
    assert [len(rows) for rows in before] == [3, 2]
    assert collection(mockflow)["lastUpdated"] == NOW
    unknown = {"text": "Field not described in schema: undefined"}
    assert problems(notes.patch(notes.id("a"), fieldData={"text": "x"})) == unknown
    assert create(mockflow, displayName="Text").json()["slug"] == "text"
    assert every_copy(notes) == before


def test_a_new_switch_is_off_in_the_items_that_are_there(mockflow: Mockflow) -> None:
    """Every copy in every locale reads false, and keeps its times; a field of another type gives no value."""
    notes = items_of(mockflow, "note")
    before = every_copy(notes)
    create(mockflow)
    assert every_copy(notes) == before
    create(mockflow, "Switch", displayName="On")
    for rows in before:
        for row in rows:
            row["fieldData"]["on"] = False
    assert every_copy(notes) == before


def test_a_field_that_the_collection_does_not_have_is_not_found(mockflow: Mockflow) -> None:
    """An unknown field, and one of another collection, is a 404; an id of another form a 400."""
    api, fields = mockflow.http(), f"/collections/{mockflow.id('note')}/fields"
    elsewhere = api.get(f"/collections/{mockflow.id('other')}").json()["fields"][0]["id"]
    for method in ("PATCH", "DELETE"):
        for wrong in ("0" * 32, "0" * 24, elsewhere):
            answer = api.request(method, f"{fields}/{wrong}", json={})
            assert error(answer) == (404, "resource_not_found", "Requested resource not found")
        malformed = error(api.request(method, f"{fields}/text", json={}))
        assert malformed == (400, "validation_error", "Validation Error: Provided ID is invalid")


def test_fields_are_written_with_the_scope_to_write_and_on_ones_own_site(mockflow: Mockflow) -> None:
    """A token that may only read gets a 403, one of another site a 404, and the collection stays as it was."""
    before = collection(mockflow)
    path, body = f"/collections/{mockflow.id('note')}/fields", {"type": "PlainText", "displayName": "x"}
    one = f"{path}/{before['fields'][0]['id']}"
    reading = mockflow.new_token(["cms:read"])
    elsewhere = mockflow.new_token(site_ids=[mockflow.id("sites/two")])
    for token, expected in ((reading, (403, "missing_scopes")), (elsewhere, (404, "resource_not_found"))):
        api = mockflow.http(token)
        for answer in (api.post(path, json=body), api.patch(one, json=body), api.delete(one)):
            assert error(answer)[:2] == expected
    assert collection(mockflow) == before
