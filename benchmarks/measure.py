"""Measuring side by side: rounds of each in turn, medians, and the ratio of the medians."""

import gc
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import NamedTuple

Act = Callable[[], object]


class Row(NamedTuple):
    """One line of the table."""

    what: str
    measured: float
    at_most: float
    unit: str = "times"


def seconds_each(acts: dict[str, Act], *, rounds: int = 60, calls: int = 20) -> dict[str, float]:
    """The median seconds of one call of each act, their rounds interleaved."""
    times: dict[str, list[float]] = {name: [] for name in acts}
    for act in acts.values():
        for _ in range(calls):
            act()
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            for name, act in acts.items():
                began = perf_counter()
                for _ in range(calls):
                    act()
                times[name].append((perf_counter() - began) / calls)
    finally:
        gc.enable()
    return {name: median(taken) for name, taken in times.items()}
