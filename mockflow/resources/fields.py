"""Fields of a collection: create, update, delete."""

from typing import Any

from mockflow.core.call import Call
from mockflow.core.done import Done
from mockflow.core.refusal import Refusal
from mockflow.core.route import command
from mockflow.core.store import Transaction
from mockflow.domain.collections import COLLECTIONS, Collection, Field
from mockflow.domain.field_definitions import (
    MOST_FIELDS,
    CreatedFieldSchema,
    FieldChanges,
    FieldSchema,
    NewField,
    make_fields,
    with_metadata,
)
from mockflow.domain.rewriting import add_field_value, drop_field
from mockflow.domain.store_fields import is_given

AREA = "cms"


def create_field(tx: Transaction, call: Call) -> dict[str, Any]:
    """A field at the end of the custom ones. Items get no value of it, but for a switch, which is off."""
    collection = tx.get(COLLECTIONS, call.path["collection_id"])
    *custom, name, slug = collection.fields
    if len(custom) >= MOST_FIELDS:
        raise Refusal("invalid_shape", details=[f"Value (fields) should NOT have more than {MOST_FIELDS} items"])
    (field,) = make_fields(tx, collection.site_id, [call.body], [each.slug for each in custom])
    tx.put(COLLECTIONS, collection.with_fields((*custom, field, name, slug), tx.now))
    add_field_value(tx, collection.id, field)
    return with_metadata(field)


def update_field(tx: Transaction, call: Call) -> dict[str, Any]:
    """Label, hint and requiredness. The slug stays, and what is stored stays as it is."""
    collection = tx.get(COLLECTIONS, call.path["collection_id"])
    field = _field(collection, call)
    changed = field.changed(**call.body)
    if is_given(collection.store_kind, field.slug) and changed.is_required != field.is_required:
        raise Refusal("invalid_shape", details=["Value (isRequired) should stay as it is for a field of a store"])
    if field.is_built_in and not changed.is_required:
        raise Refusal("invalid_shape", details=["Value (isRequired) should be true for the name and the slug"])
    if call.body:
        fields = tuple(changed if each is field else each for each in collection.fields)
        tx.put(COLLECTIONS, collection.with_fields(fields, tx.now))
    return changed.to_wire()


def delete_field(tx: Transaction, call: Call) -> None:
    """The field, and its values in every item."""
    collection = tx.get(COLLECTIONS, call.path["collection_id"])
    field = _field(collection, call)
    if field.is_built_in or is_given(collection.store_kind, field.slug):
        reason = "Value (field_id) should NOT be that of a field that the collection has from the start"
        raise Refusal("invalid_shape", details=[reason])
    drop_field(tx, collection, field)


def _field(collection: Collection, call: Call) -> Field:
    for field in collection.fields:
        if field.id == call.path["field_id"]:
            return field
    raise Refusal("resource_not_found")


_FIELDS = "/collections/{collection_id}/fields"

ROUTES = (
    command(
        "create-field",
        f"POST {_FIELDS}",
        create_field,
        summary="Create a field of a collection",
        scope="cms:write",
        done=Done("added a field to", "collection", "changed"),
        body=NewField,
        returns=CreatedFieldSchema,
    ),
    command(
        "update-field",
        f"PATCH {_FIELDS}/{{field_id}}",
        update_field,
        summary="Update a field of a collection",
        scope="cms:write",
        done=Done("changed a field of", "collection", "changed"),
        body=FieldChanges,
        returns=FieldSchema,
    ),
    command(
        "delete-field",
        f"DELETE {_FIELDS}/{{field_id}}",
        delete_field,
        summary="Delete a field of a collection, and its values",
        scope="cms:write",
        done=Done("deleted a field of", "collection", "changed"),
        success=204,
    ),
)
