"""Many worlds on one server answer as many servers of one world do."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import Any

import httpx
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from mockflow import Mockflow
from tests.worlds.acts import ACTS, Caller
from tests.worlds.several import NOON

WORLDS = 8
STEPS = st.tuples(st.integers(0, WORLDS - 1), st.integers(0, len(ACTS) - 1), st.integers(0, 20))
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
Step = tuple[int, int, int]


def client(mock: Mockflow) -> httpx.Client:
    return httpx.Client(transport=mock.transport, base_url="http://mockflow.test", trust_env=False)


@contextmanager
def together() -> Iterator[list[Caller]]:
    """Callers of worlds of one process."""
    with Mockflow(clock=NOON) as mock, client(mock) as http:
        for number in range(WORLDS):
            assert http.put(f"/_mockflow/worlds/world-{number}").status_code == 201
        yield [Caller(http, f"world-{number}") for number in range(WORLDS)]
        assert mock.failures() == []
        assert mock.requests() == []


@contextmanager
def alone() -> Iterator[list[Caller]]:
    """As many callers, each of the one world of a process of its own."""
    with ExitStack() as opened:
        mocks = [opened.enter_context(Mockflow(clock=NOON)) for _ in range(WORLDS)]
        yield [Caller(opened.enter_context(client(mock)), "default") for mock in mocks]


def played(callers: Sequence[Caller], steps: Sequence[Step]) -> list[Any]:
    """What each caller noted, once the steps were taken in this order."""
    for caller, act, n in steps:
        ACTS[act](callers[caller], n)
    return [caller.notes for caller in callers]


@settings(max_examples=8, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=SLOW)
@given(st.lists(STEPS, min_size=40, max_size=80))
def test_worlds_of_one_server_are_as_servers_of_one_world(steps: list[Step]) -> None:
    """Whatever is done in which world, in whatever order: status, headers and bytes are the same."""
    with together() as one, alone() as many:
        assert played(one, steps) == played(many, steps)


def test_so_they_are_under_threads() -> None:
    """Each world has its own thread, and every act is done in each, begun at another place."""
    scripts = [
        [(number, (number * 5 + at) % len(ACTS), at % 21) for at in range(len(ACTS))] for number in range(WORLDS)
    ]
    with together() as one, alone() as many, ThreadPoolExecutor(WORLDS) as threads:
        for running in [threads.submit(played, one, script) for script in scripts]:
            running.result(120)
        for script in scripts:
            played(many, script)
        for shared, own in zip(one, many, strict=True):
            assert shared.notes == own.notes


def test_every_act_is_one() -> None:
    """Each succeeds somewhere: its first call in a fresh world is no refusal, but for those that are to be refused."""
    with Mockflow(clock=NOON) as mock, client(mock) as http:
        refusals = {"create_wrong", "refused"}
        for act in ACTS:
            mock.reset()
            caller = Caller(http, "default")
            act(caller, 0)
            assert [note[1] < 400 for note in caller.notes[:1] if isinstance(note, tuple)] != [False] or (
                act.__name__ in refusals
            ), (act.__name__, caller.notes[0])
