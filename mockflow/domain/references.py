"""References between items: what becomes of them when an item goes."""

from mockflow.core.refusal import Refusal
from mockflow.core.store import Reader, Table, Transaction

from .collections import COLLECTIONS
from .field_data import references_in, without_reference
from .items import ITEMS, Item


def _referring(reader: Reader, table: Table[Item], item: Item) -> list[Item]:
    """The items that refer to this one in its locale."""
    found = reader.having(table, item.id)
    return [each for each in found if each.cms_locale_id == item.cms_locale_id and each.id != item.id]


def refuse_while_referenced(reader: Reader, item: Item) -> None:
    """Refuse with a conflict while other items refer to this one."""
    users = _referring(reader, ITEMS, item)
    if users:
        names = ", ".join(f"'{each.name}'" for each in users)
        raise Refusal("conflict", f"Conflict: This item is still being used by: {names}")


def drop_references(tx: Transaction, table: Table[Item], item: Item) -> None:
    """Rewrite the items that refer to this one, leaving their times alone."""
    for each in _referring(tx, table, item):
        fields = tx.get(COLLECTIONS, each.collection_id).fields
        field_data = without_reference(fields, each, item.id)
        tx.put(table, each.rewritten(field_data, references_in(fields, field_data)))
