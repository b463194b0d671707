"""Drift: what a published OpenAPI document says, and mockflow's contract does not, or the other way round.

An answer must have every field that the document has, and no other, with the same types; a narrower list of values is
no difference where the document has none. A request must take every field that the document has, unless it is only
read, and need the same ones. Formats, lengths, examples and all texts are left alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from .deviations import Deviation, explained_by, load_deviations
from .difference import Difference
from .events import compare_events
from .forms import Side
from .operations import compare_operations
from .reading import SpecError, read_spec
from .schemas import Comparing

__all__ = ["Difference", "Drift", "SpecError", "find_drift", "load_deviations", "read_spec"]


@dataclass(frozen=True, slots=True)
class Drift:
    """What was found, in the order of the file; each difference once, however many references lead to it."""

    differences: tuple[Difference, ...]

    @property
    def unexplained(self) -> list[Difference]:
        """Those that nothing explains."""
        return [each for each in self.differences if each.deviation is None]

    @property
    def explained(self) -> list[Difference]:
        """Those that a deviation explains."""
        return [each for each in self.differences if each.deviation is not None]

    def to_dict(self, *, with_explained: bool) -> dict[str, Any]:
        """The form of ``--json``."""
        shown = self.differences if with_explained else self.unexplained
        return {
            "unexplained": len(self.unexplained),
            "explained": len(self.explained),
            "differences": [each.to_dict() for each in shown],
        }


def find_drift(document: Mapping[str, Any], contract: Mapping[str, Any], deviations: Iterable[Deviation] = ()) -> Drift:
    """What the document and the contract differ in; SpecError where the document refers to what it does not hold."""
    rows = list(deviations)
    comparing = Comparing(Side(document), Side(contract))
    found: dict[tuple[object, ...], Difference] = {}
    try:
        differences = [*compare_operations(comparing), *compare_events(comparing)]
    except RecursionError:
        raise SpecError("expected schemas that nest less deeply") from None
    for each in differences:
        told = replace(each, deviation=explained_by(each, rows))
        name = told.place.names[-1:] if told.kind in {"field", "parameter"} else ()  # else it is in the pointer
        key = (told.kind, told.pointer, name, told.spec, told.mockflow, told.deviation)
        if key in found:
            told = replace(found[key], also=(*found[key].also, str(each.place)))
        found[key] = told
    return Drift(tuple(found.values()))
