"""The contract: OpenAPI 3.1, read from the route table, so that it cannot say anything else than what is answered."""

from collections.abc import Sequence
from typing import Any

import orjson
from apispec import APISpec

from .control import ControlRow, add_controls, control_spec
from .events import add_events
from .operations import add_operations
from .schemas import new_spec

__all__ = ["build_contract", "build_control_contract", "to_json", "to_yaml"]


def build_contract() -> dict[str, Any]:
    """The contract as a document: the same for the same routes, to the byte."""
    spec = new_spec()
    add_operations(spec)
    add_events(spec)
    return _document(spec)


def build_control_contract(rows: Sequence[ControlRow]) -> dict[str, Any]:
    """The contract of the control plane, from its rows."""
    spec = control_spec()
    add_controls(spec, rows)
    return _document(spec)


def _document(spec: APISpec) -> dict[str, Any]:
    document: dict[str, Any] = orjson.loads(orjson.dumps(spec.to_dict()))  # plain dictionaries throughout
    return {"openapi": document.pop("openapi"), **document}


def to_json(document: dict[str, Any]) -> str:
    return orjson.dumps(document, option=orjson.OPT_INDENT_2).decode() + "\n"


def to_yaml(document: dict[str, Any]) -> str:
    import yaml  # noqa: PLC0415 - slow to import, and only this form needs it

    text: str = yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=120)
    return text
