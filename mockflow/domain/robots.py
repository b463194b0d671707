"""The robots.txt of a site: which paths which crawlers may visit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from mockflow.core.store import Table
from mockflow.core.wire import dumps

MOST_BYTES = 500_000
"""Of one robots.txt as the API tells it: crawlers read no more of the file."""


class Rule(NamedTuple):
    """What one crawler may visit, and what not."""

    user_agent: str
    allows: tuple[str, ...]
    disallows: tuple[str, ...]

    def to_wire(self) -> dict[str, Any]:
        return {"userAgent": self.user_agent, "allows": self.allows, "disallows": self.disallows}

    def without_paths(self, other: "Rule") -> "Rule | None":
        """This rule without the paths of the other; None where no path is left, or the other names none at all."""
        mine = zip(self[1:], map(frozenset, other[1:]), strict=True)
        left = Rule(self.user_agent, *(tuple(path for path in here if path not in gone) for here, gone in mine))
        return left if any(other[1:]) and any(left[1:]) else None


@dataclass(frozen=True, slots=True, eq=False)
class RobotsTxt:
    """The robots.txt of a site, one rule for each crawler; a site whose file is empty has no record.

    Attributes:
        sitemap: the URL that it names; None for none.
    """

    site_id: str
    rules: tuple[Rule, ...] = ()
    sitemap: str | None = None
    body: bytes = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "body", dumps(self.to_wire()))

    @property
    def order(self) -> str:
        return self.site_id

    def to_wire(self) -> dict[str, Any]:
        rules = [rule.to_wire() for rule in self.rules]
        return {"rules": rules, **({} if self.sitemap is None else {"sitemap": self.sitemap})}


ROBOTS = Table[RobotsTxt]("robots.txt", key=lambda robots: robots.site_id, group=lambda robots: robots.site_id)


def rules_of(said: Iterable[Mapping[str, Any]]) -> tuple[Rule, ...]:
    """The rules that a loaded body names; a crawler that is named twice has the paths of both."""
    return merged((), (Rule(each["user_agent"], tuple(each["allows"]), tuple(each["disallows"])) for each in said))


def merged(rules: Iterable[Rule], more: Iterable[Rule]) -> tuple[Rule, ...]:
    """These rules with the paths of more of them laid into those of the same crawler, new crawlers last."""
    by_agent: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for user_agent, *paths in (*rules, *more):
        for known, sent in zip(by_agent.setdefault(user_agent, ({}, {})), paths, strict=True):
            known.update(dict.fromkeys(sent))
    return tuple(
        Rule(user_agent, tuple(allows), tuple(disallows)) for user_agent, (allows, disallows) in by_agent.items()
    )


def is_too_large(said: Iterable[Mapping[str, Any]]) -> bool:
    """Whether the texts of a loaded body alone come to more than a robots.txt holds, so that none need be merged."""
    return (
        sum(len(text) for each in said for text in (each["user_agent"], *each["allows"], *each["disallows"]))
        > MOST_BYTES
    )


def reduced(rules: Iterable[Rule], gone: Iterable[Rule]) -> tuple[Rule, ...]:
    """These rules without the paths that others name; a crawler that is named without paths goes with all it has."""
    named = {rule.user_agent: rule for rule in gone}
    left = (each.without_paths(named[each.user_agent]) if each.user_agent in named else each for each in rules)
    return tuple(rule for rule in left if rule is not None)
