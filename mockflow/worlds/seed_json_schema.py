"""The JSON Schema of seeds, in draft 7, which editors read."""

from typing import Any

from marshmallow import Schema, fields

from mockflow.core.schema import Anything, Flag, Items, Nested, Object, OneOf, Text, Whole

from .seed_schema import SEED, Id, Time, Version


def seed_json_schema() -> dict[str, Any]:
    """What a seed may say, read from the schema that checks one."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A mockflow seed",
        **_object(SEED),
    }


def _object(schema: Schema) -> dict[str, Any]:
    properties = {each.data_key or name: _property(each) for name, each in schema.load_fields.items()}
    required = [each.data_key or name for name, each in schema.load_fields.items() if each.required]
    made: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**made, "required": required} if required else made


def _property(each: fields.Field[Any]) -> dict[str, Any]:
    made = _shape(each)
    for rule in each.validators:
        if isinstance(rule, OneOf | Version):
            made["enum"] = list(rule.choices)
    if each.allow_none and "type" in made:
        made["type"] = [made["type"], "null"]
    if "description" in each.metadata:
        made["description"] = each.metadata["description"]
    return made


def _shape(each: fields.Field[Any]) -> dict[str, Any]:
    if isinstance(each, Nested):
        return _object(each.schema)
    if isinstance(each, Items):
        return {"type": "array", "items": _property(each.inner)}
    if isinstance(each, Object):
        values = each.value_field
        return {"type": "object", **({"additionalProperties": _property(values)} if values else {})}
    if isinstance(each, Anything):
        return {"type": each.metadata["type"]}
    kinds: dict[type[Any], dict[str, Any]] = {
        Time: {"type": "string", "format": "date-time"},
        Flag: {"type": "boolean"},
        Whole: {"type": "integer"},
        Text: {"type": "string"},
        Id: {"type": "string", "pattern": "^[0-9a-fA-F]{24}$"},
    }
    return dict(kinds[type(each)])
