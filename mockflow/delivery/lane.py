"""The deliveries of one webhook: one is under way at a time."""

from collections import deque

from .record import Delivery


class Lane:
    """The deliveries of one webhook.

    Attributes:
        due: those to be sent now, oldest first.
        pending: how many are to be sent, now or at their next try, with about so many bytes.
        dropped_in_a_row: how many events were given up since one was delivered.
    """

    def __init__(self, webhook_id: str) -> None:
        self.webhook_id = webhook_id
        self.due: deque[Delivery] = deque()
        self.pending = 0
        self.pending_bytes = 0
        self.sending: Delivery | None = None
        self.has_worker = False
        self.dropped_in_a_row = 0
        self.is_deactivated = False

    def drop(self) -> None:
        """Send nothing of what is due; what is under way has no further try."""
        self.due.clear()
        self.pending = self.pending_bytes = 0
        if self.sending is not None:
            self.pending, self.pending_bytes = 1, self.sending.size
            self.sending.last_chance = True
