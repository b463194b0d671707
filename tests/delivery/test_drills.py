"""Webhook drills: receivers good and bad, and the report cards that they get."""

import json
import socket
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from mockflow import ControlError, DrillReport, Mockflow
from mockflow.delivery.sign import is_signed
from mockflow.web import drilling
from mockflow.worlds.drill_kinds import KINDS
from tests.delivery.hooked import Hooked
from tests.delivery.receiver import Receiver, hanging, resetting, silent, status

NOW = 1_768_478_400_000
FIVE_MINUTES = 300_000
KEY = "mockflow-client-secret"
NAMES = [kind.name for kind in KINDS]
REFUSED = [kind.name for kind in KINDS if kind.expected == "refused"]

pytestmark = pytest.mark.mockflow(clock="2026-01-15T12:00:00Z")

Judge = Callable[[dict[str, str], bytes], int]


def judged(judge: Judge) -> Callable[[Receiver, BaseHTTPRequestHandler], None]:
    """An answer whose status depends on what came."""

    def answer(receiver: Receiver, request: BaseHTTPRequestHandler) -> None:
        last = receiver.received[-1]
        status(judge(last.headers, last.body))(receiver, request)

    return answer


def verifying(key: str = KEY, now: int = NOW, *, tolerance: float = FIVE_MINUTES, bad: int = 401) -> Judge:
    def judge(headers: dict[str, str], body: bytes) -> int:
        stamp, signature = headers.get("x-webflow-timestamp", "0"), headers.get("x-webflow-signature", "")
        is_fresh = abs(now - int(stamp)) <= tolerance
        return 200 if is_fresh and is_signed(key, stamp, body, signature) else bad

    return judge


def failed(report: DrillReport) -> list[str]:
    return [each.kind for each in report.failed]


def test_a_good_receiver_passes_every_drill(mockflow: Mockflow, receiver: Receiver) -> None:
    """One that verifies bytes, key and age passes, and is told so in a sentence each."""
    receiver.answer(judged(verifying()))
    report = mockflow.drill(receiver.url)
    assert report.passed, str(report)
    assert report.failed == ()
    assert [each.kind for each in report.drills] == NAMES
    assert [each.said for each in report.drills] == [kind.good for kind in KINDS]
    assert report.signed_with == "the app's client secret"
    assert report.url == receiver.url
    assert str(report).count("passed  ") == len(NAMES)
    (slow,) = (each for each in report.drills if each.kind == "slow")
    assert slow.attempts[0].duration_ms > 1_500
    assert report.to_dict() == mockflow_form(report)


def mockflow_form(report: DrillReport) -> dict[str, Any]:
    keys = ("kind", "expected", "passed", "attempts", "said")
    cards = [dict(zip(keys, (d.kind, d.expected, d.passed, [a.to_dict() for a in d.attempts], d.said), strict=True))
             for d in report.drills]  # fmt: skip
    return {"url": report.url, "signedWith": report.signed_with, "passed": report.passed, "drills": cards}


