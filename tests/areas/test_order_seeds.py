"""Orders in a seed: what may be left out, and how mistakes are told."""

from typing import Any

import pytest

from mockflow import Mockflow, SeedError
from mockflow.worlds.seeds import plant
from tests.areas.orders import COLLECTIONS, MUGS, SHOP, orders_of, shop_with

ACCEPTED = "2026-01-02T09:00:00.000Z"
LATER = "2026-01-03T09:00:00.000Z"
LAST = "2026-01-04T09:00:00.000Z"


def order_of(**order: Any) -> dict[str, Any]:
    with Mockflow(seed=shop_with({"id": "abc-abc", "purchasedItems": MUGS, "acceptedOn": ACCEPTED, **order})) as mock:
        return orders_of(mock).get("abc-abc")


def problems_of(*orders: dict[str, Any], **site: Any) -> list[str]:
    with pytest.raises(SeedError) as raised:
        plant(shop_with(*orders, **site))
    return [str(each).partition(": ")[2] for each in raised.value.problems]


def test_an_order_may_be_brief() -> None:
    """Only what was bought must be said: the rest is an unfulfilled order of one, for a shopper who is nobody."""
    with Mockflow(seed=shop_with({"purchasedItems": MUGS}, {"purchasedItems": MUGS})) as mock:
        second, first = orders_of(mock).all()
    assert (first["acceptedOn"], second["acceptedOn"]) == ("2025-11-03T09:00:00.000Z", "2025-11-03T09:01:00.000Z")
    assert (first["status"], first["paymentProcessor"], first["comment"]) == ("unfulfilled", "stripe", "")
    assert first["customerInfo"] == {"fullName": "Robin Sample", "email": "robin.sample@example.com"}
    assert first["shippingAddress"]["addressee"] == first["billingAddress"]["addressee"] == "Robin Sample"
    assert first["purchasedItemsCount"] == 1


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ({"status": "fulfilled"}, {"fulfilledOn": ACCEPTED}),
        ({"status": "fulfilled", "fulfilledOn": LATER}, {"fulfilledOn": LATER}),
        ({"status": "refunded"}, {"refundedOn": ACCEPTED, "fulfilledOn": None}),
        ({"status": "refunded", "fulfilledOn": LATER}, {"refundedOn": LATER, "fulfilledOn": LATER}),
        ({"status": "refunded", "refundedOn": LAST}, {"refundedOn": LAST}),
        ({"status": "disputed"}, {"disputedOn": ACCEPTED, "disputeLastStatus": "needs_response"}),
        ({"status": "disputed", "disputeLastStatus": "under_review"}, {"disputeLastStatus": "under_review"}),
        ({"status": "disputed", "fulfilledOn": LATER}, {"disputedOn": LATER, "disputeUpdatedOn": LATER}),
        ({"status": "dispute-lost", "disputedOn": LATER}, {"disputeUpdatedOn": LATER, "disputeLastStatus": "lost"}),
        ({"status": "dispute-lost", "disputedOn": LATER, "disputeUpdatedOn": LAST}, {"disputeUpdatedOn": LAST}),
    ],
)
def test_times_go_with_the_status(given: dict[str, Any], made: dict[str, Any]) -> None:
    """What a status needs and the seed leaves out is the time before it."""
    order = order_of(**given)
    assert {key: order[key] for key in made} == made


