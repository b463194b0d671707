from collections.abc import Iterator

import pytest

from mockflow import Mockflow
from tests.delivery.hooked import Hooked
from tests.delivery.receiver import Receiver


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as one:
        yield one


@pytest.fixture
def hooked(mockflow: Mockflow) -> Hooked:
    return Hooked(mockflow)
