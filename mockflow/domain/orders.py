"""Orders: their record, their ids, and how they are found."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from mockflow.core.ids import derived_id
from mockflow.core.ordered import Ordered
from mockflow.core.refusal import Refusal
from mockflow.core.store import Reader, Table
from mockflow.core.wire import dumps, iso

from .order_money import money, net_amount, platform_fee
from .order_payment import Progress, paypal_details, stripe_card, stripe_details
from .purchases import Purchase

STATUSES = ("pending", "unfulfilled", "fulfilled", "disputed", "dispute-lost", "refunded")
DISPUTE_STATUSES = (
    "warning_needs_response",
    "warning_under_review",
    "warning_closed",
    "needs_response",
    "under_review",
    "charge_refunded",
    "won",
    "lost",
)
REFUND_REASONS = ("duplicate", "fraudulent", "requested")


@dataclass(frozen=True, slots=True)
class Order:
    """An order of a site's store.

    Attributes:
        id: six hex digits in two groups, or nine in three.
        accepted: milliseconds since 1970, as every time is.
        comment: the shop's own; the shopper's is in ``purchase``.
    """

    id: str
    site_id: str
    status: str
    accepted: int
    purchase: Purchase
    comment: str = ""
    shipping_provider: str | None = None
    shipping_tracking: str | None = None
    shipping_tracking_url: str | None = None
    fulfilled: int | None = None
    refunded: int | None = None
    disputed: int | None = None
    dispute_updated: int | None = None
    dispute_last_status: str | None = None
    refund_reason: str | None = None
    body: bytes = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "body", dumps(self._to_wire()))

    @property
    def order(self) -> tuple[int, str]:
        """Newest first."""
        return -self.accepted, self.id

    def _to_wire(self) -> dict[str, Any]:
        bought = self.purchase
        paid = bought.total
        return {
            **self._progress(),
            "customerPaid": money(paid, bought.unit),
            "netAmount": money(net_amount(paid), bought.unit),
            "applicationFee": money(platform_fee(paid), bought.unit),
            **bought.addresses(),
            "shippingProvider": self.shipping_provider,
            "shippingTracking": self.shipping_tracking,
            "shippingTrackingURL": self.shipping_tracking_url,
            "customerInfo": {"fullName": bought.full_name, "email": bought.email},
            "purchasedItems": [line.to_wire(bought.unit) for line in bought.lines],
            "purchasedItemsCount": sum(line.quantity for line in bought.lines),
            **self._payment(),
            "customData": [{"name": name, kind: value} for name, kind, value in bought.custom_data],
            "metadata": {"isBuyNow": bought.is_buy_now},
            "isCustomerDeleted": False,
            "isShippingRequired": bought.ships,
            "hasDownloads": bool(bought.downloads()),
            "paymentProcessor": bought.payment.processor,
            "totals": bought.totals(),
            "downloadFiles": bought.downloads(),
        }

    def _progress(self) -> dict[str, Any]:
        return {
            "orderId": self.id,
            "status": self.status,
            "comment": self.comment,
            "orderComment": self.purchase.comment,
            "acceptedOn": iso(self.accepted),
            "fulfilledOn": iso(self.fulfilled),
            "refundedOn": iso(self.refunded),
            "disputedOn": iso(self.disputed),
            "disputeUpdatedOn": iso(self.dispute_updated),
            "disputeLastStatus": self.dispute_last_status,
        }

    def _payment(self) -> dict[str, Any]:
        payment = self.purchase.payment
        progress = Progress(
            self.id,
            charged=self.status != "pending",
            disputed=self.disputed is not None,
            refunded=self.refunded is not None,
            reason=self.refund_reason,
        )
        return {
            "stripeDetails": stripe_details(payment, progress),
            "stripeCard": stripe_card(payment, self.purchase.full_name, self.accepted),
            "paypalDetails": paypal_details(payment, progress),
        }


ORDERS = Table[Order](
    "order",
    key=lambda order: order.id,
    group=lambda order: order.site_id,
    missing="Requested resource not found: The order cannot be found",
)


def order_of(reader: Reader, path: Mapping[str, str]) -> Order:
    """The order of the path, which must be one of the path's site."""
    order = reader.get(ORDERS, path["order_id"])
    if order.site_id != path["site_id"]:
        raise Refusal("resource_not_found", ORDERS.missing)
    return order


def orders_with_status(reader: Reader, site_id: str, status: str) -> tuple[Order, ...]:
    """The site's orders of this status, newest first."""
    orders = reader.all(ORDERS, site_id)
    found: tuple[Order, ...] = orders.derived("by status", _by_status).get(status, ())
    return found


def _by_status(orders: Ordered[Order]) -> dict[str, tuple[Order, ...]]:
    found: dict[str, list[Order]] = defaultdict(list)
    for order in orders:
        found[order.status].append(order)
    return {status: tuple(those) for status, those in found.items()}


def free_order_id(reader: Reader, text: str, *, short: bool = True) -> str:
    """An id made of this text that no order of the world has: of six digits, or of nine where those are taken.

    Args:
        reader: of the world.
        text: what it is made of.
        short: whether six digits will do: those of another world may be the same by chance.
    """
    return next(made for made in _order_ids(text, short=short) if reader.find(ORDERS, made) is None)


def usual_order_id(text: str) -> str:
    """The id that is made of this text where no other order has it."""
    return _grouped(derived_id(f"{text}#order", 6))


def _order_ids(text: str, *, short: bool) -> Iterator[str]:
    if short:
        yield usual_order_id(text)
    for attempt in count():
        yield _grouped(derived_id(f"{text}#order/{attempt}", 10)[:9])


def _grouped(digits: str) -> str:
    return "-".join(digits[at : at + 3] for at in range(0, len(digits), 3))
