"""Reading pages, and changing their settings."""

from typing import Any

import pytest

from mockflow import Mockflow
from tests.areas.pages_seed import PAGES, SEED, SITE, locale, page_of, put, world
from tests.support import error, problems, reasons, told

pytestmark = pytest.mark.mockflow(seed=SEED, rate_limit=False, clock="2026-01-15T12:00:00Z")
ADVANCED = {"mockflow": 1, "sites": [SITE | {"localization": "advanced"}]}


def test_pages_are_listed_in_a_locale(mockflow: Mockflow) -> None:
    """A list has pages of every kind in the primary locale, or in that of localeId; each as it is got alone."""
    api, path = mockflow.http(), f"/sites/{mockflow.site_id}/pages"
    answer = api.get(path).json()
    assert [each["title"] for each in answer["pages"]] == [each["title"] for each in PAGES]
    assert answer["pagination"] == {"limit": 100, "offset": 0, "total": 7}
    assert answer["pages"][1] == page_of(mockflow, "pages/about")
    french = api.get(path, params={"localeId": locale(mockflow, "fr"), "limit": 1, "offset": 1}).json()
    assert french["pages"] == [page_of(mockflow, "pages/about", "fr")]
    assert french["pagination"] == {"limit": 1, "offset": 1, "total": 7}


def test_a_page_has_these_keys(mockflow: Mockflow) -> None:
    """A page's keys come in one order; what it does not have is null."""
    assert list(page_of(mockflow, "pages/about").items()) == [
        ("id", mockflow.id("pages/about")),
        ("siteId", mockflow.site_id),
        ("title", "About"),
        ("slug", "about"),
        ("parentId", None),
        ("collectionId", None),
        ("createdOn", "2025-11-03T09:00:00.000Z"),
        ("lastUpdated", "2025-11-03T09:00:00.000Z"),
        ("archived", False),
        ("draft", False),
        ("canBranch", True),
        ("isBranch", False),
        ("branchId", None),
        ("seo", {"title": None, "description": None}),
        ("openGraph", {"title": None, "titleCopied": True, "description": None, "descriptionCopied": True}),
        ("publishedPath", "/about"),
        ("localeId", locale(mockflow, "en")),
    ]


@pytest.mark.parametrize(
    ("page", "slug", "path", "french"),
    [
        ("home", None, "/", "/fr"),
        ("detail_notes", "detail_notes", "/notes", "/fr/notes"),
        ("404", "404", "/404", "/fr/404"),
        ("shop/cups", "cups", "/shop/cups", "/fr/shop/cups"),
    ],
)
def test_a_page_is_published_at_a_path(mockflow: Mockflow, page: str, slug: str, path: str, french: str) -> None:
    """The path has the locale's folder, the page's folder and its slug; home has none, a template its collection's."""
    said = page_of(mockflow, f"pages/{page}")
    assert (said["slug"], said["publishedPath"]) == (slug, path)
    assert page_of(mockflow, f"pages/{page}", "fr")["publishedPath"] == french


def test_pages_name_their_folder_and_their_collection(mockflow: Mockflow) -> None:
    """Two pages of one folder have one parentId; a template has its collection's id."""
    cups, lamps = (page_of(mockflow, f"pages/shop/{slug}") for slug in ("cups", "lamps"))
    assert cups["parentId"] == lamps["parentId"] != None  # noqa: E711 - chained
    template = page_of(mockflow, "pages/detail_notes")
    assert (template["collectionId"], template["canBranch"]) == (mockflow.id("notes"), False)


def test_a_site_without_localization_has_no_locale_ids(mockflow: Mockflow) -> None:
    """There localeId is null, and the API takes none."""
    api, page_id = mockflow.http(mockflow.app_token), mockflow.id("other/pages/about")
    assert api.get(f"/pages/{page_id}").json()["localeId"] is None
    for locale_id in (mockflow.id("other/locales/en"), "0" * 24):
        assert error(api.get(f"/pages/{page_id}", params={"localeId": locale_id}))[:2] == (400, "bad_request")


def test_a_locale_is_named_by_the_sites_id(mockflow: Mockflow) -> None:
    """The CMS id of a locale, or an id of none, is a 400 on every reading call."""
    for locale_id in (mockflow.id("locales/fr"), "0" * 24, "fr"):
        for path in (f"/sites/{mockflow.site_id}/pages", *_paths(mockflow)):
            answer = mockflow.http().get(path, params={"localeId": locale_id})
            assert error(answer)[:2] == (400, "bad_request"), path


def _paths(mock: Mockflow) -> list[str]:
    page, component = f"/pages/{mock.id('pages/about')}", mock.id("components/banner")
    parts = [f"/sites/{mock.site_id}/components/{component}/{name}" for name in ("dom", "properties")]
    return [page, f"{page}/dom", *parts]


