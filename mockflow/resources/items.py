"""Items, staged: list, get, create, update, delete, and publish them one by one."""

from collections.abc import Iterator
from typing import Any

from mockflow.core.call import Call
from mockflow.core.paging import Page
from mockflow.core.route import Choice, command, query
from mockflow.core.schema import Items, Length, Nested, Shape, Text
from mockflow.core.store import Reader, Transaction
from mockflow.domain.collections import Collection
from mockflow.domain.events import CollectionItemChanged, CollectionItemDeleted
from mockflow.domain.field_data import FieldErrors, Problem, refuse
from mockflow.domain.item_rows import (
    ItemListSchema,
    ItemSchema,
    ItemsQuery,
    ItemsSchema,
    LocaleQuery,
    find_item,
    list_rows,
    located,
    read_item,
)
from mockflow.domain.item_writing import (
    ChangedItems,
    FilesQuery,
    ItemChanges,
    NewItem,
    NewItems,
    create_items,
    require_changes,
    updated_item,
)
from mockflow.domain.items import ITEMS, LIVE_ITEMS, Item
from mockflow.domain.listing import MOST
from mockflow.domain.publishing import publish_item, require_published
from mockflow.domain.references import drop_references, refuse_while_referenced
from mockflow.domain.sites import Site


class ItemIds(Shape):
    """Items by id, in their primary locale."""

    item_ids = Items(
        Text(),
        data_key="itemIds",
        required=True,
        validate=Length(least=1, most=MOST),
        metadata={"description": "Ids of up to 100 items."},
    )


class ItemTarget(Shape):
    """An item, and which of its variants."""

    id = Text(required=True, metadata={"description": "The item's id."})
    cms_locale_ids = Items(
        Text(), data_key="cmsLocaleIds", load_default=list, metadata={"description": "The primary locale if absent."}
    )


