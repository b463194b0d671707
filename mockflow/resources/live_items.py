"""Items, live: what the published site shows, and creating an item there at once."""

from mockflow.core.call import Call
from mockflow.core.paging import Page
from mockflow.core.route import Choice, command, query
from mockflow.core.store import Reader, Transaction
from mockflow.domain.item_rows import (
    ItemListSchema,
    ItemSchema,
    ItemsQuery,
    ItemsSchema,
    LocaleQuery,
    list_rows,
    located,
    read_item,
)
from mockflow.domain.item_writing import FilesQuery, NewItem, NewItems, create_items
from mockflow.domain.items import LIVE_ITEMS, Item
from mockflow.domain.publishing import require_published


def list_live(reader: Reader, call: Call) -> Page[Item]:
    return list_rows(reader, LIVE_ITEMS, call)


def get_live(reader: Reader, call: Call) -> Item:
    return read_item(reader, LIVE_ITEMS, call)


def create_live(tx: Transaction, call: Call) -> Item | Page[Item]:
    """One item, or up to 100 of them, staged and live at once."""
    place = located(tx, call)
    require_published(place[0], call)
    if "items" in call.body:
        return Page("items", create_items(tx, call, place, call.body["items"], live=True))
    return create_items(tx, call, place, [call.body], live=True)[0]


_COLLECTION = "/collections/{collection_id}/items"

ROUTES = (
    query(
        "list-collection-items-live",
        f"GET {_COLLECTION}/live",
        list_live,
        summary="List the live items of a collection",
        scope="cms:read",
        query=ItemsQuery(),
        returns=ItemListSchema(),
    ),
    command(
        "create-item-live",
        f"POST {_COLLECTION}/live",
        create_live,
        summary="Create live items, one or up to 100",
        scope="cms:write",
        success=202,
        query=FilesQuery(),
        body=Choice("items", with_key=NewItems(), without=NewItem(), unless="fieldData"),
        returns=Choice("items", with_key=ItemsSchema(), without=ItemSchema(), unless="fieldData"),
        events=("collection_item_created", "collection_item_published"),
        refusals=("conflict",),
    ),
    query(
        "get-item-live",
        f"GET {_COLLECTION}/{{item_id}}/live",
        get_live,
        summary="Get a live item",
        scope="cms:read",
        query=LocaleQuery(),
        returns=ItemSchema(),
    ),
)
