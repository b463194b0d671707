"""What was bought: the part of an order that nothing changes after the checkout."""

from typing import Any, NamedTuple

from mockflow.core.wire import js_number

from .order_money import money
from .order_payment import Payment

EXTRAS = ("discount", "discount-shipping", "shipping", "tax")
DISCOUNTS = ("discount", "discount-shipping")


class Address(NamedTuple):
    """Where something goes to. ``japan_type`` tells the script of a Japanese one."""

    addressee: str
    line1: str
    line2: str
    city: str
    state: str
    country: str
    postal_code: str
    japan_type: str | None = None

    def to_wire(self, kind: str) -> dict[str, Any]:
        return {
            "type": kind,
            **({"japanType": self.japan_type} if self.japan_type else {}),
            "addressee": self.addressee,
            "line1": self.line1,
            "line2": self.line2,
            "city": self.city,
            "state": self.state,
            "country": self.country,
            "postalCode": self.postal_code,
        }


class Sizes(NamedTuple):
    """A SKU's measures, as far as it has them."""

    weight: float | None = None
    width: float | None = None
    height: float | None = None
    length: float | None = None

    def to_wire(self) -> dict[str, Any]:
        return {name: None if value is None else js_number(value) for name, value in self._asdict().items()}


class Line(NamedTuple):
    """So many of one SKU, with what its product and itself were called and cost when they were bought."""

    quantity: int
    price: int
    product_id: str
    product_name: str
    product_slug: str
    sku_id: str
    name: str
    slug: str
    sku: str
    image: str | None
    sizes: Sizes
    shippable: bool
    downloads: tuple[tuple[str, str, str], ...]

    @property
    def total(self) -> int:
        return self.price * self.quantity

    def to_wire(self, unit: str) -> dict[str, Any]:
        return {
            "count": self.quantity,
            "rowTotal": money(self.total, unit),
            "productId": self.product_id,
            "productName": self.product_name,
            "productSlug": self.product_slug,
            "variantId": self.sku_id,
            "variantName": self.name,
            "variantSlug": self.slug,
            "variantSKU": self.sku,
            "variantImage": {"url": self.image, "file": None} if self.image else None,
            "variantPrice": money(self.price, unit),
            **self.sizes.to_wire(),
        }


class Extra(NamedTuple):
    """What comes on top of the lines; a discount has a price below zero."""

    type: str
    name: str
    description: str
    price: int

    def to_wire(self, unit: str) -> dict[str, Any]:
        return {
            "type": self.type,
            "name": self.name,
            "description": self.description,
            "price": money(self.price, unit),
        }


class Purchase(NamedTuple):
    """A checkout.

    Attributes:
        unit: the currency of every amount.
        custom_data: the name, the kind (``textInput``, ``textArea`` or ``checkbox``) and the value of further inputs.
    """

    unit: str
    full_name: str
    email: str
    lines: tuple[Line, ...]
    extras: tuple[Extra, ...] = ()
    shipping: Address | None = None
    billing: Address | None = None
    payment: Payment = Payment()
    comment: str = ""
    custom_data: tuple[tuple[str, str, str | bool], ...] = ()
    is_buy_now: bool = False

    @property
    def subtotal(self) -> int:
        return sum(line.total for line in self.lines)

    @property
    def total(self) -> int:
        return self.subtotal + sum(extra.price for extra in self.extras)

    @property
    def ships(self) -> bool:
        """Whether any of it is sent by post."""
        return any(line.shippable for line in self.lines)

    def totals(self) -> dict[str, Any]:
        return {
            "subtotal": money(self.subtotal, self.unit),
            "extras": [extra.to_wire(self.unit) for extra in self.extras],
            "total": money(self.total, self.unit),
        }

    def addresses(self) -> dict[str, Any]:
        """All addresses in one list, and each by itself, null where there is none."""
        shipping = self.shipping and self.shipping.to_wire("shipping")
        billing = self.billing and self.billing.to_wire("billing")
        return {
            "allAddresses": [each for each in (billing, shipping) if each],
            "shippingAddress": shipping,
            "billingAddress": billing,
        }

    def downloads(self) -> list[dict[str, str]]:
        """The files of all lines."""
        files = dict.fromkeys(file for line in self.lines for file in line.downloads)
        return [{"id": file_id, "name": name, "url": url} for file_id, name, url in files]
