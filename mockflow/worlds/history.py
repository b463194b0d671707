"""The history of a world: one commit for each write that changed it, and the states that were given a name."""

from collections import deque
from collections.abc import Hashable, Iterable, Iterator
from typing import Any, NamedTuple

from mockflow.core.done import Done
from mockflow.core.store import Change, State

MOST_COMMITS = 1_000
MOST_BYTES = 64 * 1024 * 1024
_OVERHEAD = 1_024


class Commit(NamedTuple):
    """A write that changed the world, with the state that it made.

    Attributes:
        summary: what was done: of a write without ``done``, the words that follow its actor's name.
        request_id: that of the journal; empty for a write of the control plane.
        done: what ``worlds.sentences`` makes the words of.
        back_to: the n of the commit whose records this one brought back; None for any other write.
    """

    n: int
    at: int
    actor: str
    operation_id: str
    summary: str
    request_id: str
    changes: tuple[Change, ...]
    events: tuple[Any, ...]
    state: State
    done: Done | None = None
    back_to: int | None = None

    def size(self) -> int:
        """About how many bytes it keeps from being freed."""
        return _OVERHEAD + sum(map(_size, self.changes))


def _size(change: Change) -> int:
    _, _, before, after = change
    bodies = len(getattr(before, "body", b"")) + len(getattr(after, "body", b""))
    file = len(getattr(before, "content", b""))  # others the state keeps
    parts = _size_of_parts(before, after) if hasattr(before or after, "parts") else 0
    return bodies + file + parts


def _size_of_parts(before: Any, after: Any) -> int:
    """The bytes of those parts that a record and its successor do not share."""
    old, new = ({id(part): len(part) for part in getattr(each, "parts", ())} for each in (before, after))
    return sum(old[each] for each in old.keys() - new.keys()) + sum(new[each] for each in new.keys() - old.keys())


class Checkpoint(NamedTuple):
    """A state under a name. It costs what later writes replace in it, and nothing else.

    Attributes:
        n: of the entry of the history after which it was made; that of the seed where there was none.
        at: when it was made, in milliseconds since 1970.
        written: the bytes of all commits until then, as the history counts them.
    """

    name: str
    n: int
    at: int
    state: State
    written: int


def folded(commits: Iterable[Commit]) -> tuple[Change, ...]:
    """What these commits, oldest first, come to: one change for each record that is not what it was."""
    net: dict[tuple[str, Hashable], Change] = {}
    for commit in commits:
        for change in commit.changes:
            first = net.get(change[:2])
            net[change[:2]] = change if first is None else first._replace(after=change.after)
    return tuple(change for change in net.values() if change.before is not change.after)


class History:
    """The last commits, newest last.

    Attributes:
        dropped: how many made room for others.
        written: about how many bytes all commits had, those that were dropped among them.
    """

    def __init__(self) -> None:
        self._commits: deque[Commit] = deque()
        self._bytes = 0
        self.dropped = 0
        self.written = 0

    def __iter__(self) -> Iterator[Commit]:
        return iter(list(self._commits))

    def __len__(self) -> int:
        return len(self._commits)

    def find(self, n: int) -> Commit | None:
        """The commit of this n, if it is kept."""
        at = n - self._commits[0].n if self._commits else -1
        return self._commits[at] if 0 <= at < len(self._commits) else None

    def leading(self, old: int, new: int) -> list[Commit] | None:
        """The commits that lead from the state of one n to that of a later one, oldest first; None if some are gone.

        What was written and then taken back by a rewind is passed over, where the rewind went no further than ``old``.
        """
        found: list[Commit] = []
        n = new
        while n > old:
            commit = self.find(n)
            if commit is None:
                return None
            if commit.back_to is not None and commit.back_to >= old:
                n = commit.back_to
            else:
                found.append(commit)
                n -= 1
        found.reverse()
        return found

    def add(self, commit: Commit) -> None:
        """Keep a commit; the oldest make room."""
        self._commits.append(commit)
        size = commit.size()
        self._bytes += size
        self.written += size
        while len(self._commits) > MOST_COMMITS or (self._bytes > MOST_BYTES and len(self._commits) > 1):
            self._bytes -= self._commits.popleft().size()
            self.dropped += 1
