"""The documents: every example in them runs as it stands, and every link leads somewhere."""

import re
from pathlib import Path

import pytest
from _pytest.reports import TestReport

from mockflow import Mockflow, pytest_plugin

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENTS = sorted((ROOT / "docs").glob("*.md"))
FENCE = re.compile(r"^```(.*)\n((?:.*\n)*?)```$", re.MULTILINE)
FILE_NAME = re.compile(r"# (\w+)\.py\n")
LINK = re.compile(r"\]\(([^)\s]+)\)")

every_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)


def blocks(document: Path, language: str) -> list[str]:
    return [text for word, text in FENCE.findall(document.read_text("utf-8")) if word == language]


def headings(document: Path) -> set[str]:
    """The fragments that lead to a heading of this document, as GitHub makes them."""
    text = FENCE.sub("", document.read_text("utf-8"))
    found = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


def examples(document: Path) -> dict[str, str]:
    """The Python blocks by the names of their files."""
    files: dict[str, str] = {}
    for at, text in enumerate(blocks(document, "python"), 1):
        named = FILE_NAME.match(text)
        files[named[1] if named else f"test_{at}"] = text
    return files


def run_examples(pytester: pytest.Pytester, files: dict[str, str], *arguments: str) -> list[TestReport]:
    """The reports of these tests, of which each must have passed."""
    pytester.makepyfile(**files)
    reports = pytester.inline_run("-W", "default::pytest.PytestWarning", *arguments).getreports()
    found = [each for each in reports if isinstance(each, TestReport)]
    assert [each.longreprtext for each in found if not each.passed] == []
    return found


@pytest.mark.parametrize("document", [each for each in DOCUMENTS if blocks(each, "python")], ids=lambda path: path.stem)
def test_every_example_is_a_test_that_passes(pytester: pytest.Pytester, document: Path) -> None:
    """Each Python block is a file with tests of its own; one that begins with its file's name is what others import."""
    files = examples(document)
    found = run_examples(pytester, files)
    tested = {Path(each.fspath).stem for each in found if each.when == "call"}
    imported = {name for name in files if any(f"from {name} import" in text for text in files.values())}
    assert tested | imported == files.keys()
    assert tested


def test_the_guide_holds_on_a_running_double(pytester: pytest.Pytester) -> None:
    """Each of its examples passes as it stands where the worlds are another process's, and leaves none of them."""
    with Mockflow() as running:
        run_examples(pytester, examples(ROOT / "docs" / "pytest.md"), "--mockflow-url", running.url)
        assert [world.id for world in running.worlds()] == ["default"]


@every_document
def test_python_has_no_other_fence(document: Path) -> None:
    """No example is kept from running by what is written beside the language; tests/clients runs the JavaScript."""
    found = {word for word, _ in FENCE.findall(document.read_text("utf-8"))}
    assert found <= {"python", "sh", "toml", "text", "yaml", "js"}


@every_document
def test_every_configuration_is_one(pytester: pytest.Pytester, document: Path) -> None:
    """Each TOML block is a configuration that pytest takes, unknown keys being errors."""
    for text in blocks(document, "toml"):
        pytester.makepyprojecttoml(text)
        pytester.makepyfile("def test(mockflow): pass")
        pytester.runpytest_inprocess("--strict-config").assert_outcomes(passed=1)


def test_every_option_is_in_the_guide() -> None:
    """The table of the guide has a row for each option of the marker."""
    rows = re.findall(r"^\| `(\w+)` \|", (ROOT / "docs" / "pytest.md").read_text("utf-8"), re.MULTILINE)
    assert rows == list(pytest_plugin._SETTINGS)  # noqa: SLF001 - the list that must be complete


@pytest.mark.parametrize("document", [ROOT / "README.md", *DOCUMENTS], ids=lambda path: path.stem)
def test_every_link_leads_somewhere(document: Path) -> None:
    """A relative link names a file of the repository, and its fragment a heading there."""
    links = [link for link in LINK.findall(document.read_text("utf-8")) if not re.match(r"[a-z]+:", link)]
    assert links
    for link in links:
        path, _, fragment = link.partition("#")
        target = document.parent / path if path else document
        assert target.exists(), link
        assert not fragment or fragment in headings(target), link
