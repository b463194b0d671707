"""Running Webflow's official JavaScript client."""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "javascript"
_INSTALL = ("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")


def run(command: tuple[str, ...], within: int, given: str | None = None, **env: str) -> str:
    """What a command prints in the folder of the suite; its output is the failure if it does not end well."""
    return run_in(FOLDER, command, within, env, given)


def run_in(
    folder: Path, command: tuple[str, ...], within: int, env: Mapping[str, str], given: str | None = None
) -> str:
    """The same in another folder."""
    program = shutil.which(command[0])
    if program is None:
        pytest.skip(f"{command[0]} is not installed: the JavaScript client needs Node 20 or newer, with npm")
    done = subprocess.run(  # noqa: S603 - our own commands
        [program, *command[1:]],
        check=False,
        cwd=folder,
        env={**os.environ, **env},
        input=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=within,
    )
    if done.returncode != 0:
        pytest.fail(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}", pytrace=False)
    return done.stdout


def install() -> None:
    """The packages of the lock file, which npm notes in its own copy of it once they are there. One process at once."""
    lock, noted = FOLDER / "package-lock.json", FOLDER / "node_modules" / ".package-lock.json"
    with lock.open("rb") as locked:
        fcntl.flock(locked, fcntl.LOCK_EX)
        if not noted.exists() or noted.stat().st_mtime < lock.stat().st_mtime:
            run(_INSTALL, within=300)
