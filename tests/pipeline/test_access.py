"""Who may call: credentials, scopes, and which world a call belongs to."""

import pytest

from mockflow import Mockflow
from mockflow.errors import ControlError
from mockflow.worlds.options import Options
from tests.support import error

UNAUTHORISED = (401, "not_authorized", "Request not authorized")


def get(mock: Mockflow, **headers: str) -> tuple[int, str, str]:
    transport_client = mock.http(setup=False)
    transport_client.headers.pop("Authorization")
    answer = transport_client.get("/sites", headers=headers)
    return (200, "", "") if answer.status_code == 200 else error(answer)


@pytest.mark.parametrize("value", ["", "mockflow-site-token", "Basic mockflow-site-token", "Bearer", "Bearer nobody"])
def test_a_call_needs_a_token_that_the_world_knows(mockflow: Mockflow, value: str) -> None:
    """Without a known bearer token the answer is a 401 without rate headers."""
    answer = mockflow.http().get("/sites", headers={"Authorization": value})
    assert error(answer) == UNAUTHORISED
    assert not [name for name in answer.headers if name.startswith("x-ratelimit")]
    assert answer.headers["X-Request-Id"] == "req-000001"


def test_the_scheme_may_be_in_any_case(mockflow: Mockflow) -> None:
    """The words bearer and BEARER are the same scheme."""
    assert get(mockflow, authorization="bEARER mockflow-site-token")[0] == 200


@pytest.mark.mockflow(clock="2026-01-15T12:00:00Z")
def test_a_token_expires_on_the_worlds_clock(mockflow: Mockflow) -> None:
    """An expired token is a 401; a minted one lasts as long as it was given."""
    assert error(mockflow.http(mockflow.expired_token).get("/sites")) == UNAUTHORISED
    api = mockflow.http(mockflow.new_token(["sites:read"], expires_in=60))
    assert api.get("/sites").status_code == 200
    mockflow.clock.advance(60)
    assert error(api.get("/sites")) == UNAUTHORISED


def test_scopes_are_exact(mockflow: Mockflow) -> None:
    """A missing scope is a 403 that quotes it; write does not stand for read."""
    path = f"/collections/{mockflow.id('journal')}/items"
    readonly = mockflow.http(mockflow.readonly_token)
    assert readonly.get(path).status_code == 200
    assert error(readonly.post(path, json={"fieldData": {"name": "x"}})) == (
        403, "missing_scopes", "OAuthForbidden: You are missing the following scopes - 'cms:write'",
    )  # fmt: skip
    writer = mockflow.http(mockflow.new_token(["cms:write"]))
    assert error(writer.get(path))[:2] == (403, "missing_scopes")


def test_every_ready_made_token_reaches_what_it_should(mockflow: Mockflow) -> None:
    """The site token, the app's and the read-only one list sites; a further value works as the site token."""
    for token in (mockflow.site_token, mockflow.app_token, mockflow.readonly_token):
        assert mockflow.http(token).get("/sites").status_code == 200
    with Mockflow(token="my-own-token") as mock:
        assert mock.http("my-own-token").get("/sites").status_code == 200


def test_checks_come_in_their_order(mockflow: Mockflow) -> None:
    """Token, route, scope, id syntax, visibility, body syntax, body rules: the first that fails answers."""
    nobody, scopeless = mockflow.http("nobody"), mockflow.http(mockflow.new_token(["sites:read"]))
    api = mockflow.http()
    bad, unknown = "/collections/x/items", f"/collections/{'0' * 24}/items"
    path = f"/collections/{mockflow.id('journal')}/items"
    assert nobody.get("/nope").status_code == 401
    assert scopeless.get("/nope/x").status_code == 404
    assert error(scopeless.post(bad, content="{"))[:2] == (403, "missing_scopes")
    assert error(api.post(bad, content="{")) == (400, "validation_error", "Validation Error: Provided ID is invalid")
    assert error(api.post(unknown, content="{"))[0] == 404
    assert error(api.post(path, content="{", params={"skipInvalidFiles": "x"}))[1] == "bad_request"
    assert error(api.post(path, json={}, params={"skipInvalidFiles": "x"}))[1] == "validation_error"
    mockflow.reset()


@pytest.fixture
def second(mockflow: Mockflow) -> Mockflow:
    """The double, with a second world called pw-0."""
    options = mockflow._worlds.default.options  # noqa: SLF001 - worlds have no public door yet
    mockflow._worlds.make("pw-0", Options(options.planted, plan="enterprise"))  # noqa: SLF001
    return mockflow


@pytest.mark.mockflow(unknown_routes="allow")
def test_a_call_finds_its_world(second: Mockflow) -> None:
    """By path prefix, header, baggage and token suffix, in this order; else the default one."""
    api = second.http()

    def limit(path: str = "/v2/sites", **headers: str) -> str:
        answer = api.get(f"http://mockflow.test{path}", headers={k.replace("_", "-"): v for k, v in headers.items()})
        return str(answer.headers.get("X-RateLimit-Limit", answer.status_code))

    assert limit() == "120"
    assert limit("/w/pw-0/v2/sites") == "1200"
    assert limit(x_mockflow_world="pw-0") == "1200"
    assert limit(baggage="a=b, mockflow.world=pw%2D0;x=y") == "1200"
    assert limit(authorization="Bearer mockflow-site-token.pw-0") == "1200"
    assert limit("/w/default/v2/sites", x_mockflow_world="pw-0") == "120"
    assert limit(x_mockflow_world="default", authorization="Bearer mockflow-site-token.pw-0") == "401"
    assert limit("/w/pw-0/v2/sites", authorization="Bearer mockflow-site-token.pw-0") == "1200"
    assert limit("/w/nope/v2/sites") == "401"
    assert limit(x_mockflow_world="nope") == "401"
    assert limit(authorization="Bearer mockflow-site-token.nope") == "401"


def test_worlds_do_not_see_each_other(second: Mockflow) -> None:
    """What is written, minted or reset in one world is not there in another."""
    path = f"/collections/{second.id('journal')}/items"
    api, other = second.http(), second.http("mockflow-site-token.pw-0")
    made = api.post(path, json={"fieldData": {"name": "x"}}).json()
    assert other.get(f"{path}/{made['id']}").status_code == 404
    control = "http://mockflow.test/w/pw-0/_mockflow"
    minted = api.post(f"{control}/tokens", json={"name": "agent"}).json()
    assert minted["token"] == "agent.pw-0"
    assert second.http("agent.pw-0").get("/sites").status_code == 200
    assert second.http("agent").get("/sites").status_code == 401
    assert [call["path"] for call in api.get(f"{control}/requests").json()["requests"]] == [
        f"/v2{path}/{made['id']}", "/v2/sites",
    ]  # fmt: skip
    with pytest.raises(ControlError):
        second.control("POST", "/tokens", json={"name": "mockflow-site-token"})
