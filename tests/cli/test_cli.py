"""The command line."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from mockflow import Mockflow
from mockflow.cli import main
from mockflow.contract import build_contract
from mockflow.resources.table import ROUTES
from mockflow.worlds.oauth.names import ENDPOINTS


def run(*arguments: str, **env: str) -> Result:
    return CliRunner().invoke(main, arguments, env=env)


def test_the_version_names_the_api() -> None:
    """--version has the version and the API's date."""
    assert run("--version").output == "mockflow 0.1.0 (Data API v2 of 2026-05-26)\n"


def test_routes_lists_every_operation() -> None:
    """One line for each row, or a JSON list of them."""
    lines = run("routes").output.splitlines()
    assert len(lines) == len(ROUTES) + len(ENDPOINTS)
    assert lines[0].split() == ["GET", "/v2/sites", "list-sites", "sites", "sites:read", "site/oauth"]
    rows = json.loads(run("routes", "--json").output)
    created = next(row for row in rows if row["operationId"] == "create-item")
    assert created == {
        "method": "POST",
        "path": "/v2/collections/{collection_id}/items",
        "operationId": "create-item",
        "area": "cms",
        "scope": "cms:write",
        "tokenKinds": ["site", "oauth"],
        "events": ["collection_item_created"],
    }
    published = [row for row in rows if row["path"].startswith("/v2/") and "/analyze/" not in row["path"]]
    assert len(published) == 117
    assert len({row["operationId"] for row in rows}) == len(rows)
    assert [row["path"] for row in rows if row["area"] == "oauth"] == [
        "/oauth/authorize",
        "/oauth/authorize",
        "/oauth/access_token",
        "/oauth/revoke_authorization",
    ]
    assert sum("/analyze/reports/" in row["path"] for row in rows) == 5


def test_contract_prints_both_forms() -> None:
    """YAML by default, JSON on request."""
    assert yaml.safe_load(run("contract").stdout) == build_contract()
    assert json.loads(run("contract", "--format", "json").stdout) == build_contract()


def test_seed_prints_the_world_that_it_makes(tmp_path: Path) -> None:
    """A seed's world, the schema of seeds, or a generated seed, as JSON on stdout."""
    world = json.loads(run("seed", "demo").stdout)
    assert world["ids"]["journal/first-post"]
    assert len(world["sites"][0]["collections"][0]["items"]) == 21
    assert json.loads(run("seed", "--schema").stdout)["title"] == "A mockflow seed"
    generated = tmp_path / "generated.json"
    generated.write_text(run("seed", "--size", "3", "--random-seed", "5").stdout, "utf-8")
    assert run("seed", str(generated)).exit_code == 0


def test_seed_tells_every_mistake(tmp_path: Path) -> None:
    """Each is a line on stderr, and the exit code is 2."""
    path = tmp_path / "bad.yaml"
    path.write_text("mockflow: 1\nplan: gold\nsites: [{}]\n", "utf-8")
    result = run("seed", str(path))
    assert (result.exit_code, result.stdout) == (2, "")
    assert [line.split(": ")[0] for line in result.stderr.splitlines()] == [f"{path}:2", f"{path}:3"]
    nothing = run("seed")
    assert (nothing.exit_code, nothing.stderr) == (
        2,
        "mockflow: seed: expected the name of a seed or a file, found nothing\n",
    )
    assert run("serve", "--seed", str(path)).exit_code == 2


def test_health_asks_a_running_double(mockflow: Mockflow) -> None:
    """Exit 0 where a double answers, 1 where none does, 2 for what is no URL."""
    assert run("health", "--url", mockflow.url, "--wait", "5").exit_code == 0
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nobody = run("health", "--url", f"127.0.0.1:{closed.getsockname()[1]}", "--wait", "0.05")
    assert nobody.exit_code == 1
    assert nobody.stderr.startswith("mockflow: no double answers at ")
    for wrong in ("http://", "http://[x", "http://x:99999999"):
        assert run("health", "--url", wrong).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--port", "x"], "expected a port from 0 to 65535, found x"),
        (["--port", "70000"], "expected a port from 0 to 65535, found 70000"),
        (["--plan", "gold"], "'starter', 'basic', 'cms', 'ecommerce', 'business', 'enterprise'"),
        (["--clock", "soon"], "expected real, a time such as 2026-01-15T12:00:00Z, or +5d, found soon"),
        (["--quirk", "x"], "expected NAME=VALUE, found x"),
        (["--quirk", "x=y"], "expected one of the quirks"),
        (["--quirk", "publish_limit=x"], "expected publish_limit to be on or off, found x"),
        (["--server", "x"], "'auto', 'granian', 'waitress'"),
        (["--token", "a" * 64], "made-up token"),
    ],
)
def test_a_bad_option_is_told_by_name(arguments: list[str], said: str) -> None:
    """It is exit 2 with a line that says what it may be, and no traceback."""
    result = run("serve", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr.replace("\n", " ")
    assert "Traceback" not in result.stderr


def test_a_port_that_is_taken_is_told() -> None:
    """It is exit 1 with one line."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("serve", "--port", str(port))
    assert result.exit_code == 1
    assert result.stderr == f"mockflow: cannot bind 127.0.0.1:{port}: Address already in use\n"


def test_the_module_is_the_command() -> None:
    """The package run as a module is the same."""
    done = subprocess.run([sys.executable, "-m", "mockflow", "--version"], check=True, capture_output=True, text=True)
    assert done.stdout.startswith("mockflow 0.1.0")
