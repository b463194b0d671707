"""The control plane's calls on worlds: they are about the process, whatever world they name."""

from math import isfinite
from typing import Any

from mockflow.core.schema import Anything, Flag, Items, Nested, Number, Object, Shape, StrictShape, Text, one_of
from mockflow.domain.apps import CLIENT_ID
from mockflow.errors import ControlError
from mockflow.worlds.meters import PLANS
from mockflow.worlds.options import Options
from mockflow.worlds.outgoing import Gate
from mockflow.worlds.registry import NoRoomError, check_id
from mockflow.worlds.seeds import plant, plant_apart
from mockflow.worlds.tokens import APP_TOKEN, EXPIRED_TOKEN, READONLY_TOKEN, SITE_TOKEN, WORKSPACE_TOKEN
from mockflow.worlds.world import World

from .row import Ask, Control, Made
from .settings import checked_quirks, read_clock, read_seed, sites_of

_TOKENS = {
    "site": SITE_TOKEN,
    "app": APP_TOKEN,
    "readonly": READONLY_TOKEN,
    "expired": EXPIRED_TOKEN,
    "workspace": WORKSPACE_TOKEN,
}


class WorldBody(StrictShape):
    """What a world is made with. What is left out or null comes from the server's options, or a fork's origin."""

    id = Text(allow_none=True)
    seed = Anything(allow_none=True)
    from_ = Text(data_key="from", allow_none=True)
    plan = Text(allow_none=True, validate=one_of(*PLANS))
    rate_limit = Flag(data_key="rateLimit", allow_none=True)
    clock = Anything(allow_none=True)
    quirks = Object(allow_none=True)
    webhooks = Text(allow_none=True)
    distinct_ids = Flag(data_key="distinctIds", allow_none=True)
    ttl_seconds = Number(data_key="ttlSeconds", allow_none=True)


class SiteOfWorld(Shape):
    id = Text(required=True)
    display_name = Text(data_key="displayName", required=True)


class TokensOfWorld(Shape):
    """What a client presents; null for one that the world does not have."""

    site = Text(required=True, allow_none=True)
    app = Text(required=True, allow_none=True)
    readonly = Text(required=True, allow_none=True)
    expired = Text(required=True, allow_none=True)
    workspace = Text(required=True, allow_none=True)


class OauthOfWorld(Shape):
    client_id = Text(data_key="clientId", required=True)
    client_secret = Text(data_key="clientSecret", required=True)


class WorldAnswer(Shape):
    """A world, and all that a client needs to reach it."""

    id = Text(required=True)
    api_url = Text(data_key="apiUrl", required=True)
    control_url = Text(data_key="controlUrl", required=True)
    sites = Items(Nested(SiteOfWorld), required=True)
    tokens = Nested(TokensOfWorld, required=True)
    oauth = Nested(OauthOfWorld, required=True)
    env = Object(values=Text(), required=True)


class WorldsAnswer(Shape):
    worlds = Items(Nested(WorldAnswer), required=True)


def list_worlds(ask: Ask) -> dict[str, Any]:
    return {"worlds": [_described(world, ask) for world in ask.worlds.worlds()]}


def create_world(ask: Ask) -> dict[str, Any]:
    world_id = ask.body.get("id")
    if world_id is None:
        world_id = ask.worlds.free_id()
    _check_id(world_id)
    try:
        return _described(ask.worlds.make(world_id, _options(ask, world_id)), ask)
    except NoRoomError as problem:
        raise ControlError(409, "conflict", str(problem)) from None


def get_world(ask: Ask) -> dict[str, Any]:
    return _described(_world(ask), ask)


def put_world(ask: Ask) -> Any:
    world_id = ask.params["world_id"]
    _check_id(world_id)
    if ask.body.get("id") not in {None, world_id}:
        raise ValueError(f"id: expected {world_id}, as in the path, or none, found {ask.body['id']}")
    try:
        world, is_new = ask.worlds.make_anew(world_id, _options(ask, world_id))
    except NoRoomError as problem:
        raise ControlError(409, "conflict", str(problem)) from None
    said = _described(world, ask)
    return Made(said) if is_new else said


def delete_world(ask: Ask) -> None:
    world_id = ask.params["world_id"]
    try:
        was_there = ask.worlds.remove(world_id)
    except NoRoomError as problem:
        raise ControlError(409, "conflict", str(problem)) from None
    if not was_there:
        raise _missing(world_id)


def _check_id(world_id: str) -> None:
    try:
        check_id(world_id)
    except ValueError as problem:
        raise ValueError(f"id: {problem}") from None


