"""What a served double costs at many connections: latencies beside a bare Flask view on the same server."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from statistics import median, quantiles
from time import perf_counter, sleep

from .measure import Row
from .seeds import seed

CONNECTIONS = 16
_ROUNDS = 7
_CALLS = 3_000
_WARM = 500
_BARE_APP = """
import sys
from flask import Flask
from granian import Granian
app = Flask("hello", static_folder=None)
@app.get("/hello")
def hello():
    return {"hello": "world"}
def load(_=None):
    return app
if __name__ == "__main__":
    Granian("bare", address="127.0.0.1", port=int(sys.argv[1]), interface="wsgi", workers=1, blocking_threads=16,
            log_enabled=False).serve(target_loader=load)
"""


def rows() -> Iterator[Row]:
    """Both servers run at once, and are asked in turn."""
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder, "seed.json")
        document.write_text(json.dumps(seed(1_000)), "utf-8")
        bare = Path(folder, "bare.py")
        bare.write_text(_BARE_APP, "utf-8")
        ports = {"bare": _free_port(), "list": _free_port()}
        serve = [sys.executable, "-m", "mockflow", "serve", "--server", "granian", "--quiet", "--no-rate-limit"]
        commands = {
            "bare": [sys.executable, str(bare), str(ports["bare"])],
            "list": [*serve, "--seed", str(document), "--port", str(ports["list"])],
        }
        with _running(commands["bare"], ports["bare"]), _running(commands["list"], ports["list"]):
            paths = {"bare": "/hello", "list": _list_path(ports["list"])}
            taken: dict[str, list[list[float]]] = {name: [] for name in ports}
            for _ in range(_ROUNDS):
                for name, port in ports.items():
                    taken[name].append(latencies(port, paths[name]))
    p50 = {name: median(map(median, each)) for name, each in taken.items()}
    p99 = {name: median(quantiles(one, n=100)[98] for one in each) for name, each in taken.items()}
    what = f"list of 100 at {CONNECTIONS} connections on granian, against bare Flask"
    yield Row(f"{what}: p50", p50["list"] / p50["bare"], float("inf"))
    yield Row(f"{what}: p99", p99["list"] / p99["bare"], 2.5)


def latencies(port: int, path: str, calls: int = _CALLS, connections: int = CONNECTIONS) -> list[float]:
    """Seconds of each of so many calls over kept connections, each of which asks again once it is answered."""
    return asyncio.run(_load(port, path, calls, connections))


async def _load(port: int, path: str, calls: int, connections: int) -> list[float]:
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer mockflow-site-token\r\n\r\n"
    taken: list[float] = []
    left = iter(range(_WARM + calls))

    async def ask() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**20)
        for _ in left:
            began = perf_counter()
            writer.write(request.encode())
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200"), head
            length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
            await reader.readexactly(int(length.partition(b":")[2]))
            taken.append(perf_counter() - began)
        writer.close()
        await writer.wait_closed()

    await asyncio.gather(*(ask() for _ in range(connections)))
    return taken[_WARM:]


def _list_path(port: int) -> str:
    import httpx  # noqa: PLC0415 - only to look the collection up

    ids = httpx.get(f"http://127.0.0.1:{port}/_mockflow/ids", trust_env=False).json()
    return f"/v2/collections/{ids['posts']}/items?limit=100"


def _free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("MOCKFLOW_")}
    process = subprocess.Popen(  # noqa: S603 - the commands are above
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environ
    )
    try:
        while not _listens(port):
            assert process.poll() is None, f"{command} ended"
            sleep(0.01)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(10)


def _listens(port: int) -> bool:
    with socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
