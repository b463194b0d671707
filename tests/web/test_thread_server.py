"""The server on a thread of a test."""

import errno
from typing import Any

import httpx
import pytest

from mockflow import Mockflow


def test_it_stops_though_it_is_closed_before_it_is_woken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its loop may take what it is told at another thread's pull, and be gone at ours."""
    mock = Mockflow("empty")
    assert httpx.get(f"{mock.url}/_mockflow/health", trust_env=False).status_code == 200
    trigger: Any = mock._reach.server._server.trigger  # type: ignore[attr-defined]  # noqa: SLF001
    pull = trigger._physical_pull  # noqa: SLF001

    def late() -> None:
        pull()
        raise OSError(errno.EBADF, "Bad file descriptor")

    monkeypatch.setattr(trigger, "_physical_pull", late)
    url = mock.url
    mock.close()
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{url}/_mockflow/health", trust_env=False)
