"""Changing and deleting sites, and their plan: what an Enterprise workspace may do."""

from typing import Any

import orjson
import pytest

from mockflow import Mockflow
from mockflow.core.codec import encoded
from mockflow.core.store import State, records_of
from mockflow.worlds.tables import TABLES
from tests import uploads
from tests.support import error, reasons
from tests.support import told as told_events
from tests.worlds.full_seed import FULL

pytestmark = pytest.mark.mockflow(plan="enterprise", clock="2026-01-15T12:00:00Z")

NOT_FOUND = (404, "resource_not_found", "Requested resource not found: The site cannot be found")
NOT_ENTERPRISE = (403, "not_enterprise_plan_site", "This site is not associated with an Enterprise plan")
FOLDER = "64c7e2f0a1b2c3d4e5f60718"
FIRST = {"displayName": "First", "collections": [{"displayName": "Notes", "items": [{"fieldData": {"name": "One"}}]}]}
TWO = {"mockflow": 1, "apps": FULL["apps"], "workspaces": FULL["workspaces"], "sites": [FIRST, *FULL["sites"]]}


def path_of(mock: Mockflow) -> str:
    return f"/sites/{mock.site_id}"


def state_of(mock: Mockflow) -> State:
    return mock._worlds.default.state  # noqa: SLF001 - record by record


def test_a_site_is_renamed(mockflow: Mockflow) -> None:
    """Its name and its folder change, and the time of its last change; what addresses have stays."""
    api, path = mockflow.http(), path_of(mockflow)
    before = api.get(path).json()
    answer = api.patch(path, json={"name": "Lantern & Kiln", "parentFolderId": FOLDER.upper(), "shortName": "other"})
    changes = {"displayName": "Lantern & Kiln", "parentFolderId": FOLDER, "lastUpdated": "2026-01-15T12:00:00.000Z"}
    assert answer.status_code == 200
    assert answer.json() == api.get(path).json() == {**before, **changes}
    assert api.patch(path, json={"parentFolderId": None}).json()["parentFolderId"] is None


@pytest.mark.parametrize("body", [{}, {"name": "Kiln & Lantern"}, {"parentFolderId": None}, {"timeZone": "Etc/UTC"}])
def test_what_changes_nothing_is_no_write(mockflow: Mockflow, body: dict[str, Any]) -> None:
    """The site is answered as it is, with its times."""
    api, path = mockflow.http(), path_of(mockflow)
    before = api.get(path).json()
    assert api.patch(path, json=body).json() == before
    assert mockflow.history() == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ({"name": None}, "Value (name)'s type should be string"),
        ({"name": ""}, 'Value (name) should match pattern "\\S"'),
        ({"parentFolderId": 5}, "Value (parentFolderId)'s type should be string"),
        ({"parentFolderId": "x"}, 'Value (parentFolderId) should match pattern "^[0-9a-fA-F]{24}$"'),
    ],
)
def test_what_a_site_cannot_be_is_told(mockflow: Mockflow, body: dict[str, Any], found: str) -> None:
    """A known key of the wrong kind is refused, null among them where it has no meaning; nothing is changed."""
    api, path = mockflow.http(), path_of(mockflow)
    assert reasons(api.patch(path, json=body)) == [found]
    assert error(api.patch(path, content="{"))[:2] == (400, "bad_request")
    assert mockflow.history() == []


@pytest.mark.parametrize(("method", "rest"), [("PATCH", ""), ("DELETE", ""), ("GET", "/plan")])
def test_administration_is_refused(mockflow: Mockflow, method: str, rest: str) -> None:
    """Without the scope, of a site that is not there, by an id that is none, and on a plan other than Enterprise."""
    api, path = mockflow.http(), path_of(mockflow)
    scope = "sites:read" if method == "GET" else "sites:write"
    other = mockflow.http(mockflow.new_token(["cms:read"]))
    missing = f"OAuthForbidden: You are missing the following scopes - '{scope}'"
    assert error(other.request(method, path + rest)) == (403, "missing_scopes", missing)
    assert error(api.request(method, f"/sites/{'0' * 24}{rest}")) == NOT_FOUND
    assert error(api.request(method, f"/sites/x{rest}"))[:2] == (400, "validation_error")
    mockflow.reset(plan="business")
    assert error(api.request(method, path + rest, content="{")) == NOT_ENTERPRISE
    assert mockflow.history() == []


