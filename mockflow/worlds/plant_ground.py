"""Where the areas of a site are planted: what each of them is given."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from mockflow.core.ids import DerivedIds
from mockflow.core.store import Transaction
from mockflow.domain.apps import Apps
from mockflow.domain.sites import Site

Complain = Callable[[str, str, object], None]
"""``(path, expected, found)``: tells a problem of the document."""

Name = Callable[[str, str, str], str]
"""``(path, seed_path, id)``: gives a record its id under this path of the seed, and answers the id."""


class Ground(NamedTuple):
    """A site of a seed that has its collections and items, for the other areas to be planted on.

    Attributes:
        path: where the site stands in the document, such as ``sites[0]``; problems are told by paths below it.
        prefix: what the paths of its records begin with in ``ids``: empty for the first site.
        wrong: tells a problem.
        name: ``(path, seed_path, id)``: gives a record its id under this path, prefix included, and answers the id.
        items: the id of each item by its path without prefix, such as ``product/oak-lamp``.
        ids: the id of all that was planted so far, by its path with prefix.
        derive: makes the ids that the seed does not give, of paths with prefix.
        apps: the seed's own.
    """

    tx: Transaction
    site: Site
    path: str
    prefix: str
    wrong: Complain
    name: Name
    items: Mapping[str, str]
    ids: Mapping[str, str]
    derive: DerivedIds
    apps: Apps

    def for_live_copy(self) -> "Ground":
        """This ground for the parts of a live copy, which have the ids and paths of the staged one's."""
        seen: set[str] = set()

        def name(path: str, seed_path: str, record_id: str) -> str:
            if record_id in seen:
                self.wrong(path, "a name or id that nothing beside it has", seed_path.rpartition("/")[2])
            seen.add(record_id)
            return record_id

        return self._replace(name=name)


def page_id_of(ground: Ground, slug: str) -> str:
    """The id of the site's page of this slug, or one that is made up where the seed has no such page."""
    path = f"{ground.prefix}pages/{slug}"
    return ground.ids.get(path) or ground.derive.id(path)
