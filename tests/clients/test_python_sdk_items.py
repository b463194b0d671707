"""Webflow's official Python client on the double: each method it has for items, staged and live."""

import datetime as dt
from typing import Any

import pytest
from webflow.core.parse_error import ParsingError
from webflow.errors import BadRequestError, ConflictError, NotFoundError
from webflow.resources.collections.resources.items import (
    CreateBulkCollectionItemRequestBodyFieldDataOneItem,
    ItemIDs,
    ItemIDsWithLocales,
    ItemsDeleteItemsLiveRequestItemsItem,
    ItemsDeleteItemsRequestItemsItem,
    ItemsPublishItemRequestItemsItemsItem,
    MultipleLiveItems,
    SingleCmsItem,
)
from webflow.resources.collections.resources.items.client import ItemsClient
from webflow.types import (
    CollectionItem,
    CollectionItemFieldData,
    CollectionItemPatchSingleFieldData,
    CollectionItemPostSingle,
    CollectionItemPostSingleFieldData,
    CollectionItemWithIdInput,
    CollectionItemWithIdInputFieldData,
    ItemsListItemsRequestLastPublished,
)

from mockflow import Mockflow
from tests.clients.python_sdk import Sdk, methods_without_test, refused

UNKNOWN_ID = "0123456789abcdef01234567"


class Items:
    """The demo's journal through the client: its methods for items, with the collection given."""

    def __init__(self, sdk: Sdk, mock: Mockflow) -> None:
        self._sdk = sdk
        self._mock = mock
        self.en, self.fr = mock.id("locales/en"), mock.id("locales/fr")
        self.post = self.id("first-post")

    def id(self, slug: str) -> str:
        return self._mock.id(f"journal/{slug}")

    def new(self, name: str = "Hello") -> str:
        """A staged item that was never published."""
        request = CollectionItemPostSingle(field_data=CollectionItemPostSingleFieldData(name=name, slug=""))
        return str(self.create_item(request=request).id)

    def __getattr__(self, name: str) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            return getattr(self._sdk.collections.items, name)(self._mock.id("journal"), *args, **kwargs)

        return call


@pytest.fixture
def items(sdk: Sdk, mockflow: Mockflow) -> Items:
    return Items(sdk, mockflow)


def _renamed(item_id: str, name: str, locale: str) -> CollectionItemWithIdInput:
    data = CollectionItemWithIdInputFieldData(name=name)
    return CollectionItemWithIdInput(id=item_id, cms_locale_id=locale, field_data=data)


def _live(name: str) -> CollectionItem:
    return CollectionItem(field_data=CollectionItemFieldData(name=name, slug=""))


def _names(listed: Any) -> list[str]:
    return [each.field_data.name for each in listed.items]


def test_list_items(items: Items) -> None:
    """By page and order, name, slug, time of publishing, and over locales."""
    page = items.list_items(limit=5, offset=10, sort_by="name", sort_order="asc")
    assert (page.pagination.limit, page.pagination.offset, page.pagination.total, len(page.items)) == (5, 10, 14, 4)
    assert _names(page) == sorted(_names(page))
    assert [each.id for each in items.list_items(name="We lit the kiln").items] == [items.post]
    day = ItemsListItemsRequestLastPublished(
        gte=dt.datetime(2025, 3, 12, tzinfo=dt.UTC), lte=dt.datetime(2025, 3, 13, tzinfo=dt.UTC)
    )
    assert _names(items.list_items(last_published=day)) == ["We lit the kiln"]
    both = items.list_items(slug="first-post", cms_locale_id=f"{items.en},{items.fr}")
    assert sorted(_names(both)) == ["Nous avons allumé le four", "We lit the kiln"]


def test_create_item(items: Items) -> None:
    """A draft, whose slug is made of its name."""
    request = CollectionItemPostSingle(field_data=CollectionItemPostSingleFieldData(name="Hello you", slug=""))
    made = items.create_item(request=request)
    assert (made.is_draft, made.field_data.slug, made.last_published) == (True, "hello-you", None)


