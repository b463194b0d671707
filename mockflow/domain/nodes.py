"""Nodes: the static content of pages and components; and the properties that components have."""

from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from mockflow.core.wire import dumps, loads

from .markup import is_rich

KINDS = ("text", "image", "component-instance", "text-input", "select", "submit-button", "search-button")
PROPERTY_TYPES = ("Plain Text", "Rich Text", "Alt Text")


class Node(NamedTuple):
    """A piece of static content, in one locale.

    Attributes:
        kind: one of KINDS.
        body: the node as JSON.
    """

    id: str
    kind: str
    body: bytes

    @property
    def said(self) -> dict[str, Any]:
        """The node as the API answers it: a copy."""
        said: dict[str, Any] = loads(self.body)
        return said

    def saying(self, **changes: Any) -> "Node":
        """This node with other content."""
        return self._replace(body=dumps({**self.said, **changes}))


def make_node(node_id: str, kind: str, content: dict[str, Any], attributes: dict[str, str]) -> Node:
    """A node of this kind; instances of components have no attributes."""
    further = {} if kind == "component-instance" else {"attributes": attributes}
    return Node(node_id, kind, dumps({"id": node_id, "type": kind, **content, **further}))


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a component, in one locale; or what an instance has in its place.

    Attributes:
        type: one of PROPERTY_TYPES.
        value: text, or HTML where the type is ``Rich Text``.
    """

    id: str
    type: str
    label: str
    value: str
    body: bytes = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "body", dumps(self.to_wire()))

    def saying(self, value: str) -> "Property":
        """This property with another value."""
        return replace(self, value=value)

    def to_wire(self) -> dict[str, Any]:
        rich = self.type == "Rich Text"
        text = {"html": self.value if rich else None, "text": None if rich else self.value}
        return {"propertyId": self.id, "type": self.type, "label": self.label, "text": text}


def expected_instead(kind: str, value: str) -> str | None:
    """What a value of a property of this type should be instead; None for one that fits."""
    if kind == "Rich Text":
        return None if is_rich(value) else "HTML"
    return "a single line of text" if "\n" in value else None
