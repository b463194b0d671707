"""Built-in receivers: what is posted to them is kept for those who look, with whether its signature holds."""

import re
from collections import deque
from collections.abc import Iterator, Mapping
from threading import Lock
from typing import Any, NamedTuple, Protocol
from urllib.parse import unquote

from mockflow.core.store import Reader, State
from mockflow.core.wire import iso, json_or_text
from mockflow.delivery.sign import is_signed
from mockflow.delivery.surroundings import Part
from mockflow.domain.apps import Apps
from mockflow.domain.sites import SITES
from mockflow.domain.webhooks import WEBHOOKS

MOST_MESSAGES = 10_000
MOST_BYTES = 32 * 1024 * 1024
TOLERANCE = 300_000
_LONGEST_NAME = 100
_OVERHEAD = 512
_KEPT_HEADERS = frozenset({"content-type", "user-agent", "x-mockflow-world"})
_KEPT_PREFIX = "x-webflow-"
_ADDRESS = re.compile(r"http://mockflow\.test(?:/w/[a-z0-9-]+)?/_mockflow/sink/([^/?#]+)")


def sink_in(url: str) -> str | None:
    """The sink that this URL names within the process, where no server need run; None for any other URL."""
    found = _ADDRESS.fullmatch(url)
    return unquote(found[1]) if found else None


class Message(NamedTuple):
    """What a sink received.

    Attributes:
        at: milliseconds since 1970, by the world's clock.
        verified: whether the signature is that of a key of this world over these bytes, and not older than 5 minutes;
            None for a message without one.
    """

    id: str
    at: int
    headers: Mapping[str, str]
    raw: bytes
    verified: bool | None

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form."""
        text = self.raw.decode("utf-8", "replace")
        head = {"id": self.id, "at": iso(self.at), "headers": dict(self.headers)}
        body = json_or_text(self.raw) if self.raw else text
        return {**head, "body": body, "rawBody": text, "verified": self.verified}


def _size(message: Message) -> int:
    headers = sum(map(len, message.headers)) + sum(map(len, message.headers.values()))
    return _OVERHEAD + headers + len(message.raw)


class SinkWorld(Protocol):
    """What sinks need to know of their world."""

    apps: Apps

    @property
    def state(self) -> State: ...

    def timestamp(self) -> int: ...


class Sinks(Part[SinkWorld]):
    """The sinks of a world. Together they keep the last messages, by number and by bytes."""

    def __init__(self, world: SinkWorld) -> None:
        super().__init__(world)
        self._lock = Lock()
        self._count = 0
        self._messages: deque[tuple[str, Message]] = deque()
        self._bytes = 0

    def takes(self, url: str, at: int, headers: Mapping[str, str], raw: bytes) -> bool:
        """Keep a message that is for the address of a sink within the process; whether it is.

        Raises:
            ConnectionError: the sink cannot take it.
        """
        name = sink_in(url)
        if name is None:
            return False
        try:
            self.receive(name, at, {key.lower(): value for key, value in headers.items()}, raw)
        except ValueError as problem:
            raise ConnectionError(str(problem)) from None
        return True

    def receive(self, name: str, at: int, headers: Mapping[str, str], raw: bytes) -> Message:
        """Keep a message; ValueError for a long name."""
        if len(name) > _LONGEST_NAME:
            raise ValueError(f"name: expected up to {_LONGEST_NAME} characters, found {len(name)}")
        kept = {key: value for key, value in headers.items() if key in _KEPT_HEADERS or key.startswith(_KEPT_PREFIX)}
        verified = self._verified(kept, raw)
        with self._lock:
            self._count += 1
            message = Message(f"message-{self._count}", at, kept, raw, verified)
            self._messages.append((name, message))
            self._bytes += _size(message)
            while len(self._messages) > MOST_MESSAGES or (self._bytes > MOST_BYTES and len(self._messages) > 1):
                self._bytes -= _size(self._messages.popleft()[1])
        return message

    def messages(self, name: str) -> list[Message]:
        """What this sink received, oldest first."""
        with self._lock:
            return [message for sink, message in self._messages if sink == name]

    def clear(self, name: str) -> None:
        """Forget what this sink received."""
        with self._lock:
            self._messages = deque((sink, message) for sink, message in self._messages if sink != name)
            self._bytes = sum(_size(message) for _, message in self._messages)

    def _verified(self, headers: Mapping[str, str], raw: bytes) -> bool | None:
        signature, timestamp = headers.get("x-webflow-signature"), headers.get("x-webflow-timestamp")
        if signature is None:
            return None
        if timestamp is None or not timestamp.isascii() or not timestamp.isdigit():
            return False
        is_fresh = abs(self._world.timestamp() - int(timestamp[:20])) <= TOLERANCE
        return is_fresh and any(is_signed(key, timestamp, raw, signature) for key in self._keys())

    def _keys(self) -> Iterator[str]:
        yield from (app.client_secret for app in self._world.apps.values())
        reader = Reader(self._world.state)
        for site in reader.all(SITES):
            for webhook in reader.all(WEBHOOKS, site.id):
                if webhook.own_key is not None:
                    yield webhook.own_key
