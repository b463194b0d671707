"""Built-in receivers, and what they say of signatures."""

import json
from collections.abc import Callable

import httpx
import pytest

from mockflow import ControlError, Mockflow
from mockflow.delivery.sign import sign
from mockflow.worlds import sinks
from tests.delivery.hooked import Hooked

NOW = 1_768_478_400_000
BODY = b'{"triggerType":"site_publish","payload":{}}'

pytestmark = pytest.mark.mockflow(clock="2026-01-15T12:00:00Z", rate_limit=False)


@pytest.fixture
def post(mockflow: Mockflow) -> Callable[..., dict[str, object]]:
    """Posts to the sink ``a`` as anybody may, and answers what was kept."""
    base = "http://mockflow.test/_mockflow"

    def posted(body: bytes = BODY, **headers: str) -> dict[str, object]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        with httpx.Client(transport=mockflow.transport, trust_env=False) as client:
            answer = client.post(f"{base}/sink/a", content=body, headers=named)
        assert answer.status_code == 200, answer.text
        kept = mockflow.control("GET", "/sink/a")["messages"][-1]
        assert answer.json() == {"id": kept["id"], "verified": kept["verified"]}
        return dict(kept)

    return posted


def signed(key: str, at: int = NOW, body: bytes = BODY) -> dict[str, str]:
    return {"x_webflow_timestamp": str(at), "x_webflow_signature": sign(key, str(at), body)}


def test_a_sink_needs_no_server(hooked: Hooked, mockflow: Mockflow) -> None:
    """A webhook may have the URL of a built-in receiver, which keeps each message with its bytes, oldest first."""
    made = hooked.register(mockflow.sink_url("a"))
    hooked.cause("one", "deux €")
    mockflow.drain()
    one, two = mockflow.sink("a")
    assert (one.verified, two.verified) == (True, True)
    assert json.loads(two.raw_body) == two.body
    assert two.body["payload"]["fieldData"]["name"] == "deux €"
    assert (
        sign(made["secretKey"], two.headers["x-webflow-timestamp"], two.raw_body.encode())
        == (two.headers["x-webflow-signature"])
    )
    assert one.headers["x-mockflow-world"] == "default"
    assert one.at == "2026-01-15T12:00:00.000Z"
    assert mockflow.deliveries()[0].attempts[0].status == 200
    assert mockflow._reach.server is None  # type: ignore[attr-defined]  # noqa: SLF001 - that none was started is the point


def test_a_sink_is_there_for_others_too(hooked: Hooked, mockflow: Mockflow) -> None:
    """Over HTTP, at the double's own address, it takes what is posted, by whomever."""
    hooked.register(f"{mockflow.url}/_mockflow/sink/far")
    hooked.cause()
    mockflow.drain()
    assert hooked.states() == ["delivered"]
    assert [each.verified for each in mockflow.sink("far")] == [True]


@pytest.mark.parametrize("name", ["a", "a b", "é", "a%2Fb", "x" * 100, "a;b", "a+b"])
def test_a_sink_may_have_any_name(hooked: Hooked, mockflow: Mockflow, name: str) -> None:
    """Its URL has the name in the form that URLs have."""
    hooked.register(mockflow.sink_url(name))
    hooked.cause()
    mockflow.drain()
    assert len(mockflow.sink(name)) == 1


def test_a_long_name_is_refused(hooked: Hooked, mockflow: Mockflow) -> None:
    """A name has 100 characters at most: a call is a 400, and a delivery fails and says why."""
    name = "é" * 101
    with pytest.raises(ControlError, match="400 validation_error: name: expected up to 100 characters, found 101"):
        mockflow.control("POST", f"/sink/{name}", json={})
    hooked.register(mockflow.sink_url(name))
    hooked.cause()
    mockflow.drain()
    assert hooked.only().attempts[0].error == "name: expected up to 100 characters, found 101"


