"""Planting items: paths become ids, option names become option ids, and every value is checked as the API would."""

from collections.abc import Callable
from typing import Any, ClassVar, NamedTuple

from mockflow.core.ids import DerivedIds
from mockflow.core.store import Transaction
from mockflow.domain.collections import COLLECTIONS, Collection, Field
from mockflow.domain.field_data import read_values, references_in
from mockflow.domain.files import CDN
from mockflow.domain.items import ITEMS, LIVE_ITEMS, Item, make_item
from mockflow.domain.sites import Locale, Site
from mockflow.domain.slugs import slugify
from mockflow.domain.store_fields import PRODUCT_TYPES

from .plant_ground import Complain
from .plant_store import ids_by_name, product_options, sku_values
from .plant_store_rules import StoreItem, check_store
from .seed_members import BASE_TIME

_MINUTE = 60_000


class _Variant(NamedTuple):
    path: str
    seed_path: str
    id: str
    locale: Locale
    collection: Collection
    slug: str
    content: dict[str, Any]
    created: int


class ItemPlanter:
    """Plants the items of one site: all ids first, so that items may refer to each other in any order."""

    def __init__(
        self,
        tx: Transaction,
        site: Site,
        prefix: str,
        wrong: Complain,
        name: Callable[[str, str, str], str],
        *,
        derive: DerivedIds,
    ) -> None:
        self.tx = tx
        self.site = site
        self.prefix = prefix
        self.wrong = wrong
        self.name = name
        self.derive = derive
        self.variants: list[_Variant] = []
        self.ids: dict[str, tuple[str, str]] = {}
        self.there: set[tuple[str, str]] = set()
        self.by_path: dict[tuple[str, str], _Variant] = {}
        self.of_store: dict[str, list[StoreItem]] = {"product": [], "sku": []}

    def prepare(self, path: str, collection_slug: str, content: dict[str, Any]) -> None:
        """Give each item of this collection its id."""
        collection = self.tx.holder(COLLECTIONS, self.site.id, collection_slug)
        if collection is None:
            return
        by_tag = {locale.tag: locale for locale in self.site.locales}
        for at, item in enumerate(content["items"]):
            item_path = f"{path}.items[{at}]"
            slug = _slug_of(item)
            seed_path = f"{collection_slug}/{slug}"
            item_id = item.get("id") or self.derive.id(self.prefix + seed_path)
            self.name(item_path, self.prefix + seed_path, item_id)
            self.ids[seed_path] = (item_id, collection.id)
            created = item.get("created", BASE_TIME + at * _MINUTE)
            variants = [(item_path, self.site.locales[0], item)]
            for tag, variant in item["locales"].items():
                if tag in by_tag:
                    variants.append((f"{item_path}.locales.{tag}", by_tag[tag], variant))
                else:
                    self.wrong(f"{item_path}.locales", f"one of the locales {', '.join(by_tag)}", tag)
            for place, locale, variant in variants:
                own_slug = slug if locale is self.site.locales[0] else _slug_of({"slug": slug, **variant})
                self.there.add((item_id, locale.cms_locale_id))
                made = _Variant(place, seed_path, item_id, locale, collection, own_slug, variant, created)
                self.variants.append(made)
                self.by_path[seed_path, locale.tag] = made

    def plant(self) -> None:
        """Write every variant, and its live copy where it has one."""
        for variant in self.variants:
            self._plant(variant)

    def check(self) -> None:
        """Tell what does not go together, once each item is right for itself."""
        check_store(self.of_store["product"], self.of_store["sku"], self.wrong)

    def _plant(self, variant: _Variant) -> None:
        content, fields = variant.content, variant.collection.fields
        staged = self._values(variant, "fieldData", content["field_data"])
        if staged is None:
            return
        holder = self.tx.holder(ITEMS, (variant.collection.id, variant.locale.cms_locale_id), variant.slug)
        if holder is not None:
            self.wrong(variant.path, "a slug that no other item of the collection has", variant.slug)
        created = content.get("created", variant.created)
        updated = content.get("updated", created)
        published = content.get("published", None if content["is_draft"] else updated)
        item = make_item(
            staged,
            references_in(fields, staged),
            id=variant.id,
            group=(variant.collection.id, variant.locale.cms_locale_id),
            created=created,
            updated=updated,
            published=published,
            is_archived=content["is_archived"],
            is_draft=content["is_draft"],
        )
        self.tx.put(ITEMS, item)
        if variant.collection.store_kind in self.of_store:
            found = StoreItem(f"{variant.path}.fieldData", content["field_data"], item)
            self.of_store[variant.collection.store_kind].append(found)
        if published is not None:
            self._plant_live(variant, item, published)

    def _plant_live(self, variant: _Variant, staged: Item, published: int) -> None:
        older = variant.content["live"]
        if older is None:
            self.tx.put(LIVE_ITEMS, staged.stamped(is_draft=False, is_archived=False))
            return
        values = self._values(variant, "live", {**variant.content["field_data"], **older})
        if values is not None:
            head = {"created": staged.created, "updated": published, "published": published}
            refers_to = references_in(variant.collection.fields, values)
            flags = {"is_archived": False, "is_draft": False}
            self.tx.put(
                LIVE_ITEMS,
                make_item(values, refers_to, id=staged.id, group=staged.group, **head, **flags),
            )

    def _values(self, variant: _Variant, key: str, given: dict[str, Any]) -> dict[str, Any] | None:
        path = f"{variant.path}.{key}"
        fields = variant.collection.fields
        by_slug = {field.slug: field for field in fields}
        found = {
            slug: self._translated(variant, f"{path}.{slug}", by_slug[slug], value) if slug in by_slug else value
            for slug, value in given.items()
        }
        found["slug"] = variant.slug
        values, problems = read_values(fields, found, complete=True)
        for problem in problems:
            known = by_slug if problem.param not in by_slug else ()
            expected = f"one of the fields {', '.join(known)}" if known else problem.expected
            place = variant.path if problem.param == "slug" and "slug" in variant.content else path
            instead = problem.param if known else given.get(problem.param, problem.found)
            self.wrong(f"{place}.{problem.param}", expected, "nothing" if instead is None else instead)
        if problems:
            return None
        for field in fields:
            if field.type == "Switch" and values.get(field.slug) is None:
                values[field.slug] = False
        ordered = {"name": values["name"], "slug": values["slug"], **values}
        return {slug: value for slug, value in ordered.items() if value is not None}

    def _translated(self, variant: _Variant, path: str, field: Field, value: Any) -> Any:
        translate = self._TRANSLATIONS.get(field.type)
        return value if translate is None else translate(self, variant, path, field, value)

    def _option(self, _: _Variant, __: str, field: Field, value: Any) -> Any:
        options = {option["name"]: option["id"] for option in (field.validations or {})["options"]}
        return options.get(value, value) if isinstance(value, str) else value

    def _references(self, variant: _Variant, path: str, field: Field, value: Any) -> Any:
        if isinstance(value, list):
            return [self._reference(variant, path, field, each) for each in value]
        return self._reference(variant, path, field, value)

    def _one_file(self, variant: _Variant, _: str, field: Field, value: Any) -> Any:
        return self._file(variant, field, value, 0)

    def _files(self, variant: _Variant, _: str, field: Field, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return [self._file(variant, field, each, at) for at, each in enumerate(value)]

    def _price(self, _: _Variant, __: str, ___: Field, value: Any) -> Any:
        """A bare number is an amount in the store's currency."""
        if isinstance(value, int) and self.site.store is not None:
            return {"value": value, "unit": self.site.store.currency}
        return value

    def _choice(self, _: _Variant, __: str, ___: Field, value: Any) -> Any:
        """Product types may be named, since their ids tell a reader nothing."""
        return PRODUCT_TYPES.get(value, value) if isinstance(value, str) else value

    def _product_options(self, variant: _Variant, _: str, __: Field, value: Any) -> Any:
        path = self.derive.path(self.prefix + variant.seed_path)
        primary = self.by_path[variant.seed_path, self.site.locales[0].tag]
        if variant is primary:
            return product_options(path, value)
        return product_options(path, value, product_options(path, primary.content["field_data"].get("sku-properties")))

    def _sku_values(self, variant: _Variant, path: str, field: Field, value: Any) -> Any:
        """Names may be those of the variant's own locale or of the primary one."""
        if not isinstance(value, dict):
            return value
        product_path, tags = (
            str(variant.content["field_data"].get("product")),
            {variant.locale.tag, self.site.locales[0].tag},
        )
        products = [self.by_path[product_path, tag] for tag in sorted(tags) if (product_path, tag) in self.by_path]
        options = [
            self._product_options(each, path, field, each.content["field_data"].get("sku-properties"))
            for each in products
        ]
        return sku_values(
            value, ids_by_name(*options), lambda name, expected, found: self.wrong(f"{path}.{name}", expected, found)
        )

    def _reference(self, variant: _Variant, path: str, field: Field, value: Any) -> Any:
        if not isinstance(value, str) or not value:
            return value
        item_id, collection_id = self.ids.get(value, (value, field.target))
        if collection_id != field.target or (item_id, variant.locale.cms_locale_id) not in self.there:
            expected = f"the path of an item of the field's collection that is there in {variant.locale.tag}"
            self.wrong(path, expected, value)
            return None
        return item_id

    def _file(self, variant: _Variant, field: Field, value: Any, at: int) -> Any:
        file = {"url": value} if isinstance(value, str) else value
        if not isinstance(file, dict) or not isinstance(file.get("url"), str) or "fileId" in file:
            return file
        file_id = self.derive.id(f"{self.prefix}{variant.seed_path}#{field.slug}/{at}/{file['url']}")
        name = file["url"].rpartition("/")[2]
        return {"fileId": file_id, "url": f"{CDN}/{self.site.id}/{file_id}_{name}", "alt": file.get("alt")}

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


def _slug_of(item: dict[str, Any]) -> str:
    data = item["field_data"]
    return str(item.get("slug") or data.get("slug") or slugify(str(data.get("name", ""))))
