"""Reading orders: one, all, those of a status, and who may not."""

from typing import Any

import pytest

from mockflow import Mockflow
from tests.areas.orders import COLLECTIONS, MUG, ORDERS, SEED, STATUS_OF, Orders, orders_of, shop_with
from tests.support import error, reasons

pytestmark = pytest.mark.mockflow(seed=SEED, rate_limit=False, clock="2026-01-15T12:00:00Z")

KEYS = """orderId status comment orderComment acceptedOn fulfilledOn refundedOn disputedOn disputeUpdatedOn
    disputeLastStatus customerPaid netAmount applicationFee allAddresses shippingAddress billingAddress shippingProvider
    shippingTracking shippingTrackingURL customerInfo purchasedItems purchasedItemsCount stripeDetails stripeCard
    paypalDetails customData metadata isCustomerDeleted isShippingRequired hasDownloads paymentProcessor totals
    downloadFiles""".split()  # noqa: SIM905 - a list would be 30 lines
FULL: dict[str, Any] = {
    "id": "fc7-128",
    "status": "unfulfilled",
    "acceptedOn": "2024-03-29T21:29:21.555Z",
    "customerInfo": {"fullName": "Kim Sample", "email": "kim@example.com"},
    "shippingAddress": {"line1": "2 Quay", "city": "Ghent", "country": "BE", "postalCode": "9000"},
    "billingAddress": {"addressee": "Kim's Ltd", "city": "Brugge", "japanType": "kana"},
    "purchasedItems": [{"sku": "sku/mug", "count": 2, "price": 4000}, {"sku": "sku/book"}],
    "extras": [
        {"type": "tax", "name": "State Taxes", "price": 373},
        {"type": "shipping", "name": "Flat", "description": "By bicycle", "price": 3000},
        {"type": "discount", "name": "Friends", "price": -500},
    ],
    "orderComment": "Ring twice",
    "stripeCard": {"brand": "JCB", "last4": "0000"},
    "customData": [{"name": "Note", "textInput": "Hi"}, {"name": "Gift", "checkbox": True}],
    "isBuyNow": True,
}


@pytest.fixture
def orders(mockflow: Mockflow) -> Orders:
    return orders_of(mockflow)


def dollars(value: int) -> dict[str, str]:
    return {"unit": "USD", "value": str(value), "string": f"$ {value // 100}.{value % 100:02d} USD"}


def test_an_order_has_every_key_in_order(orders: Orders) -> None:
    """Whatever its status, an order has all keys of the published document, in one order, null where nothing is."""
    for order in orders.all():
        assert list(order) == KEYS
        assert orders.get(order["orderId"]) == order


@pytest.mark.mockflow(seed=shop_with(FULL))
def test_amounts_follow_from_prices(orders: Orders) -> None:
    """The total is the rows with the extras, which was paid; fees of 2 % and of 2.9 % and 30 cents come off it."""
    order = orders.get("fc7-128")
    assert [row["rowTotal"]["value"] for row in order["purchasedItems"]] == ["8000", "1000"]
    assert order["totals"]["subtotal"] == dollars(9000)
    extras = [(each["type"], each["name"], each["description"], each["price"]) for each in order["totals"]["extras"]]
    assert extras == [
        ("tax", "State Taxes", "", dollars(373)),
        ("shipping", "Flat", "By bicycle", dollars(3000)),
        ("discount", "Friends", "", {"unit": "USD", "value": "-500", "string": "-$ 5.00 USD"}),
    ]
    assert order["totals"]["total"] == order["customerPaid"] == dollars(11873)
    assert (order["applicationFee"], order["netAmount"]) == (dollars(237), dollars(11262))
    assert order["purchasedItemsCount"] == 3


