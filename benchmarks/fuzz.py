"""A long attack on the whole contract, ``make fuzz``: prints its figures, and keeps them for README.

``python -m benchmarks.fuzz [--examples N]``: so many calls of each operation, 200 by default. Fewer are for a look,
and nothing is kept of them.
"""

import argparse
import os
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from time import perf_counter
from typing import Any

import orjson

from mockflow.resources.table import ROUTES
from mockflow.worlds.seeds import plant
from tests.contract.attack import Report, attack, phases
from tests.contract.test_schemathesis import contract_with_ids, known_ids, seed
from tests.gates.generate import FUZZED, write

EXAMPLES = 200
_SCENARIOS = 400
_AT_ONCE = 4  # operations that one process attacks before it takes others


def attack_some(first: int, examples: int) -> Report:
    """The calls of the operations from this one on, each by itself."""
    return _attack(phases("examples", "coverage", "fuzzing", examples=examples, scenarios=0), first)


def attack_in_turn(examples: int) -> Report:
    """Sequences of calls, of which each takes ids from the answers before it."""
    return _attack(phases("stateful", examples=0, scenarios=_SCENARIOS * examples // EXAMPLES, steps=30))


def _attack(wanted: dict[str, dict[str, Any]], first: int | None = None) -> Report:
    planted = plant(seed())
    known = known_ids(planted)
    routes = ROUTES if first is None else ROUTES[first : first + _AT_ONCE]
    return attack(contract_with_ids(known), planted, known, wanted, routes)


def figures(reports: list[Report], examples: int, seconds: float) -> dict[str, object]:
    """What is told and kept of them."""
    statuses = sum((report.statuses for report in reports), Counter[int]())
    classes = sorted({status // 100 for status in statuses})
    return {
        "on": datetime.now(UTC).date().isoformat(),
        "operations": len(ROUTES),
        "examples": examples,
        "calls": sum(statuses.values()),
        "answers": {f"{each}xx": sum(n for status, n in statuses.items() if status // 100 == each) for each in classes},
        "undocumented": sum(len(report.found) for report in reports),
        "seconds": round(seconds),
    }


def main() -> None:
    """Exit 1 if an answer was not as documented, or a 5xx."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description="A long attack on the contract.")
    parser.add_argument("--examples", type=int, default=EXAMPLES, help="calls of each operation; 200 by default")
    examples = parser.parse_args().examples
    began = perf_counter()
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        sequences = pool.submit(attack_in_turn, examples)
        shares = [pool.submit(attack_some, first, examples) for first in range(0, len(ROUTES), _AT_ONCE)]
        reports = [each.result() for each in (sequences, *shares)]
    told = figures(reports, examples, perf_counter() - began)
    print("\n".join(f"{name:<14}{value}" for name, value in told.items()))
    problems = [line for report in reports for line in report.found]
    if problems:
        sys.exit("\n".join(["answers that are not as documented:", *problems[:50]]))
    if examples == EXAMPLES:
        FUZZED.write_bytes(orjson.dumps(told, option=orjson.OPT_INDENT_2) + b"\n")
        write()


if __name__ == "__main__":
    main()
