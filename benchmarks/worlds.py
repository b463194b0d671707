"""What many worlds cost: bytes, and pauses of the garbage collector."""

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from time import perf_counter
from typing import Any

from mockflow.server import settling
from mockflow.web.app import create_app
from mockflow.worlds.options import Options
from mockflow.worlds.registry import Registry
from mockflow.worlds.world import World

from .bytes_of_a_world import CHANGES, WORLDS, change
from .measure import Row
from .seeds import seed
from .wsgi import WsgiApp, double


def rows() -> Iterator[Row]:
    """Bytes of a world, and the longest pause with all of them."""
    for kind, at_most in (("changed", 20), ("new", 25)):
        what = f"a world of {CHANGES} {kind} items, mean of {WORLDS}, last state only"
        yield Row(what, _bytes_of_a_world(kind) / 1000, at_most, "kB")
    _, worlds = double(seed(10_000))
    what = f"longest garbage collection, {WORLDS} worlds with full history"
    yield Row(what, _longest_pause(worlds.default.options), 20, "ms")


def _bytes_of_a_world(kind: str) -> float:
    """Measured in a process of its own, where every byte comes from malloc and is counted by it."""
    command = [sys.executable, "-m", "benchmarks.bytes_of_a_world", kind]
    environ = {**os.environ, "PYTHONMALLOC": "malloc"}
    run = subprocess.run(command, check=True, capture_output=True, text=True, env=environ)  # noqa: S603 - as above
    return float(run.stdout)


def _longest_pause(options: Options) -> float:
    """Milliseconds of the longest collection while worlds are made and written to, as a server settles them."""
    longest, began = 0.0, 0.0

    def watch(phase: str, _: dict[str, int]) -> None:
        nonlocal longest, began
        if phase == "start":
            began = perf_counter()
        else:
            longest = max(longest, perf_counter() - began)

    worlds = Registry(options)
    app = settling(create_app(worlds))
    gc.callbacks.append(watch)
    try:
        for number in range(WORLDS):
            world = worlds.make(f"w-{number}", options)
            change(world, _in_world(app, world), number)
            assert len(world.history) == CHANGES
        gc.collect()
    finally:
        gc.callbacks.remove(watch)
        gc.unfreeze()
    return longest * 1000


def _in_world(app: WsgiApp, world: World) -> WsgiApp:
    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        environ["HTTP_X_MOCKFLOW_WORLD"] = world.id
        return app(environ, start_response)

    return application
