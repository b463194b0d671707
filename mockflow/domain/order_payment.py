"""How an order was paid for. The ids of the payment's parts are made from the order's."""

from typing import Any, NamedTuple

from mockflow.core.ids import derived_id
from mockflow.core.wire import iso

PROCESSORS = ("stripe", "paypal")
CARDS = ("Visa", "American Express", "MasterCard", "Discover", "JCB", "Diners Club", "Unknown")
_CARD_YEARS = 3


class Payment(NamedTuple):
    """The processor, and the card that Stripe was given."""

    processor: str = "stripe"
    brand: str = "Visa"
    last4: str = "4242"


class Progress(NamedTuple):
    """What became of a payment, as far as the processor knows an id for it."""

    order_id: str
    charged: bool
    disputed: bool
    refunded: bool
    reason: str | None

    def part(self, prefix: str, name: str, *, there: bool = True) -> str | None:
        """The id of a part of the payment; None for a part that is not there."""
        return f"{prefix}{derived_id(f'orders/{self.order_id}#{name}')}" if there else None


def stripe_details(payment: Payment, progress: Progress) -> dict[str, Any]:
    """Stripe's ids: each of them null for another processor."""
    stripe = payment.processor == "stripe"
    return {
        "subscriptionId": None,
        "paymentMethod": progress.part("pm_", "method", there=stripe),
        "paymentIntentId": progress.part("pi_", "intent", there=stripe),
        "customerId": progress.part("cus_", "customer", there=stripe),
        "chargeId": progress.part("ch_", "charge", there=stripe and progress.charged),
        "disputeId": progress.part("dp_", "dispute", there=stripe and progress.disputed),
        "refundId": progress.part("re_", "refund", there=stripe and progress.refunded),
        "refundReason": progress.reason if stripe else None,
    }


def stripe_card(payment: Payment, owner: str, accepted: int) -> dict[str, Any] | None:
    """The card, which is good for some years after the order; null for another processor."""
    if payment.processor != "stripe":
        return None
    year = int(str(iso(accepted))[:4]) + _CARD_YEARS
    return {
        "last4": payment.last4,
        "brand": payment.brand,
        "ownerName": owner,
        "expires": {"year": year, "month": 8},
    }


def paypal_details(payment: Payment, progress: Progress) -> dict[str, Any] | None:
    """PayPal's ids, which have no prefix; null for another processor."""
    if payment.processor != "paypal":
        return None
    return {
        "orderId": progress.part("", "paypal"),
        "payerId": progress.part("", "payer"),
        "captureId": progress.part("", "capture", there=progress.charged),
        "refundId": progress.part("", "refund", there=progress.refunded),
        "refundReason": progress.reason,
        "disputeId": progress.part("", "dispute", there=progress.disputed),
    }
