"""A running double, over sockets: imported once somebody connects to one."""

import re
from functools import lru_cache
from ssl import SSLContext
from typing import Any
from urllib.parse import unquote, urlsplit

import httpx

from mockflow.errors import ControlError, NoDoubleError
from mockflow.worlds.registry import check_id
from mockflow.worlds.world import World

from .answers import answer_of, is_refusal, no_answer
from .clients import AsyncWorldTransport, WorldTransport

_SUFFIX = re.compile(r"(?:/w/(?P<world>[^/]+))?(?:/v2|/_mockflow)?/*")
_FORBIDDEN = 403
_EXPECTED = "url: expected where a double answers, such as http://127.0.0.1:4020 or http://127.0.0.1:4020/w/pw-0"
_NO_IDLE = httpx.Limits(max_connections=None, max_keepalive_connections=0)
_SOME_IDLE = httpx.Limits(max_connections=None, max_keepalive_connections=20)


def read_url(url: str) -> tuple[str, str | None]:
    """Scheme and host of a double, and the world that its URL names, if it does.

    Raises:
        ValueError: it is no such URL. What may be a credential in it is not told.
    """
    try:
        parts = urlsplit(url.strip())
        found = _SUFFIX.fullmatch(parts.path)
        is_one = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
        host = httpx.URL(f"{parts.scheme}://{parts.netloc}").netloc
    except (ValueError, httpx.InvalidURL):
        raise ValueError(f"{_EXPECTED}, found what is no URL") from None
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ValueError(f"{_EXPECTED}, found one with a user, a query or a fragment")
    if not is_one or found is None:
        raise ValueError(f"{_EXPECTED}, found {url}")
    world = found["world"]
    return f"{parts.scheme}://{host.decode()}", None if world is None else unquote(world)


@lru_cache(maxsize=1)
def _tls() -> SSLContext:
    """The authorities that this machine trusts, or SSL_CERT_FILE: read once, since that takes as long as many calls."""
    return httpx.create_ssl_context()


class Running:
    """A double that answers at a URL. Proxies that the environment names are not used."""

    def __init__(self, root: str, admin_token: str | None) -> None:
        self.base = root
        self._root = httpx.URL(root)
        self._verify: Any = _tls() if self._root.scheme == "https" else False
        self._pool = httpx.HTTPTransport(verify=self._verify, trust_env=False, limits=_SOME_IDLE)
        self._is_closed = False
        self.admin_headers = {} if admin_token is None else {"Authorization": f"Bearer {admin_token}"}
        self.setup_headers = {} if admin_token is None else {"X-Mockflow-Admin": admin_token}

    def url(self) -> str:
        return self.base

    def transport(self, prefix: str) -> httpx.BaseTransport:
        return WorldTransport(self._pool, prefix, self._root)

    def async_transport(self, prefix: str) -> httpx.AsyncBaseTransport:
        """One of its own, since a connection belongs to an event loop; none of them outlives its call, nor the loop."""
        own = httpx.AsyncHTTPTransport(verify=self._verify, trust_env=False, limits=_NO_IDLE)
        return AsyncWorldTransport(own, prefix, self._root)

    def near(self, world_id: str) -> World | None:  # noqa: ARG002 - none of them is here
        return None

    def close(self) -> None:
        self._is_closed = True
        self._pool.close()

    def settle(self) -> None:
        if self._is_closed:
            self._pool.close()

    def check(self) -> None:
        """See that a double answers.

        Raises:
            NoDoubleError: nothing does, or something else.
            ControlError: it does not let this caller in; the message says why.
        """
        with httpx.Client(transport=self.transport(""), trust_env=False) as client:
            try:
                answer = client.get(f"{self.base}/_mockflow/health")
            except httpx.TransportError as error:
                raise no_answer(self.base, error) from None
        if answer.status_code == _FORBIDDEN and is_refusal(answer):
            answer_of(answer)
        try:
            said = answer.json()
        except ValueError:
            said = None
        if not isinstance(said, dict) or said.get("status") != "ok" or "apiDate" not in said:
            raise NoDoubleError(f"something else than mockflow answers at {self.base}")


def require_id(world_id: str) -> str:
    """The id; ControlError, as the double says it, for one that no world can have."""
    try:
        check_id(world_id)
    except ValueError:
        raise ControlError(404, "resource_not_found", f"No world has the id {world_id}") from None
    return world_id
