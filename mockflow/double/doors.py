"""The ways to reach a double: in process, and over a socket once its URL is read."""

from collections.abc import Mapping
from functools import cached_property
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import httpx

from mockflow.domain.webhooks import CLIENT_SECRET
from mockflow.errors import ControlError
from mockflow.server import ThreadServer
from mockflow.web.app import create_app
from mockflow.web.guard import Guard
from mockflow.worlds.outgoing import Gate
from mockflow.worlds.registry import Registry
from mockflow.worlds.seeds import plant
from mockflow.worlds.tokens import APP_TOKEN, CLIENT_ID, EXPIRED_TOKEN, READONLY_TOKEN, SITE_TOKEN
from mockflow.worlds.world import Options

from .clients import IN_PROCESS, InlineTransport, WsgiTransport, async_sdk, sync_sdk

if TYPE_CHECKING:
    import webflow.client

SETUP_HEADER = "X-Mockflow-Setup"
_PREPARING = "mockflow-setup"


class Doors:
    """A world and its doors: what ``Mockflow`` builds on."""

    site_token = SITE_TOKEN
    app_token = APP_TOKEN
    readonly_token = READONLY_TOKEN
    expired_token = EXPIRED_TOKEN
    client_id = CLIENT_ID
    client_secret = CLIENT_SECRET

    def __init__(
        self,
        seed: str | Path | Mapping[str, Any] = "demo",
        *,
        plan: str | None = None,
        rate_limit: bool = True,
        clock: str | None = None,
        quirks: Mapping[str, Any] | None = None,
        token: str | None = None,
        webhooks: str = "local",
    ) -> None:
        further = () if token is None else (token,)
        options = Options(
            plant(seed), plan, rate_limit, clock or "real", dict(quirks or {}), further, gate=Gate(webhooks)
        )
        self._worlds = Registry(options)
        self.transport: httpx.BaseTransport = WsgiTransport(create_app(self._worlds), self._worlds.may_wait)
        self.async_transport: httpx.AsyncBaseTransport = InlineTransport(self.transport, self._worlds.may_wait)
        self._server: ThreadServer | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop the server, if one was started, and send nothing more."""
        self._worlds.close()
        if self._server is not None:
            self._server.stop()
            self._server = None

    def http(self, token: str | None = None, *, setup: bool = False) -> httpx.Client:
        """A client whose paths begin after ``/v2``, with this token, the site token by default.

        Args:
            token: what it presents.
            setup: whether its calls are a test's own preparation, neither counted nor journalled.
        """
        headers = self._headers(token, "1" if setup else "")
        return httpx.Client(transport=self.transport, base_url=f"{IN_PROCESS}/v2", headers=headers, trust_env=False)

    def async_http(self, token: str | None = None, *, setup: bool = False) -> httpx.AsyncClient:
        """The same client for asyncio."""
        return httpx.AsyncClient(
            transport=self.async_transport,
            base_url=f"{IN_PROCESS}/v2",
            headers=self._headers(token, "1" if setup else ""),
            trust_env=False,
        )

    def _headers(self, token: str | None, setup: str) -> dict[str, str]:
        bearer = {"Authorization": f"Bearer {token or self.site_token}"}
        return {**bearer, SETUP_HEADER: setup} if setup else bearer

    def prepare(self, method: str, path: str, *, silent: bool = True, **request: Any) -> httpx.Response:
        """A call of a test's own preparation, with every scope on every site; webhooks hear of it unless ``silent``."""
        headers = {**self._headers(self._preparing_token(), "silent" if silent else "1"), "Accept-Version": "2.0.0"}
        url = f"{IN_PROCESS}/v2{path}"
        with httpx.Client(transport=self.transport, headers=headers, trust_env=False) as client:
            return client.request(method, url, **request)

    def _preparing_token(self) -> str:
        """The app's token, or one of our own where a seed or a test has done away with that."""
        presented = self._worlds.default.tokens.presented
        if presented(self.app_token):
            return self.app_token
        if not presented(_PREPARING):
            self.control("POST", "/tokens", json={"kind": "oauth", "name": _PREPARING})
        return _PREPARING

    def sdk(self, token: str | None = None) -> "webflow.client.Webflow":
        """Webflow's official client, wired to the double; MockflowError if the package ``webflow`` is not installed."""
        return sync_sdk(self.transport, token or self.site_token)

    def async_sdk(self, token: str | None = None) -> "webflow.client.AsyncWebflow":
        """Webflow's official client for asyncio, wired to the double; MockflowError as ``sdk`` raises it."""
        return async_sdk(self.async_transport, token or self.site_token)

    @property
    def url(self) -> str:
        """The base URL of a server on a free loopback port, which the first reading starts."""
        if self._server is None:
            self._server = ThreadServer(create_app(self._worlds, Guard()))
        return self._server.url

    @property
    def api_url(self) -> str:
        """The base URL of the Data API on that server."""
        return f"{self.url}/v2"

    @property
    def ids(self) -> Mapping[str, str]:
        """The id behind each path of the seed."""
        return self._worlds.default.ids

    def failures(self) -> list[BaseException]:
        """Errors of the double itself, which its callers saw as a 500."""
        return list(self._worlds.default.failures)

    def had_unmatched(self) -> bool:
        """Whether there was a call that nothing answers: cheaper than to ask which."""
        return bool(self._worlds.default.unmatched)

    def met_rate_limit(self) -> bool:
        """Whether the plan's limit refused a call that is in the journal."""
        return any(entry.step == "rate limit" and not entry.allowed for entry in self._worlds.default.journal)

    @cached_property
    def _control(self) -> httpx.Client:
        return httpx.Client(transport=self.transport, base_url=f"{IN_PROCESS}/_mockflow", trust_env=False)

    def control(
        self,
        method: str,
        path: str,
        *,
        json: Any = None,
        params: Mapping[str, Any] | None = None,
    ) -> Any:
        """A call of the control plane; ControlError if it is refused."""
        content = None if json is None else _as_json(json)
        headers = {} if content is None else {"Content-Type": "application/json"}
        return answer_of(self._control.request(method, path, content=content, headers=headers, params=params))


def _as_json(value: Any) -> bytes:
    """The value as a body, as the control plane is to judge it; ControlError for what no JSON can be made of."""
    try:
        return dumps(value, allow_nan=False).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise ControlError(400, "bad_request", f"The body should be JSON: {error}") from None


def answer_of(response: httpx.Response) -> Any:
    """The JSON of an answer; ControlError for one that refuses."""
    if response.is_error:
        error = response.json()
        details = "; ".join(f"{each['param']}: {each['description']}" for each in error["details"])
        message = f"{error['message']} ({details})" if details else error["message"]
        raise ControlError(response.status_code, error["code"], message)
    return response.json() if response.content else None
