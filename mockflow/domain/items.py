"""Items: one record for each id and locale, and a second one for its live copy."""

from dataclasses import dataclass
from typing import Any

from mockflow.core.store import Table
from mockflow.core.wire import dumps, iso, loads

_FIELD_DATA = b',"fieldData":'


@dataclass(frozen=True, eq=False, slots=True)
class Item:
    """A variant of an item, staged or live. Its bytes are what the API answers; ``field_data`` reads them.

    Attributes:
        created: milliseconds since 1970, as ``updated`` and ``published`` are.
        published: None while it was never published.
        refers_to: the ids of the items that its fields name.
        body: the item as JSON.
    """

    id: str
    cms_locale_id: str
    collection_id: str
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
    def order(self) -> tuple[int, int]:
        """Newest first; of two made at the same time, the higher id."""
        return -self.created, -int(self.id, 16)

    @property
    def key(self) -> tuple[str, str]:
        return self.id, self.cms_locale_id

    @property
    def field_data(self) -> dict[str, Any]:
        """The fields by slug: a copy."""
        data: dict[str, Any] = loads(self._field_bytes())
        return data

    def _field_bytes(self) -> bytes:
        # Nothing before it holds text from outside, so its first occurrence is the key.
        return self.body[self.body.index(_FIELD_DATA) + len(_FIELD_DATA) : -1]

    def stamped(self, **changes: Any) -> "Item":
        """This item with other flags or times, and the same fields."""
        now: dict[str, Any] = {name: getattr(self, name) for name in HEAD}
        return _item({**now, **changes}, self.name, self.slug, self.refers_to, self._field_bytes())


HEAD = ("id", "cms_locale_id", "collection_id", "published", "updated", "created", "is_archived", "is_draft")


def make_item(field_data: dict[str, Any], refers_to: tuple[str, ...], **head: Any) -> Item:
    """An item of these fields; ``head`` names every attribute from ``id`` to ``is_draft``."""
    return _item(head, field_data["name"], field_data["slug"], refers_to, dumps(field_data))


def _item(head: dict[str, Any], name: str, slug: str, refers_to: tuple[str, ...], fields: bytes) -> Item:
    start = dumps(
        {
            "id": head["id"],
            "cmsLocaleId": head["cms_locale_id"],
            "lastPublished": iso(head["published"]),
            "lastUpdated": iso(head["updated"]),
            "createdOn": iso(head["created"]),
            "isArchived": head["is_archived"],
            "isDraft": head["is_draft"],
        }
    )
    body = start[:-1] + _FIELD_DATA + fields + b"}"
    return Item(**head, name=name, slug=slug, refers_to=refers_to, body=body)


def _table(name: str) -> Table[Item]:
    return Table(
        name,
        key=lambda item: item.key,
        group=lambda item: (item.collection_id, item.cms_locale_id),
        unique=lambda item: item.slug,
        lookup=lambda item: item.refers_to,
    )


ITEMS = _table("item")
LIVE_ITEMS = _table("live item")
