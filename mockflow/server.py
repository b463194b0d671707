"""Running the double: on a thread within a test, or in the foreground until it is told to stop."""

import gc
import json
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from ipaddress import ip_address
from itertools import count
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, NamedTuple

from mockflow.errors import MockflowError, StateFileError
from mockflow.log import configure_logging
from mockflow.web.app import WsgiApp, create_app
from mockflow.web.guard import Guard
from mockflow.worlds.outgoing import Gate
from mockflow.worlds.registry import DEFAULT, MOST_WORLDS, Registry
from mockflow.worlds.seeds import plant
from mockflow.worlds.stop_signals import when_told_to_stop
from mockflow.worlds.world import Options

if TYPE_CHECKING:
    from mockflow.worlds.export.stop import Line

LOOPBACK = "127.0.0.1"
HEALTH = "/_mockflow/health"
_WAITRESS_THREADS = 16  # a call of the control plane may wait on one of them, or one that a fault delays
_GRANIAN_THREADS = 16
_TEST_THREADS = 16  # event streams have one each, and so have calls that a fault delays
_READY_WITHIN = 30.0
_STOP_WITHIN = 3
_SAVE_WITHIN = 4
_SETTLE_EVERY = 500
_NO_QUIRKS: Mapping[str, str] = {}


class CannotServeError(MockflowError):
    """The address cannot be bound."""


class ThreadServer:
    """A server on a thread of this process, on a free loopback port."""

    def __init__(self, app: WsgiApp) -> None:
        from waitress.server import create_server  # noqa: PLC0415 - a test without a socket does without it

        self._server = create_server(app, host=LOOPBACK, port=0, threads=_TEST_THREADS, ident=None)
        self.url = f"http://{LOOPBACK}:{self._server.effective_port}"
        self._thread = Thread(target=self._server.run, name="mockflow", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop answering; returns once the thread has ended."""
        from waitress import wasyncore  # noqa: PLC0415 - there, since the server is

        dispatcher = self._server.task_dispatcher
        dispatcher.shutdown(timeout=_STOP_WITHIN)  # first: its threads tell the loop of each answer, while there is one
        close = partial(wasyncore.close_all, self._server._map, ignore_all=True)  # noqa: SLF001 - waitress offers no other way to stop from another thread
        with suppress(OSError):  # the loop, woken by another thread, may have closed before it is woken here
            self._server.trigger.pull_trigger(close)
        self._thread.join()


class Settings(NamedTuple):
    """What ``serve`` was asked for. Plain values, so that a server's worker process can be handed them."""

    seed: str
    host: str = LOOPBACK
    port: int = 4020
    server: str = "auto"
    plan: str | None = None
    rate_limit: bool = True
    clock: str | None = None
    quirks: Mapping[str, str] = _NO_QUIRKS
    tokens: tuple[str, ...] = ()
    public_url: str | None = None
    ready_file: str | None = None
    log_format: str = "text"
    quiet: bool = False
    webhooks: str = "local"
    forward_webhooks: tuple[str, ...] = ()
    worlds: tuple[str, ...] = ()
    max_worlds: int = MOST_WORLDS
    state: str | None = None
    admin_token: str | None = None
    open_control: bool = False
    allowed_hosts: tuple[str, ...] = ()

    def guard(self) -> Guard:
        """What the control plane asks of its callers."""
        return Guard(self.admin_token, (*self.allowed_hosts, self.host), self.public_url)

    def is_exposed(self) -> bool:
        """Whether others than this machine may use the control plane; ValueError unless they were meant to."""
        if self.admin_token is not None or _is_loopback(self.host):
            return False
        if not self.open_control:
            raise ValueError(
                f"--host {self.host}: expected --admin-token or --open-control off loopback, found neither"
            )
        return True

    def options(self) -> Options:
        """What the worlds are made with; SeedError or ValueError for what cannot be."""
        return Options(
            plant(self.seed),
            self.plan,
            self.rate_limit,
            self.clock or "real",
            self.quirks,
            self.tokens,
            public_url=self.public_url,
            gate=Gate(self.webhooks, self.forward_webhooks),
        )

    def make_worlds(self) -> Registry:
        """The worlds as they start. SeedError, ValueError or StateFileError for what cannot be."""
        made = Registry(self.options(), self.max_worlds)
        for world_id in dict.fromkeys(self.worlds):
            if world_id != DEFAULT:
                made.make(world_id, made.options_of(world_id))
        if self.state is not None:
            from mockflow.worlds.export.start import Given, keep_in_file  # noqa: PLC0415 - a start without does without

            keep_in_file(self.state, made, Given(self.plan, self.clock, self.quirks, self.tokens))
        return made


def _address(host: str) -> str:
    """The address that this name stands for first."""
    return str(socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0][4][0])


def _is_loopback(host: str) -> bool:
    """Whether only this machine reaches what is bound there; one that is no address is left for binding to refuse."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM) if host else []
    except (OSError, UnicodeError):
        return True
    return bool(found) and all(ip_address(str(each[4][0]).partition("%")[0]).is_loopback for each in found)


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
        if wait_until_healthy(_reachable(self.settings.host), self.port, _READY_WITHIN):
            self.tell()
        else:
            logging.getLogger("mockflow").error("no answer on port %d after %d s", self.port, _READY_WITHIN)

    def tell(self) -> None:
        """Say that calls are answered, on stderr and in the ready file."""
        url = f"http://{_in_url(self.settings.host)}:{self.port}"
        self.announce(url)
        if self.settings.ready_file:
            ready = {"url": url, "api_url": f"{url}/v2", "port": self.port, "pid": self.pid}
            written = Path(f"{self.settings.ready_file}.{self.pid}")
            written.write_text(json.dumps(ready), "utf-8")
            written.replace(self.settings.ready_file)


def settling(app: WsgiApp) -> WsgiApp:
    """This application, with collections of garbage that stay short however much its worlds hold.

    What is there is moved out of the collector's sight, now and after every 500 calls. States and histories have no
    cycles, so that counting references frees them all the same.
    """
    calls = count(1)
    gc.freeze()
    gc.enable()

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if next(calls) % _SETTLE_EVERY == 0:
            gc.collect()
            gc.freeze()
        return app(environ, start_response)

    return application


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _reachable(host: str) -> str:
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
        connection.sendall(f"GET {HEALTH} HTTP/1.0\r\nHost: {_in_url(host)}:{port}\r\n\r\n".encode())
        answer = b"".join(iter(partial(connection.recv, 4096), b""))
    try:
        said = json.loads(answer.partition(b"\r\n\r\n")[2])
    except ValueError:
        return None
    return said if isinstance(said, dict) and said.get("status") == "ok" else None


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
