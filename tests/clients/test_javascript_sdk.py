"""Webflow's official JavaScript client, unchanged, on the double: runs ``javascript/cms.test.mjs``."""

import pytest

from mockflow import Mockflow
from tests.clients.node import run

SUITE = ("node", "--test", "--test-reporter=spec", "cms.test.mjs")


@pytest.mark.usefixtures("_installed")
@pytest.mark.filterwarnings("ignore:mockflow:pytest.PytestWarning")  # it fills the rate limit on purpose
def test_the_javascript_client_passes_its_suite(mockflow: Mockflow) -> None:
    """Every CMS method of the client, its typed errors, and its wait for the rate limit, which takes no real minute."""
    said = run(SUITE, within=60, **mockflow.env())
    assert "fail 0" in said
    assert "skipped 0" in said
