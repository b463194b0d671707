"""Sending one request through the gate: no redirect is followed, no answer read beyond its head, nothing after 10 s."""

import socket
import ssl
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from threading import Event
from time import monotonic
from typing import Any

import httpcore

from mockflow.domain.webhook_urls import read_target

from .egress import BlockedError, Egress

WITHIN = 10.0
_PIECE = 64 * 1024
_PIECES = 8
_FAILURES = (httpcore.NetworkError, httpcore.ProtocolError, OSError, ValueError)


class _Stream(httpcore.NetworkStream):
    """A connection whose every step must end before the deadline, however little each of them takes."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - the deadline counts
        return self._stream.read(max_bytes, _left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        for start in range(0, len(buffer), _PIECE):
            self._stream.write(buffer[start : start + _PIECE], _left(self._deadline))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline))
        return _Stream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float) -> float:
    left = deadline - monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return left


class _Gate(httpcore.NetworkBackend):
    """Connects to the addresses that the gate allows, in their order."""

    def __init__(self, egress: Egress, deadline: float) -> None:
        self._egress = egress
        self._deadline = deadline
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception = OSError(f"{host} has no address")
        for address in self._egress.addresses(host, port):
            try:
                stream = self._sockets.connect_tcp(address, port, _left(self._deadline), local_address, socket_options)
                return _Stream(stream, self._deadline)
            except httpcore.ConnectError as error:
                failure = error
        try:
            raise failure
        finally:
            del failure  # or it and this frame would hold each other, and all that called, until garbage is collected


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def _authority(url: str) -> str:
    """The host and port, with the brackets of an IPv6 address, which httpcore leaves out."""
    return read_target(url).origin.partition("://")[2]


def _dripped(body: bytes, pause: float) -> Iterator[bytes]:
    """The body in eight pieces, with a pause after each but the last; the real one, whatever a test does to sleep."""
    size = -(-len(body) // _PIECES) or 1
    for start in range(0, len(body), size):
        if start:
            Event().wait(pause)
        yield body[start : start + size]


def post(
    url: str, headers: Mapping[str, str], body: bytes, egress: Egress, within: float = WITHIN, *, pause: float = 0.0
) -> int:
    """POST these bytes; the status of the answer.

    Args:
        url: where to.
        headers: beside ``Host`` and ``Content-Length``.
        body: the exact bytes.
        egress: the gate that lets it out.
        within: seconds until there must be an answer.
        pause: seconds between the eight pieces that the body is then sent in; 0 to send it at once.

    Raises:
        BlockedError: the gate does not let it out.
        ConnectionError: there was no answer; the message says why, in one line.
    """
    deadline = monotonic() + within
    sent = [("Host", _authority(url)), *headers.items(), ("Content-Length", str(len(body)))]
    content = _dripped(body, pause) if pause else body
    try:
        with (
            httpcore.ConnectionPool(
                ssl_context=_tls() if url.startswith("https:") else None,
                network_backend=_Gate(egress, deadline),
                max_keepalive_connections=0,
            ) as pool,
            pool.stream("POST", url, headers=sent, content=content) as answer,
        ):
            return answer.status
    except BlockedError:
        raise
    except socket.gaierror as error:
        raise ConnectionError(f"the name does not resolve: {error.strerror}") from None
    except httpcore.TimeoutException:
        raise ConnectionError(f"no answer within {within:g} s") from None
    except _FAILURES as error:
        raise ConnectionError(f"{type(error).__name__}: {error}".rstrip(": ").splitlines()[0]) from None