class ItemTargets(Shape):
    """Items and their variants."""

    items = Items(
        Nested(ItemTarget),
        required=True,
        validate=Length(least=1, most=MOST),
        metadata={"description": "Up to 100 items."},
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
        return Page("items", create_items(tx, call, place, call.body["items"], live=False))
    return create_items(tx, call, place, [call.body], live=False)[0]


def update_items(tx: Transaction, call: Call) -> Page[Item]:
    """Lay each entry over its item; all of them, or none."""
    for at, entry in enumerate(call.body["items"]):
        require_changes(entry, f"items[{at}]")
    return Page("items", _update(tx, call, call.body["items"]))


def update_item(tx: Transaction, call: Call) -> Item:
    require_changes(call.body, "body")
    return _update(tx, call, [{**call.body, "id": call.path["item_id"]}])[0]


def _update(tx: Transaction, call: Call, entries: list[dict[str, Any]]) -> list[Item]:
    site, collection = located(tx, call)
    problems: list[Problem] = []
    changed = []
    for entry in entries:
        key = entry["id"].lower(), site.locale_for_write(entry.get("cms_locale_id"))
        item = find_item(tx, ITEMS, collection, key)
        try:
            item = tx.put(ITEMS, updated_item(tx, call, collection, item, entry))
        except FieldErrors as errors:
            problems += [problem for problem in errors.problems if problem not in problems]
        changed.append(item)
    if problems:
        raise refuse(FieldErrors(problems))
    for item in changed:
        tx.emit(CollectionItemChanged(site.id, site.workspace_id, item))
    return changed


def delete_items(tx: Transaction, call: Call) -> None:
    """Delete the staged copies of variants; one that is not there refuses all."""
    site, collection = located(tx, call)
    for item_id, locale in _targets(site, call.body["items"]):
        _delete(tx, call, (site, collection), (item_id, locale))


def delete_item(tx: Transaction, call: Call) -> None:
    site, collection = located(tx, call)
    locale = site.locale_for_read(call.query["cms_locale_id"])
    _delete(tx, call, (site, collection), (call.path["item_id"], locale))


def _delete(tx: Transaction, call: Call, place: tuple[Site, Collection], key: tuple[str, str]) -> None:
    site, collection = place
    item = find_item(tx, ITEMS, collection, key)
    if call.quirks["refuse_delete_of_referenced"] == "on":
        refuse_while_referenced(tx, item)
    tx.remove(ITEMS, key)
    drop_references(tx, ITEMS, item)
    if call.quirks["delete_keeps_live_copy"] == "off" and tx.find(LIVE_ITEMS, key):
        tx.remove(LIVE_ITEMS, key)
        drop_references(tx, LIVE_ITEMS, item)
    tx.emit(CollectionItemDeleted(site.id, site.workspace_id, item))


def _targets(site: Site, entries: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Each variant that the entries name, once and in their order."""
    seen = set()
    for entry in entries:
        for cms_locale_id in entry["cms_locale_ids"] or [None]:
            key = entry["id"].lower(), site.locale_for_write(cms_locale_id)
            if key not in seen:
                seen.add(key)
                yield key


def publish_items(tx: Transaction, call: Call) -> dict[str, list[str]]:
    """Publish what can be published, and say of the rest why not."""
    site, collection = located(tx, call)
    require_published(site, call)
    entries = call.body.get("items") or [{"id": each, "cms_locale_ids": []} for each in call.body["item_ids"]]
    published: dict[str, None] = {}
    errors: dict[str, None] = {}
    for key in list(_targets(site, entries)):
        item = tx.find(ITEMS, key)
        if item is None or item.collection_id != collection.id:
            errors[f"Staging item ID {key[0]} not found."] = None
        elif item.is_archived:
            errors[f"Staging item ID {key[0]} is archived and cannot be published."] = None
        else:
            publish_item(tx, site, item)
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
        query=ItemsQuery(),
        returns=ItemListSchema(),
    ),
    command(
        "create-item",
        f"POST {_COLLECTION}",
        create_staged,
        summary="Create staged items, one or up to 100",
        scope="cms:write",
        success=202,
        query=FilesQuery(),
        body=Choice("items", with_key=NewItems(), without=NewItem(), unless="fieldData"),
        returns=Choice("items", with_key=ItemsSchema(), without=ItemSchema(), unless="fieldData"),
        events=("collection_item_created",),
    ),
    command(
        "update-items",
        f"PATCH {_COLLECTION}",
        update_items,
        summary="Update up to 100 staged items",
        scope="cms:write",
        query=FilesQuery(),
        body=ChangedItems(),
        returns=ItemsSchema(),
        events=("collection_item_changed",),
    ),
    command(
        "delete-items",
        f"DELETE {_COLLECTION}",
        delete_items,
        summary="Delete up to 100 staged items",
        scope="cms:write",
        success=204,
        body=ItemTargets(),
        events=("collection_item_deleted",),
        refusals=("conflict",),
    ),
    query(
        "Get-Item",
        f"GET {_COLLECTION}/{{item_id}}",
        get_item,
        summary="Get a staged item",
        scope="cms:read",
        query=LocaleQuery(),
        returns=ItemSchema(),
    ),
    command(
        "update-item",
        f"PATCH {_COLLECTION}/{{item_id}}",
        update_item,
        summary="Update a staged item",
        scope="cms:write",
        query=FilesQuery(),
        body=ItemChanges(),
        returns=ItemSchema(),
        events=("collection_item_changed",),
    ),
    command(
        "delete-item",
        f"DELETE {_COLLECTION}/{{item_id}}",
        delete_item,
        summary="Delete a staged item",
        scope="cms:write",
        success=204,
        query=LocaleQuery(),
        events=("collection_item_deleted",),
        refusals=("conflict",),
    ),
    command(
        "publish-item",
        f"POST {_COLLECTION}/publish",
        publish_items,
        summary="Publish up to 100 items",
        scope="cms:write",
        success=202,
        body=Choice("items", with_key=ItemTargets(), without=ItemIds(), unless="itemIds"),
        returns=PublishedItemsSchema(),
        events=("collection_item_published",),
        refusals=("conflict",),
    ),
)
