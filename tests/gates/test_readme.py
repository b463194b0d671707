"""README's examples, run as they stand."""

import re
from pathlib import Path

import pytest

from mockflow.worlds.seeds import plant

README = Path(__file__).resolve().parent.parent.parent / "README.md"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README.read_text("utf-8"), re.DOTALL)


def test_the_tests_in_the_readme_pass(pytester: pytest.Pytester) -> None:
    """Each Python example is a file of tests that pass."""
    pytester.makepyfile(**{f"test_{at}": text for at, text in enumerate(blocks("python"))})
    pytester.runpytest_subprocess().assert_outcomes(passed=6, warnings=1)


def test_the_seed_in_the_readme_can_be_planted(tmp_path: Path) -> None:
    """The YAML example is a seed."""
    path = tmp_path / "shop.yaml"
    path.write_text(blocks("yaml")[0], "utf-8")
    assert "notes/not-yet" in plant(path).ids
