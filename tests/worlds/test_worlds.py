"""Worlds through the control plane: made, made anew, listed, forked, gone."""

import gc
from collections.abc import Callable
from hashlib import md5
from time import monotonic, sleep
from typing import Any
from weakref import ref

import httpx
import pytest

from mockflow import Mockflow
from mockflow.worlds.registry import NoRoomError, Registry
from tests.support import error
from tests.worlds.several import NOON, ROOT, Process

pytestmark = pytest.mark.mockflow(clock=NOON)
DOCUMENT = {"mockflow": 1, "sites": [{"displayName": "Small"}]}


def test_a_world_tells_all_that_a_client_needs(process: Process) -> None:
    """Its URLs contain its id, its tokens and client id carry it, the client secret does not."""
    answer = process.control("POST", "/worlds", {"id": "pw-0"}, host="double.test:4020")
    base, site_id = "http://double.test:4020/w/pw-0", process.mock.site_id
    assert answer.status_code == 201
    assert answer.json() == {
        "id": "pw-0",
        "apiUrl": f"{base}/v2",
        "controlUrl": f"{base}/_mockflow",
        "sites": [{"id": site_id, "displayName": "Kiln & Lantern"}],
        "tokens": {
            "site": "mockflow-site-token.pw-0",
            "app": "mockflow-app-token.pw-0",
            "readonly": "mockflow-readonly-token.pw-0",
            "expired": "mockflow-expired-token.pw-0",
            "workspace": "ws-mockflow-workspace-token.pw-0",
        },
        "oauth": {"clientId": "mockflow-client-id.pw-0", "clientSecret": "mockflow-client-secret"},
        "env": {
            "WEBFLOW_TOKEN": "mockflow-site-token.pw-0",
            "WEBFLOW_SITE_ID": site_id,
            "WEBFLOW_API_URL": f"{base}/v2",
            "WEBFLOW_CLIENT_ID": "mockflow-client-id.pw-0",
            "WEBFLOW_CLIENT_SECRET": "mockflow-client-secret",
        },
    }
    assert answer.json()["env"].keys() == process.mock.env().keys()
    assert process.control("GET", "/worlds/pw-0", host="double.test:4020").json() == answer.json()


def test_worlds_are_listed_in_the_order_in_which_they_were_made(process: Process) -> None:
    """The default one first; health counts them."""
    made = process.put("b"), process.put("a")
    default = process.control("GET", "/worlds/default").json()
    assert process.control("GET", "/worlds").json() == {"worlds": [default, *made]}
    assert process.control("GET", "/health").json()["worlds"] == 3
    assert default["tokens"]["site"] == "mockflow-site-token"
    assert default["apiUrl"] == f"{ROOT}/w/default/v2"


def test_a_world_without_an_id_is_given_one(process: Process) -> None:
    """The numbers go on: no id comes back, and one that is taken is passed over."""
    process.put("world-2")
    made = [process.control("POST", "/worlds").json()["id"] for _ in range(2)]
    process.control("DELETE", "/worlds/world-3")
    assert [*made, process.control("POST", "/worlds", {}).json()["id"]] == ["world-1", "world-3", "world-4"]


def test_put_makes_a_world_or_makes_it_anew(process: Process) -> None:
    """201 for one that was not there, 200 with a fresh one for one that was; POST of one that is there is 409."""
    first = process.control("PUT", "/worlds/pw-0", {"id": "pw-0"})
    assert first.status_code == 201
    process.post(first.json(), "Gone soon")
    again = process.control("PUT", "/worlds/pw-0")
    assert (again.status_code, again.json()) == (200, first.json())
    assert "Gone soon" not in process.names(again.json())
    process.post(first.json(), "Stays")
    refused = process.control("POST", "/worlds", {"id": "pw-0"})
    assert error(refused) == (409, "conflict", "expected an id that no world has, found pw-0")
    assert "Stays" in process.names(first.json())


