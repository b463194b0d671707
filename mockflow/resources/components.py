"""Components: list, content, properties."""

from collections.abc import Mapping
from typing import Any

from mockflow.core.call import Call
from mockflow.core.done import Done
from mockflow.core.paging import Page
from mockflow.core.refusal import Refusal
from mockflow.core.route import command, query
from mockflow.core.schema import Flag, Items, Nested, Shape, Text
from mockflow.core.store import Reader, Transaction
from mockflow.domain.components import COMPONENTS, Component
from mockflow.domain.content import (
    ErrorsSchema,
    LocaleQuery,
    NodeSchema,
    PropertySchema,
    content_page,
    locale_at,
    secondary_at,
)
from mockflow.domain.content_writing import NodesBody, PropertiesBody, write_nodes, write_properties
from mockflow.domain.listing import PagingQuery, page_of, pagination
from mockflow.domain.sites import SITES

AREA = "components"


class BranchQuery(Shape):
    branch_id = Text(
        data_key="branchId", load_default=None, metadata={"description": "A branch; sites of the double have none."}
    )


class ComponentsQuery(BranchQuery, PagingQuery):
    pass


class ContentQuery(LocaleQuery, ComponentsQuery):
    pass


class WriteQuery(LocaleQuery, BranchQuery):
    """``localeId`` must be there, and name a secondary locale."""


class ComponentSchema(Shape):
    id = Text(required=True, metadata={"description": "The component's UUID."})
    name = Text(required=True, metadata={"description": "Its name."})
    group = Text(required=True, metadata={"description": "The group that it is shown in."})
    description = Text(required=True, metadata={"description": "What it is for."})
    readonly = Flag(required=True, metadata={"description": "Whether it comes from a library."})


class ComponentsSchema(Shape):
    components = Items(Nested(ComponentSchema), required=True, metadata={"description": "Components of the site."})
    pagination = pagination()


class ComponentContentSchema(Shape):
    component_id = Text(data_key="componentId", required=True, metadata={"description": "The component."})
    nodes = Items(Nested(NodeSchema), required=True, metadata={"description": "Its static content."})
    pagination = pagination()


class ComponentPropertiesSchema(Shape):
    component_id = Text(data_key="componentId", required=True, metadata={"description": "The component."})
    properties = Items(Nested(PropertySchema), required=True, metadata={"description": "Those that hold text."})
    pagination = pagination()


def refuse_readonly(reader: Reader, path: Mapping[str, str]) -> None:
    """A component of a library is not written on a site that uses it."""
    if _component(reader, path).readonly:
        raise Refusal("forbidden", "User is not authorized to perform this action: the component is read-only")


def _component(reader: Reader, path: Mapping[str, str]) -> Component:
    component = reader.get(COMPONENTS, path["component_id"])
    if component.site_id != path["site_id"]:
        raise Refusal("resource_not_found", COMPONENTS.missing)
    return component


def _check_branch(call: Call) -> None:
    if call.query["branch_id"]:
        raise Refusal("resource_not_found", "Requested resource not found: The branch cannot be found")


def list_components(reader: Reader, call: Call) -> Page[Component]:
    _check_branch(call)
    return page_of("components", reader.all(COMPONENTS, call.path["site_id"]), call)


def get_content(reader: Reader, call: Call) -> dict[str, Any]:
    """The component's nodes in one locale."""
    return _read(reader, call, "nodes")


def get_properties(reader: Reader, call: Call) -> dict[str, Any]:
    """The component's properties with their values in one locale."""
    return _read(reader, call, "properties")


def _read(reader: Reader, call: Call, name: str) -> dict[str, Any]:
    component = _component(reader, call.path)
    _check_branch(call)
    at = locale_at(reader.get(SITES, component.site_id), call.query["locale_id"])
    return content_page({"componentId": component.id}, name, getattr(component.variants[at], name), call)


def update_content(tx: Transaction, call: Call) -> dict[str, list[str]]:
    """Write nodes in a secondary locale; those that cannot be written are told, and the others are written."""
    component, at = _written(tx, call)
    before = component.variants[at].nodes
    nodes, errors = write_nodes(tx, before, call.body["nodes"])
    if nodes != before:
        tx.put(COMPONENTS, component.with_variant(at, nodes=nodes))
    return {"errors": errors}


def update_properties(tx: Transaction, call: Call) -> dict[str, list[str]]:
    """Write properties in a secondary locale; those that cannot be written are told, and the others are written."""
    component, at = _written(tx, call)
    before = component.variants[at].properties
    properties, errors = write_properties(before, call.body["properties"])
    if properties != before:
        tx.put(COMPONENTS, component.with_variant(at, properties=properties))
    return {"errors": errors}


def _written(tx: Transaction, call: Call) -> tuple[Component, int]:
    component = _component(tx, call.path)
    _check_branch(call)
    return component, secondary_at(tx.get(SITES, component.site_id), call.query["locale_id"])


_COMPONENT = "/sites/{site_id}/components/{component_id}"

ROUTES = (
    query(
        "list-components",
        "GET /sites/{site_id}/components",
        list_components,
        summary="List the components of a site",
        scope="components:read",
        query=ComponentsQuery,
        returns=ComponentsSchema,
    ),
    query(
        "get-component-content",
        f"GET {_COMPONENT}/dom",
        get_content,
        summary="List the nodes of a component",
        scope="components:read",
        query=ContentQuery,
        returns=ComponentContentSchema,
    ),
    command(
        "update-component-content",
        f"POST {_COMPONENT}/dom",
        update_content,
        summary="Write nodes of a component in a secondary locale",
        scope="components:write",
        done=Done("changed the content of", "component"),
        query=WriteQuery,
        body=NodesBody,
        returns=ErrorsSchema,
        gate=refuse_readonly,
    ),
    query(
        "get-component-properties",
        f"GET {_COMPONENT}/properties",
        get_properties,
        summary="List the properties of a component",
        scope="components:read",
        query=ContentQuery,
        returns=ComponentPropertiesSchema,
    ),
    command(
        "update-component-properties",
        f"POST {_COMPONENT}/properties",
        update_properties,
        summary="Write properties of a component in a secondary locale",
        scope="components:write",
        done=Done("changed the properties of", "component"),
        query=WriteQuery,
        body=PropertiesBody,
        returns=ErrorsSchema,
        gate=refuse_readonly,
    ),
)
