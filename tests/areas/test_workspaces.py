"""Workspaces: making a site in one, and its audit log."""

from typing import Any

import httpx
import pytest

from mockflow import ControlError, Mockflow
from mockflow.domain import sites
from tests.support import error, reasons

pytestmark = pytest.mark.mockflow(plan="enterprise", clock="2026-01-15T12:00:00Z")

NOT_FOUND = (404, "resource_not_found", "Requested resource not found: The workspace cannot be found")
NOT_ENTERPRISE = (
    403, "not_enterprise_plan_workspace", "This workspace is not associated with an Enterprise plan",
)  # fmt: skip
FOR_SITES = (
    *(403, "invalid_auth_version"),
    "This endpoint takes a site token or a token of an OAuth app, and this is a workspace token",
)
FOR_WORKSPACES = (
    *(403, "invalid_auth_version"),
    "This endpoint takes a workspace token or a token of an OAuth app, and this is a site token",
)
KIM = {"id": "64c7e2f0a1b2c3d4e5f60740", "email": "kim@example.com"}
TWO = "64c7e2f0a1b2c3d4e5f60002"
LOGS: list[dict[str, Any]] = [
    {"timestamp": "2026-01-02T09:00:00Z", "eventType": "user_access", "payload": {"method": "sso"}},
    {
        "timestamp": "2026-01-03T09:00:00Z",
        "eventType": "custom_role",
        "eventSubType": "role_updated",
        "payload": {"roleName": "Editor", "previousRoleName": "Writer"},
    },
    {"timestamp": "2026-01-04T09:00:00Z", "eventType": "workspace_membership", "payload": {"targetUser": KIM}},
    {
        "timestamp": "2026-01-05T09:00:00Z",
        "eventType": "site_membership",
        "eventSubType": "user_granular_access_updated",
        "payload": {"granularAccess": {"name": "Notes", "type": "cms", "restricted": True}},
    },
    {"timestamp": "2026-01-06T09:00:00Z", "eventType": "workspace_invitation", "payload": {"targetUsers": [KIM]}},
    {
        "timestamp": "2026-01-06T09:00:00Z",
        "eventType": "workspace_setting",
        "actor": KIM,
        "payload": {"setting": "ai_toggle", "previousValue": "false", "value": "true", "method": "admin"},
    },
]
SEED = {
    "mockflow": 1,
    "workspaces": [
        {"displayName": "One", "auditLogs": LOGS},
        {"displayName": "Two", "slug": "second", "id": TWO, "plan": "cms"},
    ],
    "sites": [{"displayName": "Site"}],
}
seeded = pytest.mark.mockflow(seed=SEED)


def sites_of(mock: Mockflow) -> str:
    return f"/workspaces/{mock.id('workspaces/kiln-and-lantern')}/sites"


def logs(mock: Mockflow, of: str = "one", token: str | None = None, **query: Any) -> httpx.Response:
    """The answer to an asking for the log of this workspace."""
    api = mock.http(token or mock.workspace_token)
    return api.get(f"/workspaces/{of}/audit_logs", params={key.rstrip("_"): value for key, value in query.items()})


