"""What a process costs: modules that the plugin loads, and the time to a first answer."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from socket import socket
from statistics import median
from time import perf_counter, sleep
from zipfile import ZipFile

from .measure import Row

_ROUNDS = 9

_BARE_APP = """
import sys
from flask import Flask
app = Flask("hello", static_folder=None)
@app.get("/hello")
def hello():
    return {"hello": "world"}
def load(_=None):
    return app
if __name__ == "__main__":
    port = int(sys.argv[2])
    if sys.argv[1] == "waitress":
        from waitress import serve
        serve(app, host="127.0.0.1", port=port, threads=4, _quiet=True)
    else:
        from granian import Granian
        Granian("bare", address="127.0.0.1", port=port, interface="wsgi", workers=1, blocking_threads=16,
                log_enabled=False).serve(target_loader=load)
"""

_ENTRY = "import sys\nfrom mockflow.cli import main\nsys.exit(main())\n"
"""What pip writes for the command ``mockflow``."""

_LOADED = """
import sys, pytest, pluggy, _pytest
before = set(sys.modules)
import mockflow.pytest_plugin
top = {name.partition(".")[0] for name in set(sys.modules) - before}
known = set(sys.stdlib_module_names) | {"mockflow", "pytest", "_pytest", "pluggy", "iniconfig", "packaging", "pygments"}
print(len(top - known))
"""


def rows() -> Iterator[Row]:
    """Of the plugin and of ``serve``."""
    loaded = subprocess.run(  # noqa: S603 - the program is above
        [sys.executable, "-c", _LOADED], check=True, capture_output=True, text=True
    )
    yield Row("modules that the plugin loads beyond its own and pytest's", float(loaded.stdout), 0, "modules")
    with tempfile.TemporaryDirectory() as folder:
        _unpack_wheel(Path(folder))
        for server in ("granian", "waitress"):
            yield Row(f"serve to first answer, against bare Flask, {server}", _start_ratio(folder, server), 1.5)


def _unpack_wheel(folder: Path) -> None:
    """What users install: its seeds are JSON."""
    subprocess.run(  # noqa: S603 - the program is named
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], check=True, capture_output=True
    )
    (wheel,) = folder.glob("*.whl")
    ZipFile(wheel).extractall(folder)


def _start_ratio(folder: str, server: str) -> float:
    bare = Path(folder, "bare.py")
    bare.write_text(_BARE_APP, "utf-8")
    entry = Path(folder, "entry.py")
    entry.write_text(_ENTRY, "utf-8")
    times: dict[str, list[float]] = {"bare": [], "mockflow": []}
    for _ in range(_ROUNDS):
        port = _free_port()
        times["bare"].append(_to_first_answer([sys.executable, str(bare), server, str(port)], folder, port, "/hello"))
        port = _free_port()
        command = [sys.executable, str(entry), "serve", "--quiet", "--server", server, "--port", str(port)]
        times["mockflow"].append(_to_first_answer([*command, "--seed", "demo"], folder, port, "/v2/sites"))
    return median(times["mockflow"]) / median(times["bare"])


def _free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _to_first_answer(command: list[str], folder: str, port: int, path: str) -> float:
    began = perf_counter()
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(  # noqa: S603 - the commands are above
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env={**environ, "PYTHONPATH": folder},
    )
    try:
        while not _answers(port, path):
            sleep(0.002)
            assert process.poll() is None, f"{command} ended"
        return perf_counter() - began
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(10)


def _answers(port: int, path: str) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path, headers={"Authorization": "Bearer mockflow-site-token"})
        response = connection.getresponse()
        json.loads(response.read())
    except OSError:
        return False
    finally:
        connection.close()
    return response.status == 200
