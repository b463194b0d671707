"""The operations of the contract: one for each row of the route table."""

from collections.abc import Iterator
from typing import Any

from apispec import APISpec
from marshmallow.fields import Nested

from mockflow.core.ids import path_id_pattern
from mockflow.core.marshalling import schema_of
from mockflow.core.route import Choice, Route
from mockflow.core.schema import Shape
from mockflow.pipeline.refusals import REFUSALS
from mockflow.resources.table import ROUTES

from .schemas import RATE, converter_of, described, headers, refusal_name

_JSON = "application/json"
_ANY_CALL = (
    "bad_request",
    "not_authorized",
    "missing_scopes",
    "payload_too_large",
    "too_many_requests",
    "internal_error",
)
_LISTS = {f"{route.params[-1].removesuffix('_id')}s" for route in ROUTES if route.params}


def add_operations(spec: APISpec) -> None:
    """Add every operation, in the order of the table."""
    for path in dict.fromkeys(route.path for route in ROUTES):
        here = [route for route in ROUTES if route.path == path]
        operations = {route.method.lower(): _operation(spec, route) for route in here}
        parameters = [_path_parameter(name) for name in here[0].params]
        spec.path(path=path, operations=operations, parameters=parameters)


def _operation(spec: APISpec, route: Route) -> dict[str, Any]:
    made: dict[str, Any] = {
        "operationId": route.operation_id,
        "summary": route.summary,
        "tags": [route.area],
        "security": [{"token": [route.scope] if route.scope else []}],
    }
    if route.query is not None:
        made["parameters"] = _query_parameters(spec, route.query)
    if route.body is not None:
        content = {_JSON: {"schema": described(spec, route.body)}}
        made["requestBody"] = {"required": _is_needed(route.body), "content": content}
    made["responses"] = {str(route.success): _success(spec, route), **_refusals(route)}
    return made


def _is_needed(body: type[Shape] | Choice) -> bool:
    """Whether a call must have a body: none is read as an empty object."""
    shape = body.without if isinstance(body, Choice) else body
    return any(member.required for member in shape.members().values())


def _path_parameter(name: str) -> dict[str, Any]:
    pattern = path_id_pattern(name).pattern.replace("a-f", "a-fA-F")
    schema = {"type": "string", "pattern": f"^{pattern}$"}
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _query_parameters(spec: APISpec, shape: type[Shape]) -> list[dict[str, Any]]:
    """The query's parameters; ``createdOn[gte]`` and ``createdOn[lte]`` are one, an object."""
    converter = converter_of(spec)
    made: dict[str, dict[str, Any]] = {}
    for attribute, field in schema_of(shape).load_fields.items():
        name, bracket, bound = (field.data_key or attribute).partition("[")
        value = converter.field2property(field)
        said = {"description": value.pop("description")} if not bracket else {}
        parameter = made.setdefault(name, {"name": name, "in": "query", **said, "allowEmptyValue": True})
        if bracket:
            whole = parameter.setdefault("schema", {"type": "object", "properties": {}})
            whole["properties"][bound.removesuffix("]")] = _without_null(value)
            parameter.update(style="deepObject", explode=True)
        else:
            parameter["schema"] = _without_null(value)
            parameter.update({"required": True} if field.required else {})
            parameter.update({"style": "deepObject", "explode": True} if isinstance(field, Nested) else {})
    return list(made.values())


def _without_null(shape: dict[str, Any]) -> dict[str, Any]:
    """A query has no null: a default of None only says that it may be absent."""
    if {"type": "null"} in shape.get("anyOf", ()):
        shape.update(next(each for each in shape.pop("anyOf") if each != {"type": "null"}))
    kind = shape.get("type")
    if isinstance(kind, list):
        shape["type"] = next(each for each in kind if each != "null")
    if None in shape.get("enum", ()):
        shape["enum"] = [each for each in shape["enum"] if each is not None]
    if shape.get("default", 0) in (None, ""):
        del shape["default"]
    return shape


def _success(spec: APISpec, route: Route) -> dict[str, Any]:
    located = ("Location",) if route.located else ()
    made: dict[str, Any] = {"description": _described(route), "headers": headers(*RATE, *located)}
    if route.returns is not None:
        made["content"] = {_JSON: {"schema": described(spec, route.returns)}}
        made.update(_links(route))
    return made


def _described(route: Route) -> str:
    events = f" Events: {', '.join(route.events)}." if route.events else ""
    return ("Done, with an answer." if route.returns else "Done, without an answer.") + events


def _links(route: Route) -> dict[str, Any]:
    """What can be called with the id of a record that the answer holds: made by the call, or first of a list."""
    if isinstance(route.returns, Choice):
        key, pointer = route.returns.key, "$response.body#/id"
    else:
        keys = list(route.returns.keys()) if route.returns else []
        key = next((each for each in keys if each in _LISTS), "")
        pointer = f"$response.body#/{key}/0/id"
    links = dict(_links_to(key.removesuffix("s"), pointer, route)) if key in _LISTS else {}
    return {"links": links} if links else {}


def _links_to(noun: str, pointer: str, route: Route) -> Iterator[tuple[str, dict[str, Any]]]:
    """Links to the operations that take the id of such a record, in their path or as one of several in their body."""
    known = {name: f"$request.path.{name}" for name in route.params}
    for each in ROUTES:
        *around, last = each.params or ("",)
        if last == f"{noun}_id" and set(around) <= known.keys():
            parameters = {**{name: known[name] for name in around}, last: pointer}
            yield each.operation_id, {"operationId": each.operation_id, "parameters": parameters}
        elif isinstance(each.body, Choice) and each.body.unless == f"{noun}Ids" and each.params == route.params:
            body = {each.body.unless: [pointer]}
            yield each.operation_id, {"operationId": each.operation_id, "parameters": known, "requestBody": body}


def _refusals(route: Route) -> dict[str, Any]:
    codes = {*_ANY_CALL, *route.refusals, *(["resource_not_found"] if route.params else [])}
    statuses = sorted({REFUSALS[code].status for code in codes})
    return {str(status): {"$ref": f"#/components/responses/{refusal_name(status)}"} for status in statuses}