def test_what_is_sent_is_what_the_drill_says(mockflow: Mockflow, receiver: Receiver) -> None:
    """Each kind breaks one thing and nothing else, and every body is an event in Webflow's shape."""
    mockflow.drill(receiver.url)
    sent = dict(zip([*NAMES[:6], "again", "newer", "older", *NAMES[7:]], receiver.received, strict=True))
    genuine = sent["genuine"]
    assert is_signed(KEY, genuine.headers["x-webflow-timestamp"], genuine.body, genuine.headers["x-webflow-signature"])
    assert genuine.headers["x-webflow-timestamp"] == str(NOW)
    assert genuine.headers["x-mockflow-world"] == "default"
    assert genuine.headers["content-type"] == "application/json"
    assert json.loads(genuine.body)["triggerType"] == "site_publish"
    assert json.loads(genuine.body)["payload"]["siteId"] == mockflow.site_id
    tampered = sent["tampered"]
    assert tampered.headers["x-webflow-signature"] == genuine.headers["x-webflow-signature"]
    assert tampered.body != genuine.body
    assert sent["wrong_key"].body == genuine.body
    assert not verifies(sent["wrong_key"], KEY)
    assert sent["old_timestamp"].headers["x-webflow-timestamp"] == str(NOW - 600_000)
    assert verifies(sent["old_timestamp"], KEY)
    assert "x-webflow-signature" not in sent["missing_signature"].headers
    assert "x-webflow-timestamp" not in sent["missing_signature"].headers
    assert (sent["again"].headers, sent["again"].body) == (sent["duplicate"].headers, sent["duplicate"].body)
    newer, older = (json.loads(sent[name].body)["payload"]["publishedOn"] for name in ("newer", "older"))
    assert newer > older
    assert verifies(sent["older"], KEY)
    assert len(sent["large"].body) > 150_000
    assert "👩🏽‍🚀".encode() in sent["unicode"].body
    for each in ("slow", "unicode", "large", "newer", "duplicate"):
        assert verifies(sent[each], KEY), each


def verifies(received: Any, key: str) -> bool:
    headers = received.headers
    return is_signed(key, headers["x-webflow-timestamp"], received.body, headers["x-webflow-signature"])


def test_one_that_takes_everything_fails_where_it_should_refuse(mockflow: Mockflow, receiver: Receiver) -> None:
    """A receiver that verifies nothing is told so, drill by drill."""
    report = mockflow.drill(receiver.url)
    assert not report.passed
    assert failed(report) == REFUSED == ["tampered", "wrong_key", "old_timestamp", "missing_signature"]
    assert report.failed[0].said.startswith("It answered 200 where a 4xx was expected. Verify the signature")
    assert report.failed[0].attempts[0].status == 200


def test_one_that_refuses_everything_fails_where_it_should_take(mockflow: Mockflow, receiver: Receiver) -> None:
    """It is told what it was signed with, and that its clock may be another."""
    receiver.answer(status(401))
    report = mockflow.drill(receiver.url)
    assert failed(report) == [name for name in NAMES if name not in REFUSED]
    said = report.failed[0].said
    assert said.startswith("It answered 401 where 200 was expected. Only 200 counts as taken")
    assert "It was signed with the app's client secret." in said
    assert "The stamp is the world's time, 2026-01-15T12:00:00.000Z: the quirk webhook_timestamp=real" in said
    assert "quirk" not in report.failed[1].said


@pytest.mark.parametrize(
    ("judge", "fails"),
    [
        (verifying(tolerance=float("inf")), ["old_timestamp"]),
        (verifying(bad=500), REFUSED),
        (verifying(bad=302), REFUSED),
        (
            lambda headers, body: 204 if verifying()(headers, body) == 200 else 401,
            [n for n in NAMES if n not in REFUSED],
        ),
        (lambda headers, body: 413 if len(body) > 100_000 else verifying()(headers, body), ["large"]),
        (
            lambda headers, body: verifying()(headers, json.dumps(json.loads(body), separators=(",", ":")).encode()),
            ["unicode"],
        ),
        (
            lambda headers, body: 200 if "x-webflow-signature" not in headers else verifying()(headers, body),
            ["missing_signature"],
        ),
    ],
    ids=["no age", "crashes", "redirects", "204", "small limit", "parses first", "unsigned"],
)
def test_each_mistake_is_found(mockflow: Mockflow, receiver: Receiver, judge: Judge, fails: list[str]) -> None:
    """A receiver with one common mistake fails the drills that are about it, and passes the others."""
    receiver.answer(judged(judge))
    assert failed(mockflow.drill(receiver.url)) == fails


