"""Prints the bytes that a world of ten changes adds to its process."""

import gc
import resource
from pathlib import Path

import orjson

from mockflow.worlds.registry import Registry
from mockflow.worlds.world import World

from .seeds import field_data, seed
from .wsgi import WsgiApp, call, double

WORLDS = 1_000
CHANGES = 10


def change(world: World, app: WsgiApp, number: int) -> None:
    """Five items made and five changed, here and there in the collection."""
    ids = world.options.planted.ids
    items = f"/v2/collections/{ids['posts']}/items"
    for at in range(CHANGES // 2):
        new = {"fieldData": field_data(number + at, ids["authors/ada"])}
        call(app, "POST", items, orjson.dumps(new))
        item = ids[f"posts/post-{(number * 37 + at * 1999) % 10_000}"]
        call(app, "PATCH", f"{items}/{item}", orjson.dumps({"fieldData": {"summary": f"Changed {number}"}}))


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize()


def main() -> None:
    """Keep the last states of many worlds: the first thousand fill what the seed left free, the second is measured."""
    app, worlds = double(seed(10_000))
    states = _kept(app, worlds, 0)
    gc.collect()
    before = _resident()
    states += _kept(app, worlds, WORLDS)
    gc.collect()
    print((_resident() - before) / WORLDS)


def _kept(app: WsgiApp, worlds: Registry, first: int) -> list[object]:
    states: list[object] = []
    for number in range(first, first + WORLDS):
        worlds.default.reset()
        change(worlds.default, app, number)
        states.append(worlds.default.state)
    worlds.default.reset()
    return states


if __name__ == "__main__":
    main()
