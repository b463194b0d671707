"""The contract of the control plane: it is one, it is whole, and it is handed out."""

from openapi_spec_validator import validate

from mockflow import Mockflow
from mockflow.contract import build_control_contract
from mockflow.web.control_table import CONTROLS


def test_it_is_openapi() -> None:
    """The document is valid, and has one operation for each row, each with a name of its own."""
    document = build_control_contract(CONTROLS)
    validate(document)
    found = {
        (method.upper(), path): operation["operationId"]
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method != "parameters"
    }
    assert found.keys() == {(row.method, row.path) for row in CONTROLS}
    assert len(set(found.values())) == len(CONTROLS)


def test_every_row_says_what_it_does() -> None:
    """Each row has one line for people, and so has each parameter."""
    for row in CONTROLS:
        for line in (row.summary, *(row.query or {}).values()):
            assert line
            assert "\n" not in line
            assert not line.endswith(".")


def test_contracts_are_handed_out(mockflow: Mockflow) -> None:
    """The double answers with the three documents that it is described by."""
    assert mockflow.control("GET", "/control.openapi.json") == build_control_contract(CONTROLS)
    assert mockflow.control("GET", "/openapi.json")["info"]["title"] == "mockflow"
    assert mockflow.control("GET", "/seed.schema.json")["$schema"].startswith("http://json-schema.org/draft-07")
