"""--state: a double that takes up where it was left."""

import json
import signal
from contextlib import suppress
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import httpx
import pytest
from click.testing import CliRunner

from mockflow import Mockflow
from mockflow.cli import main
from tests.cli.stateful import CLOCK, Served, survive

SERVERS = ["waitress", "granian"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state.json"


@pytest.mark.parametrize("server", SERVERS)
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_clean_stop_saves_and_the_next_start_loads(path: Path, server: str, how: signal.Signals) -> None:
    """The same bytes, an exit code of 0, and 5 s at the most."""
    with Served(path, server) as served:
        assert not path.exists()
        assert served.create("Kept") == 202
        before, began = served.state(), monotonic()
        assert served.stop(how)[0] == 0
        assert monotonic() - began < 5
    assert path.read_bytes() == before
    with Served(path, server) as again:
        assert again.state() == before
        assert again.create("More") == 202


@pytest.mark.parametrize("server", SERVERS)
def test_a_call_that_hangs_does_not_keep_the_state(path: Path, server: str) -> None:
    """It is saved as the stop begins, and who waits for something holds up nothing."""

    def wait(url: str) -> None:
        with suppress(httpx.TransportError):
            httpx.get(f"{url}/_mockflow/deliveries?wait=60&atLeast=1", timeout=60, trust_env=False)

    with Served(path, server) as served:
        assert served.create("Kept") == 202
        before = served.state()
        waiting = Thread(target=wait, args=(served.url,))
        waiting.start()
        sleep(0.3)
        began = monotonic()
        assert served.stop()[0] == 0
        assert monotonic() - began < 5
        waiting.join()
    assert path.read_bytes() == before


@pytest.mark.parametrize("server", SERVERS)
def test_a_save_on_request_is_on_the_disk(path: Path, server: str) -> None:
    """Also by way of another world's prefix, for the file is the default world's; a kill then loses what came later."""
    with Served(path, server) as served:
        assert served.create("Kept") == 202
        before = served.state()
        assert served.save() == {"file": str(path), "bytes": len(before)}
        assert served.create("Lost") == 202
    assert path.read_bytes() == before


@pytest.mark.parametrize("server", SERVERS)
def test_a_save_that_fails_at_the_stop_is_told(path: Path, server: str) -> None:
    """Exit 1, one line, no traceback."""
    folder = path.parent / "folder"
    folder.mkdir()
    (path.parent / "ready").unlink(missing_ok=True)
    with Served(folder / "state.json", server) as served:
        (folder / "ready").unlink()
        folder.rmdir()
        assert served.http.post("/_mockflow/save").status_code == 500
        code, said = served.stop()
    assert code == 1
    assert said.splitlines()[-1] == (
        f"mockflow: --state {folder / 'state.json'}: cannot be saved: No such file or directory"
    )
    assert "Traceback" not in said


def test_an_option_is_above_the_file_and_the_file_above_the_seed(path: Path) -> None:
    """Plan, clock, quirks and tokens as they are asked for; everything else as it was."""
    with Mockflow(clock=CLOCK, quirks={"publish_limit": "off", "webhook_list": "all"}) as mock:
        mock.add_item("journal", {"name": "Kept", "slug": "kept"})
        path.write_text(json.dumps(mock.state()), "utf-8")
    options = ("--seed", "empty", "--rate-limit", "--plan", "enterprise", "--quirk", "publish_limit=on")
    with Served(path, "waitress", *options, "--token", "mine", "--clock", "2027-01-01T00:00:00Z") as served:
        quirks = served.http.get("/_mockflow/quirks").json()
        assert (quirks["publish_limit"], quirks["webhook_list"]) == ("on", "all")
        assert served.http.get("/_mockflow/clock").json()["now"] == "2027-01-01T00:00:00.000Z"
        answer = served.http.get("/v2/sites", headers={"Authorization": "Bearer mine"})
        assert answer.headers["X-RateLimit-Limit"] == "1200"
        assert answer.json()["sites"][0]["displayName"] == "Kiln & Lantern"
    with Served(path, "waitress", "--seed", "empty") as served:
        assert served.http.get("/_mockflow/clock").json() == {"now": "2026-01-15T12:00:00.000Z", "frozen": True}
        assert served.http.get("/v2/sites", headers={"Authorization": "Bearer mine"}).status_code == 401


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"mockflow":"state","vers', "expected the state of a world: document: expected JSON, "),
        (
            b'{"mockflow":"state","version":99}',
            "version: expected 2, the version of this double, which is older, found 99",
        ),
        (b"mockflow: 1\n", "expected the state of a world: document: expected JSON, "),
    ],
)
@pytest.mark.parametrize("server", SERVERS)
def test_a_file_that_is_no_state_stops_the_start(path: Path, content: bytes, said: str, server: str) -> None:
    """Exit 1 with one line that names it, and it is left as it is."""
    path.write_bytes(content)
    result = CliRunner().invoke(main, ["serve", "--server", server, "--port", "0", "--state", str(path)])
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"mockflow: --state {path}: ")
    assert said in line
    assert path.read_bytes() == content


def test_what_cannot_be_a_file_stops_the_start(path: Path) -> None:
    """A directory, and a file in a folder that is not there; by the environment as well."""
    for wrong in (path.parent, path / "state.json"):
        result = CliRunner().invoke(main, ["serve", "--port", "0"], env={"MOCKFLOW_STATE": str(wrong)})
        assert result.exit_code == 1
        assert len(result.stderr.splitlines()) == 1
        assert result.stderr.startswith(f"mockflow: --state {wrong}: expected a file")


@pytest.mark.parametrize("server", SERVERS)
def test_a_kill_leaves_the_old_state_or_the_new(path: Path, server: str) -> None:
    """At any moment, while one client writes and another saves in a loop: to the byte a state that there was."""
    with Mockflow(clock=CLOCK) as mock:
        path.write_text(json.dumps(mock.state(), separators=(",", ":"), ensure_ascii=False), "utf-8")
    found = [survive(path, server, saves, 0.007 * saves)[0] for saves in range(4)]
    assert all(writes >= saves for saves, writes in enumerate(found))
