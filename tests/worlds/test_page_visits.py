"""What users of the Designer do with pages."""

from typing import Any

import pytest

from mockflow import ControlError, Mockflow
from mockflow.core.store import Reader
from mockflow.domain.pages import LIVE_PAGES, PAGES, PageVariant
from tests.areas.orders import payloads
from tests.areas.pages_seed import SEED

pytestmark = pytest.mark.mockflow(seed=SEED, rate_limit=False, clock="2026-01-15T12:00:00Z")
PATTERN = "slug: expected up to 256 characters that match ^[_a-zA-Z0-9][-_a-zA-Z0-9]*$, found "


def change(mock: Mockflow, **given: Any) -> dict[str, Any]:
    page: dict[str, Any] = mock.control("POST", "/simulate/page", json=given)
    return page


def publish(mock: Mockflow, **given: Any) -> dict[str, Any]:
    answer: dict[str, Any] = mock.control("POST", "/simulate/publish", json=given)
    return answer


def reader(mock: Mockflow) -> Reader:
    return Reader(mock._worlds.default.state)  # noqa: SLF001 - no public door shows live pages


def test_a_page_is_made(mockflow: Mockflow) -> None:
    """By default a page with made-up text is made at the end of the first site's, and answered as the API does."""
    page, site_id = change(mockflow), mockflow.site_id
    assert (page["title"], page["slug"], page["publishedPath"]) == ("New page", "new-page", "/new-page")
    assert page == mockflow.http().get(f"/pages/{page['id']}").json()
    assert [each["id"] for each in mockflow.http().get(f"/sites/{site_id}/pages").json()["pages"]][-1] == page["id"]
    ((trigger, payload),) = payloads(mockflow)
    assert trigger == "page_created"
    assert list(payload.items()) == [
        ("siteId", site_id),
        ("pageId", page["id"]),
        ("pageTitle", "New page"),
        ("pageName", "New page"),
        ("archived", False),
        ("draft", False),
        ("isBranch", False),
        ("createdOn", "2026-01-15T12:00:00.000Z"),
        ("publishedPath", "/new-page"),
    ]
    assert reader(mockflow).find(LIVE_PAGES, page["id"]) is None


@pytest.mark.parametrize(
    ("given", "slug"),
    [
        ({"title": "Über uns"}, "uber-uns"),
        ({"title": "About"}, "about-2"),
        ({"title": "Notes"}, "notes"),
        ({"title": "x" * 300}, "x" * 240),
        ({"title": "About", "slug": "who-we-are"}, "who-we-are"),
    ],
)
def test_a_new_page_has_a_slug_of_its_own(mockflow: Mockflow, given: dict[str, Any], slug: str) -> None:
    """It is given, or made from the title, with a number where another page has it; templates are not in its way."""
    assert change(mockflow, **given)["slug"] == slug


