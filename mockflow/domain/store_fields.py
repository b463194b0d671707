"""The three collections of a store, and the fields that they have from the start."""

from collections.abc import Mapping
from typing import NamedTuple

from mockflow.core.ids import derived_id

from .collections import Field

STORE_KINDS = {
    "product": ("Products", "Product"),
    "sku": ("SKUs", "SKU"),
    "category": ("Categories", "Category"),
}
"""The slug of each of a store's collections, with its names."""

PRODUCT_TYPES = {
    "physical": "ff42fee0113744f693a764e3431a9cc2",
    "digital": "f22027db68002190aef89a4a2b7ac8a1",
    "service": "c599e43b1a1c34d5a323aedf75d3adf6",
    "advanced": "b6ccc1830db4b1babeb06a9ac5f6dd76",
    "membership": "e348fd487d0102946c9179d2a94bb613",
}
"""The ids of product types, which are the same on every site."""

CHOICES = {
    "ec-product-type": tuple(PRODUCT_TYPES.values()),
    "ec-sku-billing-method": ("one-time", "subscription"),
    "tax-category": (
        *("standard-taxable", "standard-exempt", "books-religious", "books-textbook", "clothing", "clothing-swimwear"),
        *("digital-goods", "digital-service", "drugs-non-prescription", "drugs-prescription", "food-bottled-water"),
        *("food-candy", "food-groceries", "food-prepared", "food-soda", "food-supplements", "magazine-individual"),
        *("magazine-subscription", "service-admission", "service-advertising", "service-dry-cleaning"),
        *("service-hairdressing", "service-installation", "service-miscellaneous", "service-parking"),
        *("service-printing", "service-professional", "service-repair", "service-training"),
    ),
}
"""What the fields of type TextOption take, by their slugs."""


class _Row(NamedTuple):
    slug: str
    type: str
    label: str
    target: str = ""
    is_required: bool = False


_ROWS = {
    "product": (
        _Row("description", "PlainText", "Description"),
        _Row("shippable", "Switch", "Requires shipping"),
        _Row("sku-properties", "SkuSettings", "Options"),
        _Row("category", "MultiReference", "Categories", "category"),
        _Row("tax-category", "TextOption", "Tax category"),
        _Row("default-sku", "Reference", "Default SKU", "sku"),
        _Row("ec-product-type", "TextOption", "Product type"),
    ),
    "sku": (
        _Row("sku-values", "SkuValues", "Option values"),
        _Row("product", "Reference", "Product", "product", is_required=True),
        _Row("main-image", "Image", "Main image"),
        _Row("more-images", "MultiImage", "More images"),
        _Row("price", "Price", "Price", is_required=True),
        _Row("compare-at-price", "Price", "Compare-at price"),
        _Row("download-files", "ExtFileRef", "Downloads"),
        _Row("ec-sku-billing-method", "TextOption", "Billing method"),
        _Row("ec-sku-subscription-plan", "MembershipPlan", "Subscription plan"),
        _Row("width", "Number", "Width"),
        _Row("length", "Number", "Length"),
        _Row("height", "Number", "Height"),
        _Row("weight", "Number", "Weight"),
        _Row("sku", "PlainText", "SKU"),
    ),
    "category": (),
}


def store_fields(kind: str, path: str, ids: Mapping[str, str]) -> tuple[Field, ...]:
    """The fields of one of a store's collections, besides name and slug.

    Args:
        kind: ``product``, ``sku`` or ``category``.
        path: from which the fields' ids are derived.
        ids: the ids of the store's collections, by kind.
    """
    return tuple(
        Field(
            derived_id(f"{path}#{row.slug}", 32),
            row.slug,
            row.type,
            row.label,
            is_required=row.is_required,
            validations={"collectionId": ids[row.target]} if row.target else None,
        )
        for row in _ROWS[kind]
    )


def is_given(kind: str, slug: str) -> bool:
    """Whether one of a store's collections has a field of this slug from the start."""
    return any(row.slug == slug for row in _ROWS.get(kind, ()))
