"""Which world a call belongs to, and who may call there."""

from typing import Any

import httpx
import pytest

from mockflow import Mockflow
from tests.worlds.several import NOON, ROOT, Process

pytestmark = pytest.mark.mockflow(clock=NOON, unknown_routes="allow")
SITE = "mockflow-site-token"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def worlds(process: Process) -> dict[str, dict[str, Any]]:
    """The default world and two more, each on a plan that its rate limit tells it by."""
    made = {
        "default": process.put("default", plan="starter"),
        "pw-0": process.put("pw-0", plan="cms"),
        "pw-1": process.put("pw-1", plan="enterprise"),
    }
    for world in made.values():
        process.http.post(f"{world['controlUrl']}/tokens", json={"name": "agent"})
        process.http.post(f"{world['controlUrl']}/tokens", json={"token": f"literal-of-{world['id']}"})
    return made


LIMITS = {"60": "default", "120": "pw-0", "1200": "pw-1"}


def found(process: Process, path: str = "", token: str = SITE, **headers: str) -> str:
    """The world that answers a call, or the status of the refusal."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = process.http.get(f"{ROOT}{path}/v2/sites", headers={"Authorization": f"Bearer {token}", **named})
    return LIMITS.get(answer.headers.get("X-RateLimit-Limit", ""), str(answer.status_code))


@pytest.mark.usefixtures("worlds")
def test_the_first_name_that_a_call_has_counts(process: Process) -> None:
    """Prefix, header, baggage, suffix, default: each wins over those after it."""
    baggage, other = "x=y,mockflow.world=pw-0", f"{SITE}.pw-1"
    assert found(process, "/w/pw-1", x_mockflow_world="pw-0", baggage=baggage) == "pw-1"
    assert found(process, x_mockflow_world="pw-1", baggage=baggage) == "pw-1"
    assert found(process, baggage=baggage) == "pw-0"
    assert found(process, token=other) == "pw-1"
    assert found(process) == "default"
    assert found(process, "/w/default", x_mockflow_world="pw-0", baggage=baggage) == "default"
    for spelt in ("mockflow.world = pw-0", "a=b;c , mockflow.world=pw%2D0;p=1", "mockflow.world=pw-0;ttl=5,z=1"):
        assert found(process, baggage=spelt) == "pw-0"
    for none in ("", "mockflow.world=", "mockflow.world", "other.mockflow.world=pw-0", "MOCKFLOW.WORLD=pw-0"):
        assert found(process, baggage=none) == "default"


@pytest.mark.usefixtures("worlds")
@pytest.mark.parametrize("how", ["prefix", "header", "baggage"])
def test_ready_made_credentials_work_with_and_without_suffix(process: Process, how: str) -> None:
    """Where a world is named, all three; the expired one is a 401 either way."""
    for kind in ("site", "app", "readonly"):
        for suffix in ("", ".pw-0"):
            assert named(process, how, "pw-0", f"mockflow-{kind}-token{suffix}") == "pw-0"
    for suffix in ("", ".pw-0"):
        assert named(process, how, "pw-0", f"mockflow-expired-token{suffix}") == "401"


@pytest.mark.usefixtures("worlds")
@pytest.mark.parametrize("how", ["prefix", "header", "baggage"])
def test_a_token_of_another_world_than_the_one_named_is_refused(process: Process, how: str) -> None:
    """Ready-made with another suffix, minted, or literal; and a minted one without its suffix is nobody's."""
    for token in (f"{SITE}.pw-1", f"{SITE}.default", "agent", "agent.pw-1", "literal-of-pw-1", "literal-of-default"):
        assert named(process, how, "pw-0", token) == "401"
    for token in (f"{SITE}.pw-0", "agent.pw-0", "literal-of-pw-0", "literal-of-pw-0.pw-0"):
        assert named(process, how, "pw-0", token) == "pw-0"
    for token in (f"{SITE}.pw-0", "agent.pw-0", "literal-of-pw-0"):
        assert named(process, how, "default", token) == "401"


