"""What each area of a site is given to say itself as a part of a seed: the mirror of ``plant_ground``."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from mockflow.core.ids import derived_id
from mockflow.core.store import Reader
from mockflow.core.wire import dumps
from mockflow.domain.sites import Site

_NOTHING = object()


class Names:
    """The paths that records have, and those that they will have once the seed is planted.

    Args:
        known: the id behind each path of the seed that the world came from: a node of a page has its name only there.
    """

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = {record_id: path for path, record_id in known.items()}
        self.ids: dict[str, str] = {}
        self._paths: dict[str, list[str]] = {}

    def give(self, path: str, record_id: str) -> None:
        """This path will be that record's, unless another had it before: as planting gives it."""
        if self.ids.setdefault(path, record_id) == record_id:
            self._paths.setdefault(record_id, []).append(path)

    def paths_of(self, record_id: str) -> list[str]:
        """The paths that a record will have."""
        return self._paths.get(record_id, [])

    def last(self, record_id: str) -> str | None:
        """What the path of a record ended with in the world's own seed; None for a record that came later."""
        path = self._known.get(record_id)
        return None if path is None else path.rpartition("/")[2]


class Exported(NamedTuple):
    """A site of a world, for each of its areas to be said.

    Attributes:
        prefix: what the paths of its records begin with: empty for the first site.
        items: the path of each item by its id, without prefix; an item that shares its path with an earlier one has
            its id here, which a seed takes for a path.
    """

    reader: Reader
    site: Site
    prefix: str
    names: Names
    items: Mapping[str, str]

    def page(self, page_id: str, title: str = "") -> dict[str, Any]:
        """How a record says which page it is on: by the page's slug, or by its id where no path leads there."""
        start = f"{self.prefix}pages/"
        for slug in ("home", title.lower().replace(" ", "-"), *self._slugs(page_id)):
            found = self.names.ids.get(start + slug) or derived_id(start + slug)
            if found == page_id:
                return {"page": slug}
        return {"page": "home", "pageId": page_id}

    def _slugs(self, page_id: str) -> Iterator[str]:
        """What paths that lead to this page end with."""
        start = f"{self.prefix}pages/"
        return (path.removeprefix(start) for path in self.names.paths_of(page_id) if path.startswith(start))


def said(content: Mapping[str, Any], usual: Mapping[str, Any]) -> dict[str, Any]:
    """The content without what a seed need not say, since planting would make it of nothing."""
    return {key: value for key, value in content.items() if not same(value, usual.get(key, _NOTHING))}


def same(one: Any, other: Any) -> bool:
    """Whether these are the same JSON, in the same order: for Python 1 equals True."""
    return one == other and other is not _NOTHING and dumps(one) == dumps(other)
