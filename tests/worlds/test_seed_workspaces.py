"""Workspaces of a seed, and tokens for them."""

from typing import Any

import pytest

from mockflow import Mockflow, SeedError
from mockflow.core.store import Reader
from mockflow.domain.workspaces import WORKSPACES, Workspace
from mockflow.worlds.planted import Planted, read_planted, write_planted
from mockflow.worlds.seed_of import seed_of_planted
from mockflow.worlds.seeds import plant
from tests.worlds.full_seed import FULL

ID = "64c7e2f0a1b2c3d4e5f60a0{}"
LOG = "workspaces[0].auditLogs[0]"
FIRST, SECOND = {"displayName": "First & co"}, {"displayName": "Second", "id": ID.format(2)}


def seed(*workspaces: Any, **more: Any) -> dict[str, Any]:
    return {"mockflow": 1, "workspaces": list(workspaces), **more}


def workspaces_of(planted: Planted) -> list[Workspace]:
    return list(Reader(planted.state).all(WORKSPACES))


def told(planted: Planted) -> list[tuple[str, str]]:
    return [(each.id, each.slug) for each in workspaces_of(planted)]


def test_sites_are_in_the_first_workspace_unless_they_say_another() -> None:
    """A workspace has its slug from its name, and its id from that; a site names one by its id."""
    sites = [{"displayName": "A"}, {"displayName": "B", "workspaceId": ID.format(2)}]
    planted = plant(seed(FIRST, SECOND, sites=sites))
    first = planted.ids["workspaces/first-co"]
    assert told(planted) == [(first, "first-co"), (ID.format(2), "second")]
    with Mockflow(seed(FIRST, SECOND, sites=sites)) as mock:
        listed = mock.http(mock.app_token).get("/sites").json()["sites"]
        assert [site["workspaceId"] for site in listed] == [first, ID.format(2)]


def test_a_world_has_a_workspace_whatever_its_seed_says() -> None:
    """One is made up where nothing is said, and one for each id that only sites say."""
    (usual,) = workspaces_of(plant({"mockflow": 1}))
    assert (usual.slug, usual.display_name) == ("workspace", "Workspace")
    sites = [{"displayName": name, "workspaceId": ID.format(3)} for name in "AB"]
    assert told(plant({"mockflow": 1, "sites": sites})) == [(ID.format(3), "workspace-f60a03")]
    assert told(plant({"mockflow": 1, "sites": [*sites, {"displayName": "C"}]})) == [
        (ID.format(3), "workspace-f60a03"), (usual.id, "workspace"),
    ]  # fmt: skip
    taken = {"displayName": "Workspace f60a03"}
    (listed, made) = told(plant(seed(taken, sites=sites)))
    assert (listed[1], made) == ("workspace-f60a03", (ID.format(3), f"workspace-{ID.format(3)}"))


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"sites": [{"displayName": "A"}]},
        {"workspaces": [FIRST], "sites": [{"displayName": "A", "workspaceId": ID.format(3)}]},
        {"sites": [{"displayName": "A", "workspaceId": ID.format(3)}, {"displayName": "B"}]},
        {"workspaces": [{"displayName": "Workspace"}, SECOND], "tokens": [{"name": "t", "kind": "workspace"}]},
        {"workspaces": [FIRST, SECOND], "tokens": [{"name": "t", "kind": "workspace", "workspace": "second"}]},
    ],
)
def test_only_what_is_not_made_up_is_said(content: dict[str, Any]) -> None:
    """A world says the workspaces that its seed said, and its own seed makes the same ones."""
    document = {"mockflow": 1, **content}
    planted = plant(document)
    said = seed_of_planted(planted)
    assert said == document
    assert told(plant(said)) == told(planted)


def test_a_world_with_ids_of_its_own_says_its_workspace() -> None:
    """Since no path makes that id."""
    with Mockflow() as mock:
        other = mock.new_world("empty", distinct_ids=True)
        ((own, slug),) = [(path, mock_id) for path, mock_id in other.ids.items() if path.startswith("workspaces/")]
        assert other.seed()["workspaces"] == [{"displayName": "Workspace", "id": slug}]
        assert own == "workspaces/workspace"
        other.close()


def test_workspaces_and_tokens_come_through_the_file_of_a_planted_seed() -> None:
    """As the package has it: with their logs, and each token with what it reaches."""
    planted = plant(FULL)
    again = read_planted(write_planted(planted))
    assert [each.audit_logs for each in workspaces_of(again)] == [each.audit_logs for each in workspaces_of(planted)]
    assert again.tokens == planted.tokens


def test_a_log_is_in_the_order_of_its_times() -> None:
    """However the seed lists it; an entry without a time is a minute after the one before."""
    logs = [
        {"eventType": "user_access"},
        {"eventType": "workspace_setting"},
        {"eventType": "custom_role", "timestamp": "2025-01-01T00:00:00Z"},
    ]
    (made,) = workspaces_of(plant(seed({**FIRST, "auditLogs": logs})))
    assert [each.event_type for each in made.audit_logs] == ["custom_role", "user_access", "workspace_setting"]
    assert made.audit_logs[2].at - made.audit_logs[1].at == 60_000


