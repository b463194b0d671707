"""Where a call may meet the cache of the Content Delivery API. For others it is one look, and no more is imported."""

from mockflow.core.refusal import Refusal

from .exchange import Exchange, Response
from .faults import Stopped
from .rate_limit import uncount_request


def meet_cache(exchange: Exchange) -> None:
    """Answer with what is kept for this call, uncounted.

    What its token may not do now, it may not do by way of a cache either: this comes after the steps that judge it.
    """
    if exchange.kept is not None:
        uncount_request(exchange)
        exchange.value = exchange.kept
        raise Stopped


def say_cache(exchange: Exchange, response: Response, refusal: Refusal | None) -> Response:
    """The answer with where it is from."""
    from .cdn import told  # noqa: PLC0415 - see the module

    return told(exchange, response, refusal)
