"""Pauses: every call of a token, or of all, is refused until somebody lets it go on."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from mockflow.core.wire import iso


class Pause(NamedTuple):
    """Whose calls are refused, and why.

    Attributes:
        actor: the name of the token; None for all of them.
        since: milliseconds since 1970.
    """

    actor: str | None
    reason: str | None
    since: int

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form."""
        return {"actor": self.actor, "reason": self.reason, "since": iso(self.since)}


class Pauses:
    """The pauses of a world. Whoever changes them holds the world's lock."""

    __slots__ = ("_by_actor",)

    def __init__(self) -> None:
        self._by_actor: dict[str | None, Pause] = {}

    def __iter__(self) -> Iterator[Pause]:
        return iter(list(self._by_actor.values()))

    def of(self, name: str) -> Pause | None:
        """The pause that holds for this token, or None."""
        return self._by_actor.get(None) or self._by_actor.get(name) if self._by_actor else None

    def add(self, pause: Pause) -> None:
        """Pause a token, or all; an earlier pause of the same is replaced."""
        self._by_actor[pause.actor] = pause

    def lift(self, name: str | None) -> None:
        """Let a token go on, or all of them, whether they were paused one by one or together."""
        if name is None:
            self._by_actor.clear()
        else:
            self._by_actor.pop(name, None)
