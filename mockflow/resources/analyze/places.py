"""The pages that visitors come to, as they are today."""

from typing import NamedTuple

from mockflow.core.store import Reader
from mockflow.domain.collections import COLLECTIONS
from mockflow.domain.pages import path_of
from mockflow.domain.sites import Site
from mockflow.domain.traffic import Destination, item_of, page_of


class Place(NamedTuple):
    """What is known of a page: of one that is gone, its ids alone."""

    page_id: str
    title: str
    name: str | None
    path: str | None
    collection_id: str | None = None
    item_slug: str | None = None

    def of_item(self) -> dict[str, str]:
        """What a row tells of the item that the page shows, if it shows one."""
        if self.collection_id is None or self.item_slug is None:
            return {}
        return {"collectionId": self.collection_id, "itemSlug": self.item_slug}


class Places:
    """Each page looked up once."""

    def __init__(self, reader: Reader, site: Site) -> None:
        self._reader = reader
        self._site = site
        self._known: dict[Destination, Place] = {}

    def of(self, destination: Destination) -> Place:
        if destination not in self._known:
            self._known[destination] = self._found(destination)
        return self._known[destination]

    def _found(self, destination: Destination) -> Place:
        page_id, item_id = destination
        page = page_of(self._reader, page_id)
        name = None if page is None else page.views[0].settings.title
        path = None if page is None else page.views[0].path
        if item_id is None:
            return Place(page_id, name or page_id, name, path)
        item = item_of(self._reader, self._site, item_id)
        if item is None:
            return Place(page_id, page_id, name, None)
        collection_id = item.collection_id
        base = path if path is not None else self._path_of_collection(collection_id)
        return Place(page_id, item.name, item.name, path_of(base.strip("/"), item.slug), collection_id, item.slug)

    def _path_of_collection(self, collection_id: str) -> str:
        collection = self._reader.find(COLLECTIONS, collection_id)
        return "" if collection is None else collection.slug
