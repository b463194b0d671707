"""The consent: what an app asks a person for, and where the person is sent with the answer.

A request that is wrong sends nobody anywhere: the person reads why.
"""

from typing import NamedTuple
from urllib.parse import urlencode

from mockflow.core.store import Reader
from mockflow.core.wording import shown
from mockflow.domain.apps import App
from mockflow.domain.scopes import SCOPES, scope_named
from mockflow.domain.sites import SITES, Site
from mockflow.worlds.authorizing import app_called
from mockflow.worlds.codes import Grant
from mockflow.worlds.world import World

from .fields import Fields, invalid, one

AUTO = ("approve", "deny")
WORKSPACE, SITES_ALONE = "workspace", "sites"
DENIED = "The user has denied access to the application"


class Asked(NamedTuple):
    """What an app asks for.

    Attributes:
        scopes: in the order of the request.
        to: where the person is sent.
        redirect_uri: as the request has it; None where that is left to the app's registration.
        state: returned unchanged; None where there is none.
    """

    app: App
    scopes: tuple[str, ...]
    to: str
    redirect_uri: str | None
    state: str | None


class Choice(NamedTuple):
    """What a person lets the app have; ``site_ids`` is None for the whole workspace."""

    scopes: tuple[str, ...]
    site_ids: frozenset[str] | None


def read_asked(world: World, fields: Fields) -> Asked:
    """The request of an app; OauthRefusal for one that Webflow answers with a page of status 400."""
    client_id = one(fields, "client_id")
    app = None if client_id is None else app_called(world, client_id)
    if app is None:
        found = "none" if client_id is None else shown(client_id)
        raise invalid(f"client_id: expected that of an app of this world, found {found}")
    redirect_uri = one(fields, "redirect_uri")
    to = _target(app, redirect_uri)
    response_type = one(fields, "response_type")
    if response_type != "code":
        raise invalid(f"response_type: expected code, found {shown(response_type or 'none')}")
    return Asked(app, _scopes(app, one(fields, "scope") or ""), to, redirect_uri, one(fields, "state"))


def _target(app: App, redirect_uri: str | None) -> str:
    if redirect_uri is None:
        home = () if app.redirect_uris is not None or not app.takes(app.homepage) else (app.homepage,)
        to = next(iter(app.redirect_uris or home), None)
        if to is None:
            raise invalid("redirect_uri: expected one, since the app has none registered, found none")
        return to
    if not app.takes(redirect_uri):
        known = app.redirect_uris
        expected = "an https or loopback URL without a fragment" if known is None else "one that the app has registered"
        raise invalid(f"redirect_uri: expected {expected}, found {shown(redirect_uri)}")
    return redirect_uri


def _scopes(app: App, text: str) -> tuple[str, ...]:
    """The scopes that are asked for, each once; all of the app's where none is named."""
    wanted = dict.fromkeys(text.split())
    for scope in wanted:
        if scope not in SCOPES:
            better = scope_named(scope)
            hint = f" (Webflow calls it {better})" if better in SCOPES else ""
            raise invalid(f"scope: expected names of scopes with spaces between them, found {shown(scope)}{hint}")
        if scope not in app.scopes:
            raise invalid(f"scope: expected scopes that the app is registered for, found {scope}")
    return tuple(wanted) or app.scopes


def sites_of(world: World) -> list[Site]:
    """The sites that a person can choose from."""
    return list(Reader(world.state).all(SITES))


def read_choice(world: World, asked: Asked, fields: Fields) -> Choice:
    """What was chosen: all that is asked for, on the whole workspace, where nothing is said."""
    return Choice(_granted(asked, fields), _chosen(world, fields))


def _chosen(world: World, fields: Fields) -> frozenset[str] | None:
    reach, chosen = one(fields, "reach"), frozenset(fields.get("site", []))
    unknown = chosen - {site.id for site in sites_of(world)}
    if unknown:
        raise invalid(f"site: expected ids of sites of this world, found {shown(min(unknown))}")
    if reach not in {None, WORKSPACE, SITES_ALONE}:
        raise invalid(f"reach: expected {WORKSPACE} or {SITES_ALONE}, found {shown(reach)}")
    if reach == SITES_ALONE and not chosen:
        raise invalid("site: expected at least one site, or the whole workspace, found none")
    return None if reach == WORKSPACE else chosen or None


def _granted(asked: Asked, fields: Fields) -> tuple[str, ...]:
    """A form whose boxes are all unchecked says nothing of them, but of where."""
    if "grant" not in fields and "reach" not in fields:
        return asked.scopes
    granted = fields.get("grant", [])
    further = next((scope for scope in granted if scope not in asked.scopes), None)
    if further is not None:
        raise invalid(f"grant: expected scopes that the app asks for, found {shown(further)}")
    return tuple(scope for scope in asked.scopes if scope in granted)


def approve(world: World, asked: Asked, choice: Choice) -> str:
    """Where the person is sent who said yes: back to the app, with a code."""
    with world.lock:
        grant = Grant(asked.app.client_id, choice.scopes, choice.site_ids, asked.redirect_uri, world.clock.now())
        code = world.tokens.carried(world.codes.issue(grant))
    return _with(asked, {"code": code})


def deny(asked: Asked) -> str:
    """Where the person is sent who said no."""
    return _with(asked, {"error": "access_denied", "error_description": DENIED})


def _with(asked: Asked, said: dict[str, str]) -> str:
    if asked.state is not None:
        said = {**said, "state": asked.state}
    return f"{asked.to}{'&' if '?' in asked.to else '?'}{urlencode(said)}"
