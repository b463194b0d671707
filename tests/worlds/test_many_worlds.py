"""Many worlds on one server answer as many servers of one world do."""

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import Any

import httpx
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from mockflow import Mockflow
from tests.worlds import acts
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
    """Each does what it is for: its first call in a fresh world succeeds, but where it is about refusals."""
    with Mockflow(clock=NOON) as mock, client(mock) as http:
        refused = []
        for act in ACTS:
            mock.reset()
            caller = Caller(http, "default")
            act(caller, 6)
            refused += [act.__name__ for note in caller.notes[:1] if note[1] >= 400]
        assert refused == ["create_wrong", "refused"]


ITS_OWN = {acts.reset, acts.hook, acts.look_at_deliveries, acts.look_at_journal, acts.hammer}
"""Acts that show what a fork begins anew: history, journal, deliveries, rate windows, and what it is reset to."""
FORKED = [at for at, act in enumerate(ACTS) if act not in ITS_OWN]
FORK_STEPS = st.lists(st.tuples(st.just(0), st.sampled_from(FORKED), st.integers(0, 20)), min_size=5, max_size=25)


@settings(max_examples=10, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=SLOW)
@given(FORK_STEPS, FORK_STEPS)
def test_a_fork_goes_on_as_its_origin_would(before: list[Step], after: list[Step]) -> None:
    """And what is done in it leaves the origin as it was."""
    with Mockflow(clock=NOON, rate_limit=False) as mock, client(mock) as http:
        origin = Caller(http, "default")
        played([origin], before)
        world = mock._worlds.default  # noqa: SLF001 - the state itself
        state, told = world.state, [http.get(f"/_mockflow/{what}").text for what in ("clock", "quirks", "tokens")]
        assert http.put("/_mockflow/worlds/world-0", json={"from": "default"}).status_code == 201
        fork = Caller(http, "world-0")
        fork.made = {kind: list(ids) for kind, ids in origin.made.items()}
        played([fork], after)
        assert world.state is state
        assert told == [http.get(f"/_mockflow/{what}").text for what in ("clock", "quirks", "tokens")]
        origin.notes.clear()
        played([origin], after)
        assert answers(fork) == answers(origin)
        assert mock.failures() == []


def answers(caller: Caller) -> list[Any]:
    """What was noted, without the ids that a journal gives its calls."""
    return [(method, status, REQUEST_ID.sub("", body)) for method, status, _, body in caller.notes]


REQUEST_ID = re.compile(r"req-\d{6}")
