"""What a seed may say of stock."""

from typing import Any

from mockflow.core.schema import Object, Parsed

from .seed_members import said

_MOST = 2**53 - 1


class StockLevel(Parsed):
    """A number, or ``infinite``, which is loaded as None."""

    kind = "stock"
    unfit = "type:stock"

    @staticmethod
    def read(value: Any) -> int | None:
        if value == "infinite":
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MOST:
            raise ValueError
        return value


def inventory() -> Object:
    """The key of a site that says how much of each SKU there is."""
    description = "How much there is of each SKU, by its slug: a number, or infinite as for those not named."
    return Object(
        values=StockLevel(), load_default=dict, **said(description, {"oak-lamp": 12, "gift-card": "infinite"})
    )
