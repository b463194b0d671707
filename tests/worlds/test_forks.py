"""Forks: a world that goes on from where another one is or was, and leaves that one as it is."""

from typing import Any

import pytest

from mockflow.worlds import history
from tests.support import error
from tests.worlds.several import NOON, Process

pytestmark = pytest.mark.mockflow(clock=NOON)
SEEDED = 14


def origin(process: Process) -> dict[str, Any]:
    """The default world with three posts more: commits 1 to 3."""
    made: dict[str, Any] = process.control("GET", "/worlds/default").json()
    for name in ("One", "Two", "Three"):
        process.post(made, name)
    return made


@pytest.mark.parametrize(
    ("point", "names"),
    [
        ("default", ["One", "Two", "Three"]),
        ("default@3", ["One", "Two", "Three"]),
        ("default@2", ["One", "Two"]),
        ("default@0", []),
    ],
)
def test_a_fork_has_the_state_of_a_commit(process: Process, point: str, names: list[str]) -> None:
    """Of the last one without a number; 0 is the seed. The ids are the origin's, and its history begins empty."""
    made = origin(process)
    fork = process.put("pw-0", **{"from": point})
    assert process.names(fork)[:-SEEDED] == names[::-1]
    assert process.ids("pw-0") == process.ids("default")
    assert fork["sites"] == made["sites"]
    assert process.http.get(f"{fork['controlUrl']}/requests").json()["requests"][:-1] == []
    world = process.mock._worlds.find("pw-0")  # noqa: SLF001 - history has no door here
    assert world is not None
    assert (len(world.history), world.state.version) == (0, 0)


def test_a_fork_and_its_origin_go_their_own_ways(process: Process) -> None:
    """What is written, minted, turned or moved in one is not so in the other."""
    made = origin(process)
    fork = process.put("pw-0", **{"from": "default"})
    process.post(fork, "Only in the fork")
    process.post(made, "Only in the origin")
    process.http.post(f"{fork['controlUrl']}/clock/advance", json={"seconds": 3600})
    process.http.put(f"{fork['controlUrl']}/quirks", json={"publish_limit": "off"})
    minted = process.http.post(f"{fork['controlUrl']}/tokens", json={}).json()["token"]
    assert process.names(made)[:4] == ["Only in the origin", "Three", "Two", "One"]
    assert process.names(fork)[:4] == ["Only in the fork", "Three", "Two", "One"]
    assert process.http.get(f"{made['controlUrl']}/clock").json()["now"] == "2026-01-15T12:00:00.000Z"
    assert process.http.get(f"{made['controlUrl']}/quirks").json()["publish_limit"] == "on"
    assert process.call(made, "GET", "/sites", minted).status_code == 401


def test_new_ids_go_on_from_the_fork(process: Process) -> None:
    """Origin and fork give the next record the same id at the same time: nobody told them apart yet."""
    made = origin(process)
    fork = process.put("pw-0", **{"from": "default"})
    assert process.post(fork, "Four") == process.post(made, "Four")


def test_a_fork_keeps_the_tokens_of_its_origin(process: Process) -> None:
    """Minted ones keep their name and get the suffix of their new world; what was given as it is stays as it is."""
    made = origin(process)
    for wanted in ({"name": "agent"}, {"token": "literal-value"}, {"expiresIn": 60}):
        process.http.post(f"{made['controlUrl']}/tokens", json=wanted)
    fork = process.put("pw-0", **{"from": "default"})
    further = process.put("pw-1", **{"from": "pw-0"})
    back = process.put("default", **{"from": "pw-1"})
    for world, suffix in ((fork, ".pw-0"), (further, ".pw-1"), (back, "")):
        listed = process.http.get(f"{world['controlUrl']}/tokens").json()["tokens"]
        found = {each["name"]: each["token"] for each in listed}
        assert found["agent"] == f"agent{suffix}"
        assert found["literal-value"] == "literal-value"
        assert found["mockflow-token-1"] == f"mockflow-token-1{suffix}"
        for value in (found["agent"], "literal-value", found["mockflow-token-1"], world["tokens"]["site"]):
            assert process.call(world, "GET", "/sites", value).status_code == 200
        assert process.call(world, "GET", "/sites", "expired").status_code == 401
    assert process.call(further, "GET", "/sites", "agent.pw-0").status_code == 401
    assert process.call(fork, "GET", "/sites", "agent").status_code == 401
    again = process.http.post(f"{fork['controlUrl']}/tokens", json={}).json()["token"]
    assert again == "mockflow-token-2.pw-0"
    process.http.post(f"{fork['controlUrl']}/clock/advance", json={"seconds": 60})
    assert process.call(fork, "GET", "/sites", "mockflow-token-1.pw-0").status_code == 401