def types(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [each["eventType"] for each in answer.json()["items"]]


def test_a_site_is_made(mockflow: Mockflow) -> None:
    """It is bare: without locales, domains or a publish, and with a home page alone; the template is told back."""
    app = mockflow.http(mockflow.app_token)
    body = {"name": "Lamp Fair", "templateName": "Shop", "parentFolderId": "64C7E2F0A1B2C3D4E5F60718", "id": "0"}
    answer = app.post(sites_of(mockflow), json=body)
    made = answer.json()
    assert answer.status_code == 201
    assert made == {
        "id": made["id"],
        "workspaceId": mockflow.id("workspaces/kiln-and-lantern"),
        "createdOn": "2026-01-15T12:00:00.000Z",
        "displayName": "Lamp Fair",
        "shortName": "lamp-fair",
        "lastPublished": None,
        "lastUpdated": "2026-01-15T12:00:00.000Z",
        "previewUrl": f"https://screenshots.webflow.com/sites/{made['id']}/preview.png",
        "timeZone": "Etc/UTC",
        "parentFolderId": "64c7e2f0a1b2c3d4e5f60718",
        "customDomains": [],
        "locales": None,
        "dataCollectionEnabled": False,
        "dataCollectionType": "disabled",
        "templateName": "Shop",
    }
    site = f"/sites/{made['id']}"
    del made["templateName"]
    assert app.get(site).json() == made
    assert [each["id"] for each in app.get("/sites").json()["sites"]] == [mockflow.site_id, made["id"]]
    (page,) = app.get(f"{site}/pages").json()["pages"]
    assert (page["title"], page["slug"], page["publishedPath"]) == ("Home", None, "/")
    assert app.get(f"{site}/collections").json() == {"collections": []}


def test_a_new_site_can_be_worked_on(mockflow: Mockflow) -> None:
    """A collection and an item are made in it, it is published, and only tokens for all sites see it."""
    app = mockflow.http(mockflow.app_token)
    site = f"/sites/{app.post(sites_of(mockflow), json={'name': 'New'}).json()['id']}"
    made = app.post(f"{site}/collections", json={"displayName": "Notes", "singularName": "Note"}).json()
    assert app.post(f"/collections/{made['id']}/items", json={"fieldData": {"name": "One"}}).status_code == 202
    assert app.post(f"{site}/publish", json={"publishToWebflowSubdomain": True}).status_code == 202
    assert app.get(site).json()["lastPublished"] is not None
    assert mockflow.http().get(site).status_code == 404


def test_a_world_has_a_thousand_sites_at_most(mockflow: Mockflow, monkeypatch: pytest.MonkeyPatch) -> None:
    """One more is a 409 that says so, and makes nothing; with one deleted there is room again."""
    assert sites.MOST_SITES == 1_000
    monkeypatch.setattr("mockflow.domain.new_sites.MOST_SITES", 2)
    app = mockflow.http(mockflow.app_token)
    made = app.post(sites_of(mockflow), json={"name": "Second"}).json()
    refused = app.post(sites_of(mockflow), json={"name": "Third"})
    assert error(refused) == (409, "conflict", "Conflict: The world has 2 sites; delete one first")
    assert len(app.get("/sites").json()["sites"]) == 2
    assert app.delete(f"/sites/{made['id']}").status_code == 204
    assert app.post(sites_of(mockflow), json={"name": "Third"}).status_code == 201


def test_short_names_are_unique(mockflow: Mockflow) -> None:
    """A name that another site has gets six hex digits, and fits into a host name; one without letters is site."""
    app = mockflow.http(mockflow.app_token)
    names = ["Kiln & Lantern", "Kiln  Lantern", "é" * 90, "é" * 90, "灯"]
    made = [app.post(sites_of(mockflow), json={"name": name}).json() for name in names]
    short = [each["shortName"] for each in made]
    assert [each["displayName"] for each in made] == names
    assert short[0] == "kiln-lantern"
    assert short[1].startswith("kiln-lantern-")
    assert len(short[1]) == len("kiln-lantern-123456")
    assert (short[2], short[4], len(short[3])) == ("e" * 56, "site", 63)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ({}, "Value (name) is required"),
        ({"name": None}, "Value (name)'s type should be string"),
        ({"name": " "}, 'Value (name) should match pattern "\\S"'),
        ({"name": "A", "templateName": 5}, "Value (templateName)'s type should be string"),
        (
            {"name": "A", "parentFolderId": "x"},
            'Value (parentFolderId) should match pattern "^[0-9a-fA-F]{24}$"',
        ),
    ],
)
def test_a_site_needs_a_name(mockflow: Mockflow, body: dict[str, Any], found: str) -> None:
    """What cannot be a new site is told, and nothing is made."""
    app = mockflow.http(mockflow.app_token)
    assert reasons(app.post(sites_of(mockflow), json=body)) == [found]
    assert len(app.get("/sites").json()["sites"]) == 1


def test_making_a_site_takes_a_token_for_workspaces(mockflow: Mockflow) -> None:
    """A site token lacks the scope, a workspace token is of the wrong kind, and one for some sites sees none."""
    path, body = sites_of(mockflow), {"name": "New"}
    some = mockflow.new_token(kind="oauth", site_ids=[mockflow.site_id])
    missing = "OAuthForbidden: You are missing the following scopes - 'workspace:write'"
    assert error(mockflow.http().post(path, json=body)) == (403, "missing_scopes", missing)
    assert error(mockflow.http(mockflow.workspace_token).post(path, json=body)) == FOR_SITES
    assert error(mockflow.http(some).post(path, json=body)) == NOT_FOUND
    assert len(mockflow.http(mockflow.app_token).get("/sites").json()["sites"]) == 1


def test_a_site_is_made_in_a_workspace_by_its_id(mockflow: Mockflow) -> None:
    """An unknown id is not found, and a slug is no id."""
    app = mockflow.http(mockflow.app_token)
    assert error(app.post(f"/workspaces/{'0' * 24}/sites", json={})) == NOT_FOUND
    assert error(app.post("/workspaces/kiln-and-lantern/sites", json={}))[1:] == (
        "validation_error", "Validation Error: Provided ID is invalid",
    )  # fmt: skip


