"""Creating and deleting collections."""

from typing import Any

import pytest

from mockflow import Mockflow
from mockflow.domain.collections import FIELD_TYPES
from tests.support import error, items_of, reasons

POSTS = {
    "displayName": "Posts",
    "singularName": "Post",
    "fields": [
        {"displayName": "Text"},
        {"displayName": "Author", "type": "Reference", "validations": {"collection": "author"}},
        {"displayName": "Editors", "type": "MultiReference", "validations": {"collection": "author"}},
        {"displayName": "Others", "type": "MultiReference", "validations": {"collection": "post"}},
    ],
    "items": [
        {"fieldData": {"name": "A", "author": "author/ada", "editors": ["author/ada"], "others": ["post/a"]}},
    ],
}
AUTHORS = {"displayName": "Authors", "singularName": "Author", "items": [{"fieldData": {"name": "Ada"}}]}
SEED = {
    "mockflow": 1,
    "sites": [
        {"displayName": "One", "collections": [AUTHORS, POSTS]},
        {"displayName": "Two", "collections": [{"displayName": "Secrets", "singularName": "Secret"}]},
    ],
}
ARTICLES = {"displayName": "Articles", "singularName": "Article"}
NOW = "2026-01-15T12:00:00.000Z"

pytestmark = pytest.mark.mockflow(seed=SEED, rate_limit=False, clock="2026-01-15T12:00:00Z")


def create(mock: Mockflow, **body: Any) -> Any:
    return mock.http().post(f"/sites/{mock.site_id}/collections", json=body)


def collections(mock: Mockflow) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = mock.http().get(f"/sites/{mock.site_id}/collections").json()["collections"]
    return found


def fields_of_every_type(mock: Mockflow) -> list[dict[str, Any]]:
    metadata = {
        "Option": {"options": [{"name": "Red"}, {"name": "Blue"}]},
        "Reference": {"collectionId": mock.id("author")},
        "MultiReference": {"collectionId": mock.id("post")},
    }
    return [{"displayName": f"My {kind}", "type": kind, "metadata": metadata.get(kind, {})} for kind in FIELD_TYPES]


def test_a_bare_collection_has_a_name_and_a_slug(mockflow: Mockflow) -> None:
    """A create answers 200 with a collection whose only fields are name and slug, with the rules that Webflow has."""
    answer = create(mockflow, **ARTICLES)
    made = answer.json()
    assert answer.status_code == 200
    assert list(made) == ["id", "displayName", "singularName", "slug", "createdOn", "lastUpdated", "fields"]
    assert made["createdOn"] == made["lastUpdated"] == NOW
    name, slug = made["fields"]
    assert (name["slug"], name["displayName"], name["validations"]) == ("name", "Name", {"maxLength": 256})
    assert slug["validations"] == {
        "maxLength": 256,
        "pattern": {},
        "messages": {
            "pattern": "Must be alphanumerical and not contain any spaces or special characters",
            "maxLength": "Must be less than 256 characters",
        },
    }
    for field in (name, slug):
        assert (field["type"], field["isRequired"], field["isEditable"]) == ("PlainText", True, True)
        assert field["helpText"] is None
    assert mockflow.http().get(f"/collections/{made['id']}").json() == made


@pytest.mark.parametrize(
    ("body", "slug"),
    [
        (ARTICLES, "article"),
        ({"displayName": "Blog Posts", "singularName": "Blog Post"}, "blog-post"),
        ({**ARTICLES, "slug": "news"}, "news"),
        ({**ARTICLES, "slug": ""}, "article"),
        ({**ARTICLES, "slug": "Old News!"}, "old-news"),
    ],
)
def test_a_slug_is_made_from_the_singular_name(mockflow: Mockflow, body: dict[str, Any], slug: str) -> None:
    """Without a slug, or with an empty one, it is made from singularName; a given one is put into form."""
    assert create(mockflow, **body).json()["slug"] == slug


def test_fields_of_every_type_come_first(mockflow: Mockflow) -> None:
    """Fields of the body keep their order and come before name and slug; every creatable type is taken."""
    made = create(mockflow, **ARTICLES, fields=fields_of_every_type(mockflow)).json()
    assert [field["type"] for field in made["fields"]] == [*FIELD_TYPES, "PlainText", "PlainText"]
    by_type = {field["type"]: field for field in made["fields"][:-2]}
    assert [option["name"] for option in by_type["Option"]["validations"]["options"]] == ["Red", "Blue"]
    assert by_type["Reference"]["validations"] == {"collectionId": mockflow.id("author")}
    assert by_type["MultiReference"]["validations"] == {"collectionId": mockflow.id("post")}
    assert all(len(field["id"]) == 32 for field in made["fields"])
    assert len({field["id"] for field in made["fields"]}) == len(made["fields"])


