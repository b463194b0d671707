"""Orders: list, get, annotate, fulfil and take back, refund. Shoppers make them, and nobody deletes them."""

from dataclasses import replace

from mockflow.core.call import Call
from mockflow.core.done import Done
from mockflow.core.paging import Page
from mockflow.core.route import command, query
from mockflow.core.schema import Flag, Shape, Text, one_of
from mockflow.core.store import Reader, Transaction
from mockflow.domain.listing import PagingQuery, page_of
from mockflow.domain.order_changes import change_order, status_after
from mockflow.domain.order_shapes import OrderSchema, OrdersSchema
from mockflow.domain.orders import ORDERS, REFUND_REASONS, STATUSES, Order, order_of, orders_with_status
from mockflow.domain.stores import require_store

AREA = "ecommerce"


class OrdersQuery(PagingQuery):
    status = Text(load_default=None, validate=one_of(*STATUSES), metadata={"description": "Only orders of this one."})


class OrderChanges(Shape):
    comment = Text(metadata={"description": "The shop's comment."})
    shipping_provider = Text(data_key="shippingProvider", metadata={"description": "Who carries it."})
    shipping_tracking = Text(data_key="shippingTracking", metadata={"description": "The parcel's number."})
    shipping_tracking_url = Text(data_key="shippingTrackingURL", metadata={"description": "Where to follow it."})


class Fulfillment(Shape):
    """What is checked and no more: nobody is sent an e-mail."""

    send_email = Flag(
        data_key="sendOrderFulfilledEmail",
        load_default=False,
        metadata={"description": "Whether the shopper is told by e-mail."},
    )


class RefundRequest(Shape):
    reason = Text(validate=one_of(*REFUND_REASONS), metadata={"description": "Why the money goes back."})


def list_orders(reader: Reader, call: Call) -> Page[Order]:
    """The site's orders, newest first; of one status if the call names it."""
    site_id, status = call.path["site_id"], call.query["status"]
    rows = reader.all(ORDERS, site_id) if status is None else orders_with_status(reader, site_id, status)
    return page_of("orders", rows, call)


def get_order(reader: Reader, call: Call) -> Order:
    return order_of(reader, call.path)


def update_order(tx: Transaction, call: Call) -> Order:
    """Change the shop's notes, whatever the order's status."""
    order = order_of(tx, call.path)
    return change_order(tx, order, replace(order, **call.body))


def fulfill_order(tx: Transaction, call: Call) -> Order:
    order = order_of(tx, call.path)
    if status_after(order, "fulfill") == order.status:
        return order
    return change_order(tx, order, replace(order, status="fulfilled", fulfilled=tx.now))


def unfulfill_order(tx: Transaction, call: Call) -> Order:
    order = order_of(tx, call.path)
    return change_order(tx, order, replace(order, status=status_after(order, "unfulfill"), fulfilled=None))


def refund_order(tx: Transaction, call: Call) -> Order:
    """Give all of the money back, once and for good. What was bought is not put back into stock."""
    order = order_of(tx, call.path)
    status, reason = status_after(order, "refund"), call.body.get("reason")
    return change_order(tx, order, replace(order, status=status, refunded=tx.now, refund_reason=reason))


_ORDER = "/sites/{site_id}/orders/{order_id}"

ROUTES = (
    query(
        "list-orders",
        "GET /sites/{site_id}/orders",
        list_orders,
        summary="List the orders of a site",
        scope="ecommerce:read",
        gate=require_store,
        query=OrdersQuery,
        returns=OrdersSchema,
        refusals=("ecommerce_not_enabled",),
    ),
    query(
        "get-order",
        f"GET {_ORDER}",
        get_order,
        summary="Get an order",
        scope="ecommerce:read",
        gate=require_store,
        returns=OrderSchema,
        refusals=("ecommerce_not_enabled",),
    ),
    command(
        "update-order",
        f"PATCH {_ORDER}",
        update_order,
        summary="Change the shop's notes on an order",
        scope="ecommerce:write",
        done=Done("changed", "order"),
        gate=require_store,
        body=OrderChanges,
        returns=OrderSchema,
        events=("ecomm_order_changed",),
        refusals=("ecommerce_not_enabled",),
    ),
    command(
        "fulfill-order",
        f"POST {_ORDER}/fulfill",
        fulfill_order,
        summary="Mark an order as fulfilled",
        scope="ecommerce:write",
        done=Done("fulfilled", "order"),
        gate=require_store,
        body=Fulfillment,
        returns=OrderSchema,
        events=("ecomm_order_changed",),
        refusals=("ecommerce_not_enabled", "conflict"),
    ),
    command(
        "unfulfill-order",
        f"POST {_ORDER}/unfulfill",
        unfulfill_order,
        summary="Mark an order as not fulfilled",
        scope="ecommerce:write",
        done=Done("unfulfilled", "order"),
        gate=require_store,
        returns=OrderSchema,
        events=("ecomm_order_changed",),
        refusals=("ecommerce_not_enabled", "conflict"),
    ),
    command(
        "refund-order",
        f"POST {_ORDER}/refund",
        refund_order,
        summary="Refund an order, whole and for good",
        area="refunds",
        scope="ecommerce:write",
        done=Done("refunded", "order"),
        gate=require_store,
        body=RefundRequest,
        returns=OrderSchema,
        events=("ecomm_order_changed",),
        refusals=("ecommerce_not_enabled", "conflict"),
    ),
)
