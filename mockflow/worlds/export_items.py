"""Items as a seed says them, each variant with its copies: the mirror of ``plant_items``."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from mockflow.core.ids import derived_id
from mockflow.core.store import Reader
from mockflow.core.wire import iso
from mockflow.domain.collections import Collection, Field
from mockflow.domain.items import ITEMS, LIVE_ITEMS, Item
from mockflow.domain.sites import Locale, Site
from mockflow.domain.slugs import slugify

from .export_ground import Names, said, same
from .export_values import Copies, ValuesTold, VariantTold
from .seed_members import BASE_TIME

_MINUTE = 60_000
_EMPTY: tuple[Any, ...] = (None, "", [], {})


class _Variants(NamedTuple):
    """An item in all its locales, in the site's order of them."""

    id: str
    every: list[tuple[Locale, Copies]]

    @property
    def main(self) -> Copies:
        return self.every[0][1]


class ItemExporter:
    """Says the items of one site: all paths first, so that items may refer to each other in any order."""

    def __init__(self, reader: Reader, site: Site, prefix: str, names: Names) -> None:
        self.reader = reader
        self.site = site
        self.prefix = prefix
        self.names = names
        self.paths: dict[str, str] = {}
        self._taken: set[str] = set()
        self._seed_paths: dict[str, str] = {}
        self._variants: dict[tuple[str, str], Copies] = {}
        self._by_collection: dict[str, list[_Variants]] = {}
        self._values = ValuesTold(site, self.paths, self._variants, self._seed_paths)

    def prepare(self, collection: Collection) -> None:
        """Give each item of this collection its path."""
        found: dict[str, _Variants] = {}
        for locale in self.site.locales:
            group = (collection.id, locale.cms_locale_id)
            staged = {item.id: item for item in self.reader.all(ITEMS, group)}
            live = {item.id: item for item in self.reader.all(LIVE_ITEMS, group)}
            for item_id in {**staged, **live}:
                copies = Copies(staged.get(item_id), live.get(item_id))
                self._variants[item_id, locale.tag] = copies
                found.setdefault(item_id, _Variants(item_id, [])).every.append((locale, copies))
        items = sorted(found.values(), key=lambda each: (each.main.main.created, each.id))
        self._by_collection[collection.id] = items
        for item in items:
            path = f"{collection.slug}/{item.main.main.slug}"
            self.names.give(self.prefix + path, item.id)
            self.paths[item.id] = item.id if path in self._taken else path
            self._taken.add(path)
            self._seed_paths[item.id] = self.prefix + path

    def told(self, collection: Collection) -> list[dict[str, Any]]:
        """The items of this collection, oldest first."""
        return [self._item(collection, at, each) for at, each in enumerate(self._by_collection[collection.id])]

    def _item(self, collection: Collection, at: int, item: _Variants) -> dict[str, Any]:
        (locale, copies), *others = item.every
        main = copies.main
        head = {"id": item.id, "locale": locale.tag}
        usual = {"id": derived_id(self._seed_paths[item.id]), "locale": self.site.locales[0].tag}
        own = self._variant(collection, item.id, locale, copies, (slugify(main.name), BASE_TIME + at * _MINUTE))
        after = (main.slug, main.created)
        locales = {each.tag: self._variant(collection, item.id, each, there, after) for each, there in others}
        return {**said(head, usual), **own, **({"locales": locales} if locales else {})}

    def _variant(
        self, collection: Collection, item_id: str, locale: Locale, copies: Copies, usually: tuple[str, int]
    ) -> dict[str, Any]:
        """A variant, whose slug and time of creation are usually these."""
        main = copies.main
        variant = VariantTold(
            self._seed_paths[item_id], item_id, locale, collection, copies, live=copies.staged is None
        )
        data = _without_slug(main.field_data)
        values = _without_late_switches(collection.fields, self._values.told(variant, data))
        live = self._live_values(variant, values) if copies.staged and copies.live else None
        kinds = {(True, True): "both", (True, False): "staged", (False, True): "live"}
        content: dict[str, Any] = {
            "slug": main.slug,
            "createdOn": iso(main.created),
            "lastUpdated": iso(main.updated),
            "lastPublished": iso(main.published),
            "isDraft": main.is_draft,
            "isArchived": main.is_archived,
            "copies": kinds[copies.staged is not None, copies.live is not None],
            "incomplete": any(_lacks(collection.fields, each) for each in copies if each is not None),
            "fieldData": values,
            "live": live,
            "liveCopy": _live_head(copies, has_values=live is not None),
        }
        usual: dict[str, Any] = {
            "slug": usually[0],
            "createdOn": iso(usually[1]),
            "lastUpdated": iso(main.created),
            "lastPublished": None if main.is_draft else iso(main.updated),
            "isDraft": False,
            "isArchived": False,
            "copies": "staged" if main.published is None else "both",
            "incomplete": False,
            "live": None,
            "liveCopy": {},
        }
        return said(content, usual)

    def _live_values(self, variant: VariantTold, staged: Mapping[str, Any]) -> dict[str, Any] | None:
        """What differs in the live copy, or all of it where its values stand in another order; None for nothing."""
        copies = variant.copies
        before, now = copies.main.field_data, (copies.live or copies.main).field_data
        if same(before, now):
            return None
        there = variant._replace(live=True)
        told = self._values.told(there, now)
        gone = dict.fromkeys(before.keys() - now.keys())
        gone = {slug: None for slug in before if slug in gone}
        different = {slug: told[slug] for slug in now if slug not in before or not same(now[slug], before[slug])}
        brief = {**different, **gone}
        merged = brief if staged.keys() <= brief.keys() else {**staged, **brief}
        if _order(variant.collection.fields, merged) == list(_without_slug(now)):
            return brief
        return {**_with_slug_only_if_other(told, before), **gone}


