"""Apps: what asks people for authorizations through OAuth, and signs its webhooks with its secret."""

import re
from collections.abc import Iterable, Mapping
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

from mockflow.core.ids import derived_id

from .scopes import SCOPES

CLIENT_ID = "mockflow-client-id"
CLIENT_SECRET = "mockflow-client-secret"  # noqa: S105 - a constant of the double, not a secret
OF_WORKSPACES = "workspace_activity:read"
"""The scope that only an app with access to whole workspaces can hold."""

_LONGEST_URI = 2_000
_VISIBLE = re.compile(r"[!-\[\]-~]+")
"""Without a backslash, which some take for a slash."""


class App(NamedTuple):
    """An app that is registered with Webflow.

    Attributes:
        client_id: without the suffix that it carries outside the default world.
        redirect_uris: where people may be sent back to; None for any https or loopback URI.
        scopes: what it may ask for.
        workspace_access: whether it is for whole workspaces.
    """

    client_id: str
    client_secret: str
    id: str
    display_name: str
    description: str = ""
    homepage: str = "https://example.com"
    redirect_uris: tuple[str, ...] | None = None
    scopes: tuple[str, ...] = SCOPES
    workspace_access: bool = True

    def takes(self, uri: str) -> bool:
        """Whether people may be sent back there."""
        return is_redirect(uri) and (is_secure(uri) if self.redirect_uris is None else uri in self.redirect_uris)


READY_MADE_APP = App(CLIENT_ID, CLIENT_SECRET, derived_id(f"apps/{CLIENT_ID}"), "Mockflow App", "An app for tests.")
"""The one that every world has."""

Apps = Mapping[str, App]
"""By client id."""


def scopes_of(*, workspace_access: bool) -> tuple[str, ...]:
    """What an app can be registered for."""
    return tuple(scope for scope in SCOPES if workspace_access or scope != OF_WORKSPACES)


def is_redirect(uri: str) -> bool:
    """Whether this is an absolute http or https URL without user, fragment and anything invisible."""
    if len(uri) > _LONGEST_URI or not _VISIBLE.fullmatch(uri) or "#" in uri:
        return False
    try:
        parts = urlsplit(uri)
        has_port = parts.port != 0
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc and has_port


def is_secure(uri: str) -> bool:
    """Whether a redirect is https, or stays on its user's machine."""
    parts = urlsplit(uri)
    return parts.scheme == "https" or _is_loopback(parts.hostname or "")


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def apps_with(own: Iterable[App]) -> Apps:
    """The apps of a world: the ready-made one, and its own."""
    return {CLIENT_ID: READY_MADE_APP, **{app.client_id: app for app in own}}
