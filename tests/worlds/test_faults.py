"""Which calls a fault is for, when it fires, and what can be armed."""

from itertools import cycle
from typing import Any

import pytest

from mockflow import ControlError, Fault, Mockflow
from mockflow.worlds import faults
from mockflow.worlds.world import World
from tests.support import journal_of
from tests.web.guarded import API, Guarded

pytestmark = pytest.mark.mockflow(rate_limit=False)


def statuses(mock: Mockflow, calls: int) -> list[int]:
    """The statuses of so many lists of the sites."""
    api = mock.http()
    return [api.get("/sites").status_code for _ in range(calls)]


def arm(mock: Mockflow, **fault: Any) -> dict[str, Any]:
    """What the control plane answers to a fault as JSON."""
    armed: dict[str, Any] = mock.control("POST", "/faults", json=fault)
    return armed


def test_an_armed_fault_is_answered_as_it_is(mockflow: Mockflow) -> None:
    """201 with its id and how often it fired; the list shows the same, until it is removed."""
    with mockflow.http() as api:
        sent = {"match": {"operationId": "create-item"}, "effect": {"status": 503}}
        answer = api.post(f"{mockflow.url}/_mockflow/faults", json=sent)
    assert answer.status_code == 201
    fault = answer.json()
    assert fault == {**sent, "id": "fault-1", "after": 0, "times": None, "probability": None, "fired": 0}
    assert mockflow.control("GET", "/faults") == {"faults": [fault]}
    mockflow.control("DELETE", "/faults/fault-1")
    assert mockflow.control("GET", "/faults") == {"faults": []}
    with pytest.raises(ControlError, match="404 resource_not_found: No fault of this world has the id fault-1"):
        mockflow.control("DELETE", "/faults/fault-1")


def test_all_can_be_removed(mockflow: Mockflow) -> None:
    """DELETE of the list disarms every fault; ids count on."""
    arm(mockflow, match={}, effect={"status": 500})
    arm(mockflow, match={}, effect={"status": 501})
    mockflow.control("DELETE", "/faults")
    assert statuses(mockflow, 1) == [200]
    assert arm(mockflow, match={}, effect={"status": 500})["id"] == "fault-3"


def test_an_empty_match_is_every_call_of_the_api(mockflow: Mockflow) -> None:
    """And none of the control plane, nor a test's own preparation."""
    fault = mockflow.fault(status=500)
    for path in ("/sites", f"/collections/{mockflow.id('journal')}/items"):
        assert mockflow.http().get(path).status_code == 500
    assert mockflow.http(setup=True).get("/sites").status_code == 200
    assert mockflow.item(mockflow.add_item("journal", {"name": "x"})).state == "published"
    assert mockflow.control("GET", "/health")["status"] == "ok"
    assert fault.fired == 2


@pytest.mark.parametrize(
    ("match", "hit"),
    [
        ({"operation_id": "list-sites"}, {"sites"}),
        ({"method": "post"}, {"create"}),
        ({"path": "/v2/sites"}, {"sites"}),
        ({"path": "/sites"}, {"sites"}),
        ({"path": "/collections/*"}, {"items", "create"}),
        ({"path": "*/items"}, {"items", "create"}),
        ({"path": "/s[i]te?"}, {"sites"}),
        ({"path": "sites"}, set()),
        ({"actor": "mockflow-site-token"}, {"sites", "items", "create"}),
        ({"actor": "mockflow-app-token"}, set()),
        ({"method": "GET", "path": "/collections/*"}, {"items"}),
        ({"method": "GET", "path": "/collections/*", "actor": "x"}, set()),
        ({"operation_id": "list-sites", "method": "POST"}, set()),
    ],
)
def test_all_of_a_match_must_hold(mockflow: Mockflow, match: dict[str, str], hit: set[str]) -> None:
    """An operation, a method, a path as a glob with or without /v2 whose * crosses /, and a token's name."""
    mockflow.fault(**match, status=503)  # type: ignore[arg-type]
    api, items = mockflow.http(), f"/collections/{mockflow.id('journal')}/items"
    found = {
        "sites": api.get("/sites").status_code,
        "items": api.get(items).status_code,
        "create": api.post(items, json={"fieldData": {"name": "x"}}).status_code,
    }
    assert {name for name, status in found.items() if status == 503} == hit