def test_a_deleted_site_is_gone(mockflow: Mockflow) -> None:
    """The answer is empty; the site and all in it are not found, and a token for it sees nothing."""
    api, app, path = mockflow.http(), mockflow.http(mockflow.app_token), path_of(mockflow)
    ids = [f"/collections/{mockflow.id('journal')}", f"/pages/{mockflow.id('pages/about')}", path]
    hosted = api.get(f"{path}/assets").json()["assets"][0]["hostedUrl"]
    target = uploads.create(mockflow).json()
    assert api.get(hosted).status_code == 200
    answer = api.delete(path)
    assert (answer.status_code, answer.content) == (204, b"")
    for each in ids:
        assert api.get(each).status_code == app.get(each).status_code == 404
    assert error(api.delete(path)) == NOT_FOUND
    assert api.get("/sites").json() == app.get("/sites").json() == {"sites": []}
    assert api.get(hosted).status_code == 404
    assert uploads.send(mockflow, target).status_code == 403
    assert mockflow.control("GET", "/worlds/default")["sites"] == []


@pytest.mark.mockflow(seed=TWO)
def test_nothing_of_a_deleted_site_is_left(mockflow: Mockflow) -> None:
    """The second site of a world has records in every table; without it the world is that of a seed without it."""
    app = mockflow.http(mockflow.app_token)
    asked = {"fileName": "plan.txt", "fileHash": uploads.digest(b"A plan")}
    assert app.post(f"/sites/{mockflow.id('sites/corner')}/assets", json=asked).status_code == 200
    before = state_of(mockflow)
    for name in ("sites/corner", "sites/plain"):
        assert app.delete(f"/sites/{mockflow.id(name)}").status_code == 204
    with Mockflow({**TWO, "sites": [FIRST]}) as alone:
        for table in TABLES:
            left, wanted = (told(state, table) for state in (state_of(mockflow), state_of(alone)))
            assert left == wanted, table.name
            assert len(told(before, table)) > len(wanted) or table.name == "workspace", f"no {table.name} to remove"


def told(state: State, table: Any) -> list[bytes]:
    return sorted(orjson.dumps(encoded(record)) for record in records_of(state, table))


def test_a_deleted_site_comes_back(mockflow: Mockflow) -> None:
    """The history tells of the delete, and going back to before it brings everything back."""
    api, path = mockflow.http(), path_of(mockflow)
    before = api.get(path).json(), api.get(f"{path}/collections").json()
    api.delete(path)
    (entry,) = mockflow.history()
    assert entry.summary == "mockflow-site-token deleted the site Kiln & Lantern"
    mockflow.rewind(0)
    assert (api.get(path).json(), api.get(f"{path}/collections").json()) == before


def test_no_webhook_hears_of_a_site(mockflow: Mockflow) -> None:
    """That one is made, changed or deleted, with its pages and items, is told to nobody."""
    app, path = mockflow.http(mockflow.app_token), path_of(mockflow)
    for trigger in ("site_publish", "page_created", "page_deleted", "page_metadata_updated", "collection_item_deleted"):
        hook = {"triggerType": trigger, "url": mockflow.sink_url("here")}
        assert app.post(f"{path}/webhooks", json=hook).status_code == 201
    app.post(f"/workspaces/{mockflow.id('workspaces/kiln-and-lantern')}/sites", json={"name": "New"})
    app.patch(path, json={"name": "Other"})
    app.delete(path)
    assert [entry.operation_id for entry in mockflow.history()][-3:] == ["create-site", "update-site", "delete-site"]
    assert told_events(mockflow) == []
    assert mockflow.deliveries() == []


@pytest.mark.mockflow(plan=None)
def test_the_rate_follows_the_sites_that_are_left(mockflow: Mockflow) -> None:
    """A token for all sites has the highest rate of those that there are; one for a site that is gone the lowest."""
    fast, slow = {"displayName": "Fast", "plan": "enterprise"}, {"displayName": "Slow", "plan": "cms"}
    mockflow.reset(seed={"mockflow": 1, "sites": [fast, slow]})
    api, app = mockflow.http(), mockflow.http(mockflow.app_token)
    assert app.get("/sites").headers["X-RateLimit-Limit"] == "1200"
    assert app.delete(path_of(mockflow)).status_code == 204
    assert app.get("/sites").headers["X-RateLimit-Limit"] == "120"
    assert api.get("/sites").headers["X-RateLimit-Limit"] == "60"
    mockflow.reset(plan="enterprise")
    assert mockflow.http(mockflow.app_token).delete(path_of(mockflow)).status_code == 204
    assert api.get("/sites").headers["X-RateLimit-Limit"] == "1200"


