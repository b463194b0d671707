"""The same calls give the same bytes: in another world, another process and another Python, however strings hash."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipeline.same_calls import fingerprint

ROOT = Path(__file__).resolve().parent.parent.parent


def said_by(python: str, hash_seed: str) -> str:
    command, environ = [python, "-m", "tests.pipeline.same_calls"], {**os.environ, "PYTHONHASHSEED": hash_seed}
    done = subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own script
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_two_worlds_answer_alike() -> None:
    """Two worlds of the same seed and clock answer the same calls with the same bytes and headers."""
    assert fingerprint() == fingerprint()


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_another_process_answers_alike(hash_seed: str) -> None:
    """Processes that hash strings differently answer the same calls with the same bytes."""
    assert said_by(sys.executable, hash_seed) == fingerprint()


def other_pythons() -> Iterator[str]:
    """Interpreters of other versions that the double supports, the newest first."""
    named = os.environ.get("MOCKFLOW_OTHER_PYTHON")
    for name in [named] if named else ["python3.14", "python3.13", "python3.12", "python3.11"]:
        found = shutil.which(name)
        if found and version_of(found) not in {(), sys.version_info[:2]}:
            yield found


def version_of(python: str) -> tuple[int, ...]:
    """Its version; empty where it does not run, as a version manager's stand-in for one that is not active."""
    command = [python, "-c", "import sys; print(*sys.version_info[:2])"]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout  # noqa: S603 - an interpreter
    return tuple(map(int, said.split()))


@pytest.fixture(scope="module")
def other_python(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Another version of Python, with what mockflow needs installed."""
    found = next(other_pythons(), None)
    if found is None:
        pytest.skip("no other Python from 3.11 on is here; MOCKFLOW_OTHER_PYTHON may name one")
    folder = tmp_path_factory.mktemp("other")
    made = str(folder / "bin" / "python")
    for command in ([found, "-m", "venv", str(folder)], [made, "-m", "pip", "install", "--quiet", str(ROOT)]):
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own commands
        assert done.returncode == 0, done.stderr
    return made


def test_another_python_answers_alike(other_python: str) -> None:
    """Another version of Python answers the same calls with the same bytes."""
    assert said_by(other_python, "3") == fingerprint()
