"""What webhooks cost the calls that cause them."""

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from threading import Thread
from time import perf_counter
from typing import Any

import orjson

from .measure import Row, seconds_each
from .seeds import field_data, seed
from .wsgi import call, double

_FLOWING = 2_000


class _Receiver(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def _writer(*, url: str | None) -> tuple[Callable[[], bytes], Any]:
    """What creates an item in a world of its own, where a webhook hears of it if there is a URL; and that world."""
    app, worlds = double(seed(100))
    ids, numbers = worlds.default.options.planted.ids, count(1_000_000)
    if url is not None:
        webhook = {"triggerType": "collection_item_created", "url": url}
        call(app, "POST", f"/v2/sites/{ids['sites/bench']}/webhooks", orjson.dumps(webhook))

    def create() -> bytes:
        body = {"fieldData": field_data(next(numbers), ids["authors/ada"])}
        return call(app, "POST", f"/v2/collections/{ids['posts']}/items", orjson.dumps(body))

    return create, worlds.default


def rows() -> Iterator[Row]:
    """Of a write that a webhook hears of."""
    receiver = ThreadingHTTPServer(("127.0.0.1", 0), _Receiver)
    Thread(target=receiver.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{receiver.server_port}/"
    (quiet, quiet_world), (held, world) = _writer(url=None), _writer(url=url)
    world.outgoing.deliveries.hold()
    starts = quiet_world.state, world.state

    def back() -> None:
        quiet_world.state, world.state = starts

    taken = seconds_each({"quiet": quiet, "held": held, "back": back}, rounds=100, calls=10)
    yield Row("a write whose event is queued, against one with no webhook", taken["held"] / taken["quiet"], 1.15)
    world.outgoing.deliveries.clear()
    world.outgoing.deliveries.release()
    began = perf_counter()
    for _ in range(_FLOWING):
        held()
    written = perf_counter() - began
    world.outgoing.deliveries.drain(60)
    yield Row("writes a second while deliveries flow", _FLOWING / written, float("inf"), "a second")
    yield Row("deliveries a second to a local receiver", _FLOWING / (perf_counter() - began), float("inf"), "a second")
    receiver.shutdown()
