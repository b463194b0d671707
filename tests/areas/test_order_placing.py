"""Shoppers who check out."""

import json
from typing import Any

import pytest

from mockflow import ControlError, Mockflow
from tests.areas.orders import COLLECTIONS, DRAFT, MUG, NOW, OLD, SEED, SHOP, Orders, orders_of, payloads, place, stock
from tests.support import items_of, told

pytestmark = pytest.mark.mockflow(seed=SEED, rate_limit=False, clock="2026-01-15T12:00:00Z")


@pytest.fixture
def orders(mockflow: Mockflow) -> Orders:
    return orders_of(mockflow)


def without_skus(*kept: dict[str, Any]) -> dict[str, Any]:
    collections = [COLLECTIONS[0], {**COLLECTIONS[1], "items": kept}]
    return {"mockflow": 1, "sites": [{**SHOP, "orders": [], "collections": collections}]}


def stock_of(mock: Mockflow, sku_id: str) -> tuple[int, bool]:
    from mockflow.core.store import Reader  # noqa: PLC0415 - only here
    from mockflow.domain import stock as stocks  # noqa: PLC0415

    found = stocks.stock_of(Reader(mock._worlds.default.state), mock.id("sites/shop"), sku_id)  # noqa: SLF001 - another area has the call for it
    return found.quantity, found.finite


def test_a_shopper_who_says_nothing_buys_something(orders: Orders) -> None:
    """The first SKU that shoppers see is bought once, by a made-up shopper: an unfulfilled order, paid by card."""
    made = place(orders.mock)
    order = orders.get(made["orderId"])
    assert list(made) == ["id", *order]
    assert made == {"id": order["orderId"], **order}
    assert [(row["variantSlug"], row["count"]) for row in order["purchasedItems"]] == [("book", 1)]
    assert (order["status"], order["acceptedOn"], order["paymentProcessor"]) == ("unfulfilled", NOW, "stripe")
    assert order["customerInfo"] == {"fullName": "Robin Sample", "email": "robin.sample@example.com"}
    assert order["stripeDetails"]["chargeId"].startswith("ch_")
    assert orders.ids()[0] == order["orderId"]


def test_what_is_named_is_bought(orders: Orders) -> None:
    """SKUs and their counts, the shopper's name and e-mail address are those of the call; a SKU comes once."""
    mug, book = orders.mock.id("sku/mug"), orders.mock.id("sku/book")
    items = [{"skuId": mug, "count": 2}, {"skuId": book}, {"skuId": mug.upper(), "count": 1}]
    made = place(orders.mock, items=items, customer={"fullName": "Kim Sample", "email": "kim@shop.example"})
    assert [(row["variantId"], row["count"]) for row in made["purchasedItems"]] == [(mug, 3), (book, 1)]
    assert made["purchasedItemsCount"] == 4
    assert made["customerPaid"]["value"] == str(3 * 2499 + 1000)
    assert made["customerInfo"] == {"fullName": "Kim Sample", "email": "kim@shop.example"}
    assert made["shippingAddress"]["addressee"] == "Kim Sample"


def test_what_is_downloaded_is_not_sent(orders: Orders) -> None:
    """An order of downloads alone needs no shipping, and has the files and a billing address."""
    made = place(orders.mock, items=[{"skuId": orders.mock.id("sku/book")}])
    assert (made["isShippingRequired"], made["hasDownloads"]) == (False, True)
    assert made["shippingAddress"] is None
    assert made["allAddresses"] == [made["billingAddress"]]
    assert [file["name"] for file in made["downloadFiles"]] == ["book.pdf"]


def test_a_name_makes_an_address(orders: Orders) -> None:
    """A shopper with a name and no e-mail address gets one at example.com."""
    assert place(orders.mock, customer={"fullName": "Zoë O'Neil"})["customerInfo"]["email"] == "zo.o.neil@example.com"
    assert (
        place(orders.mock, customer={"fullName": "日本", "email": None})["customerInfo"]["email"]
        == "shopper@example.com"
    )


def test_an_order_takes_from_finite_stock(orders: Orders) -> None:
    """What is bought is gone from a finite stock, down to nothing; an infinite one stays."""
    mug, book = stock(orders.mock, "sku/mug", 3), orders.mock.id("sku/book")
    place(orders.mock, items=[{"skuId": mug, "count": 2}, {"skuId": book, "count": 9}])
    assert (stock_of(orders.mock, mug), stock_of(orders.mock, book)) == ((1, True), (0, False))
    place(orders.mock, items=[{"skuId": mug, "count": 1}])
    assert stock_of(orders.mock, mug) == (0, True)


