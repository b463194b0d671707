"""What the Content Delivery API has answered, kept for a while: no publish empties it."""

from collections.abc import Hashable
from threading import Lock
from typing import NamedTuple

from .meters import ENTERPRISE

MOST_ENTRIES = 500
MOST_BYTES = 4 * 1024 * 1024
_OVERHEAD = 512
_LIVES = {ENTERPRISE: 120_000}
_USUAL_LIFE = 300_000


def life_of(plan: str) -> int:
    """How long answers about a site of this plan are kept, in milliseconds."""
    return _LIVES.get(plan, _USUAL_LIFE)


class Kept(NamedTuple):
    """An answer that was kept.

    Attributes:
        at: when it was made, by the world's clock.
        lasts: how long it may be answered again, in milliseconds.
    """

    body: bytes
    at: int
    lasts: int

    def age(self, now: int) -> int:
        """In whole seconds."""
        return (now - self.at) // 1000

    def is_fresh(self, now: int) -> bool:
        return 0 <= now - self.at < self.lasts


class CdnCache:
    """The kept answers of one world, oldest first."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[Hashable, Kept] = {}
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._kept)

    def find(self, key: Hashable, now: int) -> Kept | None:
        """The answer that is kept under this key, unless it is too old."""
        with self._lock:
            found = self._kept.get(key)
            if found is None or found.is_fresh(now):
                return found
            self._drop(key)
            return None

    def keep(self, key: Hashable, kept: Kept) -> bool:
        """Keep an answer, unless it is larger than all may be together; the oldest make room."""
        if _size(kept) > MOST_BYTES:
            return False
        with self._lock:
            if key in self._kept:
                self._drop(key)
            self._kept[key] = kept
            self._bytes += _size(kept)
            while len(self._kept) > MOST_ENTRIES or self._bytes > MOST_BYTES:
                self._drop(next(iter(self._kept)))
            return True

    def _drop(self, key: Hashable) -> None:
        self._bytes -= _size(self._kept.pop(key))


def _size(kept: Kept) -> int:
    return _OVERHEAD + len(kept.body)
