"""The differences that are meant: the rows of ``contracts/deviations.yaml``."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from mockflow.core.data import contract_file

from .difference import KINDS, Difference

_VALUES = {"type", "null", "enum", "maximum"}
_ANSWERS = {"property", "custom", "items", "status", "operations"}
"""What a row about answers names, one of them; drift reads such a row too."""
_DRIFT = {"drift", "side", "property", "operation", "status", "under", "says"}
"""What a row about drift alone may name: all that it names must hold."""


class Deviation(NamedTuple):
    """A known difference, why it is there, and how it is recognised."""

    id: str
    where: Mapping[str, tuple[str, ...]]
    what: str
    reason: str

    @property
    def is_of_answers(self) -> bool:
        """Whether it excuses answers too, and not only what the contract says."""
        return "drift" not in self.where

    def has(self, key: str, value: str) -> bool:
        """Whether the row names this value."""
        return value in self.where.get(key, ())

    def explains(self, difference: Difference) -> bool:
        """Whether the difference is the one that this row is about."""
        if not self.is_of_answers:
            said = _said_of(difference)
            return all(not said[key].isdisjoint(words) for key, words in self.where.items())
        place = difference.place
        is_value = difference.kind in _VALUES and place.side in {"response", "event"}
        return (
            (is_value and bool(place.names) and self.has("property", place.names[-1]))
            or (difference.kind in {*_VALUES, "field"} and any(self.has("custom", name) for name in place.names[:-1]))
            or (place.side == "response" and place.status[:1] == "2" and self.has("items", place.operation_id))
            or (difference.kind == "status" and difference.is_ours and self.has("status", place.status))
            or (difference.kind == "operation" and difference.is_ours and self.has("operations", place.operation_id))
        )


def _said_of(difference: Difference) -> dict[str, set[str]]:
    """What a row about drift can name."""
    place = difference.place
    return {
        "drift": {difference.kind},
        "side": {place.side},
        "property": set(place.names[-1:]),
        "operation": {place.operation_id},
        "status": {place.status},
        "under": set(place.names[:-1]),
        "says": set(difference.spec.replace(",", "").split()),
    }


def load_deviations() -> list[Deviation]:
    """The rows of the file; ValueError for one that names what no difference has, and for two of one id."""
    import yaml  # noqa: PLC0415 - slow to import

    rows = yaml.safe_load(contract_file("deviations.yaml").read_text("utf-8"))["deviations"]
    ids = [row["id"] for row in rows]
    if len(set(ids)) < len(ids):
        raise ValueError(f"expected an id of its own for each deviation, found {max(ids, key=ids.count)} twice")
    return [_read(row) for row in rows]


def _read(row: dict[str, Any]) -> Deviation:
    where = {key: tuple(str(words).split()) for key, words in row["where"].items()}
    known = _DRIFT if "drift" in where else _ANSWERS
    unknown = [*(where.keys() - known), *(word for word in where.get("drift", ()) if word not in KINDS)]
    if unknown or not where or ("drift" not in where and len(where) > 1):
        raise ValueError(
            f"deviation {row['id']}: expected where to name {', '.join(sorted(known))}, found {row['where']}"
        )
    return Deviation(row["id"], where, row["what"], row["reason"])


def explained_by(difference: Difference, deviations: Iterable[Deviation]) -> str | None:
    """The id of the first row that explains it."""
    return next((row.id for row in deviations if row.explains(difference)), None)
