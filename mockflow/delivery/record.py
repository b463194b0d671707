"""One event for one webhook, with what became of it."""

from functools import cached_property
from typing import Any, NamedTuple

from mockflow.core.wire import iso, loads
from mockflow.domain.events import Event
from mockflow.domain.webhooks import Webhook

from .plan import body_of

STATES = PENDING, DELIVERED, FAILED, BLOCKED = "pending", "delivered", "failed", "blocked"


class Attempt(NamedTuple):
    """One try.

    Attributes:
        at: milliseconds since 1970, by the world's clock.
        status: of the answer; None where there was none.
        error: why there was none.
        duration: seconds.
    """

    at: int
    status: int | None
    error: str | None
    duration: float

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form."""
        duration = round(self.duration * 1000, 3)
        return {"at": iso(self.at), "status": self.status, "error": self.error, "durationMs": duration}


class Delivery:
    """A delivery. Its bytes are made when they are first needed, off the path of the call that caused it.

    Attributes:
        headers: of the last attempt: each is signed afresh.
        state: ``pending``, ``delivered``, ``failed`` or ``blocked``.
        reason: why it is not delivered; None while there is nothing to say.
        last_chance: whether no attempt follows the next one.
        is_kept: whether it is among those that are kept to be looked at.
        size: its bytes as far as they are counted among those that are kept.
    """

    def __init__(self, number: int, webhook: Webhook, event: Event) -> None:
        self.id = f"delivery-{number}"
        self.number = number
        self.webhook = webhook
        self.event = event
        self.headers: dict[str, str] = {}
        self.state = PENDING
        self.reason: str | None = None
        self.attempts: tuple[Attempt, ...] = ()
        self.last_chance = False
        self.is_kept = False
        self.size = 0

    @cached_property
    def body(self) -> bytes:
        """The exact bytes."""
        return body_of(self.event)

    def end(self, state: str, reason: str | None = None) -> None:
        """Nothing more will be tried."""
        self.state, self.reason = state, reason

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form."""
        return {
            "id": self.id,
            "webhookId": self.webhook.id,
            "triggerType": self.webhook.trigger_type,
            "url": self.webhook.url,
            "headers": dict(self.headers),
            "body": loads(self.body),
            "state": self.state,
            "reason": self.reason,
            "attempts": [attempt.to_dict() for attempt in self.attempts],
        }
