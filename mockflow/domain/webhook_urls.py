"""Which URLs a webhook may have, and which addresses are near: a question of form, with nothing looked up."""

import re
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from mockflow.core.refusal import Refusal

Address = IPv4Address | IPv6Address

NEAR = tuple(
    map(
        ip_network,
        (
            "127.0.0.0/8",
            "::1/128",
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "fc00::/7",
            "100.64.0.0/10",
        ),
    )
)
"""Loopback, private addresses, and those that container networks share."""

_NEAR_NAMES = (".local", ".internal", ".test", ".localhost")
_NAME = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?", re.IGNORECASE)
_UNPRINTABLE = re.compile(r"[^\x21-\x7e]")
_LONGEST = 2_048
_PORTS = {"http": 80, "https": 443}


class Target(NamedTuple):
    """Where a URL leads. ``host`` is in lower case, without brackets."""

    scheme: str
    host: str
    port: int

    @property
    def origin(self) -> str:
        """``http://127.0.0.1:9000``, with the port that goes without saying left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"


def read_target(url: str) -> Target:
    """Where this URL leads; ValueError if it is no http or https URL with a host."""
    if _UNPRINTABLE.search(url) or len(url) > _LONGEST or "\\" in url:
        raise ValueError(f"expected up to {_LONGEST} printable characters without spaces")
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        raise ValueError("expected the name or the address of a host") from None
    if parts.scheme not in _PORTS or not host or "@" in parts.netloc:
        raise ValueError("expected an http or https URL with a host and no credentials")
    if address_in(host) is None and (not _NAME.fullmatch(host) or host.replace(".", "").isdigit()):
        raise ValueError("expected the name or the address of a host")
    return Target(parts.scheme, host, _port_of(parts))


def _port_of(parts: SplitResult) -> int:
    try:
        port = _PORTS[parts.scheme] if parts.port is None else parts.port
    except ValueError:
        port = 0
    if not port:
        raise ValueError("expected a port from 1 to 65535")
    return port


def address_in(host: str) -> Address | None:
    """The address that a host is written as; None for a name."""
    try:
        return plain(ip_address(host))
    except ValueError:
        return None


def plain(address: Address) -> Address:
    """An IPv4 address as such, where it is written as an IPv6 one."""
    return getattr(address, "ipv4_mapped", None) or address


def is_near(address: Address) -> bool:
    """Whether this address is on this machine or a private network."""
    return any(address in network for network in NEAR)


def check_url(url: str, *, is_listed: Callable[[str, int], bool], http_anywhere: bool) -> None:
    """Refuse what is not https, nor http to somewhere near; the arguments are those of ``reason_against``."""
    reason = reason_against(url, is_listed=is_listed, http_anywhere=http_anywhere)
    if reason is not None:
        raise _refusal(reason)


def reason_against(url: str, *, is_listed: Callable[[str, int], bool], http_anywhere: bool) -> str | None:
    """Why a webhook cannot have this URL; None where it can.

    Args:
        url: the webhook's URL.
        is_listed: whether http may go to this host and port, near or not.
        http_anywhere: whether http may go to any host.
    """
    try:
        target = read_target(url)
    except ValueError as problem:
        return f"{problem}: '{url[:200]}'"
    if target.scheme == "http" and not http_anywhere and not _may_be_http(target, is_listed):
        return f"expected an https URL, or http to a host that is near: '{url[:200]}'"
    return None


def _may_be_http(target: Target, is_listed: Callable[[str, int], bool]) -> bool:
    address = address_in(target.host)
    if address is not None and is_near(address):
        return True
    name = target.host.removesuffix(".")
    is_near_name = address is None and ("." not in name or name.endswith(_NEAR_NAMES))
    return is_near_name or is_listed(target.host, target.port)


def _refusal(reason: str) -> Refusal:
    return Refusal("invalid_fields", details=[{"param": "url", "description": f"Value (url) is not valid: {reason}"}])
