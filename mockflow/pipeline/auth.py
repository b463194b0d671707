"""Which world a call belongs to, and who calls."""

from urllib.parse import unquote

from mockflow.core.refusal import Refusal
from mockflow.worlds.world import World

from .exchange import Exchange, Request


def bearer_of(request: Request) -> str:
    """The presented token; empty where there is none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def named_world(request: Request) -> str | None:
    """The world that the call names by prefix, header or baggage, in this order."""
    return (
        request.world_id or request.headers.get("x-mockflow-world") or _in_baggage(request.headers.get("baggage", ""))
    )


def _in_baggage(baggage: str) -> str | None:
    for member in baggage.split(","):
        name, _, value = member.partition(";")[0].partition("=")
        if name.strip() == "mockflow.world":
            return unquote(value.strip()) or None
    return None


def find_world(exchange: Exchange) -> World | None:
    """The world of the call: the named one, the one in the token's suffix, or the default."""
    named = named_world(exchange.request)
    if named is not None:
        return exchange.worlds.find(named)
    _, dot, suffix = exchange.bearer.rpartition(".")
    return (exchange.worlds.find(suffix) if dot else None) or exchange.worlds.default


def authenticate(exchange: Exchange) -> None:
    """The token must be one of the world's, and not expired. Where there is no API, nobody needs one to learn that."""
    world = exchange.world
    token = world.tokens.presented(exchange.bearer) if world and exchange.bearer else None
    if world is None or token is None:
        raise Refusal("not_authorized" if exchange.request.counted else "resource_not_found")
    if token.expires is not None and token.expires <= world.clock.now():
        raise Refusal("not_authorized")
    exchange.actor = token.actor
