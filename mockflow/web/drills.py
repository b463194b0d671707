"""The control plane's call for webhook drills."""

from typing import Any

from mockflow.core.schema import Flag, Items, Nested, Number, Shape, StrictShape, Text, Whole

from .row import Ask, Control


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
    from .drilling import answer_drills  # noqa: PLC0415 - sending is imported once somebody drills

    return answer_drills(ask)


CONTROLS = (
    Control("POST", "/drills", drill, "Drill a receiver of webhooks: does it verify?", DrillBody, returns=DrillReport),
)
