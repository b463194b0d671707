"""Further rules of items: names, slugs, flags, locales, and the limits that no plan sets here."""

from typing import Any

import pytest

from mockflow import Mockflow
from tests.support import Journal, error, items_of, problems

MAY = "2025-05-12T14:20:00.000Z"
NOTES = {
    "displayName": "Notes",
    "singularName": "Note",
    "fields": [
        {"displayName": "Text"},
        {"displayName": "Near", "type": "MultiReference", "validations": {"collection": "note"}},
        {"displayName": "On", "type": "Switch"},
    ],
    "items": [{"fieldData": {"name": name}} for name in ("A", "B", "C")],
}
SITE = {"displayName": "One", "lastPublished": MAY, "collections": [NOTES]}
LOCALES = {"primary": {"tag": "en"}, "secondary": [{"tag": "fr"}]}

pytestmark = pytest.mark.mockflow(seed={"mockflow": 1, "sites": [SITE]}, rate_limit=False, clock="2026-01-15T12:00:00Z")


@pytest.fixture
def notes(mockflow: Mockflow) -> Journal:
    return items_of(mockflow, "note")


@pytest.mark.parametrize("length", [256, 257])
def test_a_name_has_256_characters_at_most(notes: Journal, length: int) -> None:
    """A name of 256 characters is taken, a longer one is told to be too long, on a create and on a change."""
    name = "x" * length
    for answer in (notes.post({"fieldData": {"name": name}}), notes.patch(notes.id("a"), fieldData={"name": name})):
        if length == 256:
            assert answer.json()["fieldData"]["name"] == name
        else:
            assert problems(answer) == {"name": "Is too long"}


@pytest.mark.parametrize("slug", ["A", "_a", "0", "A_b-C"])
def test_slugs_of_other_case_are_other_slugs(notes: Journal, slug: str) -> None:
    """Capitals, underscores and digits may be in a slug, and a slug of another case is free."""
    assert notes.create("x", slug=slug)["fieldData"]["slug"] == slug


def test_several_references_keep_their_order(notes: Journal) -> None:
    """The ids of a field of several references are answered in the order in which they were sent."""
    ids = [notes.id(slug) for slug in ("b", "c", "a")]
    assert notes.patch(notes.id("a"), fieldData={"near": ids}).json()["fieldData"]["near"] == ids


def test_null_clears_and_absence_keeps(notes: Journal) -> None:
    """A cleared field is left out of the answer; a cleared switch is off."""
    item = notes.create(text="x", on=True, near=[notes.id("a")])
    cleared = notes.patch(item["id"], fieldData={"text": None, "on": None, "near": []}).json()["fieldData"]
    assert cleared == {"name": "New", "slug": "new", "on": False, "near": []}


def test_flags_beside_items_are_of_no_effect(notes: Journal) -> None:
    """Each entry of a list has its own flags, and those beside the list are ignored."""
    entries: list[dict[str, Any]] = [{"fieldData": {"name": "X"}}, {"isDraft": False, "fieldData": {"name": "Y"}}]
    made = notes.post({"isDraft": False, "isArchived": True, "items": entries}).json()["items"]
    assert [(item["isDraft"], item["isArchived"]) for item in made] == [(True, False), (False, False)]


def test_a_slug_that_is_sent_empty_is_as_if_it_were_not_sent(notes: Journal) -> None:
    """An empty slug of a change leaves the slug as it is."""
    item = notes.patch(notes.id("a"), fieldData={"name": "Other", "slug": ""}).json()
    assert item["fieldData"]["slug"] == "a"


def test_a_taken_slug_is_refused_on_a_change(notes: Journal) -> None:
    """A slug of another item is a 400 of the field dialect, an item's own is fine."""
    taken = {"slug": "Unique value is already in database: 'b'"}
    assert problems(notes.patch(notes.id("a"), fieldData={"slug": "b"})) == taken
    assert notes.patch(notes.id("a"), fieldData={"slug": "a"}).status_code == 200