def test_create_items(items: Items) -> None:
    """One or several over locales: an item has one id and one slug in all of them, and 101 variants are refused."""
    one = items.create_items(field_data=SingleCmsItem(name="Hello", slug="hello"), is_draft=False)
    assert [(item["cmsLocaleId"], item["isDraft"]) for item in one.items] == [(items.en, False)]

    def several(number: int) -> Any:
        data = [
            CreateBulkCollectionItemRequestBodyFieldDataOneItem(name=f"Item {at}", slug=f"item-{at}")
            for at in range(number)
        ]
        return items.create_items(field_data=data, cms_locale_ids=[items.en, items.fr])

    made = several(2).items
    assert [item["cmsLocaleId"] for item in made] == [items.en, items.fr] * 2
    assert [item["fieldData"]["slug"] for item in made] == ["item-0", "item-0", "item-1", "item-1"]
    first, _, second, _ = ids = [item["id"] for item in made]
    assert ids == [first, first, second, second]
    assert first != second
    with refused(BadRequestError):
        several(51)


def test_get_item(items: Items) -> None:
    """As it is staged, in the locale that is asked for."""
    assert items.get_item(items.post).field_data.name == "We lit the kiln"
    assert items.get_item(items.post, cms_locale_id=items.fr).field_data.name == "Nous avons allumé le four"
    with refused(NotFoundError):
        items.get_item(UNKNOWN_ID)


def test_update_item(items: Items) -> None:
    """What is sent is laid over what is staged; what is live is not touched."""
    changed = items.update_item(items.post, field_data=CollectionItemPatchSingleFieldData(name="Lit"))
    assert (changed.field_data.name, changed.field_data.slug) == ("Lit", "first-post")
    assert items.get_item_live(items.post).field_data.name == "We lit the kiln"
    assert items.update_item(items.post, is_archived=True).is_archived


def test_update_items(items: Items) -> None:
    """Several variants in one call, answered in its order."""
    changed = items.update_items(
        items=[_renamed(items.post, "Lit", items.en), _renamed(items.post, "Allumé", items.fr)]
    )
    assert _names(changed) == ["Lit", "Allumé"]
    assert items.get_item(items.post, cms_locale_id=items.fr).field_data.name == "Allumé"


def test_delete_item(items: Items) -> None:
    """A variant leaves, and the others stay."""
    items.delete_item(items.post, cms_locale_id=items.fr)
    with refused(NotFoundError):
        items.get_item(items.post, cms_locale_id=items.fr)
    items.delete_item(items.post)
    with refused(NotFoundError):
        items.delete_item(items.post)


def test_delete_items(items: Items) -> None:
    """Several in one call, each in the locales that it names; one that is unknown refuses all."""
    post = ItemsDeleteItemsRequestItemsItem(id=items.post, cms_locale_ids=[items.fr])
    with refused(NotFoundError):
        items.delete_items(items=[post, ItemsDeleteItemsRequestItemsItem(id=UNKNOWN_ID)])
    items.delete_items(items=[post, ItemsDeleteItemsRequestItemsItem(id=items.id("night-firing"))])
    left = items.list_items(cms_locale_id=f"{items.en},{items.fr}").items
    assert [each.cms_locale_id for each in left if each.id == items.post] == [items.en]
    assert items.id("night-firing") not in [each.id for each in left]


def test_publish_item(items: Items) -> None:
    """By id or in the locales that are named; what cannot be published is named in an answer that is no error."""
    made = items.new()
    said = items.publish_item(request=ItemIDs(item_ids=[made, UNKNOWN_ID]))
    assert (said.published_item_ids, said.errors) == ([made], [f"Staging item ID {UNKNOWN_ID} not found."])
    live = items.get_item_live(made)
    assert (live.is_draft, live.last_published) == (False, live.last_updated)
    cup = ItemsPublishItemRequestItemsItemsItem(id=items.id("cafe-cup-version-nine"), cms_locale_ids=[items.fr])
    assert items.publish_item(request=ItemIDsWithLocales(items=[cup])).published_item_ids == [cup.id]
    assert items.get_item_live(cup.id, cms_locale_id=items.fr).field_data.name == "La tasse de café, version neuf"


