"""What users of the Designer do with pages."""

from typing import Any

import pytest

from mockflow.core.store import Reader, Transaction
from mockflow.domain.pages import LIVE_PAGES, PAGES
from mockflow.worlds.planted import Planted
from mockflow.worlds.quirks import DEFAULTS
from mockflow.worlds.seeds import plant
from mockflow.worlds.visitors import Visit
from mockflow.worlds.visitors.pages import change_page, publish_as_designer
from tests.areas.pages_seed import SEED

NOW = 1_768_478_400_000


@pytest.fixture(scope="module")
def planted() -> Planted:
    return plant(SEED)


def visit(planted: Planted, **given: Any) -> Visit:
    return Visit(Transaction(planted.state, NOW), given, DEFAULTS)


def events(made: Visit) -> list[tuple[str, dict[str, Any]]]:
    return [(event.trigger_type, event.payload()) for event in made.tx.events]


def test_a_page_is_made(planted: Planted) -> None:
    """By default a page with made-up text is made at the end of the first site's, and answered as the API does."""
    made = visit(planted)
    page = change_page(made)
    assert (page["title"], page["slug"], page["publishedPath"]) == ("New page", "new-page", "/new-page")
    site_id = planted.first_site
    assert page["siteId"] == site_id
    assert [each.id for each in made.tx.all(PAGES, site_id)][-1] == page["id"]
    assert list(events(made)[0][1].items()) == [
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
    assert events(made)[0][0] == "page_created"
    assert change_page(made)["slug"] == "new-page-2"
    assert change_page(made._replace(given={"title": "About"}))["slug"] == "about-2"
    assert change_page(made._replace(given={"title": "x" * 300}))["slug"] == "x" * 240
    assert made.tx.find(LIVE_PAGES, page["id"]) is None


def test_a_page_is_renamed(planted: Planted) -> None:
    """The first static page, or that of pageId, has another title; its slug stays unless one is given."""
    made = visit(planted, action="rename")
    assert change_page(made)["title"] == "Renamed page"
    given = {"action": "rename", "pageId": planted.ids["pages/about"], "title": "Who", "slug": "who"}
    page = change_page(made._replace(given=given))
    assert (page["title"], page["slug"]) == ("Who", "who")
    assert [trigger for trigger, _ in events(made)] == ["page_metadata_updated"] * 2
    home = {"action": "rename", "pageId": planted.ids["pages/home"], "title": "Start"}
    assert change_page(made._replace(given=home))["title"] == "Start"


def test_a_page_is_deleted(planted: Planted) -> None:
    """The answer is what it was; it stays live until the site is published."""
    made = visit(planted, action="delete", pageId=planted.ids["pages/about"])
    page = change_page(made)
    assert page["title"] == "About"
    ((trigger, payload),) = events(made)
    assert (trigger, payload["deletedOn"]) == ("page_deleted", "2026-01-15T12:00:00.000Z")
    assert list(payload)[-2:] == ["deletedOn", "publishedPath"]
    assert made.tx.find(PAGES, page["id"]) is None
    assert made.tx.find(LIVE_PAGES, page["id"]) is not None
    publish_as_designer(made._replace(given={}))
    assert made.tx.find(LIVE_PAGES, page["id"]) is None


def test_a_designer_publishes_everywhere(planted: Planted) -> None:
    """A publish goes to every domain of the site and the subdomain; the answer has the site's id."""
    made = visit(planted)
    answer = publish_as_designer(made)
    assert list(answer) == ["id", "customDomains", "publishToWebflowSubdomain", "publishScope"]
    assert answer["id"] == planted.first_site
    assert [each["url"] for each in answer["customDomains"]] == ["a.example", "b.example"]
    trigger, payload = events(made)[-1]
    assert (trigger, payload["domains"]) == ("site_publish", ["a.example", "b.example", "shop.webflow.io"])
    assert payload["publishedBy"] == {"displayName": "designer"}


def test_a_designer_publishes_one_page(planted: Planted) -> None:
    """With pageId, that page alone."""
    made = visit(planted, pageId=planted.ids["pages/home"])
    assert publish_as_designer(made)["publishScope"] == "page"
    assert events(made)[-1][1]["pageId"] == planted.ids["pages/home"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"action": "burn"}, "action: expected one of create, rename, delete, found burn"),
        ({"action": ["create"]}, "action: expected one of create, rename, delete"),
        ({"title": 5}, "title: expected a string that is not empty, found 5"),
        ({"slug": ""}, "slug: expected a string that is not empty, found "),
        ({"slug": "about"}, "slug: expected one that no other page has, found about"),
        ({"slug": "a b"}, "slug: expected one that the site can give to a page, found a b"),
        ({"action": "rename", "slug": "404"}, "slug: expected one that the site can give to a page, found 404"),
        ({"action": "rename", "pageId": "x"}, "pageId: expected one of "),
        (
            {"action": "rename", "pageId": "HOME", "slug": "x"},
            "slug: expected none, since that of a home page is fixed",
        ),
        ({"action": "delete", "pageId": "HOME"}, "pageId: expected a static page, since a home page cannot be deleted"),
        ({"siteId": "x"}, "siteId: expected one of "),
    ],
)
def test_what_cannot_be_done_is_told(planted: Planted, given: dict[str, Any], said: str) -> None:
    """A ValueError says in one line what was wrong, and nothing is written."""
    if given.get("pageId") == "HOME":
        given = {**given, "pageId": planted.ids["pages/home"]}
    made = visit(planted, **given)
    with pytest.raises(ValueError, match=": ") as raised:
        change_page(made)
    assert str(raised.value).startswith(said)
    assert made.tx.changes() == ()


def test_a_page_that_cannot_be_published_is_told(planted: Planted) -> None:
    """A draft, or a page that is not there, is a ValueError."""
    for page_id in (planted.ids["pages/plans"], "x"):
        with pytest.raises(ValueError, match="pageId: expected"):
            publish_as_designer(visit(planted, pageId=page_id))


def test_a_site_without_pages_tells_so() -> None:
    """Where there is no page to choose, that is said."""
    bare = plant({"mockflow": 1, "sites": [{"displayName": "Bare"}]})
    with pytest.raises(ValueError, match="since the site has no page"):
        change_page(visit(bare, action="delete"))
    assert Reader(bare.state).all(PAGES, bare.first_site).page(0, 1) == ()
