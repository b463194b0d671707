"""Publishing items and sites, and writing live."""

from typing import Any

import pytest

from mockflow import Mockflow
from tests.support import Journal, error

pytestmark = pytest.mark.mockflow(clock="2026-01-15T12:00:00Z")


def flags(item: dict[str, Any]) -> tuple[Any, ...]:
    return item["isDraft"], item["lastPublished"], item["lastUpdated"]


def test_publishing_an_item_makes_it_live(journal: Journal) -> None:
    """A publish forces isDraft false and stamps lastPublished and lastUpdated with the same time."""
    item = journal.create("Hello")
    assert journal.publish(item["id"]) == {"publishedItemIds": [item["id"]], "errors": []}
    staged = journal.staged(item["id"]).json()
    assert flags(staged) == (False, "2026-01-15T12:00:00.001Z", "2026-01-15T12:00:00.001Z")
    assert journal.live(item["id"]).json() == staged


def test_a_publish_says_of_each_item_what_came_of_it(journal: Journal) -> None:
    """Unknown and archived items are errors within a 202; an id is listed once."""
    archived, fine = journal.id("open-studio-day"), journal.id("night-firing")
    said = journal.publish(fine, archived, "0" * 24, fine)
    assert said["publishedItemIds"] == [fine]
    assert said["errors"] == [
        f"Staging item ID {archived} is archived and cannot be published.",
        f"Staging item ID {'0' * 24} not found.",
    ]


def test_a_publish_may_name_locales(journal: Journal, mockflow: Mockflow) -> None:
    """Entries with cmsLocaleIds publish those variants; the id is listed once."""
    locales = [mockflow.id("locales/en"), mockflow.id("locales/fr")]
    item_id = journal.id("winter-catalogue")
    body = {"items": [{"id": item_id, "cmsLocaleIds": locales}]}
    answer = journal.api.post(f"{journal.path}/publish", json=body)
    assert answer.json() == {"publishedItemIds": [item_id], "errors": []}
    assert journal.live(item_id, cmsLocaleId=locales[1]).status_code == 200


@pytest.mark.parametrize("body", [{}, {"itemIds": []}, {"itemIds": ["x"] * 101}, {"itemIds": "x"}, {"items": [{}]}])
def test_a_publish_of_the_wrong_shape_is_refused(journal: Journal, body: Any) -> None:
    """A publish names 1 to 100 items."""
    answer = journal.api.post(f"{journal.path}/publish", json=body)
    assert error(answer)[:2] == (400, "validation_error")


def test_an_older_live_copy_shows_until_the_next_publish(journal: Journal) -> None:
    """Changes in draft are not live; the live copy says isDraft false."""
    item_id = journal.id("a-lamp-for-reading")
    staged, live = journal.staged(item_id).json(), journal.live(item_id).json()
    assert (staged["isDraft"], live["isDraft"]) == (True, False)
    assert staged["fieldData"] != live["fieldData"]
    journal.publish(item_id)
    assert journal.live(item_id).json()["fieldData"] == staged["fieldData"]


def test_a_live_list_holds_live_copies_only(journal: Journal) -> None:
    """The live list has neither drafts nor queued items that never were live."""
    live = {item["id"] for item in journal.api.get(f"{journal.path}/live").json()["items"]}
    assert journal.id("first-post") in live
    assert journal.id("open-studio-day") in live
    assert not live & {journal.id("night-firing"), journal.id("winter-catalogue"), journal.id("delivery-by-bicycle")}