def test_the_order_is_told_before_the_stock(orders: Orders) -> None:
    """The order comes first, then each finite SKU's stock; the payloads are the order and what the API answers."""
    mug, book = stock(orders.mock, "sku/mug", 3), stock(orders.mock, "sku/book", 5)
    items = [{"skuId": mug, "count": 2}, {"skuId": orders.mock.id("sku/draft")}, {"skuId": book}]
    made = place(orders.mock, items=items)
    new, *stocks = payloads(orders.mock)
    assert new[0] == "ecomm_new_order"
    assert json.dumps(new[1]) == json.dumps(orders.get(made["id"]))
    assert stocks == [
        ("ecomm_inventory_changed", {"id": mug, "quantity": 1, "inventoryType": "finite"}),
        ("ecomm_inventory_changed", {"id": book, "quantity": 4, "inventoryType": "finite"}),
    ]


def test_a_refund_does_not_restock(orders: Orders) -> None:
    """What was bought stays gone after a refund."""
    mug = stock(orders.mock, "sku/mug", 3)
    made = place(orders.mock, items=[{"skuId": mug, "count": 2}])
    assert orders.move(made["id"], "refund").status_code == 200
    assert stock_of(orders.mock, mug) == (1, True)
    assert told(orders.mock) == ["ecomm_new_order", "ecomm_inventory_changed", "ecomm_order_changed"]


def test_what_is_sold_out_is_passed_over(orders: Orders) -> None:
    """Without a choice of items, the first SKU with stock is bought; a draft only where shoppers see none."""
    stock(orders.mock, "sku/book", 0)
    assert place(orders.mock)["purchasedItems"][0]["variantSlug"] == "mug"
    stock(orders.mock, "sku/mug", 1)
    assert place(orders.mock)["purchasedItems"][0]["variantSlug"] == "mug"
    assert place(orders.mock)["purchasedItems"][0]["variantSlug"] == "draft"
    stock(orders.mock, "sku/draft", 0)
    with pytest.raises(
        ControlError, match=r"400 validation_error: items: expected a SKU in stock, found none on the site shop$"
    ):
        place(orders.mock)


@pytest.mark.mockflow(seed=without_skus(OLD))
def test_what_is_archived_is_not_chosen(mockflow: Mockflow) -> None:
    """A site whose SKUs are all archived has nothing to choose from."""
    with pytest.raises(ControlError, match="expected a SKU in stock"):
        place(mockflow)


def test_shoppers_see_what_is_live(orders: Orders) -> None:
    """What is bought has the live price and names, until other ones are published; what was never live, its own."""
    skus, products = items_of(orders.mock, "sku"), items_of(orders.mock, "product")
    mug, product = skus.id("mug"), products.id("mug")
    assert skus.patch(mug, fieldData={"name": "Red mug", "price": {"value": 9900, "unit": "USD"}}).status_code == 200
    assert products.patch(product, fieldData={"name": "Cup"}).status_code == 200
    seen = []
    for publish in (False, True):
        if publish:
            skus.publish(mug)
            products.publish(product)
        (row,) = place(orders.mock, items=[{"skuId": mug}])["purchasedItems"]
        seen.append((row["variantName"], row["variantPrice"]["value"], row["productName"]))
    assert seen == [("Blue mug", "2499", "Mug"), ("Red mug", "9900", "Cup")]
    (row,) = place(orders.mock, items=[{"skuId": skus.id("draft")}])["purchasedItems"]
    assert (row["variantName"], row["variantPrice"]["value"]) == ("Not yet", "500")


def test_a_site_may_be_named(mockflow: Mockflow) -> None:
    """The order goes to the site that is named, or to the first one with a store."""
    made = place(mockflow, siteId=mockflow.id("sites/other").upper())
    other = orders_of(mockflow, "other", mockflow.app_token)
    assert made["id"] in other.ids()
    assert made["id"] not in orders_of(mockflow).ids()


@pytest.mark.mockflow(seed={"mockflow": 1, "sites": [{"displayName": "Plain"}, SHOP]})
def test_a_site_without_a_store_is_passed_over(mockflow: Mockflow) -> None:
    """Where no site is named, the first with a store is meant."""
    sku = mockflow.id("shop/sku/mug")
    assert place(mockflow, items=[{"skuId": sku}])["purchasedItems"][0]["variantId"] == sku
    with pytest.raises(
        ControlError,
        match=r"400 validation_error: siteId: expected a site with a store \([0-9a-f]{24}\), found [0-9a-f]{24}$",
    ):
        place(mockflow, siteId=mockflow.id("sites/plain"))


@pytest.mark.mockflow(seed={"mockflow": 1, "sites": [{"displayName": "Plain"}]})
def test_a_world_without_a_store_has_no_shoppers(mockflow: Mockflow) -> None:
    """Where no site has a store, that is said."""
    with pytest.raises(ControlError, match="no site of the world has one"):
        place(mockflow)


def test_ids_of_orders_are_the_same_in_equal_worlds(mockflow: Mockflow) -> None:
    """The same calls make the same ids, each of six hex digits in two groups."""
    made = [place(mockflow)["id"] for _ in range(20)]
    assert len(set(made)) == 20
    assert all(len(each) == 7 and each[3] == "-" for each in made)
    with Mockflow(seed=SEED, clock="2026-01-15T12:00:00Z") as again:
        assert [place(again)["id"] for _ in range(20)] == made


