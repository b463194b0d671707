"""Cross-talk, by hand: ``python -m benchmarks.crosstalk [RUNS]`` runs a suite of 200 tests on one server many times.

Eight workers of pytest-xdist share one ``mockflow serve``. Each test writes to a world of its own, and asserts what is
there, what was called, and that ids and answers are its own. It prints a line a run, and ends with 1 where one failed.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from time import monotonic, perf_counter, sleep
from urllib.request import urlopen

TESTS, WORKERS, RUNS = 200, 8, 20
_SHOWN = 4_000
_SUITE = f"""
import pytest

@pytest.mark.parametrize("at", range({TESTS}))
@pytest.mark.mockflow(rate_limit=False, clock="2026-01-15T12:00:00Z")
def test_of_its_own(mockflow, at):
    api, items = mockflow.http(), f"/collections/{{mockflow.id('journal')}}/items"
    names = [f"Post {{at}} {{n}}" for n in range(at % 7 + 1)]
    made = {{api.post(items, json={{"fieldData": {{"name": name}}}}).json()["id"]: name for name in names}}
    assert len(made) == len(names)
    published = api.post(f"{{items}}/publish", json={{"itemIds": list(made)}}).json()
    assert sorted(published["publishedItemIds"]) == sorted(made)
    listed = api.get(items).json()
    assert listed["pagination"]["total"] == 14 + len(made)
    found = {{each["id"]: each["fieldData"]["name"] for each in listed["items"]}}
    assert {{item: name for item, name in found.items() if name.startswith("Post ")}} == made
    calls = mockflow.requests()
    operations = ["create-item"] * len(made) + ["publish-item", "list-collection-items"]
    assert [call.operation_id for call in calls] == operations
    assert [call.response_body["id"] for call in calls[: len(made)]] == list(made)
    token = mockflow.new_token()
    assert token.endswith("." + mockflow.world_id) and mockflow.http(token).get("/sites").status_code == 200
    assert mockflow.clock.advance(at + 1).isoformat() > "2026-01-15T12:00:00"
    assert mockflow.item(next(iter(made))).state == "published"
"""


def main(runs: int) -> int:
    """Run them all; 0 if each test of each run passed and no world was left."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "test_crosstalk.py").write_text(_SUITE, "utf-8")
        ready = Path(folder, "ready.json")
        command = [sys.executable, "-m", "mockflow", "serve", "--port", "0", "--quiet", "--ready-file", str(ready)]
        with subprocess.Popen(command) as server:  # noqa: S603 - our own
            try:
                url = _url(ready)
                return max(_run(number, folder, url) for number in range(1, runs + 1))
            finally:
                server.terminate()


def _url(ready: Path) -> str:
    deadline = monotonic() + 60
    while not ready.exists():
        assert monotonic() < deadline, "the double did not start"
        sleep(0.05)
    return str(json.loads(ready.read_text("utf-8"))["url"])


def _run(number: int, folder: str, url: str) -> int:
    began = perf_counter()
    plugins = ["-p", "mockflow.pytest_plugin", "-p", "xdist", "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", "-q", *plugins, "-n", str(WORKERS), "--mockflow-url", url, folder]
    environ = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, env=environ)  # noqa: S603
    with urlopen(f"{url}/_mockflow/health") as answer:  # noqa: S310 - our own
        worlds = json.load(answer)["worlds"]
    passed = re.search(r"(\d+) passed", done.stdout)
    is_good = done.returncode == 0 and passed is not None and int(passed[1]) == TESTS and worlds == 1
    said = f"{passed[1] if passed else 0} of {TESTS} passed, {worlds - 1} worlds left"
    print(f"run {number}: {said}, {perf_counter() - began:.1f} s", flush=True)
    if not is_good:
        print(done.stdout[-_SHOWN:], done.stderr[-_SHOWN:], flush=True)
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS))
