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
    headers = {"Content-Type": "application/json", "User-Agent": "mockflow", "X-Mockflow-World": world.id}
    secret = delivery.webhook.secret
    if secret is not None:
        timestamp = str(world.timestamp())
        headers["x-webflow-timestamp"] = timestamp
        headers["x-webflow-signature"] = sign(secret, timestamp, delivery.body)
    return headers


def tell(level: int, world: SenderWorld, delivery: Delivery, what: str) -> None:
    """A line of the log. Only the origin of a URL is told: the rest may be a secret."""
    if _log.isEnabledFor(level):
        webhook, now = delivery.webhook, str(iso(world.clock.now()))[TIME_OF_DAY]
        words = (now, world.id, delivery.id, webhook.trigger_type, read_target(webhook.url).origin, what)
        _log.log(level, "%s", " ".join(words))
