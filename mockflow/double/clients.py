"""Clients wired to a double: httpx's transports, and Webflow's official clients on them."""

from collections.abc import AsyncIterator, Callable, Iterable
from typing import TYPE_CHECKING, Any

import httpx

from mockflow.errors import MockflowError
from mockflow.web.wsgi import ENDED_KEY

if TYPE_CHECKING:
    import webflow.client

IN_PROCESS = "http://mockflow.test"


def _never() -> bool:
    return False


class WsgiTransport(httpx.WSGITransport):
    """httpx's own, with a path that is handed on as WSGI has it: its UTF-8 bytes as Latin-1.

    Args:
        app: the WSGI application.
        may_wait: whether a call may be delayed just now. Only then has it a thread, and a read timeout means something.
    """

    def __init__(self, app: Callable[..., Iterable[bytes]], may_wait: Callable[[], bool] = _never) -> None:
        def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            environ["PATH_INFO"] = environ["PATH_INFO"].encode("utf-8", "replace").decode("latin-1")
            environ[ENDED_KEY] = httpx.RemoteProtocolError
            return app(environ, start_response)

        super().__init__(application)
        self._application = application
        self._may_wait = may_wait

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if not self._may_wait():
            return super().handle_request(request)
        from .waiting import answer_in_time  # noqa: PLC0415 - once a fault delays calls

        return answer_in_time(self._application, request)


class InlineTransport(httpx.AsyncBaseTransport):
    """Answers at once, within the event loop: the double waits for nothing, but where a fault may delay a call."""

    def __init__(self, transport: httpx.BaseTransport, may_wait: Callable[[], bool] = _never) -> None:
        self._transport = transport
        self._may_wait = may_wait

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        body = await request.aread()
        sync = httpx.Request(
            request.method, request.url, headers=request.headers, content=body, extensions=request.extensions
        )
        if self._may_wait():
            response = await self._answer_aside(sync)
        else:
            response = self._transport.handle_request(sync)
        return httpx.Response(response.status_code, headers=response.headers, stream=_Chunks(response))

    async def _answer_aside(self, request: httpx.Request) -> httpx.Response:
        from asyncio import wrap_future  # noqa: PLC0415 - once a fault delays calls

        from .waiting import aside  # noqa: PLC0415

        return await wrap_future(aside(lambda: self._transport.handle_request(request)))


class _Chunks(httpx.AsyncByteStream):
    """The body of an answer that is there already, or breaks off."""

    def __init__(self, response: httpx.Response) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self._response.iter_raw():
            yield chunk


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
