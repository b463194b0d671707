"""Following what happens: the event stream, taken up again wherever it broke off."""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from time import sleep
from typing import TYPE_CHECKING, Any, NamedTuple

from .printed import note
from .talk import Talk

if TYPE_CHECKING:
    pass

_SILENT_FOR = 15.0  # a stream says every few seconds that it is there
_AGAIN_AFTER = 1.0


class _Event(NamedTuple):
    kind: str
    data: Any


class Following:
    """The events of one kind, from the time of its making on."""

    def __init__(self, talk: Talk, kind: str) -> None:
        self._talk = talk
        self._kind = kind
        self._last = ""
        for _ in self._events([talk.answer("GET", "/events", params={"types": kind, "wait": 0}).text]):
            pass  # the first frame says where the stream is now

    def __iter__(self) -> Iterator[Any]:
        """The data of each event, for as long as somebody wants it. One that is refused ends the command."""
        import httpx  # noqa: PLC0415 - see ``Talk``

        is_lost = False
        while True:
            try:
                for event in self._stream():
                    is_lost = False
                    if event.kind == self._kind:
                        yield event.data
                    else:
                        _note(event)
            except httpx.TransportError as error:
                if not is_lost:
                    note(f"the connection is lost, and tried again: {error}")
                is_lost = True
            sleep(_AGAIN_AFTER)

    def _stream(self) -> Iterator[_Event]:
        headers = {"Last-Event-ID": self._last}
        client, params = self._talk.client, {"types": self._kind}
        with client.stream("GET", "/events", params=params, headers=headers, timeout=_SILENT_FOR) as answer:
            if not answer.is_success:
                answer.read()
                self._talk.check(answer)
            yield from self._events(answer.iter_text())

    def _events(self, texts: Iterable[str]) -> Iterator[_Event]:
        for block in _blocks(texts):
            fields = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line)
            if "data" in fields:
                yield _Event(fields["event"], json.loads(fields["data"]))
            self._last = fields.get("id", self._last)


def _blocks(texts: Iterable[str]) -> Iterator[str]:
    """What stands between two empty lines. One that is not complete is left for the next time."""
    left = ""
    for text in texts:
        *blocks, left = (left + text).split("\n\n")
        yield from blocks


def _note(event: _Event) -> None:
    if event.kind == "reset":
        note("the world began anew")
    elif event.kind == "missed":
        note(f"{event.data['count']} were not kept long enough to be told")


def told(stream: Following | None, listed: Iterable[Any]) -> Iterator[Any]:
    """What is listed, and then what the stream tells, nothing twice; it ends where the command is interrupted.

    The stream must be older than the list: what both have is told once.
    """
    known = set()
    for each in listed:
        known.add(json.dumps(each))
        yield each
    with suppress(KeyboardInterrupt):
        for each in stream or ():
            if json.dumps(each) not in known:
                yield each
