"""The requests a minute of each token, and their headers."""

from mockflow.core.refusal import Refusal
from mockflow.worlds.meters import Reading

from .exchange import Exchange

_ONE_SECOND = 1


def count_request(exchange: Exchange) -> None:
    """Count the call; refuse it once the minute's number is reached, unless a cache can answer it."""
    world, actor, request = exchange.world, exchange.actor, exchange.request
    if world is None or actor is None or not request.counted:
        return
    if request.at_cdn:
        from .cdn import look_up  # noqa: PLC0415 - most worlds never see a call of the Content Delivery API

        look_up(exchange)
    limit = world.rate_limit_of(actor)
    if request.setup or not world.options.rate_limit:
        exchange.reading = Reading(allowed=True, limit=limit, remaining=limit, retry_after=60)
        return
    exchange.reading = world.meters.count(actor.name, limit, world.clock.now())
    if exchange.reading.allowed:
        exchange.meters = world.meters
    elif exchange.kept is None:
        raise Refusal("too_many_requests", retry_after=exchange.reading.retry_after)


def enter_alone(exchange: Exchange) -> None:
    """Of some operations a token has one call in flight at most, from before a fault may delay it to its answer.

    Another one goes on without: what else is wrong with it is told first, see ``check_alone``.
    """
    world, actor, request = exchange.world, exchange.actor, exchange.request
    if world is None or actor is None or request.route is None or not request.route.alone or request.setup:
        return
    meters = world.meters  # looked at once: a reset brings others
    if meters.enter(actor.name):
        exchange.alone_in = meters


def check_alone(exchange: Exchange) -> None:
    """Refuse a call whose token had another one in flight when it came; a test's own preparation never is."""
    if exchange.alone_in is None and not exchange.request.setup:
        raise Refusal("too_many_requests", retry_after=_ONE_SECOND)


def leave_alone(exchange: Exchange) -> None:
    """The answer is made: the token may call again, if this was its one call."""
    if exchange.alone_in is not None and exchange.actor is not None:
        exchange.alone_in.leave(exchange.actor.name)


def uncount_request(exchange: Exchange) -> None:
    """A call that an endpoint's own limit refused does not count, nor does one that a cache answered."""
    reading = exchange.reading
    if exchange.meters is not None and exchange.actor is not None and reading is not None:
        exchange.meters.give_back(exchange.actor.name)
        exchange.reading = reading._replace(remaining=reading.remaining + 1)


def rate_headers(exchange: Exchange, refusal: Refusal | None) -> dict[str, str]:
    """The headers that tell a known token where it stands."""
    reading = exchange.reading
    if reading is None:
        return {}
    headers = {"X-RateLimit-Limit": str(reading.limit), "X-RateLimit-Remaining": str(reading.remaining)}
    if refusal is not None and refusal.retry_after is not None:
        headers["Retry-After"] = str(refusal.retry_after)
    elif exchange.world is not None and exchange.world.quirks["retry_after_on_success"] == "on":
        headers["Retry-After"] = str(reading.retry_after)
    return headers
