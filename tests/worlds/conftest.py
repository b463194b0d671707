"""A process of worlds, for the tests of many of them."""

import pytest

from mockflow import Mockflow
from tests.worlds.several import Process


@pytest.fixture
def process(mockflow: Mockflow) -> Process:
    return Process(mockflow)
