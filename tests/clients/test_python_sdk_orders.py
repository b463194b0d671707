"""Webflow's official Python client on the double: each method it has for orders."""

from collections.abc import Callable

import pytest
from webflow.core.request_options import RequestOptions
from webflow.errors import BadRequestError, ConflictError, ForbiddenError, NotFoundError
from webflow.resources.orders.client import OrdersClient

from mockflow import Mockflow
from tests.clients.python_sdk import Sdk, methods_without_test, refused

PENDING, STRIPE, PAYPAL = "9ae-048", "0f8-d21", "b72-3ce"


def test_list(sdk: Sdk, mockflow: Mockflow) -> None:
    """Orders of every status and of both payment processors are parsed, newest first, or those of one status."""
    listed = sdk.orders.list(mockflow.site_id)
    statuses = {"pending", "unfulfilled", "fulfilled", "disputed", "dispute-lost", "refunded"}
    assert {order.status for order in listed.orders} == statuses
    assert {order.payment_processor for order in listed.orders} == {"stripe", "paypal"}
    times = [order.accepted_on for order in listed.orders]
    assert times == sorted(times, reverse=True)
    page = sdk.orders.list(mockflow.site_id, status="refunded", limit=1, offset=1)
    assert ([order.order_id for order in page.orders], page.pagination.total) == (["8d4-c07"], 2)
    with refused(BadRequestError):
        sdk.orders.list(mockflow.site_id, status="lost")


def test_get(sdk: Sdk, mockflow: Mockflow) -> None:
    """An order with its money, its addresses and its card; one that is not there is a NotFoundError."""
    order = sdk.orders.get(mockflow.site_id, "e09-b42")
    assert (order.customer_paid.value, order.customer_paid.unit) == ("16550", "EUR")
    assert [each.type for each in order.all_addresses] == ["billing", "shipping"]
    assert (order.shipping_address.city, order.billing_address.addressee) == ("Brussels", "Quist Interiors")
    assert (order.stripe_card.last_4, order.stripe_card.brand) == ("0005", "American Express")
    assert (order.dispute_last_status, order.disputed_on.year) == ("under_review", 2026)
    (item,) = order.purchased_items
    assert (item.variant_id, item.count) == (mockflow.id("sku/paper-shade-stairwell"), 2)
    assert order.totals.extras[0].price.value == "750"
    with refused(NotFoundError):
        sdk.orders.get(mockflow.site_id, "000-000")


def test_update(sdk: Sdk, mockflow: Mockflow) -> None:
    """The shop's notes; what is not named stays."""
    tracking = "https://parcels.example/LP-2026-1"
    changed = sdk.orders.update(
        mockflow.site_id,
        STRIPE,
        comment="Ring hard.",
        shipping_provider="Lowland Parcels",
        shipping_tracking="LP-2026-1",
        shipping_tracking_url=tracking,
    )
    assert (changed.comment, changed.shipping_provider) == ("Ring hard.", "Lowland Parcels")
    assert (changed.shipping_tracking, changed.shipping_tracking_url) == ("LP-2026-1", tracking)
    again = sdk.orders.update(mockflow.site_id, STRIPE, comment="She came herself.")
    assert (again.comment, again.shipping_tracking_url, again.status) == ("She came herself.", tracking, "unfulfilled")


def test_update_fulfill(sdk: Sdk, mockflow: Mockflow) -> None:
    """It is fulfilled; an order that is not paid yet is a ConflictError."""
    done = sdk.orders.update_fulfill(mockflow.site_id, STRIPE, send_order_fulfilled_email=True)
    assert done.status == "fulfilled"
    assert done.fulfilled_on is not None
    assert sdk.orders.get(mockflow.site_id, STRIPE) == done
    with refused(ConflictError):
        sdk.orders.update_fulfill(mockflow.site_id, PENDING)


def test_update_unfulfill(sdk: Sdk, mockflow: Mockflow) -> None:
    """It is open again; a refunded one is a ConflictError."""
    sdk.orders.update_fulfill(mockflow.site_id, STRIPE)
    opened = sdk.orders.update_unfulfill(mockflow.site_id, STRIPE)
    assert (opened.status, opened.fulfilled_on) == ("unfulfilled", None)
    with refused(ConflictError):
        sdk.orders.update_unfulfill(mockflow.site_id, "4d1-ab9")


@pytest.mark.parametrize(("order_id", "details"), [(STRIPE, "stripe_details"), (PAYPAL, "paypal_details")])
def test_refund(sdk: Sdk, mockflow: Mockflow, order_id: str, details: str) -> None:
    """The money goes back through whom it came; a second refund is a ConflictError."""
    refunded = sdk.orders.refund(mockflow.site_id, order_id, reason="requested")
    assert (refunded.status, getattr(refunded, details).refund_reason) == ("refunded", "requested")
    assert refunded.refunded_on is not None
    with refused(ConflictError):
        sdk.orders.refund(mockflow.site_id, order_id)
    assert sdk.orders.get(mockflow.site_id, order_id) == refunded


def test_a_refused_refund_stays_refused_when_it_is_repeated(sdk: Sdk, mockflow: Mockflow) -> None:
    """The client tries what was a conflict twice more, and the order stays as the first refund left it."""
    refunded = sdk.orders.refund(mockflow.site_id, STRIPE, reason="duplicate")
    with mockflow.virtual_time(), refused(ConflictError):
        sdk.orders.refund(mockflow.site_id, STRIPE, reason="fraudulent", request_options=RequestOptions(max_retries=2))
    assert [call.status for call in mockflow.requests(operation_id="refund-order")] == [200, 409, 409, 409]
    assert sdk.orders.get(mockflow.site_id, STRIPE) == refunded


def test_a_scope_that_is_missing_is_forbidden(connect: Callable[[str], Sdk], mockflow: Mockflow) -> None:
    """Of a store's calls the client has the 403 as a class of its own."""
    reader = connect(mockflow.readonly_token)
    assert reader.orders.get(mockflow.site_id, STRIPE).status == "unfulfilled"
    with refused(ForbiddenError):
        reader.orders.refund(mockflow.site_id, STRIPE)


@pytest.mark.mockflow(seed="empty")
def test_a_site_without_a_store_is_a_conflict(sdk: Sdk, mockflow: Mockflow) -> None:
    """Orders and settings of a site that sells nothing are a ConflictError."""
    with refused(ConflictError, "ecommerce_not_enabled"):
        sdk.orders.list(mockflow.site_id)
    with refused(ConflictError, "ecommerce_not_enabled"):
        sdk.ecommerce.get_settings(mockflow.site_id)


def test_no_method_is_left_out() -> None:
    """Each method of the client has its test."""
    assert methods_without_test(OrdersClient, globals()) == []