def test_a_page_of_another_site_is_not_there(mockflow: Mockflow) -> None:
    """A token sees the pages of its sites; another page is a 404, and a bad id a 400."""
    for page_id in (mockflow.id("other/pages/about"), "0" * 24):
        answer = mockflow.http().get(f"/pages/{page_id}")
        missing = "Requested resource not found: The page cannot be found"
        assert error(answer) == (404, "resource_not_found", missing)
    assert error(mockflow.http().get("/pages/about")) == (
        400, "validation_error", "Validation Error: Provided ID is invalid",
    )  # fmt: skip


def test_settings_are_changed_in_part(mockflow: Mockflow) -> None:
    """A PUT changes what it names, ignores unknown keys, answers the page, and sets off one event."""
    before = page_of(mockflow, "pages/about")
    body = {"title": "Who", "seo": {"title": "Who we are"}, "id": "x", "localeId": 5, "parentId": None}
    after = put(mockflow, "pages/about", body).json()
    assert after == page_of(mockflow, "pages/about")
    assert (after["title"], after["seo"]) == ("Who", {"title": "Who we are", "description": None})
    assert after["lastUpdated"] == "2026-01-15T12:00:00.000Z"
    assert {key for key in after if after[key] != before[key]} == {"title", "seo", "openGraph", "lastUpdated"}
    (event,) = (event for commit in mockflow._worlds.default.history for event in commit.events)  # noqa: SLF001 - no public door shows events yet
    assert (event.trigger_type, list(event.payload().items())) == (
        "page_metadata_updated",
        [
            ("siteId", mockflow.site_id),
            ("pageId", after["id"]),
            ("pageTitle", "Who"),
            ("pageName", "Who"),
            ("archived", False),
            ("draft", False),
            ("isBranch", False),
            ("lastUpdated", after["lastUpdated"]),
            ("publishedPath", "/about"),
        ],
    )


def test_a_locale_has_settings_of_its_own(mockflow: Mockflow) -> None:
    """A secondary locale takes from the primary what it does not say for itself."""
    put(mockflow, "pages/home", {"seo": {"title": "Vitrine"}}, "fr")
    put(mockflow, "pages/home", {"title": "Start", "seo": {"title": "Window", "description": "Cups"}})
    french = page_of(mockflow, "pages/home", "fr")
    assert (french["title"], french["seo"]) == ("Accueil", {"title": "Vitrine", "description": "Cups"})
    assert page_of(mockflow, "pages/home")["seo"] == {"title": "Window", "description": "Cups"}


@pytest.mark.parametrize("page", ["home", "detail_notes", "404"])
def test_some_slugs_are_fixed(mockflow: Mockflow, page: str) -> None:
    """A slug sent for the home page, a template or a utility page is ignored with a 200; the rest of it counts."""
    before = page_of(mockflow, f"pages/{page}")
    after = put(mockflow, f"pages/{page}", {"slug": "another", "title": "Another"}).json()
    assert (after["slug"], after["title"]) == (before["slug"], "Another")


def test_a_locales_slug_needs_the_add_on(mockflow: Mockflow) -> None:
    """A slug for a secondary locale is ignored with a 200, and alone it changes nothing."""
    before = world(mockflow)
    assert put(mockflow, "pages/about", {"slug": "a-propos"}, "fr").json()["slug"] == "about"
    assert (world(mockflow), told(mockflow)) == (before, [])


@pytest.mark.mockflow(seed=ADVANCED)
def test_the_add_on_gives_locales_slugs(mockflow: Mockflow) -> None:
    """With advanced localization a secondary locale has a slug of its own."""
    french = put(mockflow, "pages/about", {"slug": "a-propos"}, "fr").json()
    assert (french["slug"], french["publishedPath"]) == ("a-propos", "/fr/a-propos")
    assert page_of(mockflow, "pages/about")["slug"] == "about"
    assert put(mockflow, "pages/home", {"slug": "x"}, "fr").json()["slug"] is None


def test_a_slug_is_set(mockflow: Mockflow) -> None:
    """A static page's new slug changes its path in every locale that has none of its own; its own slug is no clash."""
    assert put(mockflow, "pages/about", {"slug": "about"}).status_code == 200
    assert put(mockflow, "pages/about", {"slug": "we"}).json()["publishedPath"] == "/we"
    assert page_of(mockflow, "pages/about", "fr")["publishedPath"] == "/fr/we"
    assert put(mockflow, "pages/shop/cups", {"slug": "about"}).json()["publishedPath"] == "/shop/about"
    assert put(mockflow, "pages/plans", {"slug": "notes"}).status_code == 200