def test_publishing_the_site_publishes_what_is_queued(journal: Journal, mockflow: Mockflow) -> None:
    """Queued items go live with lastUpdated as it was, drafts keep their live copy, archived ones lose it."""
    queued, draft, archived = (journal.id(slug) for slug in ("how-we-mend", "a-lamp-for-reading", "open-studio-day"))
    before = {item_id: journal.staged(item_id).json() for item_id in (queued, draft, archived)}
    old = journal.live(draft).json()
    answer = journal.publish_site()
    assert answer.status_code == 202
    assert answer.json() == {"customDomains": [], "publishToWebflowSubdomain": True, "publishScope": "site"}
    now = "2026-01-15T12:00:00.000Z"
    assert flags(journal.staged(queued).json()) == (False, now, before[queued]["lastUpdated"])
    assert journal.live(queued).json() == journal.staged(queued).json()
    assert journal.staged(draft).json() == before[draft]
    assert journal.live(draft).json() == old
    assert journal.staged(archived).json() == before[archived]
    assert journal.live(archived).status_code == 404
    assert mockflow.http().get(f"/sites/{mockflow.site_id}").json()["lastPublished"] == now


def test_only_chosen_domains_are_stamped(journal: Journal, mockflow: Mockflow) -> None:
    """A publish stamps the domains that it names, in any case, and answers with them alone."""
    site = f"/sites/{mockflow.site_id}"
    before = mockflow.http().get(f"{site}/custom_domains").json()["customDomains"]
    chosen = before[1]["id"]
    answer = journal.api.post(f"{site}/publish", json={"customDomains": [chosen.upper()]}).json()
    after = mockflow.http().get(f"{site}/custom_domains").json()["customDomains"]
    assert answer["customDomains"] == [after[1]]
    assert after[1]["lastPublished"] == "2026-01-15T12:00:00.000Z"
    assert after[0] == before[0]


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        ({}, "no_domains", "No domain IDs provided"),
        ({"customDomains": []}, "no_domains", "No domain IDs provided"),
        ({"customDomains": ["0" * 24]}, "invalid_domain", "Please send a valid custom domain ID"),
        ({"customDomains": ["kilnandlantern.example"]}, "invalid_domain", "Please send a valid custom domain ID"),
    ],
)
def test_a_publish_needs_domains_that_the_site_has(
    journal: Journal, mockflow: Mockflow, body: Any, code: str, message: str
) -> None:
    """A publish to nowhere, or to an unknown domain, is a 400 that does not count against the limit."""
    path = f"/sites/{mockflow.site_id}/publish"
    assert error(journal.api.post(path, json=body)) == (400, code, message)
    assert journal.publish_site().status_code == 202


def test_an_unknown_page_cannot_be_published(journal: Journal, mockflow: Mockflow) -> None:
    """A publish of a page that is not there is a 404."""
    body = {"publishToWebflowSubdomain": True, "pageId": "0" * 24}
    assert journal.api.post(f"/sites/{mockflow.site_id}/publish", json=body).status_code == 404


def test_a_site_is_published_once_a_minute(journal: Journal, mockflow: Mockflow) -> None:
    """A second publish within a minute is a 429 that does not count; after the minute it is accepted."""
    first = journal.publish_site()
    second = journal.publish_site()
    assert error(second) == (429, "too_many_requests", "Too Many Requests")
    assert second.headers["Retry-After"] == "60"
    assert second.headers["X-RateLimit-Remaining"] == first.headers["X-RateLimit-Remaining"]
    mockflow.clock.advance(59)
    assert journal.publish_site().headers["Retry-After"] == "1"
    mockflow.clock.advance(1)
    assert journal.publish_site().status_code == 202


@pytest.mark.mockflow(quirks={"publish_limit": "off"})
def test_the_publish_limit_can_be_turned_off(journal: Journal) -> None:
    """With the quirk off, a site is published as often as one likes."""
    assert [journal.publish_site().status_code for _ in range(3)] == [202] * 3


def test_a_live_create_is_staged_and_live(journal: Journal) -> None:
    """A live create answers 202 with an item that is published at once; many answer {items}."""
    answer = journal.api.post(f"{journal.path}/live", json={"fieldData": {"name": "Now"}})
    item = answer.json()
    assert answer.status_code == 202
    assert flags(item) == (False, item["createdOn"], item["createdOn"])
    assert journal.staged(item["id"]).json() == journal.live(item["id"]).json() == item
    many = journal.api.post(
        f"{journal.path}/live", json={"items": [{"fieldData": {"name": f"L{n}"}} for n in range(2)]}
    )
    assert [each["fieldData"]["slug"] for each in many.json()["items"]] == ["l0", "l1"]