def test_a_taken_id_is_not_given_again(mockflow: Mockflow, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the six digits are those of another order, an order gets nine."""
    monkeypatch.setattr(
        "mockflow.domain.orders.derived_id", lambda text, digits: ("a" if "/" not in text else text[-1]) * digits
    )
    made = [place(mockflow)["id"] for _ in range(3)]
    assert made == ["aaa-aaa", "000-000-000", "111-111-111"]


PRICE = {"value": 1, "unit": "EUR"}
VALUES = {"Kind": "Euro"}
EURO = {
    "slug": "euro",
    "fieldData": {"name": "Euro", "product": "product/mug", "sku-values": VALUES, "price": PRICE},
}


@pytest.mark.mockflow(seed=without_skus(MUG, EURO, DRAFT))
def test_an_order_is_in_the_currency_of_its_skus(orders: Orders) -> None:
    """All amounts are in the currency of what is bought, which must be one."""
    euro, mug = orders.mock.id("sku/euro"), orders.mock.id("sku/mug")
    made = place(orders.mock, items=[{"skuId": euro}])
    assert made["customerPaid"] == {"unit": "EUR", "value": "1", "string": "€ 0.01 EUR"}
    with pytest.raises(
        ControlError, match=r"400 validation_error: items: expected SKUs with prices in one currency, found EUR, USD$"
    ):
        place(orders.mock, items=[{"skuId": euro}, {"skuId": mug}])


def _items(**entry: Any) -> dict[str, Any]:
    return {"items": [{"skuId": "MUG", **entry}]}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"items": []}, "items: expected one or more of {skuId, count}, found none"),
        ({"items": "mug"}, "items: expected a list"),
        ({"items": ["mug"]}, "items[0]: expected an object"),
        ({"items": [{}]}, "items[0].skuId: expected a value, found nothing"),
        (_items(skuId="0" * 24), "items[0].skuId: expected the id of a SKU of the site, found '000"),
        (_items(skuId=["x"]), "items[0].skuId: expected a string"),
        (_items(skuId="PRODUCT"), "items[0].skuId: expected the id of a SKU"),
        (_items(skuId="OTHER"), "items[0].skuId: expected the id of a SKU"),
        (_items(skuId="x" * 3_000), "items[0].skuId: expected the id of a SKU"),
        (_items(skuId="OLD"), "items[0].skuId: expected a SKU that is not archived, found old"),
        (_items(count=0), "items[0].count: expected a whole number from 1 to 1000000, found 0"),
        (_items(count=-1), "items[0].count: expected a whole number"),
        (_items(count=1.5), "items[0].count: expected a whole number"),
        (_items(count=True), "items[0].count: expected a whole number"),
        (_items(count=None), "items[0].count: expected a whole number"),
        (_items(count=2**62), "items[0].count: expected a whole number"),
        (_items(count=4), "items[0].count: expected at most the 3 of mug in stock, found 4"),
        (_items(colour="red"), "items[0].colour: expected one of the keys count, skuId, found"),
        ({"items": [{"skuId": "MUG", "count": 2}] * 2}, "items[1].count: expected at most the 3 of mug"),
        ({"customer": "Kim"}, "customer: expected an object"),
        ({"customer": {"fullName": " "}}, "customer.fullName: expected text that is not blank, found ' '"),
        ({"customer": {"email": 5}}, "customer.email: expected a string"),
        ({"customer": {"age": 5}}, "customer.age: expected one of the keys email, fullName, found"),
        ({"siteId": "no\nsite"}, "siteId: expected one of"),
        ({"siteId": ["nope"]}, "siteId: expected a string"),
        ({"colour": "red"}, "colour: expected one of the keys customer, items, siteId, found colour"),
    ],
)
def test_a_checkout_that_cannot_be_is_told(orders: Orders, given: dict[str, Any], said: str) -> None:
    """What is wrong is told in one line that names it, and nothing is ordered or taken from stock."""
    mock = orders.mock
    mug, before = stock(mock, "sku/mug", 3), orders.all()
    real = {"MUG": mug, "OLD": mock.id("sku/old"), "PRODUCT": mock.id("product/mug"), "OTHER": mock.id("other/sku/mug")}
    if isinstance(given.get("items"), list):
        given = {"items": [_real(entry, real) for entry in given["items"]]}
    with pytest.raises(ControlError) as raised:
        place(mock, **given)
    assert raised.value.message.startswith(said)
    assert "\n" not in raised.value.message
    assert len(raised.value.message) < 200
    assert (orders.all(), stock_of(mock, mug), told(mock)) == (before, (3, True), [])


def _real(entry: Any, ids: dict[str, str]) -> Any:
    sku_id = entry.get("skuId") if isinstance(entry, dict) else None
    return {**entry, "skuId": ids[sku_id]} if isinstance(sku_id, str) and sku_id in ids else entry
