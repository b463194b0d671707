"""How long a world is kept that nobody calls."""

from time import monotonic


class Lease:
    """So many real seconds from the last call on, whatever the world's own clock says."""

    __slots__ = ("_seconds", "ends")

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self.ends = monotonic() + seconds

    @property
    def is_over(self) -> bool:
        """Whether nobody called in time."""
        return monotonic() >= self.ends

    def renew(self) -> bool:
        """Begin anew, since somebody calls; False where it was over already."""
        now = monotonic()
        if now >= self.ends:
            return False
        self.ends = now + self._seconds
        return True
