"""Armed faults: calls that they match, and what they do to them. Imported once a world is given its first."""

import time
from collections import deque
from collections.abc import Iterator, Mapping
from random import Random
from threading import Event, Lock
from types import BuiltinFunctionType
from typing import Any, NamedTuple

from mockflow.core.wire import dumps
from mockflow.core.wording import quoted
from mockflow.errors import ControlError

from .fault_effects import Effect, read_effect
from .fault_matching import Match, read_match

MOST_FAULTS = 1_000
MOST_BYTES = 16 * 1024 * 1024
MOST_FIRINGS = 1_000
_MOST_CALLS = 1_000_000_000
_OVERHEAD = 1_024
_SEED = "mockflow"  # the same in every world: equal faults and equal calls come out the same


def sleeps_are_real() -> bool:
    """Whether ``time.sleep`` is Python's own: in virtual time, for one, it is not."""
    return isinstance(time.sleep, BuiltinFunctionType)


class Wanted(NamedTuple):
    """A fault as it is asked for, found good.

    Attributes:
        after: how many matching calls it lets pass first.
        times: how often it fires; None for always.
        probability: of each firing; None for certainty.
        sent: the JSON that said so.
        size: about how many bytes it keeps.
    """

    match: Match
    after: int
    times: int | None
    probability: float | None
    effect: Effect
    sent: Mapping[str, Any]
    size: int


def read_wanted(sent: Mapping[str, Any]) -> Wanted:
    """The fault that this JSON asks for.

    Raises:
        ValueError: a value that cannot be, or two that cannot be together; the message names the field.
    """
    after, times, probability = sent.get("after", 0), sent.get("times"), sent.get("probability")
    if not 0 <= after <= _MOST_CALLS:
        raise ValueError(f"after: expected a whole number from 0 to {_MOST_CALLS}, found {quoted(after)}")
    if times is not None and not 1 <= times <= _MOST_CALLS:
        raise ValueError(f"times: expected a whole number from 1 to {_MOST_CALLS}, found {quoted(times)}")
    if probability is not None and not 0 <= probability <= 1:
        raise ValueError(f"probability: expected a number from 0 to 1, found {quoted(probability)}")
    match, effect = read_match(sent["match"]), read_effect(sent["effect"])
    return Wanted(match, after, times, probability, effect, sent, _OVERHEAD + 2 * len(dumps(sent)))


class Fault:
    """An armed fault.

    Attributes:
        seen: how many calls matched it, those that it let pass included.
        fired: how often it fired.
    """

    __slots__ = ("fired", "id", "seen", "wanted")

    def __init__(self, fault_id: str, wanted: Wanted) -> None:
        self.id = fault_id
        self.wanted = wanted
        self.seen = 0
        self.fired = 0

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form."""
        wanted = self.wanted
        return {
            "id": self.id,
            "match": wanted.sent["match"],
            "after": wanted.after,
            "times": wanted.times,
            "probability": wanted.probability,
            "effect": wanted.sent["effect"],
            "fired": self.fired,
        }


class Firing(NamedTuple):
    """A fault that fired.

    Attributes:
        number: counts all firings of the world, from 1 on.
        at: milliseconds since 1970, by the world's clock.
    """

    number: int
    fault_id: str
    request_id: str
    at: int


class Faults:
    """The faults of a world, in the order in which they were armed.

    Attributes:
        may_wait: whether one of them delays calls.
        fired_log: the last firings, oldest first.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._random = Random(_SEED)  # noqa: S311 - to be repeated, not to be secret
        self._over = Event()
        self._count = 0
        self._firings = 0
        self._armed: tuple[Fault, ...] = ()
        self.may_wait = False
        self.fired_log: deque[Firing] = deque(maxlen=MOST_FIRINGS)

    def __iter__(self) -> Iterator[Fault]:
        return iter(self._armed)

    def arm(self, wanted: Wanted) -> Fault:
        """Arm a fault, after all others; ControlError where there are too many, or too large ones."""
        with self._lock:
            if len(self._armed) >= MOST_FAULTS:
                raise ControlError(409, "conflict", f"faults: expected at most {MOST_FAULTS} faults in a world")
            if sum(fault.wanted.size for fault in self._armed) + wanted.size > MOST_BYTES:
                raise ControlError(409, "conflict", f"faults: expected at most {MOST_BYTES} bytes of faults in a world")
            self._count += 1
            fault = Fault(f"fault-{self._count}", wanted)
            self._keep((*self._armed, fault))
        return fault

    def remove(self, fault_id: str) -> bool:
        """Disarm a fault; False where none has this id."""
        with self._lock:
            left = tuple(fault for fault in self._armed if fault.id != fault_id)
            was_there = len(left) < len(self._armed)
            self._keep(left)
        return was_there

    def clear(self) -> None:
        """Disarm all; ids and firings count on."""
        with self._lock:
            self._keep(())

    def _keep(self, faults: tuple[Fault, ...]) -> None:
        self._armed = faults
        self.may_wait = any(fault.wanted.effect.delay for fault in faults)

    def meet(self, call: Match, request_id: str, at: int) -> Fault | None:
        """The first fault that fires for this call; None where none does.

        Each that matches has seen the call, up to the one that fires; those behind it have not.
        """
        matching = [fault for fault in self._armed if fault.wanted.match.holds(call)]
        if not matching:
            return None
        with self._lock:
            fault = next((each for each in matching if self._fires(each)), None)
            if fault is not None:
                self._firings += 1
                self.fired_log.append(Firing(self._firings, fault.id, request_id, at))
            return fault

    def _fires(self, fault: Fault) -> bool:
        wanted = fault.wanted
        fault.seen += 1
        if fault.seen <= wanted.after or (wanted.times is not None and fault.fired >= wanted.times):
            return False
        if wanted.probability is not None and self._random.random() >= wanted.probability:
            return False
        fault.fired += 1
        return True

    def wait(self, seconds: float) -> bool:
        """Let so many seconds pass for a call; whether its world still is what it was.

        Where ``time.sleep`` is not Python's own, it is called, once for all of them.
        """
        if sleeps_are_real():
            self._over.wait(seconds)
        else:
            time.sleep(seconds)
        return not self._over.is_set()

    def close(self) -> None:
        """Let no call wait any longer: the world ends, or begins anew."""
        self._over.set()
