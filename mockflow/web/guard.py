"""Who may use the control plane of a double that listens: not a web page of somebody else, nor who lacks its token.

A browser lets any page send requests to addresses on its user's machine. What tells such a request is what a page
cannot choose: ``Host``, where the page's own name was pointed at the double, ``Origin`` and ``Sec-Fetch-Site``.
"""

from collections.abc import Iterable
from hmac import compare_digest
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from mockflow.core.wording import shown
from mockflow.errors import ControlError

from .wsgi import HOST

GUARD_KEY = "mockflow.guard"
_START = "_mockflow"
_HEALTH = f"{_START}/health"
_SINK = f"{_START}/sink/"
_LOCALHOST = ".localhost"
_CONTAINER_HOST = "host.docker.internal"
_FROM_HERE = frozenset({"same-origin", "none"})
_DEFAULT_PORTS = {"http": 80, "https": 443}


class Guard:
    """What the control plane of a server asks of its callers.

    Args:
        admin_token: what they must present; None where nobody need.
        allowed_hosts: names that it answers to besides those that only this machine and its network have.
        public_url: what the double's URLs begin with, if it was told.
    """

    def __init__(
        self, admin_token: str | None = None, allowed_hosts: Iterable[str] = (), public_url: str | None = None
    ) -> None:
        own = urlsplit(public_url or "").hostname
        self._token = None if admin_token is None else admin_token.encode()
        self._hosts = frozenset(name.lower().removesuffix(".") for name in (*allowed_hosts, own) if name)
        self.public_url = public_url

    def refusal(self, environ: dict[str, Any]) -> ControlError | None:
        """Why this request is not answered; None for one that is, or that is none of the control plane."""
        path = environ.get("PATH_INFO", "").lstrip("/")  # as the router takes it
        if not path.startswith(_START):
            return None
        stranger = self._stranger(environ)
        if stranger is not None:
            return ControlError(403, "forbidden", stranger)
        if _is_open_to_all(environ["REQUEST_METHOD"], path) or self._has_token(_bearer(environ)):
            return None
        return ControlError(
            401, "not_authorized", "The control plane asks for the header Authorization: Bearer, with its --admin-token"
        )

    def lets_prepare(self, environ: dict[str, Any]) -> bool:
        """Whether a call of the API may be a test's own preparation: it may if its caller may use the control plane."""
        return self._stranger(environ) is None and self._has_token(environ.get("HTTP_X_MOCKFLOW_ADMIN", ""))

    def _has_token(self, presented: str) -> bool:
        return self._token is None or compare_digest(presented.encode("utf-8", "replace"), self._token)

    def _stranger(self, environ: dict[str, Any]) -> str | None:
        """What shows that this request comes from a page of somebody else; None where nothing does."""
        host = environ.get("HTTP_HOST")
        if host is not None and not self._answers_to(host):
            return f"The control plane does not answer to the host {shown(host)}: see --allowed-host"
        return foreign_page(environ, "The control plane", self.public_url)

    def _answers_to(self, host: str) -> bool:
        """Whether no page can have this name without being on this machine or its network, or it was allowed."""
        if not HOST.fullmatch(host):
            return False
        name = host.lower() if host.endswith("]") else host.lower().rsplit(":", 1)[0]
        name = name.strip("[]").removesuffix(".")
        is_near = "." not in name or name.endswith(_LOCALHOST) or name == _CONTAINER_HOST
        return bool(name) and (is_near or name in self._hosts or _is_address(name))


def foreign_page(environ: dict[str, Any], called: str, public_url: str | None = None) -> str | None:
    """What shows that a page of somebody else sent this request to what is called so; None where nothing does."""
    host, origin = environ.get("HTTP_HOST"), environ.get("HTTP_ORIGIN")
    own = None if host is None else f"{environ['wsgi.url_scheme']}://{host}"
    is_own_page = origin is not None and any(_is_same(origin, each) for each in (own, public_url) if each)
    if origin is not None and not is_own_page:
        return f"{called} takes no calls of pages from {shown(origin)}: see --public-url"
    site = environ.get("HTTP_SEC_FETCH_SITE", "none")
    if site not in _FROM_HERE and not (site == "same-site" and is_own_page):
        return f"{called} takes no calls of other pages, and Sec-Fetch-Site is {shown(site)}"
    return None


def may_prepare(environ: dict[str, Any]) -> bool:
    """Whether a call may say that it is a test's own preparation. Within the test's process each may."""
    guard: Guard | None = environ.get(GUARD_KEY)
    return guard is None or guard.lets_prepare(environ)


def _bearer(environ: dict[str, Any]) -> str:
    scheme, _, value = str(environ.get("HTTP_AUTHORIZATION", "")).partition(" ")
    return value.strip() if scheme.lower() == "bearer" else ""


def _is_open_to_all(method: str, path: str) -> bool:
    """Whether a call needs no token: health, and what senders of webhooks post to a sink."""
    is_sink = method == "POST" and path.startswith(_SINK) and "/" not in path.removeprefix(_SINK)
    return is_sink or (path == _HEALTH and method in {"GET", "HEAD"})


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _is_same(origin: str, url: str) -> bool:
    """Whether a page of this origin is one of the server at that URL; ``null`` is nobody's."""
    found = _origin_of(origin)
    return found is not None and found == _origin_of(url)


def _origin_of(url: str) -> tuple[str, str, int] | None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname or "@" in parts.netloc:
        return None
    return parts.scheme, parts.hostname, _DEFAULT_PORTS[parts.scheme] if port is None else port