def test_the_default_world_is_made_anew_and_never_gone(process: Process) -> None:
    """PUT gives it other options; it has no lease, and DELETE is a 409."""
    made = process.put("default", plan="enterprise")
    assert process.call(made, "GET", "/sites").headers["X-RateLimit-Limit"] == "1200"
    assert error(process.control("DELETE", "/worlds/default"))[:2] == (409, "conflict")
    assert error(process.control("PUT", "/worlds/default", {"ttlSeconds": 5}))[:2] == (400, "validation_error")
    assert process.call(made, "GET", "/sites").headers["X-RateLimit-Limit"] == "1200"


def test_a_world_that_is_gone_is_not_there_for_anyone(process: Process) -> None:
    """Its API is 401, its control plane 404, its store 404; a second DELETE is a 404."""
    made = process.put("pw-0")
    assert process.control("DELETE", "/worlds/pw-0").status_code == 204
    assert process.call(made, "GET", "/sites").status_code == 401
    assert process.http.get(f"{made['controlUrl']}/ids").status_code == 404
    assert process.http.post(f"{ROOT}/w/pw-0/_storage/mockflow-uploads").status_code == 404
    missing = (404, "resource_not_found", "No world has the id pw-0")
    assert error(process.control("DELETE", "/worlds/pw-0")) == missing
    assert error(process.control("GET", "/worlds/pw-0")) == missing


@pytest.mark.mockflow(rate_limit=False, plan="business", quirks={"publish_limit": "off"})
def test_what_is_left_out_comes_from_the_servers_options(process: Process) -> None:
    """As the server was started, whatever became of the default world since."""
    process.control("POST", "/reset", {"seed": "empty", "plan": "enterprise", "quirks": {}, "clock": "real"})
    made = process.put("pw-0")
    assert made["sites"][0]["displayName"] == "Kiln & Lantern"
    assert process.call(made, "GET", "/sites").headers["X-RateLimit-Limit"] == "120"
    assert process.http.get(f"{made['controlUrl']}/quirks").json()["publish_limit"] == "off"
    assert process.http.get(f"{made['controlUrl']}/clock").json() == {"now": "2026-01-15T12:00:00.000Z", "frozen": True}


def test_what_is_given_survives_a_reset(process: Process) -> None:
    """Seed, plan, rate limit, clock, quirks and the gate are as the world was made with."""
    wanted: dict[str, Any] = {
        "seed": DOCUMENT, "plan": "cms", "rateLimit": False, "clock": {"now": "2027-01-01T00:00:00Z"},
        "quirks": {"publish_limit": False}, "webhooks": "off",
    }  # fmt: skip
    made = process.put("pw-0", **wanted)
    process.http.post(f"{made['controlUrl']}/clock/advance", json={"seconds": 60})
    process.http.put(f"{made['controlUrl']}/quirks", json={"publish_limit": "on"})
    assert process.http.post(f"{made['controlUrl']}/reset").json()["sites"] == made["sites"]
    headers = process.call(made, "GET", "/sites").headers
    assert (headers["X-RateLimit-Limit"], headers["X-RateLimit-Remaining"]) == ("120", "120")
    assert process.http.get(f"{made['controlUrl']}/clock").json() == {"now": "2027-01-01T00:00:00.000Z", "frozen": True}
    assert process.http.get(f"{made['controlUrl']}/quirks").json()["publish_limit"] == "off"
    world = process.mock._worlds.find("pw-0")  # noqa: SLF001 - its gate has no public door
    assert world is not None
    assert world.options.gate.webhooks == "off"
    assert [site["displayName"] for site in made["sites"]] == ["Small"]


@pytest.mark.parametrize(
    ("clock", "now", "frozen"),
    [
        ("2027-01-01T00:00:00Z", "2027-01-01T00:00:00", True),
        ({"now": "2027-01-01T00:00:00Z"}, "2027-01-01T00:00:00", True),
        ({"now": "2027-01-01T00:00:00Z", "frozen": True}, "2027-01-01T00:00:00", True),
        ({"now": "2027-01-01T00:00:00Z", "frozen": False}, "2027-01-01T00:00:0", False),
        ({"frozen": True}, "20", True),
        ({"frozen": False}, "20", False),
        ({}, "20", False),
        ("+5d", "20", False),
    ],
)
def test_a_clock_is_text_or_where_it_starts(process: Process, clock: Any, now: str, *, frozen: bool) -> None:
    """As ``--clock`` has it, or a time and whether it stands still; a reset starts it there again."""
    made = process.put("pw-0", clock=clock)
    for _ in range(2):
        told = process.http.get(f"{made['controlUrl']}/clock").json()
        assert told["now"].startswith(now)
        assert told["frozen"] is frozen
        process.http.post(f"{made['controlUrl']}/clock/advance", json={"seconds": 86_400_000})
        process.http.post(f"{made['controlUrl']}/reset")


