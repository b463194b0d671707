"""The history of a world: one commit for each write that changed it."""

from collections import deque
from collections.abc import Iterator
from typing import Any, NamedTuple

from mockflow.core.store import Change, State

MOST_COMMITS = 1_000
MOST_BYTES = 64 * 1024 * 1024
_OVERHEAD = 1_024


class Commit(NamedTuple):
    """A write that changed the world, with the state that it made."""

    n: int
    at: int
    actor: str
    operation_id: str
    summary: str
    request_id: str
    changes: tuple[Change, ...]
    events: tuple[Any, ...]
    state: State

    def size(self) -> int:
        """About how many bytes it keeps from being freed."""
        bodies = sum(len(getattr(each, "body", b"")) for change in self.changes for each in change[2:])
        files = sum(len(getattr(change.before, "content", b"")) for change in self.changes)  # others the state keeps
        return _OVERHEAD + bodies + files


class History:
    """The last commits, newest last."""

    def __init__(self) -> None:
        self._commits: deque[Commit] = deque()
        self._bytes = 0
        self.dropped = 0

    def __iter__(self) -> Iterator[Commit]:
        return iter(list(self._commits))

    def __len__(self) -> int:
        return len(self._commits)

    def after(self, n: int) -> Commit | None:
        """The oldest commit that is kept after entry n; None if there is none."""
        commits = list(self._commits)
        later = commits[-1].n - n if commits else 0
        return commits[max(0, len(commits) - later)] if later > 0 else None

    def add(self, commit: Commit) -> None:
        """Keep a commit; the oldest make room."""
        self._commits.append(commit)
        self._bytes += commit.size()
        while len(self._commits) > MOST_COMMITS or (self._bytes > MOST_BYTES and len(self._commits) > 1):
            self._bytes -= self._commits.popleft().size()
            self.dropped += 1
