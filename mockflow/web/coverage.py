"""The control plane's call on what of the API was called."""

from typing import Any

from mockflow.core.schema import Items, Nested, Object, Shape, Text, Whole

from .row import Ask, Control


class CoveredOperation(Shape):
    operation_id = Text(data_key="operationId", required=True)
    method = Text(required=True)
    path = Text(required=True)
    statuses = Object(values=Whole(), required=True)


class CoverageAnswer(Shape):
    coverage = Items(Nested(CoveredOperation), required=True)
    never_called = Items(Text(), data_key="neverCalled", required=True)


def get_coverage(ask: Ask) -> dict[str, Any]:
    from mockflow.worlds.coverage import coverage  # noqa: PLC0415 - the table imports every area of the API

    return coverage(ask.world.journal)


CONTROLS = (
    Control(
        "GET",
        "/coverage",
        get_coverage,
        "How often each operation was answered with each status, and which were never called",
        returns=CoverageAnswer,
    ),
)
