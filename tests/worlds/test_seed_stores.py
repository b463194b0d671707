"""What holds among the products and SKUs of a seed, as it does through the API."""

from typing import Any

import pytest

from mockflow import Mockflow, SeedError
from mockflow.worlds.seeds import plant
from tests.support import items_of

SIZE: dict[str, Any] = {"name": "Size", "enum": ["S", "L"]}
LOCALES = {"primary": {"tag": "en"}, "secondary": [{"tag": "fr"}]}
ITEMS = "sites[0].collections"


def sku(name: str, values: Any = None, product: str = "cup", **item: Any) -> dict[str, Any]:
    chosen = {} if values is None else {"sku-values": values}
    return {"fieldData": {"name": name, "product": f"product/{product}", "price": 1, **chosen}, **item}


def seed(product: dict[str, Any], *skus: dict[str, Any], **item: Any) -> dict[str, Any]:
    products = [{"fieldData": {"name": "Cup", **product}, **item}, {"fieldData": {"name": "Bowl"}}]
    collections = [
        {"displayName": "Products", "slug": "product", "items": products},
        {"displayName": "SKUs", "slug": "sku", "items": list(skus)},
    ]
    return {"mockflow": 1, "sites": [{"displayName": "A", "locales": LOCALES, "store": {}, "collections": collections}]}


SIZED = {"sku-properties": [SIZE]}
SMALL = {"Size": "S"}
TWO_OF_ONE = [{"id": "a", "name": "Size", "enum": ["S"]}, {"id": "a", "name": "Cut", "enum": ["T"]}]
NEEDED = "expected a value of each option of the product (Size), found "
TAKEN = "expected option values that no other SKU of the product has, found "


@pytest.mark.parametrize(
    ("content", "path", "said"),
    [
        (seed(SIZED, sku("a", SMALL), sku("b", SMALL)), "[1].items[1].fieldData.sku-values", TAKEN),
        (seed({}, sku("a"), sku("b")), "[1].items[1].fieldData.sku-values", TAKEN + "none"),
        (seed(SIZED, sku("a")), "[1].items[0].fieldData.sku-values", NEEDED + "none"),
        (seed(SIZED, sku("a", {})), "[1].items[0].fieldData.sku-values", NEEDED),
        (
            seed({"sku-properties": [{"name": "Size", "enum": []}]}, sku("a")),
            "[0].items[0].fieldData.sku-properties",
            "expected options with one or more values each, and ids of their own, found ",
        ),
        (
            seed({"sku-properties": TWO_OF_ONE}, sku("a")),
            "[0].items[0].fieldData.sku-properties",
            "expected options with one or more values each, and ids of their own, found ",
        ),
        (
            seed({"default-sku": "sku/b"}, sku("a"), sku("b", product="bowl")),
            "[0].items[0].fieldData.default-sku",
            "expected a SKU of the product, found sku/b",
        ),
        (
            seed(
                SIZED,
                sku("a", SMALL, locales={"fr": {"fieldData": sku("a")["fieldData"]}}),
                locales={"fr": {"fieldData": {"name": "Tasse", **SIZED}}},
            ),
            "[1].items[0].locales.fr.fieldData.sku-values",
            NEEDED + "none",
        ),
    ],
)
def test_a_store_that_cannot_be_is_told(content: dict[str, Any], path: str, said: str) -> None:
    """Equal or missing values of SKUs, options without values, and another's default SKU are each one SeedError."""
    with pytest.raises(SeedError) as raised:
        plant(content)
    (problem,) = raised.value.problems
    assert problem.path == ITEMS + path
    assert problem.message.startswith(said)


def test_a_store_that_fits_is_planted() -> None:
    """SKUs are told apart within their own product only."""
    skus = [sku("a", SMALL), sku("b", {"Size": "L"}), sku("c", product="bowl")]
    with Mockflow(seed=seed({**SIZED, "default-sku": "sku/b"}, *skus)) as mock:
        cup = items_of(mock, "product").staged(mock.id("product/cup")).json()
        assert cup["fieldData"]["default-sku"] == mock.id("sku/b")
