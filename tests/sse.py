"""Reading server-sent events, with nothing but sockets."""

import json
import socket
from collections.abc import Iterator
from typing import Any, NamedTuple, Self
from urllib.parse import urlsplit


class Event(NamedTuple):
    """An event as a browser reads it."""

    kind: str
    id: str
    data: Any


def read_events(text: str) -> list[Event]:
    """The events of a stream; frames that only carry an id or a comment are none."""
    found = []
    for block in text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if "data" in fields:
            found.append(Event(fields["event"], fields["id"], json.loads(fields["data"])))
    return found


class RawStream:
    """A client of the stream over a bare socket, which takes what comes as it comes."""

    def __init__(self, url: str, query: str = "", **headers: str) -> None:
        parts = urlsplit(url)
        self.socket = socket.create_connection((parts.hostname, parts.port), timeout=15)
        lines = [f"GET {parts.path}/_mockflow/events{query} HTTP/1.1", f"Host: {parts.netloc}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.socket.sendall("\r\n".join([*lines, "", ""]).encode())
        self._file = self.socket.makefile("rb")
        self.status = int(self._file.readline().split()[1])
        head = iter(self._file.readline, b"\r\n")
        self.headers = dict(line.decode().strip().lower().split(": ", 1) for line in head)
        self.is_complete = False

    def chunks(self) -> Iterator[str]:
        """Each chunk as the server sent it, until the stream ends or the connection does."""
        while size := int(self._file.readline() or b"0", 16):
            yield self._file.read(size).decode()
            self._file.readline()
        self.is_complete = self._file.readline() == b"\r\n"

    def events(self) -> Iterator[Event]:
        for chunk in self.chunks():
            yield from read_events(chunk)

    def close(self) -> None:
        self._file.close()
        self.socket.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
