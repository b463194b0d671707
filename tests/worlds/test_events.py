"""The event stream, in process: what it tells, from where, and how it ends."""

import json
from threading import Thread
from time import monotonic
from typing import Any

import httpx
import pytest

from mockflow import ControlError, Mockflow
from mockflow.double.clients import IN_PROCESS
from mockflow.web import event_stream
from mockflow.worlds import faults, history, journal
from mockflow.worlds.watch import Watch
from tests.delivery.hooked import Hooked
from tests.sse import Event, read_events
from tests.support import journal_of

pytestmark = pytest.mark.mockflow(clock="2026-01-15T12:00:00Z")


@pytest.fixture
def hooked(mockflow: Mockflow) -> Hooked:
    return Hooked(mockflow)


def opened(mock: Mockflow) -> httpx.Client:
    return httpx.Client(transport=mock.transport, base_url=f"{IN_PROCESS}/_mockflow")


def answer_of(mock: Mockflow, last: str | None = None, **query: Any) -> httpx.Response:
    headers = {} if last is None else {"Last-Event-ID": last}
    with opened(mock) as client:
        return client.get("/events", params={"wait": 0, **query}, headers=headers)


def told(mock: Mockflow, last: str | None = None, **query: Any) -> list[Event]:
    answer = answer_of(mock, last, **query)
    assert answer.status_code == 200, answer.text
    return read_events(answer.text)


def kinds(found: list[Event]) -> list[str]:
    return [event.kind for event in found]


def test_the_answer_is_a_stream_that_nothing_keeps(mockflow: Mockflow) -> None:
    """It is server-sent events, which no cache and no proxy may hold back; its first frame says where it begins."""
    answer = answer_of(mockflow)
    assert answer.headers["Content-Type"] == "text/event-stream"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Accel-Buffering"] == "no"
    assert answer.text == "retry: 1000\nid: 0.0.0.0.0\n\n"


def test_everything_is_told_in_its_own_form(hooked: Hooked) -> None:
    """A commit comes right before the call that made it, deliveries as they are, each as the control plane has it."""
    mock = hooked.mock
    hooked.register(mock.sink_url("posts"))
    mock.http().get("/sites")
    hooked.cause()
    mock.drain()
    found = told(mock, since=0)
    assert kinds(found) == ["commit", "request", "request", "commit", "request", "delivery"]
    assert [event.data for event in found if event.kind == "request"] == mock.control("GET", "/requests")["requests"]
    assert [event.data for event in found if event.kind == "delivery"] == mock.control("GET", "/deliveries")[
        "deliveries"
    ]
    commits = [event.data for event in found if event.kind == "commit"]
    assert [each["n"] for each in commits] == [1, 2]
    assert commits[0]["requestId"] == found[1].data["id"]
    assert commits[1].keys() >= {"n", "at", "actor", "operationId", "summary", "requestId"}
    assert (commits[1]["actor"], commits[1]["operationId"]) == ("mockflow-site-token", "create-item")


def test_a_commit_without_a_call_is_told_too(mockflow: Mockflow) -> None:
    """What visitors do, and what a test prepares, is in the history and in no journal."""
    mockflow.submit_form("forms/contact")
    mockflow.add_item("journal", {"name": "Quiet"})
    found = told(mockflow, since=0)
    assert {event.kind for event in found} == {"commit"}
    assert found[0].data["operationId"] == "simulate-form-submission"
    assert found[0].data["requestId"] is None


def test_it_goes_on_after_any_of_its_ids(hooked: Hooked) -> None:
    """Wherever a stream breaks off, its last id leads to the rest of it."""
    hooked.register(hooked.mock.sink_url("posts"))
    hooked.cause("One", "Two", "Three")
    hooked.mock.drain()
    whole = told(hooked.mock, since=0)
    assert len(whole) == 11
    for at, event in enumerate(whole, 1):
        assert told(hooked.mock, last=event.id) == whole[at:]
        assert told(hooked.mock, since=event.id) == whole[at:]


def test_the_header_counts_before_the_query(mockflow: Mockflow) -> None:
    """A browser that connects again asks with the URL that it had, and with the header."""
    mockflow.http().get("/sites")
    (only,) = told(mockflow, since=0)
    assert told(mockflow, last=only.id, since=0) == []
    assert told(mockflow, last="", since=0) == [only]
    assert told(mockflow, last="0") == [only]


def test_without_an_id_it_begins_now(mockflow: Mockflow) -> None:
    """What was before is not told; its first frame has the id to come back to."""
    mockflow.http().get("/sites")
    assert answer_of(mockflow).text == "retry: 1000\nid: 0.1.0.0.0\n\n"


