"""What a test, or a person, lets a token do: policies, pause and resume."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from .doors import Doors


@dataclass(frozen=True, slots=True)
class Policy:
    """What a token may do.

    Attributes:
        actor: the name of the token.
        default: ``off``, ``read`` or ``full``, for the areas that are not named.
        areas: a level for each area that is named.
        max_writes: how many writes may be committed; None for any number.
        writes: how many were, since the token has this policy.
    """

    actor: str
    default: str
    areas: Mapping[str, str]
    max_writes: int | None
    writes: int

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form."""
        head = {"actor": self.actor, "default": self.default, "areas": dict(self.areas)}
        return {**head, "maxWrites": self.max_writes, "writes": self.writes}


@dataclass(frozen=True, slots=True)
class Pause:
    """Whose calls are refused, and why.

    Attributes:
        actor: the name of the token; None for all of them.
        since: ISO 8601, by the world's clock.
    """

    actor: str | None
    reason: str | None
    since: str

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form."""
        return {"actor": self.actor, "reason": self.reason, "since": self.since}


class Governing(Doors):
    """The part of ``Mockflow`` that restrains tokens. A test's own preparation is never restrained.

    All take a token by its name or its value, and raise ControlError for one that the world does not have.
    """

    def policy(self, token: str, default: str | None = None, *, max_writes: int | None = None, **areas: str) -> Policy:
        """Give a token a policy instead of the one that it has; with nothing but a token, tell the one that it has.

        Args:
            token: its name or its value.
            default: ``off``, ``read`` (GET) or ``full``, for the areas that are not named; ``off`` unless given.
            max_writes: how many writes may be committed from now on; any number unless given.
            areas: a level by the name of the area, such as ``cms="read"``: ``sites``, ``pages``, ``components``,
                ``cms``, ``publishing``, ``ecommerce``, ``refunds``, ``forms``, ``assets``, ``webhooks``,
                ``custom_code``, ``comments`` or ``analyze``.
        """
        given = {"default": default, "areas": areas or None, "maxWrites": max_writes}
        body = {key: value for key, value in given.items() if value is not None}
        return _read_policy(
            self.control("PUT" if body else "GET", f"/policies/{quote(token, safe='')}", json=body or None)
        )

    def policies(self) -> tuple[Policy, ...]:
        """The policies that restrict a token."""
        return tuple(map(_read_policy, self.control("GET", "/policies")["policies"]))

    def pause(self, token: str | None = None, *, reason: str | None = None) -> tuple[Pause, ...]:
        """Refuse every call of a token, or of all, with a 403 that tells the reason; the pauses there are now.

        Once it has returned, no write of theirs is committed.
        """
        return _read_pauses(self.control("POST", "/pause", json={"actor": token, "reason": reason}))

    def resume(self, token: str | None = None) -> tuple[Pause, ...]:
        """End the pause of a token, or every pause; the pauses that are left."""
        return _read_pauses(self.control("POST", "/resume", json={"actor": token}))

    def pauses(self) -> tuple[Pause, ...]:
        """Whose calls are refused, and why."""
        return _read_pauses(self.control("GET", "/pause"))


def _read_policy(said: Mapping[str, Any]) -> Policy:
    return Policy(said["actor"], said["default"], said["areas"], said["maxWrites"], said["writes"])


def _read_pauses(said: Mapping[str, Any]) -> tuple[Pause, ...]:
    return tuple(Pause(each["actor"], each["reason"], each["since"]) for each in said["paused"])
