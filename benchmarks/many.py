"""Making and forking worlds, and calls of one world among many."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import count, cycle
from statistics import median
from time import perf_counter

import orjson

from mockflow.worlds.registry import Registry

from .measure import Row, seconds_each
from .seeds import seed
from .wsgi import WsgiApp, bare_flask, call, double

_SIZES = (100, 10_000)
_WORLDS = 1_000
_ROUNDS = 3


def rows() -> Iterator[Row]:
    """Both through the control plane; then the same list, of one world and of all in turn."""
    hello = partial(call, bare_flask(), "GET", "/hello")
    for size in _SIZES:
        app, worlds = double(seed(size))
        worlds.most = 100_000
        numbers = count()
        taken = seconds_each(
            {
                "hello": hello,
                "make": partial(_make, app, numbers, b"{}"),
                "fork": partial(_make, app, numbers, b'{"from":"default"}'),
                "remove": partial(_remove_all, worlds),
            }
        )
        what = f"of {size:,} items, against bare Flask"
        yield Row(f"making a world {what}", taken["make"] / taken["hello"], 3.0)
        yield Row(f"forking a world {what}", taken["fork"] / taken["hello"], 3.0)
    yield Row(f"list of 100, p50 with {_WORLDS:,} worlds in turn, against one", _among_many(), 1.3)


def _make(app: WsgiApp, numbers: Iterator[int], body: bytes) -> bytes:
    return call(app, "PUT", f"/_mockflow/worlds/w-{next(numbers)}", body)


def _remove_all(worlds: Registry) -> None:
    for world in worlds.worlds()[1:]:
        worlds.remove(world.id)


def _among_many() -> float:
    """The median of the list in worlds that were all written to, each called in its turn, against that of one world."""
    app, worlds = double(seed(10_000))
    ids = worlds.default.options.planted.ids
    items = f"/v2/collections/{ids['posts']}/items"
    for number in range(_WORLDS):
        world = worlds.make(f"w-{number}", worlds.options)
        body = orjson.dumps({"fieldData": {"summary": f"Changed {number}"}})
        call(app, "PATCH", f"/w/{world.id}{items}/{ids[f'posts/post-{number}']}", body)
    turns = cycle(range(_WORLDS))
    one, many = list[float](), list[float]()
    for at in range(_ROUNDS * _WORLDS):
        one.append(_seconds(partial(call, app, "GET", f"/w/default{items}")))
        many.append(_seconds(partial(call, app, "GET", f"/w/w-{next(turns)}{items}")))
        if at % 100 == 0:  # a journal that is full costs what others do not pay yet
            for world in worlds.worlds():
                world.journal.clear()
    return median(many) / median(one)


def _seconds(act: Callable[[], object]) -> float:
    began = perf_counter()
    act()
    return perf_counter() - began
