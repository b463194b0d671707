"""What becomes of items when the fields of their collection, or whole collections, come and go.

Times stay as they are: nobody has written to these items.
"""

from collections.abc import Callable
from typing import Any

from mockflow.core.store import Reader, Transaction

from .collections import COLLECTIONS, REFERENCES, Collection, Field
from .custom_code import remove_codes_of_page
from .field_data import read_back, references_in
from .items import ITEMS, LIVE_ITEMS
from .pages import PAGES
from .sites import SITES


def _groups(reader: Reader, collection: Collection) -> list[tuple[str, str]]:
    site = reader.get(SITES, collection.site_id)
    return [(collection.id, locale.cms_locale_id) for locale in site.locales]


def _rewrite_items(tx: Transaction, collection: Collection, change: Callable[[dict[str, Any]], None]) -> None:
    """Write the items of a collection again, staged and live, with changed field data."""
    for table in (ITEMS, LIVE_ITEMS):
        for group in _groups(tx, collection):
            for item in tx.all(table, group):
                data = read_back(collection.fields, item)
                change(data)
                tx.put(table, item.rewritten(data, references_in(collection.fields, data)))


def add_field_value(tx: Transaction, collection_id: str, field: Field) -> None:
    """Give the items the value that a new field has from the start: a switch is off, others have none."""
    if field.type == "Switch":
        collection = tx.get(COLLECTIONS, collection_id)
        _rewrite_items(tx, collection, lambda data: data.update({field.slug: False}))


def drop_field(tx: Transaction, collection: Collection, field: Field) -> None:
    """Remove a field from its collection, and its values from the items."""
    kept = tuple(each for each in collection.fields if each is not field)
    collection = tx.put(COLLECTIONS, collection.with_fields(kept, tx.now))
    _rewrite_items(tx, collection, lambda data: data.pop(field.slug, None))


def fields_pointing_to(reader: Reader, collection: Collection) -> list[tuple[Collection, Field]]:
    """The fields of other collections that refer to this one."""
    return [
        (other, field)
        for other in reader.all(COLLECTIONS, collection.site_id)
        if other.id != collection.id
        for field in other.fields
        if field.type in REFERENCES and field.target == collection.id
    ]


def remove_collection(tx: Transaction, collection: Collection) -> None:
    """Remove a collection with its items and template page, and the fields of other collections that refer to it."""
    for other, field in fields_pointing_to(tx, collection):
        drop_field(tx, tx.get(COLLECTIONS, other.id), field)
    for table in (ITEMS, LIVE_ITEMS):
        for group in _groups(tx, collection):
            for item in tx.all(table, group):
                tx.remove(table, item.key)
    for page in tx.all(PAGES, collection.site_id):
        if page.collection_id == collection.id:
            remove_codes_of_page(tx, page.site_id, page.id)
            tx.remove(PAGES, page.id)
    tx.remove(COLLECTIONS, collection.id)
