"""The exchange of codes for tokens, and their revocation, over plain HTTP as apps call it."""

import json
import re
from threading import Thread
from typing import Any

import httpx
import pytest

from mockflow import Mockflow
from mockflow.domain.apps import apps_with
from mockflow.log import call_line
from mockflow.worlds.codes import MOST_CODES
from tests.areas.webhooks import webhooks_of
from tests.oauth import DONE, SEED, App, app_of, corner_app, problem
from tests.support import error

pytestmark = pytest.mark.mockflow(clock="2026-01-15T12:00:00Z", seed=SEED)


@pytest.fixture
def app(mockflow: Mockflow) -> App:
    return app_of(mockflow)


@pytest.mark.parametrize("form", [False, True])
@pytest.mark.parametrize("path", ["access_token", "token"])
def test_a_code_becomes_a_token(mockflow: Mockflow, app: App, path: str, form: bool) -> None:  # noqa: FBT001 - a case
    """On both paths, of JSON and of a form: the scopes as they were asked for, no refresh token and no expiry."""
    code = app.code(scope="sites:read cms:read")
    answer = app.post(path, form=form, code=code, redirect_uri=DONE, grant_type="authorization_code")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    said = answer.json()
    assert said == {"token_type": "bearer", "access_token": "mockflow-oauth-token-1", "scope": "sites:read cms:read"}
    assert mockflow.http(said["access_token"]).get("/sites").status_code == 200


def test_a_token_can_do_what_was_granted_and_where(mockflow: Mockflow, app: App) -> None:
    """The sites that were chosen are seen, others are not there; a scope that was not granted is missing."""
    one, two = mockflow.id("sites/one"), mockflow.id("sites/two")
    api = mockflow.http(app.token(scope="sites:read", site=two))
    assert [site["id"] for site in api.get("/sites").json()["sites"]] == [two]
    assert error(api.get(f"/sites/{one}"))[:2] == (404, "resource_not_found")
    assert error(api.get(f"/sites/{two}/collections"))[:2] == (403, "missing_scopes")
    (listed,) = (token for token in mockflow.tokens() if token.name == "mockflow-oauth-token-1")
    assert (listed.kind, listed.scopes, listed.site_ids) == ("oauth", ("sites:read",), (two,))
    assert listed.client_id == "mockflow-client-id"


def test_authorizing_again_makes_another_token(mockflow: Mockflow, app: App) -> None:
    """And the one before goes on."""
    tokens = [app.token(scope="sites:read") for _ in range(2)]
    assert tokens == ["mockflow-oauth-token-1", "mockflow-oauth-token-2"]
    assert {mockflow.http(token).get("/sites").status_code for token in tokens} == {200}


def test_a_code_is_good_once(app: App) -> None:
    """The second exchange is an invalid_grant."""
    code = app.code()
    assert app.exchange(code).status_code == 200
    assert problem(app.exchange(code)) == (400, "invalid_grant")


def test_a_code_lasts_a_quarter_of_an_hour(mockflow: Mockflow, app: App) -> None:
    """By the world's clock."""
    first, second = app.code(), app.code()
    mockflow.clock.advance(899)
    assert app.exchange(first).status_code == 200
    mockflow.clock.advance(1)
    assert problem(app.exchange(second)) == (400, "invalid_grant")


@pytest.mark.parametrize(
    ("asked", "sent", "status"),
    [
        (DONE, DONE, 200),
        (DONE, None, 400),
        (DONE, "https://app.example/other", 400),
        (DONE, f"{DONE}/", 400),
        (None, None, 200),
        (None, DONE, 400),
    ],
)
def test_the_redirect_uri_is_that_of_the_authorize_url(
    mockflow: Mockflow, asked: str | None, sent: str | None, status: int
) -> None:
    """It is given at the exchange if and only if it was given there, and is the same; else the code stays open."""
    app = corner_app(mockflow)
    code = app.code(redirect_uri=asked)
    answer = app.exchange(code, redirect_uri=sent)
    assert answer.status_code == status
    if status == 400:
        assert problem(answer) == (400, "invalid_grant")
        assert app.exchange(code, redirect_uri=asked).status_code == 200


