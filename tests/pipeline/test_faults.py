"""What a fault does to a call, and what is told of it."""

from typing import Any

import httpx
import pytest

from mockflow import Mockflow
from tests.support import error, journal_of

NAME = {"fieldData": {"name": "x"}}


def sites(mock: Mockflow) -> httpx.Response:
    return mock.http().get("/sites")


def total(mock: Mockflow) -> int:
    """How many posts the journal has."""
    with mock.http(setup=True) as api:
        return int(api.get(f"/collections/{mock.id('journal')}/items").json()["pagination"]["total"])


@pytest.mark.parametrize(
    ("status", "code", "message"),
    [
        (400, "bad_request", "Bad Request: Request is malformed"),
        (401, "not_authorized", "Request not authorized"),
        (403, "forbidden", "User is not authorized to perform this action"),
        (404, "resource_not_found", "Requested resource not found"),
        (408, "bad_request", "Request Timeout"),
        (409, "conflict", "Conflict: Conflict with server data"),
        (429, "too_many_requests", "Too Many Requests"),
        (500, "internal_error", "An Internal Error occurred"),
        (502, "internal_error", "Bad Gateway"),
        (503, "service_unavailable", "Service temporarily unavailable. Please try again later."),
        (504, "internal_error", "Gateway Timeout"),
        (599, "internal_error", "An Internal Error occurred"),
    ],
)
def test_an_error_has_webflows_usual_words(mockflow: Mockflow, status: int, code: str, message: str) -> None:
    """A status has the code and message that Webflow's API answers it with, in the usual shape."""
    mockflow.fault(status=status)
    answer = sites(mockflow)
    assert error(answer) == (status, code, message)
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    assert answer.headers["X-Request-Id"] == mockflow.requests()[-1].id
    assert answer.headers["X-RateLimit-Limit"] == "120"


@pytest.mark.parametrize(
    ("effect", "expected"),
    [
        ({"status": 500, "code": "my_code"}, (500, "my_code", "An Internal Error occurred")),
        ({"status": 400, "message": "No"}, (400, "bad_request", "No")),
        ({"status": 400, "code": "a", "message": "b"}, (400, "a", "b")),
        ({"code": "duplicate_collection"}, (409, "duplicate_collection", "Collection already exists")),
        ({"code": "validation_error"}, (400, "validation_error", "Validation Error")),
        ({"code": "my_code"}, (400, "my_code", "Bad Request: Request is malformed")),
        ({"code": "service_unavailable", "message": "c"}, (503, "service_unavailable", "c")),
    ],
)  # fmt: skip
def test_code_and_message_are_as_one_likes(mockflow: Mockflow, effect: dict[str, Any], expected: object) -> None:
    """A code without a status has its usual one, 400 where it has none."""
    mockflow.fault(**effect)
    assert error(sites(mockflow)) == expected


@pytest.mark.parametrize(
    ("given", "content", "content_type"),
    [
        ({"body": {"sites": []}}, b'{"sites":[]}', "application/json; charset=utf-8"),
        ({"body": None}, b"null", "application/json; charset=utf-8"),
        ({"body": "<html>"}, b"<html>", "text/plain; charset=utf-8"),
        ({"body": "<html>", "content_type": "text/html"}, b"<html>", "text/html"),
        ({"body": '{"sites":', "headers": {"content-type": "application/json"}}, b'{"sites":', "application/json"),
        ({"body": ""}, b"", None),
        ({"body": "", "content_type": "text/html"}, b"", None),
    ],
)
def test_a_body_of_ones_own(mockflow: Mockflow, given: dict[str, Any], content: bytes, content_type: str) -> None:
    """JSON values as JSON, text as it is; the status is the call's usual one, or as given."""
    fault = mockflow.fault("list-sites", **given)
    answer = sites(mockflow)
    assert (answer.status_code, answer.content, answer.headers.get("Content-Type")) == (200, content, content_type)
    fault.remove()
    mockflow.fault("list-sites", **given, status=418)
    assert (sites(mockflow).status_code, sites(mockflow).content) == (418, content)


