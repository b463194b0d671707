import pytest

from mockflow import Mockflow
from tests.support import Journal, journal_of


@pytest.fixture
def journal(mockflow: Mockflow) -> Journal:
    return journal_of(mockflow)