@pytest.mark.mockflow(plan="business")
def test_making_a_site_takes_an_enterprise_workspace(mockflow: Mockflow) -> None:
    """On a lower plan it is a 403, whatever the body."""
    app = mockflow.http(mockflow.app_token)
    assert error(app.post(sites_of(mockflow), content="{")) == NOT_ENTERPRISE
    assert error(logs(mockflow, "kiln-and-lantern")) == NOT_ENTERPRISE


@pytest.mark.mockflow(plan=None)
@pytest.mark.parametrize(
    ("workspace", "site", "enterprise"),
    [
        ({"plan": "enterprise"}, {}, (True, True)),
        ({"plan": "enterprise"}, {"plan": "cms"}, (True, False)),
        ({"plan": "cms"}, {"plan": "enterprise"}, (False, True)),
        ({}, {"plan": "enterprise"}, (True, True)),
        ({}, {}, (False, False)),
    ],
)
def test_a_workspace_has_a_plan(
    mockflow: Mockflow, workspace: dict[str, str], site: dict[str, str], enterprise: tuple[bool, bool]
) -> None:
    """Its own, which its sites without one have too; else the highest of its sites, else the seed's."""
    workspaces, sites = [{"displayName": "One", **workspace}], [{"displayName": "A", **site}, {"displayName": "B"}]
    mockflow.reset(seed={"mockflow": 1, "plan": "starter", "workspaces": workspaces, "sites": sites})
    answers = logs(mockflow), mockflow.http().get(f"/sites/{mockflow.site_id}/plan")
    assert tuple(answer.status_code == 200 for answer in answers) == enterprise


@seeded
def test_an_audit_log_is_newest_first(mockflow: Mockflow) -> None:
    """Each entry has its type, who did it, where, and what else is told; of the same time, the later one is first."""
    answer = logs(mockflow)
    assert types(answer) == [each["eventType"] for each in reversed(LOGS)]
    said = answer.json()
    assert said["pagination"] == {"limit": 100, "offset": 0, "total": 6}
    assert said["items"][0] == {
        "timestamp": "2026-01-06T09:00:00.000Z",
        "eventType": "workspace_setting",
        "eventSubType": "setting_updated",
        "actor": KIM,
        "workspace": {"id": mockflow.id("workspaces/one"), "slug": "one"},
        "payload": LOGS[5]["payload"],
    }
    assert said["items"][5]["eventSubType"] == "login"
    assert said["items"][5]["actor"]["email"] == "designer@example.com"


@seeded
def test_an_audit_log_is_found_by_id_or_slug(mockflow: Mockflow) -> None:
    """Both in any case; another workspace's log is another one, and an unknown one is not found."""
    assert logs(mockflow, mockflow.id("workspaces/one").upper()).json() == logs(mockflow, "One").json()
    app = mockflow.app_token
    assert logs(mockflow, "second", app).json() == logs(mockflow, TWO, app).json()
    assert logs(mockflow, "second", app).json()["items"] == []
    for unknown in ("0" * 24, "nobody", "workspace"):
        assert error(logs(mockflow, unknown)) == NOT_FOUND


@seeded
def test_an_audit_log_is_read_in_parts(mockflow: Mockflow) -> None:
    """By page, in either order, of one type, and between two times that both count."""
    every = [each["eventType"] for each in LOGS]
    assert types(logs(mockflow, sortOrder="asc")) == every
    assert types(logs(mockflow, sortOrder="asc", limit=2, offset=1)) == every[1:3]
    assert logs(mockflow, limit=2, offset=1).json()["pagination"] == {"limit": 2, "offset": 1, "total": 6}
    assert types(logs(mockflow, eventType="custom_role")) == ["custom_role"]
    day = "2026-01-0{}T09:00:00Z"
    between = {"from_": day.format(3), "to": day.format(5), "sortOrder": "asc"}
    assert types(logs(mockflow, **between)) == every[1:4]
    assert types(logs(mockflow, **{**between, "to": "2026-01-04T10:00:00+01:00"})) == every[1:3]
    assert logs(mockflow, **between).json()["pagination"]["total"] == 3


@seeded
@pytest.mark.parametrize(
    ("query", "start"),
    [
        ({"eventType": "site_deleted"}, "Value (eventType) should be equal to one of the allowed values: user_access"),
        ({"sortOrder": "up"}, "Value (sortOrder) should be equal to one of the allowed values: asc, desc"),
        ({"from_": "yesterday"}, 'Value (from) should match format "date-time"'),
        ({"to": "5"}, 'Value (to) should match format "date-time"'),
        ({"limit": 0}, "Value (limit) "),
        ({"offset": -1}, "Value (offset) "),
    ],
)
def test_what_an_audit_log_cannot_be_asked_is_told(mockflow: Mockflow, query: dict[str, Any], start: str) -> None:
    """An unknown type of event, an order, times and pages that are none."""
    (found,) = reasons(logs(mockflow, **query))
    assert found.startswith(start)


