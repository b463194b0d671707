"""The codes that apps exchange for tokens: each once, within a quarter of an hour."""

from typing import NamedTuple

LIFETIME = 900_000
"""Milliseconds, by the world's clock."""

MOST_CODES = 1_000


class Grant(NamedTuple):
    """What a person let an app have, until the app comes for it.

    Attributes:
        scopes: in the order in which they were asked for.
        site_ids: None for the whole workspace.
        redirect_uri: as the app gave it; None where it gave none.
        made: milliseconds since 1970.
    """

    client_id: str
    scopes: tuple[str, ...]
    site_ids: frozenset[str] | None
    redirect_uri: str | None
    made: int


class Codes:
    """The open codes of a world, oldest first. Whoever changes them holds the world's lock."""

    def __init__(self) -> None:
        self._open: dict[str, Grant] = {}
        self._count = 0

    def issue(self, grant: Grant) -> str:
        """A code for this; the oldest makes room where there are too many."""
        self._count += 1
        while len(self._open) >= MOST_CODES:
            del self._open[next(iter(self._open))]
        code = f"mockflow-code-{self._count}"
        self._open[code] = grant
        return code

    def find(self, code: str, now: int) -> Grant | None:
        """What this code is for; None if it was never issued, or used, or is too old."""
        grant = self._open.get(code)
        return grant if grant is not None and now - grant.made < LIFETIME else None

    def spend(self, code: str) -> None:
        """It is used, and good for nothing more."""
        self._open.pop(code, None)
