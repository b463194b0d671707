"""Who may use the control plane of a double that listens, and who may not."""

import json
import logging
from collections.abc import Iterator

import httpx
import pytest

from mockflow import Mockflow
from mockflow.web.control_table import CONTROLS
from mockflow.web.guard import Guard
from tests.web.guarded import ADMIN, API, KEY, TEST_HOST, Guarded, said

OPEN_TO_ALL = {("GET", "/health"), ("POST", "/sink/{name}")}


@pytest.fixture
def double() -> Iterator[Guarded]:
    made = Guarded(allowed=("mock.example", "Other.Example."), public="https://public.example:8443/")
    yield made
    made.worlds.close()


@pytest.fixture
def locked() -> Iterator[Guarded]:
    made = Guarded(admin_token=ADMIN)
    yield made
    made.worlds.close()


GOOD_HOSTS = [
    "localhost", "localhost:4020", "LocalHost.:80", "app.localhost", "127.0.0.1:4020", "10.1.2.3", "[::1]:4020",
    "[fe80::1]", "mockflow", "mockflow:4020", "my_service", "host.docker.internal:4020", "mock.example",
    "MOCK.example:9", "other.example", "other.example.", "public.example",
]  # fmt: skip
BAD_HOSTS = [
    "evil.example", "evil.example:4020", "localhost.evil.example", "127.0.0.1.evil.example", "mock.example.evil.com",
    "evilmock.example", "api.webflow.com", "0x7f.1", "127.1", "1.2.3.4.5", "[::1", "[::g]", "localhost:99999999",
    "localhost, evil.example", "localhost evil.example", "user@localhost", "localhost/x", "", ".", "..", "*",
    "host.docker.internal.evil.example", "mockflow.test", "\x01", "localhost\t.evil.example", "l" * 5_000 + ".example",
]  # fmt: skip


@pytest.mark.parametrize("host", GOOD_HOSTS)
def test_the_control_plane_answers_to_near_and_allowed_hosts(double: Guarded, host: str) -> None:
    """Loopback, addresses, single labels, the container's host, --public-url's and every --allowed-host."""
    assert double.ask({"Host": host}).status_code == 200


@pytest.mark.parametrize("host", BAD_HOSTS)
def test_the_control_plane_answers_to_no_foreign_host(double: Guarded, host: str) -> None:
    """A name that anybody could point at this machine is a 403 in one line that names the option."""
    for path in ("/_mockflow/clock", "/w/default/_mockflow/clock", "/_mockflow/health", "/_mockflow/no"):
        answer = double.ask({"Host": host}, path)
        assert said(answer) == (403, "forbidden")
        assert "--allowed-host" in answer.json()["message"]
        assert len(answer.content) < 400


OWN = "http://localhost:4020"
PAGES: list[tuple[dict[str, str], bool]] = [
    ({}, True),
    ({"Origin": OWN}, True),
    ({"Origin": "HTTP://LOCALHOST:4020"}, True),
    ({"Origin": "https://public.example:8443"}, True),
    ({"Origin": OWN, "Sec-Fetch-Site": "same-origin"}, True),
    ({"Origin": OWN, "Sec-Fetch-Site": "same-site"}, True),
    ({"Sec-Fetch-Site": "same-origin"}, True),
    ({"Sec-Fetch-Site": "none"}, True),
    ({"Origin": "http://localhost:3000"}, False),
    ({"Origin": "http://localhost"}, False),
    ({"Origin": "https://localhost:4020"}, False),
    ({"Origin": "http://127.0.0.1:4020"}, False),
    ({"Origin": "http://evil.example"}, False),
    ({"Origin": "http://public.example:8443"}, False),
    ({"Origin": "https://public.example"}, False),
    ({"Origin": "null"}, False),
    ({"Origin": ""}, False),
    ({"Origin": "file://"}, False),
    ({"Origin": f"{OWN}, http://evil.example"}, False),
    ({"Origin": "http://localhost:4020@evil.example"}, False),
    ({"Origin": "http://evil.example@localhost:4020"}, False),
    ({"Origin": "http://localhost:4020.evil.example"}, False),
    ({"Origin": "http://[::1"}, False),
    ({"Origin": "http://localhost:99999999"}, False),
    ({"Origin": "chrome-extension://abcdef"}, False),
    ({"Sec-Fetch-Site": "cross-site"}, False),
    ({"Sec-Fetch-Site": "same-site"}, False),
    ({"Sec-Fetch-Site": "Same-Origin, cross-site"}, False),
    ({"Sec-Fetch-Site": ""}, False),
    ({"Origin": OWN, "Sec-Fetch-Site": "cross-site"}, False),
]


