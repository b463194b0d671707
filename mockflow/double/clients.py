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


def bound(request: httpx.Request, prefix: str, root: httpx.URL | None) -> httpx.Request:
    """The request as it goes to a world: below its prefix, whatever host it names.

    Args:
        request: as a client made it; it is left as it is.
        prefix: such as ``/w/pw-0``; empty for the default world. A path that names a world already keeps it.
        root: where a running double answers; None within the process, where the host does not matter.
    """
    path = request.url.raw_path
    if prefix and not path.startswith(b"/w/"):
        path = prefix.encode() + path
    is_there = root is None or (request.url.scheme, request.url.netloc) == (root.scheme, root.netloc)
    if is_there and path == request.url.raw_path:
        return request
    url = (request.url if root is None else root).copy_with(raw_path=path)
    headers = request.headers if is_there else httpx.Headers({**request.headers, "host": url.netloc.decode()})
    return httpx.Request(
        request.method, url, headers=headers, stream=request.stream, extensions=dict(request.extensions)
    )


class WorldTransport(httpx.BaseTransport):
    """Reaches one world, whatever host a URL names. Closing it leaves alone what it shares with others."""

    def __init__(self, shared: httpx.BaseTransport, prefix: str, root: httpx.URL | None = None) -> None:
        self._shared = shared
        self._prefix = prefix
        self._root = root

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return self._shared.handle_request(bound(request, self._prefix, self._root))


class AsyncWorldTransport(httpx.AsyncBaseTransport):
    """The same for asyncio, over a transport of its own, which it closes."""

    def __init__(self, own: httpx.AsyncBaseTransport, prefix: str, root: httpx.URL) -> None:
        self._own = own
        self._prefix = prefix
        self._root = root

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return await self._own.handle_async_request(bound(request, self._prefix, self._root))

    async def aclose(self) -> None:
        await self._own.aclose()


def sync_sdk(transport: httpx.BaseTransport, base: str, token: str) -> "webflow.client.Webflow":
    """The official client on this transport; MockflowError if the package is not installed."""
    client: webflow.client.Webflow = _sdk().Webflow(
        access_token=token,
        environment=_environment(base),
        httpx_client=httpx.Client(transport=transport, trust_env=False),
    )
    return client


def async_sdk(transport: httpx.AsyncBaseTransport, base: str, token: str) -> "webflow.client.AsyncWebflow":
    """The official client for asyncio on this transport; MockflowError as ``sync_sdk`` raises it."""
    client: webflow.client.AsyncWebflow = _sdk().AsyncWebflow(
        access_token=token,
        environment=_environment(base),
        httpx_client=httpx.AsyncClient(transport=transport, trust_env=False),
    )
    return client


def _sdk() -> Any:
    try:
        import webflow  # noqa: PLC0415 - an extra
    except ImportError:
        raise MockflowError("sdk: expected the package webflow: pip install 'mockflow-server[sdk]'") from None
    return webflow


def _environment(base: str) -> Any:
    from webflow.environment import WebflowEnvironment  # noqa: PLC0415 - an extra

    return WebflowEnvironment(base=base, data_api=base, content_delivery_api=base)
