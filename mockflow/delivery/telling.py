"""What is said of a delivery: to its receiver in headers, and to people in the log."""

import logging

from mockflow.core.wire import TIME_OF_DAY, iso
from mockflow.domain.webhook_urls import read_target

from .record import Delivery
from .sign import sign
from .surroundings import SenderWorld

_log = logging.getLogger("mockflow.deliveries")


def headers_of(world: SenderWorld, delivery: Delivery) -> dict[str, str]:
    """The headers of an attempt that is made now, signed as its webhook has it."""
    secret = delivery.webhook.secret(world.apps)
    stamp = "" if secret is None else str(world.timestamp())
    return {**unsigned(world.id), **({} if secret is None else signature(secret, stamp, delivery.body))}


def unsigned(world_id: str) -> dict[str, str]:
    """The headers that each delivery of a world has."""
    return {"Content-Type": "application/json", "User-Agent": "mockflow", "X-Mockflow-World": world_id}


def signature(secret: str, stamp: str, body: bytes) -> dict[str, str]:
    """The headers that say who sends these bytes, and when."""
    return {"x-webflow-timestamp": stamp, "x-webflow-signature": sign(secret, stamp, body)}


def tell(level: int, world: SenderWorld, delivery: Delivery, what: str) -> None:
    """A line of the log. Only the origin of a URL is told: the rest may be a secret."""
    if _log.isEnabledFor(level):
        webhook, now = delivery.webhook, str(iso(world.clock.now()))[TIME_OF_DAY]
        words = (now, world.id, delivery.id, webhook.trigger_type, read_target(webhook.url).origin, what)
        _log.log(level, "%s", " ".join(words))
