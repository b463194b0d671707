"""Items: one record for each id and locale, and a second one for its live copy."""

from dataclasses import dataclass
from typing import Any

from mockflow.core.store import Table
from mockflow.core.wire import dumps, iso, loads

_FIELD_DATA = b',"fieldData":'
_ID_BITS = 96


@dataclass(frozen=True, eq=False, slots=True)
class Item:
    """A variant of an item, staged or live. Its bytes are what the API answers; ``field_data`` reads them.

    Attributes:
        group: the ids of its collection and its CMS locale. One tuple, since an index holds it too.
        created: milliseconds since 1970, as ``updated`` and ``published`` are.
        published: None while it was never published.
        refers_to: the ids of the items that its fields name.
        body: the item as JSON.
    """

    id: str
    group: tuple[str, str]
    published: int | None
    updated: int
    created: int
    is_archived: bool
    is_draft: bool
    name: str
    slug: str
    refers_to: tuple[str, ...]
    body: bytes

    @property
    def order(self) -> int:
        """Newest first; of two made at the same time, the higher id. One number: an index keeps it for each item."""
        return -((self.created << _ID_BITS) + int(self.id, 16))

    @property
    def key(self) -> tuple[str, str]:
        return self.id, self.group[1]

    @property
    def collection_id(self) -> str:
        return self.group[0]

    @property
    def cms_locale_id(self) -> str:
        return self.group[1]

    @property
    def field_data(self) -> dict[str, Any]:
        """The fields by slug: a copy."""
        data: dict[str, Any] = loads(self.field_bytes())
        return data

    def field_bytes(self) -> bytes:
        """The fields by slug, as JSON."""
        # Nothing before it holds text from outside, so its first occurrence is the key.
        return self.body[self.body.index(_FIELD_DATA) + len(_FIELD_DATA) : -1]

    def rewritten(self, field_data: dict[str, Any], refers_to: tuple[str, ...], **changes: Any) -> "Item":
        """This item with other fields, flags or times. What stays the same is shared, since histories hold both."""
        now: dict[str, Any] = {name: getattr(self, name) for name in HEAD}
        name, slug = field_data["name"], field_data["slug"]
        return _item(
            {**now, **changes},
            self.name if name == self.name else name,
            self.slug if slug == self.slug else slug,
            self.refers_to if refers_to == self.refers_to else refers_to,
            dumps(field_data),
        )

    def stamped(self, **changes: Any) -> "Item":
        """This item with other flags or times, and the same fields."""
        now: dict[str, Any] = {name: getattr(self, name) for name in HEAD}
        return _item({**now, **changes}, self.name, self.slug, self.refers_to, self.field_bytes())


HEAD = ("id", "group", "published", "updated", "created", "is_archived", "is_draft")


def make_item(field_data: dict[str, Any], refers_to: tuple[str, ...], **head: Any) -> Item:
    """An item of these fields; ``head`` names every attribute from ``id`` to ``is_draft``."""
    return _item(head, field_data["name"], field_data["slug"], refers_to, dumps(field_data))


def _item(head: dict[str, Any], name: str, slug: str, refers_to: tuple[str, ...], fields: bytes) -> Item:
    start = dumps(
        {
            "id": head["id"],
            "cmsLocaleId": head["group"][1],
            "lastPublished": iso(head["published"]),
            "lastUpdated": iso(head["updated"]),
            "createdOn": iso(head["created"]),
            "isArchived": head["is_archived"],
            "isDraft": head["is_draft"],
        }
    )
    body = start[:-1] + _FIELD_DATA + fields + b"}"
    return Item(**head, name=name, slug=slug, refers_to=refers_to, body=body)


ITEMS = Table[Item](
    "item",
    key=lambda item: item.key,
    group=lambda item: item.group,
    unique=lambda item: item.slug,
    lookup=lambda item: item.refers_to,
)
LIVE_ITEMS = Table[Item](
    "live item",
    key=lambda item: item.key,
    group=lambda item: item.group,
    lookup=lambda item: item.refers_to,
)
"""Live copies. Two may share a slug: that of a staged item is free once it is renamed or deleted."""
