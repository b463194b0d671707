"""What a run of tests rests on: ``--mockflow-evidence``. Imported once a run asks for it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mockflow.ledger import EVIDENCE, Rule, count_by_evidence, load_rules

_UNSURE = ("invented", "inferred")
_MOST_CALLS = 3


def evidence(coverage: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The rules that nobody has confirmed and that some answer of the run rests on, the least sure first.

    Args:
        coverage: the operations that were called, with their answers by status, as the control plane tells them.
    """
    answers = [(row["operationId"], int(status)) for row in coverage for status in row["statuses"]]
    met = [(rule, calls) for rule in load_rules() if (calls := [each for each in answers if rule.is_met(*each)])]
    counts = count_by_evidence(rule for rule, _ in met)
    yield f"{len(met)} rules were met: {', '.join(f'{counts[each]} {each}' for each in EVIDENCE)}"
    unsure = sorted((each for each in met if each[0].evidence in _UNSURE), key=lambda each: _unsureness(each[0]))
    if unsure:
        yield "these are inferred or invented; `mockflow rules` tells their sources, where there are any:"
        width = max(len(rule.id) for rule, _ in unsure)
        for rule, calls in unsure:
            yield f"  {rule.evidence}  {rule.id:{width}}  {rule.statement} [{_told(calls)}]"


def _unsureness(rule: Rule) -> int:
    return _UNSURE.index(rule.evidence)


def _told(calls: list[tuple[str, int]]) -> str:
    further = [f"{len(calls) - _MOST_CALLS} more"] if len(calls) > _MOST_CALLS else []
    return ", ".join([f"{operation_id} {status}" for operation_id, status in calls[:_MOST_CALLS]] + further)
