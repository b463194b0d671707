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