def test_everything_may_be_said() -> None:
    """Notes, refund reason, payment and addresses of a seed are those of the answer."""
    notes = {
        "comment": "c",
        "orderComment": "o",
        "shippingProvider": "p",
        "shippingTracking": "t",
        "shippingTrackingURL": "u",
    }
    order = order_of(
        **notes,
        status="refunded",
        refundReason="fraudulent",
        paymentProcessor="paypal",
        customerInfo={"fullName": "Kim"},
        shippingAddress={"city": "Ghent"},
        customData=[{"name": "Note", "textArea": "Hi"}],
    )
    assert {key: order[key] for key in notes} == notes
    assert order["paypalDetails"]["refundReason"] == "fraudulent"
    assert (order["shippingAddress"]["addressee"], order["billingAddress"]["city"]) == ("Kim", "Ghent")
    assert order["customData"] == [{"name": "Note", "textArea": "Hi"}]
    assert order["customerInfo"] == {"fullName": "Kim", "email": "kim@example.com"}


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ({"id": "ABC-DEF"}, "id: expected an id such as fc7-128 or fc7-128-0ab, found ABC-DEF"),
        ({"id": "abcdef"}, "id: expected an id"),
        ({"id": "abc-def-012-345"}, "id: expected an id"),
        ({"status": "paid"}, "status: expected one of pending, unfulfilled, fulfilled, disputed"),
        ({"acceptedOn": "soon"}, "acceptedOn: expected an ISO 8601 time"),
        ({"purchasedItems": []}, "purchasedItems: expected one or more lines, found none"),
        ({"purchasedItems": None}, "purchasedItems: expected a list"),
        ({"purchasedItems": [{"count": 2}]}, "purchasedItems[0].sku: expected a value"),
        ({"purchasedItems": [{"sku": "sku/nope"}]}, "purchasedItems[0].sku: expected the path of a SKU"),
        ({"purchasedItems": [{"sku": "product/mug"}]}, "purchasedItems[0].sku: expected the path of a SKU"),
        ({"purchasedItems": [{"sku": "sku/mug", "count": 0}]}, "purchasedItems[0].count: expected a whole number from"),
        ({"purchasedItems": [{"sku": "sku/mug", "count": 10**7}]}, "purchasedItems[0].count: expected a whole number"),
        ({"purchasedItems": [{"sku": "sku/mug", "price": -1}]}, "purchasedItems[0].price: expected a whole number"),
        ({"purchasedItems": [{"sku": "sku/mug", "price": 2.5}]}, "purchasedItems[0].price: expected a whole number"),
        ({"extras": [{"type": "tip", "price": 1}]}, "extras[0].type: expected one of discount"),
        ({"extras": [{"type": "discount", "price": 1}]}, "extras[0].price: expected a whole number from -"),
        ({"extras": [{"type": "tax", "price": -1}]}, "extras[0].price: expected a whole number from 0"),
        ({"extras": [{"type": "discount", "price": -2500}]}, "extras: expected discounts of no more than the rest"),
        ({"fulfilledOn": LATER}, "fulfilledOn: expected nothing for an order that is unfulfilled"),
        ({"status": "pending", "fulfilledOn": LATER}, "fulfilledOn: expected nothing for an order that is pending"),
        ({"status": "fulfilled", "fulfilledOn": None}, "fulfilledOn: expected a time for an order that is fulfilled"),
        ({"status": "fulfilled", "fulfilledOn": "2025-01-01"}, "fulfilledOn: expected a time from acceptedOn on"),
        ({"status": "fulfilled", "refundedOn": LATER}, "refundedOn: expected nothing for an order that is fulfilled"),
        ({"status": "refunded", "refundedOn": "2025-01-01"}, "refundedOn: expected a time from acceptedOn on"),
        ({"refundReason": "requested"}, "refundReason: expected nothing for an order that is unfulfilled"),
        ({"status": "refunded", "refundReason": "x"}, "refundReason: expected one of duplicate"),
        ({"disputedOn": LATER}, "disputedOn: expected nothing"),
        ({"disputeLastStatus": "won"}, "disputeLastStatus: expected nothing"),
        (
            {"status": "disputed", "disputedOn": LAST, "disputeUpdatedOn": LATER},
            "disputeUpdatedOn: expected a time from disputedOn on",
        ),
        ({"paymentProcessor": "cash"}, "paymentProcessor: expected one of stripe, paypal"),
        ({"paymentProcessor": "paypal", "stripeCard": {"last4": "1"}}, "stripeCard: expected no card"),
        (
            {"customData": [{"name": "Note"}]},
            "customData[0]: expected one of textInput, textArea, checkbox, found none",
        ),
        ({"customData": [{"name": "N", "textInput": "a", "checkbox": True}]}, "customData[0]: expected one of"),
        ({"colour": "red"}, "colour: expected one of the keys"),
    ],
)
def test_a_mistake_is_told(order: dict[str, Any], said: str) -> None:
    """Each mistake is told with its path, what was expected and what was found."""
    (problem,) = problems_of({"id": "abc-abc", "purchasedItems": MUGS, "acceptedOn": ACCEPTED, **order})
    assert problem.startswith(f"sites[0].orders[0].{said}")