def test_one_that_takes_nothing_twice_fails(mockflow: Mockflow, receiver: Receiver) -> None:
    """A delivery that comes again must be answered 200 again."""
    seen: set[str] = set()

    def once(headers: dict[str, str], _: bytes) -> int:
        known = headers["x-webflow-signature"] in seen
        seen.add(headers["x-webflow-signature"])
        return 409 if known else 200

    receiver.answer(judged(once))
    report = mockflow.drill(receiver.url, kinds=["duplicate"])
    assert failed(report) == ["duplicate"]
    assert [attempt.status for attempt in report.drills[0].attempts] == [200, 409]


def test_the_key_of_a_webhook_is_used_for_its_url(hooked: Hooked, receiver: Receiver) -> None:
    """A URL that a webhook of the world has is signed for as that webhook is; its id names its key for any URL."""
    made = hooked.register(receiver.url)
    receiver.answer(judged(verifying(made["secretKey"])))
    report = hooked.mock.drill(receiver.url, kinds=["genuine", "wrong_key"])
    assert report.passed
    assert report.signed_with == f"the key of the webhook {made['id']}"
    other = f"http://{receiver.address}/other"
    assert not hooked.mock.drill(other, kinds=["genuine"]).passed
    assert hooked.mock.drill(other, secret=made["id"], kinds=["genuine"]).passed
    assert made["secretKey"] not in json.dumps(report.to_dict())


def test_a_secret_can_be_given(mockflow: Mockflow, receiver: Receiver) -> None:
    """It is used, and is told nowhere."""
    receiver.answer(judged(verifying("pässword")))
    report = mockflow.drill(receiver.url, secret="pässword", kinds=["genuine", "tampered"])
    assert report.passed
    assert report.signed_with == "the given secret"
    assert "pässword" not in json.dumps(report.to_dict(), ensure_ascii=False)


@pytest.mark.mockflow(quirks={"webhook_timestamp": "real"})
def test_a_receiver_may_go_by_the_real_clock(mockflow: Mockflow, receiver: Receiver) -> None:
    """With the quirk, stamps are real time, whatever time it is in the world."""
    receiver.answer(judged(verifying(now=int(time.time() * 1000))))
    assert mockflow.drill(receiver.url, kinds=["genuine", "old_timestamp"]).passed


def test_nothing_of_the_world_changes(hooked: Hooked, receiver: Receiver) -> None:
    """No call, no commit, no delivery, no tick of the clock; the webhook was not triggered."""
    hooked.register(receiver.url)
    before = looked_at(hooked)
    with hooked.mock.virtual_time():
        hooked.mock.drill(receiver.url)
    assert looked_at(hooked) == before
    assert len(receiver.received) == 12


def looked_at(hooked: Hooked) -> list[Any]:
    control = hooked.mock.control
    parts = [control("GET", path) for path in ("/requests", "/deliveries", "/clock", "/unmatched")]
    return [*parts, hooked.world.state, len(hooked.world.history), dict(hooked.world.outgoing.last_triggered)]


