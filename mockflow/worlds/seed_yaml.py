"""YAML as seeds use it: times stay text, and a key that stands twice is an error."""

from math import isfinite
from typing import Any

import yaml


class YamlError(ValueError):
    """Text that is no YAML, or says something twice."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line = line
        self.problem = problem


class _Loader(yaml.CSafeLoader):
    """The safe loader, without times."""


def _text(loader: yaml.CSafeLoader, node: yaml.Node) -> Any:
    return loader.construct_scalar(node)  # type: ignore[arg-type]


def _mapping(loader: yaml.CSafeLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    loader.flatten_mapping(node)
    content: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        line = key_node.start_mark.line + 1
        if not isinstance(key, str):
            raise YamlError(line, f"the key {key!r}, which is no text: put it in quotes")
        if key in content:
            raise YamlError(line, f"the key {key} twice")
        content[key] = loader.construct_object(value_node, deep=True)
    return content


def _number(loader: yaml.CSafeLoader, node: yaml.ScalarNode) -> float:
    number: float = loader.construct_yaml_float(node)
    if not isfinite(number):
        raise YamlError(node.start_mark.line + 1, f"the number {node.value}, which JSON cannot say")
    return number


_Loader.add_constructor("tag:yaml.org,2002:float", _number)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _text)
_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def load_yaml(text: str) -> Any:
    """The content of this YAML text; YamlError with the line of what is wrong."""
    try:
        return yaml.load(text, _Loader)  # noqa: S506 - a subclass of the safe loader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise YamlError(mark.line + 1 if mark else 1, error.problem or "a mistake") from None
    except yaml.YAMLError as error:
        raise YamlError(1, str(error).splitlines()[0]) from None
