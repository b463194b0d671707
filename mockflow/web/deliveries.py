"""The control plane's calls around webhooks: deliveries, and the built-in receivers."""

from typing import TYPE_CHECKING, Any

from mockflow.core.schema import Number, StrictShape
from mockflow.domain.triggers import TRIGGERS
from mockflow.errors import ControlError
from mockflow.worlds.queries import MOST_SECONDS, check_names, number, whole

from .row import Ask, Control

if TYPE_CHECKING:
    from mockflow.delivery.record import Delivery

_STATES = ("pending", "delivered", "failed", "blocked")
_ALLOWED = {"triggerType": tuple(TRIGGERS), "state": _STATES}
FILTERS = {
    "triggerType": "the event",
    "state": "pending, delivered, failed or blocked",
    "wait": "seconds to wait for atLeast of them",
    "atLeast": "with wait: how many to wait for, 1 by default",
}


class DrainBody(StrictShape):
    timeout_seconds = Number(data_key="timeoutSeconds", load_default=10.0)


def get_deliveries(ask: Ask) -> dict[str, Any]:
    query = ask.query
    check_names(query, FILTERS)
    for name, allowed in _ALLOWED.items():
        if query.get(name, allowed[0]) not in allowed:
            raise ValueError(f"{name}: expected one of {', '.join(allowed)}, found {query[name]}")

    def holds(delivery: "Delivery") -> bool:
        return query.get("triggerType", delivery.webhook.trigger_type) == delivery.webhook.trigger_type and (
            query.get("state", delivery.state) == delivery.state
        )

    from mockflow.delivery.kept import MOST_KEPT  # noqa: PLC0415 - sending is imported once somebody looks at it

    at_least, within = whole(query, "atLeast", 1, MOST_KEPT), min(number(query, "wait", 0), MOST_SECONDS)
    found = ask.world.outgoing.deliveries.kept(holds, at_least=at_least, within=within)
    return {"deliveries": [delivery.to_dict() for delivery in found]}


def clear_deliveries(ask: Ask) -> None:
    ask.world.outgoing.deliveries.clear()


def drain(ask: Ask) -> dict[str, Any]:
    seconds = ask.body["timeout_seconds"]
    if not 0 <= seconds <= MOST_SECONDS:
        raise ValueError(f"timeoutSeconds: expected a number from 0 to {MOST_SECONDS:g}, found {seconds:g}")
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
    Control("GET", "/deliveries", get_deliveries, "What was, is and will be sent, attempt by attempt", query=FILTERS),
    Control("DELETE", "/deliveries", clear_deliveries, "Forget the deliveries, and send none of them", success=204),
    Control("POST", "/deliveries/drain", drain, "Wait until nothing that is due is pending", DrainBody),
    Control("POST", "/deliveries/{delivery_id}/redeliver", redeliver, "Send a delivery once more"),
    Control("GET", "/sink/{name}", get_sink, "What a built-in receiver received"),
    Control(
        "POST",
        "/sink/{name}",
        post_to_sink,
        "A built-in receiver: it takes anything",
        query=None,
        takes_anything=True,
    ),
    Control("DELETE", "/sink/{name}", clear_sink, "Forget what a built-in receiver received", success=204),
)
