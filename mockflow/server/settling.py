"""Garbage collections that stay short."""

import gc
from collections.abc import Callable, Iterable
from itertools import count
from typing import Any

from mockflow.web.app import WsgiApp

_EVERY = 500


def settling(app: WsgiApp) -> WsgiApp:
    """This application, with collections of garbage that stay short however much its worlds hold.

    What is there is moved out of the collector's sight, now and after every 500 calls. States and histories have no
    cycles, so that counting references frees them all the same.
    """
    calls = count(1)
    gc.freeze()
    gc.enable()

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if next(calls) % _EVERY == 0:
            gc.collect()
            gc.freeze()
        return app(environ, start_response)

    return application