def test_a_live_create_of_a_draft_ends_as_changes_in_draft(journal: Journal) -> None:
    """A live create with isDraft true is live, and staged as a draft."""
    item = journal.api.post(f"{journal.path}/live", json={"isDraft": True, "fieldData": {"name": "D"}}).json()
    assert item["isDraft"]
    assert item["lastPublished"]
    assert not journal.live(item["id"]).json()["isDraft"]


NEVER = {
    "mockflow": 1,
    "sites": [
        {
            "displayName": "New",
            "lastPublished": None,
            "collections": [
                {"displayName": "Notes", "slug": "notes", "items": [{"isDraft": True, "fieldData": {"name": "a"}}]}
            ],
        }
    ],
}


@pytest.mark.mockflow(seed=NEVER)
def test_live_writes_need_a_published_site(mockflow: Mockflow) -> None:
    """A live create or an item's publish on a site that was never published is a 409."""
    api, path = mockflow.http(), f"/collections/{mockflow.id('notes')}/items"
    for target, body in (("live", {"fieldData": {"name": "x"}}), ("publish", {"itemIds": [mockflow.id("notes/a")]})):
        answer = api.post(f"{path}/{target}", json=body)
        assert error(answer) == (409, "conflict", "Conflict: The site is not published")
    assert api.post(f"/sites/{mockflow.site_id}/publish", json={"publishToWebflowSubdomain": True}).status_code == 202
    assert api.post(f"{path}/live", json={"fieldData": {"name": "x"}}).status_code == 202


@pytest.mark.mockflow(seed=NEVER, quirks={"require_published_site": False})
def test_the_need_of_a_published_site_can_be_turned_off(mockflow: Mockflow) -> None:
    """With the quirk off, a live create works on any site."""
    path = f"/collections/{mockflow.id('notes')}/items/live"
    assert mockflow.http().post(path, json={"fieldData": {"name": "x"}}).status_code == 202


def test_events_are_recorded_with_their_commit(journal: Journal, mockflow: Mockflow) -> None:
    """Each write records what happened, in order, with the payloads that webhooks carry."""
    item = journal.create("Hello")
    journal.patch(item["id"], fieldData={"name": "Again"})
    journal.publish(item["id"])
    journal.delete(item["id"])
    live = journal.api.post(f"{journal.path}/live", json={"fieldData": {"name": "Live"}}).json()
    journal.publish_site()
    commits = list(mockflow._worlds.default.history)  # noqa: SLF001 - no public door shows events yet
    assert [[event.trigger_type for event in commit.events] for commit in commits[:5]] == [
        ["collection_item_created"],
        ["collection_item_changed"],
        ["collection_item_published"],
        ["collection_item_deleted"],
        ["collection_item_created", "collection_item_published"],
    ]
    created = commits[0].events[0].payload()
    assert created == {
        "id": item["id"],
        "workspaceId": created["workspaceId"],
        "siteId": mockflow.site_id,
        "collectionId": mockflow.id("journal"),
        **{key: value for key, value in item.items() if key != "id"},
    }
    assert commits[4].events[1].payload()["id"] == live["id"]
    published = [event.trigger_type for event in commits[5].events]
    assert published[-1] == "site_publish"
    assert set(published[:-1]) == {"collection_item_published"}
    assert commits[5].events[-1].payload() == {
        "domains": ["kiln-and-lantern.webflow.io"],
        "siteId": mockflow.site_id,
        "publishedOn": "2026-01-15T12:00:00.005Z",
        "publishedBy": {"displayName": "mockflow-site-token"},
        "publishScope": "site",
    }
    assert [(commit.n, commit.operation_id, commit.actor) for commit in commits][:2] == [
        (1, "create-item", "mockflow-site-token"),
        (2, "update-item", "mockflow-site-token"),
    ]
