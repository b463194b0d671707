"""The one gate for outgoing connections: it judges the address that is connected to, whatever a name says."""

import socket
from collections.abc import Iterable, Iterator, Mapping
from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address, ip_network
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import urlsplit

from mockflow.domain.webhook_urls import Address, address_in, is_near, plain, read_target

Network = IPv4Network | IPv6Network

_METADATA = tuple(
    map(
        ip_network,
        (
            "169.254.0.0/16",  # link-local, where most clouds answer for their machines
            "fe80::/10",
            "fd00:ec2::/32",
            "fd20:ce::/32",
            "100.100.100.200/32",
            "168.63.129.16/32",
            "192.0.0.192/32",
        ),
    )
)
_NAT64 = ip_network("64:ff9b::/96")
_CONTAINER_HOSTS = ("host.docker.internal", "host.containers.internal")
_MODES = ("local", "any", "off")
_NO_FORWARDS: Mapping[str, str] = MappingProxyType({})
EVERYWHERE = ""


class BlockedError(Exception):
    """The gate lets nothing out to there; the message says what would."""


class Egress(NamedTuple):
    """Where deliveries may go.

    Attributes:
        mode: ``local``, ``any`` or ``off``.
        hosts: further host names, alone or with a port.
        networks: further networks.
        forwards: the URL to send to instead, by the origin that a webhook names, and by ``""`` for all others.
    """

    mode: str = "local"
    hosts: frozenset[str] = frozenset()
    networks: tuple[Network, ...] = ()
    forwards: Mapping[str, str] = _NO_FORWARDS

    def target_of(self, url: str) -> str:
        """Where a delivery for this URL goes: a forward without a path keeps the URL's own."""
        forward = self.forwards.get(read_target(url).origin, self.forwards.get(EVERYWHERE))
        if forward is None:
            return url
        own, parts = urlsplit(url), urlsplit(forward)
        if parts.path in {"", "/"} and not parts.query:
            return parts._replace(path=own.path, query=own.query).geturl()
        return forward

    def addresses(self, host: str, port: int) -> Iterator[str]:
        """The addresses of this host that may be connected to, each judged as it is.

        Raises:
            BlockedError: there is none.
            OSError: the name has no address at all.
        """
        if self.mode == "off":
            raise BlockedError("deliveries are off: --webhooks local would allow those to this machine")
        refused = []
        allowed = False
        for text in _resolved(host, port):
            address = plain(ip_address(text.partition("%")[0]))
            reason = self._reason(host, port, address)
            if reason is None:
                allowed = True
                yield text
            else:
                refused.append(reason)
        if not allowed:
            raise BlockedError(refused[0])

    def lists(self, host: str, port: int) -> bool:
        """Whether this host, by name or address, is one of those that were added to what is near."""
        address = address_in(host)
        named = host in self.hosts or f"{host}:{port}" in self.hosts
        return named or (address is not None and self._has(address))

    def _has(self, address: Address) -> bool:
        return any(address in network for network in self.networks)

    def _reason(self, host: str, port: int, address: Address) -> str | None:
        """Why not, in one line; None where it may be connected to."""
        if any(address in network or _carried(address) in network for network in _METADATA):
            return f"{address} answers for machines and their keys: nothing is sent there under any setting"
        if self.mode == "any" or self.lists(host, port) or self._has(address):
            return None
        if is_near(address) or str(address) in _container_hosts():
            return None
        return f"{address} is not local: --webhooks local,{host} would allow it"


def _carried(address: Address) -> Address:
    """The IPv4 address that a gateway would send on to, where this one carries one."""
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return getattr(address, "sixtofour", None) or address


def _resolved(host: str, port: int) -> list[str]:
    if address_in(host) is not None:
        return [host]
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def _container_hosts() -> set[str]:
    """What the names of a container's host resolve to, where they resolve."""
    found: set[str] = set()
    for name in _CONTAINER_HOSTS:
        try:
            found.update(_resolved(name, 80))
        except OSError:
            continue
    return found


def read_egress(setting: str, forwards: Iterable[str] = ()) -> Egress:
    """The gate of these options: ``local,receiver.test,10.1.0.0/16``, and ``[ORIGIN=]URL`` of each forward.

    Raises:
        ValueError: an option is none; the message says what it may be.
    """
    mode, *further = [each.strip() for each in setting.split(",")]
    if mode not in _MODES or (further and mode != "local") or set(further) & set(_MODES):
        raise ValueError(f"expected {', '.join(_MODES)}, or local with hosts and networks, found {setting}")
    entries = [entry for each in further for entry in _entries(each)]
    sent_on = dict(_forward(each) for each in forwards)
    hosts = {each for each in entries if isinstance(each, str)} | set(map(_host_of, sent_on.values()))
    networks = tuple(each for each in entries if not isinstance(each, str))
    return Egress(mode, frozenset(hosts), networks, MappingProxyType(sent_on))


def _entries(text: str) -> list[str | Network]:
    """What this lists: a network, a host on one port or on all, or an address, which is a host and a network."""
    address = address_in(text)
    if address is not None:
        return [text.lower(), ip_network(address)]
    try:
        return [ip_network(text)]
    except ValueError:
        pass  # a name, then
    try:
        target = read_target(f"http://{text}")
    except ValueError:
        target = None
    if target is None or set(text) & set("/?#"):
        raise ValueError(f"expected a host name, host:port or network such as 10.0.0.0/8, found {text}") from None
    return [f"{target.host}:{target.port}" if urlsplit(f"http://{text}").port else target.host]


def _forward(text: str) -> tuple[str, str]:
    origin, _, url = text.partition("=")
    if not url.startswith(("http://", "https://")):  # then the sign, if there is one, is a part of the URL
        origin, url = EVERYWHERE, text
    try:
        read_target(url)
        return (_origin(origin) if origin or text.startswith("=") else EVERYWHERE), url
    except ValueError as problem:
        raise ValueError(
            f"expected [ORIGIN=]URL, such as https://hooks.example.com=http://127.0.0.1:9000, found {text}: {problem}"
        ) from None


def _origin(text: str) -> str:
    parts = urlsplit(text)
    if parts.path not in {"", "/"} or parts.query or parts.fragment:
        raise ValueError(f"expected an origin without a path, found {text}")
    return read_target(text).origin


def _host_of(url: str) -> str:
    target = read_target(url)
    return f"{target.host}:{target.port}"
