"""The worlds of a process, by id."""

import re
from threading import Lock

from .world import Options, World

_ID = re.compile(r"[a-z0-9-]{1,40}")


class Registry:
    """Worlds by id. The one called ``default`` is always there."""

    def __init__(self, options: Options) -> None:
        self._lock = Lock()
        self._worlds = {"default": World("default", options)}

    def __len__(self) -> int:
        return len(self._worlds)

    @property
    def default(self) -> World:
        return self._worlds["default"]

    def close(self) -> None:
        """Let no world send anything more."""
        with self._lock:
            worlds = list(self._worlds.values())
        for world in worlds:
            world.close()

    def may_wait(self) -> bool:
        """Whether a fault of one of the worlds may delay a call."""
        return any(world.faults is not None and world.faults.may_wait for world in list(self._worlds.values()))

    def find(self, world_id: str) -> World | None:
        """The world of this id, or None."""
        return self._worlds.get(world_id)

    def make(self, world_id: str, options: Options) -> World:
        """A new world; ValueError if the id is taken or is no id."""
        if not _ID.fullmatch(world_id):
            raise ValueError(f"expected a world id of 1 to 40 of a-z, 0-9 and -, found {world_id}")
        world = World(world_id, options)
        with self._lock:
            if world_id in self._worlds:
                raise ValueError(f"expected an id that no world has, found {world_id}")
            self._worlds[world_id] = world
        return world
