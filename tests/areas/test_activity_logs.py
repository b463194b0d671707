"""The activity log of a site: each write on an Enterprise plan adds the rows that tell of it."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mockflow import Mockflow
from mockflow.core.store import Reader
from mockflow.domain import activity
from mockflow.domain.activity import ACTIVITY
from tests.shop import PRICE
from tests.support import Journal, error, journal_of, reasons

KEYS = [
    "id", "createdOn", "lastUpdated", "event", "resourceOperation", "user", "resourceId", "resourceName", "newValue",
    "previousValue", "payload",
]  # fmt: skip
Row = tuple[str, str, str]

pytestmark = pytest.mark.mockflow(
    seed="demo",
    plan="enterprise",
    rate_limit=False,
    clock="2026-01-15T12:00:00Z",
    quirks={"publish_limit": "off"},
)


def call(mock: Mockflow, **query: Any) -> httpx.Response:
    return mock.http().get(f"/sites/{mock.site_id}/activity_logs", params=query)


def rows(mock: Mockflow, **query: Any) -> list[dict[str, Any]]:
    answer = call(mock, **query)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def told(mock: Mockflow, act: Callable[[], Any]) -> list[Row]:
    """What doing it adds to the log, oldest first."""
    before = call(mock).json()["pagination"]["total"]
    act()
    added = call(mock).json()["pagination"]["total"] - before
    new = rows(mock, limit=added) if added else []
    return [(each["event"], each["resourceOperation"], each["resourceName"]) for each in reversed(new)]


@pytest.fixture
def journal(mockflow: Mockflow) -> Journal:
    return journal_of(mockflow)


def test_a_row_says_who_did_what_and_when(mockflow: Mockflow, journal: Journal) -> None:
    """All keys in their order; the user is the token that wrote, known by its name."""
    made = mockflow.http(mockflow.new_token(name="agent")).post(journal.path, json={"fieldData": {"name": "Hello"}})
    (row,) = rows(mockflow)
    assert list(row) == KEYS
    assert row == {
        "id": row["id"],
        "createdOn": "2026-01-15T12:00:00.000Z",
        "lastUpdated": "2026-01-15T12:00:00.000Z",
        "event": "cms_item",
        "resourceOperation": "CREATED",
        "user": {"id": row["user"]["id"], "displayName": "agent"},
        "resourceId": made.json()["id"],
        "resourceName": "Hello",
        "newValue": None,
        "previousValue": None,
        "payload": None,
    }
    journal.create("Again")
    mockflow.create_page("Jobs")
    users = [each["user"] for each in rows(mockflow)]
    assert [each["displayName"] for each in users] == ["Sam Designer", "mockflow-site-token", "agent"]
    assert len({each["id"] for each in users}) == 3


@pytest.mark.parametrize("kind", ["site", "oauth"])
def test_no_row_tells_what_a_token_is_presented_as(mockflow: Mockflow, journal: Journal, kind: str) -> None:
    """A token that was given its value alone is called neutrally, one that has a name besides by that."""
    secret, named = (
        mockflow.new_token(kind=kind, token="my-secret-value"),
        mockflow.new_token(kind=kind, token="other-secret-value", name="agent"),
    )
    for token in (secret, named):
        mockflow.http(token).post(journal.path, json={"fieldData": {"name": "Hello"}})
    answer = call(mockflow)
    assert "secret-value" not in answer.text
    users = [each["user"] for each in answer.json()["items"]]
    ids = {each["token"]: each["id"] for each in mockflow.control("GET", "/tokens")["tokens"]}
    names = ["agent", "API token"] if kind == "site" else ["Mockflow App"] * 2
    assert [each["displayName"] for each in users] == names
    assert [each["id"] for each in users] == [ids[named], ids[secret]]


def test_who_is_a_token_is_told_by_what_it_is(mockflow: Mockflow, journal: Journal) -> None:
    """A token may be called as somebody whom the double plays, and is a token all the same."""
    for name in ("visitor", "designer", "control-plane"):
        mockflow.http(mockflow.new_token(name=name)).post(journal.path, json={"fieldData": {"name": "Hello"}})
    mockflow.create_page("Jobs")
    told = [each["user"]["displayName"] for each in rows(mockflow)]
    assert told == ["Sam Designer", "control-plane", "designer", "visitor"]


def test_items_are_told_by_what_became_of_them(mockflow: Mockflow, journal: Journal) -> None:
    """Created, modified, published, unpublished and deleted, staged and live."""
    made = journal.create("One")["id"]
    assert told(mockflow, lambda: journal.create("Two")) == [("cms_item", "CREATED", "Two")]
    assert told(mockflow, lambda: journal.patch(made, fieldData={"name": "Uno"})) == [("cms_item", "MODIFIED", "Uno")]
    assert told(mockflow, lambda: journal.patch(made, isArchived=True)) == [("cms_item", "MODIFIED", "Uno")]
    journal.patch(made, isArchived=False)
    assert told(mockflow, lambda: journal.publish(made)) == [("cms_item", "PUBLISHED", "Uno")]
    assert told(mockflow, lambda: journal.live_patch(made, fieldData={"name": "Un"})) == [
        ("cms_item", "MODIFIED", "Un"),
        ("cms_item", "PUBLISHED", "Un"),
    ]
    assert told(mockflow, lambda: journal.unpublish(made)) == [("cms_item", "UNPUBLISHED", "Un")]
    assert told(mockflow, lambda: journal.delete(made)) == [("cms_item", "DELETED", "Un")]
    assert told(mockflow, lambda: journal.create_live({"fieldData": {"name": "Now"}})) == [
        ("cms_item", "CREATED", "Now"),
        ("cms_item", "PUBLISHED", "Now"),
    ]


def test_what_changes_nothing_is_not_told(mockflow: Mockflow, journal: Journal) -> None:
    """Values sent again, refused calls and reads add no row."""
    made = journal.create("One")["id"]
    assert told(mockflow, lambda: journal.patch(made, fieldData={"name": "One"})) == []
    assert told(mockflow, lambda: journal.patch(made, fieldData={"nope": 1})) == []
    assert told(mockflow, journal.listed) == []


def test_an_item_has_one_row_for_all_its_locales(mockflow: Mockflow, journal: Journal) -> None:
    """What was done to it in each of them at once is one row; items of one call have one each."""
    locales = [mockflow.id("locales/en"), mockflow.id("locales/fr")]
    body = {"cmsLocaleIds": locales, "fieldData": [{"name": "A"}, {"name": "B"}]}
    assert told(mockflow, lambda: journal.api.post(f"{journal.path}/bulk", json=body)) == [
        ("cms_item", "CREATED", "A"),
        ("cms_item", "CREATED", "B"),
    ]


def test_references_to_what_is_deleted_are_not_told(mockflow: Mockflow) -> None:
    """An item that loses a reference was not modified: the one that went is told alone."""
    path = f"/collections/{mockflow.id('authors')}/items/{mockflow.id('authors/ada')}"
    assert told(mockflow, lambda: mockflow.http().delete(path)) == [("cms_item", "DELETED", "Ada Verhoeven")]


def test_collections_are_told(mockflow: Mockflow) -> None:
    """Made, changed by a field, and deleted, which tells of none of the items that go with one."""
    api, site = mockflow.http(), f"/sites/{mockflow.site_id}"
    made: dict[str, Any] = {}

    def create() -> None:
        body = {"displayName": "Notes", "singularName": "Note"}
        made.update(api.post(f"{site}/collections", json=body).json())

    assert told(mockflow, create) == [("cms_collection", "CREATED", "Notes")]
    field = {"displayName": "Mood", "type": "PlainText"}
    assert told(mockflow, lambda: api.post(f"/collections/{made['id']}/fields", json=field)) == [
        ("cms_collection", "MODIFIED", "Notes")
    ]
    api.post(f"/collections/{made['id']}/items", json={"fieldData": {"name": "In it"}})
    assert told(mockflow, lambda: api.delete(f"/collections/{made['id']}")) == [("cms_collection", "DELETED", "Notes")]


def test_pages_are_told(mockflow: Mockflow) -> None:
    """Created, renamed with the title before and after, changed in settings and content, deleted."""
    made: dict[str, Any] = {}
    assert told(mockflow, lambda: made.update(mockflow.create_page("Jobs"))) == [("page_created", "CREATED", "Jobs")]
    assert told(mockflow, lambda: mockflow.rename_page(made["id"], "Work")) == [("page_renamed", "MODIFIED", "Work")]
    row = rows(mockflow, limit=1)[0]
    assert (row["previousValue"], row["newValue"], row["resourceId"]) == ("Jobs", "Work", made["id"])
    api = mockflow.http()

    def put(body: dict[str, Any], **query: str) -> Callable[[], Any]:
        return lambda: api.put(f"/pages/{made['id']}", json=body, params=query)

    french = api.get(f"/sites/{mockflow.site_id}").json()["locales"]["secondary"][0]["id"]
    assert told(mockflow, put({"seo": {"title": "S"}})) == [("page_settings_modified", "MODIFIED", "Work")]
    assert told(mockflow, put({"title": "Us", "slug": "us"})) == [
        ("page_renamed", "MODIFIED", "Us"),
        ("page_settings_modified", "MODIFIED", "Us"),
    ]
    assert told(mockflow, put({"title": "Nous"}, localeId=french)) == [("page_settings_modified", "MODIFIED", "Us")]
    assert told(mockflow, lambda: mockflow.delete_page(made["id"])) == [("page_deleted", "DELETED", "Us")]


def test_content_in_another_locale_is_told(mockflow: Mockflow) -> None:
    """As the content of a secondary locale, which is the only one that the API writes."""
    api, page = mockflow.http(), mockflow.id("pages/about")
    french = api.get(f"/sites/{mockflow.site_id}").json()["locales"]["secondary"][0]["id"]
    body = {"nodes": [{"nodeId": mockflow.id("pages/about/title"), "text": "<h1>Bonjour</h1>"}]}
    (row,) = told(mockflow, lambda: api.post(f"/pages/{page}/dom", json=body, params={"localeId": french}))
    assert row[:2] == ("secondary_locale_page_content_modified", "MODIFIED")


def test_a_publish_is_told_with_what_went_live(mockflow: Mockflow, journal: Journal) -> None:
    """The site, and the items whose live content is another; a second publish tells of the site alone."""
    journal.publish_site()
    journal.create("Waits")
    assert journal.post({"isDraft": False, "fieldData": {"name": "Goes"}}).json()["isDraft"] is False
    found = told(mockflow, journal.publish_site)
    assert found == [("site_published", "PUBLISHED", "Kiln & Lantern"), ("cms_item", "PUBLISHED", "Goes")]
    assert told(mockflow, mockflow.publish_as_designer) == [("site_published", "PUBLISHED", "Kiln & Lantern")]
    assert rows(mockflow, limit=1)[0]["resourceId"] == mockflow.site_id


def test_arranged_items_are_told_too(mockflow: Mockflow) -> None:
    """What a test puts in place without events is in the log, as what an app writes is."""
    assert told(mockflow, lambda: mockflow.add_item("journal", {"name": "Hi"})) == [
        ("cms_item", "CREATED", "Hi"),
        ("cms_item", "PUBLISHED", "Hi"),
    ]


def test_products_are_items(mockflow: Mockflow) -> None:
    """A product and its SKU have a row each."""
    body = {
        "product": {"fieldData": {"name": "Jug", "slug": "jug"}},
        "sku": {"fieldData": {"name": "Jug", "slug": "jug", "price": PRICE}},
    }
    path = f"/sites/{mockflow.site_id}/products"
    assert told(mockflow, lambda: mockflow.http().post(path, json=body)) == [("cms_item", "CREATED", "Jug")] * 2


def test_other_areas_are_not_in_the_log(mockflow: Mockflow) -> None:
    """Forms, orders, assets, webhooks and the site's own configuration add no row."""
    api, site = mockflow.http(), f"/sites/{mockflow.site_id}"
    for act in (
        mockflow.submit_form,
        mockflow.place_order,
        mockflow.comment,
        lambda: api.post(f"{site}/redirects", json={"fromUrl": "/a", "toUrl": "/b"}),
        lambda: api.post(f"{site}/webhooks", json={"triggerType": "site_publish", "url": "https://a.example"}),
        lambda: api.post(f"{site}/asset_folders", json={"displayName": "Cups"}),
    ):
        assert told(mockflow, act) == []


