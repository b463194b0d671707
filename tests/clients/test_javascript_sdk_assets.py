"""Webflow's official JavaScript client, unchanged, uploads to the double: runs ``javascript/assets.test.mjs``."""

import pytest

from mockflow import Mockflow
from tests.clients.node import run
from tests.clients.test_javascript_sdk import SUITE

ASSETS = (*SUITE[:-1], "assets.test.mjs")


@pytest.mark.usefixtures("_installed")
def test_the_javascript_client_uploads(mockflow: Mockflow) -> None:
    """Its helper creates an asset, sends the form as it renames its fields, and tells what the store refuses."""
    said = run(ASSETS, within=60, **mockflow.env())
    assert "pass 3" in said
    assert "fail 0" in said
