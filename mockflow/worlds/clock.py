"""A world's clock: the real one, the real one moved, or one that stands still."""

import re
from datetime import UTC, datetime
from threading import Lock
from typing import Any, NamedTuple

from mockflow.core.wire import iso, millis

_SHIFT = re.compile(r"\+(\d{1,6})([smhd])")
_UNITS = {"s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000}
_LATEST = millis("9999-01-01T00:00:00Z")


def real_now() -> int:
    """Milliseconds since 1970, whatever any world has."""
    return int(datetime.now(UTC).timestamp() * 1000)


def _standing(setting: str) -> int:
    """The time that a setting names; ValueError if it is none that a clock can stand at."""
    try:
        at = millis(setting)
    except ValueError:
        message = f"expected real, a time such as 2026-01-15T12:00:00Z, or +5d, found {setting}"
        raise ValueError(message) from None
    if at > _LATEST:
        raise ValueError(f"expected a time before {iso(_LATEST)}, found {setting}")
    return at


class Setting(NamedTuple):
    """Where a clock starts.

    Attributes:
        at: a time, in milliseconds since 1970; None for the real one.
        ahead: by how many milliseconds it is ahead of the real one, where no time is given; behind, if negative.
        frozen: whether it stands still there.
    """

    at: int | None = None
    ahead: int = 0
    frozen: bool = False


def read_setting(setting: str) -> Setting:
    """``real``; an ISO 8601 time, to stand still at; or ``+5d`` (s, m, h, d) ahead of the real one; else ValueError."""
    if setting == "real":
        return Setting()
    shift = _SHIFT.fullmatch(setting)
    if shift:
        return Setting(ahead=int(shift[1]) * _UNITS[shift[2]])
    return Setting(_standing(setting), frozen=True)


class Clock:
    """Milliseconds since 1970, never back.

    Args:
        setting: where it starts, or text that ``read_setting`` reads.

    Raises:
        ValueError: the text is no setting.
    """

    def __init__(self, setting: str | Setting = "real") -> None:
        self._lock = Lock()
        start = read_setting(setting) if isinstance(setting, str) else setting
        self._ahead = start.ahead if start.at is None else start.at - real_now()
        self._stands_at: int | None = None
        if start.frozen:
            self._stands_at = real_now() + start.ahead if start.at is None else start.at

    @property
    def setting(self) -> Setting:
        """Where another clock starts that is to go on as this one does."""
        stands_at = self._stands_at
        return Setting(ahead=self._ahead) if stands_at is None else Setting(stands_at, frozen=True)

    @property
    def frozen(self) -> bool:
        """Whether it stands still until it is advanced."""
        return self._stands_at is not None

    def now(self) -> int:
        """Milliseconds since 1970."""
        stands_at = self._stands_at
        return stands_at if stands_at is not None else real_now() + self._ahead

    def set(self, now: int | None = None, *, frozen: bool | None = None) -> None:
        """Move the clock on to a time, stop it, or let it run from where it is; ValueError for a time in its past."""
        with self._lock:
            to = self.now() if now is None else self.checked(now)
            self._move(to, self.frozen if frozen is None else frozen)

    def reach(self, to: int) -> None:
        """Move the clock on to a time, or leave it where that has passed already."""
        with self._lock:
            self._move(max(to, self.now()), self.frozen)

    def advance(self, seconds: float) -> None:
        """Move on by a positive number of seconds; ValueError for anything else."""
        self.reach(self.after(seconds))

    def after(self, seconds: float) -> int:
        """The time a positive number of seconds from now; ValueError for anything else."""
        if not seconds > 0:
            raise ValueError(f"expected a positive number of seconds, found {seconds}")
        return _bounded(self.now() + max(1, round(min(seconds, _LATEST) * 1000)))

    def checked(self, to: int) -> int:
        """This time, if the clock can be moved to it; ValueError if not."""
        current = self.now()
        if to < current:
            raise ValueError(f"expected a time from {iso(current)} on, found {iso(to)}")
        return _bounded(to)

    def _move(self, to: int, frozen: bool) -> None:  # noqa: FBT001 - private
        if frozen:
            self._stands_at = to
            return
        ahead = to - real_now()
        self._ahead = ahead if self.frozen else max(self._ahead, ahead)  # it may have ticked since ``to`` was read
        self._stands_at = None

    def place(self) -> tuple[int | None, int]:
        """Where it stands still, None if it runs; and by how many milliseconds it is ahead of the real one otherwise.

        A clock that runs has the same place whenever it is asked.
        """
        with self._lock:
            return self._stands_at, 0 if self.frozen else self._ahead

    def put(self, place: tuple[int | None, int]) -> None:
        """Go to such a place, back as well as on."""
        with self._lock:
            self._stands_at, self._ahead = place

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form."""
        return {"now": iso(self.now()), "frozen": self.frozen}


def _bounded(to: int) -> int:
    if to > _LATEST:
        raise ValueError(f"expected a time before {iso(_LATEST)}, found a later one")
    return to