def test_a_seed_without_site_or_ready_made_tokens_has_none(process: Process) -> None:
    """Tokens that are not there are null, and the environment has empty values for what is missing."""
    made = process.put("bare", seed={"mockflow": 1, "readyMadeTokens": False})
    assert (made["sites"], set(made["tokens"].values())) == ([], {None})
    assert (made["env"]["WEBFLOW_TOKEN"], made["env"]["WEBFLOW_SITE_ID"]) == ("", "")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"nope": 1}, "nope: expected one of the keys"),
        ({"id": "PW"}, "id: expected a world id of 1 to 40 of a-z, 0-9 and -, found PW"),
        ({"id": ""}, "id: expected a world id"),
        ({"id": "x" * 41}, "id: expected a world id"),
        ({"id": "a/b"}, "id: expected a world id"),
        ({"id": "é"}, "id: expected a world id"),
        ({"id": "a\n"}, "id: expected a world id"),
        ({"id": 5}, "id: expected a string, found 5"),
        ({"seed": "/etc/passwd"}, "seed: expected one of demo, empty, large or a document, found /etc/passwd"),
        ({"seed": {"mockflow": 1, "extends": "x.yaml"}}, "seed.extends: expected one of demo, empty, large"),
        ({"seed": {"mockflow": 2}}, "mockflow: expected one of 1, found 2"),
        ({"seed": {"mockflow": 1, "sites": [{"displayName": "S", "assets": [{"file": "/etc/passwd"}]}]}}, "assets[0]"),
        ({"seed": "demo", "from": "default"}, "from: expected no seed beside it"),
        ({"from": "default", "distinctIds": True}, "from: expected no distinctIds beside it"),
        ({"from": "default@"}, "from: expected a world and a commit such as default or pw-0@17, found default@"),
        ({"from": "default@x"}, "from: expected a world and a commit"),
        ({"from": "default@-1"}, "from: expected a world and a commit"),
        ({"from": 5}, "from: expected a string, found 5"),
        ({"plan": "gold"}, "plan: expected one of starter, basic, cms, ecommerce, business, enterprise, found"),
        ({"rateLimit": "off"}, "rateLimit: expected true or false"),
        ({"clock": "soon"}, "clock: expected real, a time such as"),
        ({"clock": {"now": "soon"}}, "clock.now: expected an ISO 8601 time, found soon"),
        ({"clock": {"now": 5}}, "clock.now: expected an ISO 8601 time, found 5"),
        ({"clock": {"frozen": 1}}, "clock.frozen: expected true or false, found 1"),
        ({"clock": {"nope": 1}}, "clock: expected a setting"),
        ({"clock": 5}, "clock: expected a setting"),
        ({"quirks": {"nope": "on"}}, "quirks: expected one of the quirks"),
        ({"quirks": 5}, "quirks: expected an object"),
        ({"webhooks": "on"}, "webhooks: expected local, any, off"),
        ({"distinctIds": 1}, "distinctIds: expected true or false"),
        ({"ttlSeconds": 0}, "ttlSeconds: expected a positive number of seconds, found 0"),
        ({"ttlSeconds": -5}, "ttlSeconds: expected a positive number"),
        ({"ttlSeconds": "5"}, "ttlSeconds: expected a number"),
        ({"ttlSeconds": True}, "ttlSeconds: expected a number"),
    ],
)
def test_a_world_that_cannot_be_is_refused_by_name(process: Process, body: Any, said: str) -> None:
    """A bad field is a 400 that names it, and no world was made, nor was one made anew."""
    kept = process.put("kept")
    post_id = process.post(kept, "Stays")
    before = process.control("GET", "/worlds").json()
    calls = [("POST", "/worlds")] + ([] if "id" in body else [("PUT", "/worlds/kept"), ("PUT", "/worlds/new")])
    for method, path in calls:
        answer = process.control(method, path, body)
        assert error(answer)[:2] == (400, "validation_error"), answer.text
        assert said in answer.json()["message"]
    assert process.control("GET", "/worlds").json() == before
    items = f"/collections/{process.ids('kept')['journal']}/items"
    assert process.call(kept, "GET", f"{items}/{post_id}").status_code == 200


