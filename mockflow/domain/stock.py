"""Stock: how much of each SKU there is, in every locale alike."""

from dataclasses import dataclass, field

from mockflow.core.refusal import Refusal
from mockflow.core.store import Reader, Table, Transaction
from mockflow.core.wire import dumps

from .events import InventoryChanged

_MOST = 2**53 - 1


@dataclass(frozen=True, slots=True)
class Stock:
    """The stock of a SKU.

    Attributes:
        sku_id: the id of the SKU, an item of the site's SKU collection.
        quantity: the number, which counts only while the stock is finite.
        finite: whether the SKU can be sold out.
    """

    sku_id: str
    site_id: str
    quantity: int = 0
    finite: bool = False
    body: bytes = field(init=False)

    def __post_init__(self) -> None:
        kind = "finite" if self.finite else "infinite"
        said = {"id": self.sku_id, "quantity": self.quantity, "inventoryType": kind}
        object.__setattr__(self, "body", dumps(said))

    @property
    def order(self) -> str:
        return self.sku_id


STOCK = Table[Stock]("stock", key=lambda stock: stock.sku_id, group=lambda stock: stock.site_id)
"""SKUs whose stock was ever set; that of another is infinite."""


def stock_of(reader: Reader, site_id: str, sku_id: str) -> Stock:
    """The stock of a SKU of this site."""
    return reader.find(STOCK, sku_id) or Stock(sku_id, site_id)


def set_stock(tx: Transaction, before: Stock, quantity: int, *, finite: bool) -> Stock:
    """Set a stock and tell of it, unless it is like that already; refuses with ``invalid_shape`` below zero.

    A number that JavaScript cannot count to is refused too.
    """
    if not 0 <= quantity <= _MOST:
        bound = ">= 0" if quantity < 0 else f"<= {_MOST}"
        raise Refusal("invalid_shape", details=[f"Value (quantity) should be {bound}"])
    after = Stock(before.sku_id, before.site_id, quantity, finite)
    if after != before:
        tx.put(STOCK, after)
        tx.emit(InventoryChanged(after.site_id, after.sku_id, after.body))
    return after
