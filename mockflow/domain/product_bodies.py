"""What calls say of products and SKUs, and what is answered."""

from typing import Any

from mockflow.core.schema import Anything, Flag, Items, Length, Nested, Object, OpenShape, Shape, Text, one_of

from .item_rows import ItemSchema
from .listing import MOST, pagination

_PRICE = {"value": 2400, "unit": "EUR"}


class ProductFields(OpenShape):
    """What a new product must say."""

    name = Text(required=True, metadata={"description": "The product's name.", "example": "Oak lamp"})
    slug = Text(
        required=True,
        metadata={"description": "Its part of a URL, which no other product has.", "example": "oak-lamp"},
    )


class SkuFields(OpenShape):
    """What a new SKU must say."""

    name = Text(required=True, metadata={"description": "The SKU's name.", "example": "Oak lamp, small"})
    slug = Text(
        required=True,
        metadata={"description": "Its part of a URL, which no other SKU has.", "example": "oak-lamp-small"},
    )
    price = Anything(
        required=True,
        metadata={"description": "Money in minor units.", "type": "object", "example": _PRICE},
    )


_VALUES = {"description": "The id of a value by the id of each option.", "example": {}}
setattr(SkuFields, "sku-values", Object(values=Text(), metadata=_VALUES))  # an open shape's names are its keys


class _Beside(Shape):
    """Fields of a SKU that are taken beside ``fieldData`` too; what is within it counts more."""

    sku_values = Object(values=Text(), data_key="sku-values", metadata=_VALUES)
    main_image = Anything(
        data_key="main-image",
        metadata={"description": "An image by URL or by id.", "type": ["object", "string"]},
    )


class NewProductBody(Shape):
    field_data = Nested(
        ProductFields, data_key="fieldData", required=True, metadata={"description": "Values by field slug."}
    )


class NewSkuBody(_Beside):
    field_data = Nested(
        SkuFields, data_key="fieldData", required=True, metadata={"description": "Values by field slug."}
    )


class ProductChanges(Shape):
    """What to change of a product; what is not sent stays."""

    is_archived = Flag(data_key="isArchived", metadata={"description": "Keep out of publishing."})
    is_draft = Flag(data_key="isDraft", metadata={"description": "Leave out of the next site publish."})
    field_data = Object(
        data_key="fieldData",
        metadata={"description": "Values by field slug; null clears one.", "example": {"name": "Another name"}},
    )


class SkuChanges(_Beside):
    """What to change of a SKU; what is not sent stays."""

    field_data = Object(
        data_key="fieldData",
        metadata={"description": "Values by field slug; null clears one.", "example": {"name": "Another name"}},
    )


class SkuOfProductChanges(SkuChanges):
    id = Text(load_default="", metadata={"description": "A SKU of the product; its default one if absent."})


class _Published(Shape):
    publish_status = Text(
        data_key="publishStatus",
        load_default="staging",
        validate=one_of("staging", "live"),
        metadata={"description": "Publish what is written at once, or leave it to the next publish of the site."},
    )


class NewProduct(_Published):
    """A product with its first SKU."""

    product = Nested(NewProductBody, required=True, metadata={"description": "The product."})
    sku = Nested(NewSkuBody, required=True, metadata={"description": "Its first SKU, the default one."})


class ChangedProduct(_Published):
    """What to change of a product, and of one of its SKUs."""

    product = Nested(ProductChanges, metadata={"description": "What to change of the product."})
    sku = Nested(SkuOfProductChanges, metadata={"description": "What to change of a SKU of it."})


class NewSkus(_Published):
    """Further SKUs of a product."""

    skus = Items(
        Nested(NewSkuBody),
        required=True,
        validate=Length(least=1, most=MOST),
        metadata={
            "description": "Up to 100 SKUs; one that cannot be created refuses all.",
            "example": [{"fieldData": {"name": "Oak lamp, large", "slug": "oak-lamp-large", "price": _PRICE}}],
        },
    )


class ChangedSku(_Published):
    """What to change of a SKU."""

    sku = Nested(SkuChanges, required=True, metadata={"description": "What to change of it."})


class ProductSchema(ItemSchema):
    """A product, an item of the store's collection of products."""


class SkuSchema(ItemSchema):
    """A SKU, an item of the store's collection of SKUs."""

    field_data = Object(
        data_key="fieldData",
        required=True,
        metadata={
            "description": "Values by field slug.",
            "required": ["name", "slug", "price"],
            "properties": {"name": {"type": "string"}, "slug": {"type": "string"}, "price": {"type": "object"}},
            "additionalProperties": True,
        },
    )


class ProductWithSkusSchema(Shape):
    product = Nested(ProductSchema, required=True, metadata={"description": "The product."})
    skus = Items(Nested(SkuSchema), required=True, metadata={"description": "Its SKUs, the oldest first."})


class ProductListSchema(Shape):
    items = Items(
        Nested(ProductWithSkusSchema), required=True, metadata={"description": "The page's products, each with SKUs."}
    )
    pagination = pagination()


class SkusSchema(Shape):
    skus = Items(Nested(SkuSchema), required=True, metadata={"description": "What was created, as it was sent."})


_BESIDE = {"sku_values": "sku-values", "main_image": "main-image"}


def fields_of_sku(entry: dict[str, Any]) -> dict[str, Any]:
    """All the field data of a SKU's part of a body."""
    beside = {slug: entry[name] for name, slug in _BESIDE.items() if name in entry}
    fields: dict[str, Any] = entry.get("field_data", {})
    return {**beside, **fields}
