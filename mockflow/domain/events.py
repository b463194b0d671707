"""What happens, in Webflow's words: the events that webhooks are sent for."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

import orjson

from mockflow.core.wire import iso

from .items import Item


@dataclass(frozen=True, slots=True, eq=False)
class Event(ABC):
    """Something that happened to a site.

    Attributes:
        trigger_type: the webhook trigger.
        site_id: the site whose webhooks hear of it.
    """

    trigger_type: ClassVar[str]
    site_id: str

    @abstractmethod
    def payload(self) -> dict[str, Any]:
        """The payload that a webhook carries."""


@dataclass(frozen=True, slots=True, eq=False)
class SitePublished(Event):
    """A site, or one page of it, was published."""

    trigger_type = "site_publish"
    at: int
    domains: tuple[str, ...]
    scope: str
    page_id: str | None = None
    by: str = "mockflow"

    def payload(self) -> dict[str, Any]:
        page = {} if self.page_id is None else {"pageId": self.page_id}
        return {
            "domains": list(self.domains),
            "siteId": self.site_id,
            "publishedOn": iso(self.at),
            "publishedBy": {"displayName": self.by},
            "publishScope": self.scope,
            **page,
        }


@dataclass(frozen=True, slots=True, eq=False)
class ItemEvent(Event):
    """Something happened to one locale's variant of an item."""

    workspace_id: str
    item: Item

    def payload(self) -> dict[str, Any]:
        head: dict[str, Any] = orjson.loads(self.item.body)
        return {
            "id": head.pop("id"),
            "workspaceId": self.workspace_id,
            "siteId": self.site_id,
            "collectionId": self.item.collection_id,
            **head,
        }


class CollectionItemCreated(ItemEvent):
    """A staged item came to be."""

    trigger_type = "collection_item_created"


class CollectionItemChanged(ItemEvent):
    """A staged item was written."""

    trigger_type = "collection_item_changed"


class CollectionItemDeleted(ItemEvent):
    """A staged item was removed; the payload is its last content."""

    trigger_type = "collection_item_deleted"


class CollectionItemUnpublished(ItemEvent):
    """An item's live copy was taken down."""

    trigger_type = "collection_item_unpublished"


class CollectionItemPublished(ItemEvent):
    """An item's staged content became its live content."""

    trigger_type = "collection_item_published"


@dataclass(frozen=True, slots=True, eq=False)
class InventoryChanged(Event):
    """The stock of a SKU is another now; ``body`` is what the API answers for it."""

    trigger_type = "ecomm_inventory_changed"
    sku_id: str
    body: bytes

    def payload(self) -> dict[str, Any]:
        payload: dict[str, Any] = orjson.loads(self.body)
        return payload
