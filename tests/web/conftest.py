"""Running servers, as users start them."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import httpx
import pytest

START_WITHIN = 30


@dataclass
class Served:
    """A double in a process of its own."""

    process: subprocess.Popen[bytes]
    log: Path
    ready: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def api(self) -> httpx.Client:
        """A client that is closed with the test."""
        headers = {"Authorization": "Bearer mockflow-site-token"}
        return httpx.Client(base_url=self.ready["api_url"], headers=headers, trust_env=False, timeout=30)

    def stop(self, sign: int = signal.SIGTERM) -> int:
        os.kill(self.ready["pid"], sign)
        return self.process.wait(20)

    def said(self) -> str:
        return self.log.read_text("utf-8")


def environment(**more: str) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("MOCKFLOW_")}
    return {**own, **more}


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Starts ``mockflow serve`` with these arguments, and waits until calls are answered."""
    running: list[Served] = []

    def start(*arguments: str, **env: str) -> Served:
        ready, log = tmp_path / f"ready-{len(running)}.json", tmp_path / f"log-{len(running)}"
        command = [sys.executable, "-m", "mockflow", "serve", "--port", "0", "--ready-file", str(ready), *arguments]
        with log.open("wb") as stderr:
            process = subprocess.Popen(  # noqa: S603 - our own command
                command, stderr=stderr, cwd=tmp_path, env=environment(**env), start_new_session=True
            )
        served = Served(process, log)
        running.append(served)
        deadline = time.monotonic() + START_WITHIN
        while not ready.exists():
            assert process.poll() is None, log.read_text("utf-8")
            assert time.monotonic() < deadline, "the double did not start"
            time.sleep(0.02)
        served.ready = json.loads(ready.read_text("utf-8"))
        return served

    yield start
    for served in running:
        if "api" in vars(served):
            served.api.close()
        if served.process.poll() is None:
            os.killpg(served.process.pid, signal.SIGKILL)
            served.process.wait(20)


@pytest.fixture(params=["waitress", "granian"])
def server(request: pytest.FixtureRequest) -> str:
    return str(request.param)
