"""Answers that a fault broke: cut off, or never given. Each server has its own way to end a connection.

WSGI has no word for it. What each server makes of these was tried out:

- waitress closes a connection, once it has sent what was written, where the application raises that the client is gone.
- granian sends nothing and closes where ``Content-Length`` is no number; where fewer bytes come than it announces, it
  closes too.
- within the process an exception is raised that the caller names.
"""

from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from threading import Event
from typing import TYPE_CHECKING, Any, NamedTuple

from .answer import STATUS_LINES, Answer
from .wsgi import ENDED_KEY

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse

_DROPPED = "Server disconnected without sending a response."
_FLUSHED_WITHIN = 0.1  # seconds; a matter of microseconds, but on a machine that has much else to do
_EMPTY = (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED)


class _Head(NamedTuple):
    """What is told of an answer before its body.

    Attributes:
        length: how long its body would be.
    """

    status: str
    headers: list[tuple[str, str]]
    length: int


class BrokenAnswer(Answer):
    """The answer of a call that met a fault."""

    def __call__(self, environ: dict[str, Any], start_response: "StartResponse") -> Iterable[bytes]:
        broken, answer = self.answer.broken, self.answer
        if broken is not None and broken.is_dropped:
            return _drop(environ, start_response)
        headers, body, length = list(answer.headers.items()), answer.body, len(answer.body)
        if answer.status in _EMPTY:
            body, length = b"", 0
        else:
            headers.append(("Content-Length", str(length)))
        if environ["REQUEST_METHOD"] == "HEAD":
            body, length = b"", 0
        status = STATUS_LINES.get(answer.status) or f"{answer.status} Unknown"
        if broken is None or broken.cut_at is None:
            start_response(status, headers)
            return (body,)
        return _cut(environ, start_response, _Head(status, headers, length), body[: broken.cut_at])


def _drop(environ: dict[str, Any], start_response: "StartResponse") -> Iterable[bytes]:
    if not _is_granian(environ):
        raise _ended(environ)(_DROPPED)
    start_response(STATUS_LINES[HTTPStatus.OK], [("Content-Length", "none")])
    return ()


def _cut(environ: dict[str, Any], start_response: "StartResponse", head: _Head, sent: bytes) -> Iterable[bytes]:
    """The first bytes of a body. One that has no more is whole, and the connection ends after it."""
    status, headers, length = head
    is_whole = len(sent) == length
    if _is_granian(environ):
        start_response(status, [*headers, ("Connection", "close")] if is_whole else headers)
        return (sent,) if is_whole else _trickle(sent)
    write = start_response(status, headers)
    ended = _ended(environ)(
        f"peer closed connection without sending complete message body (received {len(sent)} bytes, expected {length})"
    )
    if ENDED_KEY in environ:
        return (sent,) if is_whole else _raising(sent, ended)
    write(sent)  # sends the headers too where there is nothing after them
    raise ended


def _trickle(sent: bytes) -> Iterator[bytes]:
    """These bytes, and an end that comes once granian has sent them: one that comes with them would undo them.

    Its channel holds one chunk. When it has taken the second of two empty ones, it has nothing left to do but to send.
    """
    yield sent
    yield b""
    yield b""
    Event().wait(_FLUSHED_WITHIN)


def _raising(sent: bytes, ended: Exception) -> Iterator[bytes]:
    yield sent
    raise ended


def _is_granian(environ: dict[str, Any]) -> bool:
    return environ.get("SERVER_SOFTWARE") == "Granian"


def _ended(environ: dict[str, Any]) -> Callable[[str], Exception]:
    """What to raise so that the connection ends."""
    if "waitress.client_disconnected" in environ:
        from waitress.channel import ClientDisconnected  # noqa: PLC0415 - there, since the server is

        ended: Callable[[str], Exception] = ClientDisconnected
        return ended
    named: Callable[[str], Exception] = environ.get(ENDED_KEY, ConnectionAbortedError)
    return named