@pytest.mark.parametrize(
    ("sent", "refused"),
    [
        ({"client_secret": "wrong"}, (401, "invalid_client")),
        ({"client_id": "wrong"}, (401, "invalid_client")),
        ({"client_secret": "corner-secret"}, (401, "invalid_client")),
        ({"client_id": "corner-app", "client_secret": "corner-secret"}, (400, "invalid_grant")),
        ({"code": "mockflow-code-2"}, (400, "invalid_grant")),
        ({"code": None}, (400, "invalid_request")),
        ({"code": ""}, (400, "invalid_request")),
        ({"client_id": None}, (400, "invalid_request")),
        ({"client_secret": None}, (400, "invalid_request")),
        ({"client_secret": 5}, (400, "invalid_request")),
        ({"code": ["mockflow-code-1"]}, (400, "invalid_request")),
        ({"grant_type": "refresh_token", "refresh_token": "x", "code": None}, (400, "unsupported_grant_type")),
        ({"grant_type": "client_credentials"}, (400, "unsupported_grant_type")),
    ],
)
def test_what_is_not_right_is_refused(mockflow: Mockflow, app: App, sent: Any, refused: tuple[int, str]) -> None:
    """With an error of RFC 6749; no token is made, and the code stays open."""
    code, before = app.code(), mockflow.state()
    assert problem(app.exchange(code, **sent)) == refused
    assert mockflow.state() == before
    assert app.exchange(code).status_code == 200


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"{", "application/json"),
        (b"[1]", "application/json"),
        (b"", "application/json"),
        (b"client_id=a&client_id=b", "application/x-www-form-urlencoded"),
        (b"\xff" * 70_000, "application/x-www-form-urlencoded"),
        (b"a=b&" * 16_000, "application/x-www-form-urlencoded"),
        (b"", ""),
    ],
)
def test_a_body_that_is_none_is_an_invalid_request(app: App, content: bytes, kind: str) -> None:
    """One that cannot be read, says a thing twice, or is far too long."""
    for path in ("access_token", "token", "revoke_authorization"):
        answer = app.http.post(f"/oauth/{path}", content=content, headers={"Content-Type": kind})
        assert problem(answer) == (400, "invalid_request")


def test_open_codes_are_bounded(app: App) -> None:
    """The oldest makes room."""
    codes = [app.code() for _ in range(MOST_CODES + 1)]
    assert problem(app.exchange(codes[0])) == (400, "invalid_grant")
    assert app.exchange(codes[1]).status_code == 200


def test_a_revoked_token_is_unknown(mockflow: Mockflow, app: App) -> None:
    """Revoking answers did_revoke; from then on the token is a 401, and revoking it again a 404."""
    token = app.token(scope="sites:read")
    answer = app.revoke(token)
    assert (answer.status_code, answer.json()) == (200, {"did_revoke": True})
    assert error(mockflow.http(token).get("/sites"))[:2] == (401, "not_authorized")
    assert problem(app.revoke(token)) == (404, "invalid_token")
    assert app.post("revoke_authorization", form=True, access_token=mockflow.app_token).json() == {"did_revoke": True}


def test_only_its_own_tokens_are_revoked_by_an_app(mockflow: Mockflow, app: App) -> None:
    """Those of other apps, of sites, and those that are over are none of it."""
    others = corner_app(mockflow).token(scope="sites:read")
    brief = mockflow.new_token(kind="oauth", expires_in=1)
    mockflow.clock.advance(1)
    for token in (others, mockflow.site_token, brief, "never"):
        assert problem(app.revoke(token)) == (404, "invalid_token")
    assert mockflow.http(others).get("/sites").status_code == 200
    assert problem(app.revoke(others, client_secret="wrong")) == (401, "invalid_client")
    assert problem(app.revoke(others, client_id=None)) == (400, "invalid_request")
    assert problem(app.post("revoke_authorization")) == (400, "invalid_request")


@pytest.mark.parametrize("quirk", ["on", "off"])
def test_webhooks_go_with_the_token_that_made_them(mockflow: Mockflow, app: App, quirk: str) -> None:
    """As when the app is uninstalled, in one write; those that other tokens made stay. A quirk keeps them all."""
    mockflow.control("PUT", "/quirks", json={"revoke_deletes_webhooks": quirk})
    first, second = (app.token(scope="sites:read sites:write") for _ in range(2))
    gone = [webhooks_of(mockflow, first).create()["id"] for _ in range(2)]
    stays = webhooks_of(mockflow, second).create()["id"]
    assert app.revoke(first).status_code == 200
    listed = [each["id"] for each in webhooks_of(mockflow, second).listed()]
    assert listed == ([stays] if quirk == "on" else [*gone, stays])
    last = mockflow.history()[-1]
    told = f"{first} revoked its authorization, and with it went 2 webhooks of One"
    assert (last.summary == told) == (quirk == "on")
    assert (last.operation_id == "revoke-authorization") == (quirk == "on")
    if quirk == "on":
        assert (
            next(call.operation_id for call in mockflow.requests() if call.id == last.request_id) == last.operation_id
        )


