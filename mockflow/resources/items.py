"""Items, staged: list, get, create, update, delete, and publish them one by one."""

from typing import Any

from mockflow.core.call import Call
from mockflow.core.done import Done
from mockflow.core.paging import Page
from mockflow.core.refusal import Refusal
from mockflow.core.route import Choice, command, query
from mockflow.core.schema import Items, Length, Shape, Text
from mockflow.core.store import Reader, Transaction
from mockflow.domain.events import CollectionItemChanged, CollectionItemDeleted
from mockflow.domain.item_bodies import (
    ChangedItems,
    FilesQuery,
    ItemChanges,
    ItemTargets,
    NewItem,
    NewItems,
    VariantsToCreate,
)
from mockflow.domain.item_rows import (
    ItemListSchema,
    ItemSchema,
    ItemsQuery,
    ItemsSchema,
    LocaleQuery,
    find_item,
    list_rows,
    read_item,
)
from mockflow.domain.item_writing import Draft, create_items, draft_of, require_changes, targets
from mockflow.domain.items import ITEMS, LIVE_ITEMS, Item
from mockflow.domain.listing import MOST
from mockflow.domain.places import Place, located, refuse_products
from mockflow.domain.publishing import publish_item, require_published
from mockflow.domain.references import drop_references, refuse_while_referenced
from mockflow.domain.store_items import change_any_items

AREA = "cms"


class ItemIds(Shape):
    """Items by id, in their primary locale."""

    item_ids = Items(
        Text(),
        data_key="itemIds",
        required=True,
        validate=Length(least=1, most=MOST),
        metadata={"description": "Ids of up to 100 items."},
    )


class PublishedItemsSchema(Shape):
    published_item_ids = Items(
        Text(), data_key="publishedItemIds", required=True, metadata={"description": "What was published."}
    )
    errors = Items(Text(), required=True, metadata={"description": "Why the others were not."})


def list_items(reader: Reader, call: Call) -> Page[Item]:
    return list_rows(reader, ITEMS, call)


def get_item(reader: Reader, call: Call) -> Item:
    return read_item(reader, ITEMS, call)


def create_staged(tx: Transaction, call: Call) -> Item | Page[Item]:
    """One item, or up to 100 of them; drafts unless the body says otherwise."""
    place = located(tx, call)
    if "items" in call.body:
        drafts = [draft_of(entry, live=False) for entry in call.body["items"]]
        return Page("items", create_items(tx, call, place, drafts, live=False))
    return create_items(tx, call, place, [draft_of(call.body, live=False)], live=False)[0]


def create_variants(tx: Transaction, call: Call) -> Page[Item]:
    """Each item in each of the locales, item by item; up to 100 variants."""
    place, body = located(tx, call), call.body
    locales = tuple(dict.fromkeys(map(place.site.locale_for_write, body["cms_locale_ids"] or [None])))
    if len(locales) * len(body["field_data"]) > MOST:
        raise Refusal("invalid_shape", details=[f"Value (fieldData) should NOT make more than {MOST} items"])
    drafts = [Draft(each, body["is_draft"], body["is_archived"], locales) for each in body["field_data"]]
    return Page("items", create_items(tx, call, place, drafts, live=False))


def update_items(tx: Transaction, call: Call) -> Page[Item]:
    """Lay each entry over its item; all of them, or none."""
    require_changes(call.body["items"])
    return Page("items", _update(tx, call, call.body["items"]))


def update_item(tx: Transaction, call: Call) -> Item:
    require_changes([call.body])
    return _update(tx, call, [{**call.body, "id": call.path["item_id"]}])[0]


def _update(tx: Transaction, call: Call, entries: list[dict[str, Any]]) -> list[Item]:
    place = located(tx, call)
    changed = change_any_items(tx, call, place, entries, live=False)
    for change in changed:
        place.tell(tx, CollectionItemChanged, change.item)
    return [change.item for change in changed]


def delete_items(tx: Transaction, call: Call) -> None:
    """Delete the staged copies of variants; one that is not there refuses all."""
    place = located(tx, call)
    for key in targets(place.site, call.body["items"]):
        _delete(tx, call, place, key)


def delete_item(tx: Transaction, call: Call) -> None:
    place = located(tx, call)
    locale = place.site.locale_for_read(call.query["cms_locale_id"])
    _delete(tx, call, place, (call.path["item_id"], locale))