def named(process: Process, how: str, world_id: str, token: str) -> str:
    """The world that answers where this one is named in one of the three ways."""
    if how == "prefix":
        return found(process, f"/w/{world_id}", token)
    if how == "header":
        return found(process, token=token, x_mockflow_world=world_id)
    return found(process, token=token, baggage=f"mockflow.world={world_id}")


@pytest.mark.usefixtures("worlds")
def test_without_a_name_the_suffix_finds_the_world(process: Process) -> None:
    """Of a minted token too; a literal one is found by a suffix that is added to it, and is the default's without."""
    assert found(process, token="agent.pw-0") == "pw-0"
    assert found(process, token="agent") == "default"
    assert found(process, token="literal-of-pw-1.pw-1") == "pw-1"
    assert found(process, token="literal-of-default") == "default"
    for nobody in (
        "literal-of-pw-1",
        f"{SITE}.nope",
        f"{SITE}.",
        ".pw-0",
        f"{SITE}.PW-0",
        f"{SITE}.pw-0.pw-1",
        "a..pw-0",
    ):
        assert found(process, token=nobody) == "401"


@pytest.mark.usefixtures("worlds")
@pytest.mark.parametrize("prefix", ["/w/nope", "/w/PW-0", "/w/", "/w/pw-0%20", "/w/%2E%2E", "/w/" + "x" * 5_000])
def test_an_unknown_world_answers_nothing(process: Process, prefix: str) -> None:
    """Under /v2 with 401 and on the control plane with 404, whatever is in its place: ids are exact."""
    answers = [
        process.http.get(f"{ROOT}{prefix}{path}", headers=bearer(SITE)) for path in ("/v2/sites", "/_mockflow/ids")
    ]
    assert [answer.status_code for answer in answers] == [401, 404]
    assert found(process, x_mockflow_world="nope") == found(process, baggage="mockflow.world=nope") == "401"


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.usefixtures("worlds")
def test_only_the_first_prefix_is_one(process: Process) -> None:
    """What comes after it is a path of that world, which has none that begins so."""
    answer = process.http.get(f"{ROOT}/w/pw-0/w/pw-1/v2/sites", headers=bearer(SITE))
    assert answer.status_code == 404
    assert process.http.get(f"{ROOT}/w/pw-0/w/pw-1/_mockflow/ids").status_code == 404
    assert [each["path"] for each in unmatched(process, "pw-0")] == ["/w/pw-1/v2/sites", "/w/pw-1/_mockflow/ids"]
    assert unmatched(process, "pw-1") == unmatched(process, "default") == []
    assert process.http.get(f"{ROOT}/w/pw-0", headers=bearer(SITE)).status_code == 404


def unmatched(process: Process, world_id: str) -> list[dict[str, Any]]:
    calls: list[dict[str, Any]] = process.http.get(f"/w/{world_id}/_mockflow/unmatched").json()["unmatched"]
    return calls


def oauth_calls(process: Process, world_id: str) -> list[str]:
    calls = process.http.get(f"/w/{world_id}/_mockflow/requests", params={"path": "/oauth/*"}).json()["requests"]
    return [call["path"] for call in calls]


def test_calls_without_a_world_are_told_by_the_default_one(process: Process) -> None:
    """With the id that they named."""
    process.http.get(f"{ROOT}/w/nope/v2/sites", headers=bearer(SITE))
    (call,) = unmatched(process, "default")
    assert (call["path"], call["reason"]) == ("/v2/sites", "no world has the id nope")


CLIENT = "mockflow-client-id.pw-0"
OAUTH: list[tuple[str, str, dict[str, Any]]] = [
    ("GET", f"/oauth/authorize?response_type=code&client_id={CLIENT}", {}),
    ("POST", "/oauth/access_token", {"json": {"client_id": CLIENT, "code": "x"}}),
    ("POST", "/oauth/token", {"data": {"client_id": CLIENT, "code": "x"}}),
    ("POST", "/oauth/revoke_authorization", {"content": f"a=b&client_id={CLIENT}", "headers": FORM}),
    ("POST", f"/oauth/token?client_id={CLIENT}", {"json": {"client_id": "mockflow-client-id.pw-1"}}),
    ("POST", "/oauth/token", {"json": {"client_id": CLIENT}, "headers": bearer("agent.nope")}),
    ("POST", "/oauth/token", {"json": {"client_id": "mockflow-client-id", "code": "mockflow-code-1.pw-0"}}),
    ("POST", "/oauth/revoke_authorization", {"data": {"client_id": "x", "access_token": "agent.pw-0"}}),
]