def test_a_revocation_that_fails_changes_nothing(mockflow: Mockflow, app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    """The token is good as long as its webhooks are there: both go, or neither."""
    token = app.token(scope="sites:read sites:write")
    webhook = webhooks_of(mockflow, token).create()["id"]
    with monkeypatch.context() as patch:
        patch.setattr("mockflow.worlds.world.World.commit", lambda *_, **__: 1 / 0)
        assert problem(app.revoke(token)) == (500, "server_error")
    assert [each["id"] for each in webhooks_of(mockflow, token).listed()] == [webhook]
    assert app.revoke(token).json() == {"did_revoke": True}
    mockflow.reset()  # which forgets the failure


@pytest.mark.parametrize("path", ["access_token", "revoke_authorization"])
def test_an_app_is_looked_up_in_the_world_that_is_written(mockflow: Mockflow, path: str) -> None:
    """A call that waited for a reset meets the apps that there are since, not those that it came with."""
    app = corner_app(mockflow)
    token, code = app.token(scope="sites:read"), app.code()
    world = mockflow._worlds.default  # noqa: SLF001 - its lock is held as a reset holds it
    sent: dict[str, Any] = (
        {"access_token": token} if path.startswith("revoke") else {"code": code, "redirect_uri": DONE}
    )
    answers: list[httpx.Response] = []
    with world.lock:
        call = Thread(target=lambda: answers.append(app.post(path, form=False, **sent)))
        call.start()
        call.join(0.3)
        assert not answers
        world.apps = apps_with(())
    call.join()
    assert problem(answers[0]) == (401, "invalid_client")


def test_tokens_are_part_of_a_state_and_codes_are_not(mockflow: Mockflow, app: App) -> None:
    """A document has the token with its app; whoever takes it back forgets the codes that are open."""
    token, code = app.token(scope="sites:read"), app.code()
    document = mockflow.state()
    app.revoke(token)
    mockflow.load_state(document)
    assert mockflow.state() == document
    assert mockflow.http(token).get("/token/introspect").status_code == 200
    assert problem(app.exchange(code)) == (400, "invalid_grant")


def test_a_seed_has_the_token_and_its_app(mockflow: Mockflow) -> None:
    """The world that is made of it knows both."""
    token = corner_app(mockflow).token(scope="cms:read", site=mockflow.id("sites/two"))
    with Mockflow(mockflow.seed()) as again:
        told = [each.http(token).get("/token/introspect").json() for each in (mockflow, again)]
        told[0]["authorization"]["lastUsed"] = told[1]["authorization"]["lastUsed"]
        assert told[0] == told[1]
        assert corner_app(again).token(scope="cms:read") == "mockflow-oauth-token-2"


def test_a_reset_forgets_tokens_and_codes(mockflow: Mockflow, app: App) -> None:
    """And counts them from one again."""
    token, code = app.token(), app.code()
    mockflow.reset()
    assert mockflow.http(token).get("/sites").status_code == 401
    assert problem(app.exchange(code)) == (400, "invalid_grant")
    assert app.token() == token


@pytest.mark.mockflow(unknown_routes="allow")
def test_each_world_has_codes_and_tokens_of_its_own(mockflow: Mockflow, app: App) -> None:
    """They carry its suffix, as its client id does; the secret never does. A code leads to its world by itself."""
    with mockflow.new_world(id="pw-0") as other:
        assert (other.client_id, other.client_secret) == ("mockflow-client-id.pw-0", app.client_secret)
        found = App(app.http, other.client_id)
        code = found.code(scope="sites:read")
        assert code == "mockflow-code-1.pw-0"
        assert problem(app_of(mockflow).post("../w/default/oauth/access_token", code=code, redirect_uri=DONE)) == (
            400, "invalid_grant",
        )  # fmt: skip
        token = App(app.http).exchange(code).json()["access_token"]  # without suffix: the code tells
        assert token == "mockflow-oauth-token-1.pw-0"
        assert mockflow.http(token).get("/sites").status_code == 200
        assert mockflow.http(token).get("/token/introspect").status_code == 200
        assert App(app.http).revoke(token).json() == {"did_revoke": True}
        assert other.http(token).get("/sites").status_code == 401
        for named in ({"X-Mockflow-World": "pw-0"}, {"baggage": "mockflow.world=pw-0"}):
            app.http.headers.update(named)
            assert app.code().endswith(".pw-0")
            for name in named:
                del app.http.headers[name]
    assert problem(app.http.post("/w/nope/oauth/token", json={"code": "x"})) == (400, "invalid_request")
    assert mockflow.unmatched()[-1].reason == "no world has the id nope"


SECRETS = ("mockflow-client-secret", "corner-secret", "mockflow-code-", "mockflow-oauth-token-1")


@pytest.mark.mockflow(unknown_routes="allow")
def test_no_secret_code_or_token_is_kept(mockflow: Mockflow) -> None:
    """The calls are in the journal under names of their own, their bodies as objects; secrets are in none of them."""
    own = corner_app(mockflow)
    code = own.code(scope="cms:read")
    own.post("access_token", form=True, code=code, redirect_uri="https://wrong.example")
    token = own.exchange(code).json()["access_token"]
    own.revoke(token)
    own.http.post("/oauth/access_token", content=b'{"client_secret": "corner-secret"')
    own.post("access_token", form=True, **{"corner-secret": "corner-secret", "x": '{"client_secret":"corner-secret"}'})
    own.http.post(f"/oauth/access_token?client_secret=corner-secret&code={code}", json={"a": 1})
    own.http.post("/oauth/nothing", json={"client_secret": "corner-secret", "access_token": token})
    own.http.post("/v2/oauth/access_token", content=f"client_secret=corner-secret&access_token={token}")
    mockflow.http().post("/sites", json={"client_secret": "corner-secret"})
    calls = [(each.operation_id, each.status) for each in mockflow.requests() if each.path.startswith("/oauth/")]
    assert calls == [
        ("authorize", 302), ("exchange-code", 400), ("exchange-code", 200), ("revoke-authorization", 200),
        ("exchange-code", 400), ("exchange-code", 400), ("exchange-code", 400), (None, 404),
    ]  # fmt: skip
    kept = json.dumps([mockflow.control("GET", "/requests"), mockflow.control("GET", "/unmatched")])
    assert not [secret for secret in SECRETS if secret in kept]
    mockflow.assert_called("exchange-code", json={"client_id": "corner-app", "code": "[redacted]"}, status=200)
    told = mockflow.requests(operation_id="exchange-code", status=400)[0].decision
    assert (told.allowed, told.step) == (False, "oauth")
    assert told.reason == "redirect_uri: expected the one that the authorize URL had, found another"
    for entry in mockflow._worlds.default.journal:  # noqa: SLF001 - as it is kept
        if entry.step == "oauth":
            assert not [secret for secret in SECRETS if secret in repr(entry)]


def test_a_call_is_a_line_of_the_log(mockflow: Mockflow, app: App) -> None:
    """As those of the API are, with the error and the reason where it was refused; also where a page says it."""
    app.exchange("x")
    app.ask(scope="page:read")
    app.code()
    lines = [call_line(entry, "default") for entry in mockflow._worlds.default.journal]  # noqa: SLF001 - not public
    told = [re.sub(r" \d+ms", "", line) for line in lines]
    assert told == [
        (
            "12:00:00.000 default - POST /oauth/access_token 400 exchange-code invalid_grant "
            "(The code was not given to this app, was used already, or is too old)"
        ),
        (
            "12:00:00.000 default - GET /oauth/authorize 400 authorize "
            "(scope: expected names of scopes with spaces between them, found page:read (Webflow calls it pages:read))"
        ),
        "12:00:00.000 default - GET /oauth/authorize 302 authorize",
    ]


@pytest.mark.mockflow(unknown_routes="allow")
@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/oauth/access_token"), ("PUT", "/oauth/authorize"), ("POST", "/oauth")]
)
def test_what_oauth_does_not_have_is_not_found(mockflow: Mockflow, app: App, method: str, path: str) -> None:
    """In the API's own shape, and told among what nothing answers."""
    assert error(app.http.request(method, path))[:2] == (404, "resource_not_found")
    assert mockflow.unmatched()[-1].call.path == path


