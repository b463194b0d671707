"""The seed of a world in another process, asked for over HTTP."""

from typing import Any
from urllib.parse import urlsplit

import httpx

_PATH = "/_mockflow/seed"
_SECONDS = 60.0
_SHOWN = 200


class NoSeedError(Exception):
    """No seed came; the words say why, on one line."""


def fetch_seed(url: str, *, world: str | None = None, admin_token: str | None = None) -> dict[str, Any]:
    """The world at this URL as a seed.

    Args:
        url: of a double, such as ``http://127.0.0.1:4020``; ``/w/{world}`` may follow.
        world: the world's id; the default one if None and the URL names none.
        admin_token: what the control plane asks for, if it does.

    Raises:
        ValueError: it is no http or https URL without query.
        NoSeedError: nothing answers there, something else does, or the double refuses.
    """
    given = {"X-Mockflow-World": world, "Authorization": admin_token and f"Bearer {admin_token}"}
    headers = {name: value for name, value in given.items() if value}
    try:
        answer = httpx.get(_checked(url) + _PATH, headers=headers, timeout=_SECONDS, trust_env=False)
    except (httpx.InvalidURL, UnicodeError):
        raise ValueError(f"expected an http or https URL, found {url}") from None
    except httpx.HTTPError as error:
        raise NoSeedError(f"no double answers at {url} ({error})") from None
    return _read(url, answer)


def _checked(url: str) -> str:
    """The URL without the slash at its end; ValueError for one that cannot be a double's."""
    try:
        parts = urlsplit(url)
        is_one = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        is_one = False
    if not is_one or parts.query or parts.fragment or "@" in parts.netloc:
        raise ValueError(f"expected an http or https URL such as http://127.0.0.1:4020, found {url}")
    return url.rstrip("/")


def _read(url: str, answer: httpx.Response) -> dict[str, Any]:
    try:
        said = answer.json()
    except ValueError:
        said = None
    if answer.is_success and isinstance(said, dict) and "mockflow" in said:
        return said
    message = said.get("message") if isinstance(said, dict) else None
    if isinstance(message, str) and answer.is_error:
        raise NoSeedError(f"the double at {url} answers {answer.status_code}: {' '.join(message.split())[:_SHOWN]}")
    raise NoSeedError(f"no double answers at {url}: what does so with {answer.status_code} is something else")
