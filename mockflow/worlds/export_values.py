"""The values of items as a seed says them, with paths and names for ids: the mirror of ``plant_values``."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, NamedTuple, cast

from mockflow.domain.collections import Collection, Field
from mockflow.domain.files import CDN
from mockflow.domain.items import Item
from mockflow.domain.sites import Locale, Site
from mockflow.domain.store_fields import PRODUCT_TYPES

from .plant_store import ids_by_name, product_options
from .plant_values import planted_file

_PRODUCT_TYPES = {value: name for name, value in PRODUCT_TYPES.items()}


class Copies(NamedTuple):
    """The copies of one variant of an item, one of which may be missing."""

    staged: Item | None
    live: Item | None

    @property
    def main(self) -> Item:
        """The staged one, or the live one where that is all."""
        return cast("Item", self.staged or self.live)


class VariantTold(NamedTuple):
    """A variant that is to be said.

    Attributes:
        path: that of its item, with prefix, from which ids derive.
        live: whether the values are those of a live copy, which may refer to what is not there any more.
    """

    path: str
    id: str
    locale: Locale
    collection: Collection
    copies: Copies
    live: bool = False


class ValuesTold:
    """Says the values of one site's items.

    Args:
        paths: the path of each item by its id, or the id where it has none.
        variants: the copies of each variant, by item and tag of their locale.
        seed_paths: the path that the ids of each item's parts derive from, with prefix.
    """

    def __init__(
        self,
        site: Site,
        paths: Mapping[str, str],
        variants: Mapping[tuple[str, str], Copies],
        seed_paths: Mapping[str, str],
    ) -> None:
        self.site = site
        self.paths = paths
        self.variants = variants
        self.seed_paths = seed_paths

    def told(self, variant: VariantTold, values: Mapping[str, Any]) -> dict[str, Any]:
        """These values of a variant as a seed has them, in the same order."""
        by_slug = {field.slug: field for field in variant.collection.fields}
        return {slug: self._value(variant, by_slug[slug], value) for slug, value in values.items()}

    def _value(self, variant: VariantTold, field: Field, value: Any) -> Any:
        tell = self._TELLERS.get(field.type)
        return value if tell is None else tell(self, variant, field, value)

    def _option(self, _: VariantTold, field: Field, value: str) -> str:
        """Its name, unless another option has that for a name or an id."""
        options = (field.validations or {})["options"]
        names = {each["name"]: each["id"] for each in options}
        ids = {each["id"]: each["name"] for each in options}
        name: str = ids[value]
        return name if names[name] == value and name not in ids else value

    def _reference(self, variant: VariantTold, _: Field, value: str) -> str:
        copies = self.variants.get((value, variant.locale.tag))
        is_there = copies is not None and (variant.live or copies.staged is not None)
        return self.paths[value] if is_there else value

    def _references(self, variant: VariantTold, field: Field, value: list[str]) -> list[str]:
        return [self._reference(variant, field, each) for each in value]

    def _one_file(self, variant: VariantTold, field: Field, value: dict[str, Any]) -> Any:
        return self._file(variant, f"{field.slug}/0", value)

    def _files(self, variant: VariantTold, field: Field, value: list[dict[str, Any]]) -> list[Any]:
        return [self._file(variant, f"{field.slug}/{at}", each) for at, each in enumerate(value)]

    def _file(self, variant: VariantTold, place: str, value: dict[str, Any]) -> Any:
        """Its name alone, where planting makes the same of it; else all that is said of it."""
        if value["url"] is None:
            return {key: each for key, each in value.items() if each is not None}
        name = value["url"].removeprefix(f"{CDN}/{self.site.id}/{value['fileId']}_")
        words = {} if value["alt"] is None else {"alt": value["alt"]}
        brief: Any = {"url": name, **words} if words else name
        if planted_file(self.site.id, variant.path, place, brief) == value:
            return brief
        return {"fileId": value["fileId"], "url": value["url"], **words}

    def _price(self, _: VariantTold, __: Field, value: dict[str, Any]) -> Any:
        if self.site.store is not None and value["unit"] == self.site.store.currency:
            return value["value"]
        return {"value": value["value"], "unit": value["unit"]}

    def _choice(self, _: VariantTold, __: Field, value: str) -> str:
        return _PRODUCT_TYPES.get(value, value)

    def _product_options(self, variant: VariantTold, _: Field, value: Any) -> Any:
        """Names alone, where planting makes the same of them; else with all ids and slugs."""
        primary = self.variants.get((variant.id, self.site.locales[0].tag))
        originals = None
        if primary is not None and variant.locale is not self.site.locales[0]:
            originals = primary.main.field_data.get("sku-properties")
        brief = [{"name": each["name"], "enum": [one["name"] for one in each["enum"]]} for each in value]
        return brief if product_options(variant.path, brief, originals) == value else value

    def _sku_values(self, variant: VariantTold, _: Field, value: Mapping[str, str]) -> dict[str, str]:
        """Names, where they lead to the same ids."""
        product_id = variant.copies.main.field_data["product"]
        tags = sorted({variant.locale.tag, self.site.locales[0].tag})
        products = [self.variants[product_id, tag] for tag in tags if (product_id, tag) in self.variants]
        options = [each.main.field_data.get("sku-properties") or [] for each in products]
        known = ids_by_name(*options)
        told = {}
        for option_id, choice in value.items():
            names = [each for every in options for each in every if each["id"] == option_id]
            fitting = [each["name"] for each in names if known[each["name"]].id == option_id]
            key = fitting[0] if fitting else option_id
            words = [one["name"] for each in names for one in each["enum"] if one["id"] == choice]
            right = [each for each in words if known[key].chosen(each) == choice]
            told[key] = right[0] if right else choice
        return told

    _TELLERS: ClassVar[dict[str, Callable[..., Any]]] = {
        "Option": _option,
        "Reference": _reference,
        "MultiReference": _references,
        "Image": _one_file,
        "File": _one_file,
        "MultiImage": _files,
        "Price": _price,
        "TextOption": _choice,
        "SkuSettings": _product_options,
        "SkuValues": _sku_values,
    }
