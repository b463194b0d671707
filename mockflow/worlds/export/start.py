"""Starting from a state's file: what an option asks for is so, then what the file says, then what the seed does."""

from collections.abc import Mapping
from typing import NamedTuple

from mockflow.worlds.clock import Clock
from mockflow.worlds.registry import Registry
from mockflow.worlds.tokens import SITE_TOKEN
from mockflow.worlds.world import World

from .file import StateFile


class Given(NamedTuple):
    """The options that were given; None, or nothing, for one that was not."""

    plan: str | None
    clock: str | None
    quirks: Mapping[str, str]
    tokens: tuple[str, ...]

    def insist(self, world: World) -> None:
        """Have them so in a world that was loaded."""
        if self.plan is not None:
            world.plan = self.plan
        if self.clock is not None:
            world.clock.put(Clock(self.clock).place())
        world.set_quirks(self.quirks)
        for token in self.tokens if world.tokens.presented(SITE_TOKEN) else ():
            world.tokens.alias(token)


def keep_in_file(path: str, worlds: Registry, given: Given) -> None:
    """Load the default world from this file if there is one, and have it saved there from now on.

    Raises:
        StateFileError: the file is no state, or cannot be read or written; it is left as it is.
    """
    worlds.state_file = StateFile(path, lambda: worlds.default)
    if worlds.state_file.load():
        given.insist(worlds.default)