def test_the_id_of_a_path_and_of_its_body_are_one(process: Process) -> None:
    """PUT with another id in the body is a 400, and one of no form is too."""
    assert error(process.control("PUT", "/worlds/a", {"id": "b"}))[2] == (
        "id: expected a, as in the path, or none, found b"
    )
    assert error(process.control("PUT", "/worlds/Capital"))[0] == 400
    assert process.control("GET", "/worlds/Capital").status_code == 404
    assert process.control("DELETE", "/worlds/Capital").status_code == 404


def test_null_is_the_same_as_left_out(process: Process) -> None:
    """But for the plan, where it is the seed's own."""
    nothing = dict.fromkeys(
        ("id", "seed", "from", "plan", "rateLimit", "clock", "quirks", "webhooks", "distinctIds", "ttlSeconds")
    )
    assert process.control("POST", "/worlds", nothing).json()["id"] == "world-1"


@pytest.mark.mockflow(plan="enterprise")
def test_null_is_the_plan_of_the_seed(process: Process) -> None:
    """Where the server was started with another one."""
    limits = [
        process.call(process.put("pw-0", **given), "GET", "/sites").headers["X-RateLimit-Limit"]
        for given in ({}, {"plan": None})
    ]
    assert limits == ["1200", "120"]


def test_worlds_are_bounded(mockflow: Mockflow) -> None:
    """One more than may be is a 409 that names the option; one made anew is not, nor one in a place that is free."""
    mockflow._worlds.most = 3  # noqa: SLF001 - an option of the server
    process = Process(mockflow)
    process.put("a")
    process.put("b")
    full = (409, "conflict", "expected at most 3 worlds (--max-worlds), found one more")
    assert error(process.control("POST", "/worlds")) == full
    assert error(process.control("PUT", "/worlds/c")) == full
    assert process.control("PUT", "/worlds/a").status_code == 200
    process.control("DELETE", "/worlds/b")
    assert process.control("PUT", "/worlds/c").status_code == 201


