"""What the values of an item become when they are planted: paths become ids, and names the ids of what they name."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, NamedTuple

from mockflow.core.ids import DerivedIds, derived_id
from mockflow.domain.collections import Collection, Field
from mockflow.domain.files import CDN
from mockflow.domain.sites import Locale, Site
from mockflow.domain.store_fields import PRODUCT_TYPES

from .plant_ground import Complain
from .plant_store import ids_by_name, product_options, sku_values


class VariantSaid(NamedTuple):
    """A variant of an item, as a document has it.

    Attributes:
        path: where it stands in the document.
        seed_path: that of its item, without prefix, from which ids derive.
        slug: its own.
        created: the time of its item where it says none itself.
    """

    path: str
    seed_path: str
    id: str
    locale: Locale
    collection: Collection
    slug: str
    content: dict[str, Any]
    created: int


class Values:
    """Translates the values of one site's items.

    Args:
        ids: ``(id, collection's id)`` of each item by its path.
        variants: all of them, by item and tag of their locale.
        derive: what ids derive by.
        there: ``(id, locale)`` of each staged copy.
        anywhere: likewise of each variant, live ones without a staged copy among them.
    """

    def __init__(
        self,
        site: Site,
        prefix: str,
        wrong: Complain,
        *,
        derive: DerivedIds,
        ids: Mapping[str, tuple[str, str]],
        variants: Mapping[tuple[str, str], VariantSaid],
        there: set[tuple[str, str]],
        anywhere: set[tuple[str, str]],
    ) -> None:
        self.site = site
        self.prefix = prefix
        self.wrong = wrong
        self.derive = derive
        self.ids = ids
        self.variants = variants
        self.there = there
        self.anywhere = anywhere
        self.live = False

    def translated(self, variant: VariantSaid, path: str, given: Mapping[str, Any], *, live: bool) -> dict[str, Any]:
        """These values of a variant as the API has them, those of unknown fields as they are.

        Those of a live copy may refer to what is not there any more.
        """
        self.live = live
        by_slug = {field.slug: field for field in variant.collection.fields}
        return {
            slug: self._value(variant, f"{path}.{slug}", by_slug[slug], value) if slug in by_slug else value
            for slug, value in given.items()
        }

    def _value(self, variant: VariantSaid, path: str, field: Field, value: Any) -> Any:
        translate = self._TRANSLATIONS.get(field.type)
        return value if translate is None else translate(self, variant, path, field, value)

    def _option(self, _: VariantSaid, __: str, field: Field, value: Any) -> Any:
        """An id is an id, even where another option has it for a name."""
        options = (field.validations or {})["options"]
        names = {option["name"]: option["id"] for option in options}
        ids = {option["id"]: option["id"] for option in options}
        return {**names, **ids}.get(value, value) if isinstance(value, str) else value

    def _references(self, variant: VariantSaid, path: str, field: Field, value: Any) -> Any:
        if isinstance(value, list):
            return [self._reference(variant, path, field, each) for each in value]
        return self._reference(variant, path, field, value)

    def _reference(self, variant: VariantSaid, path: str, field: Field, value: Any) -> Any:
        if not isinstance(value, str) or not value or (self.live and value not in self.ids):
            return value
        item_id, collection_id = self.ids.get(value, (value, field.target))
        there = self.anywhere if self.live else self.there
        if collection_id != field.target or (item_id, variant.locale.cms_locale_id) not in there:
            expected = f"the path of an item of the field's collection that is there in {variant.locale.tag}"
            self.wrong(path, expected, value)
            return None
        return item_id

    def _one_file(self, variant: VariantSaid, _: str, field: Field, value: Any) -> Any:
        return self._file(variant, field, value, 0)

    def _files(self, variant: VariantSaid, _: str, field: Field, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return [self._file(variant, field, each, at) for at, each in enumerate(value)]

    def _file(self, variant: VariantSaid, field: Field, value: Any, at: int) -> Any:
        return planted_file(self.site.id, self._path(variant), f"{field.slug}/{at}", value)

    def _path(self, variant: VariantSaid) -> str:
        """What the ids of an item's parts derive from."""
        return self.derive.path(self.prefix + variant.seed_path)

    def _price(self, _: VariantSaid, __: str, ___: Field, value: Any) -> Any:
        """A bare number is an amount in the store's currency."""
        if isinstance(value, int) and self.site.store is not None:
            return {"value": value, "unit": self.site.store.currency}
        return value

    def _choice(self, _: VariantSaid, __: str, ___: Field, value: Any) -> Any:
        """Product types may be named, since their ids tell a reader nothing."""
        return PRODUCT_TYPES.get(value, value) if isinstance(value, str) else value

    def _product_options(self, variant: VariantSaid, _: str, __: Field, value: Any) -> Any:
        path, primary = self._path(variant), self.variants.get((variant.id, self.site.locales[0].tag))
        if primary is None or variant is primary:
            return product_options(path, value)
        return product_options(path, value, product_options(path, primary.content["field_data"].get("sku-properties")))

    def _sku_values(self, variant: VariantSaid, path: str, field: Field, value: Any) -> Any:
        """Names may be those of the variant's own locale or of the primary one."""
        if not isinstance(value, dict):
            return value
        product = str(variant.content["field_data"].get("product"))
        product_id, tags = self.ids.get(product, (product,))[0], {variant.locale.tag, self.site.locales[0].tag}
        products = [self.variants[product_id, tag] for tag in sorted(tags) if (product_id, tag) in self.variants]
        options = [
            self._product_options(each, path, field, each.content["field_data"].get("sku-properties"))
            for each in products
        ]
        return sku_values(
            value,
            ids_by_name(*options),
            lambda name, expected, found: self.wrong(f"{path}.{name}", expected, found),
            lenient=self.live,
        )

    _TRANSLATIONS: ClassVar[dict[str, Callable[..., Any]]] = {
        "Option": _option,
        "Reference": _references,
        "MultiReference": _references,
        "Image": _one_file,
        "File": _one_file,
        "MultiImage": _files,
        "Price": _price,
        "TextOption": _choice,
        "SkuSettings": _product_options,
        "SkuValues": _sku_values,
    }


def planted_file(site_id: str, item_path: str, place: str, value: Any) -> Any:
    """What a file becomes that a seed gives by its URL alone; one that has an id stays as it is.

    The id derives from the path of its item, with prefix, and its place in it, such as ``photo/0``.
    """
    file = {"url": value} if isinstance(value, str) else value
    if not isinstance(file, dict) or not isinstance(file.get("url"), str) or "fileId" in file:
        return file
    file_id = derived_id(f"{item_path}#{place}/{file['url']}")
    name = file["url"].rpartition("/")[2]
    return {"fileId": file_id, "url": f"{CDN}/{site_id}/{file_id}_{name}", "alt": file.get("alt")}
