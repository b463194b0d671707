"""The options that make worlds at the start."""

import pytest
from click.testing import CliRunner

from mockflow.cli import main

ID = "'--world': expected a world id of 1 to 40 of a-z, 0-9 and -, found "


@pytest.mark.parametrize(
    ("arguments", "env", "said"),
    [
        (["--world", "A"], {}, f"{ID}A"),
        (["--world", "a", "--world", ""], {}, ID),
        ([], {"MOCKFLOW_WORLD": "a, b_c"}, f"{ID}b_c"),
        (["--world", "a", "--world", "b", "--max-worlds", "2"], {}, "at most 2 worlds (--max-worlds), found one more"),
        (["--max-worlds", "0"], {}, "'--max-worlds': 0 is not in the range 1<=x<=100000"),
        ([], {"MOCKFLOW_MAX_WORLDS": "many"}, "'--max-worlds': 'many' is not a valid integer range"),
    ],
)
def test_a_bad_option_is_told_in_one_line(arguments: list[str], env: dict[str, str], said: str) -> None:
    """It is exit 2; the line names the option, and what it may be."""
    result = CliRunner().invoke(main, ["serve", *arguments], env=env)
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith("mockflow: ")
    assert said in line
