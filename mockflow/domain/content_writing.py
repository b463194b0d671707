"""Writing nodes and properties in a secondary locale: what fits is written, and of the rest it is said why not."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from mockflow.core.schema import Items, Length, Nested, Shape, Text
from mockflow.core.store import Reader

from .components import COMPONENTS
from .content import ChoiceSchema
from .markup import markers, single_element
from .nodes import Node, Property, expected_instead

MOST_NODES = 1_000
_SHOWN = 60


class OverrideBody(Shape):
    """A property to set."""

    property_id = Text(data_key="propertyId", required=True, metadata={"description": "The property's UUID."})
    text = Text(required=True, metadata={"description": "Text, or HTML for a Rich Text."})


class NodeBody(Shape):
    """A node to write; which of the keys count depends on its type."""

    node_id = Text(data_key="nodeId", required=True, metadata={"description": "The node's id."})
    text = Text(metadata={"description": "HTML of a text node, in the tag that it has."})
    property_overrides = Items(
        Nested(OverrideBody),
        data_key="propertyOverrides",
        metadata={"description": "Properties of an instance of a component."},
    )
    choices = Items(Nested(ChoiceSchema), metadata={"description": "All choices of a select."})
    placeholder = Text(metadata={"description": "Of a text input."})
    value = Text(metadata={"description": "A button's text."})
    waiting_text = Text(data_key="waitingText", metadata={"description": "A submit button's text while it submits."})


class NodesBody(Shape):
    """Nodes to write."""

    nodes = Items(
        Nested(NodeBody),
        required=True,
        validate=Length(1, MOST_NODES),
        metadata={"description": "Up to 1,000 nodes."},
    )


class PropertiesBody(Shape):
    """Properties to write."""

    properties = Items(Nested(OverrideBody), required=True, metadata={"description": "Properties of the component."})


class Unwritten(Exception):  # noqa: N818 - it is an answer about one node, and always caught
    """A node or property stays as it is; the words say why."""


def write_nodes(
    reader: Reader, nodes: Sequence[Node], changes: Iterable[dict[str, Any]]
) -> tuple[tuple[Node, ...], list[str]]:
    """The nodes after these changes, in their order, and what could not be written."""
    after = {node.id: node for node in nodes}
    errors = []
    for change in changes:
        node_id = change["node_id"].lower()
        try:
            after[node_id] = _written(reader, after.get(node_id), change)
        except Unwritten as reason:
            errors.append(f"Node {change['node_id'][:_SHOWN]}: {reason}.")
    return tuple(after.values()), errors


def write_properties(
    properties: Sequence[Property], changes: Iterable[dict[str, Any]]
) -> tuple[tuple[Property, ...], list[str]]:
    """The properties after these changes, in their order, and what could not be written."""
    after = {each.id: each for each in properties}
    errors = []
    for change in changes:
        try:
            _set_property(after, after, change)
        except Unwritten as reason:
            errors.append(f"{reason}.")
    return tuple(after.values()), errors


def _written(reader: Reader, node: Node | None, change: dict[str, Any]) -> Node:
    if node is None:
        raise Unwritten("not found")
    if node.kind == "component-instance":
        return _with_overrides(reader, node, change)
    if node.kind not in _WRITERS:
        raise Unwritten(f"the content of a node of type {node.kind} cannot be written")
    return _WRITERS[node.kind](node, change)


def _required(node: Node, change: dict[str, Any], key: str, shown: str) -> Any:
    if key not in change:
        raise Unwritten(f"a node of type {node.kind} takes {shown}")
    return change[key]


def _with_text(node: Node, change: dict[str, Any]) -> Node:
    html = _required(node, change, "text", "text")
    if not html.strip():
        return node  # Webflow keeps what is there
    before = node.said["text"]["html"]
    element, known = single_element(html), single_element(before)
    tag = known.tag if known else ""
    if element is None or element.tag != tag:
        raise Unwritten(f"text should be HTML within one <{tag}>")
    if markers(html) != markers(before):
        raise Unwritten("the attributes data-w-id in text should stay as they are")
    return node.saying(text={"html": html, "text": element.text})


def _with_overrides(reader: Reader, node: Node, change: dict[str, Any]) -> Node:
    sent, said = _required(node, change, "property_overrides", "propertyOverrides"), node.said
    component = reader.find(COMPONENTS, said["componentId"])
    known = {each.id: each for each in component.variants[0].properties} if component else {}
    before = said["propertyOverrides"]
    after = {each["propertyId"]: each for each in before}
    own: dict[str, Property] = {}
    for each in sent:
        _set_property(own, known, each)
    after.update({key: each.to_wire() for key, each in own.items()})
    return node.saying(propertyOverrides=list(after.values()))


def _set_property(values: dict[str, Property], known: dict[str, Property], change: dict[str, Any]) -> None:
    found = known.get(change["property_id"].lower())
    if found is None:
        raise Unwritten(f"Property {change['property_id'][:_SHOWN]} not found")
    value = change["text"]
    expected = expected_instead(found.type, value)
    if expected is not None:
        raise Unwritten(f"Property {found.id} should be {expected}")
    values[found.id] = found.saying(value)


def _with_choices(node: Node, change: dict[str, Any]) -> Node:
    return node.saying(choices=_required(node, change, "choices", "choices"))


def _with_placeholder(node: Node, change: dict[str, Any]) -> Node:
    return node.saying(placeholder=_required(node, change, "placeholder", "placeholder"))


def _with_value(node: Node, change: dict[str, Any]) -> Node:
    return node.saying(value=_required(node, change, "value", "value"))


def _with_submit_texts(node: Node, change: dict[str, Any]) -> Node:
    keys = {"value": "value", "waiting_text": "waitingText"}
    sent = {name: change[key] for key, name in keys.items() if key in change}
    if not sent:
        raise Unwritten(f"a node of type {node.kind} takes value and waitingText")
    return node.saying(**sent)


_WRITERS: dict[str, Callable[[Node, dict[str, Any]], Node]] = {
    "text": _with_text,
    "select": _with_choices,
    "text-input": _with_placeholder,
    "submit-button": _with_submit_texts,
    "search-button": _with_value,
}