def test_sinks_are_bounded(mockflow: Mockflow, monkeypatch: pytest.MonkeyPatch) -> None:
    """Together they keep the last messages, by number and by bytes; the newest is kept whatever its size."""
    monkeypatch.setattr(sinks, "MOST_MESSAGES", 3)
    for name, size in (("a", 1), ("b", 2), ("a", 3), ("b", 4)):
        mockflow.control("POST", f"/sink/{name}", json="x" * size)
    assert [[each.body for each in mockflow.sink(name)] for name in ("a", "b")] == [["xxx"], ["xx", "xxxx"]]
    monkeypatch.setattr(sinks, "MOST_BYTES", 2_000)
    mockflow.control("POST", "/sink/a", json="x" * 3_000)
    assert [len(mockflow.sink(name)) for name in ("a", "b")] == [1, 0]


def test_what_is_nested_too_deeply_is_kept_as_text(mockflow: Mockflow) -> None:
    """JSON that could not be written within an answer is shown as the text that it is."""
    deep = "[" * 400 + "]" * 400
    assert mockflow.http().post("http://mockflow.test/_mockflow/sink/a", content=deep).status_code == 200
    assert mockflow.sink("a")[0].body == deep


def test_a_sink_can_be_emptied(hooked: Hooked, mockflow: Mockflow) -> None:
    """A DELETE, and a reset, forget what was received; an unknown sink is an empty one."""
    hooked.register(mockflow.sink_url("a"))
    hooked.cause()
    mockflow.drain()
    assert mockflow.control("DELETE", "/sink/a") is None
    assert mockflow.sink("a") == mockflow.sink("never") == []
    hooked.cause()
    mockflow.drain()
    mockflow.reset()
    assert mockflow.sink("a") == []


def test_a_good_signature_is_verified(
    post: Callable[..., dict[str, object]], hooked: Hooked, mockflow: Mockflow
) -> None:
    """One that the key of any webhook of the world, or the app's secret, makes over these bytes."""
    key = hooked.register("https://hooks.example.com/")["secretKey"]
    assert post(**signed(key))["verified"] is True
    assert post(**signed(mockflow.client_secret))["verified"] is True


@pytest.mark.parametrize("ago", [-300_000, -1, 1, 300_000])
def test_five_minutes_are_allowed(post: Callable[..., dict[str, object]], mockflow: Mockflow, ago: int) -> None:
    """Up to that, before or after, a stamp is fresh by the world's clock."""
    assert post(**signed(mockflow.client_secret, NOW - ago))["verified"] is True


@pytest.mark.parametrize("ago", [-300_001, 300_001, NOW - 1, NOW - NOW // 1000])
def test_more_is_stale(post: Callable[..., dict[str, object]], mockflow: Mockflow, ago: int) -> None:
    """A stamp that is older, or in seconds instead of milliseconds, is not good, whatever its signature."""
    assert post(**signed(mockflow.client_secret, NOW - ago))["verified"] is False


def test_a_bad_signature_is_told(post: Callable[..., dict[str, object]], mockflow: Mockflow) -> None:
    """Another key, other bytes, another stamp, upper case, nonsense, and a signature without a stamp."""
    good = signed(mockflow.client_secret)
    signature = good["x_webflow_signature"]
    for wrong in (
        signed("another key"),
        signed(mockflow.client_secret, body=BODY + b" "),
        {**good, "x_webflow_timestamp": str(NOW + 1)},
        {**good, "x_webflow_signature": signature.upper()},
        {**good, "x_webflow_signature": "sha256=" + signature},
        {**good, "x_webflow_signature": ""},
        {**good, "x_webflow_timestamp": ""},
        {**good, "x_webflow_timestamp": "soon"},
        {**good, "x_webflow_timestamp": "-1"},
        {**good, "x_webflow_timestamp": "9" * 5000},
        {"x_webflow_signature": signature},
    ):
        assert post(**wrong)["verified"] is False, wrong


def test_no_signature_is_neither(post: Callable[..., dict[str, object]]) -> None:
    """A message without one is kept, and is neither good nor bad; a body need not be JSON, nor even text."""
    assert post()["verified"] is None
    assert post(x_webflow_timestamp=str(NOW))["verified"] is None
    kept = post(b"\xff\x00", authorization="Bearer secret", user_agent="me")
    assert (kept["verified"], kept["body"], kept["rawBody"]) == (None, "�\x00", "�\x00")
    assert kept["headers"] == {"user-agent": "me"}
    assert post(b"")["body"] == ""
