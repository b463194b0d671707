"""``mockflow seed --from``: a running world as YAML."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from mockflow import Mockflow
from mockflow.cli import main
from mockflow.worlds.seed_writing import to_yaml
from mockflow.worlds.seed_yaml import load_yaml

TRAPS = (
    *("off", "no", "1", "1.5", "2025-01-01", "2025-01-01T00:00:00Z", "12:30", "~", "null", "", "=", "<<", "y", "True"),
    *(" a", "a ", "a\n", " a\nb", "\na", "a\n\n", "a: b", "# x", "- x", "\tx", "x\ty\nz", "\r\n", "a\r", "\x85"),
    *("\u2028", "\ufeff", "word " * 80, "0o17", "0x1f", "1e5", "+1", ".5", "1_000", ".nan", "\x00", "a\n\x07", "a \nb"),
)
TEXT = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(TRAPS)
VALUE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


def run(*arguments: str, **env: str) -> Result:
    return CliRunner().invoke(main, ["seed", *arguments], env=env)


@given(st.dictionaries(TEXT, VALUE, max_size=4))
def test_what_is_written_is_read_as_the_same(document: dict[str, Any]) -> None:
    """Text that YAML would read as something else, in keys and values, comes back as text, types and order included."""
    again = load_yaml(to_yaml(document))
    assert repr(again) == repr(document)


def test_people_can_read_it() -> None:
    """Lines are lines, times are quoted, and nothing is told in braces."""
    text = to_yaml({"at": "2026-01-15T12:00:00.000Z", "html": "<p>One</p>\n<p>Two</p>\n", "names": ["Ünder", "off"]})
    assert text == ('at: "2026-01-15T12:00:00.000Z"\nhtml: |\n  <p>One</p>\n  <p>Two</p>\nnames:\n- Ünder\n- "off"\n')


def test_a_running_world_is_printed_as_a_seed(tmp_path: Path) -> None:
    """What is printed makes the world that runs, and says so again; the URL may end with a slash."""
    with Mockflow() as mock:
        made = mock.add_item("topics", {"name": "Ünder: 12:30"})
        printed = run("--from", f"{mock.url}/")
        assert (printed.exit_code, printed.stderr) == (0, "")
        assert load_yaml(printed.stdout) == mock.seed()
        assert printed.stdout.startswith("mockflow: 1\n")
    path = tmp_path / "world.yaml"
    path.write_text(printed.stdout, "utf-8")
    assert run(str(path)).exit_code == 0
    with Mockflow(path) as again:
        assert again.item(made).id == made


def test_the_world_and_the_token_are_sent() -> None:
    """By options or by environment variables; the double's refusal is told in one line."""
    with _Recorder() as url:
        for printed in (
            run("--from", url, "--world", "pw-0", "--admin-token", "secret"),
            run("--from", url, MOCKFLOW_WORLD="pw-0", MOCKFLOW_ADMIN_TOKEN="secret"),
        ):
            assert printed.stderr == f"mockflow: --from: the double at {url} answers 404: pw-0 Bearer secret\n"
            assert printed.exit_code == 1


def test_no_double_is_told() -> None:
    """Where nothing answers, or something else, it is exit 1 with one line."""
    nothing = run("--from", "http://127.0.0.1:1")
    assert (nothing.exit_code, len(nothing.stderr.splitlines())) == (1, 1)
    assert nothing.stderr.startswith("mockflow: --from: no double answers at http://127.0.0.1:1 (")
    with Mockflow() as mock:
        other = run("--from", f"{mock.url}/v2")
    assert other.exit_code == 1
    assert len(other.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "url", ["ftp://a", "127.0.0.1:4020", "http://", "http://a/?b", "http://u:p@a", "http://a:99999"]
)
def test_a_bad_url_is_told(url: str) -> None:
    """What is no http or https URL of a double is exit 2 with one line."""
    printed = run("--from", url)
    assert printed.exit_code == 2
    expected = "mockflow: --from: expected an http or https URL such as http://127.0.0.1:4020, found "
    assert printed.stderr == f"{expected}{url}\n"


@pytest.mark.parametrize("other", [["demo"], ["--schema"], ["--size", "3"]])
def test_another_seed_beside_it_is_refused(other: list[str]) -> None:
    """A seed comes from one place."""
    printed = run("--from", "http://127.0.0.1:1", *other)
    assert (printed.exit_code, printed.stderr) == (2, "mockflow: seed: expected --from or another seed, found both\n")


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        said = f'{{"message": "{self.headers["X-Mockflow-World"]}\\n{self.headers["Authorization"]}"}}'.encode()
        self.send_response(404)
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class _Recorder:
    """A server that answers with what it was told."""

    def __enter__(self) -> str:
        self.server = HTTPServer(("127.0.0.1", 0), _Handler)
        self.thread = Thread(target=self.server.serve_forever)
        self.thread.start()
        return f"http://127.0.0.1:{self.server.server_port}"

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
