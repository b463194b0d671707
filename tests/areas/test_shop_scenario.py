"""A shop's day, from the order to the refund, as a back office with webhooks meets it."""

from threading import Thread

import httpx
import pytest

from mockflow import Mockflow

SKU = "sku/cup-nine-fog"


def heard(mock: Mockflow) -> list[tuple[str, bool | None]]:
    mock.drain()
    return [(message.body["triggerType"], message.verified) for message in mock.sink("shop")]


@pytest.mark.mockflow(rate_limit=False)
def test_a_shop_from_order_to_refund(mockflow: Mockflow) -> None:
    """Stock falls, both events arrive and verify; fulfilled and refunded once; increments of two threads all count."""
    http, site, sku = mockflow.http(), mockflow.site_id, mockflow.id(SKU)
    inventory = f"/collections/{mockflow.id('sku')}/items/{sku}/inventory"
    for trigger in ("ecomm_new_order", "ecomm_inventory_changed", "ecomm_order_changed"):
        made = http.post(f"/sites/{site}/webhooks", json={"triggerType": trigger, "url": mockflow.sink_url("shop")})
        assert made.status_code == 201
    before = http.get(inventory).json()["quantity"]

    order = mockflow.place_order({SKU: 2})

    assert http.get(inventory).json() == {"id": sku, "quantity": before - 2, "inventoryType": "finite"}
    assert sorted(heard(mockflow)) == [("ecomm_inventory_changed", True), ("ecomm_new_order", True)]
    mockflow.assert_delivered(
        "ecomm_new_order", times=1, payload={"orderId": order["orderId"], "status": "unfulfilled"}
    )
    mockflow.assert_delivered("ecomm_inventory_changed", times=1, payload={"id": sku, "quantity": before - 2})

    path = f"/sites/{site}/orders/{order['orderId']}"
    assert http.post(f"{path}/fulfill").json()["status"] == "fulfilled"
    assert http.post(f"{path}/refund", json={"reason": "requested"}).json()["status"] == "refunded"
    refunded = http.get(path).json()
    again = http.post(f"{path}/refund")
    assert (again.status_code, again.json()["code"]) == (409, "conflict")
    assert http.get(path).json() == refunded
    mockflow.assert_delivered("ecomm_order_changed", times=2)
    assert heard(mockflow)[2:] == [("ecomm_order_changed", True)] * 2

    increment_from_two_threads(mockflow, inventory, 100)
    assert http.get(inventory).json()["quantity"] == before - 2 + 200
    mockflow.drain()
    told = [message.body["payload"]["quantity"] for message in mockflow.sink("shop")[4:]]
    assert told == list(range(before - 1, before + 199))


def increment_from_two_threads(mock: Mockflow, path: str, times: int) -> None:
    """Add one to a stock so many times from each of two threads, over a socket."""
    headers, body = {"Authorization": f"Bearer {mock.site_token}"}, {"inventoryType": "finite", "updateQuantity": 1}

    def increment(base_url: str) -> None:
        with httpx.Client(base_url=base_url, headers=headers, trust_env=False) as client:
            for _ in range(times):
                assert client.patch(path, json=body).status_code == 200

    threads = [Thread(target=increment, args=(mock.api_url,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
