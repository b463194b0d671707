"""Planting orders: SKUs are found by their paths, and times must go with the status."""

import re
from typing import Any, NamedTuple

from mockflow.domain.currencies import CURRENCIES
from mockflow.domain.order_payment import Payment
from mockflow.domain.orders import ORDERS, Order, free_order_id
from mockflow.domain.purchases import DISCOUNTS, Address, Extra, Line, Purchase
from mockflow.domain.selling import MOST_OF_ONE

from .plant_ground import Ground
from .plant_lines import planted_line
from .seed_members import BASE_TIME
from .shoppers import NAME, email_of, home_of

_MINUTE = 60_000
_ID = re.compile(r"[0-9a-f]{3}(-[0-9a-f]{3}){1,2}")
_DISPUTED = ("disputed", "dispute-lost")
_LATER = {
    "fulfilled": ("fulfilled", *_DISPUTED, "refunded"),
    "refunded": ("refunded",),
    "disputed": _DISPUTED,
    "dispute_updated": _DISPUTED,
    "dispute_last_status": _DISPUTED,
    "refund_reason": ("refunded",),
}
"""The statuses of the orders that may have each of these."""
_WIRE = {
    "fulfilled": "fulfilledOn",
    "refunded": "refundedOn",
    "disputed": "disputedOn",
    "dispute_updated": "disputeUpdatedOn",
    "dispute_last_status": "disputeLastStatus",
    "refund_reason": "refundReason",
}
_MOST_MONEY = 2**53


def plant_orders(ground: Ground, content: dict[str, Any]) -> None:
    """The site's orders, those with an id of their own first."""
    orders = content["orders"]
    if orders and ground.site.store is None:
        ground.wrong(f"{ground.path}.orders", "orders on a site with a store only", "a site without one")
        return
    if not ground.items and any(each["items"] for each in content["collections"]):
        return  # a problem of the collections was told, and SKUs cannot be looked up
    planted = [_Planting(ground, f"{ground.path}.orders[{at}]", at, order) for at, order in enumerate(orders)]
    for each in sorted(planted, key=lambda each: "id" not in each.content):
        each.plant()


