"""The ways to reach a world: in process, over a socket once its URL is read, or where a double already runs."""

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import httpx

from mockflow.domain.apps import CLIENT_ID, CLIENT_SECRET
from mockflow.errors import ControlError, NoDoubleError
from mockflow.worlds.options import Options
from mockflow.worlds.outgoing import Gate
from mockflow.worlds.registry import Registry
from mockflow.worlds.seeds import plant
from mockflow.worlds.tokens import APP_TOKEN, EXPIRED_TOKEN, READONLY_TOKEN, SITE_TOKEN, WORKSPACE_TOKEN

from .answers import answer_of, as_json, no_answer
from .clients import async_sdk, sync_sdk
from .reach import InProcess, Reach, prefix_of

if TYPE_CHECKING:
    import webflow.client

SETUP_HEADER = "X-Mockflow-Setup"
_PREPARING = "mockflow-setup"
_NOT_FOUND, _UNAUTHORISED = 404, 401
_PATIENCE = httpx.Timeout(330.0, connect=5.0)
"""Of the control plane, where a call may wait for 5 minutes."""


class Doors:
    """A world and its doors: what ``Mockflow`` builds on.

    Attributes:
        world_id: ``default`` for the one that every double has.
        transport: for an ``httpx.Client``: reaches this world whatever host a URL names.
    """

    site_token = SITE_TOKEN
    app_token = APP_TOKEN
    readonly_token = READONLY_TOKEN
    expired_token = EXPIRED_TOKEN
    workspace_token = WORKSPACE_TOKEN
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
        self._enter(InProcess(options), "default", ends="double")

    @classmethod
    def connect(cls, url: str, *, world: str | None = None, admin_token: str | None = None) -> Self:
        """The same handle over a double that runs already. Closing it closes its connections, and stops nothing.

        Args:
            url: such as ``http://127.0.0.1:4020``; it may name a world, and end in ``/v2``, as ``api_url`` does.
            world: the id of the world; the one that the URL names, or ``default``.
            admin_token: what the double was started with. It is presented to the control plane only, and with calls
                that are a test's own preparation.

        Raises:
            ControlError: there is no such world, or the admin token is not the double's.
            NoDoubleError: nothing answers there, or something else does.
            ValueError: the URL cannot be that of a double.
        """
        from .running import Running, read_url, require_id  # noqa: PLC0415 - most tests run in process

        root, named = read_url(url)
        if world is not None and named not in {None, world}:
            raise ValueError(f"world: expected the one that the URL names, {named}, found {world}")
        reach = Running(root, admin_token)
        try:
            reach.check()
            made = cls._at(reach, require_id(world or named or "default"), ends="connections")
            made._take(made.control("GET", f"/worlds/{made.world_id}"))  # noqa: SLF001 - our own
        except BaseException:
            reach.close()
            raise
        return made

    @classmethod
    def _at(cls, reach: Reach, world_id: str, *, ends: str) -> Self:
        """A handle over a world that is there."""
        made = cls.__new__(cls)
        made._enter(reach, world_id, ends=ends)  # noqa: SLF001 - our own
        return made

    def _enter(self, reach: Reach, world_id: str, *, ends: str) -> None:
        """Take hold of a world; closing the handle ``ends`` the ``double``, its ``connections`` or the ``world``."""
        self.world_id = world_id
        self._reach = reach
        self._prefix = prefix_of(world_id)
        self._base = reach.base + self._prefix
        self._ends = ends
        self.transport = reach.transport(self._prefix)
        self.before_forgetting: Callable[[Any], None] | None = None

    def _take(self, said: Mapping[str, Any]) -> None:
        """The credentials of this world, as the control plane tells them; a ready-made one may not be there."""
        tokens, oauth = said["tokens"], said["oauth"]
        self.site_token = tokens["site"] or SITE_TOKEN
        self.app_token = tokens["app"] or APP_TOKEN
        self.readonly_token = tokens["readonly"] or READONLY_TOKEN
        self.expired_token = tokens["expired"] or EXPIRED_TOKEN
        self.workspace_token = tokens.get("workspace") or WORKSPACE_TOKEN
        self.client_id, self.client_secret = oauth["clientId"], oauth["clientSecret"]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End what this handle began.

        A double in process stops its server, if one was started, and sends nothing more. A world that ``new_world``
        made is deleted. A running double goes on.
        """
        if self._ends == "connections":
            self._reach.close()
            return
        try:
            self._look_back()
        finally:
            self.before_forgetting = None
            self._end()

    def _end(self) -> None:
        if self._ends == "double":
            self._reach.close()
        elif self._ends == "world":
            self._ends = ""
            self._delete_world()

    def _delete_world(self) -> None:
        try:
            self.control("DELETE", f"/worlds/{self.world_id}")
        except ControlError as error:
            if error.status != _NOT_FOUND:  # its time was up, or somebody else deleted it
                raise
        except NoDoubleError:  # the double has ended, and its worlds with it
            pass
        finally:
            self._reach.settle()

    def _look_back(self) -> None:
        """Let whoever asked for it look at the journal once more, before it is forgotten."""
        if self.before_forgetting is not None:
            self.before_forgetting(self)

    @property
    def async_transport(self) -> httpx.AsyncBaseTransport:
        """For an ``httpx.AsyncClient``: what ``transport`` is for others."""
        return self._reach.async_transport(self._prefix)

    def http(self, token: str | None = None, *, setup: bool = False) -> httpx.Client:
        """A client whose paths begin after ``/v2``, with this token, the site token by default.

        Args:
            token: what it presents.
            setup: whether its calls are a test's own preparation, neither counted nor journalled.
        """
        headers = self._headers(token, "1" if setup else "")
        return httpx.Client(transport=self.transport, base_url=f"{self._base}/v2", headers=headers, trust_env=False)

    def async_http(self, token: str | None = None, *, setup: bool = False) -> httpx.AsyncClient:
        """The same client for asyncio."""
        return httpx.AsyncClient(
            transport=self.async_transport,
            base_url=f"{self._base}/v2",
            headers=self._headers(token, "1" if setup else ""),
            trust_env=False,
        )

    def _headers(self, token: str | None, setup: str) -> dict[str, str]:
        bearer = {"Authorization": f"Bearer {token or self.site_token}"}
        return {**bearer, SETUP_HEADER: setup, **self._reach.setup_headers} if setup else bearer

    def prepare(self, method: str, path: str, *, silent: bool = True, **request: Any) -> httpx.Response:
        """A call of a test's own preparation, with every scope on every site; webhooks hear of it unless ``silent``."""
        kind = "silent" if silent else "1"
        answer = self._prepare(method, path, self._headers(self._preparing_token, kind), request)
        if answer.status_code == _UNAUTHORISED:  # a seed or a test has done away with the app's token
            self._preparing_token = self._mint_preparing_token()
            answer = self._prepare(method, path, self._headers(self._preparing_token, kind), request)
        return answer

    def _prepare(self, method: str, path: str, headers: Mapping[str, str], request: Any) -> httpx.Response:
        sent = {**headers, "Accept-Version": "2.0.0"}
        with httpx.Client(transport=self.transport, headers=sent, trust_env=False, timeout=_PATIENCE) as client:
            return client.request(method, f"{self._base}/v2{path}", **request)

    @cached_property
    def _preparing_token(self) -> str:
        return self.app_token

    def _mint_preparing_token(self) -> str:
        """A token of our own."""
        try:
            made = self.control("POST", "/tokens", json={"kind": "oauth", "name": _PREPARING})
        except ControlError:
            tokens = self.control("GET", "/tokens")["tokens"]
            made = next((token for token in tokens if token["name"] == _PREPARING), None)
            if made is None:
                raise
        return str(made["token"])

    def sdk(self, token: str | None = None) -> "webflow.client.Webflow":
        """Webflow's official client, wired to the double; MockflowError if the package ``webflow`` is not installed."""
        return sync_sdk(self.transport, f"{self._base}/v2", token or self.site_token)

    def async_sdk(self, token: str | None = None) -> "webflow.client.AsyncWebflow":
        """Webflow's official client for asyncio, wired to the double; MockflowError as ``sdk`` raises it."""
        return async_sdk(self.async_transport, f"{self._base}/v2", token or self.site_token)

    @property
    def url(self) -> str:
        """The base URL of the world. In process, the first reading starts a server on a free loopback port."""
        return self._reach.url() + self._prefix

    @property
    def api_url(self) -> str:
        """The base URL of the Data API there."""
        return f"{self.url}/v2"

    @property
    def _worlds(self) -> Registry:
        """The worlds of this process; LookupError where they are in another."""
        if isinstance(self._reach, InProcess):
            return self._reach.worlds
        raise LookupError(f"the worlds of {self._base} are not in this process")

    @property
    def ids(self) -> Mapping[str, str]:
        """The id behind each path of the seed."""
        world = self._reach.near(self.world_id)
        return self._told_ids if world is None else world.ids

    @cached_property
    def _told_ids(self) -> Mapping[str, str]:
        told: Mapping[str, str] = self.control("GET", "/ids")
        return told

    def forget_ids(self) -> None:
        """Ask for the ids once more when they are next needed."""
        vars(self).pop("_told_ids", None)

    @cached_property
    def _control(self) -> httpx.Client:
        return httpx.Client(
            transport=self._reach.transport(""),
            base_url=f"{self._base}/_mockflow",
            headers=self._reach.admin_headers,
            trust_env=False,
            timeout=_PATIENCE,
        )

    def control(
        self,
        method: str,
        path: str,
        *,
        json: Any = None,
        params: Mapping[str, Any] | None = None,
    ) -> Any:
        """A call of the control plane.

        Raises:
            ControlError: it is refused.
            NoDoubleError: a running double does not answer any more.
        """
        return self._ask(method, f"{self._base}/_mockflow{path}", json, params)

    def _control_of_all(self, method: str, path: str, *, json: Any = None) -> Any:
        """A call of the control plane that is about the double, and about no world of it."""
        return self._ask(method, f"{self._reach.base}/_mockflow{path}", json, None)

    def _ask(self, method: str, url: str, json: Any, params: Mapping[str, Any] | None) -> Any:
        content = None if json is None else as_json(json)
        headers = {} if content is None else {"Content-Type": "application/json"}
        try:
            answer = self._control.request(method, url, content=content, headers=headers, params=params)
        except httpx.TransportError as error:
            raise no_answer(self._reach.base, error) from None
        return answer_of(answer)
