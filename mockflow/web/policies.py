"""The control plane's calls on what tokens may do: policies, pause and resume."""

from collections.abc import Mapping
from typing import Any

from mockflow.core.schema import Items, Moment, Nested, Shape, StrictShape, Text, Whole, one_of
from mockflow.errors import ControlError
from mockflow.worlds.pauses import Pause
from mockflow.worlds.policies import AREAS, LEVELS, MOST_WRITES, UNRESTRICTED, Policy
from mockflow.worlds.world import World

from .row import Ask, Control

_LONGEST_REASON = 500


def _areas(name: str, *, with_null: bool) -> type[StrictShape]:
    """A level for each area that is named; null takes it away where a policy is changed."""
    levels = {area: Text(validate=one_of(*LEVELS), allow_none=with_null) for area in AREAS}
    return type(name, (StrictShape,), levels)


class PolicyBody(StrictShape):
    default = Text(validate=one_of(*LEVELS), load_default="off")
    areas = Nested(_areas("PolicyAreas", with_null=False), load_default=dict)
    max_writes = Whole(data_key="maxWrites", load_default=None, allow_none=True)


class PolicyChanges(StrictShape):
    default = Text(validate=one_of(*LEVELS))
    areas = Nested(_areas("PolicyAreaChanges", with_null=True), load_default=dict)
    max_writes = Whole(data_key="maxWrites", allow_none=True)


class PolicyAnswer(Shape):
    actor = Text(required=True)
    default = Text(required=True, validate=one_of(*LEVELS))
    areas = Nested(_areas("AnsweredAreas", with_null=False), required=True)
    max_writes = Whole(data_key="maxWrites", required=True, allow_none=True)
    writes = Whole(required=True)


class PoliciesAnswer(Shape):
    policies = Items(Nested(PolicyAnswer), required=True)


class PauseBody(StrictShape):
    actor = Text(load_default=None, allow_none=True)
    reason = Text(load_default=None, allow_none=True)


class PauseAnswer(Shape):
    actor = Text(required=True, allow_none=True)
    reason = Text(required=True, allow_none=True)
    since = Moment(required=True)


class PausesAnswer(Shape):
    paused = Items(Nested(PauseAnswer), required=True)


def policy_of(given: Mapping[str, Any]) -> Policy:
    """The policy that a body asks for, with no writes made; ValueError for a number of writes that cannot be."""
    return Policy(given["default"], given["areas"], _writes(given["max_writes"]))


def _writes(number: int | None) -> int | None:
    if number is not None and not 0 <= number <= MOST_WRITES:
        raise ValueError(f"maxWrites: expected a whole number from 0 to {MOST_WRITES}, found {number}")
    return number


def _name_of(world: World, text: str) -> str:
    """The name of the token that has this name or this value."""
    token = world.tokens.named(text)
    if token is None:
        raise ControlError(404, "resource_not_found", f"No token of this world has the name {text[:100]}")
    return token.actor.name


def _told(world: World, name: str) -> dict[str, Any]:
    return {"actor": name, **(world.policies.of(name) or UNRESTRICTED).to_dict()}


def list_policies(ask: Ask) -> dict[str, Any]:
    return {"policies": [{"actor": name, **policy.to_dict()} for name, policy in ask.world.policies]}


def get_policy(ask: Ask) -> dict[str, Any]:
    return _told(ask.world, _name_of(ask.world, ask.params["token_name"]))


def put_policy(ask: Ask) -> dict[str, Any]:
    """Give a token a policy instead of the one that it has; no write counts yet."""
    world, policy = ask.world, policy_of(ask.body)
    with world.lock:
        name = _name_of(world, ask.params["token_name"])
        world.policies.put(name, policy)
        return _told(world, name)


def change_policy(ask: Ask) -> dict[str, Any]:
    """Change what is given, and leave the rest and the writes that were made."""
    world, given = ask.world, dict(ask.body)
    if "max_writes" in given:
        _writes(given["max_writes"])
    with world.lock:
        name = _name_of(world, ask.params["token_name"])
        policy = world.policies.of(name) or UNRESTRICTED
        areas = {**policy.areas, **given.pop("areas")}
        given["areas"] = {area: level for area, level in areas.items() if level is not None}
        world.policies.put(name, policy._replace(**given))
        return _told(world, name)


def get_pauses(ask: Ask) -> dict[str, Any]:
    return {"paused": [pause.to_dict() for pause in ask.world.pauses]}


def pause(ask: Ask) -> dict[str, Any]:
    """Once this has answered, no write of whom it is about is committed."""
    world, actor, reason = ask.world, ask.body["actor"], ask.body["reason"]
    if reason is not None and len(reason) > _LONGEST_REASON:
        raise ValueError(f"reason: expected up to {_LONGEST_REASON} characters, found {len(reason)}")
    with world.lock:
        name = None if actor is None else _name_of(world, actor)
        world.pauses.add(Pause(name, reason, world.clock.now()))
        return get_pauses(ask)


def resume(ask: Ask) -> dict[str, Any]:
    """Without an actor every pause ends; a token that is named goes on unless all are paused. A reason is not kept."""
    world, actor = ask.world, ask.body["actor"]
    with world.lock:
        world.pauses.lift(None if actor is None else _name_of(world, actor))
        return get_pauses(ask)


CONTROLS = (
    Control("GET", "/policies", list_policies, "The policies that restrict a token", returns=PoliciesAnswer),
    Control(
        "GET",
        "/policies/{token_name}",
        get_policy,
        "What a token may do in each area, and how many writes it made",
        returns=PolicyAnswer,
    ),
    Control(
        "PUT",
        "/policies/{token_name}",
        put_policy,
        "Give a token a policy: what it does not name is at its default, off",
        PolicyBody,
        returns=PolicyAnswer,
    ),
    Control(
        "PATCH",
        "/policies/{token_name}",
        change_policy,
        "Change a token's policy: what is left out stays, and an area that is null is at the default again",
        PolicyChanges,
        returns=PolicyAnswer,
    ),
    Control("GET", "/pause", get_pauses, "Whose calls are refused, and why", returns=PausesAnswer),
    Control(
        "POST",
        "/pause",
        pause,
        "Refuse every call of a token, or of all, and tell them the reason",
        PauseBody,
        returns=PausesAnswer,
    ),
    Control(
        "POST",
        "/resume",
        resume,
        "End the pause of a token, or every pause",
        PauseBody,
        returns=PausesAnswer,
    ),
)
