"""What faults cost the calls that they are not for."""

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from time import monotonic, sleep

import orjson

from .measure import Act, Row, seconds_each
from .seeds import seed
from .wsgi import call, double

_CONNECTIONS = 4
_SECONDS = 2
_ROUNDS = 5
_CLIENT = """
import json, socket, sys, threading
from time import perf_counter

port, path, connections, seconds = int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
REQUEST = f"GET {path} HTTP/1.1\\r\\nHost: double\\r\\nAuthorization: Bearer mockflow-site-token\\r\\n\\r\\n".encode()
taken = []

def ask(connection):
    connection.sendall(REQUEST)
    got = b""
    while b"\\r\\n\\r\\n" not in got:
        got += connection.recv(65536)
    head, _, body = got.partition(b"\\r\\n\\r\\n")
    assert head.startswith(b"HTTP/1.1 200"), head
    length = int(head.lower().partition(b"content-length: ")[2].partition(b"\\r")[0])
    while len(body) < length:
        body += connection.recv(65536)

def run(end):
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while (began := perf_counter()) < end:
            ask(connection)
            taken.append(perf_counter() - began)

end = perf_counter() + seconds
threads = [threading.Thread(target=run, args=(end,)) for _ in range(connections)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
taken.sort()
print(taken[len(taken) // 2])
"""


def rows() -> Iterator[Row]:
    """Of a list beside a fault that is not for it, and beside a call that is being delayed."""
    yield Row("list of 100 with a fault armed for other calls, against none", _armed_ratio(), 1.1)
    yield Row(f"p50 of {_CONNECTIONS} connections while a call is delayed, granian", _delayed_ratio(), 1.5)


def _armed_ratio() -> float:
    acts: dict[str, Act] = {}
    for name in ("none", "armed"):
        app, worlds = double(seed(1_000))
        if name == "armed":
            fault = {"match": {"operationId": "create-item"}, "effect": {"status": 503}}
            call(app, "POST", "/_mockflow/faults", orjson.dumps(fault))
        acts[name] = partial(call, app, "GET", f"/v2/collections/{worlds.default.options.planted.ids['posts']}/items")
    taken = seconds_each(acts, rounds=300)
    return taken["armed"] / taken["none"]


def _delayed_ratio() -> float:
    """The median of calls that go on while another is delayed, against those that go on with none."""
    with _served() as port:
        listed = f"/v2/collections/{_ids(port)['journal']}/items"
        fault = {"match": {"operationId": "list-sites"}, "effect": {"delayMs": (_SECONDS + 1) * 1000}}
        _send(port, "POST", "/_mockflow/faults", fault)
        taken: dict[str, list[float]] = {"alone": [], "beside": []}
        for _ in range(_ROUNDS):
            taken["alone"].append(_p50(port, listed))
            late = HTTPConnection("127.0.0.1", port)
            late.request("GET", "/v2/sites", headers={"Authorization": "Bearer mockflow-site-token"})
            taken["beside"].append(_p50(port, listed))
            late.getresponse().read()
            late.close()
    return median(taken["beside"]) / median(taken["alone"])


@contextmanager
def _served() -> Iterator[int]:
    """A double on granian; its port."""
    with tempfile.TemporaryDirectory() as folder:
        ready = Path(folder, "ready.json")
        command = [sys.executable, "-m", "mockflow", "serve", "--quiet", "--server", "granian", "--no-rate-limit"]
        process = subprocess.Popen(  # noqa: S603 - our own command
            [*command, "--port", "0", "--seed", "demo", "--ready-file", str(ready)], stderr=subprocess.DEVNULL
        )
        try:
            deadline = monotonic() + 30
            while not ready.exists():
                assert process.poll() is None and monotonic() < deadline, "the double did not start"  # noqa: PT018 - one wait
                sleep(0.02)
            yield json.loads(ready.read_text("utf-8"))["port"]
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(10)


def _ids(port: int) -> dict[str, str]:
    found: dict[str, str] = _send(port, "GET", "/_mockflow/ids")
    return found


def _send(port: int, method: str, path: str, body: object = None) -> dict[str, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, None if body is None else json.dumps(body))
    answer: dict[str, str] = json.loads(connection.getresponse().read())
    connection.close()
    return answer


def _p50(port: int, path: str) -> float:
    """Seconds of a call in the middle, asked by a process of its own over connections that stay open."""
    command = [sys.executable, "-c", _CLIENT, str(port), path, str(_CONNECTIONS), str(_SECONDS)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - the program is above
    return float(done.stdout)