def _with_slug_only_if_other(told: dict[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    return _without_slug(told) if told["slug"] == before["slug"] else told


def _without_slug(values: Mapping[str, Any]) -> dict[str, Any]:
    return {slug: value for slug, value in values.items() if slug != "slug"}


def _order(fields: tuple[Field, ...], values: Mapping[str, Any]) -> list[str]:
    """The order that planting gives these values, besides the slug."""
    there = [slug for slug, value in values.items() if value is not None and slug != "slug"]
    late = [each.slug for each in fields if each.type == "Switch" and values.get(each.slug) is None]
    return list(dict.fromkeys(["name", *there, *late]))


def _without_late_switches(fields: tuple[Field, ...], values: dict[str, Any]) -> dict[str, Any]:
    """The values without the switches at their end that are off, where planting puts them there itself."""
    switches = {each.slug for each in fields if each.type == "Switch" and not each.is_required}
    kept = list(values)
    while kept and kept[-1] in switches and values[kept[-1]] is False:
        kept.pop()
    brief = {slug: values[slug] for slug in kept}
    return brief if _order(fields, brief) == list(values) else values


def _lacks(fields: tuple[Field, ...], item: Item) -> bool:
    """Whether the item has no value of a field that demands one."""
    data = item.field_data
    return any(each.is_required and data.get(each.slug) in _EMPTY for each in fields)


def _live_head(copies: Copies, *, has_values: bool) -> dict[str, Any]:
    """The times and flags of the live copy that do not follow from the staged one."""
    staged, live = copies
    if staged is None or live is None:
        return {}
    content: dict[str, Any] = {
        "lastUpdated": iso(live.updated),
        "lastPublished": iso(live.published),
        "isArchived": live.is_archived,
    }
    usual: dict[str, Any] = {
        "lastUpdated": iso(live.published if has_values else staged.updated),
        "lastPublished": iso(staged.published),
        "isArchived": False,
    }
    return said(content, usual)
