"""Virtual time: what waits within it does not, and the world's clock has moved on."""

import asyncio
import time
from collections.abc import Iterator
from datetime import datetime, timedelta

import httpx
import pytest
from webflow.client import Webflow
from webflow.core.request_options import RequestOptions
from webflow.environment import WebflowEnvironment

from mockflow import Mockflow

STANDING = "2026-01-15T12:00:00Z"
AT_ONCE = 20.0  # far below the minute, and far above what a busy machine takes
RETRYING = RequestOptions(max_retries=2)

pytestmark = [
    pytest.mark.mockflow(clock=STANDING),
    pytest.mark.filterwarnings("ignore:mockflow. a call met:pytest.PytestWarning"),
]


@pytest.fixture(autouse=True)
def _at_once() -> Iterator[None]:
    """No test here waits, and each leaves the sleeps as they were."""
    began, sleeps = time.perf_counter(), (time.sleep, asyncio.sleep)
    yield
    assert time.perf_counter() - began < AT_ONCE
    assert (time.sleep, asyncio.sleep) == sleeps


def passed(mock: Mockflow) -> float:
    """The seconds that the world's clock has moved on."""
    return (mock.clock.now() - datetime.fromisoformat(STANDING)) / timedelta(seconds=1)


def use_up(mock: Mockflow) -> None:
    """Make every call of this minute."""
    api = mock.http()
    while api.get("/sites").status_code == 200:
        pass


def test_a_sleep_moves_the_clock(mockflow: Mockflow) -> None:
    """``time.sleep`` returns at once, and the world's clock has moved on by as much."""
    with mockflow.virtual_time():
        time.sleep(3600)
        time.sleep(0.5)
        time.sleep(0)
        time.sleep(True)  # noqa: FBT003 - a whole number, as time.sleep takes it
    assert passed(mockflow) == 3601.5


def test_a_sleep_of_asyncio_moves_the_clock(mockflow: Mockflow) -> None:
    """``asyncio.sleep`` yields to other tasks, hands on its result, and moves the clock."""
    order: list[str] = []

    async def other() -> None:
        order.append("other")

    async def main() -> str:
        task = asyncio.create_task(other())
        said = await asyncio.sleep(7200, "slept")
        order.append("main")
        await task
        await asyncio.sleep(0)
        await asyncio.sleep(-1)
        return said

    with mockflow.virtual_time():
        assert asyncio.run(main()) == "slept"
    assert order == ["other", "main"]
    assert passed(mockflow) == 7200


def test_a_negative_sleep_is_refused(mockflow: Mockflow) -> None:
    """As ``time.sleep`` itself does, and the clock stands."""
    with mockflow.virtual_time(), pytest.raises(ValueError, match="sleep length must be non-negative"):
        time.sleep(-1)
    assert passed(mockflow) == 0


def test_sleeps_are_real_again_after_an_error(mockflow: Mockflow) -> None:
    """Whatever ends the block, ``time.sleep`` and ``asyncio.sleep`` are the ones from before."""
    before = time.sleep, asyncio.sleep
    with pytest.raises(KeyError, match="False, False"), mockflow.virtual_time():
        raise KeyError(time.sleep is before[0], asyncio.sleep is before[1])
    assert (time.sleep, asyncio.sleep) == before
    time.sleep(0.001)
    assert passed(mockflow) == 0


def test_worlds_within_each_other_take_turns(mockflow: Mockflow) -> None:
    """The inner block's world moves; after it the outer one's does again."""
    with mockflow.virtual_time():
        time.sleep(1)
        with Mockflow(clock=STANDING) as inner, inner.virtual_time():
            time.sleep(10)
        time.sleep(2)
    assert (passed(mockflow), passed(inner)) == (3, 10)


@pytest.mark.mockflow(clock="real")
def test_a_running_clock_moves_too(mockflow: Mockflow) -> None:
    """On the real clock a sleep adds to the time that passes by itself."""
    began = mockflow.clock.now()
    with mockflow.virtual_time():
        time.sleep(86_400)
    assert mockflow.clock.now() - began >= timedelta(days=1)


@pytest.mark.mockflow(plan="starter")
def test_the_official_client_passes_the_minute(mockflow: Mockflow) -> None:
    """It meets a 429 with ``Retry-After: 60``, waits as it is told, tries again, and is answered, all at once."""
    use_up(mockflow)
    with mockflow.virtual_time():
        listed = mockflow.sdk().sites.list(request_options=RETRYING)
    assert listed.sites
    assert passed(mockflow) == 60
    assert [call.status for call in mockflow.requests()[-2:]] == [429, 200]


@pytest.mark.mockflow(plan="starter")
def test_the_official_async_client_passes_the_minute(mockflow: Mockflow) -> None:
    """The same for asyncio."""
    use_up(mockflow)
    with mockflow.virtual_time():
        listed = asyncio.run(mockflow.async_sdk().sites.list(request_options=RETRYING))
    assert listed.sites
    assert passed(mockflow) == 60
    assert [call.status for call in mockflow.requests()[-2:]] == [429, 200]


@pytest.mark.mockflow(plan="starter")
def test_the_official_client_passes_it_over_a_socket(mockflow: Mockflow) -> None:
    """A server that runs in this process goes on answering while sleeps are virtual."""
    base = mockflow.api_url
    environment = WebflowEnvironment(base=base, data_api=base, content_delivery_api=base)
    use_up(mockflow)
    with mockflow.virtual_time(), httpx.Client(trust_env=False) as connections:
        client = Webflow(access_token=mockflow.site_token, environment=environment, httpx_client=connections)
        assert client.sites.list(request_options=RETRYING).sites
    assert passed(mockflow) == 60


@pytest.mark.mockflow(virtual_time=True)
def test_the_marker_makes_a_whole_test_virtual(mockflow: Mockflow) -> None:
    """With ``virtual_time=True`` every sleep of the test moves the clock."""
    time.sleep(600)
    assert passed(mockflow) == 600


MARKED = """
import asyncio, time
import pytest

REAL = time.sleep, asyncio.sleep

@pytest.fixture
def teardown_sees():
    yield
    assert (time.sleep, asyncio.sleep) == REAL

def moved(mock):
    before = mock.clock.now()
    time.sleep(3600)
    asyncio.run(asyncio.sleep(3600))
    return (mock.clock.now() - before).total_seconds() == 7200

def test_ini(teardown_sees, mockflow):
    assert moved(mockflow)

@pytest.mark.mockflow(virtual_time=False)
def test_marker_wins(mockflow):
    assert (time.sleep, asyncio.sleep) == REAL

def test_fails(mockflow):
    assert moved(mockflow)
    raise ValueError("wrong")

def test_without_the_fixture():
    assert (time.sleep, asyncio.sleep) == REAL
"""


def test_the_ini_option_makes_every_test_virtual(pytester: pytest.Pytester) -> None:
    """The nearest setting wins; after each test, one that failed too, the sleeps are real."""
    pytester.makeini(f"[pytest]\nmockflow_virtual_time = true\nmockflow_clock = {STANDING}")
    pytester.makepyfile(MARKED)
    pytester.runpytest_inprocess().assert_outcomes(passed=3, failed=1)
