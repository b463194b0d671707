"""Policies: what the operator of a double lets a token do, area by area, whatever its scopes."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

AREAS = (
    "sites",
    "pages",
    "components",
    "cms",
    "publishing",
    "ecommerce",
    "refunds",
    "forms",
    "assets",
    "webhooks",
    "custom_code",
    "comments",
    "analyze",
)
LEVELS = ("off", "read", "full")
"""What a policy grants in an area, least first: nothing, GET, everything."""

MOST_WRITES = 2**53 - 1
_NO_AREAS: Mapping[str, str] = MappingProxyType({})


class Policy(NamedTuple):
    """What a token may do.

    Attributes:
        default: the level of the areas that are not named.
        areas: a level for each area that is named.
        max_writes: how many writes may be committed; None for any number.
        writes: how many were, since the token has this policy.
    """

    default: str = "off"
    areas: Mapping[str, str] = _NO_AREAS
    max_writes: int | None = None
    writes: int = 0

    @property
    def restricts(self) -> bool:
        """Whether there is anything that it does not let a token do."""
        return self.max_writes is not None or {self.default, *self.areas.values()} != {"full"}

    def refusal(self, area: str, *, reads: bool) -> str | None:
        """Why it does not let a call of this area pass; None where it does."""
        level, needed = self.areas.get(area, self.default), "read" if reads else "full"
        if LEVELS.index(level) < LEVELS.index(needed):
            return f"the policy has {area} at {level}, and this call needs {needed}"
        if not reads and self.max_writes is not None and self.writes >= self.max_writes:
            return f"the policy allows {self.max_writes} writes, and {self.writes} were made"
        return None

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form, areas in their usual order."""
        areas = {area: self.areas[area] for area in AREAS if area in self.areas}
        return {"default": self.default, "areas": areas, "maxWrites": self.max_writes, "writes": self.writes}

    @classmethod
    def from_dict(cls, said: Mapping[str, Any]) -> "Policy":
        """The policy that ``to_dict`` told; what it says was checked."""
        return cls(said["default"], dict(said["areas"]), said["maxWrites"], said["writes"])


UNRESTRICTED = Policy("full")
"""What holds for a token without a policy."""


class Policies:
    """The policies of a world by the name of the token. Whoever changes one holds the world's lock."""

    __slots__ = ("_by_name",)

    def __init__(self) -> None:
        self._by_name: dict[str, Policy] = {}

    def copy(self) -> "Policies":
        """The same policies, to be changed on their own."""
        made = Policies()
        made._by_name = dict(self._by_name)
        return made

    def __iter__(self) -> Iterator[tuple[str, Policy]]:
        return iter(list(self._by_name.items()))

    def of(self, name: str) -> Policy | None:
        """The policy of this token, or None."""
        return self._by_name.get(name)

    def put(self, name: str, policy: Policy) -> None:
        """Give a token this policy; one that restricts nothing is kept no more than none."""
        if policy.restricts:
            self._by_name[name] = policy
        else:
            self.forget(name)

    def forget(self, name: str) -> None:
        """The token has no policy any more."""
        self._by_name.pop(name, None)

    def note_write(self, name: str) -> None:
        """A write of this token was committed."""
        policy = self._by_name.get(name)
        if policy is not None:
            self._by_name[name] = policy._replace(writes=policy.writes + 1)

    def to_dict(self) -> dict[str, Any]:
        """All policies by the name of the token, as JSON has them."""
        return {name: self._by_name[name].to_dict() for name in sorted(self._by_name)}
