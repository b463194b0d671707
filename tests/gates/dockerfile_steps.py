"""Runs the Dockerfile's steps without a Docker engine: ``python -m tests.gates.dockerfile_steps``.

Each stage is a folder with a virtual environment in place of the image's Python; paths from ``/`` are folders in it.
What is left out, and said: FROM's image, USER and useradd, for which one would have to be root.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from socket import socket
from urllib.error import URLError
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parent.parent.parent
LEFT_OUT = ("USER", "EXPOSE", "HEALTHCHECK")
START_WITHIN = 30


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile as (word, rest), one for each line."""
    lines = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
    return [(line.partition(" ")[0], line.partition(" ")[2]) for line in lines if line and not line.startswith("#")]


class Stage:
    """One stage of the build, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workdir = folder
        self.env: dict[str, str] = {}
        subprocess.run([sys.executable, "-m", "venv", str(folder / "python")], check=True)  # noqa: S603 - our own

    def run(self, command: str) -> None:
        """A RUN step, with the image's paths moved into the folder."""
        moved = re.sub(r"(?<=\s)/(dist)\b", f"{self.folder}/\\1", command)
        path = f"{self.folder}/python/bin:{os.environ['PATH']}"
        subprocess.run(moved, shell=True, check=True, cwd=self.workdir, env={**os.environ, "PATH": path})  # noqa: S602 - the Dockerfile's

    def copy(self, source: Path, target: str) -> None:
        """A COPY step, without what .dockerignore names."""
        ignored = shutil.ignore_patterns(
            ".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "node_modules", "dist"
        )
        place = self.workdir if target == "." else self.folder / target.lstrip("/")
        shutil.copytree(source, place, dirs_exist_ok=True, ignore=ignored if source == ROOT else None)


def build(folder: Path) -> tuple[Stage, list[str]]:
    """Run every step; the last stage, and the command that its image starts."""
    stages: dict[str, Stage] = {}
    entry: list[str] = []
    for word, rest in instructions():
        print(f"{'skip' if word in LEFT_OUT or 'useradd' in rest else 'step'}  {word} {rest}", flush=True)
        if word == "FROM":
            name = rest.partition(" AS ")[2] or "final"
            stage = stages[name] = Stage(folder / name)
        elif word == "WORKDIR":
            stage.workdir = stage.folder / rest.lstrip("/")
            stage.workdir.mkdir(parents=True)
        elif word == "COPY":
            *flags, source, target = shlex.split(rest)
            origin = stages[flags[0].removeprefix("--from=")].folder / source.lstrip("/") if flags else ROOT
            stage.copy(origin, target)
        elif word == "RUN" and "useradd" not in rest:
            stage.run(rest)
        elif word == "ENV":
            name, _, value = rest.partition("=")
            stage.env[name] = value
        elif word in {"ENTRYPOINT", "CMD"}:
            entry += json.loads(rest)
        elif word not in {*LEFT_OUT, "RUN"}:
            sys.exit(f"Dockerfile: expected an instruction that this script knows, found {word}")
    return stage, entry


def start(stage: Stage, command: list[str]) -> int:
    """Start the image's command on a free port, and ask it for its sites; the number of them."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = stage.folder / "python" / "bin" / command[0]
    environ = {**os.environ, **stage.env, "MOCKFLOW_PORT": str(port)}
    process = subprocess.Popen([str(program), *command[1:]], cwd=stage.folder, env=environ)  # noqa: S603 - the Dockerfile's
    try:
        return _sites(port)
    finally:
        process.terminate()
        if process.wait(20) != 0:
            sys.exit("Dockerfile: expected the command to end with 0")


def _sites(port: int) -> int:
    request = Request(f"http://127.0.0.1:{port}/v2/sites", headers={"Authorization": "Bearer mockflow-site-token"})
    deadline = time.monotonic() + START_WITHIN
    while True:
        try:
            with urlopen(request, timeout=5) as answer:  # noqa: S310
                return len(json.load(answer)["sites"])
        except URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def main() -> None:
    """Build, start, ask."""
    with tempfile.TemporaryDirectory() as folder:
        stage, command = build(Path(folder))
        print(f"started {' '.join(command)}: {start(stage, command)} site")


if __name__ == "__main__":
    main()
