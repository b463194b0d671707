"""The ledger of rules, ``contracts/fidelity.yaml``: what the double does, how sure that is, and of which calls.

A row may name the operations that it is about (``operations``: names, where ``*`` stands for any part; ``any`` of them;
``none`` where operation and status do not show the rule) and the statuses of their answers (``status``). Without them
both are read from what it says anyway: the statuses from its statement, good ones where it names none, and the
operations from the name of the file that proves it.
"""

import re
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from functools import cache
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from mockflow.core.data import contract_file
from mockflow.pipeline.refusals import REFUSALS
from mockflow.resources.table import ROUTES

EVIDENCE = ("observed", "specified", "documented", "inferred", "invented")
"""How sure a rule is, the surest first."""

PLATFORM, DOUBLE = "platform", "double"
"""The areas of rules about every call, and of rules that no call shows, such as those of seeds."""

AREAS = tuple(dict.fromkeys((*(route.area for route in ROUTES), PLATFORM, DOUBLE)))
_EVERY = frozenset(route.operation_id for route in ROUTES)
_STATUSES = frozenset({*(route.success for route in ROUTES), *(each.status for each in REFUSALS.values())})
_STATUS = re.compile(r"(?<![\d,.-])\d{3}(?!,?\d)")  # and not a part of 1,200
_LEAST_LETTERS = 4
_MOST_OPERATIONS = len(ROUTES) // 3  # a word that more of them have, such as site, tells nothing
_REFUSED_FROM = 400


class Rule(NamedTuple):
    """A row of the ledger.

    Attributes:
        operations: the operations that it is about; empty for a rule that no call of the API shows.
        statuses: the statuses of the answers that it is about; empty for any good one.
        is_given: whether the row itself names its operations.
    """

    id: str
    statement: str
    evidence: str
    source: str
    test: str
    operations: frozenset[str]
    statuses: frozenset[int]
    is_given: bool

    @property
    def area(self) -> str:
        """The area of its first operation."""
        if self.operations == _EVERY:
            return PLATFORM
        return next((route.area for route in ROUTES if route.operation_id in self.operations), DOUBLE)

    def is_met(self, operation_id: str, status: int) -> bool:
        """Whether such an answer rests on this rule."""
        fits = status in self.statuses if self.statuses else status < _REFUSED_FROM
        return fits and operation_id in self.operations

    def to_dict(self) -> dict[str, Any]:
        """The row of ``mockflow rules --json``."""
        return {
            "id": self.id,
            "area": self.area,
            "evidence": self.evidence,
            "statement": self.statement,
            "source": self.source,
            "operations": "any" if self.operations == _EVERY else sorted(self.operations),
            "statuses": sorted(self.statuses),
            "test": self.test,
        }


def load_rules() -> list[Rule]:
    """The rows, in the order of the file; ValueError for one that names operations or statuses that there are not."""
    import yaml  # noqa: PLC0415 - slow to import

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    rows = yaml.load(contract_file("fidelity.yaml").read_text("utf-8"), loader)["rules"]  # noqa: S506 - both are safe
    return [_read(row) for row in rows]


def count_by_evidence(rules: Iterable[Rule]) -> dict[str, int]:
    """How many rules there are of each class, the surest first."""
    counted = dict.fromkeys(EVIDENCE, 0)
    for rule in rules:
        counted[rule.evidence] += 1
    return counted


def _read(row: Mapping[str, Any]) -> Rule:
    given = row.get("operations")
    operations = _operations_of(row["test"]) if given is None else _named(row["id"], str(given).split())
    statuses = _statuses(row["id"], str(row["status"]).split()) if "status" in row else _stated(row["statement"])
    return Rule(
        row["id"],
        row["statement"],
        row["evidence"],
        row["source"],
        row["test"],
        operations,
        statuses,
        given is not None,
    )


def _named(rule: str, words: list[str]) -> frozenset[str]:
    if words in (["any"], ["none"]):
        return _EVERY if words == ["any"] else frozenset()
    found: set[str] = set()
    for word in words:
        matching = {name for name in _EVERY if fnmatchcase(name, word)}
        if not matching:
            raise ValueError(f"rule {rule}: expected operations of `mockflow routes`, any or none, found {word}")
        found |= matching
    return frozenset(found)


def _statuses(rule: str, words: list[str]) -> frozenset[int]:
    unknown = [word for word in words if not word.isdecimal() or int(word) not in _STATUSES]
    if unknown:
        raise ValueError(f"rule {rule}: expected statuses that an operation answers with, found {unknown[0]}")
    return frozenset(map(int, words))


def _stated(statement: str) -> frozenset[int]:
    """The statuses that a statement names."""
    return frozenset(map(int, _STATUS.findall(statement))) & _STATUSES


@cache
def _operations_of(test: str) -> frozenset[str]:
    """The operations whose path or name has the words of the file's name: all of them, or the first that some have."""
    words = PurePosixPath(test.partition("::")[0]).stem.removeprefix("test_")
    for word in (words, *(each.removesuffix("s") for each in words.split("_"))):
        found = {
            route.operation_id
            for route in ROUTES
            if len(word) >= _LEAST_LETTERS and word in f"{route.path} {route.operation_id}".replace("-", "_").lower()
        }
        if 0 < len(found) <= _MOST_OPERATIONS:
            return frozenset(found)
    return frozenset()
