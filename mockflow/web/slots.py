"""How many calls of a kind may last at once: each takes one of the server's threads."""

from threading import Lock

from mockflow.errors import ControlError


class Slots:
    """So many places, and the line that says why there is none left."""

    def __init__(self, most: int, said: str) -> None:
        self._most = most
        self._said = said
        self._lock = Lock()
        self._taken: set[object] = set()

    def take(self, holder: object) -> None:
        """Take a place for this; ControlError where none is left."""
        with self._lock:
            if len(self._taken) >= self._most:
                raise ControlError(503, "service_unavailable", f"{self._most} {self._said}")
            self._taken.add(holder)

    def give_back(self, holder: object) -> None:
        """Give its place back, if that is not done yet."""
        with self._lock:
            self._taken.discard(holder)
