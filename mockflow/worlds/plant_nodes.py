"""Planting nodes: each with its id, and with what it says in each locale."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

from mockflow.domain.components import COMPONENTS, Component
from mockflow.domain.markup import single_element
from mockflow.domain.nodes import Node, Property, expected_instead, make_node
from mockflow.domain.slugs import slugify

from .plant_ground import Ground

_KEYS: dict[str, tuple[str, ...]] = {
    "text": ("html",),
    "image": ("alt", "asset_id"),
    "component-instance": ("component", "overrides"),
    "text-input": ("placeholder",),
    "select": ("choices",),
    "submit-button": ("value", "waiting_text"),
    "search-button": ("value",),
}
"""What each kind of node may say of itself."""

_NEEDED = {"text": "html", "component-instance": "component"}
_OF_ANY_KIND = frozenset({"name", "id", "type", "attributes"})
_WIRE = {"asset_id": "assetId", "waiting_text": "waitingText"}


class NodePlanter:
    """Plants the nodes of one page or component.

    Args:
        path: where they stand in the document.
        seed_path: the path of the page or component, which ids derive from.
    """

    def __init__(self, ground: Ground, path: str, seed_path: str) -> None:
        self.ground = ground
        self.path = path
        self.seed_path = seed_path
        self.by_name: dict[str, _Planned] = {}

    def plant(self, contents: list[dict[str, Any]]) -> tuple[Node, ...]:
        """The nodes in the primary locale."""
        return tuple(self._node(f"{self.path}.nodes[{at}]", at, content) for at, content in enumerate(contents))

    def translate(self, path: str, nodes: tuple[Node, ...], texts: Mapping[str, dict[str, Any]]) -> tuple[Node, ...]:
        """The nodes in another locale: what it does not say for itself is as in the primary one."""
        own: dict[str, Node] = {}
        names = ", ".join(self.by_name) or "there is none"
        for name, content in texts.items():
            planned = self.by_name.get(name)
            if planned is None:
                self.ground.wrong(f"{path}.nodes", f"a node's name ({names})", name)
                continue
            own[planned.id] = self._made(f"{path}.nodes.{name}", planned.id, {**planned.content, **content})
        return tuple(own.get(node.id, node) for node in nodes)

    def _node(self, path: str, at: int, content: dict[str, Any]) -> Node:
        name = content.get("name", str(at))
        seed_path = f"{self.seed_path}/{name}"
        node_id = self.ground.name(path, seed_path, content.get("id", self.ground.derive.uuid(seed_path)).lower())
        self.by_name[name] = _Planned(node_id, content)
        return self._made(path, node_id, content)

    def _made(self, path: str, node_id: str, content: dict[str, Any]) -> Node:
        kind = content["type"]
        if not self._fits(path, kind, content):
            return Node(node_id, kind, b"{}")
        if kind == "component-instance":
            said = self._instance(path, content)
        elif kind == "text":
            said = self._text(path, content["html"])
        elif kind == "image":
            asset_id = content.get("asset_id", self.ground.derive.id(f"{node_id}/asset"))
            said = {"image": {"alt": content.get("alt"), "assetId": asset_id}}
        else:
            said = {_WIRE.get(key, key): content.get(key, [] if key == "choices" else "") for key in _KEYS[kind]}
        return make_node(node_id, kind, said, content["attributes"])

    def _fits(self, path: str, kind: str, content: Mapping[str, Any]) -> bool:
        """Whether such a node has these keys; tells those that it does not have, and the one that it lacks."""
        keys = ", ".join(_WIRE.get(key, key) for key in _KEYS[kind])
        others = sorted(content.keys() - _OF_ANY_KIND - set(_KEYS[kind]))
        for key in (_WIRE.get(other, other) for other in others):
            self.ground.wrong(f"{path}.{key}", f"of a node of type {kind} one of the keys {keys}", key)
        missing = kind in _NEEDED and _NEEDED[kind] not in content
        if missing:
            self.ground.wrong(path, f"of a node of type {kind} the key {_NEEDED[kind]}", "none")
        return not others and not missing

    def _text(self, path: str, html: str) -> dict[str, Any]:
        element = single_element(html)
        if element is None:
            self.ground.wrong(f"{path}.html", "one element with all its tags matched", html)
        return {"text": {"html": html, "text": element.text if element else None}}

    def _instance(self, path: str, content: dict[str, Any]) -> dict[str, Any]:
        component = self._components.get(content["component"]) or self._by_id(content["component"])
        if component is None:
            expected = f"a component ({', '.join(self._components) or 'the site has none'})"
            self.ground.wrong(f"{path}.component", expected, content["component"])
            return {}
        overrides = self._overrides(f"{path}.overrides", component, content.get("overrides", {}))
        return {"componentId": component.id, "propertyOverrides": overrides}

    def _by_id(self, component_id: str) -> Component | None:
        found = self.ground.tx.find(COMPONENTS, component_id)
        return found if found is not None and found.site_id == self.ground.site.id else None

    @cached_property
    def _components(self) -> dict[str, Component]:
        return {slugify(each.name): each for each in self.ground.tx.all(COMPONENTS, self.ground.site.id)}

    def _overrides(self, path: str, component: Component, given: Mapping[str, str]) -> list[dict[str, Any]]:
        known = {each.label: each for each in component.variants[0].properties}
        for label in sorted(given.keys() - known.keys()):
            self.ground.wrong(path, f"labels of properties of the component ({', '.join(known)})", label)
        for label in filter(known.__contains__, given):
            check_value(self.ground, f"{path}.{label}", known[label], given[label])
        return [known[label].saying(value).to_wire() for label, value in given.items() if label in known]


def check_value(ground: Ground, path: str, of: Property, value: str) -> None:
    """Tell a value that a property cannot have; nothing at all is a value of any."""
    expected = expected_instead(of.type, value) if value else None
    if expected is not None:
        ground.wrong(path, expected, value)


class _Planned(NamedTuple):
    id: str
    content: dict[str, Any]
