"""What a policy lets a token do, and what it refuses."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import Any

import httpx
import pytest

from mockflow import ControlError, Mockflow, Policy
from mockflow.domain.scopes import SITE_TOKEN_SCOPES
from mockflow.resources.table import ROUTES
from mockflow.worlds.policies import AREAS
from tests import uploads
from tests.support import error, journal_of

FORBIDDEN = (403, "forbidden", "User is not authorized to perform this action")


def test_the_areas_of_the_route_table_are_those_of_policies() -> None:
    """Each operation is in an area that a policy can name; those without one are still to come."""
    used = {route.area for route in ROUTES}
    assert used <= set(AREAS)
    assert set(AREAS) == used


@pytest.mark.parametrize(
    ("operation_id", "area"),
    [
        ("site-publish", "publishing"),
        ("publish-item", "publishing"),
        ("create-item-live", "publishing"),
        ("list-collection-items-live", "cms"),
        ("create-field", "cms"),
        ("refund-order", "refunds"),
        ("update-order", "ecommerce"),
        ("create-asset-folder", "assets"),
    ],
)
def test_areas_follow_what_an_operation_does(operation_id: str, area: str) -> None:
    """What reaches visitors is publishing, money that goes back is refunds, reads are what they read."""
    route = next((route for route in ROUTES if route.operation_id == operation_id), None)
    assert route is not None, sorted(route.operation_id for route in ROUTES)
    assert route.area == area


@pytest.mark.mockflow(rate_limit=False)
@pytest.mark.parametrize("level", ["off", "read", "full"])
def test_every_operation_minds_its_area(mockflow: Mockflow, level: str) -> None:
    """For each operation: off refuses it, read admits GET alone, full admits it, with every other area the opposite."""
    for route in ROUTES:
        is_for_sites = "site" in route.token_kinds and route.scope in {None, *SITE_TOKEN_SCOPES}
        token = mockflow.site_token if is_for_sites else mockflow.app_token
        others = "full" if level != "full" else "off"
        mockflow.control("PUT", f"/policies/{token}", json={"default": others, "areas": {route.area: level}})
        path = route.path.replace("{", "").replace("}", "")
        answer = mockflow.http(token).request(route.method, path, content=b"{}")
        passes = level == "full" or (level == "read" and route.method == "GET")
        assert (answer.status_code != 403) == passes, (route.operation_id, answer.text)
        if not passes:
            assert error(answer) == FORBIDDEN


def test_what_a_policy_refuses_is_in_the_journal_with_the_reason(mockflow: Mockflow) -> None:
    """The caller is told as Webflow tells it; the journal names area, level and what the call needs."""
    journal = journal_of(mockflow)
    mockflow.policy(mockflow.site_token, cms="read")
    assert journal.api.get(journal.path).status_code == 200
    assert error(journal.post({"fieldData": {"name": "x"}})) == FORBIDDEN
    assert error(journal.api.get("/sites")) == FORBIDDEN
    (read, write, sites) = mockflow.requests()
    assert (read.decision.allowed, read.decision.step) == (True, "transaction")
    decided = [(each.decision.allowed, each.decision.step, each.decision.reason) for each in (write, sites)]
    assert decided == [
        (False, "policy", "the policy has cms at read, and this call needs full"),
        (False, "policy", "the policy has sites at off, and this call needs read"),
    ]


def test_a_policy_comes_after_the_scope_and_before_what_is_there(mockflow: Mockflow) -> None:
    """A missing scope is told first; a record that is not there is not told at all."""
    token = mockflow.new_token(["sites:read"], policy={"default": "off"})
    api = mockflow.http(token)
    assert error(api.get(f"/collections/{'0' * 24}"))[1] == "missing_scopes"
    assert error(api.get(f"/sites/{'0' * 24}")) == FORBIDDEN
    assert error(api.get("/sites/no-id")) == FORBIDDEN


def test_policies_are_put_changed_and_told(mockflow: Mockflow) -> None:
    """PUT replaces, PATCH merges and takes away what is null, and a token without a policy may do everything."""
    free = Policy("mockflow-site-token", "full", {}, None, 0)
    assert mockflow.policy("mockflow-site-token") == free
    assert mockflow.policies() == ()
    put = mockflow.policy("mockflow-site-token", "read", max_writes=5, publishing="off", cms="full")
    assert put == Policy("mockflow-site-token", "read", {"cms": "full", "publishing": "off"}, 5, 0)
    assert mockflow.policies() == (put,)
    assert mockflow.control("GET", "/policies") == {"policies": [put.to_dict()]}
    path = "/policies/mockflow-site-token"
    assert mockflow.control("PATCH", path, json={"areas": {"publishing": None, "forms": "off"}}) == {
        "actor": "mockflow-site-token", "default": "read", "areas": {"cms": "full", "forms": "off"},
        "maxWrites": 5, "writes": 0,
    }  # fmt: skip
    assert mockflow.control("PATCH", path, json={"default": "off", "maxWrites": None})["maxWrites"] is None
    assert mockflow.policy("mockflow-site-token", "full") == free
    assert mockflow.policies() == ()
    assert mockflow.control("PATCH", path, json={"areas": {"cms": "read"}})["default"] == "full"
    assert mockflow.control("PUT", path, json={})["default"] == "off"


def test_a_token_is_named_by_its_value_too(mockflow: Mockflow) -> None:
    """Whoever has only the value of a token at hand can say it; the answer has the name."""
    mockflow.new_token(name="agent", token="a-literal-value", policy={"areas": {"cms": "read"}, "maxWrites": 3})
    assert mockflow.policy("a-literal-value") == Policy("agent", "off", {"cms": "read"}, 3, 0)
    assert mockflow.policy("agent").actor == "agent"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"default": "some"}, 'default: expected one of off, read, full, found "some"'),
        ({"default": None}, "default: expected a string, found null"),
        ({"areas": {"blog": "off"}}, "areas.blog: expected one of the keys analyze, assets, cms"),
        ({"areas": {"cms": "write"}}, 'areas.cms: expected one of off, read, full, found "write"'),
        ({"areas": []}, "areas: expected an object, found []"),
        ({"maxWrites": -1}, "maxWrites: expected a whole number from 0 to"),
        ({"maxWrites": True}, "maxWrites: expected a whole number, found true"),
        ({"maxWrites": 1.5}, "maxWrites: expected a whole number, found 1.5"),
        ({"nope": 1}, "nope: expected one of the keys areas, default, maxWrites, found nope"),
        ([], "body: expected an object, found []"),
    ],
)
def test_a_policy_that_cannot_be_is_refused_by_name(mockflow: Mockflow, body: Any, said: str) -> None:
    """PUT, PATCH and the minting of a token refuse it in the same words, and nothing has changed."""
    before = mockflow.policy("mockflow-site-token", "read", cms="full"), mockflow.tokens()
    asks = [("PUT", "/policies/mockflow-site-token", body), ("PATCH", "/policies/mockflow-site-token", body)]
    if isinstance(body, dict):
        said_of_mint = said if said.startswith("maxWrites: expected a whole number from") else f"policy.{said}"
        with pytest.raises(ControlError) as raised:
            mockflow.control("POST", "/tokens", json={"policy": body})
        assert raised.value.status == 400
        assert said_of_mint.partition(" expected one of the keys")[0] in raised.value.message
    for method, path, sent in asks:
        with pytest.raises(ControlError) as raised:
            mockflow.control(method, path, json=sent)
        assert (raised.value.status, raised.value.code) == (400, "validation_error")
        assert said in raised.value.message
    assert (mockflow.policy("mockflow-site-token"), mockflow.tokens()) == before


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH"])
def test_an_unknown_token_has_no_policy(mockflow: Mockflow, method: str) -> None:
    """It is a 404 that names it."""
    with pytest.raises(ControlError, match="404 resource_not_found: No token of this world has the name nobody"):
        mockflow.control(method, "/policies/nobody")


def test_writes_are_counted_as_they_are_committed(mockflow: Mockflow) -> None:
    """Reads, refused writes and preparation do not count; when all are made, every further write is refused."""
    journal = journal_of(mockflow)
    mockflow.policy(mockflow.site_token, "full", max_writes=2)
    made = journal.create("one")
    journal.staged(made["id"])
    assert journal.post({"fieldData": {"nope": 1}}).status_code == 400
    mockflow.add_item("journal", {"name": "x"})
    assert mockflow.policy(mockflow.site_token).writes == 1
    assert journal.patch(made["id"], fieldData={"name": "two"}).status_code == 200
    assert error(journal.patch(made["id"], fieldData={"name": "three"})) == FORBIDDEN
    assert journal.staged(made["id"]).json()["fieldData"]["name"] == "two"
    assert mockflow.policy(mockflow.site_token).writes == 2
    assert mockflow.requests()[-2].decision.reason == "the policy allows 2 writes, and 2 were made"
    assert journal_of(mockflow).api.get("/sites").status_code == 200
    mockflow.control("PATCH", "/policies/mockflow-site-token", json={"maxWrites": 3})
    assert journal.patch(made["id"], fieldData={"name": "three"}).status_code == 200
    assert mockflow.policy(mockflow.site_token, "full", max_writes=1).writes == 0
    mockflow.reset()
    assert mockflow.policies() == ()


@pytest.mark.mockflow(rate_limit=False)
def test_no_more_writes_than_allowed_however_many_come_at_once(mockflow: Mockflow) -> None:
    """Of 40 writes on 8 threads exactly as many are committed as the policy allows."""
    journal = journal_of(mockflow)
    mockflow.policy(mockflow.site_token, "full", max_writes=7)
    world = mockflow._worlds.default  # noqa: SLF001 - held, so that eight calls pass the step together and then write

    def write(at: int) -> int:
        return journal.post({"fieldData": {"name": f"n{at}"}}).status_code

    with ThreadPoolExecutor(8) as pool:
        with world.lock:
            answers = [pool.submit(write, at) for at in range(40)]
            sleep(0.3)
        assert sorted(answer.result() for answer in answers) == [202] * 7 + [403] * 33
    assert mockflow.policy(mockflow.site_token).writes == 7


def test_a_policy_goes_with_its_token(mockflow: Mockflow) -> None:
    """A revoked token leaves no policy and no pause behind for another of its name."""
    mockflow.new_token(name="agent", policy={"default": "read"})
    mockflow.pause("agent")
    token = next(each for each in mockflow.tokens() if each.name == "agent")
    mockflow.control("DELETE", f"/tokens/{token.id}")
    assert (mockflow.policies(), mockflow.pauses()) == ((), ())
    assert mockflow.http(mockflow.new_token(name="agent")).get("/sites").status_code == 200


def test_policies_go_with_the_state(mockflow: Mockflow) -> None:
    """A state tells the policies, the writes that were made among it, and brings them back."""
    mockflow.policy(mockflow.site_token, "read", max_writes=4, cms="full")
    mockflow.policy(mockflow.readonly_token, "off")
    journal_of(mockflow).create("x")
    kept, state = mockflow.policies(), mockflow.control("GET", "/state")
    assert state["policies"]["mockflow-site-token"] == {
        "default": "read", "areas": {"cms": "full"}, "maxWrites": 4, "writes": 1,
    }  # fmt: skip
    mockflow.reset()
    mockflow.control("PUT", "/state", json=state)
    assert sorted(mockflow.policies(), key=str) == sorted(kept, key=str)


def paused(mock: Mockflow, token: str) -> httpx.Response:
    return mock.http(token).get("/sites")


@pytest.mark.mockflow(clock="2026-01-15T12:00:00Z")
def test_a_pause_refuses_every_call_of_a_token_with_the_reason(mockflow: Mockflow) -> None:
    """Others go on; the reason is in the answer and in the journal, until it is resumed."""
    (pause,) = mockflow.pause("mockflow-site-token", reason="it is deleting things")
    assert pause.to_dict() == {
        "actor": "mockflow-site-token", "reason": "it is deleting things", "since": "2026-01-15T12:00:00.000Z",
    }  # fmt: skip
    assert mockflow.control("GET", "/pause") == {"paused": [pause.to_dict()]}
    said = "User is not authorized to perform this action: it is deleting things"
    assert error(paused(mockflow, mockflow.site_token)) == (403, "forbidden", said)
    assert paused(mockflow, mockflow.app_token).status_code == 200
    decision = mockflow.requests()[0].decision
    assert (decision.step, decision.reason) == (
        "pause", "the token mockflow-site-token is paused: it is deleting things",
    )  # fmt: skip
    assert mockflow.resume("mockflow-site-token") == ()
    assert paused(mockflow, mockflow.site_token).status_code == 200


def test_a_pause_of_all_is_over_those_of_each(mockflow: Mockflow) -> None:
    """Resuming one leaves the pause of all; resuming without a name ends every pause."""
    mockflow.pause(mockflow.site_token)
    mockflow.pause()
    assert [each.actor for each in mockflow.resume(mockflow.site_token)] == [None]
    assert error(paused(mockflow, mockflow.site_token)) == FORBIDDEN
    assert error(paused(mockflow, mockflow.app_token)) == FORBIDDEN
    assert mockflow.requests()[-1].decision.reason == "every token is paused"
    mockflow.pause(mockflow.app_token)
    assert mockflow.resume() == ()
    assert paused(mockflow, mockflow.app_token).status_code == 200


def test_a_policy_is_told_before_a_pause(mockflow: Mockflow) -> None:
    """A call that both refuse has the policy's step."""
    mockflow.policy(mockflow.site_token, "off")
    mockflow.pause()
    paused(mockflow, mockflow.site_token)
    assert mockflow.requests()[0].decision.step == "policy"


