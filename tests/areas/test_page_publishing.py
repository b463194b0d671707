"""Publishing pages, with the site or alone."""

from typing import Any

import pytest

from mockflow import Mockflow
from mockflow.core.store import Reader
from mockflow.domain.components import LIVE_COMPONENTS
from mockflow.domain.pages import LIVE_PAGES, WebPage
from tests.areas.pages_seed import SEED, about, page_of, put, world, write
from tests.support import error, told

pytestmark = pytest.mark.mockflow(
    seed=SEED, rate_limit=False, clock="2026-01-15T12:00:00Z", quirks={"publish_limit": "off"}
)
MISSING = "Requested resource not found: The page cannot be found"


def live(mock: Mockflow, page: str) -> WebPage | None:
    """The page as visitors see it."""
    reader = Reader(mock._worlds.default.state)  # noqa: SLF001 - the API shows staged pages only
    return reader.find(LIVE_PAGES, mock.id(page))


def live_titles(mock: Mockflow, page: str = "pages/about") -> list[str]:
    found = live(mock, page)
    return [view.settings.title for view in found.views] if found else []


def publish(mock: Mockflow, **body: Any) -> Any:
    return mock.http().post(f"/sites/{mock.site_id}/publish", json={"publishToWebflowSubdomain": True, **body})


def test_a_change_is_live_once_the_site_is_published(mockflow: Mockflow) -> None:
    """Settings and content stay staged until a publish of the whole site takes all of them, components too."""
    put(mockflow, "pages/about", {"title": "Who"})
    put(mockflow, "pages/home", {"title": "Start"})
    write(mockflow, about(mockflow), {"nodeId": mockflow.id("pages/about/find"), "value": "Va"})
    line = {"nodeId": mockflow.id("components/banner/line"), "text": "<p>Va</p>"}
    write(mockflow, f"/sites/{mockflow.site_id}/components/{mockflow.id('components/banner')}/dom", line)
    assert live_titles(mockflow) == ["About", "Qui"]
    assert publish(mockflow).json() == {
        "customDomains": [],
        "publishToWebflowSubdomain": True,
        "publishScope": "site",
    }
    assert live_titles(mockflow) == ["Who", "Qui"]
    assert live_titles(mockflow, "pages/home") == ["Start", "Accueil"]
    page = live(mockflow, "pages/about")
    assert page is not None
    assert [variant.nodes[-1].said["value"] for variant in page.variants] == ["Find", "Va"]
    reader = Reader(mockflow._worlds.default.state)  # noqa: SLF001 - the API shows staged components only
    banner = reader.get(LIVE_COMPONENTS, mockflow.id("components/banner"))
    assert banner.variants[1].nodes[0].said["text"]["text"] == "Va"


def test_one_page_is_published_alone(mockflow: Mockflow) -> None:
    """With pageId that page goes live in all locales, and no other page and no item; the site's times are stamped."""
    item = {"isDraft": False, "fieldData": {"name": "Queued"}}
    made = mockflow.http().post(f"/collections/{mockflow.id('notes')}/items", json=item).json()
    for page in ("pages/about", "pages/home"):
        put(mockflow, page, {"title": "Changed"})
    put(mockflow, "pages/about", {"title": "Changé"}, "fr")
    site = f"/sites/{mockflow.site_id}"
    first, second = mockflow.http().get(f"{site}/custom_domains").json()["customDomains"]
    answer = publish(mockflow, pageId=mockflow.id("pages/about").upper(), customDomains=[first["id"]])
    assert (answer.status_code, answer.json()["publishScope"]) == (202, "page")
    assert live_titles(mockflow) == ["Changed", "Changé"]
    assert live_titles(mockflow, "pages/home") == ["Home", "Accueil"]
    assert mockflow.http().get(f"/collections/{mockflow.id('notes')}/items/{made['id']}/live").status_code == 404
    after = mockflow.http().get(site).json()
    assert after["customDomains"] == [{**first, "lastPublished": after["lastPublished"]}, second]
    assert after["lastPublished"].startswith("2026-01-15T12:00:00.00")
    *_, commit = mockflow._worlds.default.history  # noqa: SLF001 - no public door shows events yet
    (event,) = commit.events
    assert event.payload() == {
        "domains": ["a.example", "shop.webflow.io"],
        "siteId": mockflow.site_id,
        "publishedOn": after["lastPublished"],
        "publishedBy": {"displayName": "mockflow-site-token"},
        "publishScope": "page",
        "pageId": mockflow.id("pages/about"),
    }


def test_a_page_to_publish_is_one_of_the_site(mockflow: Mockflow) -> None:
    """A pageId that is unknown, or of another site, is a 404 that changes nothing."""
    before = world(mockflow)
    for page_id in ("0" * 24, "about", mockflow.id("other/pages/about")):
        assert error(publish(mockflow, pageId=page_id)) == (404, "resource_not_found", MISSING)
    assert (
        error(publish(mockflow, pageId=mockflow.id("pages/about"), publishToWebflowSubdomain=False))[1] == "no_domains"
    )
    assert world(mockflow) == before


def test_drafts_are_not_published(mockflow: Mockflow) -> None:
    """A draft stays out of a publish of the site, and its own is a 409."""
    publish(mockflow)
    assert live(mockflow, "pages/plans") is None
    answer = publish(mockflow, pageId=mockflow.id("pages/plans"))
    assert error(answer) == (409, "conflict", "Conflict: The page is a draft or archived")


def test_a_page_publish_counts_as_a_publish(mockflow: Mockflow) -> None:
    """With the publish limit, a page and its site are published once a minute together."""
    with Mockflow(SEED) as mock:
        assert publish(mock, pageId=mock.id("pages/about")).status_code == 202
        assert publish(mock).status_code == 429
    assert publish(mockflow).status_code == 202


@pytest.mark.mockflow(quirks={"publish_limit": "off", "page_event_on_publish": "on"})
def test_the_event_of_settings_can_wait_for_the_publish(mockflow: Mockflow) -> None:
    """With the quirk on, new settings set off their event once they are live, one for each page, and once."""
    put(mockflow, "pages/about", {"title": "A"})
    put(mockflow, "pages/about", {"title": "B"})
    put(mockflow, "pages/home", {"title": "C"})
    assert told(mockflow) == []
    publish(mockflow, pageId=mockflow.id("pages/about"))
    assert told(mockflow) == ["page_metadata_updated", "site_publish"]
    *_, commit = mockflow._worlds.default.history  # noqa: SLF001 - no public door shows events yet
    assert commit.events[0].payload()["pageTitle"] == "B"
    assert commit.events[0].payload()["lastUpdated"] == page_of(mockflow, "pages/about")["lastUpdated"]
    publish(mockflow)
    assert told(mockflow)[2:] == ["page_metadata_updated", "site_publish"]
    publish(mockflow)
    assert told(mockflow)[4:] == ["site_publish"]
