"""What a seed may say of stock."""

from typing import Any

from mockflow.core.schema import Object, Parsed

from .seed_members import said

INFINITE = "infinite"
_MOST = 2**53 - 1


class StockLevel(Parsed):
    """A number, ``infinite``, or what the API answers of infinite stock.

    It is loaded as a quantity, and whether that counts.
    """

    kind = "stock"
    unfit = "type:stock"

    @staticmethod
    def read(value: Any) -> tuple[int, bool]:
        if value == INFINITE:
            return 0, False
        finite = not isinstance(value, dict)
        if not finite and (value.keys() != {"inventoryType", "quantity"} or value["inventoryType"] != INFINITE):
            raise ValueError
        quantity = value if finite else value["quantity"]
        if isinstance(quantity, bool) or not isinstance(quantity, int) or not 0 <= quantity <= _MOST:
            raise ValueError
        return quantity, finite


def inventory() -> Object:
    """The key of a site that says how much of each SKU there is."""
    description = "How much there is of each SKU, by its slug or id: a number, or infinite as for those not named."
    return Object(
        values=StockLevel(), load_default=dict, **said(description, {"oak-lamp": 12, "gift-card": "infinite"})
    )
