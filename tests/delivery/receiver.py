"""A receiver of webhooks on a thread of the test, which answers well or badly, as it is told."""

import socket
import struct
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Event, Thread
from typing import NamedTuple, Self

WITHIN = 20.0


class Received(NamedTuple):
    """A request as it came. Names of headers are in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class _Request(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "_Server"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.close_connection = True
        self.server.receiver.take(Received(self.command, self.path, headers, body), self)

    do_GET = do_PUT = do_POST  # noqa: N815 - http.server's names

    def log_message(self, *_: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    receiver: "Receiver"
    daemon_threads = False  # closing waits for them
    block_on_close = True

    def handle_error(self, *_: object) -> None:
        """A sender that goes away early is what some tests are about."""


Answer = Callable[["Receiver", BaseHTTPRequestHandler], None]


class Receiver:
    """Takes requests on a free loopback port until it is closed. The last of its answers is given again and again."""

    def __init__(self, *answers: Answer) -> None:
        self.received: list[Received] = []
        self.let_go = Event()
        self._answers = list(answers) or [status(200)]
        self._arrived = Condition()
        self._server = _Server(("127.0.0.1", 0), _Request)
        self._server.receiver = self
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, name="receiver")
        self._thread.start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._server.server_port}"

    @property
    def url(self) -> str:
        return f"http://{self.address}/hook"

    def answer(self, *answers: Answer) -> None:
        """Answer so from now on."""
        with self._arrived:
            self._answers = list(answers)

    def take(self, received: Received, request: BaseHTTPRequestHandler) -> None:
        with self._arrived:
            self.received.append(received)
            answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
            self._arrived.notify_all()
        answer(self, request)

    def wait_for(self, number: int) -> list[Received]:
        """What was received, once it is so many."""
        with self._arrived:
            assert self._arrived.wait_for(lambda: len(self.received) >= number, WITHIN), "nothing arrived"
            return list(self.received)

    def close(self) -> None:
        self.let_go.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def status(code: int, body: bytes = b"ok", **headers: str) -> Answer:
    """A proper answer."""

    def answer(_: Receiver, request: BaseHTTPRequestHandler) -> None:
        request.send_response(code)
        for name, value in headers.items():
            request.send_header(name, value)
        if code not in {204, 304}:
            request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(b"" if code in {204, 304} else body)

    return answer


def hanging(receiver: Receiver, request: BaseHTTPRequestHandler) -> None:
    """No answer until it is let go, and then a 500."""
    receiver.let_go.wait(WITHIN)
    status(500)(receiver, request)


def resetting(_: Receiver, request: BaseHTTPRequestHandler) -> None:
    """The connection is torn down instead of an answer."""
    request.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    request.connection.close()


def silent(_: Receiver, request: BaseHTTPRequestHandler) -> None:
    """The connection is closed properly instead of an answer."""
    request.connection.shutdown(socket.SHUT_RDWR)


def writing(data: bytes) -> Answer:
    """These bytes instead of an answer."""

    def answer(_: Receiver, request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(data)

    return answer


def dripping(data: bytes, every: float) -> Answer:
    """One byte at a time, until the sender goes."""

    def answer(receiver: Receiver, request: BaseHTTPRequestHandler) -> None:
        for at in range(len(data)):
            if receiver.let_go.wait(every):
                return
            request.wfile.write(data[at : at + 1])

    return answer


def endless(start: bytes, more: bytes) -> Answer:
    """A beginning, and then the same over and over until the sender goes."""

    def answer(receiver: Receiver, request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(start)
        while not receiver.let_go.is_set():
            request.wfile.write(more)

    return answer
