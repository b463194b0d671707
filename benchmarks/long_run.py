"""Whether a long run grows: prints resident memory over 200,000 calls, with journal and history at their bounds.

Run by itself it tells its figures in bytes; ``rows`` runs it in a process of its own.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import orjson

from mockflow.server import settling
from mockflow.worlds.history import MOST_COMMITS
from mockflow.worlds.journal import MOST_BYTES, MOST_ENTRIES

from .measure import Row
from .seeds import seed
from .wsgi import call, double

CALLS = 200_000
_ITEMS = 1_000
_EVERY = 20_000
_FULL_AFTER = 40_000
_PAGE = os.sysconf("SC_PAGE_SIZE")


def rows() -> Iterator[Row]:
    """Memory at the end, beside that once both logs were full; and how many megabytes that is."""
    done = subprocess.run([sys.executable, "-m", "benchmarks.long_run"], check=True, capture_output=True, text=True)
    found: dict[str, int] = json.loads(done.stdout)
    what = f"resident memory after {CALLS:,} calls, against after {_FULL_AFTER:,}"
    yield Row(what, found[str(CALLS)] / found[str(_FULL_AFTER)], 1.05)
    yield Row("the same in megabytes", found[str(CALLS)] / 1e6, float("inf"), "MB")


def main() -> None:
    """Two reads and two writes in turn, some of them refused."""
    app, worlds = double(seed(_ITEMS))
    app = settling(app)
    ids = worlds.default.options.planted.ids
    items = f"/v2/collections/{ids['posts']}/items"
    found = {}
    for at in range(1, CALLS + 1):
        item = f"{items}/{ids[f'posts/post-{at % _ITEMS}']}"
        if at % 2:
            call(app, "PATCH", item, orjson.dumps({"fieldData": {"summary": f"Changed {at}"}}))
        else:
            call(app, "GET", item)
        if at % _EVERY == 0:
            found[at] = _resident()
    world = worlds.default
    assert len(world.history) == MOST_COMMITS
    journal = list(world.journal)
    kept = sum(entry.size() for entry in journal)
    assert len(journal) == MOST_ENTRIES or kept > MOST_BYTES - 20_000
    print(json.dumps(found))


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * _PAGE


if __name__ == "__main__":
    main()
