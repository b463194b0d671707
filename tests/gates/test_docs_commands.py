"""The commands and the deployment files in the documents: the former are run, the latter name only what there is."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from mockflow.cli import main
from tests.gates.test_docs import DOCUMENTS, ROOT, blocks
from tests.web.conftest import Served, environment, serve

__all__ = ["serve"]

_ELSEWHERE = ("docker ", "npm ", "npx ", "pip ", "git ", "pytest", "export ", "make ", "mockflow serve")
"""How lines begin that start a double, or need what a test has not: an engine, a registry, a project of one's own."""

WITH_COMMANDS = [
    ROOT / "README.md",
    ROOT / "docs" / "agents.md",
    ROOT / "docs" / "container.md",
    ROOT / "docs" / "oauth.md",
]
with_commands = pytest.mark.parametrize("document", WITH_COMMANDS, ids=lambda path: path.stem)


def lines(document: Path) -> Iterator[str]:
    """The commands of its shell blocks, in order; one that follows something is given two seconds to do so."""
    for block in blocks(document, "sh"):
        for command in re.split(r"\n(?=\S)(?![}\]]')", block.strip()):
            if not command.startswith(_ELSEWHERE):
                follows = "--follow" in command
                yield f"timeout 2 {command} || [ $? -eq 124 ]" if follows else command


@with_commands
def test_commands_do_what_they_say(tmp_path: Path, serve: Callable[..., Served], document: Path) -> None:
    """Every command of the document, typed one after another, ends well on a double that has just started."""
    served = serve()
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "mockflow").write_text(f'#!/bin/sh\nexec {sys.executable} -m mockflow "$@"\n', "utf-8")
    (folder / "mockflow").chmod(0o755)
    script = "\n".join(["set -e", *lines(document)])
    script = script.replace("curl -s", "curl -sS --fail").replace("localhost:4020", f"127.0.0.1:{served.ready['port']}")
    path = f"{folder}:{os.environ['PATH']}"
    bash = shutil.which("bash")
    assert bash
    done = subprocess.run(  # noqa: S603 - our own documents
        [bash, "-x", "-c", script],
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
        env=environment(PATH=path, MOCKFLOW_URL=served.ready["url"]),
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def _variables() -> set[str]:
    command = main.commands["serve"]
    return {str(parameter.envvar) for parameter in command.params if isinstance(parameter, click.Option)}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield str(key)
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    else:
        yield str(value)


@pytest.mark.parametrize("document", [ROOT / "README.md", *DOCUMENTS], ids=lambda path: path.stem)
def test_variables_are_those_of_options(document: Path) -> None:
    """Each MOCKFLOW_ variable that is named is one that the double reads."""
    known = _variables() | {"MOCKFLOW_URL", "MOCKFLOW_PORT"}
    assert set(re.findall(r"MOCKFLOW_[A-Z_]*[A-Z]", document.read_text("utf-8"))) <= known


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_deployments_are_yaml(document: Path) -> None:
    """Each YAML block can be read, and where it runs the double it does so on its port, as the image has it."""
    for text in blocks(document, "yaml"):
        for content in yaml.safe_load_all(text):
            assert isinstance(content, dict)
            ports = [each for each in _texts(content) if re.fullmatch(r"(\d+:)?40\d\d", each)]
            assert set(ports) <= {"4020:4020", "4020"}