def test_a_world_without_its_site_comes_back_from_its_seed(mockflow: Mockflow) -> None:
    """Tokens of a site that is gone reach nothing there either, whatever site was made since."""
    app = mockflow.http(mockflow.app_token)
    path = f"/workspaces/{mockflow.id('workspaces/kiln-and-lantern')}/sites"
    app.delete(path_of(mockflow))
    assert "tokens" not in mockflow.seed()
    for name in ("One", "One"):
        app.post(path, json={"name": name})
    site = f"/sites/{app.get('/sites').json()['sites'][1]['id']}"
    notes = app.post(f"{site}/collections", json={"displayName": "Notes", "singularName": "Note"}).json()["id"]
    app.post(f"{site}/publish", json={"publishToWebflowSubdomain": True})
    for rest in ("", "/live"):
        assert app.post(f"/collections/{notes}/items{rest}", json={"fieldData": {"name": "One"}}).is_success
    app.patch(site, json={"name": "Two", "parentFolderId": FOLDER})
    said = mockflow.seed()
    assert (said["readyMadeTokens"], said["tokens"][0]) == (False, {"name": "mockflow-site-token", "site": None})
    assert ["shortName" in site for site in said["sites"]] == [False, True]
    with Mockflow(said) as again:
        assert again.http().get("/sites").json() == mockflow.http().get("/sites").json() == {"sites": []}
        assert again.http(again.app_token).get("/sites").json() == app.get("/sites").json()
        assert told_all(state_of(again)) == told_all(state_of(mockflow))


def told_all(state: State) -> dict[str, list[bytes]]:
    return {table.name: told(state, table) for table in TABLES if table.name != "upload target"}


@pytest.mark.parametrize(
    ("site", "plan"),
    [
        ({"store": {}}, ("hosting-ecommerce-advanced-v3", "ECommerce Advanced Hosting")),
        ({}, ("hosting-business-v4", "Business Hosting")),
        ({"plan": "cms"}, ("hosting-cms-v4", "CMS Hosting")),
        ({"plan": "basic", "store": {}}, ("hosting-basic-v4", "Basic Hosting")),
        ({"plan": "enterprise"}, ("hosting-business-v4", "Business Hosting")),
    ],
)
def test_a_site_has_a_hosting_plan(mockflow: Mockflow, site: dict[str, Any], plan: tuple[str, str]) -> None:
    """That of its own plan, else one that fits it; the URL of prices comes under both published names."""
    mockflow.reset(seed={"mockflow": 1, "sites": [{"displayName": "Site", **site}]})
    url = "https://webflow.com/pricing"
    answer = mockflow.http().get(f"{path_of(mockflow)}/plan")
    assert answer.status_code == 200
    assert answer.json() == {"id": plan[0], "name": plan[1], "pricingInfo": url, "pricingDetails": url}


def test_a_seed_says_where_a_site_is_and_whose_visits_count(mockflow: Mockflow) -> None:
    """Its folder, and whether and of whom data is collected."""
    said = {"parentFolderId": FOLDER, "dataCollectionEnabled": True, "dataCollectionType": "optOut"}
    mockflow.reset(seed={"mockflow": 1, "sites": [{"displayName": "Site", **said}]})
    site = mockflow.http().get(path_of(mockflow)).json()
    assert {key: site[key] for key in said} == said


def test_a_state_has_the_sites_that_there_are(mockflow: Mockflow) -> None:
    """A new site and the absence of a deleted one come back with a state, and so does what tokens reach."""
    app = mockflow.http(mockflow.app_token)
    app.post(f"/workspaces/{mockflow.id('workspaces/kiln-and-lantern')}/sites", json={"name": "New"})
    app.delete(path_of(mockflow))
    sites, state = app.get("/sites").json(), mockflow.state()
    mockflow.reset()
    mockflow.load_state(state)
    assert mockflow.state() == state
    assert app.get("/sites").json() == sites
    assert mockflow.http().get("/sites").json() == {"sites": []}
    assert app.get("/workspaces/kiln-and-lantern/audit_logs").json()["pagination"]["total"] == 6