def test_list_items_live(items: Items) -> None:
    """Only what the site shows."""
    made = items.new()
    shown = [each.id for each in items.list_items_live(limit=100).items]
    assert items.post in shown
    assert made not in shown
    page = items.list_items_live(slug="first-post", cms_locale_id=f"{items.en},{items.fr}", limit=1)
    assert (page.pagination.total, len(page.items)) == (2, 1)


def test_create_item_live(items: Items, mockflow: Mockflow) -> None:
    """Staged and live at once, one or several: the client's model of the answer has one item only."""
    made = items.create_item_live(request=_live("Hello"))
    assert (made.is_draft, made.last_published) == (False, made.created_on)
    assert items.get_item_live(made.id).field_data.name == "Hello"
    with pytest.raises(ParsingError) as unread:
        items.create_item_live(request=MultipleLiveItems(items=[_live("One"), _live("Two")]))
    assert unread.value.status_code == 202
    (call,) = mockflow.requests(operation_id="create-item-live", limit=1)
    several = [CollectionItem.model_validate(each) for each in call.response_body["items"]]
    assert [items.get_item_live(each.id).field_data.name for each in several] == ["One", "Two"]


def test_get_item_live(items: Items) -> None:
    """As the site shows it, in the locale that is asked for; a NotFoundError where it was never published."""
    assert items.get_item_live(items.post).field_data.name == "We lit the kiln"
    assert items.get_item_live(items.post, cms_locale_id=items.fr).cms_locale_id == items.fr
    with refused(NotFoundError):
        items.get_item_live(items.new())


def test_update_item_live(items: Items) -> None:
    """On the site and staged at once; a ConflictError where it was never published."""
    data = CollectionItemPatchSingleFieldData(name="Lit")
    changed = items.update_item_live(items.post, field_data=data)
    assert changed.last_published == changed.last_updated
    assert items.get_item(items.post).field_data.name == items.get_item_live(items.post).field_data.name == "Lit"
    with refused(ConflictError):
        items.update_item_live(items.new(), field_data=data)


def test_update_items_live(items: Items) -> None:
    """Several variants in one call; one that was never published refuses all."""
    changed = items.update_items_live(
        items=[_renamed(items.post, "Lit", items.en), _renamed(items.post, "Allumé", items.fr)]
    )
    assert _names(changed) == ["Lit", "Allumé"]
    with refused(ConflictError):
        items.update_items_live(items=[_renamed(items.post, "Again", items.en), _renamed(items.new(), "New", items.en)])
    assert items.get_item_live(items.post).field_data.name == "Lit"


def test_delete_item_live(items: Items) -> None:
    """The item leaves the site and stays as a draft, in one locale; it cannot leave twice."""
    items.delete_item_live(items.post)
    staged = items.get_item(items.post)
    assert (staged.is_draft, staged.last_published) == (True, None)
    with refused(NotFoundError):
        items.get_item_live(items.post)
    with refused(NotFoundError):
        items.delete_item_live(items.post)
    assert items.get_item_live(items.post, cms_locale_id=items.fr)


def test_delete_items_live(items: Items) -> None:
    """Several variants leave the site in one call; one that is not there refuses all."""
    post = ItemsDeleteItemsLiveRequestItemsItem(id=items.post, cms_locale_ids=[items.en, items.fr])
    with refused(NotFoundError):
        items.delete_items_live(items=[post, ItemsDeleteItemsLiveRequestItemsItem(id=items.new())])
    assert items.get_item_live(items.post)
    items.delete_items_live(items=[post])
    assert items.list_items_live(slug="first-post", cms_locale_id=f"{items.en},{items.fr}").items == []


def test_no_method_is_left_out() -> None:
    """Each method of the client has its test."""
    assert methods_without_test(ItemsClient, globals()) == []