def test_the_log_is_read_in_pages_newest_first(mockflow: Mockflow, journal: Journal) -> None:
    """By limit and offset, 100 rows at most."""
    for at in range(7):
        journal.create(f"N{at}")
    answer = call(mockflow, limit=2, offset=3).json()
    assert [each["resourceName"] for each in answer["items"]] == ["N3", "N2"]
    assert answer["pagination"] == {"limit": 2, "offset": 3, "total": 7}
    assert call(mockflow, limit=101).json()["pagination"]["limit"] == 100
    assert reasons(call(mockflow, limit=0)) == ['Value (limit) should match pattern "^[1-9]\\d*$"']


@pytest.mark.mockflow(plan="business")
def test_another_plan_has_no_log(mockflow: Mockflow, journal: Journal) -> None:
    """It is a 403 there, and nothing is written for nobody to read."""
    journal.create("One")
    refused = (403, "not_enterprise_plan_site", "This site is not associated with an Enterprise plan")
    assert error(call(mockflow)) == refused
    (commit,) = mockflow._worlds.default.history  # noqa: SLF001 - what is kept has no public door
    assert {change.table for change in commit.changes} == {"item"}


@pytest.mark.mockflow(
    plan=None,
    seed={
        "mockflow": 1,
        "sites": [
            {"displayName": "One", "plan": "enterprise", "collections": [{"displayName": "Notes", "slug": "notes"}]},
            {"displayName": "Two", "collections": [{"displayName": "Notes", "slug": "notes"}]},
        ],
    },
)
def test_each_site_has_its_own_plan_and_log(mockflow: Mockflow) -> None:
    """What is written on a site that has no log is not in that of another."""
    api = mockflow.http(mockflow.app_token)
    for prefix in ("", "two/"):
        path = f"/collections/{mockflow.id(f'{prefix}notes')}/items"
        assert api.post(path, json={"fieldData": {"name": "x"}}).status_code == 202
    assert [each["event"] for each in rows(mockflow)] == ["cms_item"]
    state = mockflow._worlds.default.state  # noqa: SLF001 - what is kept has no public door
    assert len(Reader(state).all(ACTIVITY, mockflow.id("sites/two"))) == 0


