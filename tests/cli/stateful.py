"""A double that keeps its world in a file, in a process of its own, and clients that write while it is killed."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import Any, Self

import httpx

from mockflow import Mockflow
from mockflow.double.clients import IN_PROCESS

CLOCK = "2026-01-15T12:00:00Z"


class Served:
    """``mockflow serve --state`` in a process of its own.

    Args:
        state: the file.
        server: which of the two servers.
        further: options.
    """

    def __init__(self, state: Path, server: str, *further: str) -> None:
        ready = state.parent / "ready"
        ready.unlink(missing_ok=True)
        options = ("--port", "0", "--server", server, "--state", str(state), "--ready-file", str(ready), "--quiet")
        command = [sys.executable, "-m", "mockflow", "serve", *options, "--no-rate-limit", *further]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)  # noqa: S603 - our own command
        deadline = time.monotonic() + 60
        while not ready.exists() and self.process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        assert ready.exists(), self.process.communicate()[1]
        self.url: str = json.loads(ready.read_text("utf-8"))["url"]
        self.http = httpx.Client(
            base_url=self.url, headers={"Authorization": "Bearer mockflow-site-token"}, trust_env=False, timeout=20
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()
        self.kill()

    def stop(self, how: int = signal.SIGTERM) -> tuple[int, str]:
        """Its exit code, and what it said at last; within 5 s."""
        self.process.send_signal(how)
        said = self.process.communicate(timeout=5 + 5)[1]
        return self.process.returncode, said

    def kill(self) -> None:
        """At once, with the process that serves for it."""
        for child in children_of(self.process.pid):
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self.process.stderr is not None:
            self.process.stderr.close()

    def state(self) -> bytes:
        return self.http.get("/_mockflow/state").content

    def save(self) -> dict[str, Any]:
        answer = self.http.post("/_mockflow/save")
        assert answer.status_code == 200, answer.text
        said: dict[str, Any] = answer.json()
        return said

    def create(self, name: str) -> int:
        path = self.http.get("/_mockflow/ids").json()["journal"]
        return self.http.post(f"/v2/collections/{path}/items", json={"fieldData": {"name": name}}).status_code


def children_of(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(each) for each in listed.read_text().split()] if listed.exists() else []


class Round:
    """One run that ends in a kill: a client writes, another saves, and both keep count of what was acknowledged."""

    def __init__(self, served: Served) -> None:
        self.served = served
        self.ended = Event()
        self.written = self.sent = self.saved = self.saves = 0
        self.collection: str = served.http.get("/_mockflow/ids").json()["journal"]

    def run(self, saves: int, seconds: float) -> None:
        """Kill it that long after so many saves were acknowledged, each with more writes than the one before."""
        threads = [Thread(target=self._write), Thread(target=self._save)]
        for thread in threads:
            thread.start()
        while self.saves < saves and all(thread.is_alive() for thread in threads):
            time.sleep(0.001)
        time.sleep(seconds)
        self.served.kill()
        self.ended.set()
        for thread in threads:
            thread.join()

    def _write(self) -> None:
        with suppress(httpx.TransportError), httpx.Client(base_url=self.served.url, trust_env=False) as client:
            while not self.ended.is_set():
                self.sent += 1
                answer = create(client, f"{self.served.url}/v2", self.collection, self.sent)
                assert answer.status_code == 202, answer.text
                self.written += 1

    def _save(self) -> None:
        with suppress(httpx.TransportError), httpx.Client(base_url=self.served.url, trust_env=False) as client:
            while not self.ended.is_set():
                written = self.written
                answer = client.post("/_mockflow/save")
                assert answer.status_code == 200, answer.text
                if written > self.saved:
                    self.saved, self.saves = written, self.saves + 1


def create(client: httpx.Client, base: str, collection: str, number: int) -> httpx.Response:
    """The write of this number in a round."""
    sent = {"fieldData": {"name": f"Number {number}"}}
    headers = {"Authorization": "Bearer mockflow-site-token"}
    return client.post(f"{base}/collections/{collection}/items", json=sent, headers=headers)


def survive(path: Path, server: str, saves: int, seconds: float) -> tuple[int, Round]:
    """Kill a double that writes to this file, so long after so many saves; how many writes the file has, and the round.

    The file must be, to the byte, the state before, or that after some of the writes, and no fewer than were there when
    the last save that was acknowledged began.
    """
    before = path.read_bytes()
    with Served(path, server) as served:
        now = Round(served)
        now.run(saves, seconds)
    after = path.read_bytes()
    with Mockflow(seed="empty", rate_limit=False) as replay:
        client = replay.http()
        replay.load_state(json.loads(before))
        found = 0
        while said(replay) != after:
            assert found < now.sent, f"a state that never was, after {now.written} of {now.sent} writes"
            found += 1
            answer = create(client, "http://mockflow.test/v2", now.collection, found)
            assert answer.status_code == 202, answer.text
    assert found >= now.saved
    return found, now


def said(mock: Mockflow) -> bytes:
    return mock._control.get(f"{IN_PROCESS}/_mockflow/state").content  # noqa: SLF001 - the bytes
