"""A store without products, and short words for what is done in it."""

from dataclasses import dataclass
from typing import Any

import httpx

from mockflow import Mockflow
from tests.support import Journal, items_of

MAY = "2025-05-12T14:20:00.000Z"
NOW = "2026-01-15T12:00:00.000Z"
SHOP: dict[str, Any] = {"displayName": "Shop", "lastPublished": MAY, "store": {"defaultCurrency": "EUR"}}
SEED = {"mockflow": 1, "sites": [SHOP, {**SHOP, "displayName": "Other"}, {"displayName": "Plain"}]}
ADVANCED = "b6ccc1830db4b1babeb06a9ac5f6dd76"
PRICE = {"value": 2400, "unit": "EUR"}
SIZES: Any = [{"name": "Size", "enum": [{"name": "Small"}, {"name": "Large"}]}]


@dataclass
class Shop:
    """The first site's store through the API."""

    mock: Mockflow
    api: httpx.Client

    @property
    def path(self) -> str:
        return f"/sites/{self.mock.site_id}/products"

    @property
    def products(self) -> Journal:
        return items_of(self.mock, "product")

    @property
    def skus(self) -> Journal:
        return items_of(self.mock, "sku")

    def post(self, body: Any) -> httpx.Response:
        return self.api.post(self.path, json=body)

    def create(self, slug: str = "lamp", status: str = "staging", **fields: Any) -> dict[str, Any]:
        answer = self.post(
            {
                "publishStatus": status,
                "product": {"fieldData": {"name": slug.title(), "slug": slug, **fields}},
                "sku": {"fieldData": {"name": f"{slug.title()} one", "slug": f"{slug}-one", "price": PRICE}},
            }
        )
        assert answer.status_code == 200, answer.text
        made: dict[str, Any] = answer.json()
        return made

    def get(self, product_id: str) -> dict[str, Any]:
        answer = self.api.get(f"{self.path}/{product_id}")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def patch(self, product_id: str, **body: Any) -> httpx.Response:
        return self.api.patch(f"{self.path}/{product_id}", json=body)

    def add(self, product_id: str, *skus: dict[str, Any], status: str = "staging") -> httpx.Response:
        return self.api.post(f"{self.path}/{product_id}/skus", json={"publishStatus": status, "skus": skus})

    def patch_sku(self, product_id: str, sku_id: str, **body: Any) -> httpx.Response:
        return self.api.patch(f"{self.path}/{product_id}/skus/{sku_id}", json=body)

    def everything(self) -> Any:
        """All that the store has, staged and live."""
        lists = [each.copies("") for each in (self.products, self.skus)]
        return [self.api.get(self.path).json(), lists]


def shop_in(mock: Mockflow) -> Shop:
    return Shop(mock, mock.http())


def sku(slug: str, values: Any = None, **fields: Any) -> dict[str, Any]:
    """A new SKU of this slug, with these option values."""
    chosen = {} if values is None else {"sku-values": values}
    return {"fieldData": {"name": slug.title(), "slug": slug, "price": PRICE, **chosen, **fields}}


def ids_of(product: dict[str, Any]) -> dict[str, str]:
    """The ids of a product's options and values, by name."""
    options = product["fieldData"]["sku-properties"]
    return {each["name"]: each["id"] for option in options for each in (option, *option["enum"])}
