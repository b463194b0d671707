"""Calls within the process that a fault may delay: made on a thread, so that their caller can give up on them."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from threading import Thread
from typing import Any, TypeVar

import httpx

from mockflow.pipeline.exchange import Patience
from mockflow.web.wsgi import PATIENCE_KEY
from mockflow.worlds.faults import sleeps_are_real

T = TypeVar("T")
WsgiApp = Callable[..., Iterable[bytes]]


def aside(act: Callable[[], T], future: "Future[T] | None" = None) -> "Future[T]":
    """Run this on a thread that nobody has to wait for; the future has what came of it, unless it has something yet."""
    settled: Future[T] = Future() if future is None else future

    def run() -> None:
        try:
            result = act()
        except BaseException as error:  # noqa: BLE001 - raised again where the future is read
            with suppress(InvalidStateError):
                settled.set_exception(error)
        else:
            with suppress(InvalidStateError):
                settled.set_result(result)

    Thread(target=run, name="mockflow-call", daemon=True).start()
    return settled


def answer_in_time(app: WsgiApp, request: httpx.Request) -> httpx.Response:
    """The application's answer.

    Raises:
        httpx.ReadTimeout: a delay outlasts the request's read timeout. The call goes on, as a server's would; in
            virtual time it has come to its end by then, so that what a test sees next is the same each time.
    """
    answered: Future[httpx.Response] = Future()
    ran_out: list[httpx.ReadTimeout] = []
    request.read()

    def run_out() -> None:
        ran_out.append(httpx.ReadTimeout("timed out"))
        if sleeps_are_real():
            answered.set_exception(ran_out[0])

    seconds = request.extensions.get("timeout", {}).get("read")
    patience = None if seconds is None else Patience(seconds, run_out)

    def patient(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        environ[PATIENCE_KEY] = patience
        return app(environ, start_response)

    def call() -> httpx.Response:
        response = httpx.WSGITransport(patient).handle_request(request)
        if ran_out:
            raise ran_out[0]
        return response

    return aside(call, answered).result()
