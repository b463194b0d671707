"""The calls of the control plane: each a function of what is asked, and the row that describes it."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from mockflow.core.schema import Anything, Flag, Items, Nested, Number, OpenShape, StrictShape, Text, one_of
from mockflow.core.wire import millis
from mockflow.errors import ControlError
from mockflow.worlds.journal_filter import FILTERS, matching
from mockflow.worlds.minting import mint
from mockflow.worlds.seeds import plant, plant_apart
from mockflow.worlds.tokens import KINDS
from mockflow.worlds.unmatched import described

from .policies import PolicyBody, policy_of
from .row import Ask, Control
from .settings import checked_quirks, read_clock, read_seed, sites_of


class ResetBody(StrictShape):
    seed = Anything()
    plan = Text(allow_none=True)
    clock = Anything()
    quirks = Anything()


class ClockBody(StrictShape):
    now = Text()
    frozen = Flag()


class AdvanceBody(StrictShape):
    seconds = Number(required=True)


def get_ids(ask: Ask) -> dict[str, str]:
    return dict(ask.world.ids)


def reset(ask: Ask) -> dict[str, Any]:
    """Back to the seed; what is given takes the place of what the world was made with."""
    changed, world = dict(ask.body), ask.world
    if "seed" in changed:
        seed = read_seed(changed.pop("seed"))
        changed["planted"] = plant_apart(seed, world.id) if world.options.distinct_ids else plant(seed)
    if "clock" in changed:
        changed["clock"] = read_clock(changed["clock"])
    if "quirks" in changed:
        changed["quirks"] = checked_quirks(changed["quirks"])
    world.reset(**changed)
    return {"id": world.id, "sites": sites_of(world)}


def get_requests(ask: Ask) -> dict[str, Any]:
    return {"requests": [entry.to_dict() for entry in matching(ask.world, ask.query)]}


def clear_requests(ask: Ask) -> None:
    ask.world.journal.clear()


def get_unmatched(ask: Ask) -> dict[str, Any]:
    return {"unmatched": described(list(ask.world.unmatched))}


def get_clock(ask: Ask) -> dict[str, Any]:
    return ask.world.clock.to_dict()


@contextmanager
def _naming(field: str) -> Iterator[None]:
    try:
        yield
    except ValueError as problem:
        raise ValueError(f"{field}: {problem}") from None


def set_clock(ask: Ask) -> dict[str, Any]:
    now = ask.body.get("now")
    try:
        moment = None if now is None else millis(now)
    except ValueError:
        raise ValueError(f"now: expected an ISO 8601 time, found {now}") from None
    with _naming("now"):
        ask.world.set_clock(moment, frozen=ask.body.get("frozen"))
    return ask.world.clock.to_dict()


def advance_clock(ask: Ask) -> dict[str, Any]:
    seconds = ask.body["seconds"]
    if not math.isfinite(seconds):
        raise ValueError(f"seconds: expected a positive number, found {seconds}")
    with _naming("seconds"):
        ask.world.advance(seconds)
    return ask.world.clock.to_dict()


def list_tokens(ask: Ask) -> dict[str, Any]:
    return {"tokens": [token.to_dict() for token in ask.world.tokens]}


def create_token(ask: Ask) -> dict[str, Any]:
    given, world = ask.body.pop("policy"), ask.world
    policy = None if given is None else policy_of(given)
    with world.lock:
        token = mint(world, ask.body)
        if policy is not None:
            world.policies.put(token.actor.name, policy)
    return token.to_dict()


def delete_token(ask: Ask) -> None:
    if not ask.world.revoke(ask.params["token_id"]):
        raise ControlError(404, "resource_not_found", f"No token of this world has the id {ask.params['token_id']}")


def get_quirks(ask: Ask) -> dict[str, str]:
    return dict(ask.world.quirks)


def set_quirks(ask: Ask) -> dict[str, str]:
    ask.world.set_quirks(ask.body)
    return dict(ask.world.quirks)


class TokenBody(StrictShape):
    kind = Text(load_default="site", validate=one_of(*KINDS))
    scopes = Items(Text(), load_default=None, allow_none=True)
    site_ids = Items(Text(), data_key="siteIds", load_default=None, allow_none=True)
    workspace_id = Text(data_key="workspaceId", load_default=None, allow_none=True)
    name = Text(load_default=None, allow_none=True)
    token = Text(load_default=None, allow_none=True)
    expires_in = Number(data_key="expiresIn", load_default=None, allow_none=True)
    policy = Nested(PolicyBody, load_default=None, allow_none=True)
    client_id = Text(data_key="clientId", load_default=None, allow_none=True)


class QuirksBody(OpenShape):
    """Switches by name."""


CONTROLS = (
    Control("GET", "/ids", get_ids, "The id behind each path of the seed"),
    Control("POST", "/reset", reset, "Go back to the seed", ResetBody),
    Control("GET", "/requests", get_requests, "The journal: what was asked and answered", query=FILTERS),
    Control("DELETE", "/requests", clear_requests, "Forget the journal", success=204),
    Control("GET", "/unmatched", get_unmatched, "The last calls that nothing answers, and what they may have meant"),
    Control("GET", "/clock", get_clock, "The world's time"),
    Control("PUT", "/clock", set_clock, "Move the clock on to a time, stop it or let it run", ClockBody),
    Control("POST", "/clock/advance", advance_clock, "Move the clock on, and run what falls due", AdvanceBody),
    Control("GET", "/tokens", list_tokens, "The tokens of the world"),
    Control("POST", "/tokens", create_token, "Make a token", TokenBody, success=201),
    Control("DELETE", "/tokens/{token_id}", delete_token, "Revoke a token", success=204),
    Control("GET", "/quirks", get_quirks, "The switches for what the sources leave open"),
    Control("PUT", "/quirks", set_quirks, "Turn some switches", QuirksBody),
)
