"""The control plane's calls for faults: armed misbehaviours of the API."""

from typing import Any

from mockflow.core.schema import Anything, Flag, Items, Nested, Number, Object, Shape, StrictShape, Text, Whole
from mockflow.errors import ControlError

from .row import Ask, Control


class MatchBody(StrictShape):
    operation_id = Text(data_key="operationId")
    method = Text()
    path = Text()
    actor = Text()


class EffectBody(StrictShape):
    status = Whole()
    code = Text()
    message = Text()
    headers = Object(values=Text())
    body = Anything(allow_none=True)
    content_type = Text(data_key="contentType")
    delay_ms = Number(data_key="delayMs")
    rate_limited = Flag(data_key="rateLimited")
    drop = Flag()
    truncate = Whole()
    after_commit = Flag(data_key="afterCommit")


class FaultBody(StrictShape):
    match = Nested(MatchBody, required=True)
    after = Whole()
    times = Whole(allow_none=True)
    probability = Number(allow_none=True)
    effect = Nested(EffectBody, required=True)


class FaultShape(Shape):
    id = Text(required=True)
    match = Nested(MatchBody, required=True)
    after = Whole(required=True)
    times = Whole(required=True, allow_none=True)
    probability = Number(required=True, allow_none=True)
    effect = Nested(EffectBody, required=True)
    fired = Whole(required=True)


class FaultsShape(Shape):
    faults = Items(Nested(FaultShape), required=True)


def list_faults(ask: Ask) -> dict[str, Any]:
    return {"faults": [fault.to_dict() for fault in ask.world.faults or ()]}


def arm_fault(ask: Ask) -> dict[str, Any]:
    from mockflow.worlds.faults import read_wanted  # noqa: PLC0415 - most worlds are never given a fault

    wanted = read_wanted(ask.sent)
    return ask.world.armed().arm(wanted).to_dict()


def clear_faults(ask: Ask) -> None:
    faults = ask.world.faults
    if faults is not None:
        faults.clear()


def remove_fault(ask: Ask) -> None:
    fault_id, faults = ask.params["fault_id"], ask.world.faults
    if faults is None or not faults.remove(fault_id):
        raise ControlError(404, "resource_not_found", f"No fault of this world has the id {fault_id}")


CONTROLS = (
    Control("GET", "/faults", list_faults, "The faults that are armed, and how often each fired", returns=FaultsShape),
    Control(
        "POST", "/faults", arm_fault, "Arm a fault: calls that it matches go wrong", FaultBody, returns=FaultShape,
        success=201,
    ),
    Control("DELETE", "/faults", clear_faults, "Disarm all faults", success=204),
    Control("DELETE", "/faults/{fault_id}", remove_fault, "Disarm a fault", success=204),
)  # fmt: skip