def test_it_lets_some_pass_and_then_fires_so_often(mockflow: Mockflow) -> None:
    """``after`` matching calls pass, ``times`` are hit, the rest pass; calls that do not match count for nothing."""
    fault = mockflow.fault("list-sites", after=2, times=2, status=503)
    mockflow.http().get(f"/sites/{mockflow.site_id}")
    assert statuses(mockflow, 6) == [200, 200, 503, 503, 200, 200]
    assert fault.fired == 2


def test_it_fires_always_by_default(mockflow: Mockflow) -> None:
    """Without ``times`` there is no end to it."""
    mockflow.fault(after=1, status=503)
    assert statuses(mockflow, 5) == [200, 503, 503, 503, 503]


def test_the_first_that_fires_wins(mockflow: Mockflow) -> None:
    """Each that matched before it has seen the call; those behind it have not."""
    first = mockflow.fault(after=1, times=1, status=501)
    second = mockflow.fault(times=1, status=502)
    third = mockflow.fault(after=1, status=503)
    assert statuses(mockflow, 5) == [502, 501, 200, 503, 503]
    assert [fault.fired for fault in (first, second, third)] == [1, 1, 2]


def test_chance_is_the_same_in_every_world() -> None:
    """A probability draws from the world's own generator: equal faults and calls come out the same, resets included."""

    def outcomes(mock: Mockflow) -> list[int]:
        mock.fault(probability=0.5, times=20, status=503)
        mock.fault(probability=0.5, times=20, status=504)
        return statuses(mock, 60)

    with Mockflow(rate_limit=False) as one, Mockflow("empty", rate_limit=False) as other:
        first = outcomes(one)
        assert outcomes(other) == first
        one.reset()
        assert outcomes(one) == first
    assert first.count(503) == 20
    assert 0 < first.count(504) <= 20
    assert first != sorted(first)


@pytest.mark.parametrize(("probability", "expected"), [(0, [200] * 5), (1, [503] * 5)])
def test_chance_has_two_ends(mockflow: Mockflow, probability: float, expected: list[int]) -> None:
    """0 never fires, and 1 always does."""
    mockflow.fault(probability=probability, status=503)
    assert statuses(mockflow, 5) == expected