def test_nobody_there_is_found_once(mockflow: Mockflow) -> None:
    """Where the first drill meets no answer, the others are not tried."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        report = mockflow.drill(f"http://127.0.0.1:{unused.getsockname()[1]}/hook")
    assert failed(report) == NAMES
    assert report.drills[0].said.startswith("It gave no answer: ConnectError")
    assert report.drills[0].attempts[0].status is None
    assert {each.said for each in report.drills[1:]} == {"Not tried, since the receiver gave no answer before."}
    assert {each.attempts for each in report.drills[1:]} == {()}


@pytest.mark.parametrize("answer", [resetting, silent])
def test_one_that_breaks_off_gave_no_answer(mockflow: Mockflow, receiver: Receiver, answer: Any) -> None:
    """A connection that ends is told as such, and is no refusal."""
    receiver.answer(answer)
    report = mockflow.drill(receiver.url, kinds=["tampered"])
    assert failed(report) == ["tampered"]
    assert report.drills[0].said.startswith("It gave no answer: ")


def test_a_receiver_that_hangs_does_not_outlast_the_world(mockflow: Mockflow, receiver: Receiver) -> None:
    """Who drills is answered once the world is gone."""
    receiver.answer(hanging)
    found: list[DrillReport] = []
    thread = threading.Thread(target=lambda: found.append(mockflow.drill(receiver.url, kinds=["genuine"])))
    began = time.monotonic()
    thread.start()
    receiver.wait_for(1)
    mockflow._worlds.close()  # noqa: SLF001 - as a server that stops
    thread.join(20)
    assert time.monotonic() - began < 8
    assert found[0].drills[0].said == "It gave no answer: the world is gone."


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "url: expected a value, found nothing"),
        ({"url": "ftp://x/"}, "url: expected an http or https URL with a host"),
        ({"url": "http://user:pw@127.0.0.1/"}, "no credentials"),
        ({"url": "http://hooks.example.com/in"}, "expected an https URL, or http to a host that is near"),
        ({"url": "http://mockflow.test/_mockflow/sink/x"}, "url: expected a receiver of your own, found a sink"),
        (
            {"url": "https://198.51.100.7/in"},
            "url: 198.51.100.7 is not local: --webhooks local,198.51.100.7 would allow",
        ),
        ({"url": "http://169.254.169.254/in"}, "http to a host that is near"),
        ({"url": "https://169.254.169.254/in"}, "answers for machines and their keys"),
        ({"url": "http://127.0.0.1:9/", "kinds": []}, "kinds: expected some of genuine, tampered"),
        ({"url": "http://127.0.0.1:9/", "kinds": ["genuine", "nope"]}, "found nope"),
        ({"url": "http://127.0.0.1:9/", "kinds": "genuine"}, "kinds: expected a list"),
        ({"url": "http://127.0.0.1:9/", "secret": ""}, "secret: expected 1 to 1000 printable characters"),
        ({"url": "http://127.0.0.1:9/", "secret": "a\nb"}, "secret: expected 1 to 1000 printable characters"),
        ({"url": "http://127.0.0.1:9/", "secret": "x" * 1001}, "secret: expected 1 to 1000 printable characters"),
        ({"url": "http://127.0.0.1:9/", "nope": 1}, "nope: expected one of the keys"),
    ],
)
def test_what_cannot_be_drilled_is_refused(mockflow: Mockflow, body: dict[str, Any], said: str) -> None:
    """A bad field, and an address that the gate does not let out to, are a 400 that says why."""
    with pytest.raises(ControlError) as raised:
        mockflow.control("POST", "/drills", json=body)
    assert (raised.value.status, raised.value.code) == (400, "validation_error")
    assert said in raised.value.message


def test_deliveries_that_are_off_are_off_for_drills(receiver: Receiver) -> None:
    """The gate is the one that deliveries go through."""
    with Mockflow(webhooks="off") as mock, pytest.raises(ControlError, match="deliveries are off"):
        mock.drill(receiver.url)
    assert receiver.received == []


def test_drills_at_once_are_bounded(mockflow: Mockflow, receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each takes a thread: one too many is refused, and a place is free again after any end."""
    monkeypatch.setattr(drilling._SLOTS, "_most", 0)  # noqa: SLF001
    with pytest.raises(ControlError, match="503 service_unavailable: 0 receivers are being drilled"):
        mockflow.drill(receiver.url)
    monkeypatch.setattr(drilling._SLOTS, "_most", 1)  # noqa: SLF001
    for _ in range(2):
        with pytest.raises(ControlError, match="not local"):
            mockflow.drill("https://198.51.100.7/in")
        assert mockflow.drill(receiver.url, kinds=["genuine"]).passed


def test_a_world_without_a_site_can_drill(receiver: Receiver) -> None:
    """The event then tells of a site that is none."""
    with Mockflow({"mockflow": 1, "sites": []}) as mock:
        assert mock.drill(receiver.url, kinds=["genuine"]).passed
