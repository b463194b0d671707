"""The Content Delivery API: two reads with a cache before them. Only calls that came to it lead here.

What is kept is answered again to the same token and URL, uncounted, however the world has changed since.
"""

from collections.abc import Hashable

from mockflow.core.refusal import Refusal
from mockflow.core.store import Reader
from mockflow.domain.sites import SITES
from mockflow.worlds.cdn_cache import Kept, life_of

from .exchange import Exchange, Response

STATUS = "CF-Cache-Status"
_LONGEST_URL = 8_000


def look_up(exchange: Exchange) -> None:
    """Find what is kept for this call; a test's own preparation is answered from the world itself."""
    world, request = exchange.world, exchange.request
    if world is not None and request.method == "GET" and not request.setup:
        exchange.cdn = world.cdn_cache()
        exchange.kept = exchange.cdn.find(_key(exchange), world.clock.now())


def _key(exchange: Exchange) -> Hashable:
    """The token, with all that it may do, and the whole URL."""
    request = exchange.request
    return exchange.actor, request.base_url, request.path, request.query


def told(exchange: Exchange, response: Response, refusal: Refusal | None) -> Response:
    """The answer with where it is from; a good one is kept."""
    kept, world = exchange.kept, exchange.world
    if kept is not None and world is not None and response.body is kept.body:
        headers = {STATUS: "HIT", "Age": str(kept.age(world.clock.now()))}
    else:
        is_good = refusal is None and response.broken is None
        headers = {STATUS: "MISS" if is_good and _keep(exchange, response) else "BYPASS"}
    return response._replace(headers={**response.headers, **headers}) if response.status else response


def _keep(exchange: Exchange, response: Response) -> bool:
    """Whether the answer could be kept: as long as the plan of its site has it."""
    world, request = exchange.world, exchange.request
    if exchange.cdn is None or world is None or exchange.site_id is None:
        return False
    site = Reader(world.state).find(SITES, exchange.site_id)
    if site is None or len(request.path) + len(request.query) > _LONGEST_URL:
        return False
    return exchange.cdn.keep(_key(exchange), Kept(response.body, world.clock.now(), life_of(world.plans.of_site(site))))