class _Planting(NamedTuple):
    ground: Ground
    path: str
    at: int
    content: dict[str, Any]

    def plant(self) -> None:
        order_id = self._id()
        lines = self._lines()
        if order_id is None or lines is None:
            return
        units = sorted({self.content.get("currency", unit) for unit, _ in lines})
        if units[0] not in CURRENCIES:
            self.ground.wrong(f"{self.path}.currency", "an ISO 4217 code, such as EUR", units[0])
        if len(units) > 1:
            self.ground.wrong(f"{self.path}.purchasedItems", "SKUs with prices in one currency", ", ".join(units))
            return
        purchase = self._purchase(units[0], tuple(line for _, line in lines))
        if purchase.total < 0:
            self.ground.wrong(f"{self.path}.extras", "discounts of no more than the rest", purchase.total)
        self.ground.tx.put(ORDERS, self._order(order_id, purchase))

    def _id(self) -> str | None:
        ground = self.ground
        order_id = self.content.get("id")
        if order_id is None:
            order_id = free_order_id(
                ground.tx, ground.derive.path(f"{ground.prefix}orders/{self.at}"), short=not ground.derive.salt
            )
        elif not _ID.fullmatch(order_id):
            self.ground.wrong(f"{self.path}.id", "an id such as fc7-128 or fc7-128-0ab", order_id)
            return None
        taken = ground.tx.find(ORDERS, order_id) is not None
        ground.name(self.path, f"{ground.prefix}orders/{order_id}", order_id)
        return None if taken else str(order_id)

    def _lines(self) -> list[tuple[str, Line]] | None:
        """The lines, each with its currency; None where one is wrong."""
        if not self.content["lines"]:
            self.ground.wrong(f"{self.path}.purchasedItems", "one or more lines", "none")
            return None
        found = [self._line(f"{self.path}.purchasedItems[{at}]", each) for at, each in enumerate(self.content["lines"])]
        lines = [each for each in found if each is not None]
        return lines if len(lines) == len(found) else None

    def _line(self, path: str, content: dict[str, Any]) -> tuple[str, Line] | None:
        ground = self.ground
        count, price = content["count"], content.get("price")
        if not 1 <= count <= MOST_OF_ONE:
            ground.wrong(f"{path}.count", f"a whole number from 1 to {MOST_OF_ONE}", count)
            return None
        if price is not None and not 0 <= price <= _MOST_MONEY:
            ground.wrong(f"{path}.price", f"a whole number from 0 to {_MOST_MONEY}", price)
            return None
        return planted_line(ground, path, content, self.content.get("currency"))

    def _purchase(self, unit: str, lines: tuple[Line, ...]) -> Purchase:
        content, customer = self.content, self.content["customer"]
        name = customer.get("full_name", NAME)
        card = content["card"] or {}
        if card and content["processor"] != "stripe":
            self.ground.wrong(f"{self.path}.stripeCard", "no card for another processor than stripe", "one")
        shipping = _address(content["shipping_address"], name)
        if shipping is None and any(line.shippable for line in lines):
            shipping = home_of(name)
        return Purchase(
            unit=unit,
            full_name=name,
            email=customer.get("email", email_of(name)),
            lines=lines,
            extras=tuple(self._extra(f"{self.path}.extras[{at}]", each) for at, each in enumerate(content["extras"])),
            shipping=shipping,
            billing=_address(content["billing_address"], name) or shipping,
            payment=Payment(content["processor"], **card),
            comment=content["order_comment"],
            custom_data=tuple(
                self._input(f"{self.path}.customData[{at}]", each) for at, each in enumerate(content["custom_data"])
            ),
            is_buy_now=content["is_buy_now"],
        )

    def _extra(self, path: str, content: dict[str, Any]) -> Extra:
        least, most = (-_MOST_MONEY, 0) if content["type"] in DISCOUNTS else (0, _MOST_MONEY)
        if not least <= content["price"] <= most:
            expected = f"a whole number from {least} to {most} for {content['type']}"
            self.ground.wrong(f"{path}.price", expected, content["price"])
        return Extra(**content)

    def _input(self, path: str, content: dict[str, Any]) -> tuple[str, str, str | bool]:
        kinds = {"text_input": "textInput", "text_area": "textArea", "checkbox": "checkbox"}
        values = [(kind, content[key]) for key, kind in kinds.items() if key in content]
        if len(values) != 1:
            found = ", ".join(kind for kind, _ in values) or "none"
            self.ground.wrong(path, f"one of {', '.join(kinds.values())}", found)
            return content["name"], "textInput", ""
        return content["name"], *values[0]

    def _order(self, order_id: str, purchase: Purchase) -> Order:
        content = self.content
        accepted = content.get("accepted", BASE_TIME + self.at * _MINUTE)
        return Order(
            id=order_id,
            site_id=self.ground.site.id,
            status=content["status"],
            accepted=accepted,
            purchase=purchase,
            comment=content["comment"],
            shipping_provider=content["shipping_provider"],
            shipping_tracking=content["shipping_tracking"],
            shipping_tracking_url=content["shipping_tracking_url"],
            **self._later(accepted),
        )

    def _later(self, accepted: int) -> dict[str, Any]:
        """What came after the checkout, as the status has it."""
        content, status = self.content, self.content["status"]
        for key, statuses in _LATER.items():
            if status not in statuses and content.get(key) is not None:
                expected = f"nothing for an order that is {status}"
                self.ground.wrong(f"{self.path}.{_WIRE[key]}", expected, "a value")
        fulfilled = content.get("fulfilled", accepted if status == "fulfilled" else None)
        before = accepted if fulfilled is None else fulfilled
        found: dict[str, Any] = {"fulfilled": fulfilled, "refund_reason": content["refund_reason"]}
        if status == "refunded":
            found["refunded"] = content.get("refunded", before)
        if status in _DISPUTED:
            found["disputed"] = content.get("disputed", before)
            found["dispute_updated"] = content.get("dispute_updated", found["disputed"])
            usual = "lost" if status == "dispute-lost" else "needs_response"
            found["dispute_last_status"] = content.get("dispute_last_status", usual)
        if not content["any_times"]:
            self._check_times(accepted, found)
        return found

    def _check_times(self, accepted: int, found: dict[str, Any]) -> None:
        if self.content["status"] == "fulfilled" and found["fulfilled"] is None:
            self.ground.wrong(f"{self.path}.fulfilledOn", "a time for an order that is fulfilled", "null")
        for key, earlier in (
            ("fulfilled", accepted),
            ("refunded", accepted),
            ("disputed", accepted),
            ("dispute_updated", found.get("disputed", accepted)),
        ):
            time = found.get(key)
            if time is not None and time < earlier:
                since = "disputedOn" if key == "dispute_updated" else "acceptedOn"
                self.ground.wrong(f"{self.path}.{_WIRE[key]}", f"a time from {since} on", "an earlier one")


def _address(content: dict[str, Any] | None, name: str) -> Address | None:
    return None if content is None else Address(**{"addressee": name, **content})
