"""Minting tokens for tests."""

import math
from typing import Any

from mockflow.core.call import Actor
from mockflow.core.store import Reader
from mockflow.core.typed_codec import LARGEST
from mockflow.domain.apps import CLIENT_ID
from mockflow.domain.scopes import SCOPES, scope_named
from mockflow.domain.sites import SITES
from mockflow.domain.workspaces import WORKSPACES

from .authorizing import app_called
from .tokens import KINDS, Token
from .world import World


def mint(world: World, wanted: dict[str, Any]) -> Token:
    """A new token of this world: for one site or workspace, the first by default; of an OAuth app for all by default.

    Raises:
        ValueError: a scope that its kind cannot hold, a site or workspace that is not there, or a name that is taken.
    """
    kind = wanted["kind"]
    scopes = KINDS[kind] if wanted["scopes"] is None else [scope_named(each) for each in wanted["scopes"]]
    for scope in scopes:
        if scope not in SCOPES:
            raise ValueError(f"scopes: expected one of {', '.join(SCOPES)}, found {scope}")
        if scope not in KINDS[kind]:
            raise ValueError(f"scopes: expected a scope that a {kind} token can hold, found {scope}")
    sites = _sites(world, kind, wanted["site_ids"])
    workspace_id = _workspace(world, kind, wanted["workspace_id"])
    name = wanted["name"] or wanted["token"] or world.tokens.next_name()
    actor = Actor(name, kind, frozenset(scopes), sites, _app(world, kind, wanted["client_id"]), workspace_id)
    expires = _expiry(world, wanted["expires_in"])
    return world.tokens.add(actor, value=wanted["token"], expires=expires, created=world.clock.now())


def _app(world: World, kind: str, given: str | None) -> str | None:
    if kind != "oauth":
        if given is not None:
            raise ValueError(f"clientId: expected none, but for an oauth token, found {given}")
        return None
    app = app_called(world, CLIENT_ID if given is None else given)
    if app is None:
        raise ValueError(f"clientId: expected the client id of an app of this world, found {given}")
    return app.client_id


def _sites(world: World, kind: str, site_ids: list[str] | None) -> frozenset[str] | None:
    known = [site.id for site in Reader(world.state).all(SITES)]
    for site_id in site_ids or ():
        if site_id not in known:
            raise ValueError(f"siteIds: expected ids of sites of this world, found {site_id}")
    if kind == "workspace":
        if site_ids:
            raise ValueError(f"siteIds: expected none for a workspace token, found {len(site_ids)}")
        return frozenset()
    if kind == "oauth":
        return None if site_ids is None else frozenset(site_ids)
    chosen = known[:1] if site_ids is None else site_ids
    if len(chosen) != 1:
        raise ValueError(f"siteIds: expected one site for a site token, found {len(chosen)}")
    return frozenset(chosen)


def _workspace(world: World, kind: str, workspace_id: str | None) -> str | None:
    known = [workspace.id for workspace in Reader(world.state).all(WORKSPACES)]
    if workspace_id is not None:
        if kind != "workspace":
            raise ValueError(f"workspaceId: expected none for a token of the kind {kind}, found {workspace_id}")
        if workspace_id not in known:
            raise ValueError(f"workspaceId: expected the id of a workspace of this world, found {workspace_id}")
    return (workspace_id or next(iter(known), None)) if kind == "workspace" else None


def _expiry(world: World, seconds: float | None) -> int | None:
    if seconds is None:
        return None
    if not math.isfinite(seconds):
        raise ValueError(f"expiresIn: expected a number of seconds, found {seconds}")
    span = min(max(seconds * 1000, -LARGEST), LARGEST)
    return min(max(world.clock.now() + round(span), 0), LARGEST)  # before and after any time that a clock can have
