import pytest

from mockflow import Mockflow
from tests.areas.code import Code
from tests.areas.webhooks import Webhooks, webhooks_of
from tests.support import Journal, journal_of


@pytest.fixture
def journal(mockflow: Mockflow) -> Journal:
    return journal_of(mockflow)


@pytest.fixture
def hooks(mockflow: Mockflow) -> Webhooks:
    return webhooks_of(mockflow)


@pytest.fixture
def code(mockflow: Mockflow) -> Code:
    return Code(mockflow, mockflow.http(mockflow.app_token))
