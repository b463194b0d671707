"""What wakes those who watch a world."""

from threading import Condition


class Bell:
    """Rung after each thing that a watcher may want to see.

    A watcher reads ``rung``, looks at the world, and waits: what happened since it read is not missed.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self.rung = 0

    def ring(self) -> None:
        """Wake whoever waits."""
        with self._changed:
            self.rung += 1
            self._changed.notify_all()

    def wait(self, seen: int, timeout: float) -> None:
        """Return once it was rung more often than ``seen``, or after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.rung != seen, timeout)
