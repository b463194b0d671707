"""Talking to a double's control plane: one client, and one line for whatever goes wrong."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

import click

from .printed import fail, say_json

if TYPE_CHECKING:
    import httpx

_URL = re.compile(
    r"(https?://(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?)(?:/w/([^/]+))?(?:/(?:v2|_mockflow))?/?",
    re.ASCII | re.IGNORECASE,
)
_WITHIN = 330.0  # a call of the control plane may wait for up to 300 s
_CONNECT_WITHIN = 5.0


class Reach(NamedTuple):
    """Which double and which world, as the options say it; None for what they leave open."""

    url: str | None = None
    world: str | None = None
    admin_token: str | None = None
    as_json: bool = False

    def over(self, other: "Reach") -> "Reach":
        """These options, and the other ones for what they leave open."""
        return Reach(
            self.url or other.url,
            self.world or other.world,
            self.admin_token or other.admin_token,
            self.as_json or other.as_json,
        )


class Talk:
    """Calls of a control plane.

    Raises:
        click.UsageError: an option is none.
    """

    def __init__(self, reach: Reach) -> None:
        url = reach.url or "http://127.0.0.1:4020"
        found = _URL.fullmatch(url if "://" in url else f"http://{url}")
        if found is None:
            raise click.UsageError(f"--url: expected a URL such as http://127.0.0.1:4020, found {url}")
        self.url, in_url = found.groups()
        if in_url is not None and reach.world not in {None, in_url}:
            raise click.UsageError(f"--world: expected {in_url}, as in --url, found {reach.world}")
        token = reach.admin_token
        if token is not None and not (token.isascii() and token.isprintable()):
            raise click.UsageError("--admin-token: expected printable ASCII, found other characters")
        self.world = reach.world or in_url
        self.as_json = reach.as_json
        self._headers = {} if token is None else {"Authorization": f"Bearer {token}"}

    @cached_property
    def client(self) -> "httpx.Client":
        """The client, made with the first call."""
        import httpx  # noqa: PLC0415 - whoever asks for help does without it

        prefix = "" if self.world is None else f"/w/{quote(self.world, safe='')}"
        return httpx.Client(
            base_url=f"{self.url}{prefix}/_mockflow",
            headers=self._headers,
            trust_env=False,
            timeout=httpx.Timeout(_WITHIN, connect=_CONNECT_WITHIN),
        )

    def call(self, method: str, path: str, *, json: Any = None, **params: Any) -> Any:
        """The JSON of a good answer, or its text where it is no JSON. Anything else ends the command with exit 1."""
        answer = self.answer(method, path, json=json, params=params)
        if "json" in answer.headers.get("Content-Type", ""):
            return answer.json()
        return answer.text or None

    def answer(self, method: str, path: str, *, json: Any = None, params: Mapping[str, Any] | None = None) -> Any:
        """A good answer."""
        import httpx  # noqa: PLC0415 - see ``client``

        given = {name: value for name, value in (params or {}).items() if value is not None}
        try:
            answer = self.client.request(method, path, json=json, params=given)
        except httpx.HTTPError as error:
            fail(f"no double answers at {self.url}: {error}")
        self.check(answer)
        return answer

    def check(self, answer: "httpx.Response") -> None:
        """End the command where this answer refuses, or is none of a double's."""
        if answer.is_success:
            return
        try:
            message = str(answer.json()["message"])
        except (ValueError, KeyError, TypeError):
            fail(f"something else than a double answers at {self.url}: {answer.status_code}")
        fail(message)

    def tell(self, value: Any) -> bool:
        """Print this as JSON if that is wanted; whether it was."""
        if self.as_json:
            say_json(value)
        return self.as_json


def part(name: str) -> str:
    """A name as a part of a path."""
    return quote(name, safe="")
