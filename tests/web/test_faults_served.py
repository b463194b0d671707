"""Faults at the socket: on both servers, and on the thread of a test."""

import json
import logging
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from mockflow import Mockflow
from tests.web.conftest import Served

HEAD = "Host: double\r\nAuthorization: Bearer mockflow-site-token\r\n"
STOPS_WITHIN = 5


class Spoken:
    """What came back over a bare socket, until the other end closed it; None if it did not."""

    def __init__(self, url: str, request: str, *, wait: float = 1.0) -> None:
        parts = urlsplit(url)
        raw = b""
        self.is_closed = True
        with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=wait) as connection:
            connection.sendall(request.encode())
            try:
                while chunk := connection.recv(65536):
                    raw += chunk
            except TimeoutError:
                self.is_closed = False
        self.raw = raw
        head, _, self.body = raw.partition(b"\r\n\r\n")
        lines = head.decode().split("\r\n")
        self.status = int(lines[0].split(" ")[1]) if raw else None
        self.headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}


class Target:
    """A double over HTTP."""

    def __init__(self, url: str, log: Callable[[], str]) -> None:
        self.url = url
        self.log = log
        self.control = httpx.Client(base_url=f"{url}/_mockflow", trust_env=False)
        headers = {"Authorization": "Bearer mockflow-site-token"}
        self.api = httpx.Client(base_url=f"{url}/v2", headers=headers, trust_env=False)

    def arm(self, match: dict[str, str] | None = None, **effect: Any) -> None:
        """Make this the only fault."""
        self.control.delete("/faults")
        answer = self.control.post("/faults", json={"match": match or {}, "effect": effect})
        assert answer.status_code == 201, answer.text

    def say(self, method: str = "GET", path: str = "/v2/sites") -> Spoken:
        return Spoken(self.url, f"{method} {path} HTTP/1.1\r\n{HEAD}\r\n")

    def close(self) -> None:
        self.control.close()
        self.api.close()


@pytest.fixture(params=["waitress", "granian", "thread"])
def target(
    request: pytest.FixtureRequest, serve: Callable[..., Served], caplog: pytest.LogCaptureFixture
) -> Iterator[Target]:
    """Each server in turn."""
    if request.param == "thread":
        caplog.set_level(logging.WARNING)
        with Mockflow(rate_limit=False) as mock:
            found = Target(mock.url, lambda: caplog.text)
            yield found
            found.close()
        return
    served = serve("--server", request.param, "--no-rate-limit")
    found = Target(served.ready["url"], served.said)
    yield found
    found.close()


def test_a_dropped_call_gets_no_byte(target: Target) -> None:
    """Its connection ends, for a GET, a HEAD and a write; others and the server go on, and its log is calm."""
    with socket.create_connection((urlsplit(target.url).hostname or "", urlsplit(target.url).port or 0)) as other:
        target.arm(drop=True)
        items = journal_path(target)
        for method, path in (("GET", "/v2/sites"), ("HEAD", "/v2/sites"), ("GET", items)):
            spoken = target.say(method, path)
            assert (spoken.raw, spoken.is_closed) == (b"", True), method
        with pytest.raises(httpx.RemoteProtocolError, match="Server disconnected without sending a response"):
            target.api.post(items.removeprefix("/v2"), json={"fieldData": {"name": "x"}})
        target.control.delete("/faults")
        other.sendall(f"GET /v2/sites HTTP/1.1\r\n{HEAD}\r\n".encode())
        assert other.recv(12) == b"HTTP/1.1 200"
    assert total(target) == 14
    assert "Traceback" not in target.log()


def test_a_pipelined_call_is_not_answered_either(target: Target) -> None:
    """The connection of a dropped call is gone for whatever was sent on it behind."""
    target.arm({"operationId": "list-sites"}, drop=True)
    get = f"GET /v2/sites HTTP/1.1\r\n{HEAD}\r\n"
    spoken = Spoken(target.url, get + get.replace("/sites", "/nowhere"))
    assert (spoken.raw, spoken.is_closed) == (b"", True)


def journal_path(target: Target) -> str:
    return f"/v2/collections/{target.control.get('/ids').json()['journal']}/items"


def total(target: Target) -> int:
    """How many posts the journal has."""
    headers = {"X-Mockflow-Setup": "1"}
    answer = target.api.get(journal_path(target).removeprefix("/v2"), headers=headers)
    return int(answer.json()["pagination"]["total"])


@pytest.mark.parametrize("after", [0, 1, 10, 1_000])
def test_an_answer_breaks_off(target: Target, after: int) -> None:
    """Its head announces the whole body; so many bytes of it come, never fewer or more, and the connection ends."""
    whole = target.say().body
    assert len(whole) > 1_000
    target.arm(truncate=after)
    for _ in range(20):
        spoken = target.say()
        assert (spoken.status, spoken.is_closed) == (200, True)
        assert spoken.headers["content-length"] == str(len(whole))
        assert spoken.body == whole[:after]
    with pytest.raises(httpx.RemoteProtocolError, match=rf"\(received {after} bytes, expected {len(whole)}\)"):
        target.api.get("/sites")
    assert "Traceback" not in target.log()


