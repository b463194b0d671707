"""How schemas are read: references, alternatives, nulls, in documents of OpenAPI 3.0 and 3.1."""

from typing import Any

import pytest

from mockflow.drift import SpecError, find_drift

Schema = dict[str, Any]


def document(schema: Schema, **schemas: Schema) -> dict[str, Any]:
    answer = {"200": {"description": "", "content": {"application/json": {"schema": schema}}}}
    operation = {"operationId": "get", "security": [], "responses": answer}
    return {"openapi": "3.1.0", "paths": {"/it": {"get": operation}}, "components": {"schemas": schemas}}


def lines(spec: dict[str, Any], ours: Schema, **schemas: Schema) -> list[str]:
    found = find_drift(spec, document(ours, **schemas)).differences
    return [f"{each.kind} {each.place.path}: {each.spec}; {each.mockflow}" for each in found]


STRING, NUMBER = {"type": "string"}, {"type": "number"}
PAIR = {"type": "object", "required": ["a", "b"], "properties": {"a": STRING, "b": NUMBER}}


@pytest.mark.parametrize(
    "spec",
    [
        {"allOf": [{"properties": {"a": STRING}, "required": ["a"]}, {"properties": {"b": NUMBER}, "required": ["b"]}]},
        {"properties": {"a": STRING}, "required": ["a"], "allOf": [{"properties": {"b": NUMBER}, "required": ["b"]}]},
        {"oneOf": [PAIR, PAIR]},
        {"anyOf": [PAIR]},
        {**PAIR, "nullable": False},
        {**PAIR, "properties": {"a": {"type": ["string"]}, "b": {"oneOf": [NUMBER, {"type": "integer"}]}}},
        {"oneOf": [{"description": "A whole answer.", "content": {"application/json": {"schema": PAIR}}}]},
    ],
)
def test_forms_of_the_same_schema_do_not_differ(spec: Schema) -> None:
    """Parts that hold together, alternatives that are alike and lists of one type say the same."""
    assert lines(document(spec), PAIR) == []


def test_alternatives_need_what_all_of_them_need() -> None:
    """A key of one alternative is a field, and required only where every alternative requires it."""
    one = {"type": "object", "required": ["a", "b"], "properties": {"a": STRING, "b": STRING}}
    other = {"type": "object", "required": ["a"], "properties": {"a": STRING, "c": STRING}}
    ours = {"type": "object", "properties": {"a": STRING, "b": STRING}}
    assert lines(document({"oneOf": [one, other]}), ours) == [
        "required a: it required; optional",
        "field c: a field; none",
    ]


@pytest.mark.parametrize(
    "spec",
    [
        {"type": "string", "nullable": True},
        {"type": ["string", "null"]},
        {"oneOf": [STRING, {"type": "null"}]},
        {"anyOf": [{"$ref": "#/components/schemas/Text"}, {"type": "null"}]},
        {"allOf": [{"$ref": "#/components/schemas/Text"}], "nullable": True},
    ],
)
def test_null_is_read_in_every_form(spec: Schema) -> None:
    """OpenAPI 3.0 and 3.1 write null in several ways; each is the same null."""
    told = document(spec, Text=STRING)
    assert lines(told, {"type": ["string", "null"]}) == []
    assert lines(told, STRING) == ["null : null too; no null"]


def test_a_schema_without_a_type_says_nothing_of_null() -> None:
    """An object that is described by its keys alone may be null or not."""
    assert (
        lines(document({"properties": {"a": STRING}}), {"type": ["object", "null"], "properties": {"a": STRING}}) == []
    )


def test_references_may_go_in_circles() -> None:
    """A tree that refers to itself is compared to its first differences, and a circle of references says nothing."""
    leaf = {"type": "object", "properties": {"name": STRING, "below": {"$ref": "#/components/schemas/Tree"}}}
    ours = {"type": "object", "properties": {"name": NUMBER, "below": {"$ref": "#/components/schemas/Tree"}}}
    told = lines(
        document({"$ref": "#/components/schemas/Tree"}, Tree=leaf), {"$ref": "#/components/schemas/Tree"}, Tree=ours
    )
    assert told == ["type name: string; number"]
    circle = {"$ref": "#/components/schemas/Circle"}
    assert lines(document(circle, Circle=circle), STRING) == []
    assert lines(document({"allOf": [circle]}, Circle={"allOf": [circle], **STRING}), STRING) == []


def test_a_pointer_leads_through_references_to_what_they_name() -> None:
    """The pointer is to the schema that says it, escaped as RFC 6901 has it."""
    spec = document({"$ref": "#/components/schemas/a~1b~0c%20d"}, **{"a/b~c d": {"type": "number"}})
    (told,) = find_drift(spec, document(STRING)).differences
    assert told.pointer == "/components/schemas/a~1b~0c d"


@pytest.mark.parametrize("reference", ["https://example.com/openapi.yaml#/x", "other.yaml", "/etc/passwd", 5])
def test_no_reference_leaves_the_file(reference: object) -> None:
    """A reference to another file or address is an error that names it, and nothing is fetched."""
    with pytest.raises(SpecError, match="within the file \\(none is fetched\\)"):
        find_drift(document({"$ref": reference}), document(STRING))


def test_a_reference_to_nothing_is_an_error() -> None:
    """What a reference names must be there."""
    with pytest.raises(SpecError, match="a \\$ref that names something, found #/components/schemas/Gone"):
        find_drift(document({"$ref": "#/components/schemas/Gone"}), document(STRING))


def test_schemas_that_multiply_end_in_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document that doubles at every level is refused before it takes a machine's time."""
    monkeypatch.setattr("mockflow.drift.forms._MOST_LOOKED_AT", 1_000)  # the real one takes ten seconds
    schemas: dict[str, Schema] = {
        f"S{n}": {"allOf": [{"$ref": f"#/components/schemas/S{n + 1}"}, {"$ref": f"#/components/schemas/S{n + 1}"}]}
        for n in range(60)
    }
    with pytest.raises(SpecError, match="schemas at most"):
        find_drift(document({"$ref": "#/components/schemas/S0"}, **schemas, S60=STRING), document(STRING))


def test_objects_of_any_keys_are_compared_by_their_values() -> None:
    """Keys that one names and the other takes unnamed are compared with what the other takes."""
    free = {"type": "object", "additionalProperties": NUMBER}
    named = {"type": "object", "properties": {"a": STRING}}
    assert lines(document(named), free) == ["type a: string; number"]
    assert lines(document(free), named) == ["type a: number; string"]
    assert lines(document(free), {"type": "object", "additionalProperties": STRING}) == ["type *: number; string"]


def test_nothing_beneath_another_type_is_told() -> None:
    """Where the types differ altogether, the keys within are no further differences."""
    assert lines(document(PAIR), STRING) == ["type : object; string"]
    assert lines(document(PAIR), {}) == ["type : object; any value"]


@pytest.mark.parametrize(
    "odd",
    [
        {"type": 5, "properties": [], "required": {"a": 1}, "enum": {}, "items": None, "oneOf": {}, "allOf": None},
        {"type": [None, {}], "properties": {"a": None, "b": [], "c": "x"}, "enum": [{}, []], "required": [1]},
        {"properties": None, "additionalProperties": 7, "nullable": "yes"},
        [],
        "text",
        None,
    ],
)
def test_what_is_no_schema_stops_nothing(odd: Any) -> None:
    """Where a schema is not what it should be, what can be read of it is compared."""
    lines(document(odd), PAIR)
    lines({"openapi": "3.1.0", "paths": {"/it": {"get": odd}, "/other": odd}, "webhooks": odd, "components": odd}, PAIR)
