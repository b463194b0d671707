"""The control plane, through the handle and as JSON."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from time import sleep
from typing import Any

import pytest

from mockflow import ControlError, Mockflow
from mockflow.worlds import history, journal
from tests.support import journal_of

pytestmark = pytest.mark.mockflow(clock="2026-01-15T12:00:00Z")


def test_health_says_what_answers(mockflow: Mockflow) -> None:
    """Health has the version, the API's date and the number of worlds."""
    said = mockflow.control("GET", "/health")
    assert said["uptimeSeconds"] >= 0
    assert {**said, "uptimeSeconds": 0} == {
        "status": "ok", "version": "0.1.0", "apiDate": "2026-05-26", "worlds": 1, "uptimeSeconds": 0,
    }  # fmt: skip


def test_a_reset_brings_the_seed_back(mockflow: Mockflow) -> None:
    """State, journal, clock, tokens and windows are as at the start."""
    journal_of(mockflow).create("x")
    token = mockflow.new_token()
    mockflow.clock.advance(3600)
    mockflow.reset()
    assert mockflow.requests() == []
    assert mockflow.clock.now() == datetime(2026, 1, 15, 12, tzinfo=UTC)
    assert mockflow.http(token).get("/sites").status_code == 401
    answer = mockflow.http().get(f"/collections/{mockflow.id('journal')}/items")
    assert answer.json()["pagination"]["total"] == 14
    assert answer.headers["X-RateLimit-Remaining"] == "119"


def test_a_reset_may_change_the_world(mockflow: Mockflow) -> None:
    """What is given takes the place of what the world was made with, for later resets too."""
    mockflow.reset(seed="empty", plan="enterprise", clock="2026-02-01T00:00:00Z", quirks={"publish_limit": "off"})
    mockflow.reset()
    answer = mockflow.http().get("/sites")
    assert answer.json()["sites"][0]["displayName"] == "Empty"
    assert answer.headers["X-RateLimit-Limit"] == "1200"
    assert mockflow.clock.now() == datetime(2026, 2, 1, tzinfo=UTC)
    assert mockflow.control("POST", "/reset", json={"clock": {"now": "2026-03-01T00:00:00Z"}})["id"] == "default"


@pytest.mark.parametrize(
    ("method", "path", "body", "said"),
    [
        ("POST", "/reset", {"plan": "gold"}, "expected one of the plans"),
        ("POST", "/reset", {"clock": "soon"}, "expected real, a time such as"),
        ("POST", "/reset", {"clock": 5}, "clock: expected"),
        ("POST", "/reset", {"quirks": {"nope": "on"}}, "expected one of the quirks"),
        ("POST", "/reset", {"quirks": 5}, "quirks: expected an object"),
        (
            "POST",
            "/reset",
            {"seed": "/etc/passwd"},
            "seed: expected one of demo, empty, large or a document, found /etc/passwd",
        ),
        ("POST", "/reset", {"seed": {"mockflow": 2}}, "mockflow: expected one of 1, found 2"),
        ("POST", "/reset", {"nope": 1}, "nope: expected one of the keys"),
        ("POST", "/reset", [], "body: expected an object"),
        ("PUT", "/clock", {"now": "soon"}, "now: expected an ISO 8601 time"),
        ("PUT", "/clock", {"now": "2020-01-01T00:00:00Z"}, "now: expected a time from 2026-01-15"),
        ("PUT", "/clock", {"now": "9999-12-01T00:00:00Z"}, "now: expected a time before"),
        ("POST", "/clock/advance", {"seconds": 0}, "seconds: expected a positive number"),
        ("POST", "/clock/advance", {"seconds": 1e300}, "seconds: expected a time before"),
        ("POST", "/clock/advance", {}, "seconds: expected a value, found nothing"),
        ("POST", "/clock/advance", {"seconds": "5"}, "seconds: expected a number"),
        ("POST", "/tokens", {"scopes": ["nope"]}, "scopes: expected one of"),
        ("POST", "/tokens", {"scopes": ["custom_code:read"]}, "scopes: expected a scope that a site token can hold"),
        ("POST", "/tokens", {"siteIds": ["x"]}, "siteIds: expected ids of sites of this world"),
        ("POST", "/tokens", {"siteIds": []}, "siteIds: expected one site for a site token"),
        ("POST", "/tokens", {"kind": "magic"}, "kind: expected one of site, oauth"),
        ("POST", "/tokens", {"name": "mockflow-site-token"}, "expected a name and a value that no token"),
        ("POST", "/tokens", {"token": "a" * 64}, "expected a made-up token"),
        (
            "POST",
            "/tokens",
            {"kind": "oauth", "clientId": "nope"},
            "clientId: expected the client id of an app of this",
        ),
        ("POST", "/tokens", {"clientId": "mockflow-client-id"}, "clientId: expected none, but for an oauth token"),
        ("PUT", "/quirks", {"publish_limit": "maybe"}, "expected publish_limit to be on or off"),
    ],
)
def test_what_cannot_be_is_refused_by_name(mockflow: Mockflow, method: str, path: str, body: Any, said: str) -> None:
    """A bad field is a 400 that names it and says what it may be, and nothing has changed."""
    before = mockflow.control("GET", "/clock"), mockflow.control("GET", "/quirks"), mockflow.control("GET", "/tokens")
    with pytest.raises(ControlError) as raised:
        mockflow.control(method, path, json=body)
    assert (raised.value.status, raised.value.code) == (400, "validation_error")
    assert said in raised.value.message
    after = mockflow.control("GET", "/clock"), mockflow.control("GET", "/quirks"), mockflow.control("GET", "/tokens")
    assert after == before


