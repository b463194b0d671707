"""Forks: a world that goes on from where another one is or was."""

import re

from mockflow.core.store import State

from .planted import Planted
from .registry import Registry
from .world import Options, World

_POINT = re.compile(r"([^@]{1,60})(?:@(\d{1,12}))?", re.ASCII)


class UnknownPointError(LookupError):
    """There is no such world, or its history does not reach there."""


def read_point(worlds: Registry, point: str) -> tuple[World, int | None]:
    """The world of ``pw-0`` or ``pw-0@17``, and the number of the commit if one is named.

    Raises:
        UnknownPointError: there is no such world.
        ValueError: it is no point.
    """
    found = _POINT.fullmatch(point)
    if found is None:
        raise ValueError(f"expected a world and a commit such as default or pw-0@17, found {point[:60]}")
    world = worlds.find(found[1])
    if world is None:
        raise UnknownPointError(f"No world has the id {found[1]}")
    return world, None if found[2] is None else int(found[2])


def state_at(world: World, n: int) -> State:
    """The state of just after a commit; 0 is what the world was made with. UnknownPointError beyond what is kept."""
    current = world.state
    if n == current.version:
        return current
    if n == 0:
        return world.options.planted.state
    commits = list(world.history)
    for commit in commits:
        if commit.n == n:
            return commit.state
    if n > current.version:
        raise UnknownPointError(f"No commit {n} of {world.id}: the last is {current.version}")
    oldest = commits[0].n if commits else current.version
    raise UnknownPointError(f"No commit {n} of {world.id} is kept: the oldest is {oldest}, and 0 is the seed")


def fork(origin: World, n: int | None = None) -> Options:
    """What a world is made with that goes on from a commit of this one; from the present without a number.

    It is a swap of references, whatever the size. The fork has the state of that commit with all ids, and their counter
    goes on; the rest is as the origin has it now, whichever commit is named, as after a rewind: its tokens (minted ones
    with the suffix of their new world), its quirks, its plan and other options, and its clock, which reads the same and
    stands still or runs as that does. History, journal, deliveries and rate windows begin empty. A reset of the fork
    goes back to this point, its clock included: one that stood still stands there again.

    Raises:
        UnknownPointError: the history does not reach there.
    """
    options = origin.options
    state = origin.state if n is None else state_at(origin, n)
    planted: Planted = options.planted._replace(
        state=state._replace(version=0),
        quirks=dict(origin.quirks),
        source=None,
        kept_tokens=origin.tokens.copy(origin.id),
    )
    return options._replace(planted=planted, quirks={}, clock=origin.clock.setting, distinct_ids=False, ttl=None)
