"""What makes a query of a report readable, before its values are looked at."""

from collections.abc import Collection, Sequence

from mockflow.core.brackets import is_whole
from mockflow.core.refusal import Refusal

OBJECTS = ("filter", "timeseries")
"""The parameters that are objects."""

_EXAMPLES = {"filter": "filter[country][eq]=US", "timeseries": "timeseries[bucketTimeZone]=UTC"}
_SHOWN = 60


def well_formed(pairs: Sequence[tuple[str, str]], single: Collection[str]) -> list[tuple[str, str]]:
    """The names and values that count: a parameter without a value is as if it were not there.

    A filter, of which ``single`` are short ones, and a time series count always: an answer without them would mislead.
    So they are refused where they have no value, cannot be read, or are there twice for a single value.
    """
    kept = []
    for key, value in pairs:
        name = key.partition("[")[0].partition("]")[0]
        is_object = name in OBJECTS
        if is_object and not is_whole(key):
            raise _invalid(f'Value ({key[:_SHOWN]}) should match format "{_EXAMPLES[name]}"')
        if value:
            kept.append((key, value))
        elif is_object or key in single:
            raise _invalid(f"Value ({key[:_SHOWN]}) is required")
    names = [key for key, _ in kept]
    for key in single:
        if names.count(key) > 1:
            told = f"Validation Error: {key} is there twice: it filters by a single value"
            raise Refusal("analyze_filter_conflict", told)
    return kept


def check_counted(dimension: str, counted: Collection[str]) -> None:
    """Refuse a dimension that filters reports where its values are to be counted, unless they can be."""
    if dimension not in counted:
        told = f"Validation Error: dimension {dimension} is none of {', '.join(counted)}"
        raise Refusal("analyze_unsupported_filter", told)


def _invalid(problem: str) -> Refusal:
    return Refusal("analyze_input_validation", details=[problem])
