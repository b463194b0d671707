"""From marshmallow to JSON Schema, through apispec, with what our own fields mean."""

from collections.abc import Callable
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.openapi import OpenAPIConverter
from marshmallow import Schema, fields

from mockflow import API_DATE
from mockflow.core.marshalling import AnythingField, DigitsField, OneOrManyField, ParsedField, SwitchField, schema_of
from mockflow.core.route import Choice
from mockflow.core.schema import Shape
from mockflow.pipeline.refusals import REFUSALS

DESCRIPTION = """\
What mockflow answers: an offline double of the Webflow Data API v2, not affiliated with Webflow. Written by it from its
own route table. Where it knowingly differs from the published document, contracts/deviations.yaml says so. The same
operations answer under `/beta`. `GET /collections/{collection_id}/items/live` and
`GET /collections/{collection_id}/items/{item_id}/live` answer under `/cdn/v2`, too: from a cache there, of which the
header `CF-Cache-Status` tells."""


def _digits(converter: Any, field: fields.Field[Any], **_: Any) -> dict[str, Any]:
    del converter
    return {"type": "integer", "minimum": 1 if "1-9" in field.pattern else 0} if isinstance(field, DigitsField) else {}


def _switch(converter: Any, field: fields.Field[Any], **_: Any) -> dict[str, Any]:
    del converter
    return {"type": "boolean"} if isinstance(field, SwitchField) else {}


def _parsed(converter: Any, field: fields.Field[Any], **_: Any) -> dict[str, Any]:
    """Times, in more forms of ISO 8601 than ``format: date-time`` has."""
    del converter
    return {"type": "string"} if isinstance(field, ParsedField) else {}


def _one_or_many(converter: Any, field: fields.Field[Any], **_: Any) -> dict[str, Any]:
    if not isinstance(field, OneOrManyField):
        return {}
    return {"oneOf": [converter.field2property(each) for each in (field.inner, field.many)]}


def _anything(converter: Any, field: fields.Field[Any], **_: Any) -> dict[str, Any]:
    del converter
    known = isinstance(field, AnythingField) and "type" in field.metadata
    return {"type": field.metadata["type"]} if known else {}


def _name_of(schema: type[Schema] | Schema) -> str:
    kind = schema if isinstance(schema, type) else type(schema)
    return kind.__name__.removesuffix("Schema")


def bare_spec(title: str, version: str, description: str, servers: list[dict[str, Any]]) -> APISpec:
    """A document with our fields and the error, and nothing else yet."""
    spec = APISpec(
        title=title,
        version=version,
        openapi_version="3.1.0",
        plugins=[MarshmallowPlugin(schema_name_resolver=_name_of)],
        info={"description": description},
        servers=servers,
    )
    converter = converter_of(spec)
    for attribute in (_digits, _switch, _parsed, _one_or_many, _anything):
        converter.add_attribute_function(attribute)  # type: ignore[no-untyped-call]
    spec.components.schema("Error", component=_error())
    return spec


def new_spec() -> APISpec:
    """The API's document with our fields, the error, the headers and the credential, and no operation yet."""
    servers = [{"url": "/v2", "description": "The double that answers with this document."}]
    spec = bare_spec("mockflow", API_DATE, DESCRIPTION, servers)
    spec.components.security_scheme("token", {"type": "http", "scheme": "bearer"})
    for name, (description, schema) in _HEADERS.items():
        spec.components.header(name, {"description": description, "required": True, "schema": schema})
    for status in sorted({wording.status for wording in REFUSALS.values()}):
        spec.components.response(refusal_name(status), _refusal(status))
    return spec


def converter_of(spec: APISpec) -> OpenAPIConverter:
    """The converter of this document's one plugin."""
    (plugin,) = spec.plugins
    converter: OpenAPIConverter = plugin.converter  # type: ignore[attr-defined]
    return converter


RATE = ("X-RateLimit-Limit", "X-RateLimit-Remaining")
_HEADERS: dict[str, tuple[str, dict[str, Any]]] = {
    "X-RateLimit-Limit": ("Requests a minute of this token.", {"type": "integer", "minimum": 1}),
    "X-RateLimit-Remaining": ("Requests left in this minute.", {"type": "integer", "minimum": 0}),
    "Retry-After": ("Seconds to wait.", {"type": "integer", "minimum": 1, "maximum": 60}),
    "Location": ("Where the record is.", {"type": "string", "format": "uri"}),
    "X-Request-Id": ("The id of this call in the journal.", {"type": "string"}),
}


def _error() -> dict[str, Any]:
    codes = sorted({wording.code for wording in REFUSALS.values()})
    problem = {
        "type": "object",
        "required": ["param", "description"],
        "properties": {"param": {"type": "string"}, "description": {"type": "string"}},
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "required": ["message", "code", "externalReference", "details"],
        "properties": {
            "message": {"type": "string", "description": "What was wrong."},
            "code": {"type": "string", "enum": codes, "description": "What was wrong, for a program."},
            "externalReference": {"type": "null", "description": "Always null."},
            "details": {"type": "array", "items": problem, "description": "The fields at fault, where there are any."},
        },
        "additionalProperties": False,
    }


def refusal_name(status: int) -> str:
    """The name of the response that refuses with this status."""
    return f"Refused{status}"


def headers(*names: str) -> dict[str, Any]:
    """References to these headers and to the one that every answer has."""
    return {name: {"$ref": f"#/components/headers/{name}"} for name in (*names, "X-Request-Id")}


def _refusal(status: int) -> dict[str, Any]:
    words = sorted({wording.message for wording in REFUSALS.values() if wording.status == status})
    rate = () if status == REFUSALS["not_authorized"].status else RATE
    wait = ("Retry-After",) if status == REFUSALS["too_many_requests"].status else ()
    return {
        "description": "; ".join(words),
        "headers": headers(*rate, *wait),
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
    }


def described(spec: APISpec, shape: type[Shape] | Choice) -> dict[str, Any]:
    """The reference to a shape, or to the two forms of a choice."""
    resolve: Callable[[Schema], dict[str, Any]] = converter_of(spec).resolve_nested_schema
    if not isinstance(shape, Choice):
        return resolve(schema_of(shape))
    with_key, without = (resolve(schema_of(form)) for form in (shape.with_key, shape.without))
    forms = [(without, shape.key), (with_key, shape.unless)]
    if not shape.exclusive:
        return {"anyOf": [form for form, _ in forms]}
    return {"oneOf": [{**form, "not": {"required": [other]}} for form, other in forms]}
