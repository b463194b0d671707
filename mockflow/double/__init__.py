"""The Python handle of a double: in process, without a socket until its URL is read."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import httpx

from mockflow.errors import ControlError
from mockflow.server import ThreadServer
from mockflow.web.app import create_app
from mockflow.worlds.planting import plant
from mockflow.worlds.registry import Registry
from mockflow.worlds.tokens import APP_TOKEN, CLIENT_ID, CLIENT_SECRET, EXPIRED_TOKEN, READONLY_TOKEN, SITE_TOKEN
from mockflow.worlds.world import Options

from .clients import IN_PROCESS, InlineTransport, WsgiTransport, async_sdk, sync_sdk
from .clock import WorldClock
from .results import Call, Decision, Token, read_call, read_token

if TYPE_CHECKING:
    import webflow.client

__all__ = ["Call", "Decision", "Mockflow", "Token", "WorldClock"]

_SETUP = {"X-Mockflow-Setup": "1"}


class Mockflow:
    """A double of its own: one world, and every way to reach it.

    Args:
        seed: ``demo``, ``empty``, a YAML or JSON file, or a document.
        plan: instead of the seed's plan: it sets the requests a minute.
        rate_limit: whether requests a minute and the publish limit are enforced.
        clock: ``real``, a time such as ``2026-01-15T12:00:00Z`` to stand still at, or ``+5d``.
        quirks: switches by name, for what the sources on Webflow leave open.
        token: a further value of the site token.

    Raises:
        SeedError: the seed cannot be read, or is none.
        ValueError: another argument cannot be taken; the message names what it may be.
    """

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
    ) -> None:
        further = () if token is None else (token,)
        options = Options(plant(seed), plan, rate_limit, clock or "real", dict(quirks or {}), further)
        self._worlds = Registry(options)
        self.transport: httpx.BaseTransport = WsgiTransport(create_app(self._worlds))
        self.async_transport: httpx.AsyncBaseTransport = InlineTransport(self.transport)
        self.clock = WorldClock(self.control)
        self._server: ThreadServer | None = None
        self._control = httpx.Client(transport=self.transport, base_url=f"{IN_PROCESS}/_mockflow", trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop the server, if one was started."""
        if self._server is not None:
            self._server.stop()
            self._server = None

    def http(self, token: str | None = None, *, setup: bool = False) -> httpx.Client:
        """A client whose paths begin after ``/v2``, with this token, the site token by default.

        Args:
            token: what it presents.
            setup: whether its calls are a test's own preparation, neither counted nor journalled.
        """
        return httpx.Client(
            transport=self.transport, base_url=f"{IN_PROCESS}/v2", headers=self._headers(token, setup), trust_env=False
        )

    def async_http(self, token: str | None = None, *, setup: bool = False) -> httpx.AsyncClient:
        """The same client for asyncio."""
        return httpx.AsyncClient(
            transport=self.async_transport,
            base_url=f"{IN_PROCESS}/v2",
            headers=self._headers(token, setup),
            trust_env=False,
        )

    def _headers(self, token: str | None, setup: bool) -> dict[str, str]:  # noqa: FBT001 - private
        bearer = {"Authorization": f"Bearer {token or self.site_token}"}
        return {**bearer, **_SETUP} if setup else bearer

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
            self._server = ThreadServer(create_app(self._worlds))
        return self._server.url

    @property
    def api_url(self) -> str:
        """The base URL of the Data API on that server."""
        return f"{self.url}/v2"

    def env(self) -> dict[str, str]:
        """Environment variables for a client in another process."""
        return {
            "WEBFLOW_TOKEN": self.site_token,
            "WEBFLOW_SITE_ID": self.site_id,
            "WEBFLOW_API_URL": self.api_url,
            "WEBFLOW_CLIENT_ID": self.client_id,
            "WEBFLOW_CLIENT_SECRET": self.client_secret,
        }

    @property
    def site_id(self) -> str:
        """The id of the first site; LookupError where the seed has none."""
        ids = self.control("GET", "/ids")
        site_id: str | None = next((ids[path] for path in ids if path.startswith("sites/")), None)
        if site_id is None:
            raise LookupError("the seed of this world has no site")
        return site_id

    def id(self, path: str) -> str:
        """The id behind a path of the seed, such as ``journal/first-post``; LookupError names the nearest."""
        ids: dict[str, str] = self.control("GET", "/ids")
        if path not in ids:
            nearest = get_close_matches(path, ids, n=1, cutoff=0)
            hint = f"; the nearest is {nearest[0]!r}" if nearest else ""
            raise LookupError(f"no record of the seed has the path {path!r}{hint}")
        return ids[path]

    def new_token(
        self,
        scopes: Iterable[str] | None = None,
        kind: str = "site",
        *,
        site_ids: Iterable[str] | None = None,
        name: str | None = None,
        token: str | None = None,
        expires_in: float | None = None,
    ) -> str:
        """The value of a new token: every scope that its kind can hold by default; ControlError for what cannot be."""
        wanted = {
            "kind": kind,
            "scopes": None if scopes is None else list(scopes),
            "siteIds": None if site_ids is None else list(site_ids),
            "name": name,
            "token": token,
            "expiresIn": expires_in,
        }
        made = self.control("POST", "/tokens", json=wanted)
        return str(made["token"])

    def tokens(self) -> list[Token]:
        """The tokens of the world."""
        return [read_token(each) for each in self.control("GET", "/tokens")["tokens"]]

    def reset(
        self,
        *,
        seed: str | Mapping[str, Any] | None = None,
        plan: str | None = None,
        clock: str | None = None,
        quirks: Mapping[str, Any] | None = None,
    ) -> None:
        """Back to the seed, with an empty journal; what is given takes the place of what the world was made with."""
        given = {"seed": seed, "plan": plan, "clock": clock, "quirks": quirks}
        self.control("POST", "/reset", json={key: value for key, value in given.items() if value is not None})

    def requests(
        self,
        *,
        operation_id: str | None = None,
        method: str | None = None,
        path: str | None = None,
        status: int | None = None,
        actor: str | None = None,
        since: str | Call | None = None,
        limit: int | None = None,
    ) -> list[Call]:
        """The calls that were made, oldest first.

        Args:
            operation_id: Webflow's name, such as ``create-item``.
            method: such as ``POST``.
            path: a glob, with or without ``/v2``; ``*`` crosses ``/``.
            status: of the answer.
            actor: the name of the token.
            since: only calls after this one.
            limit: only the last so many.
        """
        chosen = {
            "operationId": operation_id,
            "method": method,
            "path": path,
            "status": status,
            "actor": actor,
            "since": since.id if isinstance(since, Call) else since,
            "limit": limit,
        }
        found = self.control("GET", "/requests", params={k: v for k, v in chosen.items() if v is not None})
        return [read_call(each) for each in found["requests"]]

    def failures(self) -> list[BaseException]:
        """Errors of the double itself, which its callers saw as a 500."""
        return list(self._worlds.default.failures)

    def control(
        self,
        method: str,
        path: str,
        *,
        json: Any = None,
        params: Mapping[str, Any] | None = None,
    ) -> Any:
        """A call of the control plane; ControlError if it is refused."""
        response = self._control.request(method, path, json=json, params=params)
        if response.is_error:
            error = response.json()
            raise ControlError(response.status_code, error["code"], error["message"])
        return response.json() if response.content else None