def test_a_site_without_localization_has_one_cms_locale(notes: Journal) -> None:
    """Items name a CMS locale all the same, and it may be sent wherever a locale may be."""
    assert notes.api.get(f"/sites/{notes.mock.site_id}").json()["locales"] is None
    locale = notes.staged(notes.id("a")).json()["cmsLocaleId"]
    assert len(locale) == 24
    assert {item["cmsLocaleId"] for item in notes.listed(cmsLocaleId=locale)} == {locale}
    made = notes.api.post(f"{notes.path}/bulk", json={"cmsLocaleIds": [locale], "fieldData": {"name": "X"}}).json()
    assert [item["cmsLocaleId"] for item in made["items"]] == [locale]
    assert notes.delete(notes.id("a"), cmsLocaleIds=[locale]).status_code == 204


@pytest.mark.mockflow(seed={"mockflow": 1, "sites": [{**SITE, "locales": LOCALES}]})
def test_a_sites_locale_id_is_not_found_where_a_cms_locale_is_meant(notes: Journal) -> None:
    """The two ids of a locale differ; a read, a delete or an unpublish with the site's own is a 404."""
    primary = notes.api.get(f"/sites/{notes.mock.site_id}").json()["locales"]["primary"]
    assert primary["id"] != primary["cmsLocaleId"]
    item_id, query = notes.id("a"), {"cmsLocaleId": primary["id"]}
    deleted = notes.api.delete(f"{notes.path}/{item_id}", params=query)
    for answer in (
        notes.staged(item_id, **query),
        notes.live(item_id, **query),
        deleted,
        notes.unpublish(item_id, **query),
    ):
        assert error(answer) == (404, "resource_not_found", "Requested resource not found")
    assert notes.staged(item_id).status_code == notes.live(item_id).status_code == 200


def test_the_live_list_is_asked_as_the_staged_one(notes: Journal) -> None:
    """Paging, filters and sorting work on live copies, by what is live."""
    notes.patch(notes.id("a"), fieldData={"name": "Z"})
    live = f"{notes.path}/live"
    answer = notes.api.get(live, params={"sortBy": "name", "sortOrder": "desc", "limit": 2}).json()
    assert [item["fieldData"]["name"] for item in answer["items"]] == ["C", "B"]
    assert answer["pagination"] == {"limit": 2, "offset": 0, "total": 3}
    assert [item["id"] for item in notes.api.get(live, params={"name": "A"}).json()["items"]] == [notes.id("a")]
    assert notes.api.get(live, params={"name": "Z"}).json()["pagination"]["total"] == 0


def test_a_list_cannot_be_filtered_by_flags(notes: Journal) -> None:
    """The flags are ignored in a query, as any unknown parameter is."""
    notes.create("Draft")
    assert len(notes.listed(isDraft="true", isArchived="true")) == 4


@pytest.mark.mockflow(unknown_routes="allow")
def test_live_stands_after_the_id(notes: Journal) -> None:
    """There is no path with live before an item's id."""
    answer = notes.api.get(f"{notes.path}/live/{notes.id('a')}")
    assert error(answer) == (404, "resource_not_found", "Requested resource not found")


def test_no_plan_limits_what_a_site_holds(mockflow: Mockflow) -> None:
    """The starter plan's collections and reference fields are not counted: no source has the error."""
    api, site = mockflow.http(), f"/sites/{mockflow.site_id}/collections"
    target = {"collectionId": mockflow.id("note")}
    fields = [{"displayName": f"R{n}", "type": "Reference", "metadata": target} for n in range(11)]
    for n in range(41):
        body = {"displayName": f"Things {n}", "singularName": f"Thing {n}", "fields": fields if n == 0 else []}
        assert api.post(site, json=body).status_code == 200
    assert len(api.get(site).json()["collections"]) == 42


def test_schema_changes_do_not_stop_live_writes(notes: Journal) -> None:
    """A live create with a field that is newer than the site's last publish is taken."""
    field = {"type": "PlainText", "displayName": "Newer"}
    assert notes.api.post(notes.path.replace("items", "fields"), json=field).status_code == 200
    answer = notes.create_live({"fieldData": {"name": "X", "newer": "y"}})
    assert answer.json()["fieldData"]["newer"] == "y"
