"""Webflow's official Python client, on each of the four ways to connect it to a double."""

from collections.abc import Callable, Iterator

import httpx
import pytest
from webflow.client import AsyncWebflow, Webflow
from webflow.environment import WebflowEnvironment

from mockflow import Mockflow
from tests.clients import node
from tests.clients.python_sdk import Sdk

WAYS = ("sync, in process", "sync, socket", "async, in process", "async, socket")


@pytest.fixture(params=WAYS)
def connect(request: pytest.FixtureRequest, mockflow: Mockflow) -> Iterator[Callable[[str], Sdk]]:
    """The official client of a token: for asyncio a new one for each call, since each has an event loop of its own."""
    kind = request.param
    if kind == "sync, in process":
        yield lambda token: Sdk(lambda: mockflow.sdk(token))
    elif kind == "async, in process":
        yield lambda token: Sdk(lambda: mockflow.async_sdk(token))
    elif kind == "sync, socket":
        with httpx.Client(trust_env=False) as client:
            yield lambda token: Sdk(
                lambda: Webflow(access_token=token, environment=_environment(mockflow), httpx_client=client)
            )
    else:
        yield lambda token: Sdk(
            lambda: AsyncWebflow(
                access_token=token,
                environment=_environment(mockflow),
                httpx_client=httpx.AsyncClient(trust_env=False, limits=httpx.Limits(max_keepalive_connections=0)),
            )
        )


def _environment(mock: Mockflow) -> WebflowEnvironment:
    return WebflowEnvironment(base=mock.api_url, data_api=mock.api_url, content_delivery_api=mock.api_url)


@pytest.fixture
def sdk(connect: Callable[[str], Sdk], mockflow: Mockflow) -> Sdk:
    """The official client of the site token."""
    return connect(mockflow.site_token)


@pytest.fixture(scope="session")
def _installed() -> None:
    """The packages of the JavaScript suite."""
    node.install()
