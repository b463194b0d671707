"""The options that open and close the control plane of ``mockflow serve``."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner, Result

from mockflow.cli import main
from tests.web.conftest import Served
from tests.web.guarded import ADMIN, API, KEY

Serve = Callable[..., Served]


def run(*arguments: str, **env: str) -> Result:
    return CliRunner().invoke(main, arguments, env=env)


@pytest.mark.parametrize("arguments", [["--host", "0.0.0.0"], ["--host", "::"], ["--host", ""]])  # noqa: S104 - refused
def test_off_loopback_somebody_must_decide(arguments: list[str], tmp_path: Path) -> None:
    """Without --admin-token and --open-control it is exit 2 with one line that names both."""
    result = run("serve", "--port", "0", *arguments, "--ready-file", str(tmp_path / "x"))
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "--admin-token or --open-control" in result.stderr


@pytest.mark.parametrize("token", ["", " ", "two words", "t\xf6ken", "x" * 501, "line\nbreak", "\x7f"])
def test_a_bad_admin_token_is_told_and_never_repeated(token: str) -> None:
    """As an option or a variable, the empty one too: exit 2 and one line without the value."""
    for result in (run("serve", "--admin-token", token), run("serve", MOCKFLOW_ADMIN_TOKEN=token)):
        assert result.exit_code == 2
        assert result.stderr.count("\n") == 1
        assert "--admin-token" in result.stderr.lower() or "MOCKFLOW_ADMIN_TOKEN" in result.stderr
        assert not token.strip() or token not in result.stderr


@pytest.mark.parametrize("name", ["http://x.example", "x.example:80", "*.example", "x example", "[::1]"])
def test_a_bad_allowed_host_is_told(name: str) -> None:
    """It is a name, and nothing around it."""
    result = run("serve", "--allowed-host", name)
    assert result.exit_code == 2
    assert "expected a host name such as mockflow.example" in result.stderr


def test_a_server_asks_for_its_token(serve: Serve, server: str) -> None:
    """On both servers, off loopback too: health answers, the rest asks, and the token is nowhere to be seen."""
    served = serve("--server", server, "--host", "0.0.0.0", "--log-format", "json", MOCKFLOW_ADMIN_TOKEN=ADMIN)  # noqa: S104 - with a token
    url = f"http://127.0.0.1:{served.ready['port']}"
    with httpx.Client(base_url=f"{url}/_mockflow", trust_env=False) as client:
        assert client.get("/health").status_code == 200
        assert client.get("/requests").status_code == 401
        assert client.get("/requests", headers={b"Authorization": b"Bearer t\xf6ken"}).status_code == 401
        assert client.post("/reset", content=b"x" * 200_000).status_code == 401
        client.get(f"{url}/v2/sites", headers=KEY)
        client.get(f"{url}/v2/sites", headers={**API, "X-Mockflow-Setup": "1", "X-Mockflow-Admin": ADMIN + "x"})
        shown = client.get("/requests", headers=KEY)
        assert len(shown.json()["requests"]) == 2
        assert ADMIN not in shown.text
        assert client.get("/requests", headers={**KEY, "Host": "evil.example"}).status_code == 403
    assert served.stop() == 0
    assert ADMIN not in served.said()
    assert "warning" not in served.said()


def test_an_open_server_warns_and_answers_to_what_it_allows(serve: Serve) -> None:
    """--open-control lets everybody in, says so, and still refuses pages of others."""
    served = serve("--host", "0.0.0.0", "--allowed-host", "mock.example", MOCKFLOW_OPEN_CONTROL="1")  # noqa: S104 - meant
    url = f"http://127.0.0.1:{served.ready['port']}/_mockflow/clock"
    statuses = [
        httpx.get(url, headers={"Host": host}, trust_env=False).status_code for host in ("mock.example", "evil.example")
    ]
    assert statuses == [200, 403]
    assert served.said().count("the control plane is open to whoever reaches this address") == 1


def test_a_loopback_server_needs_no_decision(serve: Serve) -> None:
    """On loopback neither option is needed, and nothing is warned of."""
    served = serve("--host", "localhost")
    assert httpx.get(f"{served.ready['url']}/_mockflow/clock", trust_env=False).status_code == 200
    assert "warning" not in served.said()
