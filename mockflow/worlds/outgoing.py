"""What a world sends, made with its first delivery: most worlds send nothing, and pay nothing for it."""

from collections.abc import Iterable, Mapping
from threading import RLock
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from mockflow.core.store import Reader, State
from mockflow.delivery.surroundings import Part

if TYPE_CHECKING:
    from mockflow.delivery.queue import Deliveries
    from mockflow.domain.events import Event

    from .sinks import Sinks
    from .world import World

_NEVER: Mapping[str, int] = MappingProxyType({})


class Gate(NamedTuple):
    """The options of a world on where deliveries may go, as they were given.

    Attributes:
        webhooks: ``local``, ``any``, ``off``, or ``local`` with hosts and networks.
        forwards: ``[ORIGIN=]URL`` of each forward.
    """

    webhooks: str = "local"
    forwards: tuple[str, ...] = ()

    def check(self) -> None:
        """Raise ValueError where an option is none; the message says what it may be."""
        if self != Gate():
            from mockflow.delivery.egress import read_egress  # noqa: PLC0415 - what is the default needs no check

            read_egress(self.webhooks, self.forwards)


class Outgoing(Part["World"]):
    """The deliveries of a world and its own receivers."""

    def __init__(self, world: "World") -> None:
        super().__init__(world)
        self._lock = RLock()
        self._deliveries: Deliveries | None = None
        self._sinks: Sinks | None = None
        self._is_closed = False

    @property
    def sinks(self) -> "Sinks":
        """The world's own receivers, made with the first look at one."""
        with self._lock:
            if self._sinks is None:
                from .sinks import Sinks  # noqa: PLC0415 - see the module

                self._sinks = Sinks(self._world)
            return self._sinks

    @property
    def deliveries(self) -> "Deliveries":
        """What was, is and will be sent."""
        with self._lock:
            if self._deliveries is None:
                self._deliveries = self._make()
            return self._deliveries

    @property
    def made(self) -> "Deliveries | None":
        """The same, where there was ever anything to send."""
        return self._deliveries

    def _make(self) -> "Deliveries":
        from mockflow.delivery.egress import read_egress  # noqa: PLC0415 - see the module
        from mockflow.delivery.queue import Deliveries  # noqa: PLC0415

        gate = self._world.options.gate
        made = Deliveries(self._world, read_egress(gate.webhooks, gate.forwards), self.sinks)
        if self._is_closed:
            made.close()
        return made

    def plan(self, state: State, events: "Iterable[Event]") -> None:
        """Queue what these committed events have to tell, if anybody hears of them."""
        from mockflow.delivery.plan import planned  # noqa: PLC0415 - see the module

        found = list(planned(Reader(state), events))
        if found:
            self.deliveries.plan(found)

    def drain(self, seconds: float) -> tuple[bool, int]:
        """Wait until nothing that is due is pending: whether that came about, and how many are pending."""
        return (True, 0) if self._deliveries is None else self._deliveries.drain(seconds)

    def next_due(self) -> int | None:
        """When the next try is due, in milliseconds since 1970; None if nothing waits for one."""
        return None if self._deliveries is None else self._deliveries.next_due()

    @property
    def last_triggered(self) -> Mapping[str, int]:
        """When each webhook was last sent something, by its id."""
        return _NEVER if self._deliveries is None else self._deliveries.last_triggered

    def is_listed(self, host: str, port: int) -> bool:
        """Whether the options say that deliveries may go to this host, near or not."""
        return self.deliveries.egress.lists(host, port)

    def close(self) -> None:
        """Send nothing more."""
        with self._lock:
            self._is_closed = True
            if self._deliveries is not None:
                self._deliveries.close()
