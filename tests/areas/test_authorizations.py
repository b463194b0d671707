"""What a token tells of its authorization, of its app and of the person who gave it."""

import pytest

from mockflow import Mockflow
from mockflow.domain.users import DESIGNER
from tests.areas.webhooks import webhooks_of
from tests.oauth import SEED, app_of, corner_app
from tests.support import error

pytestmark = pytest.mark.mockflow(clock="2026-01-15T12:00:00Z", seed=SEED)
_REFUSED = "This endpoint takes a token of an OAuth app, and this is a {} token"
NOT_OAUTH = (403, "invalid_auth_version", _REFUSED.format("site"))
PATHS = ("/token/introspect", "/token/authorized_by")


def test_introspect_tells_all_of_an_authorization(mockflow: Mockflow) -> None:
    """What it may do as one string with commas, where, by whom, how often, and the app."""
    one = mockflow.id("sites/one")
    token = corner_app(mockflow).token(scope="sites:read cms:write cms:read", site=one)
    said = mockflow.http(token).get("/token/introspect").json()
    (listed,) = (each for each in mockflow.tokens() if each.token == token)
    assert said == {
        "authorization": {
            "id": listed.id,
            "createdOn": "2026-01-15T12:00:00.000Z",
            "lastUsed": "2026-01-15T12:00:00.000Z",
            "grantType": "authorization_code",
            "rateLimit": 120,
            "scope": "cms:read,cms:write,sites:read",
            "authorizedTo": {"siteIds": [one], "workspaceIds": [], "userIds": [DESIGNER.id]},
        },
        "application": {
            "id": mockflow.id("apps/corner-app"),
            "description": "Keeps <corners> in order.",
            "homepage": "https://corner.example",
            "displayName": "Corner & Sons",
        },
    }  # fmt: skip


def test_introspect_needs_no_scope(mockflow: Mockflow) -> None:
    """A token that may do nothing may ask for itself."""
    api = mockflow.http(mockflow.new_token([], "oauth"))
    assert api.get("/token/introspect").json()["authorization"]["scope"] == ""


def test_an_authorization_of_the_workspace_names_it_and_its_sites(mockflow: Mockflow) -> None:
    """As that of the ready-made app does."""
    said = mockflow.http(mockflow.app_token).get("/token/introspect").json()
    sites = mockflow.http(mockflow.app_token).get("/sites").json()["sites"]
    assert said["authorization"]["authorizedTo"]["siteIds"] == [site["id"] for site in sites]
    assert said["authorization"]["authorizedTo"]["workspaceIds"] == [sites[0]["workspaceId"]]
    assert said["authorization"]["createdOn"] == "2025-11-03T09:00:00.000Z"
    assert said["application"]["displayName"] == "Mockflow App"


def test_last_used_is_the_call_before(mockflow: Mockflow) -> None:
    """Any call of the token is a use, a refused one too; a test's own preparation is none, and no state knows of it."""
    token = app_of(mockflow).token(scope="cms:read")
    api, before = mockflow.http(token), mockflow.state()
    mockflow.clock.advance(60)
    assert api.get("/sites").status_code == 403
    mockflow.clock.advance(60)
    mockflow.http(token, setup=True).get("/sites")
    said = api.get("/token/introspect").json()["authorization"]
    assert (said["createdOn"], said["lastUsed"]) == ("2026-01-15T12:00:00.000Z", "2026-01-15T12:01:00.000Z")
    assert api.get("/token/introspect").json()["authorization"]["lastUsed"] == "2026-01-15T12:02:00.000Z"
    assert {**mockflow.state(), "clock": None} == {**before, "clock": None}


@pytest.mark.mockflow(seed={**SEED, "user": {"email": "robin@example.com", "firstName": "Robin"}})
def test_authorized_by_tells_the_person(mockflow: Mockflow) -> None:
    """As the seed has them; the one who writes comments in the Designer where it says nothing."""
    api = mockflow.http(app_of(mockflow).token(scope="authorized_user:read"))
    said = api.get("/token/authorized_by").json()
    assert list(said) == ["id", "email", "firstName", "lastName"]
    assert list(said.values())[1:] == ["robin@example.com", "Robin", "Designer"]
    assert api.get("/token/introspect").json()["authorization"]["authorizedTo"]["userIds"] == [said["id"]]
    with Mockflow("empty") as other:
        usual = other.http(other.app_token).get("/token/authorized_by").json()
        assert (usual["id"], usual["email"]) == (said["id"], "designer@example.com")


def test_authorized_by_needs_its_scope(mockflow: Mockflow) -> None:
    """And no other will do."""
    api = mockflow.http(app_of(mockflow).token(scope="sites:read"))
    assert error(api.get("/token/authorized_by")) == (
        403, "missing_scopes", "OAuthForbidden: You are missing the following scopes - 'authorized_user:read'",
    )  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_site_tokens_are_refused_before_their_scopes(mockflow: Mockflow, path: str) -> None:
    """They never hear of a scope that they could not hold."""
    assert error(mockflow.http().get(path)) == NOT_OAUTH
    assert error(mockflow.http(mockflow.readonly_token).get(path)) == NOT_OAUTH


