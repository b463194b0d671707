"""Webflow's official Python client on the double: each method it has for tokens, and its helpers for OAuth."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from webflow.core.api_error import ApiError
from webflow.errors import ForbiddenError, UnauthorizedError
from webflow.oauth import authorize_url, get_access_token
from webflow.resources.token.client import TokenClient
from webflow.types.oauth_scope import OauthScope

from mockflow import Mockflow
from tests.clients.python_sdk import Sdk, methods_without_test, refused
from tests.oauth import DONE, app_of, returned


@pytest.fixture
def app(connect: Callable[[str], Sdk], mockflow: Mockflow) -> Sdk:
    """The official client of the ready-made app's token."""
    return connect(mockflow.app_token)


def test_introspect(app: Sdk, sdk: Sdk, mockflow: Mockflow) -> None:
    """What the app was authorized to do; a site's token is refused with a 403 that the client has no class for."""
    said = app.token.introspect()
    assert said.authorization.grant_type == "authorization_code"
    assert said.authorization.rate_limit == 120
    assert "cms:read" in said.authorization.scope.split(",")
    assert said.authorization.authorized_to.site_ids == [mockflow.site_id]
    assert said.authorization.created_on <= said.authorization.last_used
    assert said.application.display_name == "Mockflow App"
    with refused(ApiError, "invalid_auth_version"):
        sdk.token.introspect()


def test_authorized_by(app: Sdk, sdk: Sdk, connect: Callable[[str], Sdk]) -> None:
    """The person who authorized the app; a site's token is a ForbiddenError, an unknown one an UnauthorizedError."""
    said = app.token.authorized_by()
    assert (said.email, said.first_name, said.last_name) == ("designer@example.com", "Sam", "Designer")
    with refused(ForbiddenError, "invalid_auth_version"):
        sdk.token.authorized_by()
    with refused(UnauthorizedError):
        connect("never").token.authorized_by()


def test_the_helpers_of_the_client_do_the_whole_flow(mockflow: Mockflow, monkeypatch: pytest.MonkeyPatch) -> None:
    """With their hosts, which they have no option for, changed: its URL is taken, and its body exchanged."""
    http = app_of(mockflow).http

    def request(method: str, url: str, **sent: Any) -> httpx.Response:
        return http.request(method, url.removeprefix("https://api.webflow.com"), **sent)

    scopes = [OauthScope.SITES_READ, OauthScope.CMS_READ]
    url = authorize_url(client_id=mockflow.client_id, redirect_uri=DONE, scope=scopes, state="s")
    said = returned(http.get(url.removeprefix("https://webflow.com") + "&auto=approve"))
    assert said["state"] == "s"
    monkeypatch.setattr("webflow.oauth.httpx.request", request)
    app = {"client_id": mockflow.client_id, "client_secret": mockflow.client_secret}
    token = get_access_token(**app, code=said["code"], redirect_uri=DONE)
    assert mockflow.sdk(token).sites.list().sites
    with pytest.raises(ApiError) as caught:
        get_access_token(**app, code=said["code"], redirect_uri=DONE)
    assert (caught.value.status_code, caught.value.body["error"]) == (400, "invalid_grant")


def test_no_method_is_left_out() -> None:
    """Each method of the client has its test."""
    assert methods_without_test(TokenClient, globals()) == []
