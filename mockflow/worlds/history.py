"""The history of a world: one commit for each write that changed it, and the states that were given a name."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, overload

from mockflow.core.done import Done
from mockflow.core.store import Change, State, differences

MOST_COMMITS = 1_000
MOST_BYTES = 64 * 1024 * 1024
_OVERHEAD = 1_024
_FILE = "file"


class Between(Sequence[Change]):
    """What leads from one state to another, found once somebody looks: most who go back in time do not."""

    __slots__ = ("_ends", "_found")

    def __init__(self, before: State, after: State) -> None:
        self._ends: tuple[State, State] | None = (before, after)
        self._found: tuple[Change, ...] = ()

    def _look(self) -> tuple[Change, ...]:
        ends = self._ends
        if ends is not None:
            from .tables import TABLES  # noqa: PLC0415 - it imports every area

            self._found = differences(*ends, TABLES)
            self._ends = None
        return self._found

    def __len__(self) -> int:
        return len(self._look())

    def __iter__(self) -> Iterator[Change]:
        return iter(self._look())

    @overload
    def __getitem__(self, at: int) -> Change: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Change]: ...

    def __getitem__(self, at: int | slice) -> Change | Sequence[Change]:
        return self._look()[at]


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
    changes: Sequence[Change]
    events: tuple[Any, ...]
    state: State
    done: Done | None = None
    back_to: int | None = None

    def size(self) -> int:
        """About how many bytes it keeps from being freed: of files, those that the state has no more."""
        total = _OVERHEAD
        for table, _, before, after in self.changes:
            total += len(getattr(before, "body", b"")) + len(getattr(after, "body", b""))
            further = _FURTHER.get(table)
            if further is not None:
                total += further(before, after)
        return total

    def arrived(self) -> int:
        """The bytes of files that the state has since: they count once it has them no more."""
        return sum(_size_of_file(change.after, None) for change in self.changes if change.table == _FILE)


def _size_of_file(file: Any, _: Any) -> int:
    return 0 if file is None else len(file.content)


def _size_of_parts(before: Any, after: Any) -> int:
    """The bytes of those parts that a record and its successor do not share."""
    old, new = ({id(part): len(part) for part in getattr(each, "parts", ())} for each in (before, after))
    return sum(old[each] for each in old.keys() - new.keys()) + sum(new[each] for each in new.keys() - old.keys())


def _size_of_source(before: Any, after: Any) -> int:
    return sum(len(each.source or "") for each in (before, after) if each is not None)


_FURTHER: Mapping[str, Callable[[Any, Any], int]] = {
    _FILE: _size_of_file,
    "registered script": _size_of_source,
    **dict.fromkeys(("page", "live page", "component", "live component"), _size_of_parts),
}
"""What records of some tables have besides their body, by the names of the tables: those import their areas."""


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


class _Kept(NamedTuple):
    """A commit, about how many bytes it keeps, and the bytes of files that the state has since."""

    commit: Commit
    size: int
    arrived: int


class History:
    """The last commits, newest last.

    Attributes:
        dropped: how many made room for others.
        written: about how many bytes all commits had, those that were dropped among them.
    """

    def __init__(self) -> None:
        self._kept: deque[_Kept] = deque()
        self._bytes = 0
        self.dropped = 0
        self.written = 0

    def __iter__(self) -> Iterator[Commit]:
        return iter([each.commit for each in list(self._kept)])

    def __len__(self) -> int:
        return len(self._kept)

    def after(self, n: int) -> Commit | None:
        """The oldest commit that is kept after entry n; None if there is none."""
        commits = list(self)
        later = commits[-1].n - n if commits else 0
        return commits[max(0, len(commits) - later)] if later > 0 else None

    def find(self, n: int) -> Commit | None:
        """The commit of this n, if it is kept."""
        at = n - self._kept[0].commit.n if self._kept else -1
        return self._kept[at].commit if 0 <= at < len(self._kept) else None

    def leading(self, old: int, new: int) -> list[Commit] | None:
        """The commits that lead from the state of one n to that of a later one, oldest first; None if some are gone.

        What was written and then taken back by a rewind is passed over, where the rewind went no further than ``old``.
        """
        line = self._line(old, new)
        return None if line is None else [each.commit for each in reversed(line)]

    def size_between(self, old: int, new: int) -> int | None:
        """About how many bytes it keeps from being freed to take those commits back; None if some are gone."""
        line = self._line(old, new)
        return None if line is None else _OVERHEAD + sum(size - _OVERHEAD + arrived for _, size, arrived in line)

    def _line(self, old: int, new: int) -> list[_Kept] | None:
        """Those commits, newest first."""
        kept = list(self._kept)
        first = kept[0].commit.n if kept else new + 1
        found: list[_Kept] = []
        n = new
        while n > old:
            if n < first:
                return None
            each = kept[n - first]
            back_to = each.commit.back_to
            if back_to is not None and back_to >= old:
                n = back_to
            else:
                found.append(each)
                n -= 1
        return found

    def add(self, commit: Commit, size: int | None = None) -> None:
        """Keep a commit; the oldest make room. ``size`` is that of one that goes back, files of both sides with it."""
        kept = _Kept(commit, commit.size(), commit.arrived()) if size is None else _Kept(commit, size, 0)
        self._kept.append(kept)
        self._bytes += kept.size
        self.written += kept.size
        while len(self._kept) > MOST_COMMITS or (self._bytes > MOST_BYTES and len(self._kept) > 1):
            self._bytes -= self._kept.popleft().size
            self.dropped += 1