@pytest.mark.parametrize("path", ["/pause", "/resume"])
def test_a_pause_that_cannot_be_is_refused(mockflow: Mockflow, path: str) -> None:
    """An unknown token is 404, an unknown field or a bad value 400, and nobody is paused or resumed by it."""
    mockflow.pause(reason="stop")
    bad: list[tuple[Any, int, str]] = [
        ({"actor": "nobody"}, 404, "No token of this world has the name nobody"),
        ({"actor": 5}, 400, "actor: expected a string, found 5"),
        ({"who": "x"}, 400, "who: expected one of the keys actor, reason, found who"),
    ]
    if path == "/pause":
        bad.append(({"reason": "x" * 501}, 400, "reason: expected up to 500 characters, found 501"))
    for body, status, said in bad:
        with pytest.raises(ControlError) as raised:
            mockflow.control("POST", path, json=body)
        assert (raised.value.status, raised.value.message) == (status, said)
    assert [(each.actor, each.reason) for each in mockflow.pauses()] == [(None, "stop")]


def test_a_test_prepares_its_world_during_a_pause_and_under_a_policy(mockflow: Mockflow) -> None:
    """What is arranged and looked at beside the code under test is not restrained."""
    mockflow.policy(mockflow.app_token, "off", max_writes=0)
    mockflow.pause()
    item = mockflow.add_item("journal", {"name": "x"})
    assert mockflow.item(item).state == "published"
    assert mockflow.http(setup=True).get("/sites").status_code == 200
    mockflow.reset()
    assert (mockflow.policies(), mockflow.pauses()) == ((), ())


@pytest.mark.mockflow(rate_limit=False)
def test_no_write_is_committed_once_a_pause_was_answered(mockflow: Mockflow) -> None:
    """Writers on four threads race with the pause; after its answer the world stands still."""
    journal = journal_of(mockflow)
    world = mockflow._worlds.default  # noqa: SLF001 - the version of the state is what must not move

    def write() -> int:
        made = 0
        while journal.post({"fieldData": {"name": "n"}}).status_code == 202:
            made += 1
        return made

    with ThreadPoolExecutor(4) as pool:
        writers = [pool.submit(write) for _ in range(4)]
        while world.state.version < 20:
            pass
        mockflow.pause()
        stopped = world.state.version
        assert sum(writer.result() for writer in writers) == stopped
    assert world.state.version == stopped >= 20


def test_who_is_paused_uploads_nothing(mockflow: Mockflow) -> None:
    """An upload target that was given before a pause takes no file during it, and takes it after."""
    made = uploads.create(mockflow).json()
    mockflow.pause(mockflow.site_token)
    assert uploads.refused(uploads.send(mockflow, made)) == (403, "AccessDenied")
    mockflow.resume()
    assert uploads.send(mockflow, made).status_code == 201