def test_a_status_without_a_body(mockflow: Mockflow) -> None:
    """204 and 304 have none, also where the operation's own success is one."""
    mockflow.fault("list-sites", status=204, body="")
    answer = sites(mockflow)
    assert (answer.status_code, answer.content) == (204, b"")
    mockflow.fault("delete-item", body={"deleted": True})
    path = f"/collections/{mockflow.id('journal')}/items/{mockflow.id('journal/first-post')}"
    assert mockflow.http().delete(path).status_code == 204
    assert mockflow.item("journal/first-post").staged is not None


def test_headers_are_laid_over_the_answer(mockflow: Mockflow) -> None:
    """Alone they let the call do its work; those of the same name are replaced, in any case."""
    headers = {"x-ratelimit-REMAINING": "0", "Retry-After": "7"}
    mockflow.fault("create-item", headers=headers, content_type="application/problem+json")
    answer = journal_of(mockflow).post(NAME)
    assert answer.status_code == 202
    assert answer.headers["X-RateLimit-Remaining"] == "0"
    assert answer.headers["Retry-After"] == "7"
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert total(mockflow) == 15


def test_a_call_that_a_fault_answers_does_nothing(mockflow: Mockflow) -> None:
    """Whatever it would have written is not; it is counted, and the journal says why."""
    mockflow.fault("create-item", status=503)
    answer = journal_of(mockflow).post(NAME)
    assert total(mockflow) == 14
    (call,) = mockflow.requests()
    assert (call.operation_id, call.status, call.actor) == ("create-item", 503, "mockflow-site-token")
    assert (call.decision.allowed, call.decision.step) == (False, "fault")
    assert call.decision.reason == "fault-1: answered 503 instead"
    assert call.response_body == answer.json()
    assert answer.headers["X-RateLimit-Remaining"] == "119"
    assert sites(mockflow).headers["X-RateLimit-Remaining"] == "118"


def test_it_comes_after_the_token_and_the_limit(mockflow: Mockflow) -> None:
    """A call without a good token, over the limit, or of no route meets no fault; one without scope does."""
    fault = mockflow.fault(status=503)
    assert mockflow.http(mockflow.expired_token).get("/sites").status_code == 401
    assert mockflow.http(mockflow.new_token(["cms:read"])).get("/sites").status_code == 503
    assert fault.fired == 1
    with Mockflow(plan="starter") as mock, mock.fault(after=59, status=503) as fault:
        found = [sites(mock).status_code for _ in range(61)]
        assert found == [200] * 59 + [503, 429]
        assert fault.fired == 1


@pytest.mark.mockflow(unknown_routes="allow")
def test_what_is_no_route_meets_no_fault(mockflow: Mockflow) -> None:
    """Its 404 comes first."""
    fault = mockflow.fault(status=503)
    assert mockflow.http().get("/nowhere").status_code == 404
    assert fault.fired == 0


@pytest.mark.mockflow(clock="2026-01-15T12:00:00Z")
def test_a_limit_that_is_not_reached(mockflow: Mockflow) -> None:
    """Rate limited, a call is answered as by the plan's limit: with the seconds that are left, and uncounted."""
    assert sites(mockflow).headers["X-RateLimit-Remaining"] == "119"
    mockflow.clock.advance(20)
    with mockflow.fault(rate_limited=True):
        answer = sites(mockflow)
    assert error(answer) == (429, "too_many_requests", "Too Many Requests")
    assert answer.headers["Retry-After"] == "40"
    assert answer.headers["X-RateLimit-Limit"] == "120"
    assert answer.headers["X-RateLimit-Remaining"] == "0"
    assert sites(mockflow).headers["X-RateLimit-Remaining"] == "118"
    assert not mockflow.met_rate_limit()


