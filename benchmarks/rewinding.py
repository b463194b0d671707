"""What going back in time costs: a reference swap, and the changes that it takes back."""

from collections.abc import Callable, Iterator
from functools import partial

import orjson

from mockflow.worlds.history import History
from mockflow.worlds.world import World

from .measure import Row, seconds_each
from .seeds import seed
from .wsgi import bare_flask, call, double

_COMMITS = 100


def rows() -> Iterator[Row]:
    """Rewinds of 100 commits, here and there in a collection, through the control plane."""
    rewind, again = zip(*(_rewinds(size) for size in (100, 10_000)), strict=True)
    acts: dict[str, Callable[[], object]] = {
        "hello": partial(call, bare_flask(), "GET", "/hello"),
        "100": rewind[0],
        "again 100": again[0],
        "10,000": rewind[1],
        "again 10,000": again[1],
    }
    taken = seconds_each(acts, rounds=300, calls=1)
    for size in ("100", "10,000"):
        yield Row(
            f"rewind of {_COMMITS} commits at {size} items, against bare Flask", taken[size] / taken["hello"], 3.0
        )


def _rewinds(size: int) -> tuple[Callable[[], object], Callable[[], None]]:
    """A rewind of 100 commits, and what makes the world ready for it once more."""
    app, worlds = double(seed(size))
    world, ids = worlds.default, worlds.default.options.planted.ids
    items = f"/v2/collections/{ids['posts']}/items"
    for at in range(_COMMITS):
        body = orjson.dumps({"fieldData": {"summary": f"Changed {at}"}})
        call(app, "PATCH", f"{items}/{ids[f'posts/post-{at * size // _COMMITS}']}", body)
    return partial(call, app, "POST", "/_mockflow/rewind", b'{"to":0}'), _back_to(world)


def _back_to(world: World) -> Callable[[], None]:
    state, commits = world.state, list(world.history)

    def back() -> None:
        assert len(world.history) == _COMMITS + 1
        world.state, world.history = state, History()
        for commit in commits:
            world.history.add(commit)

    return back
