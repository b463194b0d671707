"""Whatever a client sends is answered in Webflow's shape, and never with a 500."""

import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest

from mockflow import Mockflow
from tests.support import Journal, error, journal_of

pytestmark = pytest.mark.mockflow(rate_limit=False, clock="2026-01-15T12:00:00Z")
NOT_FOUND = (404, "resource_not_found", "Requested resource not found")


@pytest.mark.mockflow(unknown_routes="allow")
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v2"),
        ("GET", "/v2/"),
        ("GET", "/v2/nope"),
        ("PUT", "/v2/sites"),
        ("OPTIONS", "/v2/sites"),
        ("BREW", "/v2/sites"),
        ("GET", "/v2/sites/x/y/z"),
        ("GET", "/v2/users"),
        ("GET", "/beta/sites/x/y/z"),
        ("GET", "/beta"),
        ("GET", "/cdn/v2/"),
        ("GET", "/cdn/v2/collections"),
        ("GET", "/v2//sites"),
    ],
)
def test_an_unknown_path_or_method_is_not_found(mockflow: Mockflow, method: str, path: str) -> None:
    """Within the API it is a counted 404 for a known token, and a 401 for others."""
    api = mockflow.http()
    answer = api.request(method, f"http://mockflow.test{path}")
    assert error(answer) == NOT_FOUND
    assert "X-RateLimit-Limit" in answer.headers
    assert api.request(method, f"http://mockflow.test{path}", headers={"Authorization": ""}).status_code == 401


@pytest.mark.mockflow(unknown_routes="allow")
@pytest.mark.parametrize("path", ["/", "/sites", "/v1/sites", "/v22/sites", "/favicon.ico", "/w/x"])
def test_a_path_outside_the_api_is_not_found(mockflow: Mockflow, path: str) -> None:
    """Outside the API's prefixes it is the same 404 for anyone, not counted."""
    answer = mockflow.http().get(f"http://mockflow.test{path}")
    assert error(answer) == NOT_FOUND
    assert "X-RateLimit-Limit" not in answer.headers


def test_head_answers_as_get_without_a_body(mockflow: Mockflow) -> None:
    """HEAD has the headers of GET, and a trailing slash is the same path."""
    api = mockflow.http()
    head, get = api.head("/sites"), api.get("/sites/")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == get.headers["Content-Length"] == str(len(get.content))
    assert get.headers["Content-Type"] == "application/json; charset=utf-8"


@pytest.mark.parametrize("path", ["/sites/x", f"/sites/{'g' * 24}", f"/sites/{'0' * 25}", "/sites/%00", "/sites/é"])
def test_an_id_is_24_hex_digits(mockflow: Mockflow, path: str) -> None:
    """An id of another form is a 400."""
    assert error(mockflow.http().get(path)) == (400, "validation_error", "Validation Error: Provided ID is invalid")


def test_an_id_may_be_in_capitals(mockflow: Mockflow) -> None:
    """Hex digits are the same in either case."""
    assert mockflow.http().get(f"/sites/{mockflow.site_id.upper()}").status_code == 200


@pytest.fixture
def journal(mockflow: Mockflow) -> Journal:
    return journal_of(mockflow)


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"{'a': 1}",
        b'{"a": NaN}',
        b'{"a": 1e999}',
        b'"\\ud800"',
        b"\xff\xfe",
        b"\x00",
        b"[" * 100_000,
        b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
    ],
)
def test_a_body_that_is_no_json_is_malformed(journal: Journal, body: bytes) -> None:
    """It is a 400 bad_request."""
    assert error(journal.api.post(journal.path, content=body)) == (
        400, "bad_request", "Bad Request: Request is malformed",
    )  # fmt: skip


@pytest.mark.parametrize(
    "kind", ["application/json", "Application/JSON; charset=utf-8", "application/vnd.api+json", ""]
)
def test_json_may_be_named_in_several_ways(journal: Journal, kind: str) -> None:
    """A JSON content type, or none, is read as JSON."""
    answer = journal.api.post(journal.path, content=b'{"fieldData":{"name":"x"}}', headers={"Content-Type": kind})
    assert answer.status_code == 202


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_another_content_type_is_refused_by_name(journal: Journal, kind: str) -> None:
    """A body of another type is a 400 that says which type it should be."""
    answer = journal.api.post(journal.path, content=b"a=b", headers={"Content-Type": kind})
    status, code, message = error(answer)
    assert (status, code) == (400, "bad_request")
    assert message.endswith(f"Content-Type should be application/json, found {kind.partition(';')[0]}")


def test_a_body_has_10_000_000_bytes_at_most(journal: Journal) -> None:
    """One byte more is a 413 with the code bad_request, after authentication."""
    body = b'{"fieldData":{"name":"x"}}'
    fits = body + b" " * (10_000_000 - len(body))
    assert journal.api.post(journal.path, content=fits).status_code == 202
    too_large = journal.api.post(journal.path, content=fits + b" ")
    assert error(too_large)[:2] == (413, "bad_request")
    unknown = journal.api.post(journal.path, content=fits + b" ", headers={"Authorization": "Bearer x"})
    assert unknown.status_code == 401


