"""Writing items, staged or live: one rule for both, so that a batch is checked whole and written whole."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, Self

from mockflow.core.call import Call
from mockflow.core.refusal import Refusal
from mockflow.core.store import Transaction

from .collections import Collection
from .events import CollectionItemCreated, CollectionItemPublished
from .field_data import FieldErrors, Options, Problem, Resolver, references_in, refuse
from .item_rows import find_item
from .items import ITEMS, LIVE_ITEMS, Item, make_item
from .places import Place
from .sites import Site


class Draft(NamedTuple):
    """An item to be created: its variants all get the same content, and None as a locale is the primary one."""

    field_data: dict[str, Any]
    is_draft: bool
    is_archived: bool = False
    cms_locale_ids: tuple[str | None, ...] = (None,)


def draft_of(entry: dict[str, Any], *, live: bool) -> Draft:
    """The item that an entry of a create call describes: a draft unless it says otherwise or is made live."""
    is_draft, is_archived = entry.get("is_draft", not live), entry.get("is_archived", False)
    return Draft(entry["field_data"], is_draft, is_archived, (entry.get("cms_locale_id"),))


def options_of(call: Call) -> Options:
    """How this call and its world want field data to be treated."""
    return Options(
        skip_invalid_files=call.query.get("skip_invalid_files", True),
        suffix_duplicate_slugs=call.quirks["duplicate_slug_on_create"] == "suffix",
    )


class Problems:
    """The problems of a whole batch: each entry adds its own, and at the end all of them refuse the call."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> bool:
        if not isinstance(error, FieldErrors):
            return False
        self.found += [problem for problem in error.problems if problem not in self.found]
        return True

    def refuse(self) -> None:
        """Refuse the call if there are any."""
        if self.found:
            raise refuse(FieldErrors(self.found))


def create_items(tx: Transaction, call: Call, place: Place, drafts: Iterable[Draft], *, live: bool) -> list[Item]:
    """Create the variants of each draft, in order; all of them, or none and every problem told."""
    problems = Problems()
    made: list[Item] = []
    for draft in drafts:
        with problems:
            made += _create(tx, call, place, draft, live=live)
    problems.refuse()
    return made


def _create(tx: Transaction, call: Call, place: Place, draft: Draft, *, live: bool) -> list[Item]:
    collection = place.collection
    item_id, locales = tx.new_id(), [place.site.locale_for_write(each) for each in draft.cms_locale_ids]
    field_data = Resolver(tx, collection, item_id, locales, current=None, options=options_of(call)).resolve(
        draft.field_data
    )
    refers_to = references_in(collection.fields, field_data)
    items = [
        make_item(
            field_data,
            refers_to,
            id=item_id,
            group=(collection.id, locale),
            created=tx.now,
            updated=tx.now,
            published=tx.now if live else None,
            is_archived=draft.is_archived,
            is_draft=draft.is_draft,
        )
        for locale in locales
    ]
    for item in items:
        tx.put(ITEMS, item)
        place.tell(tx, CollectionItemCreated, item)
        if live:
            shown = tx.put(LIVE_ITEMS, item.stamped(is_draft=False) if item.is_draft else item)
            place.tell(tx, CollectionItemPublished, shown)
    return items


class Change(NamedTuple):
    """A staged item that was written.

    Attributes:
        taken: the fields that were set.
        archived: the flag if it was set, else None.
        before: the item as it was.
    """

    item: Item
    taken: tuple[str, ...]
    archived: bool | None
    before: Item


def _changed(tx: Transaction, call: Call, collection: Collection, item: Item, entry: dict[str, Any]) -> Change:
    """This item with the entry's fields and flags laid over it, not yet written."""
    flags = {name: entry[name] for name in ("is_archived", "is_draft") if name in entry}
    if "field_data" not in entry:
        return Change(item.stamped(updated=tx.now, **flags), (), entry.get("is_archived"), item)
    resolver = Resolver(tx, collection, item.id, [item.cms_locale_id], current=item, options=options_of(call))
    field_data = resolver.resolve(entry["field_data"])
    written = item.rewritten(field_data, references_in(collection.fields, field_data), updated=tx.now, **flags)
    return Change(written, resolver.taken(entry["field_data"]), entry.get("is_archived"), item)


def require_changes(entries: list[dict[str, Any]]) -> None:
    """An entry without field data and without flags changes nothing, and the call is refused."""
    for at, entry in enumerate(entries):
        if not entry.keys() & {"field_data", "is_draft", "is_archived"}:
            path = f"items[{at}]" if "id" in entry else "body"
            reason = f"Missing fields: Value ({path}) should have fieldData, isDraft or isArchived"
            raise Refusal("invalid_shape", details=[reason])


def change_items(tx: Transaction, call: Call, place: Place, entries: list[dict[str, Any]]) -> list[Change]:
    """Lay each entry over the staged copy of its item, in order; all of them, or none and every problem told."""
    problems = Problems()
    changed = []
    for entry in entries:
        key = entry["id"].lower(), place.site.locale_for_write(entry.get("cms_locale_id"))
        item = find_item(tx, ITEMS, place.collection, key)
        with problems:
            change = _changed(tx, call, place.collection, item, entry)
            tx.put(ITEMS, change.item)
            changed.append(change)
    problems.refuse()
    return changed


def targets(site: Site, entries: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Each variant that the entries name, once and in their order."""
    seen = set()
    for entry in entries:
        for cms_locale_id in entry["cms_locale_ids"] or [None]:
            key = entry["id"].lower(), site.locale_for_write(cms_locale_id)
            if key not in seen:
                seen.add(key)
                yield key
