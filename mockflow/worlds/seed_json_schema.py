"""The JSON Schema of seeds, in draft 7, which editors read."""

from typing import Any

from marshmallow import Schema, fields

from mockflow.core.schema import Anything, Flag, Items, Nested, Object, OneOf, Text, Whole

from .seed_schema import SEED, Id, Time, Version


def seed_json_schema() -> dict[str, Any]:
    """What a seed may say, read from the schema that checks one.

    One that extends another may leave out what is required otherwise.
    """
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A mockflow seed",
        **_object(SEED),
        "required": ["mockflow"],
        "if": {"required": ["extends"]},
        "else": _demands(SEED),
    }


def _object(schema: Schema) -> dict[str, Any]:
    properties = {_key(name, each): _property(each) for name, each in schema.load_fields.items()}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _key(name: str, each: fields.Field[Any]) -> str:
    return each.data_key or name


def _property(each: fields.Field[Any]) -> dict[str, Any]:
    return {**_entry(each), "description": each.metadata.get("description", ""), "examples": [_example(each)]}


def _example(each: fields.Field[Any] | None) -> Any:
    """What a key may say: its own example, or for an object its required keys with theirs."""
    if each is None or "example" in each.metadata:
        return each.metadata["example"] if each else {}
    if isinstance(each, Items):
        return [_example(each.inner)]
    if isinstance(each, Object):
        return {"fr": _example(each.value_field)}
    keys = each.schema.load_fields.items() if isinstance(each, Nested) else ()
    return {_key(name, key): _example(key) for name, key in keys if key.required}


def _entry(each: fields.Field[Any]) -> dict[str, Any]:
    """A value of this kind, wherever it stands."""
    made = _shape(each)
    for rule in each.validators:
        if isinstance(rule, OneOf | Version):
            made["enum"] = list(rule.choices)
    if each.allow_none and "type" in made:
        made["type"] = [made["type"], "null"]
    return made


def _shape(each: fields.Field[Any]) -> dict[str, Any]:
    if isinstance(each, Nested):
        return _object(each.schema)
    if isinstance(each, Items):
        return {"type": "array", "items": _entry(each.inner)}
    if isinstance(each, Object):
        values = each.value_field
        return {"type": "object", **({"additionalProperties": _entry(values)} if values else {})}
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


def _demands(schema: Schema) -> dict[str, Any]:
    """Only what must be there, at every depth."""
    required = [_key(name, each) for name, each in schema.load_fields.items() if each.required]
    below = {_key(name, each): _demands_of(each) for name, each in schema.load_fields.items()}
    made: dict[str, Any] = {"required": required} if required else {}
    inside = {key: demands for key, demands in below.items() if demands}
    return {**made, "properties": inside} if inside else made


def _demands_of(each: fields.Field[Any]) -> dict[str, Any]:
    if isinstance(each, Nested):
        return _demands(each.schema)
    if isinstance(each, Items):
        inner = _demands_of(each.inner)
        return {"items": inner} if inner else {}
    if isinstance(each, Object) and each.value_field:
        return {"additionalProperties": _demands_of(each.value_field)}
    return {}
