"""Creating items, staged or live: one rule for both, so that a batch is checked whole and written whole."""

from collections.abc import Iterable
from typing import Any

from marshmallow import post_load

from mockflow.core.call import Call
from mockflow.core.refusal import Refusal
from mockflow.core.schema import Flag, Items, Length, Nested, Object, Shape, Switch, Text
from mockflow.core.store import Transaction

from .collections import Collection
from .events import CollectionItemCreated, CollectionItemPublished
from .field_data import FieldErrors, Options, Problem, Resolver, references_in, refuse
from .items import ITEMS, LIVE_ITEMS, Item, make_item
from .listing import MOST
from .sites import Site


class FilesQuery(Shape):
    skip_invalid_files = Switch(
        data_key="skipInvalidFiles",
        load_default=True,
        metadata={"description": "Leave out files that cannot be imported, instead of refusing the call."},
    )


class NamedFields(Shape):
    """The part of ``fieldData`` that is checked with the body's shape, before any field is looked at."""

    name = Text(required=True, metadata={"description": "The item's name."})
    slug = Text(allow_none=True, metadata={"description": "Made from the name if absent or empty."})

    class Meta:
        unknown = "include"

    @post_load(pass_original=True)
    def in_the_order_sent(self, data: dict[str, Any], original: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Marshmallow includes unknown keys in the order of a set, which is another in each process."""
        return {key: data[key] for key in original}


def flags() -> dict[str, Any]:
    """The fields of a body that set an item's flags and choose its locale."""
    return {
        "is_archived": Flag(data_key="isArchived", metadata={"description": "Keep out of publishing."}),
        "is_draft": Flag(data_key="isDraft", metadata={"description": "Leave out of the next site publish."}),
        "cms_locale_id": Text(data_key="cmsLocaleId", metadata={"description": "The CMS locale to write to."}),
    }


class NewItem(Shape.from_dict(flags(), name="NewItemFlags")):  # type: ignore[misc]
    """An item to create."""

    field_data = Nested(
        NamedFields, data_key="fieldData", required=True, metadata={"description": "Values by field slug."}
    )


class NewItems(Shape):
    """Items to create, up to 100."""

    items = Items(
        Nested(NewItem),
        required=True,
        validate=Length(least=1, most=MOST),
        metadata={"description": "Up to 100 items; one that cannot be created refuses all."},
    )


def options_of(call: Call) -> Options:
    """How this call and its world want field data to be treated."""
    return Options(
        skip_invalid_files=call.query.get("skip_invalid_files", True),
        suffix_duplicate_slugs=call.quirks["duplicate_slug_on_create"] == "suffix",
    )


def create_items(
    tx: Transaction, call: Call, place: tuple[Site, Collection], entries: Iterable[dict[str, Any]], *, live: bool
) -> list[Item]:
    """Create an item for each entry, in order; all of them, or none and every problem told."""
    problems: list[Problem] = []
    made = []
    for entry in entries:
        try:
            made.append(_create(tx, call, place, entry, live=live))
        except FieldErrors as errors:
            problems += [problem for problem in errors.problems if problem not in problems]
    if problems:
        raise refuse(FieldErrors(problems))
    return made


def _create(tx: Transaction, call: Call, place: tuple[Site, Collection], entry: dict[str, Any], *, live: bool) -> Item:
    site, collection = place
    key = tx.new_id(), site.locale_for_write(entry.get("cms_locale_id"))
    field_data = Resolver(tx, collection, key, None, options_of(call)).resolve(entry["field_data"])
    item = make_item(
        field_data,
        references_in(collection.fields, field_data),
        id=key[0],
        group=(collection.id, key[1]),
        created=tx.now,
        updated=tx.now,
        published=tx.now if live else None,
        is_archived=entry.get("is_archived", False),
        is_draft=entry.get("is_draft", not live),
    )
    tx.put(ITEMS, item)
    tx.emit(CollectionItemCreated(site.id, site.workspace_id, item))
    if live:
        tx.put(LIVE_ITEMS, item.stamped(is_draft=False) if item.is_draft else item)
        tx.emit(CollectionItemPublished(site.id, site.workspace_id, item))
    return item


def updated_item(tx: Transaction, call: Call, collection: Collection, item: Item, entry: dict[str, Any]) -> Item:
    """This item with the entry's fields and flags laid over it, not yet written."""
    field_data, refers_to = item.field_data, item.refers_to
    if "field_data" in entry:
        field_data = Resolver(tx, collection, item.key, item, options_of(call)).resolve(entry["field_data"])
        refers_to = references_in(collection.fields, field_data)
    return item.rewritten(
        field_data,
        refers_to,
        updated=tx.now,
        is_archived=entry.get("is_archived", item.is_archived),
        is_draft=entry.get("is_draft", item.is_draft),
    )


class ItemChanges(Shape.from_dict(flags(), name="ItemFlags")):  # type: ignore[misc]
    """What to change of an item; what is not sent stays."""

    field_data = Object(data_key="fieldData", metadata={"description": "Values by field slug; null clears one."})


class ChangedItem(ItemChanges):
    """What to change, and of which item."""

    id = Text(required=True, metadata={"description": "The item's id."})


class ChangedItems(Shape):
    """Changes to up to 100 items."""

    items = Items(
        Nested(ChangedItem),
        required=True,
        validate=Length(least=1, most=MOST),
        metadata={"description": "Up to 100 changes; one that cannot be made refuses all."},
    )


def require_changes(entry: dict[str, Any], path: str) -> None:
    """An entry without field data and without flags changes nothing, and is refused."""
    if not entry.keys() & {"field_data", "is_draft", "is_archived"}:
        reason = f"Missing fields: Value ({path}) should have fieldData, isDraft or isArchived"
        raise Refusal("invalid_shape", details=[reason])
