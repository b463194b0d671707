"""A server within a test's process."""

from contextlib import suppress
from functools import partial
from threading import Thread

from mockflow.web.app import WsgiApp

from .settings import LOOPBACK

_THREADS = 16  # event streams have one each, and so have calls that a fault delays
_STOP_WITHIN = 3


class ThreadServer:
    """A server on a thread of this process, on a free loopback port."""

    def __init__(self, app: WsgiApp) -> None:
        from waitress.server import create_server  # noqa: PLC0415 - a test without a socket does without it

        self._server = create_server(app, host=LOOPBACK, port=0, threads=_THREADS, ident=None)
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