def test_a_large_answer_breaks_off(target: Target) -> None:
    """After more bytes than a server sends at once."""
    target.arm(status=500, body="x" * 900_000, truncate=800_000)
    spoken = target.say()
    assert (spoken.status, len(spoken.body), spoken.headers["content-length"]) == (500, 800_000, "900000")
    assert spoken.is_closed


def test_an_answer_that_has_no_more_is_whole(target: Target) -> None:
    """A shorter body, that of a HEAD, and none at all come as ever; the connection ends after them."""
    target.arm(truncate=100_000)
    spoken = target.say()
    assert (spoken.status, spoken.is_closed) == (200, True)
    assert json.loads(spoken.body)["sites"]
    target.arm(truncate=5)
    spoken = target.say("HEAD")
    assert (spoken.status, spoken.body, spoken.is_closed) == (200, b"", True)
    assert int(spoken.headers["content-length"]) > 1_000
    target.arm(status=204, body="", truncate=5)
    spoken = target.say()
    assert (spoken.status, spoken.body, spoken.is_closed) == (204, b"", True)


def test_after_the_commit_the_answer_is_lost(target: Target) -> None:
    """The write is there, no byte of its answer is, and the journal tells both."""
    target.arm({"operationId": "create-item"}, afterCommit=True)
    with pytest.raises(httpx.RemoteProtocolError):
        target.api.post(journal_path(target).removeprefix("/v2"), json={"fieldData": {"name": "x"}})
    assert total(target) == 15
    (call,) = target.control.get("/requests?operationId=create-item").json()["requests"]
    assert (call["status"], call["decision"]["allowed"], call["decision"]["step"]) == (202, True, "fault")


@pytest.mark.parametrize(
    ("effect", "status", "content"),
    [
        ({"status": 503}, 503, None),
        ({"status": 599, "body": {"a": 1}}, 599, b'{"a":1}'),
        ({"status": 304, "body": ""}, 304, b""),
        ({"status": 302, "body": "", "headers": {"Location": "https://example.com/"}}, 302, b""),
        ({"body": "{", "contentType": "application/json"}, 200, b"{"),
        ({"status": 403, "body": "<html>", "headers": {"Server": "edge", "Date": "never", "X-A": ""}}, 403, b"<html>"),
    ],
)
def test_answers_of_its_own(target: Target, effect: dict[str, Any], status: int, content: bytes | None) -> None:
    """Statuses, bodies and headers arrive as they were armed, and the connection goes on where it may."""
    target.arm(**effect)
    for _ in range(2):
        answer = target.api.get("/sites")
        assert answer.status_code == status
        assert content is None or answer.content == content
        for name, value in effect.get("headers", {}).items():
            assert answer.headers[name] == value


def test_a_delayed_call_holds_up_no_other(target: Target) -> None:
    """The others are answered meanwhile; the world's lock is not held."""
    target.arm({"operationId": "create-item"}, delayMs=1500)
    items = journal_path(target).removeprefix("/v2")
    answers: list[int] = []

    def create() -> None:
        with httpx.Client(base_url=target.api.base_url, headers=target.api.headers, trust_env=False) as api:
            answers.append(api.post(items, json={"fieldData": {"name": "x"}}, timeout=30).status_code)

    late = [threading.Thread(target=create) for _ in range(8)]
    for each in late:
        each.start()
    deadline = time.monotonic() + 10
    while target.control.get("/faults").json()["faults"][0]["fired"] < 8:
        assert time.monotonic() < deadline
    made = target.api.post(f"{items}/live", json={"fieldData": {"name": "y"}})
    assert made.status_code == 202
    assert answers == []
    for each in late:
        each.join()
    assert answers == [202] * 8


def test_it_stops_though_a_call_is_delayed(serve: Callable[..., Served], server: str) -> None:
    """Within five seconds, and cleanly."""
    served = serve("--server", server)
    target = Target(served.ready["url"], served.said)
    target.arm(delayMs=300_000)
    ended: list[str] = []

    def call() -> None:
        try:
            target.api.get("/sites", timeout=60)
        except httpx.TransportError as error:
            ended.append(type(error).__name__)

    late = threading.Thread(target=call)
    late.start()
    deadline = time.monotonic() + 10
    while target.control.get("/faults").json()["faults"][0]["fired"] < 1:
        assert time.monotonic() < deadline
    began = time.monotonic()
    assert served.stop(signal.SIGTERM) == 0
    assert time.monotonic() - began < STOPS_WITHIN
    late.join(10)
    assert len(ended) == 1
    assert "Traceback" not in served.said()
    target.close()


def test_the_log_tells_what_a_fault_did(serve: Callable[..., Served], server: str) -> None:
    """Each call has its line, with the fault and what it did in place of an error's code, as text and as JSON."""
    for form in ("text", "json"):
        served = serve("--server", server, "--log-format", form)
        target = Target(served.ready["url"], served.said)
        for effect in ({"status": 503}, {"drop": True}, {"body": "no JSON", "status": 500}):
            target.arm(**effect)
            target.say()
        target.close()
        served.stop()
        said = served.said()
        assert "fault-1: answered 503 instead" in said
        assert "fault-2: dropped the call" in said
        assert "fault-3: answered 500 instead" in said
        assert "Traceback" not in said
        if form == "text":
            assert " GET /v2/sites 0 list-sites " in said
