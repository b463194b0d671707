"""What the control plane does to drill a receiver of webhooks."""

from typing import Any

from mockflow.delivery.egress import BlockedError
from mockflow.errors import ControlError
from mockflow.worlds.drill_kinds import KINDS
from mockflow.worlds.drills import Receiver

from .row import Ask
from .slots import Slots

MOST_DRILLS = 4
_SLOTS = Slots(MOST_DRILLS, "receivers are being drilled already, and each takes a thread: wait for one of them")


def answer_drills(ask: Ask) -> dict[str, Any]:
    """Send a receiver what it should take, and what it should not: the report card."""
    names = [kind.name for kind in KINDS]
    kinds = names if ask.body["kinds"] is None else ask.body["kinds"]
    for kind in kinds or [""]:
        if kind not in names:
            raise ValueError(f"kinds: expected some of {', '.join(names)}, found {kind[:80] or 'none'}")
    receiver = Receiver(ask.world, ask.body["url"], ask.body["secret"])
    holder = object()
    _SLOTS.take(holder)
    try:
        return receiver.drill(frozenset(kinds))
    except BlockedError as blocked:
        raise ControlError(400, "validation_error", f"url: {blocked}") from None
    finally:
        _SLOTS.give_back(holder)
