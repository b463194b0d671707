"""The worlds of a process, by id."""

import re
from collections.abc import Callable
from itertools import count
from math import inf
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from .options import Options
from .world import World

if TYPE_CHECKING:
    from .export.file import StateFile

MOST_WORLDS = 2_000
DEFAULT = "default"
_ID = re.compile(r"[a-z0-9-]{1,40}", re.ASCII)


class NoRoomError(ValueError):
    """A world cannot be there beside those that are."""


def check_id(world_id: str) -> None:
    """ValueError for what no world can be called."""
    if not _ID.fullmatch(world_id):
        raise ValueError(f"expected a world id of 1 to 40 of a-z, 0-9 and -, found {world_id[:60]}")


class Registry:
    """Worlds by id. The one called ``default`` is always there; one with a lease is gone once that is over.

    Args:
        options: of the default world, and of those for which nothing else is said.
        most: how many worlds there may be, the default one included.

    Attributes:
        state_file: where the default world is kept from one run to the next; None where it is not.
    """

    def __init__(self, options: Options, most: int = MOST_WORLDS) -> None:
        self.options = options
        self.most = most
        self._lock = Lock()
        self._worlds = {DEFAULT: World(DEFAULT, options)}
        self.state_file: StateFile | None = None
        self._leased: dict[str, World] = {}
        self._next_end = inf
        self._numbers = count(1)

    def __len__(self) -> int:
        self._sweep()
        return len(self._worlds)

    @property
    def default(self) -> World:
        return self._worlds[DEFAULT]

    def close(self) -> None:
        """Let no world send anything more."""
        with self._lock:
            worlds = list(self._worlds.values())
        for world in worlds:
            world.close()

    def may_wait(self) -> bool:
        """Whether a fault of one of the worlds may delay a call."""
        faults = [world.faults for world in list(self._worlds.values())]  # each looked at once: a reset takes them away
        return any(each is not None and each.may_wait for each in faults)

    def find(self, world_id: str) -> World | None:
        """The world of this id, whose lease begins anew; None if there is none."""
        world = self._worlds.get(world_id)
        if world is None or world.lease is None or world.lease.renew():
            return world
        self._sweep()
        return self._worlds.get(world_id)

    def worlds(self) -> list[World]:
        """All of them, in the order in which they were first made."""
        self._sweep()
        return list(self._worlds.values())

    def free_id(self) -> str:
        """An id that no world has or had: ``world-1``, and so on."""
        return next(found for n in self._numbers if (found := f"world-{n}") not in self._worlds)

    def options_of(self, world_id: str) -> Options:
        """What a world of this id is made with where nothing is said: as the process was started."""
        return self.options if world_id == DEFAULT else self.options._replace(further_tokens=())

    def make(self, world_id: str, options: Options) -> World:
        """A new world; NoRoomError if its id is taken or there are too many, another ValueError for what is no id."""
        check_id(world_id)
        self._sweep()
        self._check_new(world_id)
        return self._put(world_id, options, self._check_new)[0]

    def make_anew(self, world_id: str, options: Options) -> tuple[World, bool]:
        """A fresh world, in place of the one of this id if there is one; and whether there was none.

        Calls that are under way in the old one end there, and it sends nothing more.

        Raises:
            NoRoomError: there are too many.
            ValueError: it is no id, or the options cannot be.
        """
        check_id(world_id)
        if world_id == DEFAULT and options.ttl is not None:
            raise ValueError("ttlSeconds: expected none for the default world, which is always there, found one")
        self._sweep()
        self._check_room(world_id)
        made, old = self._put(world_id, options, self._check_room)
        if old is not None:
            old.close()
        return made, old is None

    def remove(self, world_id: str) -> bool:
        """Let a world be gone, with all that it would still send; whether there was one.

        Raises:
            NoRoomError: it is the default one.
        """
        if world_id == DEFAULT:
            raise NoRoomError("expected a world other than default, which is always there; POST reset empties it")
        self._sweep()
        with self._lock:
            world = self._worlds.pop(world_id, None)
            self._leased.pop(world_id, None)
        if world is not None:
            world.close()
        return world is not None

    def _check_new(self, world_id: str) -> None:
        if world_id in self._worlds:
            raise NoRoomError(f"expected an id that no world has, found {world_id}")
        self._check_room(world_id)

    def _check_room(self, world_id: str) -> None:
        if world_id not in self._worlds and len(self._worlds) >= self.most:
            raise NoRoomError(f"expected at most {self.most} worlds (--max-worlds), found one more")

    def _put(self, world_id: str, options: Options, check: Callable[[str], None]) -> tuple[World, World | None]:
        """Make a world and take it in, if it is still in order; with the one that had its place."""
        world = World(world_id, options)
        with self._lock:
            check(world_id)
            old = self._worlds.get(world_id)
            self._worlds[world_id] = world
            self._leased.pop(world_id, None)
            if world.lease is not None:
                self._leased[world_id] = world
                self._next_end = min(self._next_end, world.lease.ends)
        return world, old

    def _sweep(self) -> None:
        """Let those be gone whose lease is over. Nothing is looked at before the first of them can be."""
        if monotonic() < self._next_end:
            return
        with self._lock:
            over = [world for world in self._leased.values() if world.lease is not None and world.lease.is_over]
            for world in over:
                del self._worlds[world.id], self._leased[world.id]
            ends = (world.lease.ends for world in self._leased.values() if world.lease is not None)
            self._next_end = min(ends, default=inf)
        for world in over:
            world.close()
