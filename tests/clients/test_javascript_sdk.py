"""Webflow's official JavaScript client, unchanged, on the double: runs ``javascript/cms.test.mjs``."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from mockflow import Mockflow

FOLDER = Path(__file__).parent / "javascript"
INSTALL = ("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
SUITE = ("node", "--test", "--test-reporter=spec", "cms.test.mjs")


def _run(command: tuple[str, ...], within: int, **env: str) -> str:
    """What a command prints in the folder of the suite; its output is the failure if it does not end well."""
    program = shutil.which(command[0])
    if program is None:
        pytest.skip(f"{command[0]} is not installed: the JavaScript client needs Node 20 or newer, with npm")
    done = subprocess.run(  # noqa: S603 - our own commands
        [program, *command[1:]],
        check=False,
        cwd=FOLDER,
        env={**os.environ, **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=within,
    )
    if done.returncode != 0:
        pytest.fail(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}", pytrace=False)
    return done.stdout


@pytest.fixture(scope="session")
def _installed() -> None:
    """The packages of the lock file, which npm notes in its own copy of it once they are there."""
    lock, noted = FOLDER / "package-lock.json", FOLDER / "node_modules" / ".package-lock.json"
    if not noted.exists() or noted.stat().st_mtime < lock.stat().st_mtime:
        _run(INSTALL, within=300)


@pytest.mark.usefixtures("_installed")
@pytest.mark.filterwarnings("ignore:mockflow:pytest.PytestWarning")  # it fills the rate limit on purpose
def test_the_javascript_client_passes_its_suite(mockflow: Mockflow) -> None:
    """Every CMS method of the client, its typed errors, and its wait for the rate limit, which takes no real minute."""
    said = _run(SUITE, within=60, **mockflow.env())
    assert "fail 0" in said
    assert "skipped 0" in said
