"""The inventory of SKUs."""

import json
import sys
import threading
from typing import Any

import httpx
import pytest

from mockflow import Mockflow
from tests.shop import SEED, shop_in
from tests.support import error, reasons, told

pytestmark = pytest.mark.mockflow(seed=SEED, rate_limit=False)


class Shelf:
    """The inventory of one SKU through the API."""

    def __init__(self, mock: Mockflow) -> None:
        self.mock, self.api = mock, mock.http()
        self.made = shop_in(mock).create()
        self.sku_id: str = self.made["skus"][0]["id"]
        self.path = f"/collections/{mock.id('sku')}/items/{self.sku_id}/inventory"

    def get(self) -> dict[str, Any]:
        answer = self.api.get(self.path)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def patch(self, kind: Any = "finite", **body: Any) -> httpx.Response:
        return self.api.patch(self.path, json={"inventoryType": kind, **body})

    def now(self, quantity: int, kind: str = "finite") -> bool:
        return self.get() == {"id": self.sku_id, "quantity": quantity, "inventoryType": kind}


@pytest.fixture
def shelf(mockflow: Mockflow) -> Shelf:
    return Shelf(mockflow)


def test_a_new_sku_does_not_run_out(shelf: Shelf) -> None:
    """The inventory of a SKU is infinite until it is set."""
    assert shelf.now(0, "infinite")


def test_a_number_is_set(shelf: Shelf) -> None:
    """A quantity takes the place of the one before, and the answer is the inventory as it is now."""
    answer = shelf.patch(quantity=12)
    assert answer.status_code == 200
    assert answer.json() == {"id": shelf.sku_id, "quantity": 12, "inventoryType": "finite"}
    assert shelf.patch(quantity=3.0).json()["quantity"] == 3
    assert shelf.patch(quantity=0).json()["quantity"] == 0
    assert shelf.now(0)


def test_a_number_is_added(shelf: Shelf) -> None:
    """An updateQuantity is added, and taken away where it is below zero."""
    shelf.patch(quantity=5)
    assert shelf.patch(updateQuantity=3).json()["quantity"] == 8
    assert shelf.patch(updateQuantity=-8).json()["quantity"] == 0


def test_a_change_of_kind_keeps_the_number(shelf: Shelf) -> None:
    """While it is infinite, the last number is kept and not changed; a finite one that says no number has it again."""
    shelf.patch(quantity=7)
    for body in ({}, {"quantity": 3}, {"updateQuantity": 3}):
        assert shelf.patch("infinite", **body).json()["quantity"] == 7
    assert shelf.now(7, "infinite")
    shelf.patch()
    assert shelf.now(7)


@pytest.mark.parametrize(
    "body",
    [
        {"inventoryType": "finite", "quantity": -1},
        {"inventoryType": "finite", "updateQuantity": -6},
        {"inventoryType": "finite", "quantity": 1, "updateQuantity": 1},
        {"inventoryType": "infinite", "quantity": 1, "updateQuantity": 1},
        {"inventoryType": "finite", "quantity": 1e300},
        {"inventoryType": "finite", "quantity": 2**53},
        {"inventoryType": "finite", "updateQuantity": 2**53},
        {"inventoryType": "finite", "quantity": 1.5},
        {"inventoryType": "finite", "quantity": "1"},
        {"inventoryType": "finite", "quantity": True},
        {"inventoryType": "finite", "quantity": None},
        {"inventoryType": "some", "quantity": 1},
        {"inventoryType": None},
        {"quantity": 1},
        {"fields": {"inventoryType": "finite", "quantity": 1}},
        {},
        [],
    ],
)
def test_an_inventory_that_cannot_be_is_refused(shelf: Shelf, body: Any) -> None:
    """Less than nothing, both numbers at once, no kind, or no whole number is a 400 that changes nothing."""
    shelf.patch(quantity=5)
    assert reasons(shelf.api.patch(shelf.path, json=body))
    assert shelf.now(5)
    assert len(told(shelf.mock)) == 1


