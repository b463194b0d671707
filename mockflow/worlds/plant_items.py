"""Planting items: paths become ids, option names become option ids, and every value is checked as the API would."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from mockflow.core.ids import DerivedIds
from mockflow.core.store import Transaction
from mockflow.domain.collections import COLLECTIONS, Collection, Field
from mockflow.domain.field_data import read_values, references_in
from mockflow.domain.items import ITEMS, LIVE_ITEMS, Item, make_item
from mockflow.domain.sites import Locale, Site
from mockflow.domain.slugs import slugify

from .plant_ground import Complain
from .plant_store_rules import StoreItem, check_store
from .plant_values import Values, VariantSaid
from .seed_members import BASE_TIME

_MINUTE = 60_000


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
        self.every: list[VariantSaid] = []
        self.ids: dict[str, tuple[str, str]] = {}
        self.variants: dict[tuple[str, str], VariantSaid] = {}
        self.there: set[tuple[str, str]] = set()
        self.anywhere: set[tuple[str, str]] = set()
        self.of_store: dict[str, list[StoreItem]] = {"product": [], "sku": []}
        self.values = Values(
            site,
            prefix,
            wrong,
            derive=derive,
            ids=self.ids,
            variants=self.variants,
            there=self.there,
            anywhere=self.anywhere,
        )
        self._undemanding: dict[str, tuple[Field, ...]] = {}

    def prepare(self, path: str, collection_slug: str, content: dict[str, Any]) -> None:
        """Give each item of this collection its id."""
        collection = self.tx.holder(COLLECTIONS, self.site.id, collection_slug)
        if collection is None:
            return
        for at, item in enumerate(content["items"]):
            slug = _slug_of(item)
            seed_path = f"{collection_slug}/{slug}"
            item_id = item.get("id") or self.derive.id(self.prefix + seed_path)
            self.name(f"{path}.items[{at}]", self.prefix + seed_path, item_id)
            self.ids.setdefault(seed_path, (item_id, collection.id))
            created = item.get("created", BASE_TIME + at * _MINUTE)
            for place, locale, variant in self._said(f"{path}.items[{at}]", item):
                own_slug = slug if variant is item else _slug_of({"slug": slug, **variant})
                key = item_id, locale.cms_locale_id
                self.anywhere.add(key)
                if variant.get("copies") != "live":
                    self.there.add(key)
                said = VariantSaid(place, seed_path, item_id, locale, collection, own_slug, variant, created)
                self.variants[item_id, locale.tag] = said
                self.every.append(said)

    def _said(self, path: str, item: dict[str, Any]) -> Iterator[tuple[str, Locale, dict[str, Any]]]:
        """Where each variant stands, with its locale and its content: that of the item itself first."""
        by_tag = {locale.tag: locale for locale in self.site.locales}
        main = item.get("locale", self.site.locales[0].tag)
        if main not in by_tag:
            self.wrong(f"{path}.locale", f"one of the locales {', '.join(by_tag)}", main)
            return
        yield path, by_tag[main], item
        for tag, variant in item["locales"].items():
            if tag in by_tag and tag != main:
                yield f"{path}.locales.{tag}", by_tag[tag], variant
            else:
                others = ", ".join(each for each in by_tag if each != main) or "it has none"
                self.wrong(f"{path}.locales", f"one of the site's other locales ({others})", tag)

    def plant(self) -> None:
        """Write every variant, and its live copy where it has one."""
        for variant in self.every:
            self._plant(variant)

    def check(self) -> None:
        """Tell what does not go together, once each item is right for itself."""
        check_store(self.of_store["product"], self.of_store["sku"], self.wrong)

    def _plant(self, variant: VariantSaid) -> None:
        content, only_live = variant.content, variant.content.get("copies") == "live"
        values = self._values(variant, "fieldData", content["field_data"], live=only_live)
        if values is None:
            return
        item = self._item(variant, values)
        copies = content.get("copies", "staged" if item.published is None else "both")
        if not only_live:
            self._put_staged(variant, item)
        if copies == "both":
            self._plant_live(variant, item)
        elif only_live:
            self.tx.put(LIVE_ITEMS, item)
        for key, said in (("live", content["live"] is not None), ("liveCopy", content["live_copy"])):
            if said and copies != "both":
                self.wrong(f"{variant.path}.{key}", "nothing where there are not both copies", "something")

    def _item(self, variant: VariantSaid, values: dict[str, Any]) -> Item:
        content = variant.content
        created = content.get("created", variant.created)
        updated = content.get("updated", created)
        return make_item(
            values,
            references_in(variant.collection.fields, values),
            id=variant.id,
            group=(variant.collection.id, variant.locale.cms_locale_id),
            created=created,
            updated=updated,
            published=content.get("published", None if content["is_draft"] else updated),
            is_archived=content["is_archived"],
            is_draft=content["is_draft"],
        )

    def _put_staged(self, variant: VariantSaid, item: Item) -> None:
        if self.tx.holder(ITEMS, item.group, item.slug) is not None:
            self.wrong(variant.path, "a slug that no other item of the collection has", item.slug)
        self.tx.put(ITEMS, item)
        if variant.collection.store_kind in self.of_store:
            found = StoreItem(f"{variant.path}.fieldData", variant.content["field_data"], item)
            self.of_store[variant.collection.store_kind].append(found)

    def _plant_live(self, variant: VariantSaid, staged: Item) -> None:
        older, said = variant.content["live"], variant.content["live_copy"]
        published = said.get("published", staged.published)
        if published is None:
            self.wrong(f"{variant.path}.liveCopy.lastPublished", "a time, since lastPublished is null", "nothing")
            return
        head = {"published": published, "is_draft": False, "is_archived": said.get("is_archived", False)}
        if older is None:
            self.tx.put(LIVE_ITEMS, staged.stamped(**head, updated=said.get("updated", staged.updated)))
            return
        data = variant.content["field_data"]
        whole = older if data.keys() <= older.keys() else {**data, **older}
        values = self._values(variant, "live", whole, live=True)
        if values is not None:
            refers_to = references_in(variant.collection.fields, values)
            live = staged.rewritten(values, refers_to, **head, updated=said.get("updated", published))
            self.tx.put(LIVE_ITEMS, live)

    def _values(self, variant: VariantSaid, key: str, given: dict[str, Any], *, live: bool) -> dict[str, Any] | None:
        path, fields = f"{variant.path}.{key}", self._fields(variant)
        found = self.values.translated(variant, path, given, live=live)
        found["slug"] = variant.content["live"].get("slug", variant.slug) if key == "live" else variant.slug
        values, problems = read_values(fields, found, complete=True)
        by_slug = {field.slug: field for field in fields}
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

    def _fields(self, variant: VariantSaid) -> tuple[Field, ...]:
        """What its values are checked by: for an incomplete item its fields without their demands."""
        collection = variant.collection
        return self._without_demands(collection) if variant.content["incomplete"] else collection.fields

    def _without_demands(self, collection: Collection) -> tuple[Field, ...]:
        made = self._undemanding.get(collection.id)
        if made is None:
            made = tuple(replace(field, is_required=field.slug == "name") for field in collection.fields)
            self._undemanding[collection.id] = made
        return made


def _slug_of(item: dict[str, Any]) -> str:
    data = item["field_data"]
    return str(item.get("slug") or data.get("slug") or slugify(str(data.get("name", ""))))
