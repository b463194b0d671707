"""The journal: what was asked and answered, bounded, and without credentials."""

import re
from collections import deque
from collections.abc import Iterator, Mapping
from itertools import count, islice
from threading import Condition
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from mockflow.core.wire import iso, json_or_text

from .tokens import REAL_TOKEN

MOST_ENTRIES = 10_000
MOST_BYTES = 16 * 1024 * 1024
_OVERHEAD = 512
HIDDEN = "[redacted]"
_REAL_TOKEN_BYTES = re.compile(REAL_TOKEN.pattern.encode(), re.IGNORECASE)
_IN_URL = re.compile(r"(?<=://)[^/\s@\"\\]{1,500}(?=@)")
_IN_URL_BYTES = re.compile(_IN_URL.pattern.encode())
_NAMED = re.compile(  # in JSON, and in a form or a query
    r'("(?:client_secret|access_token)"\s*:\s*")(?:[^"\\]|\\.)+|((?:^|[?&\s])(?:client_secret|access_token)=)[^&\s"]+'
)
_NAMED_BYTES = re.compile(_NAMED.pattern.encode())
_SECRET_HEADERS = frozenset({"authorization", "cookie", "proxy-authorization", "x-api-key", "x-mockflow-admin"})

Answered = tuple[str, int]
"""An operation, and the status of an answer of it."""


class Entry(NamedTuple):
    """One call of the API, as it came and as it was answered.

    Attributes:
        secret: what the call presented as its token: it is cut out wherever an entry is shown.
        status: 0 for a call that a fault dropped: it was never answered.
        duration: seconds.
        step: the step of the pipeline that decided.
    """

    id: str
    at: int
    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes
    secret: str
    operation_id: str | None
    actor: str | None
    status: int
    answer: bytes
    allowed: bool
    step: str
    reason: str | None
    duration: float

    def size(self) -> int:
        """About how many bytes it keeps."""
        head = len(self.method) + len(self.path) + len(self.query)
        headers = sum(map(len, self.headers)) + sum(map(len, self.headers.values()))
        return _OVERHEAD + head + headers + len(self.body) + len(self.answer)

    def shown(self, text: str) -> str:
        """Text of this call without the presented token, and without anything that looks like a real one."""
        if self.secret:
            text = text.replace(self.secret, HIDDEN)
        return _NAMED.sub(rf"\1\2{HIDDEN}", _IN_URL.sub(HIDDEN, REAL_TOKEN.sub(HIDDEN, text)))

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form."""
        return {
            "id": self.id,
            "at": iso(self.at),
            "method": self.method,
            "path": self.shown(self.path),
            "query": dict(parse_qsl(self.shown(self.query), keep_blank_values=True)),
            "operationId": self.operation_id,
            "actor": self.actor,
            "status": self.status,
            "durationMs": round(self.duration * 1000, 3),
            "requestHeaders": {
                name: HIDDEN if name in _SECRET_HEADERS else self.shown(value) for name, value in self.headers.items()
            },
            "requestBody": self._content(self.body),
            "responseBody": self._content(self.answer),
            "decision": {"allowed": self.allowed, "step": self.step, "reason": self.reason},
        }

    def _content(self, data: bytes) -> Any:
        return json_or_text(_without_secrets(data, self.secret))


def _without_secrets(data: bytes, secret: str) -> bytes:
    """Bytes of a body without the presented token, and without anything that looks like a real one."""
    if secret:
        data = data.replace(secret.encode(), HIDDEN.encode())
    data = _IN_URL_BYTES.sub(HIDDEN.encode(), _REAL_TOKEN_BYTES.sub(HIDDEN.encode(), data))
    return _NAMED_BYTES.sub(rb"\1\2" + HIDDEN.encode(), data)


def without(secret: str, entry: Entry) -> Entry:
    """The entry of a call whose token no world knows: it is not even kept."""
    shown = {name: HIDDEN if name in _SECRET_HEADERS else entry.shown(value) for name, value in entry.headers.items()}
    body = _without_secrets(entry.body, secret)
    path, query = entry.shown(entry.path), entry.shown(entry.query)
    return entry._replace(path=path, query=query, headers=shown, body=body, secret="")


class Journal:
    """The last calls of a world, newest last.

    Attributes:
        added: how many calls were ever kept: the number of the newest.
        dropped: how many made room, since the journal was last cleared.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self._entries: deque[Entry] = deque()
        self._bytes = 0
        self._numbers = count(1)
        self._forgotten: dict[Answered, int] | None = None
        self.added = self.dropped = 0

    def __iter__(self) -> Iterator[Entry]:
        with self._changed:
            return iter(list(self._entries))

    def next_id(self) -> str:
        """The id of the call that comes in now."""
        return f"req-{next(self._numbers):06d}"

    def add(self, entry: Entry) -> None:
        """Keep a call that was answered; the oldest make room."""
        with self._changed:
            self._entries.append(entry)
            self.added += 1
            self._bytes += entry.size()
            while len(self._entries) > MOST_ENTRIES or (self._bytes > MOST_BYTES and len(self._entries) > 1):
                gone = self._entries.popleft()
                self._bytes -= gone.size()
                self.dropped += 1
                self._tally(gone)
            self._changed.notify_all()

    def after(self, number: int, most: int) -> list[tuple[int, Entry]]:
        """The oldest calls after the one of this number, each with its own number, up to so many."""
        with self._changed:
            first = self.added - len(self._entries) + 1
            start = max(number + 1, first)
            found = islice(self._entries, start - first, start - first + most)
            return list(enumerate(found, start))

    def _tally(self, gone: Entry) -> None:
        if self._forgotten is None:
            self._forgotten = {}
        if gone.operation_id is not None:
            answered = (gone.operation_id, gone.status)
            self._forgotten[answered] = self._forgotten.get(answered, 0) + 1

    def tallies(self) -> dict[Answered, int]:
        """How often each operation was answered with each status, entries that are not kept any more among them."""
        with self._changed:
            found = dict(self._forgotten or {})
            entries = list(self._entries)
        for entry in entries:
            if entry.operation_id is not None:
                answered = (entry.operation_id, entry.status)
                found[answered] = found.get(answered, 0) + 1
        return found

    def clear(self) -> None:
        """Forget all calls but how many there were of each operation; ids go on."""
        with self._changed:
            for gone in self._entries:
                self._tally(gone)
            self._entries.clear()
            self._bytes = self.dropped = 0

    def wait_for_more(self, timeout: float) -> None:
        """Return when a call was added, or after this many seconds."""
        with self._changed:
            self._changed.wait(timeout)
