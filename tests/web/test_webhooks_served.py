"""Webhooks of a double in a process of its own."""

from collections.abc import Callable

import httpx

from mockflow.delivery.sign import is_signed
from tests.delivery.receiver import Receiver
from tests.web.conftest import Served


def publish(served: Served, url: str) -> tuple[str, dict[str, object]]:
    """Register this URL for publishes and publish: the key, and the delivery once it is sent."""
    site = served.api.get("/sites").json()["sites"][0]["id"]
    made = served.api.post(f"/sites/{site}/webhooks", json={"triggerType": "site_publish", "url": url})
    assert made.status_code == 201, made.text
    assert served.api.post(f"/sites/{site}/publish", json={"publishToWebflowSubdomain": True}).status_code == 202
    with httpx.Client(base_url=f"{served.ready['url']}/_mockflow", trust_env=False) as control:
        assert control.post("/deliveries/drain", json={}).json()["drained"] is True
        return made.json()["secretKey"], control.get("/deliveries").json()["deliveries"][-1]


def test_deliveries_leave_the_process(serve: Callable[..., Served], server: str) -> None:
    """A receiver on the same machine is sent them without any option, signed with the key that the create showed."""
    with Receiver() as receiver:
        key, delivery = publish(serve("--server", server), receiver.url)
        assert delivery["state"] == "delivered"
        (got,) = receiver.received
        assert is_signed(key, got.headers["x-webflow-timestamp"], got.body, got.headers["x-webflow-signature"])


def test_deliveries_are_sent_elsewhere(serve: Callable[..., Served]) -> None:
    """Forwards take those of an origin, or all, to another address; a bare one keeps the path."""
    with Receiver() as one, Receiver() as rest:
        served = serve(
            MOCKFLOW_FORWARD_WEBHOOKS=f"https://hooks.example.com=http://{one.address},http://{rest.address}/all",
            MOCKFLOW_RATE_LIMIT="0",
        )
        assert publish(served, "https://hooks.example.com/in?a=1")[1]["state"] == "delivered"
        assert publish(served, "https://other.example.com/in")[1]["state"] == "delivered"
        assert {each.path for each in one.received} == {"/in?a=1"}
        assert {each.path for each in rest.received} == {"/all"}


def test_deliveries_can_be_turned_off(serve: Callable[..., Served]) -> None:
    """Then each is blocked, and says which option would let it out."""
    with Receiver() as receiver:
        _, delivery = publish(serve("--webhooks", "off"), receiver.url)
        assert delivery["state"] == "blocked"
        assert "--webhooks local would allow" in str(delivery["reason"])
        assert receiver.received == []
