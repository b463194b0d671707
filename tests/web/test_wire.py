"""Bytes on the wire, on both servers."""

import json
import os
import re
import signal
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import httpx
import pytest

from tests.web.conftest import Served

Serve = Callable[..., Served]
LINE = re.compile(
    r"^\d\d:\d\d:\d\d\.\d{3} default mockflow-site-token GET /v2/sites/… 200 get-site \d+ms$", re.MULTILINE
)
AUTH = b"Authorization: Bearer mockflow-site-token\r\n"


def raw(served: Served, data: bytes, *, shut: bool = False) -> bytes:
    """What the server answers to these bytes, until it closes or is silent."""
    with socket.create_connection(("127.0.0.1", served.ready["port"]), timeout=0.5) as connection:
        connection.sendall(data)
        if shut:
            with suppress(OSError):  # the server may have closed already
                connection.shutdown(socket.SHUT_WR)
        answer = b""
        try:
            while chunk := connection.recv(65_536):
                answer += chunk
        except (TimeoutError, ConnectionResetError):
            return answer
        return answer


def test_a_server_says_where_it_is_and_what_it_answers(serve: Serve, server: str) -> None:
    """The ready file has URL, port and pid; the log a banner and a line for each call, refusals with their reason."""
    served = serve("--server", server)
    ready = served.ready
    assert ready["url"] == f"http://127.0.0.1:{ready['port']}"
    assert ready["api_url"] == f"{ready['url']}/v2"
    site = served.api.get("/sites").json()["sites"][0]["id"]
    assert served.api.get(f"/sites/{site}").status_code == 200
    assert served.api.get("/sites/x").status_code == 400
    assert served.stop() == 0
    said = served.said()
    for word in (ready["api_url"], site, "mockflow-site-token", "mockflow-app-token"):
        assert word in said
    assert LINE.search(said), said
    assert "GET /v2/sites/x 400 get-site" in said
    assert "validation_error (Validation Error: Provided ID is invalid)" in said


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(serve: Serve, server: str, sign: signal.Signals) -> None:
    """SIGTERM and SIGINT end it with exit 0, also with a connection open, and also sent to the whole group."""
    served = serve("--server", server)
    with socket.create_connection(("127.0.0.1", served.ready["port"])):
        assert served.stop(sign) == 0
    assert "Traceback" not in served.said()
    served = serve("--server", server)
    os.killpg(served.process.pid, sign)
    assert served.process.wait(20) == 0
    assert "Traceback" not in served.said()


