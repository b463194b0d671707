"""What many worlds cost: bytes, and pauses of the garbage collector."""

import gc
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from time import perf_counter
from typing import Any

import orjson

from mockflow.server import settle
from mockflow.worlds.registry import Registry
from mockflow.worlds.world import Options, World

from .measure import Row
from .seeds import field_data, seed
from .wsgi import WsgiApp, call, create_app, double

_WORLDS = 1_000
_CHANGES = 10


def rows() -> Iterator[Row]:
    """Bytes of a world, and the longest pause with all of them."""
    app, worlds = double(seed(10_000))
    yield Row(
        f"a world of {_CHANGES} changes, mean of {_WORLDS}, last state only", _bytes_of_a_world(worlds) / 1000, 20, "kB"
    )
    yield Row(
        f"longest garbage collection, {_WORLDS} worlds with full history",
        _longest_pause(worlds.default.options),
        20,
        "ms",
    )
    del app


def _change(world: World, app: WsgiApp, number: int) -> None:
    """Five items made and five changed, here and there in the collection."""
    ids = world.options.planted.ids
    items = f"/v2/collections/{ids['posts']}/items"
    for at in range(_CHANGES // 2):
        new = {"fieldData": field_data(number + at, ids["authors/ada"])}
        call(app, "POST", items, orjson.dumps(new))
        item = ids[f"posts/post-{(number * 37 + at * 1999) % 10_000}"]
        call(app, "PATCH", f"{items}/{item}", orjson.dumps({"fieldData": {"summary": f"Changed {number}"}}))


def _bytes_of_a_world(worlds: Registry) -> float:
    """tracemalloc's bytes for each state that is kept, after writes through the API."""
    world = worlds.default
    app = create_app(worlds)
    _change(world, app, 0)
    world.reset()
    states = []
    gc.collect()
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    for number in range(_WORLDS):
        world.reset()
        _change(world, app, number)
        states.append(world.state)
    world.reset()
    gc.collect()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return (after - before) / len(states)


def _longest_pause(options: Options) -> float:
    """Milliseconds of the longest collection while worlds are made and written to, the seed frozen as a server does."""
    longest, began = 0.0, 0.0

    def watch(phase: str, _: dict[str, int]) -> None:
        nonlocal longest, began
        if phase == "start":
            began = perf_counter()
        else:
            longest = max(longest, perf_counter() - began)

    settle()
    worlds = Registry(options)
    gc.callbacks.append(watch)
    try:
        for number in range(_WORLDS):
            world = worlds.make(f"w-{number}", options)
            _change(world, _in_world(worlds, world), number)
        gc.collect()
    finally:
        gc.callbacks.remove(watch)
        gc.unfreeze()
    assert sum(len(worlds.find(f"w-{number}").history) for number in range(_WORLDS)) == _WORLDS * _CHANGES  # type: ignore[union-attr]
    return longest * 1000


def _in_world(worlds: Registry, world: World) -> WsgiApp:
    app = create_app(worlds)

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        environ["HTTP_X_MOCKFLOW_WORLD"] = world.id
        return app(environ, start_response)

    return application