@pytest.mark.usefixtures("worlds")
@pytest.mark.parametrize(("method", "path", "request_"), OAUTH)
def test_a_client_id_finds_its_world(process: Process, method: str, path: str, request_: dict[str, Any]) -> None:
    """As a code or a token does: in the query, in a JSON body or in a form, of any path of OAuth's."""
    process.http.request(method, path, **request_)
    assert oauth_calls(process, "pw-0") == [path.partition("?")[0]]
    assert oauth_calls(process, "default") == oauth_calls(process, "pw-1") == []


@pytest.mark.usefixtures("worlds")
@pytest.mark.parametrize(
    "request_",
    [
        {},
        {"json": {"client_id": "mockflow-client-id"}},
        {"json": {"client_id": "mockflow-client-id.nope"}},
        {"json": {"client_id": ["mockflow-client-id.pw-0"]}},
        {"json": [CLIENT]},
        {"content": b'{"client_id": "a.pw-0"', "headers": {"Content-Type": "application/json"}},
        {"content": b"\xff\xfe&client_id", "headers": FORM},
        {"content": b"x=" + b"y" * 70_000 + b"&client_id=a.pw-0", "headers": FORM},
        {"content": b"[" * 100_000, "headers": {"Content-Type": "application/json"}},
    ],
)
def test_a_call_of_oauth_without_one_is_the_defaults(process: Process, request_: dict[str, Any]) -> None:
    """As one whose body is not what it says, and one that is far too long to be of OAuth's."""
    process.http.post("/oauth/token", **request_)
    assert [len(oauth_calls(process, world_id)) for world_id in ("default", "pw-0")] == [1, 0]


@pytest.mark.usefixtures("worlds")
def test_only_calls_of_oauth_are_found_by_a_client_id(process: Process) -> None:
    """Elsewhere a body says nothing of the world."""
    process.http.post("/v2/sites", json={"client_id": CLIENT}, headers=bearer(SITE))
    process.http.post("/w/pw-1/oauth/token", json={"client_id": CLIENT})
    assert [len(unmatched(process, world_id)) for world_id in ("default", "pw-0", "pw-1")] == [1, 0, 0]
    assert [len(oauth_calls(process, world_id)) for world_id in ("default", "pw-0", "pw-1")] == [0, 0, 1]


def test_what_a_world_hands_out_leads_back_to_it(process: Process, worlds: dict[str, dict[str, Any]]) -> None:
    """Upload targets and hosted files are under its prefix, and deliveries carry its id."""
    world = worlds["pw-0"]
    site = f"/sites/{world['sites'][0]['id']}"
    sink = f"{ROOT}/w/pw-0/_mockflow/sink/a"
    process.call(world, "POST", f"{site}/webhooks", json={"triggerType": "collection_item_created", "url": sink})
    process.post(world, "Told")
    process.http.post(f"{world['controlUrl']}/deliveries/drain")
    (message,) = process.http.get(sink).json()["messages"]
    assert (message["headers"]["x-mockflow-world"], message["verified"]) == ("pw-0", True)
    made = process.call(world, "POST", f"{site}/assets", json={"fileName": "a.txt", "fileHash": "0" * 32}).json()
    assert made["uploadUrl"] == f"{ROOT}/w/pw-0/_storage/mockflow-uploads"
    assert made["hostedUrl"].startswith(f"{ROOT}/w/pw-0/_")
    with Mockflow() as other:
        assert httpx.Client(transport=other.transport, trust_env=False).get(made["hostedUrl"]).status_code == 404
