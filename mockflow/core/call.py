"""What a resource function is given: the validated input of one call."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple


class Actor(NamedTuple):
    """Who calls: a token that was found good.

    Attributes:
        name: the token's value without its world suffix.
        kind: ``site``, ``oauth`` or ``workspace``.
        scopes: what it may do.
        site_ids: the sites it reaches; None for all of them.
        client_id: of an OAuth token: the app that it was given to.
        workspace_id: the one workspace that a workspace token is for; None for other kinds.
    """

    name: str
    kind: str
    scopes: frozenset[str]
    site_ids: frozenset[str] | None
    client_id: str | None = None
    workspace_id: str | None = None

    @property
    def app(self) -> str:
        """The client id of its app: no OAuth token is made without one, and only operations for those ask."""
        if self.client_id is None:
            raise TypeError(f"expected an oauth token, found one of the kind {self.kind}")
        return self.client_id

    def reaches(self, site_id: str) -> bool:
        """Whether this token may see that site at all."""
        return self.site_ids is None or site_id in self.site_ids

    def reaches_workspace(self, workspace_id: str) -> bool:
        """Whether this token may see that workspace: its own, or any if it was not made for some sites only."""
        return self.site_ids is None or workspace_id == self.workspace_id


_NEVER: Mapping[str, int] = MappingProxyType({})


def _nowhere(_: str, __: int) -> bool:
    return False


def _nothing(_: Actor) -> None:
    return None


class Call(NamedTuple):
    """The validated input of one call, with the time and the actor.

    Attributes:
        path: the path's parameters, such as ``{"site_id": "..."}``.
        query: the query, loaded by the route's schema.
        body: the JSON body, loaded by the route's schema; None where the route has none.
        now: milliseconds since 1970.
        quirks: the world's switches.
        base_url: what the double's own URLs begin with, such as ``http://127.0.0.1:4020/w/default``.
        last_triggered: when each webhook was last sent something, by its id.
        is_listed: whether the double was told that deliveries may go to this host and port, near or not.
        authorization: tells what is known of the authorization behind an OAuth token.
    """

    path: Mapping[str, str]
    query: dict[str, Any]
    body: Any
    now: int
    actor: Actor
    quirks: Mapping[str, Any]
    base_url: str = ""
    last_triggered: Mapping[str, int] = _NEVER
    is_listed: Callable[[str, int], bool] = _nowhere
    authorization: Callable[[Actor], Any] = _nothing