@pytest.mark.mockflow(rate_limit=False)
def test_a_limit_where_there_is_none(mockflow: Mockflow) -> None:
    """Without the plan's limit too a call can be rate limited: for a minute."""
    with mockflow.fault(rate_limited=True):
        answer = sites(mockflow)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
    with mockflow.fault(rate_limited=True, headers={"Retry-After": 3}):  # type: ignore[dict-item]
        assert sites(mockflow).headers["Retry-After"] == "3"


def test_a_bare_429_tells_no_seconds(mockflow: Mockflow) -> None:
    """A status is no more than that: a client without Retry-After has to find its own wait."""
    with mockflow.fault(status=429):
        answer = sites(mockflow)
    assert answer.status_code == 429
    assert "Retry-After" not in answer.headers


def test_a_dropped_call_does_nothing(mockflow: Mockflow) -> None:
    """The caller sees its connection end; the journal has the call with the status 0, and says so."""
    mockflow.fault("create-item", drop=True)
    with pytest.raises(httpx.RemoteProtocolError, match=r"^Server disconnected without sending a response\.$"):
        journal_of(mockflow).post(NAME)
    assert total(mockflow) == 14
    (call,) = mockflow.requests()
    assert (call.status, call.response_body, call.decision.allowed) == (0, None, False)
    assert call.decision.reason == "fault-1: dropped the call"
    assert str(call).endswith("-> 0 create-item (mockflow-site-token)  fault: fault-1: dropped the call")


@pytest.mark.parametrize("drop", [False, True])
def test_after_the_commit_alone_the_answer_is_lost(mockflow: Mockflow, *, drop: bool) -> None:
    """The write happens, the caller learns nothing, and the journal has the answer that it did not get."""
    mockflow.fault("create-item", after_commit=True, drop=drop)
    with pytest.raises(httpx.RemoteProtocolError):
        journal_of(mockflow).post(NAME)
    assert total(mockflow) == 15
    (call,) = mockflow.requests(status=202)
    assert call.decision.allowed
    assert call.decision.reason == "fault-1: dropped the answer; the call was carried out"
    assert call.response_body["fieldData"]["name"] == "x"
    mockflow.assert_called("create-item", times=1, status=202)


def test_after_the_commit_the_answer_is_changed(mockflow: Mockflow) -> None:
    """With anything else said, that is what becomes of the answer, once the write has happened."""
    mockflow.fault("create-item", after_commit=True, status=500)
    assert journal_of(mockflow).post(NAME).status_code == 500
    assert total(mockflow) == 15
    (call,) = mockflow.requests()
    assert (call.status, call.decision.allowed) == (500, True)
    assert call.decision.reason == "fault-1: answered 500 instead; the call was carried out"


def test_after_the_commit_a_refused_call_is_told(mockflow: Mockflow) -> None:
    """A call that is refused has no commit: its answer is hit all the same, and the journal says at which step."""
    mockflow.fault("create-item", after_commit=True, status=500)
    assert journal_of(mockflow).post({"fieldData": {}}).status_code == 500
    (call,) = mockflow.requests()
    assert (call.status, call.decision.allowed, call.decision.step) == (500, False, "fault")
    assert call.decision.reason is not None
    assert call.decision.reason.startswith("fault-1: answered 500 instead; the call was refused, at body rules: Valid")


def test_webhooks_hear_of_a_write_whose_answer_is_lost(mockflow: Mockflow) -> None:
    """It happened; what a fault kept from happening is no event."""
    site = f"/sites/{mockflow.site_id}"
    hook = {"triggerType": "collection_item_created", "url": mockflow.sink_url("created")}
    assert mockflow.http().post(f"{site}/webhooks", json=hook).status_code == 201
    with mockflow.fault("create-item", drop=True), pytest.raises(httpx.RemoteProtocolError):
        journal_of(mockflow).post(NAME)
    mockflow.assert_delivered("collection_item_created", times=0)
    with mockflow.fault("create-item", after_commit=True), pytest.raises(httpx.RemoteProtocolError):
        journal_of(mockflow).post(NAME)
    mockflow.assert_delivered("collection_item_created", times=1)


