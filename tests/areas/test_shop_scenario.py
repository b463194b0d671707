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
    """Stock falls, both events arrive and verify; fulfilled and refunded once; a second refund is refused."""
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


@pytest.mark.mockflow(rate_limit=False)
def test_two_threads_count_exactly(mockflow: Mockflow) -> None:
    """Increments from two threads at once are all counted, and each is told."""
    sku, headers = mockflow.id(SKU), {"Authorization": f"Bearer {mockflow.site_token}"}
    path = f"/collections/{mockflow.id('sku')}/items/{sku}/inventory"
    before = mockflow.http().get(path).json()["quantity"]
    hook = {"triggerType": "ecomm_inventory_changed", "url": mockflow.sink_url("shop")}
    mockflow.http().post(f"/sites/{mockflow.site_id}/webhooks", json=hook)

    def increment(base_url: str) -> None:
        with httpx.Client(base_url=base_url, headers=headers, trust_env=False) as client:
            for _ in range(100):
                body = {"inventoryType": "finite", "updateQuantity": 1}
                assert client.patch(path, json=body).status_code == 200

    threads = [Thread(target=increment, args=(mockflow.api_url,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert mockflow.http().get(path).json()["quantity"] == before + 200
    mockflow.drain()
    told = [message.body["payload"]["quantity"] for message in mockflow.sink("shop")]
    assert told == list(range(before + 1, before + 201))