def _delete(tx: Transaction, call: Call, place: Place, key: tuple[str, str]) -> None:
    item = find_item(tx, ITEMS, place.collection, key)
    if call.quirks["refuse_delete_of_referenced"] == "on":
        refuse_while_referenced(tx, item)
    tx.remove(ITEMS, key)
    drop_references(tx, ITEMS, item)
    if call.quirks["delete_keeps_live_copy"] == "off" and tx.find(LIVE_ITEMS, key):
        tx.remove(LIVE_ITEMS, key)
        drop_references(tx, LIVE_ITEMS, item)
    place.tell(tx, CollectionItemDeleted, item)


def publish_items(tx: Transaction, call: Call) -> dict[str, list[str]]:
    """Publish what can be published, and say of the rest why not."""
    place = located(tx, call)
    require_published(place.site, call)
    entries = call.body.get("items") or [{"id": each, "cms_locale_ids": []} for each in call.body["item_ids"]]
    published: dict[str, None] = {}
    errors: dict[str, None] = {}
    for key in list(targets(place.site, entries)):
        item = tx.find(ITEMS, key)
        if item is None or item.collection_id != place.collection.id:
            errors[f"Staging item ID {key[0]} not found."] = None
        elif item.is_archived:
            errors[f"Staging item ID {key[0]} is archived and cannot be published."] = None
        else:
            publish_item(tx, place, item)
            published[key[0]] = None
    return {"publishedItemIds": list(published), "errors": list(errors)}


_COLLECTION = "/collections/{collection_id}/items"

ROUTES = (
    query(
        "list-collection-items",
        f"GET {_COLLECTION}",
        list_items,
        summary="List the staged items of a collection",
        scope="cms:read",
        query=ItemsQuery,
        returns=ItemListSchema,
    ),
    command(
        "create-item",
        f"POST {_COLLECTION}",
        create_staged,
        summary="Create staged items, one or up to 100",
        scope="cms:write",
        done=Done("created", "item", "added"),
        gate=refuse_products,
        success=202,
        query=FilesQuery,
        body=Choice("items", with_key=NewItems, without=NewItem, unless="fieldData"),
        returns=Choice("items", with_key=ItemsSchema, without=ItemSchema, unless="fieldData"),
        events=("collection_item_created",),
    ),
    command(
        "create-items",
        f"POST {_COLLECTION}/bulk",
        create_variants,
        summary="Create staged items in several locales",
        scope="cms:write",
        done=Done("created", "item", "added"),
        gate=refuse_products,
        success=202,
        query=FilesQuery,
        body=VariantsToCreate,
        returns=ItemsSchema,
        events=("collection_item_created",),
    ),
    command(
        "update-items",
        f"PATCH {_COLLECTION}",
        update_items,
        summary="Update up to 100 staged items",
        scope="cms:write",
        done=Done("changed", "item", "changed"),
        query=FilesQuery,
        body=ChangedItems,
        returns=ItemsSchema,
        events=("collection_item_changed",),
        refusals=("conflict",),
    ),
    command(
        "delete-items",
        f"DELETE {_COLLECTION}",
        delete_items,
        summary="Delete up to 100 staged items",
        scope="cms:write",
        done=Done("deleted", "item", "removed"),
        gate=refuse_products,
        success=204,
        body=ItemTargets,
        events=("collection_item_deleted",),
        refusals=("conflict",),
    ),
    query(
        "Get-Item",
        f"GET {_COLLECTION}/{{item_id}}",
        get_item,
        summary="Get a staged item",
        scope="cms:read",
        query=LocaleQuery,
        returns=ItemSchema,
    ),
    command(
        "update-item",
        f"PATCH {_COLLECTION}/{{item_id}}",
        update_item,
        summary="Update a staged item",
        scope="cms:write",
        done=Done("changed", "item", "changed"),
        query=FilesQuery,
        body=ItemChanges,
        returns=ItemSchema,
        events=("collection_item_changed",),
        refusals=("conflict",),
    ),
    command(
        "delete-item",
        f"DELETE {_COLLECTION}/{{item_id}}",
        delete_item,
        summary="Delete a staged item",
        scope="cms:write",
        done=Done("deleted", "item", "removed"),
        gate=refuse_products,
        success=204,
        query=LocaleQuery,
        events=("collection_item_deleted",),
        refusals=("conflict",),
    ),
    command(
        "publish-item",
        f"POST {_COLLECTION}/publish",
        publish_items,
        summary="Publish up to 100 items",
        area="publishing",
        scope="cms:write",
        done=Done("published", "item"),
        success=202,
        body=Choice("items", with_key=ItemTargets, without=ItemIds, unless="itemIds"),
        returns=PublishedItemsSchema,
        events=("collection_item_published",),
        refusals=("conflict",),
    ),
)
