"""Forks: a world that goes on from where another one is or was."""

import re

from .authorizing import own_apps
from .options import Options
from .planted import Planted
from .registry import Registry
from .travel import point
from .visitors.visit import UnknownIdError
from .world import World

_POINT = re.compile(r"([^@]{1,60})(?:@(\d{1,12}))?", re.ASCII)


def read_point(worlds: Registry, point: str) -> tuple[World, int | None]:
    """The world of ``pw-0`` or ``pw-0@17``, and the number of the commit if one is named.

    Raises:
        UnknownIdError: there is no such world.
        ValueError: it is no point.
    """
    found = _POINT.fullmatch(point)
    if found is None:
        raise ValueError(f"from: expected a world and a commit such as default or pw-0@17, found {point[:60]}")
    world = worlds.find(found[1])
    if world is None:
        raise UnknownIdError(f"No world has the id {found[1]}")
    return world, None if found[2] is None else int(found[2])


def fork(origin: World, n: int | None = None) -> Options:
    """What a world is made with that goes on from a commit of this one; from the present without a number.

    It is a swap of references, whatever the size. The fork has the state of that commit with all ids, and their counter
    goes on. The rest is as the origin has it now, whichever commit is named, as after a rewind: its tokens (minted ones
    with the suffix of their new world), its policies, its quirks, its plan and other options, and its clock, which
    reads the same and stands still or runs as that does. History, journal, deliveries and rate windows begin empty. A
    reset of the fork goes back to this point, its clock included: one that stood still stands there again.

    Raises:
        UnknownIdError: the history does not reach there.
    """
    state = origin.state if n is None else point(origin, str(n)).state
    planted: Planted = origin.options.planted._replace(
        state=state._replace(version=0),
        ids=origin.ids,
        plan=origin.seed_plan,
        first_site=origin.first_site,
        quirks=dict(origin.quirks),
        source=None,
        kept_tokens=origin.tokens.copy(origin.id),
        kept_policies=origin.policies.copy(),
        apps=own_apps(origin.apps),
        user=origin.user,
    )
    return origin.options._replace(
        planted=planted, plan=origin.plan, quirks={}, clock=origin.clock.setting, distinct_ids=False, ttl=None
    )
