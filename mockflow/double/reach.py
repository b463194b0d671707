"""Where the worlds of a handle are, and how they are reached: here, those of this process."""

from collections.abc import Mapping
from threading import Lock
from types import MappingProxyType
from typing import Protocol

import httpx

from mockflow.server import ThreadServer
from mockflow.web.app import create_app
from mockflow.web.guard import Guard
from mockflow.worlds.registry import Registry
from mockflow.worlds.world import Options, World

from .clients import IN_PROCESS, InlineTransport, WorldTransport, WsgiTransport

_NONE: Mapping[str, str] = MappingProxyType({})


def prefix_of(world_id: str) -> str:
    """What a path of this world begins with; nothing for the default one, which needs no name."""
    return "" if world_id == "default" else f"/w/{world_id}"


class Reach(Protocol):
    """A double, with one or many worlds."""

    @property
    def base(self) -> str:
        """What the URLs of clients begin with that are wired to its transports."""

    @property
    def admin_headers(self) -> Mapping[str, str]:
        """What a call of the control plane presents."""

    @property
    def setup_headers(self) -> Mapping[str, str]:
        """What a call of the API presents that is a test's own preparation."""

    def url(self) -> str:
        """Where it listens; within the process the first reading starts a server."""

    def transport(self, prefix: str) -> httpx.BaseTransport:
        """A transport to the world of this prefix."""

    def async_transport(self, prefix: str) -> httpx.AsyncBaseTransport:
        """The same for asyncio."""

    def near(self, world_id: str) -> World | None:
        """The world itself, where it is in this process."""

    def close(self) -> None:
        """Let go of what it holds: a server, or connections."""

    def settle(self) -> None:
        """After the last call of a world's handle: hold nothing that was let go of before."""


class InProcess:
    """Worlds of this process, and a server for them on a free loopback port once its URL is read."""

    base = IN_PROCESS
    admin_headers: Mapping[str, str] = _NONE
    setup_headers: Mapping[str, str] = _NONE

    def __init__(self, options: Options) -> None:
        self.worlds = Registry(options)
        self._transport = WsgiTransport(create_app(self.worlds), self.worlds.may_wait)
        self._lock = Lock()
        self.server: ThreadServer | None = None

    def url(self) -> str:
        with self._lock:
            if self.server is None:
                self.server = ThreadServer(create_app(self.worlds, Guard()))
            return self.server.url

    def transport(self, prefix: str) -> httpx.BaseTransport:
        return WorldTransport(self._transport, prefix) if prefix else self._transport

    def async_transport(self, prefix: str) -> httpx.AsyncBaseTransport:
        return InlineTransport(self.transport(prefix), self.worlds.may_wait)

    def near(self, world_id: str) -> World | None:
        return self.worlds.find(world_id)

    def close(self) -> None:
        self.worlds.close()
        with self._lock:
            if self.server is not None:
                self.server.stop()
                self.server = None

    def settle(self) -> None:
        """There is nothing: calls in process leave no connection behind."""
