"""Calls that a fault delays, within the process."""

import asyncio
import threading
import time
from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest

from mockflow import Mockflow
from tests.support import journal_of

NAME = {"fieldData": {"name": "late"}}
SOON = 10


def total(mock: Mockflow) -> int:
    """How many posts the journal has."""
    with mock.http(setup=True) as api:
        return int(api.get(f"/collections/{mock.id('journal')}/items").json()["pagination"]["total"])


def until(holds: Callable[[], bool]) -> None:
    """Wait until this holds; AssertionError if it does not soon."""
    deadline = time.monotonic() + SOON
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def test_a_delayed_call_waits_and_goes_on(mockflow: Mockflow) -> None:
    """It is answered as ever, only later, and the journal says how long it was held."""
    mockflow.fault("create-item", delay=0.2)
    assert seconds(lambda: journal_of(mockflow).create()) >= 0.2
    (call,) = mockflow.requests()
    assert call.duration_ms >= 200
    assert (call.status, call.decision.allowed) == (202, True)
    assert call.decision.reason == "fault-1: waited 200 ms; the call was carried out"


def test_a_delay_comes_before_whatever_else_there_is(mockflow: Mockflow) -> None:
    """An error is answered after it, too."""
    mockflow.fault(status=503, delay=0.1)
    assert seconds(lambda: mockflow.http().get("/sites")) >= 0.1
    assert mockflow.requests()[0].decision.reason == "fault-1: waited 100 ms, answered 503 instead"


def test_after_the_commit_the_answer_alone_is_late(mockflow: Mockflow) -> None:
    """The write is there long before."""
    mockflow.fault("create-item", delay=0.5, after_commit=True)
    late = threading.Thread(target=journal_of(mockflow).create)
    late.start()
    until(lambda: total(mockflow) == 15)
    assert late.is_alive()
    late.join()


def test_other_calls_go_on_meanwhile(mockflow: Mockflow) -> None:
    """A delayed write holds up neither reads nor writes."""
    fault = mockflow.fault("create-item", times=1, delay=1)
    late = threading.Thread(target=journal_of(mockflow).create)
    late.start()
    until(lambda: fault.fired == 1)
    journal_of(mockflow).create()
    assert mockflow.http().get("/sites").status_code == 200
    assert total(mockflow) == 15
    assert late.is_alive()
    late.join()
    assert total(mockflow) == 16


def test_a_client_gives_up_and_the_call_goes_on(mockflow: Mockflow) -> None:
    """Its read timeout is its own; what it asked for is done all the same, as by a server."""
    mockflow.fault("create-item", times=1, delay=0.6)
    items = f"/collections/{mockflow.id('journal')}/items"
    api = mockflow.http()
    began = time.perf_counter()
    with pytest.raises(httpx.ReadTimeout, match=r"^timed out$") as late:
        api.post(items, json=NAME, timeout=0.1)
    assert 0.1 <= time.perf_counter() - began < 0.6
    assert late.value.request.method == "POST"
    assert total(mockflow) == 14
    until(lambda: total(mockflow) == 15)
    until(lambda: len(mockflow.requests(status=202)) == 1)


def test_a_client_that_never_gives_up_waits(mockflow: Mockflow) -> None:
    """Without a timeout, or with a longer one, it gets its answer."""
    mockflow.fault(delay=0.2)
    for timeout in (None, 5):
        assert mockflow.http().get("/sites", timeout=timeout).status_code == 200


def test_a_dropped_call_can_be_delayed(mockflow: Mockflow) -> None:
    """Its connection ends after the delay, on whatever thread it is."""
    mockflow.fault(drop=True, delay=0.1)
    began = time.perf_counter()
    with pytest.raises(httpx.RemoteProtocolError, match="Server disconnected"):
        mockflow.http().get("/sites")
    assert time.perf_counter() - began >= 0.1


def test_a_delay_in_virtual_time_takes_none(mockflow: Mockflow) -> None:
    """It moves the world's clock, and so does one of five minutes."""
    mockflow.clock.freeze("2030-01-15T12:00:00Z")
    before = mockflow.clock.now()
    mockflow.fault(delay=300, times=1)
    with mockflow.virtual_time():
        assert seconds(lambda: mockflow.http().get("/sites", timeout=None)) < SOON
    assert mockflow.clock.now() - before == timedelta(seconds=300)


def test_in_virtual_time_a_client_gives_up_at_once(mockflow: Mockflow) -> None:
    """By then the call has come to its end: what a test sees next is the same each time."""
    mockflow.clock.freeze("2030-01-15T12:00:00Z")
    before = mockflow.clock.now()
    mockflow.fault("create-item", delay=30, times=1)
    items = f"/collections/{mockflow.id('journal')}/items"
    with mockflow.virtual_time(), pytest.raises(httpx.ReadTimeout):
        mockflow.http().post(items, json=NAME, timeout=10)
    assert mockflow.clock.now() - before == timedelta(seconds=30)
    assert total(mockflow) == 15


@pytest.mark.parametrize("end", ["reset", "close"])
def test_a_call_does_not_outlive_its_world(end: str) -> None:
    """Where its world ends or begins anew while it waits, it is dropped at once: the next test sees nothing of it."""
    with Mockflow() as mock:
        fault = mock.fault("create-item", delay=60)
        lost: list[Exception] = []

        def call() -> None:
            try:
                mock.http().post(f"/collections/{mock.id('journal')}/items", json=NAME, timeout=None)
            except httpx.RemoteProtocolError as error:
                lost.append(error)

        late = threading.Thread(target=call)
        late.start()
        until(lambda: fault.fired == 1)
        getattr(mock, end)()
        late.join(SOON)
        assert not late.is_alive()
        assert len(lost) == 1
        assert [call.status for call in mock.requests()] == ([] if end == "reset" else [0])
        assert total(mock) == 14


def test_a_call_in_the_event_loop_holds_up_nobody(mockflow: Mockflow) -> None:
    """While one is delayed, others are answered, and the loop runs."""
    mockflow.fault("get-site", delay=0.4)

    async def play() -> tuple[int, int]:
        async with mockflow.async_http() as api:
            late = asyncio.create_task(api.get(f"/sites/{mockflow.site_id}"))
            answered = 0
            while not late.done():
                assert (await api.get("/sites")).status_code == 200
                answered += 1
                await asyncio.sleep(0.01)
            return answered, (await late).status_code

    answered, status = asyncio.run(play())
    assert answered > 5
    assert status == 200


def test_faults_within_the_event_loop(mockflow: Mockflow) -> None:
    """Dropped, broken off, timed out, given up: as httpx tells it for any server."""

    async def play() -> list[str]:
        told: list[str] = []
        async with mockflow.async_http() as api:
            for effect in ({"drop": True}, {"truncate": 5}, {"delay": 60}):
                with mockflow.fault(**effect):
                    try:
                        await api.get("/sites", timeout=0.1)
                    except httpx.TransportError as error:
                        told.append(f"{type(error).__name__} {error.request.method}")
            with mockflow.fault(truncate=5):
                async with api.stream("GET", "/sites") as answer:
                    told.append(str(answer.status_code))
            with mockflow.fault(delay=60):
                try:
                    await asyncio.wait_for(api.get("/sites", timeout=None), 0.1)
                except TimeoutError:
                    told.append("given up")
        return told

    began = time.perf_counter()
    expected = ["RemoteProtocolError GET", "RemoteProtocolError GET", "ReadTimeout GET", "200", "given up"]
    assert asyncio.run(play()) == expected
    assert time.perf_counter() - began < SOON