def test_some_kinds_can_be_chosen(hooked: Hooked) -> None:
    """The others are passed over, and are not told later either."""
    hooked.register(hooked.mock.sink_url("posts"))
    hooked.cause()
    hooked.mock.drain()
    found = told(hooked.mock, since=0, types="commit,delivery")
    assert kinds(found) == ["commit", "commit", "delivery"]
    assert told(hooked.mock, last=found[-1].id, types="commit,delivery") == []


def test_a_delivery_is_told_when_it_becomes_another(hooked: Hooked) -> None:
    """It comes, is tried in vain, is delivered, and is sent once more: each is news."""
    watch = Watch(hooked.world, frozenset({"delivery"}))
    states: list[tuple[str, int]] = []

    def look() -> None:
        states.extend((news.data["state"], len(news.data["attempts"])) for news in watch.news())

    hooked.register("http://127.0.0.1:9/hook")
    hooked.world.outgoing.deliveries.hold()
    hooked.cause()
    look()
    hooked.world.outgoing.deliveries.release()
    hooked.mock.drain()
    look()
    for _ in range(3):
        hooked.mock.clock.advance(600)
        look()
    look()
    assert states == [("pending", 0), ("pending", 1), ("pending", 2), ("pending", 3), ("failed", 4)]
    hooked.mock.redeliver("delivery-1")
    hooked.mock.drain()
    look()
    assert states[5:] == [("failed", 5)]


def test_a_fault_is_told_before_the_call_that_met_it(mockflow: Mockflow) -> None:
    """Each firing is an event of its own, with the call that it was for; one that is not for a call is none."""
    fault = mockflow.fault("create-item", status=500, times=1)
    posts = journal_of(mockflow)
    posts.post({"fieldData": {"name": "x"}})
    posts.create("y")
    mockflow.fault(path="/sites", delay=0.0, status=503)
    mockflow.http().get("/sites")
    found = told(mockflow, since=0)
    assert kinds(found) == ["fault", "request", "commit", "request", "fault", "request"]
    assert found[0].data == {
        "n": 1, "at": "2026-01-15T12:00:00.000Z", "faultId": fault.id, "requestId": found[1].data["id"],
    }  # fmt: skip
    assert found[4].data["n"] == 2
    assert kinds(told(mockflow, last=found[0].id, types="fault")) == ["fault"]
    for at, event in enumerate(found, 1):
        assert told(mockflow, last=event.id) == found[at:]


def test_faults_that_were_not_kept_are_counted(mockflow: Mockflow, monkeypatch: pytest.MonkeyPatch) -> None:
    """The log of firings is bounded, as all logs are."""
    monkeypatch.setattr(faults, "MOST_FIRINGS", 2)
    mockflow.fault(status=500)
    for _ in range(5):
        mockflow.http().get("/sites")
    found = told(mockflow, last="0.0.0.0.1", types="fault")
    assert [event.data.get("count") or event.data["n"] for event in found] == [2, 4, 5]
    assert [event.data["n"] for event in told(mockflow, since=0, types="fault")] == [4, 5]


