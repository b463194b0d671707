"""README's first test, as somebody meets it who has nothing yet: an empty folder, and the wheel from the registry."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.gates.dockerfile_steps import ROOT, Stage
from tests.gates.test_readme import blocks

RIGHT = "assert api.get(f\"/collections/{journal}/items/{post['id']}/live\").status_code == 200"
WRONG = RIGHT.replace("200", "404")


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """An environment of its own, in which README's first command was run with the wheel of these sources."""
    folder = tmp_path_factory.mktemp("newcomer")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, check=True, cwd=ROOT, capture_output=True)  # noqa: S603 - our own command
    (wheel,) = folder.glob("*.whl")
    stage = Stage(folder)
    install = blocks("sh")[1].replace("mockflow-server", str(wheel))
    assert str(wheel) in install
    stage.run(f"python -m {install.strip()} --quiet --disable-pip-version-check")
    return stage


def run_pytest(stage: Stage, folder: Path) -> tuple[int, str]:
    """The exit code and the report of ``pytest`` in this folder."""
    command = [str(stage.folder / "python" / "bin" / "pytest")]
    done = subprocess.run(command, check=False, cwd=folder, capture_output=True, text=True)  # noqa: S603 - our own command
    return done.returncode, done.stdout + done.stderr


def test_the_first_test_passes_in_an_empty_folder(stage: Stage, tmp_path: Path) -> None:
    """Copied as it stands, with nothing beside it, and without a warning."""
    (tmp_path / "test_first.py").write_text(blocks("python")[0], "utf-8")
    code, report = run_pytest(stage, tmp_path)
    assert code == 0, report
    assert "2 passed in" in report
    assert "mockflow-server-" in report  # among the plugins, without any configuration


def test_a_wrong_test_shows_what_it_did(stage: Stage, tmp_path: Path) -> None:
    """The report of a test that fails has the line that is wrong, and each call that was made up to it."""
    text = blocks("python")[0]
    assert text.count(RIGHT) == 1
    (tmp_path / "test_first.py").write_text(text.replace(RIGHT, WRONG), "utf-8")
    code, report = run_pytest(stage, tmp_path)
    assert code == 1, report
    assert "1 failed, 1 passed" in report
    assert "assert 200 == 404" in report
    shown = report.partition("- mockflow calls -")[2].splitlines()[1:5]
    assert [line.partition("/v2/collections/")[0] for line in shown] == ["POST ", "GET ", "POST ", "GET "]
    assert [line.partition(" -> ")[2].partition("  ")[0] for line in shown] == [
        "202 create-item (mockflow-site-token)",
        "404 get-item-live (mockflow-site-token)",
        "202 publish-item (mockflow-site-token)",
        "200 get-item-live (mockflow-site-token)",
    ]
    assert "mockflow/pytest_plugin.py" not in report
