"""Components: parts that pages share, with content and properties in each locale."""

from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from mockflow.core.store import Table, Transaction
from mockflow.core.wire import dumps

from .nodes import Node, Property
from .sites import Site


class ComponentVariant(NamedTuple):
    """A component in one locale."""

    nodes: tuple[Node, ...]
    properties: tuple[Property, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Component:
    """A component of a site.

    Attributes:
        readonly: whether it comes from a library, and is written there only.
        variants: one for each locale of the site, in its order.
    """

    id: str
    site_id: str
    name: str
    group: str
    description: str
    readonly: bool
    place: int
    variants: tuple[ComponentVariant, ...]
    body: bytes = field(init=False)

    def __post_init__(self) -> None:
        said = {
            "id": self.id,
            "name": self.name,
            "group": self.group,
            "description": self.description,
            "readonly": self.readonly,
        }
        object.__setattr__(self, "body", dumps(said))

    @property
    def order(self) -> tuple[int, str]:
        return self.place, self.id

    @property
    def parts(self) -> tuple[bytes, ...]:
        """The bytes of its nodes and properties in all locales."""
        nodes = (node.body for each in self.variants for node in each.nodes)
        return (*nodes, *(one.body for each in self.variants for one in each.properties))

    def with_variant(self, at: int, **changes: Any) -> "Component":
        """The component with other content in the locale at this place."""
        variant = self.variants[at]._replace(**changes)
        return replace(self, variants=(*self.variants[:at], variant, *self.variants[at + 1 :]))


_MISSING = "Requested resource not found: The component cannot be found"

COMPONENTS = Table[Component](
    "component", key=lambda component: component.id, group=lambda component: component.site_id, missing=_MISSING
)
LIVE_COMPONENTS = Table[Component](
    "live component", key=lambda component: component.id, group=lambda component: component.site_id, missing=_MISSING
)
"""Components as they were at the last publish of the whole site."""


def publish_components(tx: Transaction, site: Site) -> None:
    """What a publish of the whole site does to its components."""
    for component in tx.all(COMPONENTS, site.id):
        if tx.find(LIVE_COMPONENTS, component.id) is not component:
            tx.put(LIVE_COMPONENTS, component)