def test_the_log_needs_its_scope_and_a_site(mockflow: Mockflow) -> None:
    """403 without site_activity:read, 404 for a site that is not there."""
    path = f"/sites/{mockflow.site_id}/activity_logs"
    missing = "OAuthForbidden: You are missing the following scopes - 'site_activity:read'"
    assert error(mockflow.http(mockflow.new_token(["sites:read"])).get(path)) == (403, "missing_scopes", missing)
    assert mockflow.http(mockflow.new_token(["site_activity:read"])).get(path).status_code == 200
    assert error(mockflow.http().get(f"/sites/{'0' * 24}/activity_logs"))[:2] == (404, "resource_not_found")


def test_the_log_goes_back_with_the_world(mockflow: Mockflow, journal: Journal) -> None:
    """Its rows are part of the write that they tell of: a rewind takes both, a state brings both."""
    journal.create("One")
    before, document = rows(mockflow), mockflow.state()
    journal.create("Two")
    mockflow.rewind(1)
    assert rows(mockflow) == before
    journal.create("Three")
    mockflow.load_state(document)
    assert rows(mockflow) == before
    mockflow.reset()
    assert rows(mockflow) == []


def test_history_and_diffs_say_nothing_of_the_log(mockflow: Mockflow, journal: Journal) -> None:
    """A write is told by what it did, and its rows only to who asks for their kind."""
    journal.create("One")
    (entry,) = mockflow.history()
    assert entry.summary == "mockflow-site-token created “One” in Journal"
    for diff in (mockflow.diff(), mockflow.diff(actor="mockflow-site-token")):
        assert [each.kind for each in diff.added] == ["item"]
        assert not diff.changed
        assert "activity" not in str(diff)
    assert mockflow.history(kind="activity log") == [entry]


