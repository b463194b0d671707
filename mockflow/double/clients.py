"""Clients wired to a double: httpx's transports, and Webflow's official clients on them."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import httpx

from mockflow.errors import MockflowError

if TYPE_CHECKING:
    import webflow.client

IN_PROCESS = "http://mockflow.test"


class WsgiTransport(httpx.WSGITransport):
    """httpx's own, with a path that is handed on as WSGI has it: its UTF-8 bytes as Latin-1."""

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            environ["PATH_INFO"] = environ["PATH_INFO"].encode("utf-8", "replace").decode("latin-1")
            return app(environ, start_response)

        super().__init__(application)


class InlineTransport(httpx.AsyncBaseTransport):
    """Answers at once, within the event loop: the double never waits for anything."""

    def __init__(self, transport: httpx.BaseTransport) -> None:
        self._transport = transport

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        body = await request.aread()
        sync = httpx.Request(request.method, request.url, headers=request.headers, content=body)
        response = self._transport.handle_request(sync)
        return httpx.Response(response.status_code, headers=response.headers, content=response.read())


def sync_sdk(transport: httpx.BaseTransport, token: str) -> "webflow.client.Webflow":
    """The official client on this transport; MockflowError if the package is not installed."""
    client: webflow.client.Webflow = _sdk().Webflow(
        access_token=token,
        environment=_environment(),
        httpx_client=httpx.Client(transport=transport, trust_env=False),
    )
    return client


def async_sdk(transport: httpx.AsyncBaseTransport, token: str) -> "webflow.client.AsyncWebflow":
    """The official client for asyncio on this transport; MockflowError as ``sync_sdk`` raises it."""
    client: webflow.client.AsyncWebflow = _sdk().AsyncWebflow(
        access_token=token,
        environment=_environment(),
        httpx_client=httpx.AsyncClient(transport=transport, trust_env=False),
    )
    return client


def _sdk() -> Any:
    try:
        import webflow  # noqa: PLC0415 - an extra
    except ImportError:
        raise MockflowError("sdk: expected the package webflow: pip install 'mockflow-server[sdk]'") from None
    return webflow


def _environment() -> Any:
    from webflow.environment import WebflowEnvironment  # noqa: PLC0415 - an extra

    base = f"{IN_PROCESS}/v2"
    return WebflowEnvironment(base=base, data_api=base, content_delivery_api=base)