def test_changes_are_told(shelf: Shelf) -> None:
    """Each change sets off ecomm_inventory_changed with the inventory as its payload; a change of nothing does not."""
    shelf.patch("infinite")
    shelf.patch(quantity=5)
    shelf.patch(quantity=5)
    shelf.patch(updateQuantity=0)
    shelf.patch("infinite")
    assert told(shelf.mock) == ["ecomm_inventory_changed"] * 2
    commits = shelf.mock._worlds.default.history  # noqa: SLF001 - no public door shows events yet
    payloads = [event.payload() for commit in commits for event in commit.events]
    assert payloads == [{"id": shelf.sku_id, "quantity": 5, "inventoryType": kind} for kind in ("finite", "infinite")]


@pytest.mark.parametrize("method", ["GET", "PATCH"])
def test_another_collection_has_no_inventory(mockflow: Mockflow, shelf: Shelf, method: str) -> None:
    """A collection that is not that of the store's SKUs is a 400 that says so, before the body is looked at."""
    for path in ("product", "category"):
        other = f"/collections/{mockflow.id(path)}/items/{shelf.made['product']['id']}/inventory"
        said = "Bad Request: Request is malformed: SKU collection not specified"
        assert error(shelf.api.request(method, other, content=b"{")) == (400, "bad_request", said)


@pytest.mark.parametrize("method", ["GET", "PATCH"])
def test_the_inventory_of_another_sku_is_not_there(mockflow: Mockflow, shelf: Shelf, method: str) -> None:
    """A SKU of another site, a collection out of reach, or an id that is no SKU is a 404."""
    app, body = mockflow.http(mockflow.app_token), {"inventoryType": "finite"}
    other, product = mockflow.id("other/sku"), shelf.made["product"]["id"]
    for collection, item in ((other, shelf.sku_id), (mockflow.id("sku"), product), (product, shelf.sku_id)):
        answer = app.request(method, f"/collections/{collection}/items/{item}/inventory", json=body)
        assert error(answer)[:2] == (404, "resource_not_found")
    unseen = shelf.api.request(method, f"/collections/{other}/items/{shelf.sku_id}/inventory", json=body)
    assert error(unseen)[:2] == (404, "resource_not_found")


@pytest.mark.mockflow(
    seed={"mockflow": 1, "sites": [{"displayName": "Plain", "collections": [{"displayName": "SKU"}]}]}
)
def test_there_is_no_inventory_without_a_store(mockflow: Mockflow) -> None:
    """Where the site has no store, a collection of that name is a 409 ecommerce_not_enabled."""
    path = f"/collections/{mockflow.id('sku')}/items/64c7e2f0a1b2c3d4e5f60718/inventory"
    for method in ("GET", "PATCH"):
        answer = mockflow.http().request(method, path, json={})
        assert error(answer)[:2] == (409, "ecommerce_not_enabled")


def test_reading_an_inventory_does_not_allow_writing_it(mockflow: Mockflow, shelf: Shelf) -> None:
    """Reading needs ecommerce:read and writing ecommerce:write."""
    reading = mockflow.http(mockflow.new_token(scopes=["ecommerce:read"]))
    assert reading.get(shelf.path).status_code == 200
    assert error(reading.patch(shelf.path, json={"inventoryType": "finite"}))[:2] == (403, "missing_scopes")


def test_increments_at_the_same_time_are_all_counted(mockflow: Mockflow, shelf: Shelf) -> None:
    """Two clients that add at once, over the network, lose no addition."""
    shelf.patch(quantity=0)
    address, known = f"{mockflow.url}/v2{shelf.path}", shelf.api.headers["Authorization"]
    statuses: list[int] = []

    def add() -> None:
        headers = {"Authorization": known, "Content-Type": "application/json"}
        body = json.dumps({"inventoryType": "finite", "updateQuantity": 1})
        with httpx.Client(headers=headers) as client:
            statuses.extend(client.patch(address, content=body).status_code for _ in range(200))

    threads = [threading.Thread(target=add) for _ in range(2)]
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # so that they do get in each other's way
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(usual)
    assert statuses == [200] * 400
    assert shelf.now(400)
