"""Prints the bytes in use that a world of ten changes adds: run with ``PYTHONMALLOC=malloc``, on glibc.

The first argument says what the changes are: ``changed`` items of the seed, or ``new`` ones.
"""

import ctypes
import gc
import sys

import orjson

from mockflow.worlds.registry import Registry
from mockflow.worlds.world import World

from .seeds import field_data, seed
from .wsgi import WsgiApp, call, double

WORLDS = 1_000
CHANGES = 10
_FIGURES = ["arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"]


class _MallInfo(ctypes.Structure):
    _fields_ = tuple((name, ctypes.c_size_t) for name in _FIGURES)


def change(world: World, app: WsgiApp, number: int) -> None:
    """Ten items changed, here and there in the collection."""
    ids = world.options.planted.ids
    for at in range(CHANGES):
        item = ids[f"posts/post-{(number * 37 + at * 999) % 10_000}"]
        body = orjson.dumps({"fieldData": {"summary": f"Changed {number}"}})
        call(app, "PATCH", f"/v2/collections/{ids['posts']}/items/{item}", body)


def create(world: World, app: WsgiApp, number: int) -> None:
    """Ten items made."""
    ids = world.options.planted.ids
    for at in range(CHANGES):
        new = {"fieldData": field_data(number + at, ids["authors/ada"])}
        call(app, "POST", f"/v2/collections/{ids['posts']}/items", orjson.dumps(new))


_ACTS = {"changed": change, "new": create}


def _in_use() -> int:
    """Bytes that are allocated, by Python and by Rust alike.

    The process's size would not tell: new states first fill what planting the seed has freed, for thousands of worlds.
    """
    libc = ctypes.CDLL(None)
    libc.mallinfo2.restype = _MallInfo
    said = libc.mallinfo2()
    return int(said.uordblks + said.hblkhd)


def main() -> None:
    """Keep the last states of many worlds, once a first few have made what is made only once."""
    app, worlds = double(seed(10_000))
    states = _kept(app, worlds, 0, WORLDS // 10)
    gc.collect()
    before = _in_use()
    states += _kept(app, worlds, WORLDS, WORLDS)
    gc.collect()
    print((_in_use() - before) / WORLDS)


def _kept(app: WsgiApp, worlds: Registry, first: int, many: int) -> list[object]:
    act = _ACTS[sys.argv[1]]
    states: list[object] = []
    for number in range(first, first + many):
        worlds.default.reset()
        act(worlds.default, app, number)
        states.append(worlds.default.state)
    worlds.default.reset()
    return states


if __name__ == "__main__":
    main()