@pytest.mark.parametrize(("headers", "may"), PAGES)
def test_the_control_plane_takes_calls_of_its_own_pages_only(
    double: Guarded, headers: dict[str, str], *, may: bool
) -> None:
    """A page of another scheme, host or port, or of none, is refused; programs send neither header."""
    host = {"Host": TEST_HOST}
    for method, path in (("GET", "/_mockflow/clock"), ("POST", "/_mockflow/reset"), ("POST", "/_mockflow/sink/x")):
        answer = double.ask({**host, **headers}, path, method)
        if may:
            assert answer.status_code in {200, 201}, answer.text
        else:
            assert said(answer) == (403, "forbidden")


def test_a_refused_call_does_nothing(double: Guarded) -> None:
    """The world of a call from a foreign page is as it was."""
    for path in ("/_mockflow/pause", "/w/default/_mockflow/pause"):
        assert double.ask({"Origin": "http://evil.example"}, path, "POST").status_code == 403
        assert double.ask({"Host": "evil.example"}, path, "POST").status_code == 403
    assert list(double.worlds.default.pauses) == []


@pytest.mark.parametrize(
    "path",
    ["/_mockflow/clock", "//_mockflow/clock", "///_mockflow/clock", "/w/default/_mockflow/clock",
     "/w/default//_mockflow/clock", "/%5fmockflow/clock", "/_mockflow/%63lock", "/_mockflow/./clock",
     "/_mockflow//clock", "/_mockflow/nope", "/_mockflow", "/_mockflow/", "/_mockflow/health/", "/_mockflow/health/x",
     "/_mockflow/sink/x", "/_mockflow/sink/../clock", "/_mockflow/sink/..%2fclock"],
)  # fmt: skip
def test_no_way_of_writing_a_path_leads_around_the_token(locked: Guarded, path: str) -> None:
    """However a path of the control plane is written, nothing behind it is told without the token."""
    for method in ("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"):
        answer = locked.ask({"X-Mockflow-World": "default", **API}, path, method)
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_every_call_asks_for_the_token_but_health_and_what_a_sink_receives(locked: Guarded) -> None:
    """A 401 in one line that names the option, for each row of the control plane; with the token it is another."""
    assert {(each.method, each.path) for each in CONTROLS} >= OPEN_TO_ALL
    for control in CONTROLS:
        path = "/_mockflow" + control.path.replace("{", "").replace("}", "")
        if "wait" in (control.query or {}):
            path += "?wait=0"  # the stream of events ends by it
        answer = locked.ask({}, path, control.method)
        if (control.method, control.path) in OPEN_TO_ALL:
            assert answer.status_code == 200
        else:
            assert said(answer) == (401, "not_authorized")
            assert "--admin-token" in answer.json()["message"]
        assert locked.ask(KEY, path, control.method).status_code not in {401, 403}


@pytest.mark.parametrize(
    "value",
    ["", "Bearer", "Bearer ", f"Basic {ADMIN}", ADMIN, f"Bearer {ADMIN}x", f"Bearer {ADMIN[:-1]}",
     f"Bearer {ADMIN.upper()}", f"Bearer {ADMIN}.default", "Bearer mockflow-site-token", "Bearer " + "x" * 100_000],
)  # fmt: skip
def test_another_token_is_refused(locked: Guarded, value: str) -> None:
    """Nothing but the token itself is taken, and the answer repeats nothing."""
    answer = locked.ask({"Authorization": value})
    assert said(answer) == (401, "not_authorized")
    assert len(answer.content) < 300


def test_the_tokens_scheme_is_in_any_case(locked: Guarded) -> None:
    """The words bearer and BEARER are the same scheme."""
    assert locked.ask({"Authorization": f"bEARER {ADMIN}"}).status_code == 200