def test_a_bug_is_a_server_error(mockflow: Mockflow, app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is kept for the test, and tells the caller nothing."""
    monkeypatch.setattr("mockflow.worlds.codes.Codes.find", lambda *_: 1 / 0)
    assert problem(app.exchange("x")) == (500, "server_error")
    assert len(mockflow.failures()) == 1
    mockflow.failures().clear()
    mockflow.reset()


def test_the_handle_is_a_person_who_consents(mockflow: Mockflow, app: App) -> None:
    """It gives a code for the app to exchange, in process and over a socket, and leaves no trace in the journal."""
    one = mockflow.id("sites/one")
    code = mockflow.authorize(["cms:read"], sites=[one], client_id="corner-app", redirect_uri=DONE)
    assert mockflow.requests() == []
    assert corner_app(mockflow).exchange(code).json()["scope"] == "cms:read"
    assert app.exchange(mockflow.authorize(), redirect_uri=None).status_code == 200
    with mockflow.connect(mockflow.url) as other:
        assert httpx.post(
            f"{other.url}/oauth/token",
            data={"client_id": other.client_id, "client_secret": other.client_secret, "code": other.authorize()},
        ).json()["token_type"] == "bearer"  # fmt: skip


def test_the_handle_says_why_an_app_cannot_be_authorized(mockflow: Mockflow) -> None:
    """As the page would."""
    from mockflow import ControlError  # noqa: PLC0415 - only here

    with pytest.raises(ControlError, match="scope: expected scopes that the app is registered for, found forms:read"):
        mockflow.authorize(["forms:read"], client_id="corner-app")
    with pytest.raises(ControlError, match="site: expected ids of sites of this world, found x"):
        mockflow.authorize(sites=["x"])
