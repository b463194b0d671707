"""A store with orders in every status, and short words for calls about them."""

from dataclasses import dataclass
from typing import Any

import httpx

from mockflow import Mockflow
from mockflow.core.store import Transaction
from mockflow.domain.stock import set_stock, stock_of

NOW = "2026-01-15T12:00:00.000Z"
MUG: dict[str, Any] = {
    "slug": "mug",
    "createdOn": "2025-11-03T09:00:00Z",
    "fieldData": {
        "name": "Blue mug",
        "product": "product/mug",
        "sku-values": {"Kind": "Blue"},
        "price": 2499,
        "sku": "MUG-1",
        "main-image": {"url": "https://images.example.com/mug.jpg", "alt": "A mug"},
        "weight": 0.4,
        "width": 9,
        "height": 10.0,
        "length": 0.00001,
    },
}
BOOK: dict[str, Any] = {
    "slug": "book",
    "createdOn": "2025-11-03T09:05:00Z",
    "fieldData": {
        "name": "A book of mugs",
        "product": "product/book",
        "price": 1000,
        "download-files": [{"id": "f1", "name": "book.pdf", "url": "https://files.example.com/book.pdf"}],
    },
}
DRAFT: dict[str, Any] = {
    "slug": "draft",
    "createdOn": "2025-11-03T09:10:00Z",
    "isDraft": True,
    "fieldData": {"name": "Not yet", "product": "product/mug", "sku-values": {"Kind": "Draft"}, "price": 500},
}
OLD: dict[str, Any] = {
    "slug": "old",
    "createdOn": "2025-11-03T09:15:00Z",
    "isArchived": True,
    "fieldData": {"name": "No more", "product": "product/mug", "sku-values": {"Kind": "Old"}, "price": 500},
}
KINDS = {"name": "Kind", "enum": ["Blue", "Draft", "Old", "Euro"]}
COLLECTIONS = [
    {
        "displayName": "Products",
        "slug": "product",
        "items": [
            {"fieldData": {"name": "Mug", "shippable": True, "sku-properties": [KINDS]}},
            {"fieldData": {"name": "Book", "shippable": False}},
        ],
    },
    {"displayName": "SKUs", "slug": "sku", "items": [MUG, BOOK, DRAFT, OLD]},
]
MUGS = [{"sku": "sku/mug"}]
ORDERS: list[dict[str, Any]] = [
    {"id": "000-001", "status": "pending", "acceptedOn": "2026-01-01T09:00:00Z", "purchasedItems": MUGS},
    {"id": "000-002", "status": "unfulfilled", "acceptedOn": "2026-01-02T09:00:00Z", "purchasedItems": MUGS},
    {"id": "000-003", "status": "fulfilled", "acceptedOn": "2026-01-03T09:00:00Z", "purchasedItems": MUGS},
    {"id": "000-004", "status": "disputed", "acceptedOn": "2026-01-04T09:00:00Z", "purchasedItems": MUGS},
    {"id": "000-005", "status": "dispute-lost", "acceptedOn": "2026-01-05T09:00:00Z", "purchasedItems": MUGS},
    {"id": "000-006", "status": "refunded", "acceptedOn": "2026-01-06T09:00:00Z", "purchasedItems": MUGS},
    {
        "id": "000-007-abc",
        "status": "unfulfilled",
        "acceptedOn": "2026-01-07T09:00:00Z",
        "purchasedItems": MUGS,
        "paymentProcessor": "paypal",
    },
]
SHOP: dict[str, Any] = {
    "displayName": "Shop",
    "store": {"defaultCurrency": "USD"},
    "orders": ORDERS,
    "collections": COLLECTIONS,
}
OTHER: dict[str, Any] = {
    "displayName": "Other",
    "store": {"defaultCurrency": "USD"},
    "orders": [{"id": "fff-fff", "purchasedItems": MUGS}],
    "collections": COLLECTIONS,
}
PLAIN: dict[str, Any] = {"displayName": "Plain"}
SEED: dict[str, Any] = {"mockflow": 1, "sites": [SHOP, OTHER, PLAIN]}
STATUS_OF = {order["status"]: order["id"] for order in ORDERS[:6]}


def shop_with(*orders: dict[str, Any], **site: Any) -> dict[str, Any]:
    """A seed of one shop with these orders."""
    return {"mockflow": 1, "sites": [{**SHOP, "orders": list(orders), **site}]}


@dataclass
class Orders:
    """The orders of a site through the API."""

    mock: Mockflow
    api: httpx.Client
    path: str

    def all(self, **query: Any) -> list[dict[str, Any]]:
        answer = self.api.get(self.path, params=query)
        assert answer.status_code == 200, answer.text
        orders: list[dict[str, Any]] = answer.json()["orders"]
        return orders

    def ids(self, **query: Any) -> list[str]:
        return [order["orderId"] for order in self.all(**query)]

    def get(self, order_id: str) -> dict[str, Any]:
        answer = self.api.get(f"{self.path}/{order_id}")
        assert answer.status_code == 200, answer.text
        order: dict[str, Any] = answer.json()
        return order

    def move(self, order_id: str, move: str, **body: Any) -> httpx.Response:
        return self.api.post(f"{self.path}/{order_id}/{move}", json=body)

    def patch(self, order_id: str, body: Any) -> httpx.Response:
        return self.api.patch(f"{self.path}/{order_id}", json=body)


def orders_of(mock: Mockflow, site: str = "shop", token: str | None = None) -> Orders:
    return Orders(mock, mock.http(token), f"/sites/{mock.id(f'sites/{site}')}/orders")


def place(mock: Mockflow, **given: Any) -> dict[str, Any]:
    """Check out as a shopper does."""
    made: dict[str, Any] = mock.control("POST", "/simulate/order", json=given)
    return made


def stock(mock: Mockflow, path: str, quantity: int, site: str = "shop") -> str:
    """Give a SKU this finite stock, and answer its id."""
    world = mock._worlds.default  # noqa: SLF001 - another area has the call for it
    sku_id = mock.id(path)
    with world.lock:
        tx = Transaction(world.state, world.write_time())
        set_stock(tx, stock_of(tx, mock.id(f"sites/{site}"), sku_id), quantity, finite=True)
        tx.events.clear()
        world.commit(tx, actor="test", operation_id="stock", summary="Set a stock", request_id="0")
    return sku_id


def payloads(mock: Mockflow) -> list[tuple[str, dict[str, Any]]]:
    """Each event since the world began: its trigger and its payload."""
    commits = mock._worlds.default.history  # noqa: SLF001 - no public door shows events yet
    return [(event.trigger_type, event.payload()) for commit in commits for event in commit.events]
