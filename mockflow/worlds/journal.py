"""The journal: what was asked and answered, bounded, and without credentials."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from threading import Condition
from typing import Any
from urllib.parse import parse_qsl

from mockflow.core.wire import iso, loads

from .tokens import REAL_TOKEN

MOST_ENTRIES = 10_000
MOST_BYTES = 16 * 1024 * 1024
_OVERHEAD = 512
_HIDDEN = "[redacted]"
_SECRET_HEADERS = frozenset({"authorization", "cookie", "proxy-authorization", "x-api-key"})


@dataclass(slots=True)
class Entry:
    """One call of the API, as it came and as it was answered."""

    id: str
    at: int
    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes
    operation_id: str | None = None
    actor: str | None = None
    status: int = 0
    duration: float = 0.0
    answer: bytes = b""
    allowed: bool = False
    step: str = ""
    reason: str | None = None

    def size(self) -> int:
        """About how many bytes it keeps."""
        return _OVERHEAD + len(self.body) + len(self.answer)

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form."""
        return {
            "id": self.id,
            "at": iso(self.at),
            "method": self.method,
            "path": self.path,
            "query": dict(parse_qsl(self.query, keep_blank_values=True)),
            "operationId": self.operation_id,
            "actor": self.actor,
            "status": self.status,
            "durationMs": round(self.duration * 1000, 3),
            "requestHeaders": dict(self.headers),
            "requestBody": _json_or_text(self.body),
            "responseBody": _json_or_text(self.answer),
            "decision": {"allowed": self.allowed, "step": self.step, "reason": self.reason},
        }


def _json_or_text(data: bytes) -> Any:
    if not data:
        return None
    try:
        return loads(data)
    except ValueError:
        return data.decode("utf-8", "replace")


def shown_headers(headers: Mapping[str, str], bearer: str) -> dict[str, str]:
    """The headers without credentials."""
    return {
        name: _HIDDEN if name.lower() in _SECRET_HEADERS else shown_text(value, bearer)
        for name, value in headers.items()
    }


def shown_text(text: str, bearer: str) -> str:
    """Text from a URL or a header without the presented token, and without anything that looks like a real one."""
    if bearer:
        text = text.replace(bearer, _HIDDEN)
    return REAL_TOKEN.sub(_HIDDEN, text) if len(text) >= 64 else text  # noqa: PLR2004 - the length of a real one


def shown_body(body: bytes, bearer: str) -> bytes:
    """A body without the presented token."""
    return body.replace(bearer.encode(), _HIDDEN.encode()) if bearer else body


class Journal:
    """The last calls of a world, newest last."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._entries: deque[Entry] = deque()
        self._bytes = 0
        self._number = 0
        self.dropped = 0

    def __iter__(self) -> Iterator[Entry]:
        with self._changed:
            return iter(list(self._entries))

    def next_id(self) -> str:
        """The id of the call that comes in now."""
        with self._changed:
            self._number += 1
            return f"req-{self._number:06d}"

    def add(self, entry: Entry) -> None:
        """Keep a call that was answered; the oldest make room."""
        with self._changed:
            self._entries.append(entry)
            self._bytes += entry.size()
            while len(self._entries) > MOST_ENTRIES or (self._bytes > MOST_BYTES and len(self._entries) > 1):
                self._bytes -= self._entries.popleft().size()
                self.dropped += 1
            self._changed.notify_all()

    def clear(self) -> None:
        """Forget all calls; ids go on."""
        with self._changed:
            self._entries.clear()
            self._bytes = self.dropped = 0

    def wait_for_more(self, timeout: float) -> None:
        """Return when a call was added, or after this many seconds."""
        with self._changed:
            self._changed.wait(timeout)