@pytest.mark.mockflow(seed=shop_with(FULL))
def test_an_order_keeps_what_its_skus_were(orders: Orders) -> None:
    """A row has product, SKU, price, picture and sizes as they were: later changes of the SKU do not touch it."""
    before = orders.get("fc7-128")
    mug, book = before["purchasedItems"]
    site_id = orders.mock.id("sites/shop")
    assert mug.pop("variantImage")["url"].startswith(f"https://cdn.prod.website-files.com/{site_id}/")
    assert mug == {
        "count": 2,
        "rowTotal": dollars(8000),
        "productId": orders.mock.id("product/mug"),
        "productName": "Mug",
        "productSlug": "mug",
        "variantId": orders.mock.id("sku/mug"),
        "variantName": "Blue mug",
        "variantSlug": "mug",
        "variantSKU": "MUG-1",
        "variantPrice": dollars(4000),
        "weight": 0.4,
        "width": 9,
        "height": 10,
        "length": 0.00001,
    }
    assert (book["variantImage"], book["variantSKU"], book["weight"]) == (None, "", None)
    changed = {"fieldData": {"name": "Red mug", "price": {"value": 1, "unit": "USD"}}}
    path = f"/collections/{orders.mock.id('sku')}/items/{orders.mock.id('sku/mug')}"
    assert orders.api.patch(path, json=changed).status_code == 200
    mug_now = orders.get("fc7-128")["purchasedItems"][0]
    assert (mug_now["variantName"], mug_now["variantPrice"]) == ("Blue mug", dollars(4000))


@pytest.mark.mockflow(seed=shop_with(FULL))
def test_an_order_has_its_shopper_and_checkout(orders: Orders) -> None:
    """Customer, addresses, card, further inputs and downloads are those of the checkout."""
    order = orders.get("fc7-128")
    assert order["customerInfo"] == {"fullName": "Kim Sample", "email": "kim@example.com"}
    assert order["shippingAddress"] == {
        "type": "shipping",
        "addressee": "Kim Sample",
        "line1": "2 Quay",
        "line2": "",
        "city": "Ghent",
        "state": "",
        "country": "BE",
        "postalCode": "9000",
    }
    billing = order["billingAddress"]
    assert (billing["type"], billing["addressee"], billing["japanType"]) == ("billing", "Kim's Ltd", "kana")
    assert order["allAddresses"] == [billing, order["shippingAddress"]]
    assert order["stripeCard"] == {
        "last4": "0000", "brand": "JCB", "ownerName": "Kim Sample", "expires": {"year": 2027, "month": 8},
    }  # fmt: skip
    assert order["customData"] == [{"name": "Note", "textInput": "Hi"}, {"name": "Gift", "checkbox": True}]
    assert (order["metadata"], order["orderComment"]) == ({"isBuyNow": True}, "Ring twice")
    assert (order["isShippingRequired"], order["hasDownloads"]) == (True, True)
    assert order["downloadFiles"] == [{"id": "f1", "name": "book.pdf", "url": "https://files.example.com/book.pdf"}]


def test_each_status_has_its_times(orders: Orders) -> None:
    """What has not happened to an order is null, and a dispute has its last news."""
    names = ("fulfilledOn", "refundedOn", "disputedOn", "disputeUpdatedOn", "disputeLastStatus")
    there = {status: orders.get(order_id) for status, order_id in STATUS_OF.items()}
    assert {status: [name for name in names if order[name] is not None] for status, order in there.items()} == {
        "pending": [],
        "unfulfilled": [],
        "fulfilled": ["fulfilledOn"],
        "disputed": ["disputedOn", "disputeUpdatedOn", "disputeLastStatus"],
        "dispute-lost": ["disputedOn", "disputeUpdatedOn", "disputeLastStatus"],
        "refunded": ["refundedOn"],
    }
    assert [there[each]["disputeLastStatus"] for each in ("disputed", "dispute-lost")] == ["needs_response", "lost"]


