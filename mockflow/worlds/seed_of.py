"""A world as a seed: for people to read and to plant again, in this version or another. The mirror of ``planting``.

What a seed cannot say, and a world made of one does not have:

- upload targets and OAuth codes that were handed out, and when a webhook was last triggered;
- tokens that expire, the clock, policies, and what surrounds a state: journal, history, deliveries, faults;
- the time of the last write, after which a standing clock goes on: there it starts at what the clock shows;
- the live copy of a template page whose collection is gone, which the next publish of the site takes down;
- comments within the YAML of the seed that the world came from.
"""

from collections.abc import Mapping
from typing import Any

from mockflow.core.store import Reader
from mockflow.core.wire import iso
from mockflow.domain.apps import CLIENT_ID
from mockflow.domain.sites import SITES
from mockflow.domain.workspaces import WORKSPACES

from .authorizing import own_apps
from .export_apps import export_apps, export_user
from .export_ground import said
from .export_sites import contents_as_seed
from .planted import Planted, PlantedToken
from .quirks import DEFAULTS
from .seed_members import BASE_TIME
from .tokens import KINDS, READY_MADE, Token
from .world import World


def seed_of(world: World) -> dict[str, Any]:
    """The seed that makes an equal world, but for what the module names."""
    options, tokens = world.options, list(world.tokens)
    ready = _has_ready_made(Reader(world.state), tokens)
    own = [
        PlantedToken(token.actor, _own_value(world, token), token.created)
        for token in tokens
        if token.expires is None and not (ready and token.actor.name in READY_MADE)
    ]
    seed = options.planted
    plan = options.plan or seed.plan
    now = Planted(
        world.state,
        seed.ids,
        seed.first_site,
        plan,
        world.quirks,
        ready,
        tuple(own),
        apps=own_apps(world.apps),
        user=world.user,
    )
    return seed_of_planted(now, with_plans=options.plan is None)


def _has_ready_made(reader: Reader, tokens: list[Token]) -> bool:
    """Whether the ready-made tokens are there, each for the site that planting would give it."""
    sites = [site.id for site in reader.all(SITES)]
    named = {token.actor.name: token.actor for token in tokens}
    if not named.keys() >= READY_MADE:
        return False
    of_sites = (named[name] for name in READY_MADE if named[name].kind == "site")
    return all([site_id for site_id in sites if actor.reaches(site_id)] == sites[:1] for actor in of_sites)


def _own_value(world: World, token: Token) -> str | None:
    """What a token's value is where it does not follow from its name."""
    return None if token.value == world.tokens.carried(token.actor.name) else token.value


def seed_of_planted(planted: Planted, *, with_plans: bool = True) -> dict[str, Any]:
    """The seed that makes an equal planted one; without the sites' own plans if they do not count."""
    reader = Reader(planted.state)
    names = {site.id: site.short_name for site in reader.all(SITES)}
    workspaces = {each.id: each.slug for each in reader.all(WORKSPACES)}
    content = {
        "mockflow": 1,
        "plan": planted.plan,
        "readyMadeTokens": planted.ready_made_tokens,
        "quirks": {name: value for name, value in planted.quirks.items() if DEFAULTS[name] != value},
        "apps": export_apps(planted.apps),
        "user": export_user(planted.user),
        "tokens": [_token(names, workspaces, token) for token in planted.tokens],
        "idsGiven": planted.state.counter,
        **contents_as_seed(planted.state, planted.ids, with_plans=with_plans),
    }
    usual: dict[str, Any] = {
        "plan": "starter",
        "readyMadeTokens": True,
        "quirks": {},
        "apps": [],
        "user": {},
        "tokens": [],
        "idsGiven": 0,
        "workspaces": [],
        "sites": [],
    }
    return said(content, usual)


def _token(names: Mapping[str, str], workspaces: Mapping[str, str], token: PlantedToken) -> dict[str, Any]:
    """A token; a site token whose site is gone says so with null."""
    actor, value, created = token
    reached = None if actor.site_ids is None else [name for site_id, name in names.items() if site_id in actor.site_ids]
    places: dict[str, tuple[str, Any]] = {
        "oauth": ("sites", reached),
        "site": ("site", next(iter(reached or ()), None)),
        "workspace": ("workspace", workspaces.get(actor.workspace_id or "")),
    }
    where, name = places[actor.kind]
    content = {"name": actor.name, "token": value, "kind": actor.kind, "scopes": sorted(actor.scopes), where: name}
    content |= {"app": actor.client_id, "createdOn": iso(created)}
    usual: dict[str, Any] = {
        "token": None,
        "kind": "site",
        "scopes": sorted(KINDS[actor.kind]),
        **({"site": next(iter(names.values()))} if names else {}),
        "sites": None,
        "app": CLIENT_ID if actor.kind == "oauth" else None,
        "createdOn": iso(BASE_TIME),
        "workspace": next(iter(workspaces.values()), None),
    }
    return said(content, usual)