def test_worlds_are_called_in_whatever_world_is_named(process: Process) -> None:
    """By prefix and header, of another world or of the very one that is about to be made: a proxy may hash on it."""
    assert process.http.put("/w/pw-0/_mockflow/worlds/pw-0").status_code == 201
    assert process.control("PUT", "/worlds/pw-1", **{"X-Mockflow-World": "pw-1"}).status_code == 201
    assert process.control("GET", "/worlds", **{"X-Mockflow-World": "nope"}).status_code == 200
    assert process.http.delete("/w/pw-1/_mockflow/worlds/pw-0").status_code == 204
    assert process.http.get("/w/nope/_mockflow/ids").status_code == 404


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Lets so many real seconds pass at once."""
    passed = [monotonic()]
    for module in ("lease", "registry"):
        monkeypatch.setattr(f"mockflow.worlds.{module}.monotonic", lambda: passed[-1])
    return lambda many: passed.append(passed[-1] + many)


def test_a_world_is_gone_once_nobody_calls_it(process: Process, seconds: Callable[[float], None]) -> None:
    """Each call of the API or the control plane begins its time anew; then it is no more found, listed or counted."""
    made = process.put("short", ttlSeconds=4)
    process.put("long", ttlSeconds=3600)
    bearer = {"Authorization": f"Bearer {made['tokens']['site']}"}
    calls: tuple[Callable[[], httpx.Response], ...] = (
        lambda: process.call(made, "GET", "/sites"),
        lambda: process.http.get(f"{made['controlUrl']}/ids"),
        lambda: process.http.get(f"{ROOT}/v2/sites", headers=bearer),
        lambda: process.control("GET", "/worlds/short"),
    )
    for call in calls:
        seconds(3)
        assert call().status_code == 200
    seconds(4)
    assert process.control("GET", "/health").json()["worlds"] == 2
    assert process.call(made, "GET", "/sites").status_code == 401
    assert [each["id"] for each in process.control("GET", "/worlds").json()["worlds"]] == ["default", "long"]


def test_a_world_whose_time_is_over_makes_room(mockflow: Mockflow, seconds: Callable[[float], None]) -> None:
    """Its place and its id are free, though nobody looked for it; found or not, it sends nothing more."""
    worlds = mockflow._worlds  # noqa: SLF001 - how worlds are kept
    short = worlds.options._replace(ttl=5, further_tokens=())
    worlds.most = 2
    old = worlds.make("a", short)
    assert worlds.find("a") is old
    with pytest.raises(NoRoomError):
        worlds.make("b", short)
    seconds(5)
    assert worlds.make("b", short).id == "b"
    seconds(5)
    assert worlds.find("b") is None
    assert worlds.make("a", worlds.options).lease is None
    assert len(worlds) == 2


def test_a_reset_keeps_the_time_that_a_world_has(process: Process, seconds: Callable[[float], None]) -> None:
    """The time after which it is gone is no part of what a reset changes."""
    made = process.put("short", ttlSeconds=0.5)
    process.http.post(f"{made['controlUrl']}/reset", json={"seed": "empty"})
    seconds(0.6)
    assert process.control("GET", "/worlds/short").status_code == 404


def test_an_id_that_no_world_can_have_is_refused() -> None:
    """Also within the process."""
    worlds = Registry(Mockflow()._worlds.options)  # noqa: SLF001 - worlds have no public door in process
    with pytest.raises(ValueError, match="expected a world id of 1 to 40"):
        worlds.make_anew("A", worlds.options)


@pytest.mark.mockflow(rate_limit=False)
@pytest.mark.parametrize("how", ["removed", "made anew", "swept"])
def test_a_world_that_is_gone_is_freed_at_once(process: Process, how: str, seconds: Callable[[float], None]) -> None:
    """With its deliveries, journal and files, and without a collection of garbage: a server has few of those."""
    made = process.put("pw-0", ttlSeconds=60)
    use(process, made)
    gone = ref(process.mock._worlds.find("pw-0"))  # noqa: SLF001 - the world itself
    gc.disable()
    try:
        seconds(61 if how == "swept" else 0)
        one, every = "/worlds/pw-0", "/worlds"
        process.control(*{"removed": ("DELETE", one), "made anew": ("PUT", one), "swept": ("GET", every)}[how])
        deadline = monotonic() + 5
        while gone() is not None and monotonic() < deadline:  # a thread that sends may linger for a moment
            sleep(0.01)
        assert gone() is None, gc.get_referrers(gone())
    finally:
        gc.enable()


def use(process: Process, world: dict[str, Any]) -> None:
    """Do something of every kind in this world."""
    site_id, site = world["sites"][0]["id"], f"/sites/{world['sites'][0]['id']}"
    for url in (f"{ROOT}/w/pw-0/_mockflow/sink/a", "http://127.0.0.1:9/refused"):
        process.call(world, "POST", f"{site}/webhooks", json={"triggerType": "collection_item_created", "url": url})
    process.post(world, "Told")
    asset = {"fileName": "notes.txt", "fileHash": md5(b"notes", usedforsecurity=False).hexdigest()}
    target = process.call(world, "POST", f"{site}/assets", json=asset).json()
    process.http.post(target["uploadUrl"], data=target["uploadDetails"], files={"file": ("notes.txt", b"notes")})
    process.http.post(f"{world['controlUrl']}/simulate/form-submission", json={"siteId": site_id})
    process.http.post(f"{world['controlUrl']}/deliveries/drain", json={})
    process.http.post(f"{world['controlUrl']}/tokens", json={"name": "agent"})
    assert len(process.http.get(f"{world['controlUrl']}/deliveries").json()["deliveries"]) == 2
    assert len(process.http.get(f"{world['controlUrl']}/sink/a").json()["messages"]) == 1
