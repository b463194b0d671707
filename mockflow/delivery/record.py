"""One event for one webhook, with what became of it."""

from functools import cached_property
from typing import Any, NamedTuple

from mockflow.core.wire import iso, loads
from mockflow.domain.events import Event
from mockflow.domain.webhooks import Webhook

from .plan import body_of

STATES = PENDING, DELIVERED, FAILED, BLOCKED = "pending", "delivered", "failed", "blocked"
_OVERHEAD = 1_024


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


class Told:
    """An event as webhooks are told of it. Its bytes are made once, off the path of the call that caused it."""

    def __init__(self, event: Event) -> None:
        self._event = event

    @cached_property
    def body(self) -> bytes:
        """The exact bytes."""
        return body_of(self._event)

    @cached_property
    def size(self) -> int:
        """About how many bytes it keeps: those of the event's record, and as many again that are sent."""
        values = (getattr(self._event, name) for name in self._event.__dataclass_fields__)
        bodies = (each if isinstance(each, bytes) else getattr(each, "body", b"") for each in values)
        return _OVERHEAD + 2 * sum(map(len, bodies))


class Delivery:
    """A delivery.

    Attributes:
        headers: of the last attempt: each is signed afresh.
        state: ``pending``, ``delivered``, ``failed`` or ``blocked``.
        reason: why it is not delivered; None while there is nothing to say.
        last_chance: whether no attempt follows the next one.
        revision: the number, among all deliveries of the world, of the last thing that became of it.
    """

    def __init__(self, number: int, webhook: Webhook, told: Told) -> None:
        self.id = f"delivery-{number}"
        self.number = number
        self.webhook = webhook
        self._told = told
        self.headers: dict[str, str] = {}
        self.state = PENDING
        self.reason: str | None = None
        self.attempts: tuple[Attempt, ...] = ()
        self.last_chance = False
        self.revision = 0

    @property
    def body(self) -> bytes:
        """The exact bytes."""
        return self._told.body

    @property
    def size(self) -> int:
        """About how many bytes it keeps."""
        return self._told.size

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
