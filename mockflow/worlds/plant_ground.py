"""Where the areas of a site are planted: what each of them is given."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from mockflow.core.ids import DerivedIds
from mockflow.core.store import Transaction
from mockflow.domain.sites import Site

Complain = Callable[[str, str, object], None]
"""``(path, expected, found)``: tells a problem of the document."""


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
    """

    tx: Transaction
    site: Site
    path: str
    prefix: str
    wrong: Complain
    name: Callable[[str, str, str], str]
    items: Mapping[str, str]
    ids: Mapping[str, str]
    derive: DerivedIds
