"""What becomes of orders: notes, fulfilment, refunds, and what each status allows."""

import json
from typing import Any

import pytest

from mockflow import Mockflow
from tests.areas.orders import NOW, SEED, STATUS_OF, Orders, orders_of, payloads
from tests.support import error, reasons, told

pytestmark = pytest.mark.mockflow(seed=SEED, rate_limit=False, clock="2026-01-15T12:00:00Z")

MOVES: dict[str, dict[str, str | None]] = {
    "pending": {"fulfill": None, "unfulfill": None, "refund": None},
    "unfulfilled": {"fulfill": "fulfilled", "unfulfill": "unfulfilled", "refund": "refunded"},
    "fulfilled": {"fulfill": "fulfilled", "unfulfill": "unfulfilled", "refund": "refunded"},
    "disputed": {"fulfill": None, "unfulfill": None, "refund": None},
    "dispute-lost": {"fulfill": None, "unfulfill": None, "refund": None},
    "refunded": {"fulfill": None, "unfulfill": None, "refund": None},
}


@pytest.fixture
def orders(mockflow: Mockflow) -> Orders:
    return orders_of(mockflow)


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in after.items() if value != before[key]}


@pytest.mark.parametrize("move", ["fulfill", "unfulfill", "refund"])
@pytest.mark.parametrize("status", MOVES)
def test_each_status_allows_its_moves(orders: Orders, status: str, move: str) -> None:
    """A move leads where the status says; where it says nothing it is a 409 conflict that changes nothing."""
    order_id, leads_to = STATUS_OF[status], MOVES[status][move]
    before = orders.all()
    answer = orders.move(order_id, move)
    if leads_to is None:
        message = f"Conflict: An order that is {status} cannot be {move}ed"
        assert error(answer) == (409, "conflict", message)
        assert (orders.all(), told(orders.mock)) == (before, [])
        return
    assert answer.status_code == 200
    assert answer.json()["status"] == leads_to
    assert orders.get(order_id) == answer.json()
    assert told(orders.mock) == (["ecomm_order_changed"] if leads_to != status else [])
    assert [order for order in orders.all() if order["orderId"] != order_id] == [
        order for order in before if order["orderId"] != order_id
    ]


def test_fulfilling_notes_the_time(orders: Orders) -> None:
    """Fulfilling sets the status and fulfilledOn, and nothing else."""
    before = orders.get("000-002")
    after = orders.move("000-002", "fulfill").json()
    assert differences(before, after) == {"status": "fulfilled", "fulfilledOn": NOW}


def test_fulfilling_again_changes_nothing(orders: Orders) -> None:
    """An order that is fulfilled is answered as it is, with the time of the first fulfilment."""
    first = orders.move("000-002", "fulfill").json()
    orders.mock.clock.advance(60)
    assert orders.move("000-002", "fulfill", sendOrderFulfilledEmail=True).json() == first
    assert told(orders.mock) == ["ecomm_order_changed"]


def test_unfulfilling_takes_the_time_away(orders: Orders) -> None:
    """Unfulfilling undoes a fulfilment: fulfilledOn is null again. A body is not looked at."""
    before = orders.get("000-003")
    answer = orders.api.post(f"{orders.path}/000-003/unfulfill", content=b"{")
    assert differences(before, answer.json()) == {"status": "unfulfilled", "fulfilledOn": None}
    assert orders.move("000-003", "unfulfill").json() == answer.json()
    assert told(orders.mock) == ["ecomm_order_changed"]


@pytest.mark.parametrize("body", [{}, {"sendOrderFulfilledEmail": False}, {"sendOrderFulfilledEmail": True}])
def test_no_email_is_sent(orders: Orders, body: dict[str, bool]) -> None:
    """Whether the shopper is to be told by e-mail makes no difference to the order."""
    before = orders.get("000-002")
    after = orders.move("000-002", "fulfill", **body).json()
    assert differences(before, after).keys() == {"status", "fulfilledOn"}


