"""What the control plane takes at most."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from werkzeug.test import EnvironBuilder, run_wsgi_app

from mockflow.web.control_table import CONTROLS
from tests.web.guarded import TEST_HOST, Guarded, said


@pytest.fixture
def double() -> Iterator[Guarded]:
    made = Guarded()
    yield made
    made.worlds.close()


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"[" * 100_000, 400), (b'{"seed":' * 300 + b"1" + b"}" * 300, 400), (b"[" * 1_000 + b"]" * 1_000, 400),
     (b'{"seed":' + b"[" * 150 + b"]" * 150 + b"}", 400), (b'"' + b"x" * 9_000_000 + b'"', 400), (b"\xff", 400),
     (b'{"seed": "' + b"x" * 9_000_000 + b'"}', 400), (b" " * 10_000_001, 413)],
    ids=range(8),
)  # fmt: skip
def test_hostile_bodies_are_refused_in_a_few_words(double: Guarded, body: bytes, status: int) -> None:
    """Nesting without end and bodies without measure: a refusal of bounded length, and no failure of the double."""
    for path in ("/reset", "/tokens", "/pause", "/clock", "/simulate/order"):
        answer = double.client.post(
            f"/_mockflow{path}" if path != "/clock" else "/_mockflow/clock/advance", content=body
        )
        assert answer.status_code == status, (path, answer.text[:200])
        assert len(answer.content) < 21_000
    assert not double.worlds.default.failures


def test_the_levels_of_a_body_are_counted_exactly(double: Guarded) -> None:
    """200 levels are taken, 201 are not; brackets within text are none."""

    def put(levels: int) -> str:
        body = b'{"seed":' + b"[" * (levels - 1) + b"]" * (levels - 1) + b"}"
        return str(double.client.post("/_mockflow/reset", content=body).json()["message"])

    assert put(201) == "The body should have at most 200 levels"
    assert put(200).startswith("seed: expected one of demo")
    answer = double.client.post("/_mockflow/pause", json={"reason": "[{" * 250})
    assert answer.status_code == 200


@pytest.mark.parametrize("query", ["&".join(f"a{at}=1" for at in range(101)), "nope=1", "%ff=%00", "a=" + "x" * 60_000])
def test_an_unknown_query_is_refused_by_every_call(double: Guarded, query: str) -> None:
    """A parameter that a call does not have is a 400, whichever the call; a sink takes anything."""
    for control in CONTROLS:
        path = "/_mockflow" + control.path.replace("{", "").replace("}", "")
        answer = double.client.request(control.method, f"{path}?{query}")
        if control.query is None:
            assert answer.status_code == 200
        else:
            assert said(answer) == (400, "validation_error"), (path, answer.text)


@pytest.mark.parametrize(
    ("method", "path"),
    [("PUT", "/w/nobody/_mockflow/state"), ("POST", "/w/nobody/_mockflow/faults"), ("POST", "/_mockflow/no-such-call"),
     ("POST", "/_mockflow/reset?nope=1"), ("GET", "/w/nobody/_mockflow/clock"), ("PUT", "/_files/none"),
     ("POST", "/w/nobody/_storage/mockflow-uploads"),
     ("POST", "/w/nobody/v2/sites"), ("POST", "/no/such/path")],
)  # fmt: skip
def test_what_is_refused_is_read_to_its_end(double: Guarded, method: str, path: str) -> None:
    """A server ends a connection whose request has bytes that nobody read: the caller's next call on it would fail."""
    body = BytesIO(b"x" * 300_000)
    environ = EnvironBuilder(path, f"http://{TEST_HOST}", method=method, input_stream=body).get_environ()
    environ["CONTENT_LENGTH"] = "300000"
    answer = run_wsgi_app(double.app, environ)
    assert answer[1].startswith("4")
    assert body.tell() == 300_000


@pytest.mark.parametrize("number", ["0" * 20 + "9" * 300, "9" * 5_000])
def test_a_number_of_a_query_is_bounded_however_it_is_written(double: Guarded, number: str) -> None:
    """Zeros before it do not make a number small."""
    answer = double.client.get(f"/_mockflow/requests?limit={number}")
    assert said(answer) == (400, "validation_error")
    assert len(answer.content) < 400