def test_a_new_collection_comes_last_and_takes_items(mockflow: Mockflow) -> None:
    """It is the last of its site's list, has no items, and takes some at once."""
    made = create(mockflow, **ARTICLES, fields=[{"displayName": "Sub Title", "type": "PlainText"}]).json()
    assert [each["slug"] for each in collections(mockflow)] == ["author", "post", "article"]
    api, path = mockflow.http(), f"/collections/{made['id']}/items"
    assert api.get(path).json()["pagination"]["total"] == 0
    item = api.post(path, json={"fieldData": {"name": "A", "sub-title": "B"}}).json()
    assert item["fieldData"] == {"name": "A", "slug": "a", "sub-title": "B"}


@pytest.mark.parametrize(
    "body",
    [
        {"displayName": "Posts", "singularName": "Entry"},
        {"displayName": "Entries", "singularName": "Entry", "slug": "post"},
        {"displayName": "Entries", "singularName": "Post"},
    ],
)
def test_a_name_or_slug_that_another_collection_has_is_refused(mockflow: Mockflow, body: dict[str, Any]) -> None:
    """A display name or slug of another collection of the site is a 409; another site may have it."""
    before = collections(mockflow)
    assert error(create(mockflow, **body)) == (409, "duplicate_collection", "Collection already exists")
    assert collections(mockflow) == before
    elsewhere = f"/sites/{mockflow.id('sites/two')}/collections"
    assert mockflow.http(mockflow.app_token).post(elsewhere, json=body).status_code == 200


ALLOWED = f"should be equal to one of the allowed values: {', '.join(FIELD_TYPES)}"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, ["Value (displayName) is required", "Value (singularName) is required"]),
        ({"displayName": " ", "singularName": "x"}, ['Value (displayName) should match pattern "\\S"']),
        ({"displayName": 5, "singularName": "x"}, ["Value (displayName)'s type should be string"]),
        ({**ARTICLES, "slug": 5}, ["Value (slug)'s type should be string"]),
        ({**ARTICLES, "fields": {}}, ["Value (fields)'s type should be array"]),
        ({**ARTICLES, "fields": ["Text"]}, ["Value (fields[0])'s type should be object"]),
        ({**ARTICLES, "fields": [{"displayName": "x", "type": "Text"}]}, [f"Value (fields[0].type) {ALLOWED}"]),
        (
            {**ARTICLES, "fields": [{"type": "Option", "displayName": "x"}]},
            ["Value (fields[0].metadata) should have required property 'options'"],
        ),
    ],
)
def test_a_body_of_the_wrong_shape_is_refused(mockflow: Mockflow, body: Any, said: list[str]) -> None:
    """A wrong body is a 400 of the shape dialect, and makes no collection."""
    before = collections(mockflow)
    assert reasons(create(mockflow, **body)) == said
    assert collections(mockflow) == before


def test_a_collection_has_60_custom_fields_at_most(mockflow: Mockflow) -> None:
    """A body with 60 fields is taken, one with 61 refused, and a 61st cannot be added."""
    fields = [{"displayName": f"F{n}", "type": "PlainText"} for n in range(61)]
    before = collections(mockflow)
    said = ["Value (fields) should NOT have more than 60 items"]
    assert reasons(create(mockflow, **ARTICLES, fields=fields)) == said
    assert collections(mockflow) == before
    made = create(mockflow, **ARTICLES, fields=fields[:60]).json()
    assert len(made["fields"]) == 62
    path = f"/collections/{made['id']}"
    assert reasons(mockflow.http().post(f"{path}/fields", json=fields[60])) == said
    assert mockflow.http().get(path).json() == made


@pytest.mark.parametrize("target", ["0" * 24, "two/secret", "x"])
def test_a_field_refers_to_a_collection_of_the_site(mockflow: Mockflow, target: str) -> None:
    """A reference to no collection, or to one of another site, is a 400, and no collection is made."""
    before = collections(mockflow)
    target = mockflow.id(target) if "/" in target else target
    field = {"displayName": "Ref", "type": "Reference", "metadata": {"collectionId": target}}
    answer = create(mockflow, **ARTICLES, fields=[field])
    assert reasons(answer) == ["Value (metadata.collectionId) should be the id of a collection of the site"]
    assert collections(mockflow) == before


