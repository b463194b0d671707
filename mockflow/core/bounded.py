"""A log that keeps its last entries, by number and by bytes."""

from collections import deque
from collections.abc import Iterator
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Bounded(Generic[T]):
    """The last entries, oldest first. At least one is kept, whatever its size."""

    def __init__(self, most: int, most_bytes: int) -> None:
        self._most = most
        self._most_bytes = most_bytes
        self._lock = Lock()
        self._entries: deque[tuple[T, int]] = deque()
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[T]:
        with self._lock:
            return iter([entry for entry, _ in self._entries])

    def add(self, entry: T, size: int) -> None:
        """Keep an entry of about so many bytes; the oldest make room."""
        with self._lock:
            self._entries.append((entry, size))
            self._bytes += size
            while len(self._entries) > self._most or (self._bytes > self._most_bytes and len(self._entries) > 1):
                self._bytes -= self._entries.popleft()[1]