def test_an_answer_breaks_off(mockflow: Mockflow) -> None:
    """The head announces the whole body; after the first bytes of it the connection ends. The call does its work."""
    mockflow.fault("create-item", truncate=10)
    items = f"/collections/{mockflow.id('journal')}/items"
    with mockflow.http().stream("POST", items, json=NAME) as answer:
        assert answer.status_code == 202
        length = int(answer.headers["Content-Length"])
        got: list[bytes] = []
        with pytest.raises(httpx.RemoteProtocolError) as broken:
            got.extend(answer.iter_bytes())
    assert length > 100
    assert len(b"".join(got)) == 10
    said = f"peer closed connection without sending complete message body (received 10 bytes, expected {length})"
    assert str(broken.value) == said
    assert broken.value.request.url.path.endswith("/items")
    assert total(mockflow) == 15
    (call,) = mockflow.requests()
    assert (call.status, call.decision.allowed) == (202, True)
    assert call.decision.reason == "fault-1: cut the body after 10 bytes; the call was carried out"


def test_an_answer_breaks_off_before_its_body(mockflow: Mockflow) -> None:
    """After no bytes at all; and an answer of the fault's own breaks off like any other."""
    with mockflow.fault(truncate=0), pytest.raises(httpx.RemoteProtocolError, match=r"received 0 bytes, expected \d+"):
        sites(mockflow)
    with mockflow.fault(status=503, truncate=7), pytest.raises(httpx.RemoteProtocolError, match="received 7 bytes"):
        sites(mockflow)


def test_an_answer_that_has_no_more_is_whole(mockflow: Mockflow) -> None:
    """A body that is shorter, that of a HEAD, and none at all."""
    mockflow.fault(truncate=100_000)
    assert sites(mockflow).json()["sites"]
    mockflow.control("DELETE", "/faults")
    mockflow.fault(truncate=5)
    head = mockflow.http().head("/sites")
    assert (head.status_code, head.content, int(head.headers["Content-Length"]) > 100) == (200, b"", True)
    path = f"/collections/{mockflow.id('journal')}/items/{mockflow.id('journal/first-post')}"
    assert mockflow.http().delete(path).status_code == 204


def test_a_head_can_be_dropped(mockflow: Mockflow) -> None:
    """By its own method, and by none."""
    with mockflow.fault(method="HEAD", drop=True):
        assert sites(mockflow).status_code == 200
        with pytest.raises(httpx.RemoteProtocolError):
            mockflow.http().head("/sites")


def test_the_same_faults_and_calls_have_the_same_answers() -> None:
    """Two worlds on a standing clock answer alike, bytes and journal included."""

    def play() -> list[Any]:
        told: list[Any] = []
        with Mockflow(clock="2026-01-15T12:00:00Z", rate_limit=False) as mock:
            mock.fault("create-item", probability=0.3, after_commit=True)
            mock.fault("create-item", probability=0.3, status=503, headers={"Retry-After": "2"})
            mock.fault(method="GET", after=3, times=2, truncate=50)
            mock.fault(path="/collections/*", probability=0.5, rate_limited=True)
            items = f"/collections/{mock.id('journal')}/items"
            for at in range(40):
                try:
                    made = mock.http().post(items, json={"fieldData": {"name": f"n{at}"}})
                    told.append((made.status_code, made.headers, made.content))
                    told.append(mock.http().get(items).content)
                except httpx.RemoteProtocolError as lost:
                    told.append(str(lost))
            told.append([{**call.to_dict(), "durationMs": 0} for call in mock.requests()])
        return told

    first = play()
    assert play() == first
    kinds = {each if isinstance(each, str) else type(each) for each in first[:-1]}
    assert "Server disconnected without sending a response." in kinds
    assert any(isinstance(kind, str) and "received 50 bytes" in kind for kind in kinds)
    assert {each[0] for each in first if isinstance(each, tuple)} >= {202, 429, 503}
