"""Fields as the API defines them: what a call may say of one, what it becomes, and how it is answered."""

from collections.abc import Iterable
from typing import Any

from mockflow.core.ids import derived_id
from mockflow.core.refusal import Refusal
from mockflow.core.schema import Anything, Flag, Items, Length, Nested, Pattern, Shape, ShapeError, Text, one_of
from mockflow.core.store import Transaction

from .collections import COLLECTIONS, FIELD_TYPES, REFERENCES, Field
from .slugs import slugify

MOST_FIELDS = 60
_MOST_OPTIONS = 100
_NOT_EMPTY = Pattern(r"\S")


class NewOption(Shape):
    """An option of a field; its id is given to it."""

    name = Text(required=True, validate=_NOT_EMPTY, metadata={"description": "What editors choose."})


class FieldMetadata(Shape):
    """What a field of type Option, Reference or MultiReference needs to know."""

    options = Items(
        Nested(NewOption),
        validate=Length(least=1, most=_MOST_OPTIONS),
        metadata={"description": "The choices of an Option field, up to 100."},
    )
    collection_id = Text(
        data_key="collectionId", metadata={"description": "The collection that a reference points to."}
    )


class NewField(Shape):
    """A field to create."""

    display_name = Text(
        data_key="displayName", required=True, validate=_NOT_EMPTY, metadata={"description": "Its label."}
    )
    type = Text(required=True, validate=one_of(*FIELD_TYPES), metadata={"description": "The kind of value."})
    slug = Text(load_default="", metadata={"description": "Its key in fieldData; made from displayName if absent."})
    is_required = Flag(
        data_key="isRequired", load_default=False, metadata={"description": "Whether items must have it."}
    )
    help_text = Text(
        data_key="helpText", load_default=None, allow_none=True, metadata={"description": "A hint for editors."}
    )
    metadata = Nested(FieldMetadata, load_default=dict)

    @staticmethod
    def check(loaded: dict[str, Any]) -> None:
        """An option needs its options, a reference its collection."""
        needed = {"Option": "options", "Reference": "collection_id", "MultiReference": "collection_id"}
        key = needed.get(loaded["type"])
        if key is not None and key not in loaded["metadata"]:
            sent = FieldMetadata.members()[key].data_key or key
            raise ShapeError([(f"metadata.{sent}", "required")])


class FieldChanges(Shape):
    """What can be changed of a field."""

    display_name = Text(data_key="displayName", validate=_NOT_EMPTY, metadata={"description": "Its label."})
    is_required = Flag(data_key="isRequired", metadata={"description": "Whether items must have it."})
    help_text = Text(data_key="helpText", allow_none=True, metadata={"description": "A hint for editors."})


class FieldSchema(Shape):
    """A field of a collection."""

    id = Text(required=True, metadata={"description": "32 hex digits."})
    is_editable = Flag(data_key="isEditable", required=True, metadata={"description": "Whether items may set it."})
    is_required = Flag(data_key="isRequired", required=True, metadata={"description": "Whether items must have it."})
    type = Text(required=True, metadata={"description": "The kind of value."})
    slug = Text(required=True, metadata={"description": "Its key in fieldData."})
    display_name = Text(data_key="displayName", required=True, metadata={"description": "Its label."})
    help_text = Text(
        data_key="helpText", required=True, allow_none=True, metadata={"description": "A hint for editors."}
    )
    validations = Anything(
        required=True,
        allow_none=True,
        metadata={
            "description": "Rules for its values, with options and reference targets.",
            "type": ["object", "null"],
        },
    )


class OptionSchema(Shape):
    name = Text(required=True, metadata={"description": "What editors choose."})
    id = Text(required=True, metadata={"description": "Its id, which items hold."})


class FieldTargetsSchema(Shape):
    options = Items(Nested(OptionSchema), metadata={"description": "The choices of an Option field."})
    collection_id = Text(data_key="collectionId", metadata={"description": "The collection that it points to."})


class CreatedFieldSchema(FieldSchema):
    metadata = Nested(FieldTargetsSchema, metadata={"description": "The options or the target once more."})


def make_fields(
    tx: Transaction, site_id: str, contents: Iterable[dict[str, Any]], taken: Iterable[str]
) -> tuple[Field, ...]:
    """New fields, none of which has a slug that is taken.

    Raises:
        Refusal: a reference points to no collection of the site.
    """
    slugs = {"name", "slug", *taken}
    made = []
    for content in contents:
        slug = _free(slugify(content["slug"] or content["display_name"], otherwise="field"), slugs)
        slugs.add(slug)
        made.append(_make_field(tx, site_id, slug, content))
    return tuple(made)


def _free(slug: str, taken: set[str]) -> str:
    """This slug, or with ``-2``, ``-3`` and so on after it."""
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free


def _make_field(tx: Transaction, site_id: str, slug: str, content: dict[str, Any]) -> Field:
    field_id, kind = derived_id(tx.new_id(), 32), content["type"]
    rules: dict[str, Any] | None = None
    if kind == "Option":
        names = [option["name"] for option in content["metadata"]["options"]]
        rules = {"options": make_options(field_id, names)}
    elif kind in REFERENCES:
        rules = {"collectionId": _target(tx, site_id, content["metadata"]["collection_id"])}
    return Field(field_id, slug, kind, content["display_name"], content["is_required"], content["help_text"], rules)


def make_options(field_id: str, names: Iterable[str]) -> list[dict[str, str]]:
    """The options of a field. Two may have one name, so an id is derived from the place too."""
    return [{"name": name, "id": derived_id(f"{field_id}/{name}/{at}", 32)} for at, name in enumerate(names)]


def _target(tx: Transaction, site_id: str, collection_id: str) -> str:
    target = tx.find(COLLECTIONS, collection_id.lower())
    if target is None or target.site_id != site_id:
        reason = "Value (metadata.collectionId) should be the id of a collection of the site"
        raise Refusal("invalid_shape", details=[reason])
    return target.id


def with_metadata(field: Field) -> dict[str, Any]:
    """A field as the answer to its creation has it: options and target under ``metadata`` too, as they were sent."""
    choices = {key: value for key, value in (field.validations or {}).items() if key in {"options", "collectionId"}}
    return {**field.to_wire(), **({"metadata": choices} if choices else {})}