def test_a_slug_is_taken_once(mockflow: Mockflow) -> None:
    """A slug that a page beside it has is a 400 that names slug, and nothing is changed."""
    before = world(mockflow)
    answer = put(mockflow, "pages/shop/lamps", {"slug": "cups", "title": "Changed"})
    assert problems(answer) == {"slug": "Unique value is already in database: 'cups'"}
    assert world(mockflow) == before
    assert page_of(mockflow, "pages/shop/lamps")["title"] == "Lamps"


@pytest.mark.parametrize("slug", ["", "two words", "a/b", "-a", "é", "a\n", "x" * 257])
def test_a_slug_has_a_form(mockflow: Mockflow, slug: str) -> None:
    """Another slug than letters, digits, dashes and underscores is a 400."""
    before = world(mockflow)
    assert reasons(put(mockflow, "pages/about", {"slug": slug}))[0].startswith("Value (slug) should match pattern")
    assert world(mockflow) == before


def test_open_graph_copies_seo(mockflow: Mockflow) -> None:
    """A text of openGraph is that of seo until it is given, and again once its flag is true."""
    copied = put(mockflow, "pages/about", {"seo": {"title": "S", "description": "D"}}).json()["openGraph"]
    assert copied == {"title": "S", "titleCopied": True, "description": "D", "descriptionCopied": True}
    own = put(mockflow, "pages/about", {"openGraph": {"title": "O", "titleCopied": False}}).json()["openGraph"]
    assert own == {"title": "O", "titleCopied": False, "description": "D", "descriptionCopied": True}
    put(mockflow, "pages/about", {"seo": {"title": "S2", "description": "D2"}})
    kept = page_of(mockflow, "pages/about")["openGraph"]
    assert kept == {"title": "O", "titleCopied": False, "description": "D2", "descriptionCopied": True}
    frozen = put(mockflow, "pages/about", {"openGraph": {"descriptionCopied": False}}).json()["openGraph"]
    assert frozen["description"] == "D2"
    assert put(mockflow, "pages/about", {"openGraph": {"title": "O2"}}).json()["openGraph"]["title"] == "O2"
    again = put(mockflow, "pages/about", {"openGraph": {"title": "ignored", "titleCopied": True}}).json()["openGraph"]
    assert (again["title"], again["titleCopied"]) == ("S2", True)


def test_what_was_read_cannot_be_sent_back_with_nulls(mockflow: Mockflow) -> None:
    """A page as it was read is refused for its nulls, and taken without them."""
    before, page = world(mockflow), page_of(mockflow, "pages/home")
    assert reasons(put(mockflow, "pages/home", page)) == [
        "Value (slug)'s type should be string",
        "Value (seo.description)'s type should be string",
        "Value (openGraph.description)'s type should be string",
    ]
    assert world(mockflow) == before
    page.pop("slug")
    page["seo"].pop("description")
    page["openGraph"].pop("description")
    assert put(mockflow, "pages/home", page).status_code == 200


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"title": 5}, "Value (title)'s type should be string"),
        ({"title": " "}, 'Value (title) should match pattern "\\S"'),
        ({"seo": "x"}, "Value (seo)'s type should be object"),
        ({"openGraph": {"titleCopied": "yes"}}, "Value (openGraph.titleCopied)'s type should be boolean"),
        ([], "Value (body)'s type should be object"),
    ],
)
def test_settings_have_types(mockflow: Mockflow, body: Any, said: str) -> None:
    """A known key with a value of another type is a 400, and the world stays as it was."""
    before = world(mockflow)
    assert reasons(put(mockflow, "pages/about", body)) == [said]
    assert world(mockflow) == before


def test_settings_that_name_nothing_change_nothing(mockflow: Mockflow) -> None:
    """An empty PUT is a 200 that sets off no event."""
    before = world(mockflow)
    assert put(mockflow, "pages/about", {}).json() == page_of(mockflow, "pages/about")
    assert (world(mockflow), told(mockflow)) == (before, [])


def test_pages_have_scopes(mockflow: Mockflow) -> None:
    """Reading needs pages:read and writing pages:write; neither stands for the other."""
    page = f"/pages/{mockflow.id('pages/about')}"
    reading, writing = (mockflow.http(mockflow.new_token([scope])) for scope in ("pages:read", "pages:write"))
    assert reading.get(page).status_code == 200
    assert error(reading.put(page, json={}))[1] == "missing_scopes"
    assert "'pages:read'" in error(writing.get(f"{page}/dom"))[2]
    assert writing.put(page, json={}).status_code == 200


def test_a_template_goes_with_its_collection(mockflow: Mockflow) -> None:
    """Deleting a collection removes its template page."""
    page_id = mockflow.id("pages/detail_notes")
    assert mockflow.http().delete(f"/collections/{mockflow.id('notes')}").status_code == 204
    assert mockflow.http().get(f"/pages/{page_id}").status_code == 404
