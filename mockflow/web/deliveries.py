"""The control plane's calls around webhooks: deliveries, and the built-in receivers."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mockflow.core.schema import Number, StrictShape
from mockflow.domain.triggers import TRIGGERS
from mockflow.errors import ControlError

from .controls import Ask, Control

if TYPE_CHECKING:
    from mockflow.delivery.record import Delivery

_LONGEST_WAIT = 300.0
_STATES = ("pending", "delivered", "failed", "blocked")
_FILTERS = {"triggerType": tuple(TRIGGERS), "state": _STATES}


class DrainBody(StrictShape):
    timeout_seconds = Number(data_key="timeoutSeconds", load_default=10.0)


def get_deliveries(ask: Ask) -> dict[str, Any]:
    query = ask.query
    unknown = query.keys() - {*_FILTERS, "wait", "atLeast"}
    if unknown:
        expected = ", ".join([*_FILTERS, "wait", "atLeast"])
        raise ValueError(f"{min(unknown)}: expected one of the filters {expected}, found {min(unknown)}")
    for name, allowed in _FILTERS.items():
        if query.get(name, allowed[0]) not in allowed:
            raise ValueError(f"{name}: expected one of {', '.join(allowed)}, found {query[name]}")

    def holds(delivery: "Delivery") -> bool:
        return query.get("triggerType", delivery.webhook.trigger_type) == delivery.webhook.trigger_type and (
            query.get("state", delivery.state) == delivery.state
        )

    from mockflow.delivery.kept import MOST_KEPT  # noqa: PLC0415 - sending is imported once somebody looks at it

    at_least, within = _number(query, "atLeast", 1), _number(query, "wait", 0)
    if at_least > MOST_KEPT:
        raise ValueError(f"atLeast: expected a number up to {MOST_KEPT}, found {query['atLeast'][:20]}")
    found = ask.world.outgoing.deliveries.kept(holds, at_least=int(at_least), within=min(within, _LONGEST_WAIT))
    return {"deliveries": [delivery.to_dict() for delivery in found]}


def _number(query: Mapping[str, str], name: str, default: float) -> float:
    text = query.get(name)
    if text is None:
        return default
    if not text.isascii() or not text.replace(".", "", 1).isdigit():
        raise ValueError(f"{name}: expected a number from 0 on, found {text}")
    return float(text)


def clear_deliveries(ask: Ask) -> None:
    ask.world.outgoing.deliveries.clear()


def drain(ask: Ask) -> dict[str, Any]:
    seconds = ask.body["timeout_seconds"]
    if not 0 <= seconds <= _LONGEST_WAIT:
        raise ValueError(f"timeoutSeconds: expected a number from 0 to {_LONGEST_WAIT:g}, found {seconds:g}")
    drained, pending = ask.world.outgoing.drain(seconds)
    return {"drained": drained, "pending": pending}


def redeliver(ask: Ask) -> dict[str, Any]:
    delivery = ask.world.outgoing.deliveries.redeliver(ask.params["delivery_id"])
    if delivery is None:
        raise ControlError(404, "resource_not_found", f"No delivery has the id {ask.params['delivery_id']}")
    return delivery.to_dict()


def get_sink(ask: Ask) -> dict[str, Any]:
    return {"messages": [message.to_dict() for message in ask.world.outgoing.sinks.messages(ask.params["name"])]}


def post_to_sink(ask: Ask) -> dict[str, Any]:
    message = ask.world.outgoing.sinks.receive(ask.params["name"], ask.world.clock.now(), ask.headers, ask.raw)
    return {"id": message.id, "verified": message.verified}


def clear_sink(ask: Ask) -> None:
    ask.world.outgoing.sinks.clear(ask.params["name"])


CONTROLS = (
    Control("GET", "/deliveries", get_deliveries),
    Control("DELETE", "/deliveries", clear_deliveries, success=204),
    Control("POST", "/deliveries/drain", drain, DrainBody),
    Control("POST", "/deliveries/{delivery_id}/redeliver", redeliver),
    Control("GET", "/sink/{name}", get_sink),
    Control("POST", "/sink/{name}", post_to_sink, takes_anything=True),
    Control("DELETE", "/sink/{name}", clear_sink, success=204),
)