BODY: dict[str, Any] = {"match": {}, "effect": {"status": 500}}


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({}, "effect: expected a value, found nothing; match: expected a value, found nothing"),
        ({**BODY, "nope": 1}, "nope: expected one of the keys"),
        ({**BODY, "match": {"nope": 1}}, "match.nope: expected one of the keys actor, method, operationId, path"),
        ({**BODY, "match": {"operationId": "creat-item"}}, "creat-item; the nearest is create-item"),
        ({**BODY, "match": {"method": "BREW"}}, "match.method: expected one of GET, POST"),
        ({**BODY, "match": {"path": "x" * 1001}}, "match.path: expected up to 1000 characters"),
        ({**BODY, "match": {"actor": None}}, "match.actor: expected a string, found null"),
        ({**BODY, "after": -1}, "after: expected a whole number from 0"),
        ({**BODY, "after": 1.5}, "after: expected a whole number"),
        ({**BODY, "times": 0}, "times: expected a whole number from 1"),
        ({**BODY, "probability": 1.1}, "probability: expected a number from 0 to 1, found 1.1"),
        ({**BODY, "probability": "0.5"}, "probability: expected a number"),
        ({"match": {}, "effect": {}}, "effect: expected at least one of status, code"),
        ({"match": {}, "effect": {"drop": False}}, "effect: expected at least one of status, code"),
        ({"match": {}, "effect": {"nope": 1}}, "effect.nope: expected one of the keys"),
        ({"match": {}, "effect": {"status": 199}}, "effect.status: expected a number from 200 to 599, found 199"),
        ({"match": {}, "effect": {"status": 600}}, "effect.status: expected a number from 200 to 599"),
        ({"match": {}, "effect": {"status": 200}}, "effect.body: expected a body beside the status 200"),
        ({"match": {}, "effect": {"status": 204, "body": {}}}, 'effect.body: expected "" beside the status 204'),
        ({"match": {}, "effect": {"message": "x"}}, "effect.status: expected a status or a code beside a message"),
        ({"match": {}, "effect": {"status": 500, "body": 1, "code": "x"}}, "effect.code: expected none beside body"),
        ({"match": {}, "effect": {"drop": True, "status": 500}}, "effect.status: expected none beside drop, found 500"),
        ({"match": {}, "effect": {"drop": True, "truncate": 5}}, "effect.truncate: expected none beside drop"),
        ({"match": {}, "effect": {"drop": True, "headers": {}}}, "effect.headers: expected none beside drop"),
        ({"match": {}, "effect": {"rateLimited": True, "status": 429}}, "effect.status: expected none beside rate"),
        ({"match": {}, "effect": {"rateLimited": True, "body": ""}}, "effect.body: expected none beside rateLimited"),
        ({"match": {}, "effect": {"delayMs": 300_001}}, "effect.delayMs: expected a number from 0 to 300000"),
        ({"match": {}, "effect": {"delayMs": -1}}, "effect.delayMs: expected a number from 0"),
        ({"match": {}, "effect": {"truncate": -1}}, "effect.truncate: expected a number from 0"),
        ({"match": {}, "effect": {"code": "x" * 101, "status": 500}}, "effect.code: expected up to 100 characters"),
        ({"match": {}, "effect": {"headers": {"A b": "x"}}}, "effect.headers: expected names of headers, found A b"),
        ({"match": {}, "effect": {"headers": {"A": "x\r\nB: y"}}}, "effect.headers.A: expected up to 8000 characters"),
        ({"match": {}, "effect": {"headers": {"A": "é"}}}, "effect.headers.A: expected up to 8000 characters"),
        ({"match": {}, "effect": {"headers": {"A": " x"}}}, "effect.headers.A: expected up to 8000 characters"),
        ({"match": {}, "effect": {"headers": {"A": 5}}}, "effect.headers.A: expected a string, found 5"),
        ({"match": {}, "effect": {"headers": {"A": "1", "a": "2"}}}, "effect.headers.a: expected each name once"),
        ({"match": {}, "effect": {"headers": {"Content-Length": "5"}}}, "about the connection"),
        ({"match": {}, "effect": {"headers": {"transfer-encoding": "chunked"}}}, "about the connection"),
        ({"match": {}, "effect": {"headers": {f"a{n}": "" for n in range(101)}}}, "expected up to 100 headers"),
        ({"match": {}, "effect": {"headers": {"content-type": "a"}, "contentType": "b"}}, "effect.contentType: exp"),
        ({"match": {}, "effect": {"contentType": "a\nb"}}, "effect.contentType: expected up to 8000 characters"),
        ({"match": {}, "effect": {"body": "x" * 1_000_001}}, "effect.body: expected up to 1000000 bytes"),
    ],
)  # fmt: skip
def test_a_fault_that_cannot_be_is_refused(mockflow: Mockflow, fault: dict[str, Any], said: str) -> None:
    """It is a 400 that names the field, and the world is as it was."""
    mockflow.fault("list-sites", after=1, status=503)
    before = mockflow.control("GET", "/faults")
    with pytest.raises(ControlError) as refused:
        mockflow.control("POST", "/faults", json=fault)
    assert refused.value.status == 400
    assert said in refused.value.message
    assert mockflow.control("GET", "/faults") == before
    assert mockflow.fault(status=500).id == "fault-2"


def test_a_body_that_could_not_be_shown_is_refused(mockflow: Mockflow) -> None:
    """One that is nested more deeply than any body may be, and than the list of faults could have it."""
    deep: Any = 1
    for _ in range(300):
        deep = [deep]
    with pytest.raises(ControlError, match="400 bad_request: The body should have at most 200 levels"):
        arm(mockflow, match={}, effect={"body": deep})


def test_there_is_an_end_to_them(mockflow: Mockflow) -> None:
    """A world holds 1,000 of them, and 16 MiB."""
    assert (faults.MOST_FAULTS, faults.MOST_BYTES) == (1_000, 16 * 1024 * 1024)
    for at in range(1_000):
        arm(mockflow, match={"path": f"/nowhere/{at}/*"}, effect={"status": 500})
    with pytest.raises(ControlError, match="409 conflict: faults: expected at most 1000 faults in a world"):
        mockflow.fault(status=500)
    assert statuses(mockflow, 2) == [200, 200]
    mockflow.control("DELETE", "/faults")
    for _ in range(8):
        arm(mockflow, match={}, effect={"body": "x" * 1_000_000})
    with pytest.raises(ControlError, match="409 conflict: faults: expected at most 16777216 bytes"):
        arm(mockflow, match={}, effect={"body": "x" * 1_000_000})
    mockflow.control("DELETE", "/faults/fault-1002")
    arm(mockflow, match={}, effect={"body": "x" * 1_000_000})