def test_the_control_plane_refuses_what_it_does_not_know(mockflow: Mockflow) -> None:
    """Unknown worlds, ids and paths are 404, a body that is no JSON is 400."""
    client = mockflow.http()
    base = "http://mockflow.test/_mockflow"
    assert client.get("http://mockflow.test/w/nope/_mockflow/ids").status_code == 404
    assert client.delete(f"{base}/tokens/nope").status_code == 404
    assert client.get(f"{base}/nope").status_code == 404
    assert client.post(f"{base}/reset", content=b"{").status_code == 400
    assert client.post(f"{base}/reset", content=b" " * 10_000_001).status_code == 413
    mockflow.control("DELETE", "/requests")


def test_the_clock_is_stopped_moved_and_let_go() -> None:
    """A real clock can be frozen where it is or later, and runs on when it is let go."""
    mock = Mockflow(clock="+5d")
    ahead = mock.clock.now() - datetime.now(UTC)
    assert 4.99 < ahead.total_seconds() / 86_400 < 5.01
    stopped = mock.clock.freeze()
    assert mock.clock.now() == stopped
    later = mock.clock.freeze(datetime(2100, 1, 1, tzinfo=UTC))
    assert mock.clock.advance(1.5).isoformat() == "2100-01-01T00:00:01.500000+00:00"
    assert mock.control("PUT", "/clock", json={"frozen": False})["frozen"] is False
    assert mock.clock.now() > later


def test_tokens_are_minted_listed_and_revoked(mockflow: Mockflow) -> None:
    """A minted token works until it is revoked; names without one are the same at every start."""
    assert mockflow.new_token() == "mockflow-token-1"
    value = mockflow.new_token(["sites:read"], name="agent", token="a-literal-value")
    token = next(each for each in mockflow.tokens() if each.name == "agent")
    assert token.to_dict() == {
        "id": token.id, "name": "agent", "token": value, "kind": "site",
        "scopes": ["sites:read"], "siteIds": [mockflow.site_id], "clientId": None,
    }  # fmt: skip
    assert mockflow.http(value).get("/sites").status_code == 200
    mockflow.control("DELETE", f"/tokens/{token.id}")
    assert mockflow.http(value).get("/sites").status_code == 401
    assert mockflow.new_token(kind="oauth", site_ids=[mockflow.site_id]) == "mockflow-token-2"


def test_quirks_are_turned_while_it_runs(mockflow: Mockflow) -> None:
    """PUT changes the named switches and answers them all."""
    assert mockflow.control("PUT", "/quirks", json={"limit_over_max": "reject"})["limit_over_max"] == "reject"
    assert mockflow.http().get(f"/collections/{mockflow.id('journal')}/items?limit=101").status_code == 400
    assert mockflow.control("GET", "/quirks")["limit_over_max"] == "reject"


@pytest.mark.mockflow(unknown_routes="allow")
def test_the_journal_tells_what_was_asked_and_decided(mockflow: Mockflow) -> None:
    """Each call has its query, bodies, actor and the step that decided; filters choose among them."""
    journal_ = journal_of(mockflow)
    made = journal_.create("Hello")
    journal_.listed(limit=1, name="")
    journal_.api.get("/nope")
    mockflow.http("nobody").get("/sites")
    mockflow.http(mockflow.readonly_token).post(journal_.path, content=b"not json")
    create, listed, nope, nobody, scope = mockflow.requests()
    assert (create.operation_id, create.actor, create.status) == ("create-item", "mockflow-site-token", 202)
    assert create.request_body == {"fieldData": {"name": "Hello"}}
    assert create.response_body == made
    assert create.request_headers["authorization"] == "[redacted]"
    assert (create.decision.allowed, create.decision.step, create.decision.reason) == (True, "transaction", None)
    assert listed.query == {"limit": "1", "name": ""}
    assert (nope.operation_id, nope.decision.step) == (None, "route")
    assert (nobody.actor, nobody.decision.step) == (None, "auth")
    assert scope.request_body == "not json"
    assert scope.decision.reason == "OAuthForbidden: You are missing the following scopes - 'cms:write'"
    assert scope.to_dict()["durationMs"] >= 0
    assert "403" in str(scope)
    assert mockflow.requests(operation_id="create-item", status=202, method="POST") == [create]
    assert mockflow.requests(path="/collections/*/items", actor="mockflow-readonly-token") == [scope]
    assert mockflow.requests(since=nope) == [nobody, scope]
    assert mockflow.requests(limit=1) == [scope]
    assert mockflow.requests(limit=0) == []
    waited = mockflow.control("GET", "/requests", params={"wait": 0.01, "atLeast": 99, "status": 404})
    assert [each["id"] for each in waited["requests"]] == [nope.id]
    for bad in ({"nope": 1}, {"limit": -1}, {"limit": "x"}, {"since": "x"}):
        with pytest.raises(ControlError):
            mockflow.control("GET", "/requests", params=bad)


