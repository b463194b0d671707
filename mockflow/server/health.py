"""Asking a double whether it answers."""

import json
import socket
from functools import partial
from time import monotonic, sleep
from typing import Any

from .settings import LOOPBACK

HEALTH = "/_mockflow/health"


def in_url(host: str) -> str:
    """A host as URLs have it."""
    return f"[{host}]" if ":" in host else host


def reachable(host: str) -> str:
    """Where to reach what is bound there."""
    return {"0.0.0.0": LOOPBACK, "": LOOPBACK, "::": "::1"}.get(host, host)  # noqa: S104 - where to ask, not to bind


def wait_until_healthy(host: str, port: int, seconds: float) -> bool:
    """Ask for the double's health until it answers, or that many seconds have passed."""
    deadline = monotonic() + seconds
    while True:
        try:
            if health(host, port) is not None:
                return True
        except OSError:
            pass
        if monotonic() >= deadline:
            return False
        sleep(0.01)


def health(host: str, port: int) -> dict[str, Any] | None:
    """What the double at this address says of itself; None if something else answers; OSError if nothing does.

    Asked over a bare socket: http.client would import ssl, which is a tenth of the time that ``serve`` takes to start.
    """
    with socket.create_connection((host, port), timeout=5) as connection:
        connection.sendall(f"GET {HEALTH} HTTP/1.0\r\nHost: {in_url(host)}:{port}\r\n\r\n".encode())
        answer = b"".join(iter(partial(connection.recv, 4096), b""))
    try:
        said = json.loads(answer.partition(b"\r\n\r\n")[2])
    except ValueError:
        return None
    return said if isinstance(said, dict) and said.get("status") == "ok" else None