def test_a_foreign_host_is_refused_with_the_token_too(locked: Guarded) -> None:
    """A page that holds the token is still somebody else's."""
    assert locked.ask({**KEY, "Host": "evil.example"}).status_code == 403
    assert locked.ask({**KEY, "Origin": "http://evil.example"}).status_code == 403


PREPARATIONS: list[tuple[dict[str, str], bool]] = [
    ({}, False),
    (KEY, False),
    ({"X-Mockflow-Admin": "wrong"}, False),
    ({"X-Mockflow-Admin": ADMIN}, True),
    ({"X-Mockflow-Admin": ADMIN, "Origin": "http://evil.example"}, False),
    ({"X-Mockflow-Admin": ADMIN, "Host": "evil.example"}, False),
]


@pytest.mark.parametrize(("headers", "is_preparation"), PREPARATIONS)
def test_nobody_hides_a_call_as_preparation(locked: Guarded, headers: dict[str, str], *, is_preparation: bool) -> None:
    """Where the control plane is closed to a caller, X-Mockflow-Setup means nothing: it is journalled and paused."""
    world = locked.worlds.default
    locked.ask(KEY, "/_mockflow/pause", "POST")
    sent = {**headers, "X-Mockflow-Setup": "silent", **API}
    answer = locked.ask(sent, "/v2/sites")
    assert answer.status_code == (200 if is_preparation else 403)
    assert len(list(world.journal)) == (0 if is_preparation else 1)
    if not is_preparation:
        shown = json.dumps([entry.to_dict() for entry in world.journal])
        assert ADMIN not in shown
        assert '"x-mockflow-setup": "silent"' in shown


def test_preparation_is_open_where_the_control_plane_is(double: Guarded) -> None:
    """Without an admin token whoever may call the control plane may prepare; a page of somebody else may not."""
    prepared = {**API, "X-Mockflow-Setup": "1"}
    assert (
        double.ask({**prepared, "Origin": "http://evil.example"}, "/v2/sites").headers["X-RateLimit-Remaining"] == "119"
    )
    assert double.ask(prepared, "/v2/sites").headers["X-RateLimit-Remaining"] == "120"
    assert len(list(double.worlds.default.journal)) == 1


def test_the_api_is_not_guarded(locked: Guarded) -> None:
    """Whatever the host and the origin, a call of the API is answered: clients are pointed at it by any name."""
    foreign = {"Host": "api.webflow.com", "Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"}
    assert locked.ask({**foreign, **API}, "/v2/sites").status_code == 200
    assert locked.ask({**foreign, **API}, "/w/default/v2/sites").status_code == 200


@pytest.mark.parametrize(
    "path", ["/_mockflow/clock", "/_mockflow/health", "/_mockflow/sink/x", "/v2/sites", "/v2/nope"]
)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_no_page_is_let_read_an_answer(double: Guarded, method: str, path: str) -> None:
    """Neither the API nor the control plane sends a CORS header, to a preflight neither, refused or not."""
    for origin in ("http://evil.example", "http://localhost:3000", OWN):
        asks = {"Origin": origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "x", **API}
        answer = double.ask(asks, path, method)
        assert not [name for name in answer.headers if name.lower().startswith("access-control")]
        assert method != "OPTIONS" or answer.status_code in {403, 404}


def test_the_server_of_a_handle_is_guarded_and_the_handle_is_not() -> None:
    """Over its socket a double of a test judges hosts as any other; within the process nobody is a stranger."""
    with Mockflow() as mock, httpx.Client(base_url=mock.url, trust_env=False) as client:
        assert client.get("/_mockflow/clock", headers={"Host": "evil.example"}).status_code == 403
        assert client.get("/_mockflow/clock", headers={"Origin": "http://localhost:3000"}).status_code == 403
        assert client.get("/_mockflow/clock").status_code == 200
        assert mock.control("GET", "/clock")["frozen"] is False


def test_the_guard_does_not_show_its_token() -> None:
    """A guard that is printed keeps the token to itself."""
    assert ADMIN not in repr(Guard(ADMIN, (), None))


def test_refused_calls_are_no_log(double: Guarded, caplog: pytest.LogCaptureFixture) -> None:
    """What strangers send fills no log."""
    with caplog.at_level(logging.DEBUG, "mockflow"):
        double.ask({"Host": "evil.example"})
    assert caplog.records == []
