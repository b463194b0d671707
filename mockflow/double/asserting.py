"""Asserting that a call was made, and saying what came nearest where it was not."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from json import dumps
from typing import Any

from mockflow.domain.triggers import TRIGGERS
from mockflow.worlds.oauth.names import OPERATIONS

from .results import Call, Delivery

_SHOWN = 10
_LONGEST = 200


def require_operation(operation_id: str) -> None:
    """LookupError, with the nearest name, unless there is such an operation."""
    from mockflow.resources.table import ROUTES  # noqa: PLC0415 - imports every area

    operations = [*(route.operation_id for route in ROUTES), *OPERATIONS]
    if operation_id not in operations:
        names = {name.lower(): name for name in operations}
        (nearest,) = get_close_matches(operation_id.lower(), names, n=1, cutoff=0)
        raise LookupError(f"no operation is called {operation_id!r}; the nearest is {names[nearest]!r}")


def assert_called(
    operation_id: str, calls: Sequence[Call], everything: Sequence[Call], *, times: int | None, json: Any, status: Any
) -> None:
    """AssertionError unless so many of these calls fit; it says what was called, and how the nearest differs."""
    __tracebackhide__ = True  # pytest then shows the test's own line
    differences = {call.id: list(_differences(call, json, status)) for call in calls}
    fitting = [call for call in calls if not differences[call.id]]
    if len(fitting) == times or (times is None and fitting):
        return
    wanted = "at least once" if times is None else f"{times} time{'' if times == 1 else 's'}"
    number = f"{len(fitting)} such call{'' if len(fitting) == 1 else 's'}"
    said = [f"expected {operation_id}{_told(json, status)} to be called {wanted}, found {number}"]
    if calls:
        misses = [call for call in calls if differences[call.id]]
        nearest = min(misses, key=lambda call: len(differences[call.id]), default=None)
        if nearest is not None and (times is None or len(fitting) < times):
            said += [f"the nearest is {nearest}", *(f"  {each}" for each in differences[nearest.id])]
    else:
        said += [f"{operation_id} was not called. Calls that were made:" if everything else "no call was made at all"]
        said += [f"  {call}" for call in everything[-_SHOWN:]]
    raise AssertionError("\n".join(said))


def assert_delivered(trigger_type: str, deliveries: Sequence[Delivery], *, times: int | None, payload: Any) -> None:
    """AssertionError unless so many of these deliveries arrived and fit."""
    __tracebackhide__ = True
    if trigger_type not in TRIGGERS:
        (nearest,) = get_close_matches(trigger_type, TRIGGERS, n=1, cutoff=0)
        raise LookupError(f"no trigger is called {trigger_type!r}; the nearest is {nearest!r}")
    told = [each for each in deliveries if each.trigger_type == trigger_type]
    differences = {each.id: list(_not_delivered(each, payload)) for each in told}
    fitting = [each for each in told if not differences[each.id]]
    if len(fitting) == times or (times is None and fitting):
        return
    wanted = "at least once" if times is None else f"{times} time{'' if times == 1 else 's'}"
    number = f"{len(fitting)} such deliver{'y' if len(fitting) == 1 else 'ies'}"
    of_what = "" if payload is None else f" with {_shown(payload)}"
    said = [f"expected {trigger_type}{of_what} to be delivered {wanted}, found {number}"]
    misses = [each for each in told if differences[each.id]]
    if misses and (times is None or len(fitting) < times):
        nearest_miss = min(misses, key=lambda each: len(differences[each.id]))
        said += [f"the nearest is {nearest_miss}", *(f"  {each}" for each in differences[nearest_miss.id])]
    elif not told:
        said += [
            f"{trigger_type} was sent to no webhook. Deliveries:" if deliveries else "no webhook was sent anything"
        ]
        said += [f"  {each}" for each in deliveries[-_SHOWN:]]
    raise AssertionError("\n".join(said))


def _not_delivered(delivery: Delivery, payload: Any) -> Iterator[str]:
    if delivery.state != "delivered":
        yield f"state: expected delivered, found {delivery.state}"
    if payload is not None:
        yield from _missing(payload, delivery.payload, "payload")


def _told(json: Any, status: Any) -> str:
    body = "" if json is None else f" with {_shown(json)}"
    return body if status is None else f"{body} answered {status}"


def _differences(call: Call, json: Any, status: Any) -> Iterator[str]:
    if status is not None and call.status != status:
        yield f"status: expected {status}, found {call.status}"
    if json is not None:
        yield from _missing(json, call.request_body, "body")


def _missing(wanted: Any, found: Any, path: str) -> Iterator[str]:
    """Where what was wanted is not part of what was found: objects may have further keys, lists no further entries."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        for key, value in wanted.items():
            if key in found:
                yield from _missing(value, found[key], f"{path}.{key}")
            else:
                yield f"{path}.{key}: expected {_shown(value)}, found nothing"
    elif isinstance(wanted, list | tuple) and isinstance(found, list) and len(wanted) == len(found):
        for at, (one, other) in enumerate(zip(wanted, found, strict=True)):
            yield from _missing(one, other, f"{path}[{at}]")
    elif wanted != found or isinstance(wanted, bool) != isinstance(found, bool):
        yield f"{path}: expected {_shown(wanted)}, found {_shown(found)}"


def _shown(value: Any) -> str:
    text = dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
