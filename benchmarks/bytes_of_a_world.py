"""Prints the bytes that a world of ten changes adds: run with ``PYTHONMALLOC=malloc``, on glibc."""

import ctypes
import gc

import orjson

from mockflow.worlds.world import World

from .seeds import field_data, seed
from .wsgi import WsgiApp, call, double

WORLDS = 1_000
CHANGES = 10


class _MallInfo(ctypes.Structure):
    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in ["arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"]
    )


def change(world: World, app: WsgiApp, number: int) -> None:
    """Five items made and five changed, here and there in the collection."""
    ids = world.options.planted.ids
    items = f"/v2/collections/{ids['posts']}/items"
    for at in range(_CHANGES // 2):
        new = {"fieldData": field_data(number + at, ids["authors/ada"])}
        call(app, "POST", items, orjson.dumps(new))
        item = ids[f"posts/post-{(number * 37 + at * 1999) % 10_000}"]
        call(app, "PATCH", f"{items}/{item}", orjson.dumps({"fieldData": {"summary": f"Changed {number}"}}))


def _in_use() -> int:
    libc = ctypes.CDLL(None)
    libc.mallinfo2.restype = _MallInfo
    said = libc.mallinfo2()
    return int(said.uordblks + said.hblkhd)


def main() -> None:
    """Keep the last states of many worlds, and see what they take."""
    app, worlds = double(seed(10_000))
    world = worlds.default
    change(world, app, 0)
    world.reset()
    states = []
    gc.collect()
    before = _in_use()
    for number in range(WORLDS):
        world.reset()
        change(world, app, number)
        states.append(world.state)
    world.reset()
    gc.collect()
    print((_in_use() - before) / len(states))


if __name__ == "__main__":
    main()