def test_the_log_is_bounded(mockflow: Mockflow, journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site keeps its last 10,000 rows."""
    assert activity.MOST_ROWS == 10_000
    monkeypatch.setattr("mockflow.worlds.activity_log.MOST_ROWS", 3)
    for at in range(5):
        journal.create(f"N{at}")
    assert [each["resourceName"] for each in rows(mockflow)] == ["N4", "N3", "N2"]
    journal.post({"items": [{"fieldData": {"name": f"M{at}"}} for at in range(6)]})
    assert [each["resourceName"] for each in rows(mockflow)] == ["M5", "M4", "M3"]


def test_a_seed_may_tell_of_anything() -> None:
    """Every event of Webflow's, oldest first, with what else there is to say; what is left out is null."""
    logs = [{"event": each, "resourceOperation": "REORDERED"} for each in activity.EVENTS]
    user = {"id": "a" * 24, "displayName": "Kim"}
    said = {
        "event": "styles_modified",
        "createdOn": "2026-01-01T00:00:00.000Z",
        "user": user,
        "newValue": "n",
        "payload": {"a": [1]},
    }
    site = {"displayName": "S", "activityLogs": [*logs, said]}
    with Mockflow(seed={"mockflow": 1, "plan": "enterprise", "sites": [site]}, rate_limit=False) as mock:
        newest, *older = rows(mock)
        assert {key: value for key, value in newest.items() if value is not None} == {
            **said,
            "id": mock.id("activity-logs/43"),
            "lastUpdated": said["createdOn"],
            "resourceOperation": "MODIFIED",
        }
        assert [each["event"] for each in reversed(older)] == list(activity.EVENTS)
        assert len(set(activity.EVENTS)) == 42