def test_a_fault_is_one_worlds(mockflow: Mockflow) -> None:
    """Another world on the same server neither meets it nor lists it, nor can it be removed there."""
    worlds = mockflow._worlds  # noqa: SLF001 - a second world beside the handle's own
    worlds.make("other", worlds.default.options)
    mockflow.fault(status=503)
    other = {"X-Mockflow-World": "other"}
    api = mockflow.http()
    assert api.get("/sites").status_code == 503
    assert api.get("/sites", headers=other).status_code == 200
    control = "http://mockflow.test/w/other/_mockflow/faults"
    assert api.get(control).json() == {"faults": []}
    assert api.delete(f"{control}/fault-1").status_code == 404
    assert api.delete(control).status_code == 204
    made = api.post(control, json={"match": {}, "effect": {"status": 500}})
    assert (made.status_code, made.json()["id"]) == (201, "fault-1")
    assert [api.get("/sites", headers=each).status_code for each in ({}, other)] == [503, 500]


def test_a_reset_disarms_and_a_rewind_does_not(mockflow: Mockflow) -> None:
    """A reset takes the world back to its seed, without faults; another state changes nothing about them."""
    world = mockflow._worlds.default  # noqa: SLF001 - what a rewind does
    start = world.state
    journal_of(mockflow).create("x")
    fault = mockflow.fault("list-sites", after=1, status=503)
    assert statuses(mockflow, 1) == [200]
    with world.lock:
        world.adopt(start, actor="", operation_id="rewind", summary="")
    assert statuses(mockflow, 1) == [503]
    assert fault.fired == 1
    mockflow.reset()
    assert statuses(mockflow, 2) == [200, 200]
    assert mockflow.control("GET", "/faults") == {"faults": []}
    assert fault.fired == 1


def test_firings_are_numbered_and_bounded(mockflow: Mockflow, monkeypatch: pytest.MonkeyPatch) -> None:
    """A world keeps its last firings, each with its number, the fault, the call and the time."""
    monkeypatch.setattr(faults, "MOST_FIRINGS", 3)
    mockflow.fault(status=503)
    statuses(mockflow, 5)
    calls = mockflow.requests()
    fired_log = mockflow._worlds.default.armed().fired_log  # noqa: SLF001 - no public door shows firings yet
    assert [(each.number, each.fault_id, each.request_id) for each in fired_log] == [
        (number, "fault-1", calls[number - 1].id) for number in (3, 4, 5)
    ]


def test_the_handle_of_a_fault(mockflow: Mockflow) -> None:
    """It says what is armed, counts, is removed once or twice, and removes itself at the end of a with."""
    with mockflow.fault("list-sites", actor="mockflow-site-token", status=503, message="Away") as fault:
        assert isinstance(fault, Fault)
        assert mockflow.faults() == [fault]
        assert statuses(mockflow, 2) == [503, 503]
        assert fault.fired == 2
    assert statuses(mockflow, 1) == [200]
    assert mockflow.faults() == []
    fault.remove()
    assert fault.fired == 2
    assert fault.to_dict() == {
        "id": "fault-1",
        "match": {"operationId": "list-sites", "actor": "mockflow-site-token"},
        "after": 0,
        "times": None,
        "probability": None,
        "effect": {"status": 503, "message": "Away"},
        "fired": 2,
    }
    assert str(fault) == "fault-1 (list-sites mockflow-site-token: status 503, message Away)"
    with pytest.raises(AttributeError):
        fault.id = "x"  # type: ignore[misc]


def test_faults_that_never_fired_are_told(mockflow: Mockflow) -> None:
    """Those that are armed, and those that were removed by then."""
    used, unused = mockflow.fault(times=1, status=503), mockflow.fault(after=5, status=503)
    with mockflow.fault("create-item", drop=True) as removed:
        statuses(mockflow, 2)
    assert used.fired == 1
    assert mockflow.unused_faults() == [removed, unused]


def test_a_reset_may_come_between_two_looks_at_the_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    """Faults that are gone at the second look are no failure of the double."""
    double = Guarded()
    armed = faults.Faults()
    looks = cycle([armed, None])
    monkeypatch.setattr(World, "faults", property(lambda _: next(looks), lambda *_: None), raising=False)
    assert double.client.get("/v2/sites", headers=API).status_code == 200
    assert double.client.delete("/_mockflow/faults").status_code == 204
    assert not double.worlds.may_wait()