def test_a_free_slug_is_found_without_making_pages(mockflow: Mockflow, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many pages have made-up slugs, only one page is made for another."""
    for _ in range(9):
        change(mockflow)
    made = []

    def counted(*content: Any) -> PageVariant:
        made.append(content)
        return PageVariant(*content)

    monkeypatch.setattr("mockflow.worlds.visitors.pages.PageVariant", counted)
    change(mockflow)
    assert len(made) == 2


def test_a_page_is_renamed(mockflow: Mockflow) -> None:
    """The first static page, or that of pageId, has another title; its slug stays unless one is given."""
    assert change(mockflow, action="rename")["title"] == "Renamed page"
    about, home = mockflow.id("pages/about"), mockflow.id("pages/home")
    page = change(mockflow, action="rename", pageId=about.upper(), title="Who", slug="who")
    assert (page["id"], page["title"], page["slug"]) == (about, "Who", "who")
    assert [trigger for trigger, _ in payloads(mockflow)] == ["page_metadata_updated"] * 2
    assert change(mockflow, action="rename", pageId=home, title="Start")["title"] == "Start"


def test_a_page_is_deleted(mockflow: Mockflow) -> None:
    """The answer is what it was; it stays live until the site is published."""
    page = change(mockflow, action="delete", pageId=mockflow.id("pages/about"))
    assert page["title"] == "About"
    ((trigger, payload),) = payloads(mockflow)
    assert (trigger, payload["deletedOn"]) == ("page_deleted", "2026-01-15T12:00:00.000Z")
    assert list(payload)[-2:] == ["deletedOn", "publishedPath"]
    assert reader(mockflow).find(PAGES, page["id"]) is None
    assert reader(mockflow).find(LIVE_PAGES, page["id"]) is not None
    publish(mockflow)
    assert reader(mockflow).find(LIVE_PAGES, page["id"]) is None


def test_a_designer_publishes_everywhere(mockflow: Mockflow) -> None:
    """A publish goes to every domain of the site and the subdomain; the answer has the site's id."""
    answer = publish(mockflow)
    assert list(answer) == ["id", "customDomains", "publishToWebflowSubdomain", "publishScope"]
    assert answer["id"] == mockflow.site_id
    assert [each["url"] for each in answer["customDomains"]] == ["a.example", "b.example"]
    trigger, payload = payloads(mockflow)[-1]
    assert (trigger, payload["domains"]) == ("site_publish", ["a.example", "b.example", "shop.webflow.io"])
    assert payload["publishedBy"] == {"displayName": "designer"}


def test_a_designer_publishes_one_page(mockflow: Mockflow) -> None:
    """With pageId, that page alone."""
    home = mockflow.id("pages/home")
    assert publish(mockflow, pageId=home.upper())["publishScope"] == "page"
    assert payloads(mockflow)[-1][1]["pageId"] == home


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"action": "burn"}, "action: expected one of create, rename, delete"),
        ({"action": ["create"]}, "action: expected a string"),
        ({"title": 5}, "title: expected a string"),
        ({"title": " "}, "title: expected text that is not blank, found ' '"),
        ({"slug": ""}, PATTERN + "''"),
        ({"slug": "a b"}, PATTERN + "'a b'"),
        ({"slug": "a" * 257}, PATTERN + "'aaa"),
        ({"slug": "about"}, "slug: expected one that no other page has, found 'about'"),
        ({"action": "rename", "slug": "404"}, "slug: expected one that no other page has, found '404'"),
        ({"action": "rename", "slug": "a b"}, PATTERN + "'a b'"),
        ({"action": "rename", "pageId": "x" * 3_000}, "pageId: expected the id of a page of shop, such as "),
        ({"action": "rename", "pageId": "OTHER"}, "pageId: expected the id of a page of shop, such as "),
        ({"pageId": "nope"}, "pageId: expected none, to create a page, found 'nope'"),
        ({"action": "delete", "title": "T"}, "title: expected none, to delete a page, found 'T'"),
        ({"action": "delete", "slug": "t"}, "slug: expected none, to delete a page, found 't'"),
        (
            {"action": "rename", "pageId": "HOME", "slug": "x"},
            "slug: expected none, since that of a home page is fixed, found 'x'",
        ),
        ({"action": "delete", "pageId": "HOME"}, "pageId: expected a static page, since a home page cannot be deleted"),
        ({"siteId": "no\nsite"}, "siteId: expected one of "),
    ],
)
def test_what_cannot_be_done_is_told(mockflow: Mockflow, given: dict[str, Any], said: str) -> None:
    """One short line says what was wrong, and nothing is written."""
    real = {"HOME": mockflow.id("pages/home"), "OTHER": mockflow.id("other/pages/about")}
    if given.get("pageId") in real:
        given = {**given, "pageId": real[given["pageId"]]}
    with pytest.raises(ControlError) as raised:
        change(mockflow, **given)
    unknown = said.startswith(("pageId: expected the id", "siteId: expected one"))
    assert raised.value.status == (404 if unknown else 400)
    assert raised.value.message.startswith(said)
    assert "\n" not in raised.value.message
    assert len(raised.value.message) < 300
    assert reader(mockflow)._version == 0  # noqa: SLF001 - each write changes it


def test_a_page_that_cannot_be_published_is_told(mockflow: Mockflow) -> None:
    """A draft is a 400, and a page that is not there a 404."""
    for page_id, said in ((mockflow.id("pages/plans"), "400 validation_error"), ("x", "404 resource_not_found")):
        with pytest.raises(ControlError, match=f"{said}: pageId: expected"):
            publish(mockflow, pageId=page_id)


@pytest.mark.mockflow(seed={"mockflow": 1, "sites": [{"displayName": "Bare"}]})
def test_a_site_without_pages_tells_so(mockflow: Mockflow) -> None:
    """Where there is no page to choose, that is said."""
    with pytest.raises(ControlError, match="a page of bare, of which there is none, found None"):
        change(mockflow, action="delete")
