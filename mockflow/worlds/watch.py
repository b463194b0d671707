"""What happens in a world, told as it happens: its logs as one stream, with no copy of them.

Nothing is written for those who watch. Each looks at the logs that there are anyway, from where it was the last time
on; one that is slow finds what is still kept then, and is told how much is not.
"""

import sys
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from mockflow.core.wire import iso

from .history import Commit, History
from .journal import Journal

if TYPE_CHECKING:
    from mockflow.delivery.queue import Deliveries

    from .faults import Faults, Firing
    from .world import World

KINDS = ("request", "commit", "delivery", "fault")
RESET, MISSED = "reset", "missed"
_AT_ONCE = 100
_MOST_DIGITS = 15


class Cursor(NamedTuple):
    """How much of a world was told.

    Attributes:
        resets: how often the world had begun anew.
        requests: the number of the last call.
        commits: the number of the last commit.
        deliveries: the revision of the last delivery.
        faults: the number of the last firing.
    """

    resets: int
    requests: int
    commits: int
    deliveries: int
    faults: int

    def __str__(self) -> str:
        return ".".join(map(str, self))


class News(NamedTuple):
    """One thing that happened, and how much was told once it is.

    Attributes:
        kind: one of ``KINDS``, ``reset`` where all that follows is of a world that began anew, or ``missed`` for what
            was not kept long enough to be told.
    """

    kind: str
    cursor: Cursor
    data: dict[str, Any]


class _Logs(NamedTuple):
    """The logs of a world between two resets."""

    resets: int
    newest: int
    journal: Journal
    history: History
    deliveries: "Deliveries | None"
    faults: "Faults | None"

    def end(self) -> Cursor:
        """Where everything is told."""
        revision = 0 if self.deliveries is None else self.deliveries.revision
        firings = self.firings()
        return Cursor(self.resets, self.journal.added, self.newest, revision, firings[-1].number if firings else 0)

    def start(self) -> Cursor:
        """Where nothing is told of what is kept."""
        oldest = self.history.after(-1)
        commits = self.newest if oldest is None else oldest.n - 1
        firings = self.firings()
        faults = firings[0].number - 1 if firings else 0
        return Cursor(self.resets, self.journal.added - len(list(self.journal)), commits, 0, faults)

    def firings(self) -> "list[Firing]":
        """The faults that fired, oldest first."""
        return [] if self.faults is None else list(self.faults.fired_log)


def read_cursor(name: str, text: str) -> Cursor | None:
    """The cursor that an id of the stream writes; None for ``0``, the beginning; ValueError for anything else."""
    numbers = text.split(".")
    if text != "0" and len(numbers) != len(Cursor._fields):
        numbers = [""]
    if not all(each.isascii() and each.isdigit() and len(each) <= _MOST_DIGITS for each in numbers):
        raise ValueError(f"{name}: expected 0 or an id of this stream such as 0.12.5.3.1, found {text[:80]}")
    return None if text == "0" else Cursor(*map(int, numbers))


class Watch:
    """One who watches a world.

    Args:
        world: the world.
        kinds: what it wants to be told of.
    """

    def __init__(self, world: "World", kinds: frozenset[str] = frozenset(KINDS)) -> None:
        self._world = world
        self._kinds = kinds
        self._bell = world.bell()
        self._rung = self._bell.rung
        self.cursor = self._logs().end()

    def begin(self, at: Cursor | None) -> None:
        """Begin after this, in place of now; with what is kept for None, and for what this world has not come to."""
        self.cursor = self._logs().start() if at is None else at

    @property
    def is_over(self) -> bool:
        """Whether the world is gone."""
        return self._world.is_closed

    def wait(self, seconds: float) -> None:
        """Return once there may be more news than ``news`` told, or after so many seconds."""
        self._bell.wait(self._rung, seconds)

    def news(self) -> Iterator[News]:
        """What is new, oldest first: up to 100 calls with what they did. All is told once this yields nothing."""
        self._rung = self._bell.rung
        logs = self._logs()
        if self.cursor.resets != logs.resets or any(map(int.__gt__, self.cursor, logs.end())):
            yield from self._tell(RESET, dict, logs.start())
        entries = logs.journal.after(self.cursor.requests, _AT_ONCE)
        made = {commit.request_id: commit.n for commit in logs.history if commit.n > self.cursor.commits}
        firings = deque(firing for firing in logs.firings() if firing.number > self.cursor.faults)
        fired = {firing.request_id: firing.number for firing in firings}
        for number, entry in entries:
            yield from self._faults(firings, fired.get(entry.id, 0))
            if entry.id in made:
                yield from self._commits(logs, made[entry.id])
            yield from self._missed("request", number - self.cursor.requests - 1)
            yield from self._tell("request", entry.to_dict, self.cursor._replace(requests=number))
        if len(entries) < _AT_ONCE:
            yield from self._faults(firings, sys.maxsize)
            yield from self._commits(logs, logs.newest)
            yield from self._deliveries(logs)

    def _logs(self) -> _Logs:
        world = self._world
        with world.lock:
            logs = world.journal, world.history, world.outgoing.made, world.faults
            return _Logs(world.resets, world.state.version, *logs)

    def _commits(self, logs: _Logs, up_to: int) -> Iterator[News]:
        """The commits up to this one: those of calls that are not in the journal among them."""
        while (commit := logs.history.after(self.cursor.commits)) is not None and commit.n <= up_to:
            yield from self._missed("commit", commit.n - self.cursor.commits - 1)
            yield from self._tell("commit", partial(_form, commit), self.cursor._replace(commits=commit.n))

    def _faults(self, firings: "deque[Firing]", up_to: int) -> Iterator[News]:
        """The faults that fired up to this one: those of calls that are not answered yet among them."""
        while firings and firings[0].number <= up_to:
            firing = firings.popleft()
            yield from self._missed("fault", firing.number - self.cursor.faults - 1)
            yield from self._tell("fault", partial(_firing_form, firing), self.cursor._replace(faults=firing.number))

    def _deliveries(self, logs: _Logs) -> Iterator[News]:
        """The deliveries that became others, as they are now."""
        found = [] if logs.deliveries is None else logs.deliveries.after(self.cursor.deliveries, _AT_ONCE)
        for revision, delivery in found:
            yield from self._tell("delivery", delivery.to_dict, self.cursor._replace(deliveries=revision))

    def _missed(self, kind: str, count: int) -> Iterator[News]:
        if count > 0 and kind in self._kinds:
            yield News(MISSED, self.cursor, {"kind": kind, "count": count})

    def _tell(self, kind: str, data: Callable[[], dict[str, Any]], cursor: Cursor) -> Iterator[News]:
        """Move on to this cursor; what is not wanted is not put into words."""
        self.cursor = cursor
        if kind in self._kinds or kind == RESET:
            yield News(kind, cursor, data())


def _firing_form(firing: "Firing") -> dict[str, Any]:
    return {
        "n": firing.number,
        "at": iso(firing.at),
        "faultId": firing.fault_id,
        "requestId": firing.request_id,
    }


def _form(commit: Commit) -> dict[str, Any]:
    from .travel import entry  # noqa: PLC0415 - what puts a commit into words is imported once somebody watches

    return entry(commit)
