"""What a token may do: its kind, its scopes, and the sites that it sees."""

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from operator import attrgetter
from typing import Any

from mockflow.core.ids import path_id_pattern
from mockflow.core.refusal import Refusal
from mockflow.core.store import Reader, Table
from mockflow.domain.sites import SITES, Site
from mockflow.domain.workspaces import WORKSPACES, Workspace, workspace_called
from mockflow.worlds.meters import ENTERPRISE
from mockflow.worlds.world import World

from .exchange import Exchange
from .matched import known
from .validation import glanced_at

_OWNED: Mapping[str, str] = {
    "site_id": "sites.SITES",
    "collection_id": "collections.COLLECTIONS",
    "webhook_id": "webhooks.WEBHOOKS",
    "page_id": "pages.PAGES",
    "sku_collection_id": "collections.COLLECTIONS",
    "form_id": "forms.FORMS",
    "form_submission_id": "forms.SUBMISSIONS",
    "asset_id": "assets.ASSETS",
    "order_id": "orders.ORDERS",
    "asset_folder_id": "assets.FOLDERS",
    "font_id": "fonts.FONTS",
    "redirect_id": "redirects.REDIRECTS",
    "comment_thread_id": "comments.THREADS",
}
"""The parameter that tells whose site a path is about, and where its table is: the first that a path has counts. Each
area is imported with the first call that needs it."""

_SITE_OF = {"site_id": "id", "comment_thread_id": "spot.site_id"}
"""Where such a record has its site, if not in ``site_id``."""


@cache
def _owned(name: str) -> tuple[Table[Any], Callable[[Any], str]]:
    """The table of a parameter's records, and the site of one."""
    module, _, table = _OWNED[name].partition(".")
    site_of = attrgetter(_SITE_OF.get(name, "site_id"))
    return getattr(import_module(f"mockflow.domain.{module}"), table), site_of


_OTHER_KIND = "invalid_auth_version"
_KINDS = {"site": "a site token", "oauth": "a token of an OAuth app", "workspace": "a workspace token"}


def check_token_kind(exchange: Exchange) -> None:
    """Some operations answer one kind of token only."""
    world, route, actor = known(exchange)
    if actor.kind not in route.token_kinds:
        code = None if route.refused_kind is None else route.refused_kind(actor.kind, world.quirks)
        if code is not None and code != _OTHER_KIND:
            raise Refusal(code)
        taken = " or ".join(_KINDS[kind] for kind in route.token_kinds)
        raise Refusal(_OTHER_KIND, f"This endpoint takes {taken}, and this is {_KINDS[actor.kind]}")


def check_scope(exchange: Exchange) -> None:
    """The scope must be held as it is: write does not stand for read."""
    world, route, actor = known(exchange)
    wanted: tuple[str, ...] = (route.scope,) if route.scope else ()
    if route.scopes is not None:
        wanted = route.scopes(world.quirks, glanced_at(exchange.request))
    missing = [scope for scope in wanted if scope not in actor.scopes]
    if missing:
        told = ", ".join(f"'{scope}'" for scope in missing)
        raise Refusal("missing_scopes", f"OAuthForbidden: You are missing the following scopes - {told}")


def check_ids(exchange: Exchange) -> None:
    """Every id in a path has the form that its name asks for."""
    for name, value in exchange.request.params.items():
        if not path_id_pattern(name).fullmatch(value):
            raise Refusal("invalid_id")


def check_visibility(exchange: Exchange) -> None:
    """A site or a workspace that the token does not reach, and all in it, is not there for it."""
    world, _, actor = known(exchange)
    params = exchange.request.params
    reader = Reader(world.state)
    for name in _OWNED:
        if name in params:
            table, site_of = _owned(name)
            exchange.site_id = site_of(reader.get(table, params[name]))
            if not actor.reaches(exchange.site_id):
                raise Refusal("resource_not_found", table.missing)
            return
    for name in _WORKSPACE:
        if name in params:
            exchange.workspace_id = workspace_called(reader, params[name]).id
            if not actor.reaches_workspace(exchange.workspace_id):
                raise Refusal("resource_not_found", WORKSPACES.missing)


_WORKSPACE = ("workspace_id", "workspace_id_or_slug")
"""The parameters that name a workspace. The form of an id, which no slug has, was checked before."""


def check_gate(exchange: Exchange) -> None:
    """Some operations are not for every site or collection; and what a path names within a site must be there."""
    world, route, _ = known(exchange)
    reader, params = Reader(world.state), exchange.request.params
    if route.enterprise == "site" and exchange.site_id is not None:
        _check_plan(world, reader.get(SITES, exchange.site_id))
    if route.enterprise == "workspace" and exchange.workspace_id is not None:
        _check_plan_of_workspace(world, reader.get(WORKSPACES, exchange.workspace_id))
    if route.gate is not None:
        route.gate(reader, params)
    if "site_id" in params and len(params) > 1:
        _check_within(reader, params["site_id"], params)


def _check_plan(world: World, site: Site) -> None:
    if world.plans.of_site(site) != ENTERPRISE:
        raise Refusal("not_enterprise_plan_site")


def _check_plan_of_workspace(world: World, workspace: Workspace) -> None:
    if world.plans.of_workspace(workspace) != ENTERPRISE:
        raise Refusal("not_enterprise_plan_workspace")


def _check_within(reader: Reader, site_id: str, params: Mapping[str, str]) -> None:
    for name in _OWNED:
        if name in params:
            table, site_of = _owned(name)
            if site_of(reader.get(table, params[name])) != site_id:
                raise Refusal("resource_not_found", table.missing)
    if not params.keys().isdisjoint(_ITEMS):
        _check_items_within(reader, site_id, params)


def _check_items_within(reader: Reader, site_id: str, params: Mapping[str, str]) -> None:
    from mockflow.domain.items import ITEMS  # noqa: PLC0415 - as with the tables above

    primary, collections = reader.get(SITES, site_id).primary, _owned("collection_id")[0]
    for name in _ITEMS:
        if name in params:
            item = reader.get(ITEMS, (params[name], primary))
            if reader.get(collections, item.collection_id).site_id != site_id:
                raise Refusal("resource_not_found")


_ITEMS = ("product_id", "sku_id")
