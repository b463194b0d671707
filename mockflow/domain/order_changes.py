"""What may become of an order, and the events that tell of it."""

from dataclasses import dataclass
from typing import Any

import orjson

from mockflow.core.refusal import Refusal
from mockflow.core.store import Transaction

from .events import Event
from .orders import ORDERS, Order

_MOVES = {
    "fulfill": {"unfulfilled": "fulfilled", "fulfilled": "fulfilled"},
    "unfulfill": {"unfulfilled": "unfulfilled", "fulfilled": "unfulfilled"},
    "refund": {"unfulfilled": "refunded", "fulfilled": "refunded"},
}
"""For each move, the status that it leads to from each that allows it."""


@dataclass(frozen=True, slots=True, eq=False)
class OrderEvent(Event):
    """Something happened to an order; the payload is the whole of it."""

    order: Order

    def payload(self) -> dict[str, Any]:
        payload: dict[str, Any] = orjson.loads(self.order.body)
        return payload


class NewOrder(OrderEvent):
    """A shopper checked out."""

    trigger_type = "ecomm_new_order"


class OrderChanged(OrderEvent):
    """An order was written."""

    trigger_type = "ecomm_order_changed"


def status_after(order: Order, move: str) -> str:
    """The status of the order after this move; refuses with ``conflict`` where it has none."""
    status = _MOVES[move].get(order.status)
    if status is None:
        raise Refusal("conflict", f"Conflict: An order that is {order.status} cannot be {move}ed")
    return status


def change_order(tx: Transaction, before: Order, after: Order) -> Order:
    """Write the order and tell of it, unless it is like that already."""
    if after == before:
        return before
    tx.emit(OrderChanged(after.site_id, after))
    return tx.put(ORDERS, after)
