"""What a call costs, all layers, beside a bare Flask view."""

from collections.abc import Iterator
from functools import partial
from itertools import count

import orjson

from .measure import Row, seconds_each
from .seeds import field_data, seed, shop
from .wsgi import bare_flask, call, double

_SIZE = 10_000


def rows() -> Iterator[Row]:
    """Reads and writes on 10,000 items."""
    app, worlds = double(seed(_SIZE))
    ids = worlds.default.options.planted.ids
    items = f"/v2/collections/{ids['posts']}/items"
    numbers = count(1_000_000)

    def new_item() -> dict[str, object]:
        return {"fieldData": field_data(next(numbers), ids["authors/ada"])}

    hello = partial(call, bare_flask(), "GET", "/hello")
    reads = seconds_each(
        {
            "hello": hello,
            "list": partial(call, app, "GET", items),
            "site": partial(call, app, "GET", f"/v2/sites/{ids['sites/bench']}"),
            "page 1": partial(call, app, "GET", f"{items}?limit=100&offset=0"),
            "page 90": partial(call, app, "GET", f"{items}?limit=100&offset=8900"),
            "slug": partial(call, app, "GET", f"{items}?slug=post-5000"),
        },
        rounds=200,
    )
    yield Row("list of 100 items out of 10,000, against bare Flask", reads["list"] / reads["hello"], 2.0)
    yield Row("one site, against bare Flask", reads["site"] / reads["hello"], 1.5)
    yield Row("page 90 of 100, against page 1", reads["page 90"] / reads["page 1"], 1.5)
    yield Row("?slug=, against page 1", reads["slug"] / reads["page 1"], 1.5)
    start = worlds.default.state
    writes = seconds_each(
        {
            "hello": hello,
            "one": lambda: call(app, "POST", items, orjson.dumps(new_item())),
            "hundred": lambda: call(app, "POST", items, orjson.dumps({"items": [new_item() for _ in range(100)]})),
            "back": lambda: setattr(worlds.default, "state", start),
        },
        rounds=60,
        calls=3,
    )
    yield Row("create one item of 13 fields, against bare Flask", writes["one"] / writes["hello"], 4.0)
    yield Row("create 100 in one call, for each, against one", writes["hundred"] / 100 / writes["one"], 0.4)
    yield from _store()
    yield from _swaps(hello)


def _store() -> Iterator[Row]:
    """Lists of a store beside a list of items as large as posts are."""
    app, worlds = double(shop(100))
    ids = worlds.default.options.planted.ids
    site = f"/v2/sites/{ids['sites/bench']}"
    taken = seconds_each(
        {
            "items": partial(call, app, "GET", f"/v2/collections/{ids['posts']}/items"),
            "orders": partial(call, app, "GET", f"{site}/orders"),
            "products": partial(call, app, "GET", f"{site}/products"),
        },
        rounds=200,
    )
    yield Row("list of 100 orders, against 100 items", taken["orders"] / taken["items"], 1.3)
    yield Row("list of 100 products with a SKU each, against 100 items", taken["products"] / taken["items"], 1.3)


def _swaps(hello: partial[bytes]) -> Iterator[Row]:
    large, small = (double(seed(size))[1].default for size in (_SIZE, 100))

    def restore(world: object, state: object) -> None:
        world.state = state  # type: ignore[attr-defined]

    taken = seconds_each(
        {
            "hello": hello,
            "reset": large.reset,
            "reset small": small.reset,
            "snapshot": lambda: large.state,
            "restore": partial(restore, large, large.state),
            "restore small": partial(restore, small, small.state),
        }
    )
    yield Row("reset of 10,000 items, against bare Flask", taken["reset"] / taken["hello"], 0.2)
    yield Row("snapshot of 10,000 items, against bare Flask", taken["snapshot"] / taken["hello"], 0.2)
    yield Row("restore of 10,000 items, against bare Flask", taken["restore"] / taken["hello"], 0.2)
    yield Row("reset at 10,000 items, against 100", taken["reset"] / taken["reset small"], 1.5)
    yield Row("restore at 10,000 items, against 100", taken["restore"] / taken["restore small"], 1.5)