@pytest.mark.parametrize("value", [None, "true", 1, []])
def test_the_email_flag_is_a_boolean(orders: Orders, value: Any) -> None:
    """Another value than true or false is a 400, and the order stays unfulfilled."""
    answer = orders.move("000-002", "fulfill", sendOrderFulfilledEmail=value)
    assert reasons(answer) == ["Value (sendOrderFulfilledEmail)'s type should be boolean"]
    assert orders.get("000-002")["status"] == "unfulfilled"


@pytest.mark.parametrize("reason", ["duplicate", "fraudulent", "requested", None])
def test_a_refund_is_noted_with_its_reason(orders: Orders, reason: str | None) -> None:
    """A refund sets status, refundedOn, Stripe's refundId and the reason; fulfilledOn and what was paid stay."""
    before = orders.get("000-003")
    body = {} if reason is None else {"reason": reason}
    after = orders.move("000-003", "refund", **body).json()
    changed = differences(before, after)
    assert changed.keys() == {"status", "refundedOn", "stripeDetails"}
    assert (changed["status"], changed["refundedOn"]) == ("refunded", NOW)
    details = differences(before["stripeDetails"], after["stripeDetails"])
    assert details.pop("refundId").startswith("re_")
    assert details == ({} if reason is None else {"refundReason": reason})


def test_a_refund_through_paypal_is_noted_there(orders: Orders) -> None:
    """The refund of a PayPal order has its id and reason under paypalDetails, and none under stripeDetails."""
    before = orders.get("000-007-abc")
    after = orders.move("000-007-abc", "refund", reason="requested").json()
    assert differences(before, after).keys() == {"status", "refundedOn", "paypalDetails"}
    details = differences(before["paypalDetails"], after["paypalDetails"])
    assert details.keys() == {"refundId", "refundReason"}
    assert details["refundReason"] == "requested"


def test_a_refund_is_for_good(orders: Orders) -> None:
    """After a refund there is no second one and no way back; the order keeps its first reason, and can be annotated."""
    first = orders.move("000-002", "refund", reason="duplicate").json()
    for move in ("refund", "fulfill", "unfulfill"):
        assert error(orders.move("000-002", move))[:2] == (409, "conflict")
    assert orders.get("000-002") == first
    assert orders.patch("000-002", {"comment": "Sorry"}).json()["status"] == "refunded"


@pytest.mark.parametrize("reason", ["other", "", "Duplicate", None, 5, ["duplicate"]])
def test_another_reason_is_refused(orders: Orders, reason: Any) -> None:
    """A reason that is not one of the three is a 400, and no money goes back."""
    assert reasons(orders.move("000-002", "refund", reason=reason))
    assert (orders.get("000-002")["status"], told(orders.mock)) == ("unfulfilled", [])


def test_input_is_checked_before_the_status(orders: Orders) -> None:
    """A bad reason is a 400 even for an order that cannot be refunded."""
    assert reasons(orders.move("000-006", "refund", reason="other"))


@pytest.mark.parametrize("move", ["fulfill", "refund"])
@pytest.mark.parametrize("content", [b"", b"  ", b"{}", b'{"unknown": 1}'])
def test_a_move_needs_no_body(orders: Orders, move: str, content: bytes) -> None:
    """Fulfil and refund take no body, an empty object, or one with keys that mean nothing."""
    headers = {"content-type": "application/json"}
    assert orders.api.post(f"{orders.path}/000-002/{move}", content=content, headers=headers).status_code == 200


@pytest.mark.parametrize("move", ["fulfill", "refund"])
@pytest.mark.parametrize("content", [b"{", b"[]", b'"x"', b"null", b"\xff"])
def test_a_body_that_is_no_object_is_refused(orders: Orders, move: str, content: bytes) -> None:
    """A body that is not a JSON object is a 400, and the order stays as it is."""
    headers = {"content-type": "application/json"}
    answer = orders.api.post(f"{orders.path}/000-002/{move}", content=content, headers=headers)
    assert answer.status_code == 400
    assert (orders.get("000-002")["status"], told(orders.mock)) == ("unfulfilled", [])


