"""Serving in the foreground, until told to stop."""

import json
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

from mockflow.errors import MockflowError, StateFileError
from mockflow.log import configure_logging
from mockflow.web.app import WsgiApp, create_app
from mockflow.worlds.registry import Registry
from mockflow.worlds.stop_signals import when_told_to_stop

from .health import in_url, reachable, wait_until_healthy
from .settings import Settings
from .settling import settling

if TYPE_CHECKING:
    from mockflow.worlds.export.stop import Line

_WAITRESS_THREADS = 16  # a call of the control plane may wait on one of them, or one that a fault delays
_GRANIAN_THREADS = 16
_READY_WITHIN = 30.0
_STOP_WITHIN = 3
_SAVE_WITHIN = 4


class CannotServeError(MockflowError):
    """The address cannot be bound."""


def _address(host: str) -> str:
    """The address that this name stands for first."""
    return str(socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0][4][0])


def has_granian() -> bool:
    """Whether the faster server is installed."""
    from importlib.util import find_spec  # noqa: PLC0415 - asked once

    return find_spec("granian") is not None


def run(settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve in the foreground until SIGINT or SIGTERM.

    Args:
        settings: with a port of 0 for a free one.
        announce: called with the base URL once calls are answered.

    Raises:
        CannotServeError: the address cannot be bound.
    """
    port = _bindable(settings.host, settings.port)
    serve = _serve_granian if _chosen(settings.server) == "granian" else _serve_waitress
    serve(_Start(settings, port, os.getpid(), announce))


def _chosen(server: str) -> str:
    if server == "auto":
        return "granian" if has_granian() else "waitress"
    return server


def _bindable(host: str, port: int) -> int:
    """The port, or a free one for 0, once it is sure that it can be bound."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            return int(probe.getsockname()[1])
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotServeError(f"cannot bind {host}:{port}: {reason}") from None


class _Start(NamedTuple):
    """A double that starts: plain values, since a worker process of the server may be handed them."""

    settings: Settings
    port: int
    pid: int
    announce: Callable[[str], None]
    line: "Line | None" = None

    def make_worlds(self) -> Registry:
        configure_logging(self.settings.log_format, quiet=self.settings.quiet)
        return self.settings.make_worlds()

    def make_app_and_announce(self) -> WsgiApp:
        """For a server that does not tell when it listens: its health tells it."""
        worlds = self.make_worlds()
        if self.line is None:
            when_told_to_stop(worlds.close)  # who waits is let go, and holds up nothing
        else:
            self.line.save_at_stop(worlds)
        Thread(target=self._tell_once_healthy, daemon=True).start()
        return settling(create_app(worlds, self.settings.guard()))

    def _tell_once_healthy(self) -> None:
        if wait_until_healthy(reachable(self.settings.host), self.port, _READY_WITHIN):
            self.tell()
        else:
            logging.getLogger("mockflow").error("no answer on port %d after %d s", self.port, _READY_WITHIN)

    def tell(self) -> None:
        """Say that calls are answered, on stderr and in the ready file."""
        url = f"http://{in_url(self.settings.host)}:{self.port}"
        self.announce(url)
        if self.settings.ready_file:
            ready = {"url": url, "api_url": f"{url}/v2", "port": self.port, "pid": self.pid}
            written = Path(f"{self.settings.ready_file}.{self.pid}")
            written.write_text(json.dumps(ready), "utf-8")
            written.replace(self.settings.ready_file)


def _serve_waitress(start: _Start) -> None:
    from waitress.server import create_server  # noqa: PLC0415 - only the server that runs is imported

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    worlds, host = start.make_worlds(), start.settings.host

    def stop(*_: object) -> None:
        worlds.close()  # who waits for a delivery is answered, and holds up nothing
        with suppress(StateFileError):  # it is tried again at the end, and told
            if worlds.state_file is not None:
                worlds.state_file.save_if_changed()
        sys.exit(0)

    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, stop)
    app = settling(create_app(worlds, start.settings.guard()))
    server = create_server(app, host=host, port=start.port, threads=_WAITRESS_THREADS, ident=None)
    dispatcher = server.task_dispatcher
    dispatcher.shutdown = partial(dispatcher.shutdown, timeout=_STOP_WITHIN)  # for who takes no more of an answer
    start.tell()  # it listens: calls wait for the next line, and no longer
    server.run()
    if worlds.state_file is not None:
        worlds.state_file.save_if_changed()


def _serve_granian(start: _Start) -> None:
    from granian import Granian  # noqa: PLC0415 - an extra, and only the server that runs is imported
    from granian.constants import Interfaces  # noqa: PLC0415

    server = Granian(
        "mockflow",
        address=_address(start.settings.host),  # it takes no name
        port=start.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=_GRANIAN_THREADS,
        respawn_failed_workers=False,
        workers_kill_timeout=_STOP_WITHIN if start.settings.state is None else _SAVE_WITHIN,
        log_enabled=False,
    )
    if start.settings.state is None:
        server.serve(target_loader=start.make_app_and_announce, wrap_loader=False)
        return
    from mockflow.worlds.export.stop import Line  # noqa: PLC0415 - a double that keeps nothing does without

    line = Line()
    server.serve(target_loader=start._replace(line=line).make_app_and_announce, wrap_loader=False)
    line.check(start.settings.state)