def test_workspaces_merge_by_slug() -> None:
    """A seed that extends another says what is different of one of its workspaces."""
    (made,) = workspaces_of(
        plant(seed({"displayName": "Kiln & Lantern", "slug": "kiln-and-lantern", "plan": "enterprise"}, extends="demo"))
    )
    assert (made.plan, len(made.audit_logs)) == ("enterprise", 6)


def test_a_token_may_be_for_a_site_that_is_gone() -> None:
    """With null for its site a token reaches none."""
    tokens = [{"name": "t", "site": None}, {"name": "w", "kind": "workspace", "workspace": None}]
    with Mockflow({"mockflow": 1, "plan": "enterprise", "sites": [{"displayName": "A"}], "tokens": tokens}) as mock:
        assert mock.http("t").get("/sites").json() == {"sites": []}
        assert mock.http("w").get("/workspaces/workspace/audit_logs").status_code == 404
        assert mock.seed()["tokens"] == tokens


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (seed({}), "workspaces[0].displayName: expected a value, found nothing"),
        (seed({**FIRST, "plan": "gold"}), "workspaces[0].plan: expected one of starter, "),
        (seed({**FIRST, "slug": "a" * 24}), "workspaces[0].slug: expected letters in lower case, digits and dashes"),
        (seed({**FIRST, "slug": "A b"}), "workspaces[0].slug: expected letters in lower case, digits and dashes, and"),
        (seed({"displayName": "a" * 24}), "workspaces[0].slug: expected a slug that no other workspace has, and no id"),
        (seed(FIRST, {**FIRST, "id": ID.format(1)}), "workspaces[1].slug: expected a slug that no other workspace has"),
        (seed(SECOND, {**SECOND, "slug": "third"}), "workspaces[1]: expected an id that nothing else has"),
        (
            {"mockflow": 1, "sites": [{"displayName": "A"}], "tokens": [{"name": "t", "workspace": "workspace"}]},
            "tokens[0].workspace: expected none, but of a workspace token",
        ),
        (
            {"mockflow": 1, "tokens": [{"name": "t", "kind": "workspace", "workspace": "x"}]},
            "tokens[0].workspace: expected one of the workspaces workspace, found x",
        ),
        (
            {"mockflow": 1, "tokens": [{"name": "t", "kind": "workspace", "sites": ["a"]}]},
            "tokens[0].sites: expected none of a workspace token, which reaches no site",
        ),
        (
            {"mockflow": 1, "tokens": [{"name": "t", "kind": "workspace", "scopes": ["cms:read"]}]},
            "tokens[0].scopes: expected a scope that a workspace token can hold, found cms:read",
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_told(content: dict[str, Any], said: str) -> None:
    """Each is a problem of the seed with its path, what was expected, and what was found."""
    assert problem_of(content).startswith(said)


@pytest.mark.parametrize(
    ("log", "said"),
    [
        ({}, f"{LOG}.eventType: expected a value, found nothing"),
        ({"eventType": "lunch"}, f"{LOG}.eventType: expected one of user_access, custom_role, "),
        (
            {"eventType": "user_access", "eventSubType": "role_created"},
            f"{LOG}.eventSubType: expected one of login, logout, found role_created",
        ),
        ({"eventType": "user_access", "timestamp": "soon"}, f"{LOG}.timestamp: expected an ISO 8601 time"),
        ({"eventType": "user_access", "payload": {"nope": 1}}, f"{LOG}.payload.nope: expected one of the keys "),
        (
            {"eventType": "custom_role", "payload": {"method": "sso"}},
            f"{LOG}.payload: expected keys among roleName, previousRoleName, found method",
        ),
        (
            {"eventType": "user_access", "payload": {"method": "scim"}},
            f"{LOG}.payload.method: expected one of dashboard, sso, api, google, found scim",
        ),
        (
            {"eventType": "site_membership", "payload": {"granularAccess": {"restricted": "yes"}}},
            f"{LOG}.payload.granularAccess.restricted: expected true or false",
        ),
        ({"eventType": "user_access", "actor": {"name": "Kim"}}, f"{LOG}.actor.name: expected one of the keys "),
    ],
)  # fmt: skip
def test_what_no_log_can_say_is_told(log: dict[str, Any], said: str) -> None:
    """Each type of event has its own subtypes, keys and methods."""
    assert problem_of(seed({**FIRST, "auditLogs": [log]})).startswith(said)


def problem_of(content: dict[str, Any]) -> str:
    with pytest.raises(SeedError) as raised:
        plant(content)
    (problem,) = raised.value.problems
    return f"{problem.path}: {problem.message}"
