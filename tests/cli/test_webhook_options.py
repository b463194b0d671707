"""The options that say where deliveries go."""

import pytest
from click.testing import CliRunner

from mockflow.cli import main

HOST = "expected a host name, host:port or network such as "
MODE = "expected local, any, off, or local with hosts and networks, found "
LIKE = "expected [ORIGIN=]URL, such as https://hooks.example.com=http://127.0.0.1:9000, found "


@pytest.mark.parametrize(
    ("arguments", "env", "said"),
    [
        (["--webhooks", "on"], {}, f"'--webhooks': {MODE}on"),
        (["--webhooks", "any,a.test"], {}, f"'--webhooks': {MODE}any,a.test"),
        (["--webhooks", "local,10.0.0.1/8"], {}, f"'--webhooks': {HOST}"),
        (["--webhooks", "local,"], {}, f"'--webhooks': {HOST}"),
        ([], {"MOCKFLOW_WEBHOOKS": "local,http://a"}, f"'--webhooks': {HOST}"),
        (["--forward-webhooks", "nope"], {}, f"'--forward-webhooks': {LIKE}nope"),
        (["--forward-webhooks", "https://a.example=ftp://b"], {}, f"'--forward-webhooks': {LIKE}https://a.example=ftp"),
        (["--forward-webhooks", "http://a", "--forward-webhooks", "b"], {}, f"'--forward-webhooks': {LIKE}b"),
        ([], {"MOCKFLOW_FORWARD_WEBHOOKS": "http://a, nope"}, f"'--forward-webhooks': {LIKE}nope"),
    ],
)  # fmt: skip
def test_a_bad_option_is_told_in_one_line(arguments: list[str], env: dict[str, str], said: str) -> None:
    """It is exit 2; the line names the option, and what it may be."""
    result = CliRunner().invoke(main, ["serve", *arguments], env=env)
    assert result.exit_code == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("mockflow: Invalid value for ")
    assert said in line
