"""Rate meters: a fixed minute for each token from its first counted call, and one publish a minute for each site."""

from threading import Lock
from typing import NamedTuple

WINDOW = 60_000

ENTERPRISE = "enterprise"
PLANS = {"starter": 60, "basic": 60, "cms": 120, "ecommerce": 120, "business": 120, ENTERPRISE: 1_200}
"""Requests a minute of each plan."""


class Reading(NamedTuple):
    """What a meter says to one call: whether it is let through, and the numbers of the headers."""

    allowed: bool
    limit: int
    remaining: int
    retry_after: int


def _seconds_left(start: int, now: int) -> int:
    return min(60, max(1, -((now - start - WINDOW) // 1000)))


class Meters:
    """The meters of one world. Every call of a known token counts but those that a limit refused."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._windows: dict[str, tuple[int, int]] = {}
        self._published: dict[str, int] = {}
        self._used: dict[str, int] = {}
        self._inside: set[str] = set()

    def count(self, token: str, limit: int, now: int) -> Reading:
        """Count a call of this token at this time, in milliseconds."""
        with self._lock:
            start, used = self._windows.get(token, (now, 0))
            if not 0 <= now - start < WINDOW:
                start, used = now, 0
            if used >= limit:
                return Reading(allowed=False, limit=limit, remaining=0, retry_after=_seconds_left(start, now))
            self._windows[token] = (start, used + 1)
            return Reading(allowed=True, limit=limit, remaining=limit - used - 1, retry_after=_seconds_left(start, now))

    def give_back(self, token: str) -> None:
        """Uncount the last call of this token: another limit refused it, or a cache answered it.

        A minute in which nothing has counted has not begun.
        """
        with self._lock:
            start, used = self._windows.pop(token, (0, 0))
            if used > 1:
                self._windows[token] = (start, used - 1)

    def forget(self, token: str) -> None:
        """This token is no more."""
        with self._lock:
            self._windows.pop(token, None)
            self._used.pop(token, None)

    def note_use(self, token: str, now: int) -> None:
        """A call of this token was answered."""
        self._used[token] = now

    def last_use(self, token: str) -> int | None:
        """When a call of this token was last answered; None before the first."""
        return self._used.get(token)

    def enter(self, token: str) -> bool:
        """Let this token into the operations that it may call one at a time; whether it was outside."""
        with self._lock:
            is_free = token not in self._inside
            self._inside.add(token)
            return is_free

    def leave(self, token: str) -> None:
        """The token's one call is over."""
        with self._lock:
            self._inside.discard(token)

    def publish_wait(self, site_id: str, now: int) -> int | None:
        """Seconds until this site may be published again; None if it may now."""
        last = self._published.get(site_id)
        if last is None or not 0 <= now - last < WINDOW:
            return None
        return _seconds_left(last, now)

    def note_publish(self, site_id: str, now: int) -> None:
        """A publish of this site was accepted."""
        self._published[site_id] = now
