"""A shopper checks out."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from mockflow.core.wire import loads
from mockflow.domain.order_changes import NewOrder
from mockflow.domain.orders import ORDERS, Order, free_order_id
from mockflow.domain.purchases import Purchase
from mockflow.domain.selling import MOST_OF_ONE, ForSale, for_sale, line_of, sku_for_sale, skus_of
from mockflow.domain.sites import SITES, Site
from mockflow.domain.stock import set_stock, stock_of
from mockflow.worlds.shoppers import NAME, email_of, home_of

from .visit import UnknownIdError, Visit, shown


class _Wish(NamedTuple):
    sku: ForSale
    quantity: int


def place_order(visit: Visit) -> dict[str, Any]:
    """Order what ``items`` names, or one of the first SKU that is in stock: an unfulfilled order, paid by card.

    Finite stock is less by what was bought. Answers the order with its id under ``id`` as well.
    """
    site = _site(visit)
    name, email = _customer(visit.given.get("customer"))
    wishes = _wishes(visit, site)
    units = sorted({wish.sku.unit for wish in wishes})
    if len(units) > 1:
        raise ValueError(f"items: expected SKUs with prices in one currency, found {', '.join(units)}")
    tx = visit.tx
    lines = tuple(line_of(tx, site, wish.sku, wish.quantity) for wish in wishes)
    home = home_of(name)
    purchase = Purchase(
        unit=units[0],
        full_name=name,
        email=email,
        lines=lines,
        shipping=home if any(line.shippable for line in lines) else None,
        billing=home,
    )
    order_id = free_order_id(tx, tx.new_id())
    order = tx.put(ORDERS, Order(order_id, site.id, "unfulfilled", tx.now, purchase))
    tx.emit(NewOrder(site.id, order))
    for wish in wishes:
        stock = stock_of(tx, site.id, wish.sku.item.id)
        if stock.finite:
            set_stock(tx, stock, stock.quantity - wish.quantity, finite=True)
    return {"id": order.id, **loads(order.body)}


def _site(visit: Visit) -> Site:
    """The site that is named, or the first with a store."""
    with_store = [site for site in visit.tx.all(SITES) if site.store is not None]
    site = with_store[0] if with_store and visit.given.get("siteId") is None else visit.site()
    if site.store is None:
        known = ", ".join(each.id for each in with_store) or "none, since no site of the world has one"
        raise ValueError(f"siteId: expected a site with a store ({known}), found {site.id}")
    return site


def _customer(given: Mapping[str, Any] | None) -> tuple[str, str]:
    customer = given or {}
    for key, value in customer.items():
        if value is not None and not value.strip():
            raise ValueError(f"customer.{key}: expected text that is not blank, found {shown(value)}")
    name = customer.get("fullName") or NAME
    return name, customer.get("email") or email_of(name)


def _wishes(visit: Visit, site: Site) -> list[_Wish]:
    """What is to be bought, each SKU once."""
    given = visit.given.get("items")
    if given is None:
        return [_Wish(_first_in_stock(visit, site), 1)]
    if not given:
        raise ValueError("items: expected one or more of {skuId, count}, found none")
    wishes: dict[str, _Wish] = {}
    for at, entry in enumerate(given):
        path = f"items[{at}]"
        wish = _wish(visit, site, path, entry)
        before = wishes.get(wish.sku.item.id)
        count = wish.quantity + (before.quantity if before else 0)
        _check_stock(visit, site, path, wish.sku, count)
        wishes[wish.sku.item.id] = _Wish(wish.sku, count)
    return list(wishes.values())


def _wish(visit: Visit, site: Site, path: str, entry: Mapping[str, Any]) -> _Wish:
    sku_id, count = entry["skuId"], entry.get("count", 1)
    sku = sku_for_sale(visit.tx, site, sku_id.lower())
    if sku is None:
        raise UnknownIdError(f"{path}.skuId: expected the id of a SKU of the site, found {shown(sku_id)}")
    if sku.is_archived:
        raise ValueError(f"{path}.skuId: expected a SKU that is not archived, found {sku.item.slug}")
    if not 1 <= count <= MOST_OF_ONE:
        raise ValueError(f"{path}.count: expected a whole number from 1 to {MOST_OF_ONE}, found {shown(count)}")
    return _Wish(sku, count)


def _check_stock(visit: Visit, site: Site, path: str, sku: ForSale, count: int) -> None:
    stock = stock_of(visit.tx, site.id, sku.item.id)
    most = stock.quantity if stock.finite else MOST_OF_ONE
    if count > most:
        raise ValueError(f"{path}.count: expected at most the {most} of {sku.item.slug} in stock, found {count}")


def _first_in_stock(visit: Visit, site: Site) -> ForSale:
    """The first SKU that shoppers see; where they see none, the first that is not archived."""
    there = [sku for sku in skus_of(visit.tx, site) if not sku.is_archived]
    for sku in sorted(there, key=lambda sku: sku.published is None):
        stock = stock_of(visit.tx, site.id, sku.id)
        if not stock.finite or stock.quantity:
            return for_sale(visit.tx, sku)
    raise ValueError(f"items: expected a SKU in stock, found none on the site {site.short_name}")
