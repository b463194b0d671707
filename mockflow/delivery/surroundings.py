"""What deliveries must know of the world that they are of."""

from collections.abc import Mapping
from typing import Generic, Protocol, TypeVar
from weakref import ref

from mockflow.core.store import State
from mockflow.domain.apps import Apps

W = TypeVar("W")


class Part(Generic[W]):
    """A part of a world that must know it.

    It does not keep it: a world that is removed is freed with the last call in it, and never waits for a collection of
    garbage, from whose sight a server moves what is there for long.
    """

    def __init__(self, world: W) -> None:
        self._find_world = ref(world)

    @property
    def _world(self) -> W:
        """The world; ReferenceError once it is gone."""
        world = self._find_world()
        if world is None:
            raise ReferenceError("the world is gone")
        return world


class ClockOfWorld(Protocol):
    """What deliveries need of a clock."""

    def now(self) -> int: ...


class SenderWorld(Protocol):
    """What deliveries need to know of their world."""

    id: str
    quirks: dict[str, str]
    apps: Apps

    @property
    def state(self) -> State: ...

    @property
    def clock(self) -> ClockOfWorld: ...

    def note_failure(self, failure: BaseException) -> None: ...

    def ring(self) -> None:
        """Tell those who watch the world that something became of a delivery."""

    def timestamp(self) -> int:
        """What a delivery is stamped with, in milliseconds since 1970."""


class Receivers(Protocol):
    """The receivers of the world's own, at no address of any network."""

    def takes(self, url: str, at: int, headers: Mapping[str, str], raw: bytes) -> bool:
        """Take a message for one of them; whether it was, or ConnectionError if that one cannot."""