HOSTILE: list[Any] = [
    "\x00",
    "\u202e<script>alert(1)</script>",
    "'; DROP TABLE items; --",
    "x" * 300_000,
    10**30,
    -(2**63),
    1e308,
    True,
    None,
    [],
    {},
    [[[[]]]],
    {"$ref": "#/"},
    {"fieldData": {"name": {"name": []}}},
]


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_no_value_brings_the_double_down(journal: Journal, value: Any) -> None:
    """Any JSON value in any place is taken or refused, and never a 500."""
    import json  # noqa: PLC0415 - httpx's own encoder refuses large numbers

    fields = [field["slug"] for field in journal.api.get(journal.path.removesuffix("/items")).json()["fields"]]
    bodies: list[Any] = [value, {"items": value}, {"items": [value]}, {"fieldData": value}]
    bodies += [{"fieldData": {"name": "x"}, key: value} for key in ("isDraft", "isArchived", "cmsLocaleId", "items")]
    bodies += [{"fieldData": {"name": "x", field: value}} for field in fields]
    bodies += [{"itemIds": value}, {"itemIds": [value]}, {"items": [{"id": value}]}, {"customDomains": [value]}]
    site = f"/sites/{journal.mock.site_id}/publish"
    targets = [("POST", journal.path), ("PATCH", journal.path), ("DELETE", journal.path), ("POST", site)]
    targets += [("POST", f"{journal.path}/publish"), ("PATCH", f"{journal.path}/{journal.id('first-post')}")]
    for method, path in targets:
        for body in bodies:
            answer = journal.api.request(method, path, content=json.dumps(body))
            assert answer.status_code < 500, (method, path, body)


@pytest.mark.parametrize(
    "query", ["cmsLocaleId=,", "cmsLocaleId=%00", "name=%ff", "slug=%F0%9F", "a&b&=", "createdOn[gte]=%00"]
)
def test_no_query_brings_the_double_down(journal: Journal, query: str) -> None:
    """Any query is taken or refused, and never a 500."""
    assert journal.api.get(f"{journal.path}?{query}").status_code in {200, 400, 404}


def test_writes_of_two_threads_lose_nothing(journal: Journal, request: pytest.FixtureRequest) -> None:
    """Two threads of 1,000 writes each to one collection all arrive, and no slug is there twice."""
    request.addfinalizer(partial(sys.setswitchinterval, sys.getswitchinterval()))
    sys.setswitchinterval(0.0001)  # they take turns more often, and wait less for one another

    def write(thread: int) -> list[str]:
        api = journal.mock.http()
        made = []
        for number in range(1_000):
            name = "Same name" if number % 2 else f"Thread {thread} number {number}"
            answer = api.post(journal.path, json={"fieldData": {"name": name}})
            assert answer.status_code == 202
            made.append(answer.json()["id"])
        return made

    with ThreadPoolExecutor(2) as pool:
        ids = [item_id for made in pool.map(write, (1, 2)) for item_id in made]
    items = [item for page in range(21) for item in journal.listed(offset=page * 100)]
    slugs = [item["fieldData"]["slug"] for item in items]
    assert len(items) == len(set(slugs)) == 2_014
    assert len(ids) == 2_000
    assert set(ids) <= {item["id"] for item in items}


def test_a_failure_of_the_double_is_webflows_500(
    mockflow: Mockflow, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Anything unexpected is a 500 in Webflow's shape, is kept for the test's report, and changes nothing."""

    def fail(*_: object) -> None:
        raise RuntimeError("unexpected")

    state = mockflow._worlds.default.state  # noqa: SLF001 - the state itself is compared
    monkeypatch.setattr("mockflow.domain.slugs.slugify", fail)
    monkeypatch.setattr("mockflow.domain.field_data.slugify", fail)
    answer = journal_of(mockflow).post({"fieldData": {"name": "x"}})
    assert error(answer) == (500, "internal_error", "An Internal Error occurred")
    assert mockflow._worlds.default.state is state  # noqa: SLF001
    assert [str(failure) for failure in mockflow.failures()] == ["unexpected"]
    assert "unexpected" in caplog.text
    mockflow.reset()


@pytest.mark.mockflow(quirks={"require_write_version": "on"})
def test_writes_may_need_a_version(journal: Journal) -> None:
    """With the quirk, a write without accept-version is a 400, a read is not."""
    answer = journal.post({"fieldData": {"name": "x"}})
    assert error(answer)[:2] == (400, "unsupported_version")
    assert journal.listed()
    versioned = journal.api.post(journal.path, json={"fieldData": {"name": "x"}}, headers={"accept-version": "2.0.0"})
    assert versioned.status_code == 202


def test_a_refused_call_leaves_the_state_as_it_was(journal: Journal) -> None:
    """After any refusal the state is the very same value."""
    world = journal.mock._worlds.default  # noqa: SLF001 - the state itself is compared
    state = world.state
    journal.post({"items": [{"fieldData": {"name": "fine"}}, {"fieldData": {"name": "x", "nope": 1}}]})
    journal.delete(journal.id("first-post"), "0" * 24)
    journal.api.get(f"{journal.path}/x")
    assert world.state is state


def test_the_same_calls_give_the_same_bytes() -> None:
    """Two worlds of one seed and clock answer the same calls with the same bytes, ids included."""
    answers = []
    for _ in range(2):
        with Mockflow(clock="2026-01-15T12:00:00Z") as mock:
            journal = journal_of(mock)
            made = journal.post({"items": [{"fieldData": {"name": "Twice"}}] * 3})
            journal.publish(*[item["id"] for item in made.json()["items"]])
            answers.append((made.content, journal.api.get(journal.path).content, mock.new_token()))
    assert answers[0] == answers[1]