def test_what_was_not_kept_is_counted(mockflow: Mockflow, monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that comes back too late is told how many of each kind it missed, and then what is kept."""
    monkeypatch.setattr(journal, "MOST_ENTRIES", 2)
    monkeypatch.setattr(history, "MOST_COMMITS", 2)
    posts = journal_of(mockflow)
    for name in "abcde":
        posts.create(name)
    found = told(mockflow, last="0.1.1.0.0")
    assert kinds(found) == ["missed", "commit", "missed", "request", "commit", "request"]
    assert [found[0].data, found[2].data] == [{"kind": "commit", "count": 2}, {"kind": "request", "count": 2}]
    assert found[1].data["n"] == 4
    assert kinds(told(mockflow, last="0.1.1.0.0", types="commit")) == ["missed", "commit", "commit"]
    assert kinds(told(mockflow, since=0)) == ["commit", "request", "commit", "request"]


def test_a_forgotten_journal_is_missed(mockflow: Mockflow) -> None:
    """Numbers go on when the journal is cleared, so that nothing is told twice and what is gone is counted."""
    mockflow.http().get("/sites")
    mockflow.control("DELETE", "/requests")
    mockflow.http().get("/sites")
    found = told(mockflow, last="0.0.0.0.0")
    assert [event.data.get("count") for event in found] == [1, None]
    assert found[1].data["id"] == "req-000002"


def test_a_world_that_began_anew_is_told_from_its_beginning(mockflow: Mockflow) -> None:
    """An id from before a reset leads to an event that says so, and to all that is kept since."""
    posts = journal_of(mockflow)
    posts.create("Old")
    (_, last) = told(mockflow, since=0)
    mockflow.reset()
    for _ in range(3):
        posts.create("New")
    found = told(mockflow, last=last.id)
    assert kinds(found) == ["reset", *(["commit", "request"] * 3)]
    assert found[0].data == {}
    assert [event.data["id"] for event in found[2::2]] == ["req-000001", "req-000002", "req-000003"]
    assert told(mockflow, last=found[0].id) == found[1:]


def test_an_id_ahead_of_the_world_is_of_another(mockflow: Mockflow) -> None:
    """A server that was started again has not come so far: all that it keeps is told."""
    mockflow.http().get("/sites")
    assert kinds(told(mockflow, last="0.70.30.5.0")) == ["reset", "request"]
    assert kinds(told(mockflow, last="9.0.0.0.0")) == ["reset", "request"]


@pytest.mark.parametrize(
    "text", ["x", "1", "1.2.3.4", "1.2.3.4.5.6", "1.2.3.4.-5", "1.2.3.4.\u0664", "1.2.3.4." + "9" * 16, "1..2.3.4"]
)
def test_an_id_that_is_none_is_refused(mockflow: Mockflow, text: str) -> None:
    """The 400 names the header or the parameter."""
    answer = answer_of(mockflow, since=text)
    assert (answer.status_code, answer.json()["code"]) == (400, "validation_error")
    assert answer.json()["message"].startswith("since: expected 0 or an id of this stream such as")
    if text.isascii():
        assert answer_of(mockflow, last=text).json()["message"].startswith("Last-Event-ID: expected 0 or an id")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"types": "request,nope"}, "types: expected some of request, commit, delivery, fault"),
        ({"types": ""}, "types: expected some of"),
        ({"limit": 0}, "limit: expected a whole number from 1 on"),
        ({"limit": "x"}, "limit: expected a whole number"),
        ({"wait": "x"}, "wait: expected a number"),
        ({"nope": 1}, "nope: expected one of the filters types, since, limit, wait"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(mockflow: Mockflow, query: dict[str, Any], said: str) -> None:
    """A parameter that is unknown or cannot be so is a 400, and takes no place among the streams."""
    for _ in range(event_stream.MOST_STREAMS + 1):
        answer = answer_of(mockflow, **query)
        assert answer.status_code == 400
        assert answer.json()["message"].startswith(said)


def test_a_stream_ends_after_so_many_events(mockflow: Mockflow) -> None:
    """With a limit it tells that many, and the next one goes on from there."""
    for _ in range(5):
        mockflow.http().get("/sites")
    first = told(mockflow, since=0, limit=2)
    assert len(first) == 2
    assert [event.data["id"] for event in told(mockflow, last=first[-1].id)] == [f"req-{n:06d}" for n in (3, 4, 5)]


def test_a_stream_ends_after_some_time(mockflow: Mockflow) -> None:
    """With a wait and nothing to tell it lasts that long, whatever else is going on."""
    began = monotonic()
    assert told(mockflow, wait=0.3) == []
    assert 0.3 <= monotonic() - began < 5


def test_what_comes_is_told_at_once(mockflow: Mockflow) -> None:
    """A stream that waits is woken by a call, and by a write that no journal has."""
    watch = Watch(mockflow._worlds.default)  # noqa: SLF001 - the watcher beneath the stream
    for act in (lambda: mockflow.http().get("/sites"), lambda: mockflow.submit_form("forms/contact")):
        assert list(watch.news()) == []
        thread = Thread(target=act)
        began = monotonic()
        thread.start()
        watch.wait(30)
        thread.join()
        assert monotonic() - began < 10
        assert len(list(watch.news())) == 1


def test_a_long_journal_is_told_piece_by_piece(mockflow: Mockflow) -> None:
    """More than a look takes at once comes complete, in order and with each commit before its call."""
    mockflow.reset(plan="enterprise")
    posts = journal_of(mockflow)
    for n in range(120):
        mockflow.http().get("/sites")
        posts.create(f"Post {n}")
    found = told(mockflow, since=0)[: 3 * 120]
    assert kinds(found) == ["request", "commit", "request"] * 120
    numbers = [tuple(map(int, event.id.split("."))) for event in found]
    assert numbers == sorted(numbers)
    assert [event.data["requestId"] for event in found[1::3]] == [event.data["id"] for event in found[2::3]]


def test_commits_come_in_order_though_calls_end_in_another(mockflow: Mockflow) -> None:
    """Where a call that wrote later is journalled first, the earlier commit still comes first."""
    posts = journal_of(mockflow)
    world = mockflow._worlds.default  # noqa: SLF001 - calls that overlap, without threads
    posts.create("First")
    posts.create("Second")
    first, second = world.journal
    world.journal.clear()
    world.journal.add(second)
    world.journal.add(first)
    found = told(mockflow, since=0)
    assert [event.data.get("n") or event.data["id"] for event in found] == [1, 2, second.id, first.id]


def test_no_credential_is_told(mockflow: Mockflow) -> None:
    """Tokens are cut out of calls as they are in the journal, with those that look real."""
    real = "ab" * 32
    mockflow.http().get("/sites", params={"a": real, "b": mockflow.site_token})
    mockflow.http("an-unknown-token").get("/sites")
    text = answer_of(mockflow, since=0).text
    assert text.count("[redacted]") >= 4
    assert real not in text
    assert "an-unknown-token" not in text
    assert f"Bearer {mockflow.site_token}" not in text


def test_hostile_text_cannot_make_an_event(hooked: Hooked) -> None:
    """Whatever a call carries, an event is one line of JSON: line breaks of every kind stay within it."""
    name = "x\n\nevent: commit\rdata: {}\r\n\u2028\u2029\x85\x00"
    hooked.journal.post({"fieldData": {"name": name}})
    answer = answer_of(hooked.mock, since=0, types="request")
    (event,) = read_events(answer.text)
    assert event.data["requestBody"]["fieldData"]["name"] == name
    lines = answer.content.split(b"\n")
    assert [line.partition(b":")[0] for line in lines] == [b"retry", b"id", b"", b"event", b"id", b"data", b"", b""]
    assert b"\r" not in answer.content


def test_streams_are_bounded(mockflow: Mockflow, monkeypatch: pytest.MonkeyPatch) -> None:
    """One more than may be open is refused with a line that says so, until one of them is closed."""
    monkeypatch.setattr(event_stream._SLOTS, "_most", 2)  # noqa: SLF001
    with opened(mockflow) as client:
        with client.stream("GET", "/events") as one, client.stream("GET", "/events"):
            assert next(one.iter_text()) == "retry: 1000\nid: 0.0.0.0.0\n\n"
            refused = client.get("/events")
            assert (refused.status_code, refused.json()["code"]) == (503, "service_unavailable")
            assert (
                refused.json()["message"]
                == "2 event streams are open already, and each takes a thread: close one of them"
            )
        assert client.head("/events").status_code == 200
        assert client.get("/events?wait=0").status_code == 200
        assert client.get("/events?limit=1&since=0&wait=0").status_code == 200
        with client.stream("GET", "/events"), client.stream("GET", "/events"):
            assert client.get("/events").status_code == 503


def test_a_stream_ends_with_its_world(mockflow: Mockflow) -> None:
    """Once the world is gone there is nothing more to wait for."""
    with opened(mockflow) as client, client.stream("GET", "/events") as stream:
        chunks = stream.iter_text()
        next(chunks)
        mockflow._worlds.default.close()  # noqa: SLF001 - as a registry does that removes it
        assert list(chunks) == []


def test_a_reset_is_told_to_who_watches(mockflow: Mockflow) -> None:
    """An open stream is told that the world began anew, and then what happens in it."""
    with opened(mockflow) as client:
        mockflow.http().get("/sites")
        with client.stream("GET", "/events") as stream:
            chunks = stream.iter_text()
            assert next(chunks) == "retry: 1000\nid: 0.1.0.0.0\n\n"
            mockflow.reset()
            assert read_events(next(chunks)) == [Event("reset", "1.0.0.0.0", {})]
            mockflow.http().get("/sites")
            (event,) = read_events(next(chunks))
            assert event.id == "1.1.0.0.0"
            assert json.dumps(event.data["path"]) == '"/v2/sites"'


def test_an_unknown_world_has_no_events(mockflow: Mockflow) -> None:
    """It is a 404, as with every call of the control plane."""
    client = mockflow.http()
    assert client.get(f"{IN_PROCESS}/w/nope/_mockflow/events?wait=0").status_code == 404
    with pytest.raises(ControlError, match="404"):
        mockflow.control("POST", "/events")


def test_nobody_watching_costs_nothing(mockflow: Mockflow) -> None:
    """A world that was never watched has no bell to ring."""
    journal_of(mockflow).create("x")
    assert mockflow._worlds.default._bell is None  # noqa: SLF001
