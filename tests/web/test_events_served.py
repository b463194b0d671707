"""The event stream of a double in a process of its own, over bare sockets."""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from mockflow import Mockflow
from mockflow.web.event_stream import HEARTBEAT, MOST_STREAMS
from tests.sse import RawStream
from tests.web.conftest import Served

WITHIN = 10.0


def test_a_call_is_told_at_once(serve: Callable[..., Served], server: str) -> None:
    """What happens reaches a client in chunks of its own, each as soon as it happens."""
    served = serve("--server", server)
    with RawStream(served.ready["url"]) as stream:
        assert stream.status == 200
        assert stream.headers["content-type"] == "text/event-stream"
        assert stream.headers["cache-control"] == "no-store"
        events = stream.events()
        for _ in range(3):
            began = time.monotonic()
            served.api.get("/sites")
            assert next(events).data["operationId"] == "list-sites"
            assert time.monotonic() - began < HEARTBEAT / 2
    with RawStream(served.ready["url"], Last_Event_ID="0") as stream:
        assert next(stream.events()).data["id"] == "req-000001"


def test_a_stream_ends_with_its_limit(serve: Callable[..., Served], server: str) -> None:
    """The connection is told that the answer is complete."""
    served = serve("--server", server)
    served.api.get("/sites")
    with RawStream(served.ready["url"], "?since=0&limit=1") as stream:
        assert len(list(stream.events())) == 1
        assert stream.is_complete


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_open_streams_hold_up_no_stop(serve: Callable[..., Served], server: str, sign: int) -> None:
    """A server that is told to stop ends its streams properly, and is gone with exit 0."""
    served = serve("--server", server)
    streams = [RawStream(served.ready["url"]) for _ in range(3)]
    chunks = [stream.chunks() for stream in streams]
    for each in chunks:
        assert next(each).startswith("retry:")
    began = time.monotonic()
    assert served.stop(sign) == 0
    assert time.monotonic() - began < 2
    for stream, each in zip(streams, chunks, strict=True):
        assert list(each) == []
        assert stream.is_complete
        stream.close()


def test_streams_of_clients_that_went_away_make_room(serve: Callable[..., Served], server: str) -> None:
    """At most so many are open at once, calls are answered beside them, and one whose client is gone counts no more."""
    served = serve("--server", server)
    streams = [RawStream(served.ready["url"]) for _ in range(MOST_STREAMS)]
    assert served.api.get("/sites").status_code == 200
    control = f"{served.ready['url']}/_mockflow/events"
    refused = httpx.get(control, trust_env=False)
    assert (refused.status_code, refused.json()["code"]) == (503, "service_unavailable")
    for stream in streams:
        stream.close()
    deadline = time.monotonic() + 2 * HEARTBEAT + WITHIN
    while httpx.get(f"{control}?wait=0", trust_env=False).status_code != 200:
        assert time.monotonic() < deadline, "the streams still count"
        time.sleep(0.2)


def test_a_client_that_reads_nothing_holds_up_nobody(serve: Callable[..., Served], server: str) -> None:
    """Calls go on, memory does not grow with what it does not take, and the server stops as ever."""
    served = serve("--server", server, "--no-rate-limit", "--quiet")
    with RawStream(served.ready["url"], "?since=0"):
        sizes = []
        for _ in range(4):
            for _ in range(100):
                assert served.api.get("/sites", params={"pad": "x" * 60_000}).status_code == 200
            sizes.append(_resident(served))
        assert sizes[-1] - sizes[0] < 40_000, sizes  # the journal alone keeps up to 16 MB
        began = time.monotonic()
        assert served.stop() == 0
        assert time.monotonic() - began < 5


def _resident(served: Served) -> int:
    """Kilobytes of the server and its workers."""
    pid = served.ready["pid"]
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    found = 0
    for each in (pid, *children):
        match = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{each}/status").read_text("ascii"))
        found += int(match[1]) if match else 0
    return found


def test_following_goes_on_where_a_server_comes_back(serve: Callable[..., Served]) -> None:
    """``mockflow ctl requests --follow`` survives a server that is started again, and says that its world is new."""
    served = serve("--server", "waitress")
    port, url = str(served.ready["port"]), served.ready["url"]
    command = [sys.executable, "-u", "-m", "mockflow", "ctl", "requests", "--follow", "--url", url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as following:  # noqa: S603 - our own command
        assert following.stdout is not None
        served.api.get("/sites").raise_for_status()
        served.api.get("/sites").raise_for_status()
        assert "req-000001" in following.stdout.readline()
        assert "req-000002" in following.stdout.readline()
        served.stop()
        again = serve("--server", "waitress", "--port", port)
        again.api.get("/sites").raise_for_status()
        assert "req-000001" in following.stdout.readline()
        following.send_signal(signal.SIGINT)
        noted = following.communicate(timeout=20)[1].splitlines()
    assert following.returncode == 0
    assert noted[-1] == "mockflow: the world began anew"


def test_a_world_that_is_removed_ends_its_streams(serve: Callable[..., Served], server: str) -> None:
    """So does one that is made anew, and whoever comes again watches the new one."""
    served = serve("--server", server)
    with httpx.Client(base_url=f"{served.ready['url']}/_mockflow", trust_env=False, timeout=30) as control:
        for act in (control.put, control.delete):
            control.put("/worlds/pw-0", json={})
            with RawStream(f"{served.ready['url']}/w/pw-0") as stream:
                chunks = stream.chunks()
                next(chunks)
                act("/worlds/pw-0")
                assert list(chunks) == []
                assert stream.is_complete


def test_the_server_of_a_test_streams_too() -> None:
    """A handle's own server tells events over its socket, and closing the handle ends them."""
    mock = Mockflow()
    with RawStream(mock.url) as stream:
        events = stream.events()
        mock.http().get("/sites")
        assert next(events).kind == "request"
        mock.close()
        assert list(events) == []
