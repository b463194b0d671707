"""What is certain once the first steps have passed."""

from mockflow.core.call import Actor
from mockflow.core.refusal import Refusal
from mockflow.core.route import Route
from mockflow.worlds.world import World

from .exchange import Exchange


def require_route(exchange: Exchange) -> None:
    """A path or a method that Webflow does not have is not found."""
    if exchange.request.route is None:
        raise Refusal("resource_not_found")


def known(exchange: Exchange) -> tuple[World, Route, Actor]:
    """The world, the row and the caller of an exchange that has passed authentication and matching."""
    world, route, actor = exchange.world, exchange.request.route, exchange.actor
    if world is None or route is None or actor is None:
        raise AssertionError("a step ran before the steps that it builds on")
    return world, route, actor
