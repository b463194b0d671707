"""Nodes as a seed says them, with what they say in each locale: the mirror of ``plant_nodes``."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from mockflow.core.ids import derived_id, derived_uuid
from mockflow.domain.components import COMPONENTS
from mockflow.domain.nodes import Node
from mockflow.domain.page_settings import LONGEST_SLUG, SLUG_PATTERN
from mockflow.domain.slugs import slugify

from .export_ground import Exported, said

_NAME = re.compile(SLUG_PATTERN)
_USUAL: Mapping[str, Mapping[str, Any]] = {
    "text": {},
    "image": {"alt": None},
    "component-instance": {"overrides": {}},
    "text-input": {"placeholder": ""},
    "select": {"choices": []},
    "submit-button": {"value": "", "waitingText": ""},
    "search-button": {"value": ""},
}
"""What each kind of node is taken to say where a seed says nothing."""


class NodeExporter:
    """Says the nodes of one page or component.

    Args:
        path: that of the page or component, with prefix, which ids derive from.
        nodes: those of the primary locale.
    """

    def __init__(self, ground: Exported, path: str, nodes: Sequence[Node]) -> None:
        self.ground = ground
        self.path = path
        self.nodes = nodes
        self._names: list[str] = []
        for at, node in enumerate(nodes):
            self._names.append(self._free_name(at, node))

    def _free_name(self, at: int, node: Node) -> str:
        """What the world's own seed called it, or its number."""
        known = self.ground.names.last(node.id) or str(at)
        if known in self._names or len(known) > LONGEST_SLUG or not _NAME.fullmatch(known):
            known = node.id
        return known

    def told(self) -> list[dict[str, Any]]:
        """The nodes in the primary locale; each gets its path."""
        return [self._node(at, name, node) for at, (name, node) in enumerate(zip(self._names, self.nodes, strict=True))]

    def translated(self, nodes: Sequence[Node]) -> dict[str, Any]:
        """What nodes say for themselves in another locale, by their names."""
        found = {}
        for name, node, primary in zip(self._names, nodes, self.nodes, strict=True):
            own = said(self._texts(node), self._texts(primary))
            if own:
                found[name] = own
        return found

    def _node(self, at: int, name: str, node: Node) -> dict[str, Any]:
        path = f"{self.path}/{name}"
        self.ground.names.give(path, node.id)
        content: dict[str, Any] = {
            "name": name,
            "id": node.id,
            "type": node.kind,
            **self._texts(node),
            **self._fixed(node),
            "attributes": node.said.get("attributes", {}),
        }
        usual: dict[str, Any] = {
            "name": str(at),
            "id": derived_uuid(path),
            "type": "text",
            **_USUAL[node.kind],
            "assetId": derived_id(f"{node.id}/asset"),
            "attributes": {},
        }
        return said(content, usual)

    def _fixed(self, node: Node) -> dict[str, Any]:
        """What a node has alike in all locales."""
        if node.kind == "image":
            return {"assetId": node.said["image"]["assetId"]}
        if node.kind == "component-instance":
            return {"component": self._component(node.said["componentId"])}
        return {}

    def _component(self, component_id: str) -> str:
        """The name of the component as a slug, or its id where another one's name has that slug."""
        components = self.ground.reader.all(COMPONENTS, self.ground.site.id)
        by_slug = {slugify(each.name): each.id for each in components}
        return next((slug for slug, each in by_slug.items() if each == component_id), component_id)

    @staticmethod
    def _texts(node: Node) -> dict[str, Any]:
        """What a node says, which may differ in each locale."""
        content = node.said
        if node.kind == "text":
            return {"html": content["text"]["html"]}
        if node.kind == "image":
            return {"alt": content["image"]["alt"]}
        if node.kind == "component-instance":
            overrides = content["propertyOverrides"]
            return {"overrides": {each["label"]: _value_of(each["text"]) for each in overrides}}
        return {key: content[key] for key in _USUAL[node.kind]}


def _value_of(text: dict[str, Any]) -> Any:
    return text["text"] if text["html"] is None else text["html"]
