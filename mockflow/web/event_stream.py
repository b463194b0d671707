"""The event stream of a world: server-sent events, until the client goes, the world is gone or the server stops."""

from collections.abc import Iterator
from time import monotonic

import flask

from mockflow.core.wire import dumps
from mockflow.worlds.queries import MOST_SECONDS, number, whole
from mockflow.worlds.watch import KINDS, News, Watch, read_cursor

from .row import Ask
from .slots import Slots

MOST_STREAMS = 8
HEARTBEAT = 2.0
_ENDS_OF_LINES = "\x85\u2028\u2029"
_HEADER = "Last-Event-ID"
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


_SLOTS = Slots(MOST_STREAMS, "event streams are open already, and each takes a thread: close one of them")


class _Stream(Iterator[bytes]):
    """The bytes of a stream, made as they are taken: for who takes none nothing piles up.

    Args:
        watch: what tells the news.
        limit: how many to tell; 0 for all.
        wait: seconds until it ends, once all is told; None for never.
    """

    def __init__(self, watch: Watch, limit: int, wait: float | None) -> None:
        self._watch = watch
        self._left = limit
        self._wait = wait
        self._chunks = self._told()
        _SLOTS.take(self)

    def __next__(self) -> bytes:
        try:
            return next(self._chunks)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Take no more; servers call this however a response ends."""
        _SLOTS.give_back(self)

    def _told(self) -> Iterator[bytes]:
        yield b"retry: 1000\n" + self._mark()
        ends = None if self._wait is None else monotonic() + self._wait
        beats = monotonic() + HEARTBEAT
        while not self._watch.is_over:
            before = self._watch.cursor
            for news in self._watch.news():
                yield _frame(news)
                self._left -= 1
                if not self._left or self._watch.is_over:
                    return
            now = monotonic()
            if self._watch.cursor != before:
                continue
            if ends is not None and now >= ends:
                return
            if now >= beats:
                yield b":\n" + self._mark()
                beats = now + HEARTBEAT
            self._watch.wait(min(beats, beats if ends is None else ends) - now)

    def _mark(self) -> bytes:
        """An id without an event: a client that comes again goes on from there."""
        return f"id: {self._watch.cursor}\n\n".encode()


def _frame(news: News) -> bytes:
    """An event: its data is one line, also for a client that takes Unicode's ends of lines for such."""
    data = dumps(news.data)
    for end in _ENDS_OF_LINES:
        if end.encode() in data:
            data = data.replace(end.encode(), f"\\u{ord(end):04x}".encode())
    return f"event: {news.kind}\nid: {news.cursor}\ndata: ".encode() + data + b"\n\n"


def answer_events(ask: Ask) -> flask.Response:
    """Answer with a stream; what is new is told as it comes."""
    query = ask.query
    kinds = query.get("types", ",".join(KINDS)).split(",")
    for kind in kinds:
        if kind not in KINDS:
            raise ValueError(f"types: expected some of {', '.join(KINDS)}, with commas, found {kind[:80]}")
    limit = whole(query, "limit", 0)
    if not limit and "limit" in query:
        raise ValueError("limit: expected a whole number from 1 on, found 0")
    wait = min(number(query, "wait", 0), MOST_SECONDS) if "wait" in query else None
    watch = Watch(ask.world, frozenset(kinds))
    for name, text in ((_HEADER, flask.request.headers.get(_HEADER)), ("since", query.get("since"))):
        if text:
            watch.begin(read_cursor(name, text))
            break
    stream = _Stream(watch, limit, wait)
    return flask.Response(stream, 200, _HEADERS, content_type="text/event-stream", direct_passthrough=True)