def test_who_waits_for_a_delivery_holds_up_no_end(serve: Serve, server: str) -> None:
    """A call that would wait five minutes is left, or answered, when the double is told to stop."""
    served = serve("--server", server)
    with socket.create_connection(("127.0.0.1", served.ready["port"])) as waiting:
        waiting.sendall(b"GET /_mockflow/deliveries?wait=300&atLeast=1 HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert httpx.get(f"{served.ready['url']}/_mockflow/health", trust_env=False).status_code == 200
        assert served.stop(signal.SIGTERM) == 0
    assert "Traceback" not in served.said()


@pytest.mark.parametrize(
    "data",
    [
        b"nonsense\r\n\r\n",
        b"GET\r\n\r\n",
        b"\x00\x01\x02\r\n\r\n",
        b"GET /v2/sites HTTP/9.9\r\n\r\n",
        b"GET /v2/sites HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n",
        b"POST /v2/sites HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"POST /v2/sites HTTP/1.1\r\nHost: x\r\n" + AUTH + b"Content-Length: 100\r\n\r\nhalf",
        b"POST /v2/sites HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /v2/sites HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 600_000 + b"\r\n\r\n",
        b"GET /v2/\xff\xfe HTTP/1.1\r\nHost: x\r\n" + AUTH + b"\r\n",
        b"GET //v2/sites HTTP/1.1\r\nHost: x\r\n" + AUTH + b"\r\n",
        b"GET /v2/../v2/sites HTTP/1.1\r\nHost: x\r\n" + AUTH + b"\r\n",
        b"GET http://elsewhere.example/v2/sites HTTP/1.1\r\nHost: x\r\n" + AUTH + b"\r\n",
        b"TRACE /v2/sites HTTP/1.1\r\nHost: x\r\n" + AUTH + b"\r\n",
        b"get /v2/sites HTTP/1.1\r\nHost: x\r\n" + AUTH + b"\r\n",
    ],
    ids=range(15),
)
def test_a_malformed_request_does_no_harm(serve: Serve, server: str, data: bytes) -> None:
    """Whatever the bytes, the answer is no failure of the double, and the next call is answered."""
    served = serve("--server", server)
    for shut in (True, False):
        status = raw(served, data, shut=shut).partition(b"\r\n")[0]
        assert b" 500 " not in status, status
    assert served.api.get("/sites").status_code == 200
    assert "Traceback" not in served.said()


def test_a_large_body_is_read_and_dropped(serve: Serve, server: str) -> None:
    """Ten million bytes are taken, one more is a 413, sent in chunks too, and the connection goes on."""
    served = serve("--server", server, "--no-rate-limit")
    api = served.api
    path = f"/sites/{api.get('/sites').json()['sites'][0]['id']}/publish"
    fits = b'{"publishToWebflowSubdomain": true}'.ljust(10_000_000)
    assert api.post(path, content=fits).status_code == 202
    refused = api.post(path, content=fits + b" ")
    assert (refused.status_code, refused.json()["code"]) == (413, "bad_request")
    chunked = api.post(path, content=iter([fits, b" "]))
    assert chunked.status_code == 413
    assert api.get("/sites").status_code == 200


def test_many_clients_at_once_are_answered(serve: Serve, server: str) -> None:
    """Sixteen clients are served side by side."""
    served = serve("--server", server, "--no-rate-limit")

    def ask(_: int) -> list[int]:
        headers = {"Authorization": "Bearer mockflow-site-token"}
        with httpx.Client(base_url=served.ready["api_url"], headers=headers, trust_env=False, timeout=30) as api:
            return [api.get("/sites").status_code for _ in range(10)]

    with ThreadPoolExecutor(16) as pool:
        assert [set(statuses) for statuses in pool.map(ask, range(16))] == [{200}] * 16


def test_no_secret_is_in_the_log(serve: Serve, server: str) -> None:
    """A token that was presented is in no line, wherever it stood."""
    served = serve("--server", server)
    secret = "ab" * 32
    served.api.get(f"/sites/{secret}", params={"token": secret}, headers={"Authorization": f"Bearer {secret}"})
    served.stop()
    assert secret not in served.said()
    assert "401" in served.said()


def test_settings_come_from_the_environment(serve: Serve, server: str) -> None:
    """Each option reads MOCKFLOW_ and its name: switches as words, repeatable ones with commas."""
    served = serve(
        "--server",
        server,
        MOCKFLOW_PLAN="enterprise",
        MOCKFLOW_RATE_LIMIT="false",
        MOCKFLOW_CLOCK="2026-01-15T12:00:00Z",
        MOCKFLOW_QUIRK="limit_over_max=reject,publish_limit=off",
        MOCKFLOW_TOKEN="one,two",
        MOCKFLOW_LOG_FORMAT="json",
        MOCKFLOW_SEED="empty",
    )
    answer = served.api.get("/sites", headers={"Authorization": "Bearer two"})
    assert answer.json()["sites"][0]["displayName"] == "Empty"
    assert answer.headers["X-RateLimit-Remaining"] == "1200"
    quirks = served.api.get(f"{served.ready['url']}/_mockflow/quirks").json()
    assert (quirks["limit_over_max"], quirks["publish_limit"]) == ("reject", "off")
    served.stop()
    line = json.loads(next(line for line in served.said().splitlines() if line.startswith("{")))
    assert (line["operationId"], line["status"], line["at"]) == ("list-sites", 200, "2026-01-15T12:00:00.000Z")


def test_quiet_leaves_out_the_calls(serve: Serve, server: str) -> None:
    """--quiet has the banner and no line for a call."""
    served = serve("--server", server, "--quiet")
    served.api.get("/sites")
    served.stop()
    assert "GET /v2/sites" not in served.said()


def test_a_seed_in_the_working_directory_is_taken(serve: Serve, tmp_path: object) -> None:
    """mockflow.yaml is the seed where it is there."""
    from pathlib import Path  # noqa: PLC0415

    Path(str(tmp_path), "mockflow.yaml").write_text("mockflow: 1\nsites: [{displayName: Mine}]\n", "utf-8")
    assert serve().api.get("/sites").json()["sites"][0]["displayName"] == "Mine"
