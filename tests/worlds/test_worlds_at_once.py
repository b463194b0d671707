"""Worlds that are made anew, removed and reset while many threads call them."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from threading import Event
from typing import Any

import httpx
import pytest

from mockflow import Mockflow
from tests.worlds.several import NOON, Process

pytestmark = pytest.mark.mockflow(clock=NOON, rate_limit=False)
THREADS = 8
CHANGES = 40


@contextmanager
def called(act: Callable[[int], None]) -> Iterator[None]:
    """While the block runs, so many threads act again and again; what one of them raises is raised."""
    stop = Event()

    def run(number: int) -> int:
        for times in count(1):
            act(number)
            if stop.is_set():
                return times
        raise AssertionError

    with ThreadPoolExecutor(THREADS) as threads:
        running = [threads.submit(run, number) for number in range(THREADS)]
        try:
            yield
        finally:
            stop.set()
        assert all(each.result(30) for each in running)


@pytest.mark.parametrize("change", ["PUT", "DELETE", "reset", "fork", "another seed"])
def test_a_world_changes_under_its_callers(mockflow: Mockflow, change: str) -> None:
    """Each call is answered as in the world of before or of after, or is refused; none fails, and no one waits."""
    process = Process(mockflow)
    world, other = process.put("pw-0"), process.put("pw-1")
    items = f"/collections/{process.ids('pw-0')['journal']}/items"
    sink = f"http://mockflow.test/w/pw-0/_mockflow/sink/{change[0]}"
    hook = {"triggerType": "collection_item_created", "url": sink}
    seeds = count()

    def act(number: int) -> None:
        answers = [
            process.call(world, "POST", f"/sites/{world['sites'][0]['id']}/webhooks", json=hook),
            process.call(world, "POST", items, json={"fieldData": {"name": f"Crossing {number}"}}),
            process.call(world, "GET", items),
            process.http.get(f"{world['controlUrl']}/requests?limit=1"),
            process.http.get(f"{world['controlUrl']}/deliveries"),
            process.http.post(f"{world['controlUrl']}/tokens", json={}),
        ]
        allowed = {200, 201, 202, 400, 401, 404}
        assert {answer.status_code for answer in answers} <= allowed, [answer.text[:300] for answer in answers]
        assert "Crossing" not in process.call(other, "GET", items).text

    def alter() -> httpx.Response:
        if change == "DELETE":
            process.control("DELETE", "/worlds/pw-0")
            return process.control("POST", "/worlds", {"id": "pw-0"})
        if change == "fork":
            return process.control("PUT", "/worlds/pw-0", {"from": "pw-0"})
        body: dict[str, Any] = {"seed": ["demo", "empty"][next(seeds) % 2]} if change == "another seed" else {}
        if change == "PUT":
            return process.control("PUT", "/worlds/pw-0")
        return process.http.post(f"{world['controlUrl']}/reset", json=body)

    with called(act):
        for _ in range(CHANGES):
            assert alter().status_code in {200, 201}
    assert mockflow.failures() == []
    assert process.call(world, "GET", "/sites").status_code == 200


def test_worlds_are_made_and_removed_at_once(mockflow: Mockflow) -> None:
    """Threads that make and remove worlds of their own, and fight over one, leave exactly those that must be there."""
    process = Process(mockflow)

    def act(number: int) -> None:
        mine = process.control("POST", "/worlds", {})
        assert mine.status_code == 201
        process.post(mine.json(), "Mine")
        assert process.names(mine.json())[:2] == ["Mine", process.names(process.put("quiet"))[0]]
        assert process.control("DELETE", f"/worlds/{mine.json()['id']}").status_code == 204
        shared = [process.control("PUT", "/worlds/shared"), process.control("POST", "/worlds", {"id": "shared"})]
        assert {answer.status_code for answer in shared} <= {200, 201, 409}
        assert process.control("DELETE", "/worlds/shared").status_code in {204, 404}
        assert process.control("GET", "/worlds").status_code == 200
        assert number < THREADS

    with called(act):
        for _ in range(CHANGES // 4):
            assert process.control("GET", "/health").status_code == 200
    listed = {world["id"] for world in process.control("GET", "/worlds").json()["worlds"]}
    assert listed - {"shared"} == {"default", "quiet"}
    assert mockflow.failures() == []