@pytest.mark.mockflow(quirks={"introspect_site_token": "500"})
def test_a_site_token_may_make_introspect_fail(mockflow: Mockflow) -> None:
    """As it was once seen to; the other endpoint refuses it all the same, and the double itself did not fail."""
    assert error(mockflow.http().get("/token/introspect")) == (500, "internal_error", "An Internal Error occurred")
    assert error(mockflow.http().get("/token/authorized_by")) == NOT_OAUTH
    assert error(mockflow.http(mockflow.workspace_token).get("/token/introspect"))[2] == _REFUSED.format("workspace")
    assert mockflow.http(mockflow.app_token).get("/token/introspect").status_code == 200
    assert not mockflow.failures()


@pytest.mark.parametrize("path", PATHS)
def test_tokens_that_are_none_or_too_old_are_unknown(mockflow: Mockflow, path: str) -> None:
    """An OAuth token that expired is a 401, like one that never was."""
    token = mockflow.new_token(kind="oauth", expires_in=60)
    assert mockflow.http(token).get(path).status_code == 200
    mockflow.clock.advance(60)
    for bad in (token, "never", mockflow.expired_token):
        assert error(mockflow.http(bad).get(path)) == (401, "not_authorized", "Request not authorized")


def test_minted_and_seeded_tokens_are_of_an_app(mockflow: Mockflow) -> None:
    """The ready-made one, or the one that they name."""
    token = mockflow.new_token(kind="oauth", client_id="corner-app")
    assert mockflow.http(token).get("/token/introspect").json()["application"]["displayName"] == "Corner & Sons"
    assert next(each for each in mockflow.tokens() if each.token == token).client_id == "corner-app"
    tokens = [{"name": "robot", "kind": "oauth", "app": "corner-app", "createdOn": "2025-12-01T00:00:00Z"}]
    with Mockflow({**SEED, "tokens": tokens}) as other:
        said = other.http("robot").get("/token/introspect").json()
        assert said["application"]["homepage"] == "https://corner.example"
        assert said["authorization"]["createdOn"] == "2025-12-01T00:00:00.000Z"


def test_webhooks_are_signed_with_the_secret_of_their_app(mockflow: Mockflow) -> None:
    """Each app's with its own; the sinks and the drills know them all."""
    url = "http://mockflow.test/_mockflow/sink/{}"
    scope = "sites:read sites:write cms:read"
    own = webhooks_of(mockflow, corner_app(mockflow).token(scope=scope)).create(
        "collection_item_created", url.format("own")
    )
    webhooks_of(mockflow, app_of(mockflow).token(scope=scope)).create("collection_item_created", url.format("ready"))
    mockflow.add_item("notes", {"name": "New"}, events=True)
    mockflow.drain()
    for sink, secret in (("own", "corner-secret"), ("ready", "mockflow-client-secret")):
        (message,) = mockflow.sink(sink)
        assert message.verified
        assert message.headers["x-webflow-signature"] == _signature(secret, message)
    assert "secretKey" not in own


def _signature(secret: str, message: object) -> str:
    from mockflow.delivery.sign import sign  # noqa: PLC0415 - only here

    return sign(secret, message.headers["x-webflow-timestamp"], message.raw_body.encode())  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"apps": [{}]}, "apps[0].clientId: expected a value, found nothing"),
        ({"apps": [{"clientId": "mockflow-client-id"}]}, "apps[0].clientId: expected another client id than that of"),
        ({"apps": [{"clientId": "a", "clientSecret": "a" * 64}]}, "apps[0].clientSecret: expected a made-up secret, "),
        ({"apps": [{"clientId": "a", "clientSecret": ""}]}, "apps[0].clientSecret: expected printable ASCII text"),
        ({"apps": [{"clientId": "a", "redirectUris": ["x://y"]}]}, "apps[0].redirectUris: expected absolute http"),
        ({"apps": [{"clientId": "a", "scopes": ["page:read"]}]}, "apps[0].scopes: expected a scope, found page:read"),
        (
            {"apps": [{"clientId": "a", "scopes": ["workspace_activity:read"]}]},
            "apps[0].scopes: expected scopes that it can hold, found workspace_activity:read",
        ),
        ({"apps": [{"clientId": "a"}, {"clientId": "a"}]}, "apps[1]: expected a slug or name that nothing beside"),
        ({"tokens": [{"name": "t", "kind": "oauth", "app": "b"}]}, "tokens[0].app: expected the clientId of an app"),
        ({"tokens": [{"name": "t", "app": "b"}]}, "tokens[0].app: expected none, but of an oauth token, found b"),
        ({"user": {"name": "Kim"}}, "user.name: expected one of the keys email, firstName, id, lastName, found name"),
    ],
)
def test_a_seed_says_what_is_wrong_with_its_apps(changed: dict[str, object], told: str) -> None:
    """Each in one line, where it stands."""
    from mockflow import SeedError  # noqa: PLC0415 - only here

    with pytest.raises(SeedError) as found:
        Mockflow({"mockflow": 1, "sites": [{"displayName": "One"}], **changed})
    assert told in str(found.value)


def test_a_seeded_webhook_is_of_an_app_where_one_made_it() -> None:
    """And of none elsewhere."""
    from mockflow import SeedError  # noqa: PLC0415 - only here

    hook = {"triggerType": "site_publish", "url": "https://a.example", "app": "corner-app"}
    with pytest.raises(SeedError, match=r"sites\[0\].webhooks\[0\].app: expected none, since no app made it"):
        Mockflow({**SEED, "sites": [{"displayName": "One", "webhooks": [hook]}]})
    with pytest.raises(SeedError, match="expected the clientId of an app of this seed, found nobody"):
        Mockflow(
            {**SEED, "sites": [{"displayName": "One", "webhooks": [{**hook, "madeWith": "app", "app": "nobody"}]}]}
        )
