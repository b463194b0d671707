"""The contract of the control plane: one operation for each of its rows."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from apispec import APISpec

from mockflow import __version__
from mockflow.core.schema import Shape

from .schemas import bare_spec, described

_DESCRIPTION = """\
The control plane of mockflow: what a tester asks of the double beside the API that it stands in for. JSON, never
counted and never in the journal. Each call is about one world: that of the path's prefix, of `X-Mockflow-World`, of
`mockflow.world` in `baggage`, or `default`."""
_PARAMETER = re.compile(r"\{(\w+)\}")
_JSON = "application/json"
_REFUSALS = {
    400: "A field or a parameter is unknown or cannot be taken; the message names it.",
    401: "The admin token is asked for.",
    403: "The call comes from a foreign page, or names a host that is not the double's.",
    404: "No world or record has this id.",
    409: "It cannot be done as the double is now.",
    413: "The body is too large.",
}


class ControlRow(Protocol):
    """What the contract must know of a call."""

    @property
    def method(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def body(self) -> type[Shape] | None: ...
    @property
    def query(self) -> Mapping[str, str] | None: ...
    @property
    def returns(self) -> type[Shape] | None: ...
    @property
    def success(self) -> int: ...
    @property
    def takes_anything(self) -> bool: ...


def control_spec() -> APISpec:
    """The document without any call yet."""
    spec = bare_spec(
        "mockflow's control plane",
        __version__,
        _DESCRIPTION,
        [
            {"url": "/_mockflow", "description": "Of the default world, or of the one that a header names."},
            {
                "url": "/w/{world}/_mockflow",
                "description": "Of this world.",
                "variables": {"world": {"default": "default"}},
            },
        ],
    )
    spec.components.security_scheme("adminToken", {"type": "http", "scheme": "bearer"})
    for status, words in _REFUSALS.items():
        content = {_JSON: {"schema": {"$ref": "#/components/schemas/Error"}}}
        spec.components.response(f"Refused{status}", {"description": words, "content": content})
    return spec


def add_controls(spec: APISpec, rows: Sequence[ControlRow]) -> None:
    """Add every call, in the order of the rows."""
    for path in dict.fromkeys(row.path for row in rows):
        operations = {row.method.lower(): _operation(spec, row) for row in rows if row.path == path}
        parameters = [
            {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
            for name in _PARAMETER.findall(path)
        ]
        spec.path(path=path, operations=operations, parameters=parameters)


def operation_id(row: ControlRow) -> str:
    """``get-history-diff`` for ``GET /history/{n}/diff``."""
    words = [part.strip("{}").replace("_", "-") for part in row.path.strip("/").split("/")]
    return "-".join([row.method.lower(), *(word for word in words if word)])


def _operation(spec: APISpec, row: ControlRow) -> dict[str, Any]:
    made: dict[str, Any] = {
        "operationId": operation_id(row),
        "summary": row.summary,
        "tags": [row.path.split("/")[1] or "dashboard"],
        "security": [{}, {"adminToken": []}],
    }
    if row.query:
        made["parameters"] = [
            {"name": name, "in": "query", "description": line, "schema": {"type": "string"}}
            for name, line in row.query.items()
        ]
    if row.takes_anything:
        made["requestBody"] = {"content": {"*/*": {"schema": {}}}}
    elif row.body is not None:
        required = any(member.required for member in row.body.members().values())
        made["requestBody"] = {"required": required, "content": {_JSON: {"schema": described(spec, row.body)}}}
    made["responses"] = {str(row.success): _success(spec, row), **_refusals()}
    return made


def _success(spec: APISpec, row: ControlRow) -> dict[str, Any]:
    if row.success == 204:  # noqa: PLR2004 - no content
        return {"description": "Done, without an answer."}
    schema = {} if row.returns is None else described(spec, row.returns)
    return {"description": "Done.", "content": {_JSON: {"schema": schema}}}


def _refusals() -> dict[str, Any]:
    return {str(status): {"$ref": f"#/components/responses/Refused{status}"} for status in _REFUSALS}
