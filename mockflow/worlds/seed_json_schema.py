"""The JSON Schema of seeds, in draft 7, which editors read."""

from typing import Any

from mockflow.core.schema import Anything, Flag, Items, Member, Nested, Number, Object, OneOf, Shape, Text, Whole

from .seed_inventory import StockLevel
from .seed_members import Id, Time
from .seed_schema import SeedSchema

_REMEMBERED: dict[str, Any] = {
    "type": "object",
    "properties": {"inventoryType": {"const": "infinite"}, "quantity": {"type": "integer", "minimum": 0}},
    "required": ["inventoryType", "quantity"],
    "additionalProperties": False,
}
"""Infinite stock that remembers the number it had."""


def seed_json_schema() -> dict[str, Any]:
    """What a seed may say, read from the schema that checks one.

    One that extends another may leave out what is required otherwise.
    """
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A mockflow seed",
        **_object(SeedSchema),
        "required": ["mockflow"],
        "if": {"required": ["extends"]},
        "else": _demands(SeedSchema),
    }


def _object(shape: type[Shape]) -> dict[str, Any]:
    properties = {key: _property(each) for key, each in shape.keys().items()}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _property(each: Member) -> dict[str, Any]:
    return {**_entry(each), "description": each.metadata.get("description", ""), "examples": [_example(each)]}


def _example(each: Member | None) -> Any:
    """What a key may say: its own example, or for an object its required keys with theirs."""
    if each is None or "example" in each.metadata:
        return each.metadata["example"] if each else {}
    if isinstance(each, Items):
        return [_example(each.inner)]
    if isinstance(each, Object):
        return {"fr": _example(each.values)}
    keys = each.shape.keys() if isinstance(each, Nested) else {}
    return {key: _example(below) for key, below in keys.items() if below.required}


def _entry(each: Member) -> dict[str, Any]:
    """A value of this kind, wherever it stands."""
    made = _shape(each)
    if isinstance(each.validate, OneOf):
        made["enum"] = list(each.validate.choices)
    if each.allow_none and "type" in made:
        made["type"] = [made["type"], "null"]
    return made


def _shape(each: Member) -> dict[str, Any]:
    if isinstance(each, Nested):
        return _object(each.shape)
    if isinstance(each, Items):
        return {"type": "array", "items": _entry(each.inner)}
    if isinstance(each, Object):
        values = each.values
        return {"type": "object", **({"additionalProperties": _entry(values)} if values else {})}
    if isinstance(each, Anything):
        return {"type": each.metadata["type"]}
    kinds: dict[type[Any], dict[str, Any]] = {
        Time: {"type": "string", "format": "date-time"},
        Flag: {"type": "boolean"},
        Whole: {"type": "integer"},
        Number: {"type": "number"},
        Text: {"type": "string"},
        Id: {"type": "string", "pattern": "^[0-9a-fA-F]{24}$"},
        StockLevel: {"anyOf": [{"type": "integer", "minimum": 0}, {"const": "infinite"}, _REMEMBERED]},
    }
    return dict(kinds[type(each)])


def _demands(shape: type[Shape]) -> dict[str, Any]:
    """Only what must be there, at every depth."""
    required = [key for key, each in shape.keys().items() if each.required]
    below = {key: _demands_of(each) for key, each in shape.keys().items()}
    made: dict[str, Any] = {"required": required} if required else {}
    inside = {key: demands for key, demands in below.items() if demands}
    return {**made, "properties": inside} if inside else made


def _demands_of(each: Member) -> dict[str, Any]:
    if isinstance(each, Nested):
        return _demands(each.shape)
    if isinstance(each, Items):
        inner = _demands_of(each.inner)
        return {"items": inner} if inner else {}
    if isinstance(each, Object) and each.values:
        return {"additionalProperties": _demands_of(each.values)}
    return {}
