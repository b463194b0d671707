"""Webflow's official JavaScript client, unchanged, on the double: runs the suites in ``javascript``."""

from pathlib import Path

import pytest

from mockflow import Mockflow
from tests.clients.node import run
from tests.seen import SEEN

SUITES = (
    pytest.param("cms", marks=pytest.mark.filterwarnings("ignore:mockflow:pytest.PytestWarning")),  # fills the limit
    "assets",
    "comments",
    pytest.param("cdn", marks=pytest.mark.mockflow(unknown_routes="allow")),
    "forms",
    "pages",
    "scripts",
    "site_config",
    pytest.param("sites", marks=pytest.mark.mockflow(unknown_routes="allow")),
    "store",
    "token",
    "webhooks",
)


def command(suite: str) -> tuple[str, ...]:
    """What runs the suite of this name."""
    return ("node", "--test", "--test-reporter=spec", f"{suite}.test.mjs")


@pytest.mark.usefixtures("_installed")
@pytest.mark.parametrize("suite", SUITES)
def test_the_javascript_client_passes_its_suite(mockflow: Mockflow, suite: str, tmp_path: Path) -> None:
    """Every method that it has for the area, its typed errors, and answers that are of its types."""
    called = tmp_path / "called"
    said = run(command(suite), within=60, MOCKFLOW_CALLED=str(called), **mockflow.env())
    SEEN.methods.update(f"javascript {name}" for name in called.read_text("utf-8").split())
    assert "fail 0" in said
    assert "skipped 0" in said
