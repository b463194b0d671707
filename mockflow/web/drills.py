"""The control plane's call for webhook drills."""

from typing import Any

from mockflow.core.schema import Flag, Items, Nested, Number, Shape, StrictShape, Text, Whole
from mockflow.errors import ControlError

from .row import Ask, Control
from .slots import Slots

MOST_DRILLS = 4
_SLOTS = Slots(MOST_DRILLS, "receivers are being drilled already, and each takes a thread: wait for one of them")


class DrillBody(StrictShape):
    url = Text(required=True)
    secret = Text(load_default=None, allow_none=True)
    kinds = Items(Text(), load_default=None, allow_none=True)


class DrillAttempt(Shape):
    at = Text()
    status = Whole(allow_none=True)
    error = Text(allow_none=True)
    duration_ms = Number(data_key="durationMs")


class DrillCard(Shape):
    kind = Text()
    expected = Text()
    passed = Flag()
    attempts = Items(Nested(DrillAttempt))
    said = Text()


class DrillReport(Shape):
    url = Text()
    signed_with = Text(data_key="signedWith")
    passed = Flag()
    drills = Items(Nested(DrillCard))


def drill(ask: Ask) -> dict[str, Any]:
    """Send a receiver what it should take, and what it should not: the report card."""
    from mockflow.delivery.egress import BlockedError  # noqa: PLC0415 - sending is imported once somebody drills
    from mockflow.worlds.drill_kinds import KINDS  # noqa: PLC0415
    from mockflow.worlds.drills import Receiver  # noqa: PLC0415

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


CONTROLS = (
    Control("POST", "/drills", drill, "Drill a receiver of webhooks: does it verify?", DrillBody, returns=DrillReport),
)