@pytest.mark.mockflow(unknown_routes="allow")
def test_no_credential_is_in_the_journal(mockflow: Mockflow) -> None:
    """A presented token is cut out of headers, paths, queries and bodies, and a real-looking one is not even kept."""
    real, literal = "f" * 64, mockflow.new_token(name="agent", token="the-secret-value")
    for token in (real, f"ws-{real}", literal):
        api = mockflow.http(token)
        api.post(f"/{token}/x?token={token}", json={"token": token}, headers={"X-Other": token, "Cookie": token})
    shown = str(mockflow.control("GET", "/requests"))
    assert real not in shown
    assert "the-secret-value" not in shown
    kept = [entry for entry in mockflow._worlds.default.journal if entry.actor is None]  # noqa: SLF001 - what is kept
    assert real not in str(kept)


def test_what_grows_is_bounded(monkeypatch: pytest.MonkeyPatch, mockflow: Mockflow) -> None:
    """The journal and the history keep the last entries, by number and by bytes, and count what they dropped."""
    monkeypatch.setattr(journal, "MOST_ENTRIES", 3)
    monkeypatch.setattr(history, "MOST_COMMITS", 2)
    journal_ = journal_of(mockflow)
    for number in range(5):
        journal_.create(f"N{number}")
    world = mockflow._worlds.default  # noqa: SLF001 - bounds have no public door yet
    assert (len(mockflow.requests()), world.journal.dropped) == (3, 2)
    assert ([commit.n for commit in world.history], world.history.dropped) == ([4, 5], 3)
    monkeypatch.setattr(journal, "MOST_BYTES", 1)
    monkeypatch.setattr(history, "MOST_BYTES", 1)
    journal_.create("last")
    assert (len(mockflow.requests()), len(world.history)) == (1, 1)


def test_a_failure_of_the_control_plane_is_a_500(mockflow: Mockflow, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug of the control plane is told as one, and not as something that is not there."""

    def fail(_: object) -> None:
        raise RuntimeError("unexpected")

    monkeypatch.setattr("mockflow.worlds.clock.Clock.to_dict", fail)
    with pytest.raises(ControlError, match="500 internal_error: An Internal Error occurred"):
        mockflow.control("GET", "/clock")
    assert [str(failure) for failure in mockflow.failures()] == ["unexpected"]
    mockflow._worlds.default.failures.clear()  # noqa: SLF001 - or this test would fail for it


def test_a_world_that_cannot_be_is_refused() -> None:
    """Bad arguments of the handle are a ValueError that says what they may be; worlds have ids of their own."""
    with pytest.raises(ValueError, match="expected one of the plans"):
        Mockflow(plan="gold")
    with pytest.raises(LookupError, match="the nearest is 'journal/first-post'"):
        Mockflow().id("journal/first-pots")
    with pytest.raises(LookupError, match="no site"):
        _ = Mockflow({"mockflow": 1}).site_id
    worlds = Mockflow()._worlds  # noqa: SLF001 - worlds have no public door yet
    for bad in ("Capital", "default", "x" * 41):
        with pytest.raises(ValueError, match="expected"):
            worlds.make(bad, worlds.default.options)


def test_a_wait_for_calls_goes_on_after_a_reset_and_ends_with_its_world(mockflow: Mockflow) -> None:
    """Calls of the journal that a reset has given count; once the world is gone nobody waits for more."""
    other = mockflow.new_world(id="other")
    query = {"wait": 30, "atLeast": 1}
    with ThreadPoolExecutor(2) as pool:
        after_reset = pool.submit(mockflow.control, "GET", "/requests", params=query)
        of_the_other = pool.submit(other.control, "GET", "/requests", params=query)
        sleep(0.3)  # both wait by now
        mockflow.reset()
        mockflow.http().get("/sites")
        other.close()
        assert len(after_reset.result(10)["requests"]) == 1
        assert of_the_other.result(10)["requests"] == []


def test_a_filter_takes_a_method_in_any_case(mockflow: Mockflow) -> None:
    """As the match of a fault does."""
    mockflow.http().get("/sites")
    assert len(mockflow.requests(method="get")) == 1


def test_a_filter_for_an_operation_that_is_none_is_refused(mockflow: Mockflow) -> None:
    """No call could ever fit a misspelt name; the message has the nearest."""
    with pytest.raises(ControlError, match=r"operationId: expected an operation .* the nearest is create-item"):
        mockflow.requests(operation_id="create-itm")