NOTES = {
    "comment": "Packed twice 🎁",
    "shippingProvider": "Bicycle post",
    "shippingTracking": "BP-0042",
    "shippingTrackingURL": "https://post.example/BP-0042",
}


@pytest.mark.parametrize("status", STATUS_OF)
def test_notes_are_changed_in_every_status(orders: Orders, status: str) -> None:
    """The four notes of the shop are changed whatever became of the order."""
    before = orders.get(STATUS_OF[status])
    after = orders.patch(STATUS_OF[status], NOTES)
    assert after.status_code == 200
    assert differences(before, after.json()) == NOTES
    assert orders.get(STATUS_OF[status]) == after.json()
    assert told(orders.mock) == ["ecomm_order_changed"]


@pytest.mark.parametrize("key", NOTES)
def test_one_note_leaves_the_others(orders: Orders, key: str) -> None:
    """A note that is not sent stays; an empty one is kept as empty."""
    assert orders.patch("000-002", NOTES).status_code == 200
    assert orders.patch("000-002", {key: ""}).json()[key] == ""
    assert {name: orders.get("000-002")[name] for name in NOTES} == {**NOTES, key: ""}


def test_nothing_but_notes_is_changed(orders: Orders) -> None:
    """Other keys of an order, and unknown ones, are ignored: an order that is sent back does not change."""
    before = orders.patch("000-002", NOTES).json()
    assert orders.patch("000-002", {**before, "status": "refunded", "unknown": 1}).json() == before
    body = {"status": "refunded", "orderId": "abc-abc", "totals": {}, "orderComment": "x", "acceptedOn": NOW}
    assert orders.patch("000-002", body).json() == before


@pytest.mark.parametrize("body", [{}, {"unknown": 1}, {"comment": ""}])
def test_no_change_is_not_told(orders: Orders, body: dict[str, Any]) -> None:
    """A PATCH that changes nothing answers the order, and no webhook hears of it."""
    before = orders.get("000-002")
    assert orders.patch("000-002", body).json() == before
    assert told(orders.mock) == []


@pytest.mark.parametrize("key", NOTES)
@pytest.mark.parametrize("value", [None, 5, True, ["x"], {"x": 1}])
def test_a_note_is_text(orders: Orders, key: str, value: Any) -> None:
    """A note that is not text, null among it, is a 400 and nothing of the body is taken."""
    before = orders.get("000-002")
    others = {name: text for name, text in NOTES.items() if name != key}
    assert reasons(orders.patch("000-002", {**others, key: value})) == [f"Value ({key})'s type should be string"]
    assert orders.get("000-002") == before


def test_all_problems_are_told_at_once(orders: Orders) -> None:
    """A body with several wrong keys is told of each."""
    assert len(reasons(orders.patch("000-002", dict.fromkeys(NOTES, 5)))) == 4


def test_text_is_kept_as_it_is(orders: Orders) -> None:
    """Markup, quotes, separators and other scripts come back as they were sent."""
    text = "<script>alert('x')</script> \" \\ \u2028 \x00 日本 \U0001f375"
    assert orders.patch("000-002", {"comment": text}).json()["comment"] == text


@pytest.mark.parametrize(
    ("method", "where", "body"),
    [
        ("PATCH", "", {"comment": "x"}),
        ("POST", "/fulfill", {}),
        ("POST", "/refund", {"reason": "requested"}),
    ],
)
def test_an_event_has_the_whole_order(orders: Orders, method: str, where: str, body: dict[str, Any]) -> None:
    """The payload of ecomm_order_changed is the order as the call answers it, key by key."""
    answer = orders.api.request(method, f"{orders.path}/000-002{where}", json=body)
    ((trigger, payload),) = payloads(orders.mock)
    assert trigger == "ecomm_order_changed"
    assert json.dumps(payload) == json.dumps(answer.json())
