"""Reading sites and collections."""

import pytest

from mockflow import Mockflow
from tests.support import error

TWO_SITES = {
    "mockflow": 1,
    "plan": "starter",
    "sites": [
        {"displayName": "One", "collections": [{"displayName": "Notes"}]},
        {"displayName": "Two", "plan": "business", "collections": [{"displayName": "Notes"}]},
    ],
}


def test_a_site_token_lists_its_site(mockflow: Mockflow) -> None:
    """The list holds the sites that the token reaches, whole and without pagination."""
    api = mockflow.http()
    answer = api.get("/sites").json()
    assert list(answer) == ["sites"]
    assert [site["id"] for site in answer["sites"]] == [mockflow.site_id]
    assert answer["sites"][0] == api.get(f"/sites/{mockflow.site_id}").json()


@pytest.mark.mockflow(seed=TWO_SITES)
def test_a_token_sees_its_sites_only(mockflow: Mockflow) -> None:
    """A site token reaches one site, an OAuth token all; what is out of reach is not there."""
    two, notes = mockflow.id("sites/two"), mockflow.id("two/notes")
    app, site = mockflow.http(mockflow.app_token), mockflow.http()
    assert [each["displayName"] for each in app.get("/sites").json()["sites"]] == ["One", "Two"]
    assert app.get(f"/sites/{two}").status_code == 200
    assert error(site.get(f"/sites/{two}")) == (
        404, "resource_not_found", "Requested resource not found: The site cannot be found",
    )  # fmt: skip
    assert error(site.get(f"/collections/{notes}/items")) == (
        404, "resource_not_found", "Requested resource not found: The collection cannot be found",
    )  # fmt: skip
    other = mockflow.http(mockflow.new_token(site_ids=[two]))
    assert [each["displayName"] for each in other.get("/sites").json()["sites"]] == ["Two"]


@pytest.mark.mockflow(seed="empty")
def test_a_site_without_localization_has_no_locales(mockflow: Mockflow) -> None:
    """Its locales are null, lists are empty, and the starter plan counts 60."""
    answer = mockflow.http().get(f"/sites/{mockflow.site_id}")
    assert answer.json()["locales"] is None
    assert answer.headers["X-RateLimit-Limit"] == "60"
    assert mockflow.http().get(f"/sites/{mockflow.site_id}/collections").json() == {"collections": []}
    assert mockflow.http().get(f"/sites/{mockflow.site_id}/custom_domains").json() == {"customDomains": []}


def test_custom_domains_are_the_sites_own(mockflow: Mockflow) -> None:
    """The domains are those of the site's own answer."""
    site = mockflow.http().get(f"/sites/{mockflow.site_id}").json()
    domains = mockflow.http().get(f"/sites/{mockflow.site_id}/custom_domains").json()
    assert domains == {"customDomains": site["customDomains"]}
    assert len(site["customDomains"]) == 2


def test_collections_are_listed_without_fields(mockflow: Mockflow) -> None:
    """The list has no fields and no pagination; one collection has custom fields first, then name and slug."""
    api = mockflow.http()
    answer = api.get(f"/sites/{mockflow.site_id}/collections").json()
    assert [each["slug"] for each in answer["collections"][:3]] == ["journal", "authors", "topics"]
    assert list(answer) == ["collections"]
    assert "fields" not in answer["collections"][0]
    collection = api.get(f"/collections/{mockflow.id('journal')}").json()
    fields = collection.pop("fields")
    assert collection == answer["collections"][0]
    assert [field["slug"] for field in fields[-2:]] == ["name", "slug"]
    assert fields[-2]["validations"] == {"maxLength": 256}
    by_slug = {field["slug"]: field for field in fields}
    assert by_slug["author"]["validations"] == {"collectionId": mockflow.id("authors")}
    assert all(set(option) == {"name", "id"} for option in by_slug["mood"]["validations"]["options"])
    assert all(len(field["id"]) == 32 for field in fields)
