"""Stock and orders as a seed says them: the mirror of ``plant_inventory``, ``plant_orders`` and ``plant_lines``."""

from typing import Any

from mockflow.core.wire import iso
from mockflow.domain.order_payment import Payment
from mockflow.domain.orders import ORDERS, Order, usual_order_id
from mockflow.domain.purchases import Address, Line
from mockflow.domain.selling import line_of, sku_for_sale
from mockflow.domain.stock import STOCK, Stock

from .export_ground import Exported, said
from .seed_inventory import INFINITE
from .seed_members import BASE_TIME
from .shoppers import NAME, email_of, home_of

_MINUTE = 60_000
_DISPUTED = ("disputed", "dispute-lost")


def export_inventory(ground: Exported) -> dict[str, Any]:
    """The stock of each SKU that was ever set."""
    found = {}
    for stock in ground.reader.all(STOCK, ground.site.id):
        path = ground.items.get(stock.sku_id)
        if path is not None:
            found[path.removeprefix("sku/")] = _level(stock)
    return found


def _level(stock: Stock) -> Any:
    if stock.finite:
        return stock.quantity
    return {"inventoryType": INFINITE, "quantity": stock.quantity} if stock.quantity else INFINITE


def export_orders(ground: Exported) -> list[dict[str, Any]]:
    """The site's orders, oldest first."""
    orders = sorted(ground.reader.all(ORDERS, ground.site.id), key=lambda order: (order.accepted, order.id))
    return [_order(ground, at, each) for at, each in enumerate(orders)]


def _order(ground: Exported, at: int, order: Order) -> dict[str, Any]:
    bought = order.purchase
    ground.names.give(f"{ground.prefix}orders/{order.id}", order.id)
    lines = [_line(ground, each) for each in bought.lines]
    shipping = home_of(bought.full_name) if bought.ships else None
    content: dict[str, Any] = {
        "id": order.id,
        "status": order.status,
        "currency": bought.unit,
        "anyTimes": _contradicts_itself(order),
        **_progress(order),
        "comment": order.comment,
        "orderComment": bought.comment,
        "shippingProvider": order.shipping_provider,
        "shippingTracking": order.shipping_tracking,
        "shippingTrackingURL": order.shipping_tracking_url,
        "customerInfo": _customer(order),
        "shippingAddress": _address(bought.shipping, bought.full_name),
        "billingAddress": _address(bought.billing, bought.full_name),
        "purchasedItems": [line for line, _ in lines],
        "extras": [said(each._asdict(), {"name": "", "description": ""}) for each in bought.extras],
        "paymentProcessor": bought.payment.processor,
        "stripeCard": _card(bought.payment),
        "customData": [{"name": name, kind: value} for name, kind, value in bought.custom_data],
        "isBuyNow": bought.is_buy_now,
    }
    usual: dict[str, Any] = {
        "id": usual_order_id(f"{ground.prefix}orders/{at}"),
        "status": "unfulfilled",
        "currency": next((unit for _, unit in lines if all(each == unit for _, each in lines)), None),
        "anyTimes": False,
        **_usual_progress(at, order),
        "comment": "",
        "orderComment": "",
        "shippingProvider": None,
        "shippingTracking": None,
        "shippingTrackingURL": None,
        "customerInfo": {},
        "shippingAddress": _address(shipping, bought.full_name),
        "billingAddress": _address(bought.shipping, bought.full_name),
        "extras": [],
        "paymentProcessor": "stripe",
        "stripeCard": None,
        "customData": [],
        "isBuyNow": False,
    }
    return said(content, usual)


def _progress(order: Order) -> dict[str, Any]:
    return {
        "acceptedOn": iso(order.accepted),
        "fulfilledOn": iso(order.fulfilled),
        "refundedOn": iso(order.refunded),
        "disputedOn": iso(order.disputed),
        "disputeUpdatedOn": iso(order.dispute_updated),
        "disputeLastStatus": order.dispute_last_status,
        "refundReason": order.refund_reason,
    }


def _usual_progress(at: int, order: Order) -> dict[str, Any]:
    """The times that follow from the status and from each other."""
    before = order.accepted if order.fulfilled is None else order.fulfilled
    is_disputed = order.status in _DISPUTED
    usual = "lost" if order.status == "dispute-lost" else "needs_response"
    return {
        "acceptedOn": iso(BASE_TIME + at * _MINUTE),
        "fulfilledOn": iso(order.accepted) if order.status == "fulfilled" else None,
        "refundedOn": iso(before) if order.status == "refunded" else None,
        "disputedOn": iso(before) if is_disputed else None,
        "disputeUpdatedOn": iso(order.disputed) if is_disputed else None,
        "disputeLastStatus": usual if is_disputed else None,
        "refundReason": None,
    }


def _contradicts_itself(order: Order) -> bool:
    times = (order.fulfilled, order.refunded, order.disputed)
    updated, disputed = order.dispute_updated, order.disputed
    backwards = updated is not None and disputed is not None and updated < disputed
    return backwards or any(time is not None and time < order.accepted for time in times)


def _customer(order: Order) -> dict[str, Any]:
    name = order.purchase.full_name
    return said({"fullName": name, "email": order.purchase.email}, {"fullName": NAME, "email": email_of(name)})


def _address(address: Address | None, name: str) -> dict[str, Any] | None:
    if address is None:
        return None
    content: dict[str, Any] = {
        "addressee": address.addressee,
        "line1": address.line1,
        "line2": address.line2,
        "city": address.city,
        "state": address.state,
        "country": address.country,
        "postalCode": address.postal_code,
        "japanType": address.japan_type,
    }
    return said(content, {**dict.fromkeys(content, ""), "addressee": name, "japanType": None})


def _card(payment: Payment) -> dict[str, Any] | None:
    usual = Payment()
    told = said({"brand": payment.brand, "last4": payment.last4}, {"brand": usual.brand, "last4": usual.last4})
    return told or None


def _line(ground: Exported, line: Line) -> tuple[dict[str, Any], str]:
    """A line, and the currency that it brings: what differs from the SKU as that is now, or all where it is gone."""
    path = ground.items.get(line.sku_id)
    sku = sku_for_sale(ground.reader, ground.site, line.sku_id) if path is not None else None
    own = _remembered(line)
    if sku is None:
        return {"count": line.quantity, **{key: value for key, value in own.items() if value is not None}}, ""
    usual = _remembered(line_of(ground.reader, ground.site, sku, line.quantity))
    content = {"sku": path, "count": line.quantity, **own}
    return said(content, {**usual, "count": 1}), sku.unit


def _remembered(line: Line) -> dict[str, Any]:
    """What an order knows of a SKU by itself."""
    return {
        "price": line.price,
        "productId": line.product_id,
        "productName": line.product_name,
        "productSlug": line.product_slug,
        "variantId": line.sku_id,
        "variantName": line.name,
        "variantSlug": line.slug,
        "variantSKU": line.sku,
        "variantImage": line.image,
        **line.sizes._asdict(),
        "isShippingRequired": line.shippable,
        "downloadFiles": [{"id": file_id, "name": name, "url": url} for file_id, name, url in line.downloads],
    }