def test_a_payment_has_the_ids_of_its_processor(orders: Orders) -> None:
    """Stripe's ids have Stripe's prefixes and come as the payment goes on; a PayPal order has PayPal's."""
    there = {status: orders.get(order_id)["stripeDetails"] for status, order_id in STATUS_OF.items()}
    assert [key for key, value in there["pending"].items() if value] == [
        "paymentMethod",
        "paymentIntentId",
        "customerId",
    ]
    prefixes = {key: value[:3] for key, value in there["unfulfilled"].items() if value}
    assert prefixes == {"paymentMethod": "pm_", "paymentIntentId": "pi_", "customerId": "cus", "chargeId": "ch_"}
    assert there["disputed"]["disputeId"].startswith("dp_")
    assert there["refunded"]["refundId"].startswith("re_")
    paypal = orders.get("000-007-abc")
    assert (paypal["paymentProcessor"], paypal["stripeCard"]) == ("paypal", None)
    assert set(paypal["stripeDetails"].values()) == {None}
    assert [key for key, value in paypal["paypalDetails"].items() if value] == ["orderId", "payerId", "captureId"]
    assert orders.get("000-002")["paypalDetails"] is None


def test_orders_come_newest_first(orders: Orders) -> None:
    """The newest order is the first of the list."""
    assert orders.ids() == [order["id"] for order in reversed(ORDERS)]


@pytest.mark.mockflow(
    seed=shop_with(
        *(
            {"id": f"00{n}-000", "acceptedOn": "2026-01-01T00:00:00Z", "purchasedItems": [{"sku": "sku/mug"}]}
            for n in "132"
        )
    )
)
def test_orders_of_one_moment_come_by_their_ids(orders: Orders) -> None:
    """Of orders placed at the same time, the lower id is first."""
    assert orders.ids() == ["001-000", "002-000", "003-000"]


def test_orders_are_paged(orders: Orders) -> None:
    """A page is what limit and offset cut out, and tells the total."""
    answer = orders.api.get(orders.path, params={"limit": 2, "offset": 3}).json()
    assert answer["pagination"] == {"limit": 2, "offset": 3, "total": 7}
    assert [order["orderId"] for order in answer["orders"]] == ["000-004", "000-003"]
    assert orders.api.get(orders.path, params={"offset": 7}).json()["orders"] == []
    over = orders.api.get(orders.path, params={"limit": 101}).json()
    assert over["pagination"]["limit"] == 100


@pytest.mark.parametrize("status", STATUS_OF)
def test_orders_are_filtered_by_status(orders: Orders, status: str) -> None:
    """Of one status, the list has those orders only, newest first, and counts them only."""
    expected = [order["id"] for order in reversed(ORDERS) if order["status"] == status]
    answer = orders.api.get(orders.path, params={"status": status, "limit": 1}).json()
    assert answer["pagination"] == {"limit": 1, "offset": 0, "total": len(expected)}
    assert orders.ids(status=status) == expected


def test_a_filter_follows_changes(orders: Orders) -> None:
    """An order that changes its status leaves the one filter for the other."""
    assert orders.ids(status="fulfilled") == ["000-003"]
    assert orders.move("000-002", "fulfill").status_code == 200
    assert orders.ids(status="fulfilled") == ["000-003", "000-002"]
    assert orders.ids(status="unfulfilled") == ["000-007-abc"]


@pytest.mark.parametrize("status", ["paid", "Pending", "refunded,pending", "null"])
def test_an_unknown_status_is_refused(orders: Orders, status: str) -> None:
    """A filter by a status that no order can have is a 400 that names those that it can."""
    (reason,) = reasons(orders.api.get(orders.path, params={"status": status}))
    assert reason.startswith("Value (status) should be equal to one of the allowed values: pending, unfulfilled")


@pytest.mark.parametrize("query", ["limit=0", "limit=-1", "limit=x", "offset=-1", "offset=1.5"])
def test_a_bad_page_is_refused(orders: Orders, query: str) -> None:
    """A limit or offset that is none is a 400 in the shape dialect."""
    assert reasons(orders.api.get(f"{orders.path}?{query}"))


