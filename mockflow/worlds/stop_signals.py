"""Hearing that a process is told to stop, whoever handles the signal: a server has handlers of its own."""

import signal
import socket
from collections.abc import Callable
from threading import Thread

_STOPS = frozenset({signal.SIGTERM, signal.SIGINT})


def when_told_to_stop(act: Callable[[], None]) -> None:
    """Call this on a thread of its own with each signal to stop. To be asked for in the main thread."""
    told, teller = socket.socketpair()
    teller.setblocking(False)  # noqa: FBT003 - the socket's own signature
    signal.set_wakeup_fd(teller.detach(), warn_on_full_buffer=False)

    def wait() -> None:
        while numbers := told.recv(64):
            if _STOPS & set(numbers):
                act()

    Thread(target=wait, name="mockflow stop", daemon=True).start()
