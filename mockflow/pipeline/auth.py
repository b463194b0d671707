"""Which world a call belongs to, and who calls."""

from urllib.parse import unquote

from mockflow.core.refusal import Refusal
from mockflow.worlds.registry import Registry
from mockflow.worlds.world import World

from .exchange import Exchange, Request

_OAUTH = "/oauth/"


def bearer_of(request: Request) -> str:
    """The presented token; empty where there is none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def named_world(request: Request) -> str | None:
    """The world that the call names by prefix, header or baggage, in this order."""
    if request.world_id is not None:
        return request.world_id
    return request.headers.get("x-mockflow-world") or _in_baggage(request.headers.get("baggage", ""))


def _in_baggage(baggage: str) -> str | None:
    for member in baggage.split(","):
        name, _, value = member.partition(";")[0].partition("=")
        if name.strip() == "mockflow.world":
            return unquote(value.strip()) or None
    return None


def find_world(exchange: Exchange) -> World | None:
    """The world of the call: the named one, the one in the suffix of its token, client id or code, or the default."""
    named = named_world(exchange.request)
    if named is not None:
        return exchange.worlds.find(named)
    found = _in_suffix(exchange.worlds, exchange.bearer)
    if found is None and exchange.request.path.startswith(_OAUTH):
        from .oauth_credentials import credentials_of  # noqa: PLC0415 - most doubles never see a call of OAuth's

        worlds = (_in_suffix(exchange.worlds, each) for each in credentials_of(exchange.request))
        found = next((world for world in worlds if world is not None), None)
    return found or exchange.worlds.default


def _in_suffix(worlds: Registry, credential: str) -> World | None:
    _, dot, suffix = credential.rpartition(".")
    return worlds.find(suffix) if dot else None


def authenticate(exchange: Exchange) -> None:
    """The token must be one of the world's, and not expired. Where there is no API, nobody needs one to learn that."""
    world = exchange.world
    token = world.tokens.presented(exchange.bearer) if world and exchange.bearer else None
    if world is None or token is None:
        raise Refusal("not_authorized" if exchange.request.counted else "resource_not_found")
    if token.expires is not None and token.expires <= world.clock.now():
        raise Refusal("not_authorized")
    exchange.actor = token.actor