def _world(ask: Ask) -> World:
    world = ask.worlds.find(ask.params["world_id"])
    if world is None:
        raise _missing(ask.params["world_id"])
    return world


def _missing(world_id: str) -> ControlError:
    return ControlError(404, "resource_not_found", f"No world has the id {world_id}")


def _options(ask: Ask, world_id: str) -> Options:
    """What the world is made with, as the body says it."""
    body = {name: value for name, value in ask.body.items() if value is not None}
    options = _origin(ask, world_id, body)
    changed: dict[str, Any] = {name: body[name] for name in ("rate_limit", "distinct_ids") if name in body}
    if "plan" in ask.body:  # null is one of its values: that of the seed
        changed["plan"] = ask.body["plan"]
    if "clock" in body:
        changed["clock"] = read_clock(body["clock"])
    if "quirks" in body:
        changed["quirks"] = checked_quirks(body["quirks"])
    if "webhooks" in body:
        changed["gate"] = _gate(options, body["webhooks"])
    if "ttl_seconds" in body:
        changed["ttl"] = _ttl(body["ttl_seconds"])
    return options._replace(**changed)


def _origin(ask: Ask, world_id: str, body: dict[str, Any]) -> Options:
    """The options of the server with the seed that the body names, or those of the fork that it asks for."""
    options, apart = ask.worlds.options_of(world_id), body.get("distinct_ids", False)
    if "from_" in body:
        for name in ("seed", "distinct_ids") if apart else ("seed",):
            if name in body:
                raise ValueError(
                    f"from: expected no {_WIRE[name]} beside it, since a fork has its origin's, found both"
                )
        return _fork(ask, body["from_"])._replace(further_tokens=options.further_tokens)
    if "seed" in body:
        seed = read_seed(body["seed"])
        return options._replace(planted=plant_apart(seed, world_id) if apart else plant(seed))
    return options._replace(planted=plant_apart(options.planted, world_id)) if apart else options


_WIRE = {"seed": "seed", "distinct_ids": "distinctIds"}


def _fork(ask: Ask, point: str) -> Options:
    from mockflow.worlds.forking import fork, read_point  # noqa: PLC0415 - few starts need it

    return fork(*read_point(ask.worlds, point))


def _gate(options: Options, webhooks: str) -> Gate:
    gate = Gate(webhooks, options.gate.forwards)
    try:
        gate.check()
    except ValueError as problem:
        raise ValueError(f"webhooks: {problem}") from None
    return gate


def _ttl(seconds: float) -> float:
    if not (isfinite(seconds) and seconds > 0):
        raise ValueError(f"ttlSeconds: expected a positive number of seconds, found {seconds}")
    return float(seconds)


def _described(world: World, ask: Ask) -> dict[str, Any]:
    base, sites = world.base_url(ask.base_url), sites_of(world)
    tokens = {kind: world.tokens.value_of(name) for kind, name in _TOKENS.items()}
    client_id, client_secret = world.tokens.carried(CLIENT_ID), world.apps[CLIENT_ID].client_secret
    return {
        "id": world.id,
        "apiUrl": f"{base}/v2",
        "controlUrl": f"{base}/_mockflow",
        "sites": sites,
        "tokens": tokens,
        "oauth": {"clientId": client_id, "clientSecret": client_secret},
        "env": {
            "WEBFLOW_TOKEN": tokens["site"] or "",
            "WEBFLOW_SITE_ID": sites[0]["id"] if sites else "",
            "WEBFLOW_API_URL": f"{base}/v2",
            "WEBFLOW_CLIENT_ID": client_id,
            "WEBFLOW_CLIENT_SECRET": client_secret,
        },
    }


CONTROLS = (
    Control("GET", "/worlds", list_worlds, "The worlds of the process", returns=WorldsAnswer, of_process=True),
    Control(
        "POST",
        "/worlds",
        create_world,
        "Make a world: from a seed, or as a fork of another one",
        WorldBody,
        returns=WorldAnswer,
        success=201,
        of_process=True,
    ),
    Control("GET", "/worlds/{world_id}", get_world, "A world", returns=WorldAnswer, of_process=True),
    Control(
        "PUT",
        "/worlds/{world_id}",
        put_world,
        "Make a world of this id, or make it anew",
        WorldBody,
        returns=WorldAnswer,
        of_process=True,
    ),
    Control("DELETE", "/worlds/{world_id}", delete_world, "Let a world be gone", success=204, of_process=True),
)
