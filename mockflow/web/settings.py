"""The settings of a world, as JSON gives them; each is a ValueError that names it where it cannot be."""

from typing import Any

from mockflow.core.data import built_in_seeds
from mockflow.core.store import Reader
from mockflow.core.wire import millis
from mockflow.core.wording import shown
from mockflow.domain.sites import SITES
from mockflow.worlds.clock import Setting, read_setting
from mockflow.worlds.quirks import read_quirks
from mockflow.worlds.world import World


def read_seed(seed: Any) -> Any:
    """A built-in seed or a document: no file of this machine is read for a caller."""
    if isinstance(seed, str) and seed in built_in_seeds():
        return seed
    if isinstance(seed, dict):
        extends = seed.get("extends")
        if extends is None or extends in built_in_seeds():
            return seed
        raise ValueError(f"seed.extends: expected one of {', '.join(built_in_seeds())}, found {shown(extends)}")
    raise ValueError(f"seed: expected one of {', '.join(built_in_seeds())} or a document, found {shown(seed)}")


def read_clock(clock: Any) -> Setting:
    """Text as ``--clock`` takes it, or ``{now, frozen}``: a time to stand still at, or to run from."""
    if isinstance(clock, str):
        return _named(clock)
    if not isinstance(clock, dict) or not clock.keys() <= {"now", "frozen"}:
        raise ValueError(f"clock: expected a setting such as real, or now and frozen, found {shown(clock)}")
    now, frozen = clock.get("now"), clock.get("frozen")
    if frozen is not None and not isinstance(frozen, bool):
        raise ValueError(f"clock.frozen: expected true or false, found {shown(frozen)}")
    if now is None:
        return Setting(frozen=frozen is True)
    try:
        millis(now)
    except (TypeError, ValueError):
        raise ValueError(f"clock.now: expected an ISO 8601 time, found {shown(now)}") from None
    return _named(now)._replace(frozen=frozen is not False)


def _named(setting: str) -> Setting:
    try:
        return read_setting(setting)
    except ValueError as problem:
        raise ValueError(f"clock: {problem}") from None


def checked_quirks(quirks: Any) -> dict[str, str]:
    """Switches by name."""
    if not isinstance(quirks, dict):
        raise ValueError(f"quirks: expected an object, found {shown(quirks)}")  # noqa: TRY004 - told like any other
    try:
        return read_quirks(quirks)
    except ValueError as problem:
        raise ValueError(f"quirks: {problem}") from None


def sites_of(world: World) -> list[dict[str, str]]:
    """The id and name of each site."""
    return [{"id": site.id, "displayName": site.display_name} for site in Reader(world.state).all(SITES)]
