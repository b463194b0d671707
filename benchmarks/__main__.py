"""Prints every figure: ``python -m benchmarks``."""

import sys

from . import calls, faults, long_run, processes, rewinding, served, suites, webhooks, worlds


def main() -> None:
    """One table; exit 1 if a figure is over what it may be."""
    over = False
    print(f"{'what':<62}{'measured':>10}{'at most':>10}")
    for module in (calls, faults, rewinding, webhooks, worlds, suites, processes, served, long_run):
        for row in module.rows():
            over |= row.measured > row.at_most
            mark = "  over" if row.measured > row.at_most else ""
            print(f"{row.what:<62}{row.measured:>10.2f}{row.at_most:>10.1f} {row.unit}{mark}", flush=True)
    sys.exit(1 if over else 0)


main()