def test_a_fork_has_the_clock_of_its_origin_as_it_is_now(process: Process) -> None:
    """Standing where that stands, whichever commit is named, and running as far ahead as that where it runs."""
    origin(process)
    process.mock.clock.advance(90)
    for point in ("default", "default@1"):
        fork = process.put("pw-0", **{"from": point})
        told = process.http.get(f"{fork['controlUrl']}/clock").json()
        assert told == {"now": "2026-01-15T12:01:30.000Z", "frozen": True}
    process.control("PUT", "/clock", {"now": "2099-01-01T00:00:00Z", "frozen": False})
    fork = process.put("pw-0", **{"from": "default"})
    told = process.http.get(f"{fork['controlUrl']}/clock").json()
    assert told["now"].startswith("2099-01-01T00:0")
    assert told["frozen"] is False


def test_a_reset_of_a_fork_goes_back_to_its_point(process: Process) -> None:
    """With the tokens, quirks and clock that it had there; to another seed, with those of that seed."""
    made = origin(process)
    process.http.post(f"{made['controlUrl']}/tokens", json={"name": "agent"})
    process.http.put(f"{made['controlUrl']}/quirks", json={"publish_limit": "off"})
    fork = process.put("pw-0", **{"from": "default@2"})
    control = fork["controlUrl"]
    process.post(fork, "Gone soon")
    process.http.post(f"{control}/clock/advance", json={"seconds": 5})
    process.http.put(f"{control}/quirks", json={"publish_limit": "on"})
    assert process.http.post(f"{control}/reset").status_code == 200
    assert process.names(fork)[:3] == ["Two", "One", process.names(made)[3]]
    assert process.http.get(f"{control}/quirks").json()["publish_limit"] == "off"
    assert process.http.get(f"{control}/clock").json()["now"] == "2026-01-15T12:00:00.000Z"
    assert process.call(fork, "GET", "/sites", "agent.pw-0").status_code == 200
    process.http.post(f"{control}/reset", json={"seed": "empty"})
    assert process.call(fork, "GET", "/sites", "agent.pw-0").status_code == 401
    assert process.call(fork, "GET", "/sites").json()["sites"][0]["displayName"] == "Empty"
    assert process.http.get(f"{control}/quirks").json()["publish_limit"] == "on"


def test_a_fork_takes_options_of_its_own(process: Process) -> None:
    """Plan, clock, quirks and rate limit over those of the origin, which it has where nothing is said."""
    process.put("origin", plan="enterprise", rateLimit=False)
    plain = process.put("plain", **{"from": "origin"})
    changed = process.put(
        "changed",
        **{"from": "origin", "plan": "cms", "rateLimit": True, "clock": "2030-01-01T00:00:00Z"},
        quirks={"publish_limit": "off"},
    )
    headers = [process.call(world, "GET", "/sites").headers for world in (plain, plain, changed)]
    told = [(each["X-RateLimit-Limit"], each["X-RateLimit-Remaining"]) for each in headers]
    assert told == [("1200", "1200"), ("1200", "1200"), ("120", "119")]
    assert process.http.get(f"{changed['controlUrl']}/clock").json()["now"] == "2030-01-01T00:00:00.000Z"
    assert process.http.get(f"{changed['controlUrl']}/quirks").json()["publish_limit"] == "off"


def test_a_world_may_be_made_anew_as_a_fork_of_itself(process: Process) -> None:
    """That is a rewind which forgets the rest."""
    made = process.put("pw-0")
    process.post(made, "One")
    process.post(made, "Two")
    process.put("pw-0", **{"from": "pw-0@1"})
    assert process.names(made)[:-SEEDED] == ["One"]


def test_a_fork_has_no_lease_but_its_own(process: Process) -> None:
    """The origin's time is not the fork's."""
    process.put("short", ttlSeconds=3600)
    process.put("fork", **{"from": "short"})
    found = process.mock._worlds.find("fork")  # noqa: SLF001 - a lease has no door
    assert found is not None
    assert found.lease is None


def test_what_cannot_be_forked_is_told(process: Process, monkeypatch: pytest.MonkeyPatch) -> None:
    """No such world, a commit to come, and one that is no longer kept, with the oldest that is; each a 404."""
    monkeypatch.setattr(history, "MOST_COMMITS", 2)
    origin(process)
    for point, said in (
        ("nope", "No world has the id nope"),
        ("Default", "No world has the id Default"),
        ("default@4", "No entry 4 is kept: the oldest is 2, the newest 3"),
        ("default@1", "No entry 1 is kept: the oldest is 2, the newest 3"),
    ):
        assert error(process.control("POST", "/worlds", {"from": point})) == (404, "resource_not_found", said)
    assert process.control("POST", "/worlds", {"from": "default@0"}).status_code == 201
    assert process.control("GET", "/health").json()["worlds"] == 2
