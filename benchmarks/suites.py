"""What the fixture costs: a suite of 1,000 tests, beside the same calls against a transport with fixed replies."""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from .measure import Row

TESTS = 1_000
_ROUNDS = 5
_DOUBLE = f"""
import pytest

@pytest.mark.parametrize("at", range({TESTS}))
def test_create_and_list(mockflow, at):
    api, items = mockflow.http(), f"/collections/{{mockflow.id('journal')}}/items"
    assert api.post(items, json={{"fieldData": {{"name": "Hello"}}}}).status_code == 202
    assert len(api.get(items).json()["items"]) == 15
"""
_FIXED = f"""
import httpx
import pytest
from mockflow import Mockflow

with Mockflow() as mock:
    PATH = f"/collections/{{mock.id('journal')}}/items"
    MADE = mock.http().post(PATH, json={{"fieldData": {{"name": "Hello"}}}}).content
    LISTED = mock.http().get(PATH).content

def reply(request):
    return httpx.Response(202, content=MADE) if request.method == "POST" else httpx.Response(200, content=LISTED)

@pytest.fixture
def api():
    return httpx.Client(transport=httpx.MockTransport(reply), base_url="http://fixed.test/v2", trust_env=False)

@pytest.mark.parametrize("at", range({TESTS}))
def test_create_and_list(api, at):
    assert api.post(PATH, json={{"fieldData": {{"name": "Hello"}}}}).status_code == 202
    assert len(api.get(PATH).json()["items"]) == 15
"""


def rows() -> Iterator[Row]:
    """The two suites in turn, each in a process of its own, by the seconds that pytest counts."""
    with tempfile.TemporaryDirectory() as folder:
        suites = {name: Path(folder, f"test_{name}.py") for name in ("double", "fixed")}
        suites["double"].write_text(_DOUBLE, "utf-8")
        suites["fixed"].write_text(_FIXED, "utf-8")
        taken: dict[str, list[float]] = {name: [] for name in suites}
        for _ in range(_ROUNDS):
            for name, path in suites.items():
                taken[name].append(_seconds(path))
    ratio = median(taken["double"]) / median(taken["fixed"])
    yield Row(f"{TESTS} tests through the fixture, against fixed replies", ratio, 2.5)


def _seconds(path: Path) -> float:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(path.parent), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=path.parent)  # noqa: S603 - our own
    found = re.search(rf"{TESTS} passed in ([\d.]+)s", done.stdout)
    assert found, done.stdout
    return float(found[1])
