"""The clock of a world, as a test holds it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any


class WorldClock:
    """The clock of a world: timestamps, expiry and rate windows follow it."""

    def __init__(self, control: Callable[..., Any]) -> None:
        self._control = control

    def now(self) -> datetime:
        """The world's time, in UTC."""
        return _moment(self._control("GET", "/clock"))

    def freeze(self, at: datetime | str | None = None) -> datetime:
        """Stop the clock, where it is or at a later time."""
        now = at.astimezone(UTC).isoformat() if isinstance(at, datetime) else at
        body = {"frozen": True} if now is None else {"frozen": True, "now": now}
        return _moment(self._control("PUT", "/clock", json=body))

    def advance(self, seconds: float) -> datetime:
        """Move the clock on by a positive number of seconds."""
        return _moment(self._control("POST", "/clock/advance", json={"seconds": seconds}))


def _moment(clock: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(clock["now"])
