from typing import Any

import pytest
from openapi_spec_validator import validate

from mockflow.contract import build_contract
from mockflow.core.route import Route
from mockflow.drift import load_deviations
from mockflow.resources.table import ROUTES
from tests.gates.generate import stale

PUBLISHED_AS = {"list-submissions-for-site": "list-submissions"}
"""Operations whose published name another one has too."""

IN_PROSE = {"create-site": "workspace:write"}
"""Scopes that the document's prose and real refusals name, where its security blocks have another."""


def newer() -> set[str]:
    """The operations that the published document does not have yet, by the deviations that say so."""
    return {name for row in load_deviations() for name in row.where.get("operations", ())}


def published_routes() -> list[Route]:
    return [route for route in ROUTES if route.operation_id not in newer()]


def test_the_contract_is_valid_openapi() -> None:
    """The contract is a document of OpenAPI 3.1."""
    validate(build_contract())


def test_nothing_generated_is_stale() -> None:
    """The contract, the schema of seeds and README's tables are what the code makes of them."""
    assert stale() == []


def test_every_route_is_in_the_contract() -> None:
    """Each row of the route table is an operation, and each operation a row."""
    paths = build_contract()["paths"]
    documented = {
        (method.upper(), path, operation["operationId"])
        for path, operations in paths.items()
        for method, operation in operations.items()
        if method != "parameters"
    }
    assert documented == {(route.method, route.path, route.operation_id) for route in ROUTES}


def test_every_operation_is_published(published: dict[str, Any]) -> None:
    """Each row has the method, path, name, scope and success status of Webflow's own document."""
    for route in published_routes():
        operation = published["paths"][route.path][route.method.lower()]
        needs = operation.get("security", [{"prose": ["sites:read", "sites:write"]}])  # those on webhooks
        scopes = {scope.lower() for need in needs for scopes in need.values() for scope in scopes}
        assert operation["operationId"] == PUBLISHED_AS.get(route.operation_id, route.operation_id)
        scopes |= {scope.replace("page:", "pages:") for scope in scopes}  # as the published list of scopes has them
        said = scopes | {IN_PROSE.get(route.operation_id)}
        assert route.scope in said or (route.scope is None and "security" not in operation)
        assert str(route.success) in operation["responses"]


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_both_forms_say_the_same(form: str) -> None:
    """The contract reads the same from YAML and from JSON."""
    import json  # noqa: PLC0415

    import yaml  # noqa: PLC0415

    from mockflow.contract import to_json, to_yaml  # noqa: PLC0415

    document = build_contract()
    read = yaml.safe_load(to_yaml(document)) if form == "yaml" else json.loads(to_json(document))
    assert read == document
