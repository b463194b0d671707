"""One request, sent to receivers that answer well and badly."""

import socket
from collections.abc import Iterator
from threading import Thread
from time import sleep

import httpcore
import pytest

from mockflow.delivery.egress import Egress, read_egress
from mockflow.delivery.send import WITHIN, post
from tests.delivery.receiver import Answer, Receiver, dripping, endless, hanging, resetting, silent, status, writing

SOON = 0.3
OPEN = Egress()
OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize("code", [200, 201, 202, 204, 301, 302, 307, 308, 400, 404, 410, 429, 500, 503])
def test_the_status_is_answered(receiver: Receiver, code: int) -> None:
    """Whatever its status, an answer is one, and the receiver has the bytes and headers as they were given."""
    receiver.answer(status(code, Location=receiver.url))
    assert post(receiver.url + "?a=b", {"X-One": "1", "x-two": "2"}, b'{"a":1}', OPEN) == code
    (got,) = receiver.received
    assert (got.method, got.path, got.body) == ("POST", "/hook?a=b", b'{"a":1}')
    assert got.headers == {"host": receiver.address, "content-length": "7", "x-one": "1", "x-two": "2"}


def test_a_redirect_is_not_followed(receiver: Receiver) -> None:
    """The place that it names is not asked."""
    with Receiver() as elsewhere:
        for code in (301, 302, 303, 307, 308):
            receiver.answer(status(code, Location=elsewhere.url))
            assert post(receiver.url, {}, b"{}", OPEN) == code
        assert elsewhere.received == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (resetting, "ReadError: "),
        (silent, "RemoteProtocolError: "),
        (writing(b"\x00\xff garbage\r\n\r\n"), "RemoteProtocolError: "),
        (writing(b"SSH-2.0-OpenSSH_9.6\r\n"), "RemoteProtocolError: "),
        (writing(b"HTTP/1.1 abc OK\r\n\r\n"), "RemoteProtocolError: "),
        (writing(b"HTTP/1.1 200 OK\r\nContent-Len"), "RemoteProtocolError: "),
        (endless(OK, b"X-More: more\r\n"), "RemoteProtocolError: "),
        (endless(OK + b"X-More: ", b"more" * 1000), "RemoteProtocolError: "),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_told(receiver: Receiver, answer: Answer, said: str) -> None:
    """A reset, an early end, garbage and a head without an end are told in one line."""
    receiver.answer(answer)
    with pytest.raises(ConnectionError) as raised:
        post(receiver.url, {}, b"{}", OPEN)
    assert str(raised.value).startswith(said)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "answer",
    [
        hanging,
        dripping(OK + b"X: y\r\n" * 1000, every=0.02),
        dripping(OK[:-2], every=0.02),
        endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
)
def test_an_answer_must_come_in_time(receiver: Receiver, answer: Answer) -> None:
    """A receiver that hangs, or sends a byte now and then, has no longer than the whole limit."""
    receiver.answer(answer)
    with pytest.raises(ConnectionError, match=r"^no answer within 0\.3 s$"):
        post(receiver.url, {}, b"{}", OPEN, within=SOON)


def test_the_limit_is_ten_seconds() -> None:
    """That is how long a receiver of a world's webhooks has."""
    assert WITHIN == 10.0
    assert post.__defaults__ == (WITHIN,)


def test_the_body_of_an_answer_is_not_waited_for(receiver: Receiver) -> None:
    """The head is enough: a body that never ends holds up nothing."""
    receiver.answer(endless(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"4\r\nmore\r\n"))
    assert post(receiver.url, {}, b"{}", OPEN) == 200


@pytest.fixture
def sipping() -> Iterator[str]:
    """A receiver that takes a little of what it is sent, now and then."""
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.settimeout(20)

        def sip() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.settimeout(0.05)
                for _ in range(100):
                    try:
                        if not connection.recv(65_536):
                            return
                    except OSError:
                        return
                    sleep(0.02)

        thread = Thread(target=sip)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        thread.join()


def test_a_body_must_be_taken_in_time(sipping: str) -> None:
    """A receiver that reads a little now and then has no longer than the whole limit."""
    with pytest.raises(ConnectionError, match=r"^no answer within 0\.3 s$"):
        post(sipping, {}, b" " * 50_000_000, OPEN, within=SOON)


def test_nobody_there_is_told() -> None:
    """A port that nothing listens on, and a name without an address, are told in one line."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        with pytest.raises(ConnectionError, match=r"^ConnectError: .*refused"):
            post(f"http://127.0.0.1:{port}/", {}, b"{}", OPEN)


def test_a_name_without_an_address_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told in the resolver's words."""

    def fails(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fails)
    with pytest.raises(ConnectionError, match=r"^the name does not resolve: Name or service not known$"):
        post("http://receiver.test/", {}, b"{}", OPEN)
    monkeypatch.undo()
    with pytest.raises(ConnectionError, match=r"^UnicodeError: "):
        post(f"http://{'a' * 70}.test/", {}, b"{}", OPEN)


def test_a_certificate_must_be_good(receiver: Receiver) -> None:
    """A receiver that speaks no TLS, or presents no certificate that the system trusts, is an error."""
    with pytest.raises(ConnectionError, match="SSL"):
        post(receiver.url.replace("http:", "https:"), {}, b"{}", OPEN)


def test_what_one_address_refuses_the_next_may_take(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    """The addresses of a name are tried in their order."""
    port = int(receiver.address.rpartition(":")[2])
    monkeypatch.setattr("mockflow.delivery.egress.socket.getaddrinfo", lambda *_, **__: [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in ("127.0.0.77", "127.0.0.1")
    ])  # fmt: skip
    assert post(f"http://receiver.test:{port}/hook", {}, b"{}", OPEN) == 200
    assert receiver.received[0].headers["host"] == f"receiver.test:{port}"


@pytest.mark.parametrize(
    ("url", "host"),
    [("http://[::1]:9000/hook", "[::1]:9000"), ("http://a.test/", "a.test"), ("http://A.test:81/", "a.test:81")],
)
def test_the_receivers_host_is_named_as_urls_have_it(url: str, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An IPv6 address keeps its brackets, and the port that goes without saying is left out."""
    seen = []

    def stream(_: object, __: str, ___: str, *, headers: list[tuple[str, str]], content: bytes) -> None:
        seen.append((dict(headers)["Host"], content))
        raise OSError("enough")

    monkeypatch.setattr(httpcore.ConnectionPool, "stream", stream)
    with pytest.raises(ConnectionError, match="enough"):
        post(url, {}, b"{}", read_egress("local"))
    assert seen == [(host, b"{}")]
