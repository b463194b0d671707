"""What ``serve`` was asked for."""

import socket
from collections.abc import Mapping
from ipaddress import ip_address
from typing import NamedTuple

from mockflow.web.guard import Guard
from mockflow.worlds.options import Options
from mockflow.worlds.outgoing import Gate
from mockflow.worlds.registry import DEFAULT, MOST_WORLDS, Registry
from mockflow.worlds.seeds import plant

LOOPBACK = "127.0.0.1"
_NO_QUIRKS: Mapping[str, str] = {}


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


def _is_loopback(host: str) -> bool:
    """Whether only this machine reaches what is bound there; one that is no address is left for binding to refuse."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM) if host else []
    except (OSError, UnicodeError):
        return True
    return bool(found) and all(ip_address(str(each[4][0]).partition("%")[0]).is_loopback for each in found)
