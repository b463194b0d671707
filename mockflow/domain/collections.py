"""Collections and their fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mockflow.core.ids import derived_id
from mockflow.core.store import Table
from mockflow.core.wire import dumps, iso

REFERENCES = ("Reference", "MultiReference")

FIELD_TYPES = (
    "PlainText",
    "RichText",
    "Image",
    "MultiImage",
    "VideoLink",
    "Link",
    "Email",
    "Phone",
    "Number",
    "DateTime",
    "Switch",
    "Color",
    "Option",
    "File",
    *REFERENCES,
)
"""What a field can be made as. A store's own collections have further types."""


@dataclass(frozen=True, eq=False, slots=True)
class Field:
    """A field of a collection. Equal only to itself, so that a field list can be the key of what is built from it."""

    id: str
    slug: str
    type: str
    display_name: str
    is_required: bool = False
    help_text: str | None = None
    validations: Mapping[str, Any] | None = None

    @property
    def is_built_in(self) -> bool:
        """Whether it is the name or the slug, which every collection has."""
        return self.slug in {"name", "slug"}

    def changed(self, **changes: Any) -> "Field":
        """This field with another label, hint or requiredness."""
        return replace(self, **changes)

    @property
    def target(self) -> str:
        """The collection that a reference points into."""
        return str((self.validations or {})["collectionId"])

    def to_wire(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "isEditable": True,
            "isRequired": self.is_required,
            "type": self.type,
            "slug": self.slug,
            "displayName": self.display_name,
            "helpText": self.help_text,
            "validations": self.validations,
        }


def built_in_fields(path: str) -> tuple[Field, Field]:
    """The name and the slug that every collection has."""
    messages = {
        "pattern": "Must be alphanumerical and not contain any spaces or special characters",
        "maxLength": "Must be less than 256 characters",
    }
    rules: dict[str, dict[str, Any]] = {
        "name": {"maxLength": 256},
        "slug": {"maxLength": 256, "pattern": {}, "messages": messages},
    }
    name, slug = (
        Field(derived_id(f"{path}#{slug}", 32), slug, "PlainText", slug.title(), is_required=True, validations=each)
        for slug, each in rules.items()
    )
    return name, slug


@dataclass(frozen=True, slots=True)
class Collection:
    """A CMS collection.

    Attributes:
        fields: the custom ones first, then name and slug.
        place: where it stands among the collections of its site.
        store_kind: ``product``, ``sku`` or ``category`` for a store's own, empty for another.
    """

    id: str
    site_id: str
    display_name: str
    singular_name: str
    slug: str
    created: int
    updated: int
    fields: tuple[Field, ...]
    place: int = 0
    store_kind: str = ""
    summary: bytes = field(init=False)
    body: bytes = field(init=False)

    def __post_init__(self) -> None:
        summary = {
            "id": self.id,
            "displayName": self.display_name,
            "singularName": self.singular_name,
            "slug": self.slug,
            "createdOn": iso(self.created),
            "lastUpdated": iso(self.updated),
        }
        object.__setattr__(self, "summary", dumps(summary))
        object.__setattr__(self, "body", dumps({**summary, "fields": [each.to_wire() for each in self.fields]}))

    @property
    def order(self) -> tuple[int, str]:
        return self.place, self.id

    def with_fields(self, fields: tuple[Field, ...], now: int) -> "Collection":
        """The collection with these fields from now on."""
        return replace(self, fields=fields, updated=now)


COLLECTIONS = Table[Collection](
    "collection",
    key=lambda collection: collection.id,
    group=lambda collection: collection.site_id,
    missing="Requested resource not found: The collection cannot be found",
    unique=lambda collection: collection.slug,
)
