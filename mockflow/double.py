"""The Python handle of a double: in process, without a socket until its URL is read."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import httpx

from mockflow.errors import ControlError, MockflowError
from mockflow.server import ThreadServer
from mockflow.web.app import create_app
from mockflow.worlds.planting import plant
from mockflow.worlds.registry import Registry
from mockflow.worlds.tokens import APP_TOKEN, CLIENT_ID, CLIENT_SECRET, EXPIRED_TOKEN, READONLY_TOKEN, SITE_TOKEN
from mockflow.worlds.world import Options

if TYPE_CHECKING:
    import webflow.client

_IN_PROCESS = "http://mockflow.test"
_SETUP = {"X-Mockflow-Setup": "1"}


@dataclass(frozen=True, slots=True)
class Decision:
    """Which step of the pipeline decided on a call, and why it refused."""

    allowed: bool
    step: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Call:
    """A call in the journal. Bodies are JSON values, or text where they are not JSON; times are ISO 8601."""

    id: str
    at: str
    method: str
    path: str
    query: Mapping[str, str]
    operation_id: str | None
    actor: str | None
    status: int
    duration_ms: float
    request_headers: Mapping[str, str]
    request_body: Any
    response_body: Any
    decision: Decision

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form."""
        return _camel(asdict(self))

    def __str__(self) -> str:
        why = "" if self.decision.allowed else f"  {self.decision.step}: {self.decision.reason}"
        operation = self.operation_id or "no such operation"
        return f"{self.method} {self.path} -> {self.status} {operation} ({self.actor or 'nobody'}){why}"


@dataclass(frozen=True, slots=True)
class Token:
    """A token of the world."""

    id: str
    name: str
    token: str
    kind: str
    scopes: tuple[str, ...]
    site_ids: tuple[str, ...] | None

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form."""
        return _camel(asdict(self))


def _camel(values: dict[str, Any]) -> dict[str, Any]:
    def name(key: str) -> str:
        first, *rest = key.split("_")
        return first + "".join(map(str.capitalize, rest))

    return {name(key): list(value) if isinstance(value, tuple) else value for key, value in values.items()}


class WorldClock:
    """The clock of a world: timestamps, expiry and rate windows follow it."""

    def __init__(self, mock: "Mockflow") -> None:
        self._mock = mock

    def now(self) -> datetime:
        """The world's time, in UTC."""
        return _moment(self._mock.control("GET", "/clock"))

    def freeze(self, at: datetime | str | None = None) -> datetime:
        """Stop the clock, where it is or at a later time."""
        now = at.astimezone(UTC).isoformat() if isinstance(at, datetime) else at
        body = {"frozen": True} if now is None else {"frozen": True, "now": now}
        return _moment(self._mock.control("PUT", "/clock", json=body))

    def advance(self, seconds: float) -> datetime:
        """Move the clock on by a positive number of seconds."""
        return _moment(self._mock.control("POST", "/clock/advance", json={"seconds": seconds}))


def _moment(clock: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(clock["now"])


class _InlineTransport(httpx.AsyncBaseTransport):
    """Answers at once, within the event loop: the double never waits for anything."""

    def __init__(self, transport: httpx.BaseTransport) -> None:
        self._transport = transport

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        body = await request.aread()
        sync = httpx.Request(request.method, request.url, headers=request.headers, content=body)
        response = self._transport.handle_request(sync)
        return httpx.Response(response.status_code, headers=response.headers, content=response.read())


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
        self.transport: httpx.BaseTransport = httpx.WSGITransport(create_app(self._worlds))
        self.async_transport: httpx.AsyncBaseTransport = _InlineTransport(self.transport)
        self.clock = WorldClock(self)
        self._server: ThreadServer | None = None
        self._control = httpx.Client(transport=self.transport, base_url=f"{_IN_PROCESS}/_mockflow", trust_env=False)

    def __enter__(self) -> "Mockflow":
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
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
            transport=self.transport, base_url=f"{_IN_PROCESS}/v2", headers=self._headers(token, setup), trust_env=False
        )

    def async_http(self, token: str | None = None, *, setup: bool = False) -> httpx.AsyncClient:
        """The same client for asyncio."""
        return httpx.AsyncClient(
            transport=self.async_transport,
            base_url=f"{_IN_PROCESS}/v2",
            headers=self._headers(token, setup),
            trust_env=False,
        )

    def _headers(self, token: str | None, setup: bool) -> dict[str, str]:  # noqa: FBT001 - private
        bearer = {"Authorization": f"Bearer {token or self.site_token}"}
        return {**bearer, **_SETUP} if setup else bearer

    def sdk(self, token: str | None = None) -> "webflow.client.Webflow":
        """Webflow's official client, wired to the double; MockflowError if the package ``webflow`` is not installed."""
        client = _sdk()
        return client.Webflow(
            access_token=token or self.site_token,
            environment=_environment(client),
            httpx_client=httpx.Client(transport=self.transport, trust_env=False),
        )

    def async_sdk(self, token: str | None = None) -> "webflow.client.AsyncWebflow":
        """Webflow's official client for asyncio, wired to the double; MockflowError as ``sdk`` raises it."""
        client = _sdk()
        return client.AsyncWebflow(
            access_token=token or self.site_token,
            environment=_environment(client),
            httpx_client=httpx.AsyncClient(transport=self.async_transport, trust_env=False),
        )

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
        return [_token(each) for each in self.control("GET", "/tokens")["tokens"]]

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
        return [_call(each) for each in found["requests"]]

    def failures(self) -> list[BaseException]:
        """Errors of the double itself, which its callers saw as a 500."""
        return list(self._worlds.default.failures)

    def control(
        self,
        method: str,
        path: str,
        *,
        json: Any = None,
        params: Mapping[str, Any] | None = None,  # noqa: ANN401 - JSON
    ) -> Any:  # noqa: ANN401 - JSON
        """A call of the control plane; ControlError if it is refused."""
        response = self._control.request(method, path, json=json, params=params)
        if response.is_error:
            error = response.json()
            raise ControlError(response.status_code, error["code"], error["message"])
        return response.json() if response.content else None


def _token(said: dict[str, Any]) -> Token:
    site_ids = said["siteIds"]
    reach = None if site_ids is None else tuple(site_ids)
    return Token(said["id"], said["name"], said["token"], said["kind"], tuple(said["scopes"]), reach)


def _call(said: dict[str, Any]) -> Call:
    return Call(
        id=said["id"],
        at=said["at"],
        method=said["method"],
        path=said["path"],
        query=said["query"],
        operation_id=said["operationId"],
        actor=said["actor"],
        status=said["status"],
        duration_ms=said["durationMs"],
        request_headers=said["requestHeaders"],
        request_body=said["requestBody"],
        response_body=said["responseBody"],
        decision=Decision(**said["decision"]),
    )


def _sdk() -> Any:  # noqa: ANN401 - a module that may not be there
    try:
        import webflow  # noqa: PLC0415 - an extra
    except ImportError:
        raise MockflowError("sdk: expected the package webflow: pip install 'mockflow-server[sdk]'") from None
    return webflow


def _environment(client: Any) -> Any:  # noqa: ANN401 - a module that may not be there
    from webflow.environment import WebflowEnvironment  # noqa: PLC0415 - an extra

    base = f"{_IN_PROCESS}/v2"
    return WebflowEnvironment(base=base, data_api=base, content_delivery_api=base)