def test_the_same_id_twice_is_told() -> None:
    """Two orders of one id are a mistake, on two sites too."""
    twice = {"id": "abc-abc", "purchasedItems": MUGS}
    assert problems_of(twice, twice)[0].startswith("sites[0].orders[1]: expected a slug or name that nothing")
    sites = [{**SHOP, "orders": [twice]}, {**SHOP, "displayName": "Other", "orders": [twice]}]
    with pytest.raises(SeedError, match=r"sites\[1\].orders\[0\]: expected an id that nothing else has, found abc-abc"):
        plant({"mockflow": 1, "sites": sites})


def test_a_given_id_goes_before_a_made_one() -> None:
    """An order that names the id that another would have been given keeps it, and the other gets a longer one."""
    with Mockflow(seed=shop_with({"purchasedItems": MUGS})) as mock:
        (made,) = orders_of(mock).ids()
    with Mockflow(seed=shop_with({"purchasedItems": MUGS}, {"id": made, "purchasedItems": MUGS})) as mock:
        given, longer = orders_of(mock).ids()
    assert (given, len(longer)) == (made, 11)


def test_orders_need_a_store() -> None:
    """Orders on a site without a store are a mistake."""
    assert problems_of({"purchasedItems": MUGS}, store=None, collections=[]) == [
        "sites[0].orders: expected orders on a site with a store only, found a site without one"
    ]


def test_skus_of_two_currencies_are_told() -> None:
    """An order has one currency."""
    fields = {"name": "Euro", "product": "product/mug", "price": {"value": 1, "unit": "EUR"}}
    fields["sku-values"] = {"Kind": "Euro"}
    skus = {**COLLECTIONS[1], "items": [*COLLECTIONS[1]["items"], {"fieldData": fields}]}
    order = {"purchasedItems": [{"sku": "sku/mug"}, {"sku": "sku/euro"}]}
    (problem,) = problems_of(order, collections=[COLLECTIONS[0], skus])
    assert problem.endswith("purchasedItems: expected SKUs with prices in one currency, found EUR, USD")


def test_a_mistake_of_a_sku_is_told_once() -> None:
    """An order of a SKU that has a problem itself, or of a site whose collections do, adds none."""
    skus = {**COLLECTIONS[1], "items": [{"slug": "mug", "fieldData": {"name": "Mug", "product": "product/mug"}}]}
    assert len(problems_of({"purchasedItems": MUGS}, collections=[COLLECTIONS[0], skus])) == 1
    twice = [*COLLECTIONS, {"displayName": "SKUs", "slug": "sku", "items": []}]
    assert not [each for each in problems_of({"purchasedItems": MUGS}, collections=twice) if "orders" in each]


def test_orders_merge_by_their_ids() -> None:
    """A seed that extends another changes the orders that it names by id, and adds those without one."""
    base = shop_with({"id": "abc-abc", "purchasedItems": MUGS, "comment": "Base"}, {"purchasedItems": MUGS})
    from mockflow.worlds.seed_merging import merge  # noqa: PLC0415 - only here

    over = shop_with({"id": "abc-abc", "status": "fulfilled"}, {"purchasedItems": [{"sku": "sku/book"}]})
    merged, _ = merge(base, over)
    with Mockflow(seed=merged) as mock:
        orders = orders_of(mock)
        assert (orders.get("abc-abc")["comment"], orders.get("abc-abc")["status"]) == ("Base", "fulfilled")
        bought = [order["purchasedItems"][0]["variantSlug"] for order in orders.all() if order["orderId"] != "abc-abc"]
        assert sorted(bought) == ["book", "mug"]


def test_the_demo_has_orders_in_every_status() -> None:
    """The built-in demo has orders of several shoppers in every status, a discount, and one paid with PayPal."""
    with Mockflow() as mock:
        orders = mock.http().get(f"/sites/{mock.site_id}/orders").json()["orders"]
    statuses = {"pending", "unfulfilled", "fulfilled", "disputed", "dispute-lost", "refunded"}
    assert {order["status"] for order in orders} == statuses
    assert len({order["customerInfo"]["email"] for order in orders}) > 4
    assert {order["paymentProcessor"] for order in orders} == {"stripe", "paypal"}
    extras = {extra["type"] for order in orders for extra in order["totals"]["extras"]}
    assert extras >= {"discount", "shipping", "tax"}
