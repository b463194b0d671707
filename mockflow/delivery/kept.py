"""The deliveries that are kept to be looked at: the last ones, by number and by bytes."""

from collections import deque
from collections.abc import Iterator
from operator import itemgetter

from .record import Delivery

MOST_KEPT = 1_000
MOST_KEPT_BYTES = 32 * 1024 * 1024


class Kept:
    """The last deliveries, oldest first. The newest is kept whatever its size."""

    def __init__(self) -> None:
        self._deliveries: deque[Delivery] = deque()
        self._bytes = 0

    def __iter__(self) -> Iterator[Delivery]:
        return iter(self._deliveries)

    def add(self, delivery: Delivery) -> None:
        """Keep this; the oldest make room."""
        self._deliveries.append(delivery)
        self._bytes += delivery.size
        while len(self._deliveries) > MOST_KEPT or (self._bytes > MOST_KEPT_BYTES and len(self._deliveries) > 1):
            self._bytes -= self._deliveries.popleft().size

    def find(self, delivery_id: str) -> Delivery | None:
        """The delivery of this id, or None."""
        return next((each for each in self if each.id == delivery_id), None)

    def after(self, revision: int, most: int) -> list[tuple[int, Delivery]]:
        """Those that became others since this revision, in that order, up to so many, each with its own."""
        found = [(each.revision, each) for each in self if each.revision > revision]
        return sorted(found, key=itemgetter(0))[:most]

    def clear(self) -> None:
        """Keep nothing."""
        self._deliveries.clear()
        self._bytes = 0