def test_a_deleted_collection_is_gone_with_its_items(mockflow: Mockflow) -> None:
    """A delete is an empty 204; the collection and its items are 404, its name is free, a second delete is a 404."""
    api, posts = mockflow.http(), items_of(mockflow, "post")
    path = f"/collections/{mockflow.id('post')}"
    answer = api.delete(path)
    assert (answer.status_code, answer.content) == (204, b"")
    gone = (404, "resource_not_found", "Requested resource not found: The collection cannot be found")
    for target in (path, posts.path, f"{posts.path}/live", f"{posts.path}/{posts.id('a')}"):
        assert error(api.get(target)) == gone
    assert error(api.delete(path)) == gone
    assert [each["slug"] for each in collections(mockflow)] == ["author"]
    assert create(mockflow, displayName="Posts", singularName="Post").json()["id"] != mockflow.id("post")


def test_fields_that_refer_to_a_deleted_collection_go_with_it(mockflow: Mockflow) -> None:
    """Fields of others that point to it are removed, and their values from the items, whose times stay."""
    api, posts = mockflow.http(), items_of(mockflow, "post")
    before = posts.staged(posts.id("a")).json()
    assert api.delete(f"/collections/{mockflow.id('author')}").status_code == 204
    collection = api.get(f"/collections/{mockflow.id('post')}").json()
    assert [field["slug"] for field in collection["fields"]] == ["text", "others", "name", "slug"]
    assert collection["lastUpdated"] == NOW
    kept = {"name": "A", "slug": "a", "others": [posts.id("a")]}
    for read in (posts.staged, posts.live):
        assert read(posts.id("a")).json() == {**before, "fieldData": kept}


@pytest.mark.mockflow(quirks={"refuse_delete_of_referenced": "on"})
def test_a_collection_that_is_referred_to_stays_where_the_quirk_says_so(mockflow: Mockflow) -> None:
    """With the quirk, deleting a collection that others point to is a 409; its own references do not count."""
    api = mockflow.http()
    before = api.get(f"/collections/{mockflow.id('post')}").json()
    status, code, message = error(api.delete(f"/collections/{mockflow.id('author')}"))
    assert (status, code) == (409, "conflict")
    assert message == "Conflict: This collection is still being used by: 'Posts', 'Posts'"
    assert api.get(f"/collections/{mockflow.id('post')}").json() == before
    assert api.delete(f"/collections/{mockflow.id('post')}").status_code == 204
    assert api.delete(f"/collections/{mockflow.id('author')}").status_code == 204


def test_collections_are_written_with_the_scope_to_write(mockflow: Mockflow) -> None:
    """A token that may only read gets a 403 that names cms:write, and still reads."""
    api = mockflow.http(mockflow.new_token(["cms:read"]))
    before = collections(mockflow)
    missing = (403, "missing_scopes", "OAuthForbidden: You are missing the following scopes - 'cms:write'")
    assert error(api.post(f"/sites/{mockflow.site_id}/collections", json=ARTICLES)) == missing
    assert error(api.delete(f"/collections/{mockflow.id('post')}")) == missing
    assert api.get(f"/sites/{mockflow.site_id}/collections").json()["collections"] == before


def test_collections_of_another_site_are_not_there(mockflow: Mockflow) -> None:
    """A token creates and deletes collections of its own sites only."""
    api, two, secret = mockflow.http(), mockflow.id("sites/two"), mockflow.id("two/secret")
    site_gone = (404, "resource_not_found", "Requested resource not found: The site cannot be found")
    assert error(api.post(f"/sites/{two}/collections", json=ARTICLES)) == site_gone
    assert error(api.delete(f"/collections/{secret}"))[0] == 404
    found = mockflow.http(mockflow.app_token).get(f"/sites/{two}/collections").json()["collections"]
    assert [each["id"] for each in found] == [secret]


@pytest.mark.parametrize(("method", "path"), [("POST", "/sites/x/collections"), ("DELETE", "/collections/x")])
def test_a_malformed_id_is_a_400(mockflow: Mockflow, method: str, path: str) -> None:
    """An id that is none is a 400 before the body is looked at."""
    answer = mockflow.http().request(method, path, json={})
    assert error(answer) == (400, "validation_error", "Validation Error: Provided ID is invalid")


@pytest.mark.mockflow(unknown_routes="allow")
def test_a_collection_cannot_be_changed_and_a_field_not_read_alone(mockflow: Mockflow) -> None:
    """There is no PATCH of a collection and no GET of a single field."""
    path = f"/collections/{mockflow.id('post')}"
    field = mockflow.http().get(path).json()["fields"][0]["id"]
    assert error(mockflow.http().patch(path, json={"displayName": "x"}))[:2] == (404, "resource_not_found")
    assert error(mockflow.http().get(f"{path}/fields/{field}"))[:2] == (404, "resource_not_found")
