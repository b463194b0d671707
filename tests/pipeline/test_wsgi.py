"""Requests as a server hands them on, some of them broken."""

import io
from typing import Any

import pytest

from mockflow import Mockflow
from mockflow.web.app import create_app

pytestmark = pytest.mark.mockflow(rate_limit=False, unknown_routes="allow")


def call(mock: Mockflow, body: bytes = b"", **environ: Any) -> tuple[str, bytes]:
    """Status and body of a call with this WSGI environment over a plain one."""
    plain = {
        "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": "/v2/sites", "QUERY_STRING": "",
        "SERVER_NAME": "mockflow.test", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_AUTHORIZATION": f"Bearer {mock.site_token}", "wsgi.version": (1, 0), "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body), "wsgi.errors": io.StringIO(), "wsgi.multithread": True,
        "wsgi.multiprocess": False, "wsgi.run_once": False,
    }  # fmt: skip
    began: list[str] = []
    app = create_app(mock._worlds)  # noqa: SLF001 - what a server is given
    answer = b"".join(app({**plain, **environ}, lambda status, *_: began.append(status)))
    return began[0], answer


@pytest.mark.parametrize("length", ["abc", "-5", "99", "1e3", "٣"])
def test_a_length_that_is_not_the_bodys_is_survived(mockflow: Mockflow, length: str) -> None:
    """A body that is cut short, or whose length is no number, is taken as far as it came."""
    status, _ = call(mockflow, CONTENT_LENGTH=length)
    assert status == "200 OK"
    path = f"/v2/collections/{mockflow.id('journal')}/items"
    status, answer = call(mockflow, b'{"fieldData": {"na', REQUEST_METHOD="POST", PATH_INFO=path, CONTENT_LENGTH=length)
    assert status == "400 Bad Request"
    assert b'"message":' in answer


@pytest.mark.parametrize(
    ("environ", "status"),
    [
        ({"HTTP_HOST": "exa mple:\x00"}, "200 OK"),
        ({"HTTP_HOST": "[::1"}, "200 OK"),
        ({"HTTP_AUTHORIZATION": "\x00\xff"}, "401 Unauthorized"),
        ({"HTTP_AUTHORIZATION": "Bearer " + "x" * 100_000}, "401 Unauthorized"),
        ({"HTTP_BAGGAGE": ",;=,mockflow.world=%ff"}, "401 Unauthorized"),
        ({"HTTP_X_MOCKFLOW_WORLD": "\xff\x00"}, "401 Unauthorized"),
        ({"HTTP_X": "\xff" * 50_000}, "200 OK"),
        ({"PATH_INFO": "/v2/sites/\xff\xfe"}, "400 Bad Request"),
        ({"PATH_INFO": ""}, "404 Not Found"),
        ({"PATH_INFO": "/w/default"}, "404 Not Found"),
        ({"PATH_INFO": "/w/default/v2/sites"}, "200 OK"),
        ({"QUERY_STRING": "\xff=%ff&a=%00&&="}, "200 OK"),
        ({"HTTP_TRANSFER_ENCODING": "chunked"}, "200 OK"),
        ({"REQUEST_METHOD": "BREW"}, "404 Not Found"),
    ],
)  # fmt: skip
def test_strange_requests_are_answered(mockflow: Mockflow, environ: dict[str, str], status: str) -> None:
    """Strange hosts, headers, paths and queries are taken or refused, and the journal of their world shows them."""
    assert call(mockflow, b"", **environ)[0] == status
    other_world = environ.keys() & {"HTTP_BAGGAGE", "HTTP_X_MOCKFLOW_WORLD"}
    assert [each.status for each in mockflow.requests()] == ([] if other_world else [int(status[:3])])


@pytest.mark.parametrize("path", ["/sites/é", "/sites/ł", "/sites/日本", "/sites/%ff%fe", "/sites/🔥"])
def test_any_path_can_be_asked_for_in_process(mockflow: Mockflow, path: str) -> None:
    """The in-process client hands on paths in any script, as a server would."""
    answer = mockflow.http().get(path)
    assert answer.json()["message"] == "Validation Error: Provided ID is invalid"
    shown = mockflow.requests()[-1].path
    assert shown == "/v2/sites/\ufffd\ufffd" if "%" in path else shown == f"/v2{path}"