CALLS = [("GET", ""), ("PATCH", ""), ("POST", "/fulfill"), ("POST", "/unfulfill"), ("POST", "/refund")]


@pytest.mark.parametrize("order_id", ["000-00f", "fc7128", "63a1b2c3d4e5f60718293a4b", "000-002x", "%F0%9F%8D%B5"])
@pytest.mark.parametrize(("method", "where"), CALLS)
def test_another_id_is_not_found(orders: Orders, method: str, where: str, order_id: str) -> None:
    """An id that no order has, of whatever form, is a 404 and never a 400: orders have ids of their own form."""
    answer = orders.api.request(method, f"{orders.path}/{order_id}{where}")
    assert error(answer) == (404, "resource_not_found", "Requested resource not found: The order cannot be found")


@pytest.mark.parametrize(("method", "where"), CALLS)
def test_an_order_of_another_site_is_not_found(orders: Orders, method: str, where: str) -> None:
    """An order is found under its own site only, even by a token that sees both sites."""
    api, mock = orders.mock.http(orders.mock.app_token), orders.mock
    answer = api.request(method, f"/sites/{mock.id('sites/other')}/orders/000-002{where}")
    assert error(answer)[:2] == (404, "resource_not_found")
    assert orders.get("000-002")["status"] == "unfulfilled"


@pytest.mark.parametrize(("method", "where"), [("GET", None), *CALLS])
def test_a_site_without_a_store_has_no_orders(mockflow: Mockflow, method: str, where: str | None) -> None:
    """Where a site has no store, every call about orders is a 409 ecommerce_not_enabled, before its input is read."""
    path = orders_of(mockflow, "plain").path + ("" if where is None else f"/000-001{where}")
    answer = mockflow.http(mockflow.app_token).request(method, path, content=b"{")
    assert error(answer) == (409, "ecommerce_not_enabled", "Ecommerce is not yet initialized")


@pytest.mark.parametrize(("method", "where"), [("GET", None), *CALLS])
def test_orders_are_for_tokens_with_the_scope(mockflow: Mockflow, method: str, where: str | None) -> None:
    """Reading needs ecommerce:read and writing ecommerce:write, which do not stand for each other."""
    needed, other = ("read", "write") if method == "GET" else ("write", "read")
    orders = orders_of(mockflow, token=mockflow.new_token([f"ecommerce:{other}"]))
    answer = orders.api.request(method, orders.path + ("" if where is None else f"/000-002{where}"))
    message = f"OAuthForbidden: You are missing the following scopes - 'ecommerce:{needed}'"
    assert error(answer) == (403, "missing_scopes", message)


@pytest.mark.parametrize(("method", "where"), [("GET", None), *CALLS])
def test_a_token_of_another_site_sees_no_orders(mockflow: Mockflow, method: str, where: str | None) -> None:
    """For a site token, the orders of another site are not there."""
    path = orders_of(mockflow, "other").path + ("" if where is None else f"/fff-fff{where}")
    assert error(mockflow.http().request(method, path))[:2] == (404, "resource_not_found")


@pytest.mark.mockflow(
    seed=shop_with(
        *({"purchasedItems": [{"sku": "sku/mug"}]} for _ in range(3)),
        collections=[COLLECTIONS[0], {**COLLECTIONS[1], "items": [MUG]}],
    )
)
def test_ids_that_a_seed_leaves_out_are_always_the_same(orders: Orders) -> None:
    """Orders without an id get one of the usual form, the same in every world."""
    ids = orders.ids()
    assert len(set(ids)) == 3
    assert all(len(order_id) == 7 and order_id[3] == "-" for order_id in ids)
    again = Mockflow(seed=shop_with(*({"purchasedItems": [{"sku": "sku/mug"}]} for _ in range(3))))
    assert orders_of(again).ids() == ids
    assert all(orders.mock.id(f"orders/{each}") == each for each in ids)
