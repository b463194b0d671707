"""Items, live: what the published site shows, written at once or taken down."""

from typing import Any

from mockflow.core.call import Call
from mockflow.core.done import Done
from mockflow.core.paging import Page
from mockflow.core.refusal import Refusal
from mockflow.core.route import Choice, command, query
from mockflow.core.store import Reader, Transaction
from mockflow.domain.events import CollectionItemChanged
from mockflow.domain.item_bodies import ChangedItems, FilesQuery, ItemChanges, ItemTargets, NewItem, NewItems
from mockflow.domain.item_rows import (
    ItemListSchema,
    ItemSchema,
    ItemsQuery,
    ItemsSchema,
    LocaleQuery,
    list_rows,
    read_item,
)
from mockflow.domain.item_writing import Change, create_items, draft_of, require_changes, targets
from mockflow.domain.items import LIVE_ITEMS, Item
from mockflow.domain.places import Place, located, refuse_products
from mockflow.domain.publishing import lay_over_live, require_published, unpublish_item
from mockflow.domain.store_items import change_any_items

AREA = "publishing"

_NEVER_PUBLISHED = (
    "Conflict: Conflict with server data: Live PATCH updates can't be applied to items that have never been published"
)


def list_live(reader: Reader, call: Call) -> Page[Item]:
    return list_rows(reader, LIVE_ITEMS, call)


def get_live(reader: Reader, call: Call) -> Item:
    return read_item(reader, LIVE_ITEMS, call)


def create_live(tx: Transaction, call: Call) -> Item | Page[Item]:
    """One item, or up to 100 of them, staged and live at once."""
    place, many = located(tx, call), "items" in call.body
    drafts = [draft_of(entry, live=True) for entry in (call.body["items"] if many else [call.body])]
    made = create_items(tx, call, place, drafts, live=True)
    require_published(place.site, call)
    return Page("items", made) if many else made[0]


def update_live_items(tx: Transaction, call: Call) -> Page[Item]:
    """Lay each entry over the staged and the live copy of its item; all of them, or none."""
    require_changes(call.body["items"])
    return Page("items", _update(tx, call, call.body["items"]))


def update_live_item(tx: Transaction, call: Call) -> Item:
    require_changes([call.body])
    return _update(tx, call, [{**call.body, "id": call.path["item_id"]}])[0]


def _update(tx: Transaction, call: Call, entries: list[dict[str, Any]]) -> list[Item]:
    place = located(tx, call)
    changed = change_any_items(tx, call, place, entries, live=True)
    require_published(place.site, call)
    if any(tx.find(LIVE_ITEMS, change.item.key) is None for change in changed):
        raise Refusal("conflict", _NEVER_PUBLISHED)
    return [_publish(tx, place, change) for change in changed]


def _publish(tx: Transaction, place: Place, change: Change) -> Item:
    place.tell(tx, CollectionItemChanged, change.item)
    return lay_over_live(tx, place, change)


def delete_live_items(tx: Transaction, call: Call) -> None:
    """Take the live copies of variants down; one that has none refuses all."""
    place = located(tx, call)
    for key in targets(place.site, call.body["items"]):
        unpublish_item(tx, place, key)


def delete_live_item(tx: Transaction, call: Call) -> None:
    place = located(tx, call)
    locale = place.site.locale_for_read(call.query["cms_locale_id"])
    unpublish_item(tx, place, (call.path["item_id"], locale))


_COLLECTION = "/collections/{collection_id}/items"

ROUTES = (
    query(
        "list-collection-items-live",
        f"GET {_COLLECTION}/live",
        list_live,
        summary="List the live items of a collection",
        area="cms",
        scope="cms:read",
        query=ItemsQuery,
        returns=ItemListSchema,
    ),
    command(
        "create-item-live",
        f"POST {_COLLECTION}/live",
        create_live,
        summary="Create live items, one or up to 100",
        scope="cms:write",
        done=Done("created and published", "item", "added"),
        gate=refuse_products,
        success=202,
        query=FilesQuery,
        body=Choice("items", with_key=NewItems, without=NewItem, unless="fieldData"),
        returns=Choice("items", with_key=ItemsSchema, without=ItemSchema, unless="fieldData"),
        events=("collection_item_created", "collection_item_published"),
        refusals=("conflict",),
    ),
    command(
        "update-items-live",
        f"PATCH {_COLLECTION}/live",
        update_live_items,
        summary="Update up to 100 items, staged and live",
        scope="cms:write",
        done=Done("changed and published", "live item"),
        query=FilesQuery,
        body=ChangedItems,
        returns=ItemsSchema,
        events=("collection_item_changed", "collection_item_published"),
        refusals=("conflict",),
    ),
    command(
        "delete-items-live",
        f"DELETE {_COLLECTION}/live",
        delete_live_items,
        summary="Unpublish up to 100 items",
        scope="cms:write",
        done=Done("unpublished", "live item", "removed"),
        gate=refuse_products,
        success=204,
        body=ItemTargets,
        events=("collection_item_unpublished",),
    ),
    query(
        "get-item-live",
        f"GET {_COLLECTION}/{{item_id}}/live",
        get_live,
        summary="Get a live item",
        area="cms",
        scope="cms:read",
        query=LocaleQuery,
        returns=ItemSchema,
    ),
    command(
        "update-item-live",
        f"PATCH {_COLLECTION}/{{item_id}}/live",
        update_live_item,
        summary="Update an item, staged and live",
        scope="cms:write",
        done=Done("changed and published", "live item"),
        query=FilesQuery,
        body=ItemChanges,
        returns=ItemSchema,
        events=("collection_item_changed", "collection_item_published"),
        refusals=("conflict",),
    ),
    command(
        "delete-item-live",
        f"DELETE {_COLLECTION}/{{item_id}}/live",
        delete_live_item,
        summary="Unpublish an item",
        scope="cms:write",
        done=Done("unpublished", "live item", "removed"),
        gate=refuse_products,
        success=204,
        query=LocaleQuery,
        events=("collection_item_unpublished",),
    ),
)