@seeded
def test_an_audit_log_is_for_workspace_tokens_and_apps(mockflow: Mockflow) -> None:
    """A site token is of the wrong kind, whatever it may do; an app needs the scope."""
    assert logs(mockflow, token=mockflow.app_token).json() == logs(mockflow).json()
    assert error(logs(mockflow, token=mockflow.site_token)) == FOR_WORKSPACES
    app = mockflow.new_token(["sites:read"], kind="oauth")
    missing = "OAuthForbidden: You are missing the following scopes - 'workspace_activity:read'"
    assert error(logs(mockflow, token=app)) == (403, "missing_scopes", missing)


@seeded
def test_a_workspace_token_is_for_one_workspace(mockflow: Mockflow) -> None:
    """The first unless another is named; of the others it sees nothing."""
    second = mockflow.new_token(kind="workspace", workspace_id=TWO, name="ws-second")
    assert second == "ws-second"
    assert error(logs(mockflow, "second")) == error(logs(mockflow, TWO)) == NOT_FOUND
    assert error(logs(mockflow, "one", second)) == NOT_FOUND
    assert logs(mockflow, "second", second).status_code == 200
    first, *_, last = mockflow.tokens()
    assert (last.kind, last.site_ids, last.workspace_id) == ("workspace", (), TWO)
    assert last.to_dict() in mockflow.control("GET", "/tokens")["tokens"]
    assert "workspaceId" not in first.to_dict()


@seeded
def test_a_workspace_token_reaches_no_site(mockflow: Mockflow) -> None:
    """Every operation on sites refuses its kind, before it looks at anything else."""
    api = mockflow.http(mockflow.workspace_token)
    for path in ("/sites", f"/sites/{mockflow.site_id}", "/collections/x/items"):
        assert error(api.get(path)) == FOR_SITES


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"scopes": ["cms:read"]}, "scopes: expected a scope that a workspace token can hold, found cms:read"),
        ({"site_ids": ["0" * 24]}, "siteIds: expected ids of sites of this world"),
        ({"workspace_id": "0" * 24}, "workspaceId: expected the id of a workspace of this world"),
        ({"kind": "site", "workspace_id": "0" * 24}, "workspaceId: expected none for a token of the kind site"),
    ],
)
def test_what_a_workspace_token_cannot_be_is_told(mockflow: Mockflow, wanted: dict[str, Any], message: str) -> None:
    """Scopes of sites, sites, and workspaces that are not there."""
    with pytest.raises(ControlError, match=message):
        mockflow.new_token(**{"kind": "workspace", **wanted})
    with pytest.raises(ControlError, match="siteIds: expected none for a workspace token"):
        mockflow.new_token(kind="workspace", site_ids=[mockflow.site_id])


@pytest.mark.mockflow(plan=None, seed={**SEED, "plan": "starter"})
def test_a_workspace_token_has_the_rate_of_its_workspace(mockflow: Mockflow) -> None:
    """The plan of the workspace sets it, that of the token's own minute."""
    limits = {}
    for name in (mockflow.workspace_token, mockflow.new_token(kind="workspace", workspace_id=TWO)):
        limits[name] = logs(mockflow, token=name).headers["X-RateLimit-Limit"]
    assert list(limits.values()) == ["60", "120"]
    mockflow.reset(plan="enterprise")
    answer = logs(mockflow)
    assert (answer.headers["X-RateLimit-Limit"], answer.headers["X-RateLimit-Remaining"]) == ("1200", "1199")


@seeded
def test_a_workspace_token_is_governed_as_any(mockflow: Mockflow) -> None:
    """Its calls are in the journal by its name, and a policy for sites holds for them."""
    logs(mockflow)
    (call,) = mockflow.requests(operation_id="get-workspace-audit-logs")
    assert (call.actor, call.status) == (mockflow.workspace_token, 200)
    mockflow.policy(mockflow.workspace_token, "off")
    assert error(logs(mockflow))[:2] == (403, "forbidden")
    mockflow.policy(mockflow.workspace_token, sites="read")
    assert logs(mockflow).status_code == 200


@seeded
def test_calls_are_not_in_the_log(mockflow: Mockflow) -> None:
    """The log is of what people do in the dashboard: making and deleting a site leaves it as it is."""
    before, app = logs(mockflow).json(), mockflow.http(mockflow.app_token)
    made = app.post(f"/workspaces/{mockflow.id('workspaces/one')}/sites", json={"name": "New"}).json()
    assert app.delete(f"/sites/{made['id']}").status_code == 204
    assert logs(mockflow).json() == before
