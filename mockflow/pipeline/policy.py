"""What the operator of the double lets a token do at all: its policy, and whether it is paused."""

from mockflow.core.refusal import Refusal

from .exchange import Exchange
from .matched import known
from .refusals import REFUSALS


def check_policy(exchange: Exchange) -> None:
    """A policy may refuse what the scopes allow. A test's own preparation has none."""
    world, route, actor = known(exchange)
    policy = world.policies.of(actor.name)
    if policy is not None and not exchange.request.setup:
        reason = policy.refusal(route.area, reads=route.method == "GET")
        if reason is not None:
            raise Refusal("forbidden", reason=reason)


def check_pause(exchange: Exchange) -> None:
    """A pause refuses every call, and tells its reason. A test's own preparation goes on."""
    world, _, actor = known(exchange)
    pause = world.pauses.of(actor.name)
    if pause is not None and not exchange.request.setup:
        whose = "every token" if pause.actor is None else f"the token {pause.actor}"
        why = f": {pause.reason}" if pause.reason else ""
        usual = REFUSALS["forbidden"].message
        raise Refusal("forbidden", f"{usual}{why}", reason=f"{whose} is paused{why}")


def check_again(exchange: Exchange) -> None:
    """Both once more, by the holder of the world's lock.

    So no write is committed once a pause was answered, and no more writes than a policy allows, however many come at
    the same time.
    """
    exchange.step = "policy"
    check_policy(exchange)
    exchange.step = "pause"
    check_pause(exchange)
    exchange.step = "transaction"
