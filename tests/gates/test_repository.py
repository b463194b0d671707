"""The repository itself: sizes, layers, the wheel, the Dockerfile, the ledger."""

import ast
import subprocess
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml

from mockflow.core.data import contract_file
from mockflow.ledger import load_rules

ROOT = Path(__file__).resolve().parent.parent.parent
EVIDENCE = {"observed", "specified", "documented", "inferred", "invented"}
MOST_LINES = 300


def run(*command: str, cwd: Path = ROOT, **env: str) -> str:
    import os  # noqa: PLC0415

    done = subprocess.run(  # noqa: S603 - our own commands
        command, check=False, capture_output=True, text=True, cwd=cwd, env={**os.environ, **env}
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize(
    "path", sorted((ROOT / "mockflow").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT))
)
def test_no_module_is_large(path: Path) -> None:
    """A module has 300 lines at most, and nothing in it is left to do."""
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    assert "TODO" not in text
    assert "FIXME" not in text


def test_the_wheel_has_all_that_it_needs(tmp_path: Path) -> None:
    """The wheel carries types, contracts and seeds as JSON, no tests, and runs from another folder."""
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path))
    (wheel,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(tmp_path / "unpacked")
    for name in ("py.typed", "_data/contracts/openapi.yaml", "_data/seeds/demo.json", "_data/seeds/empty.json"):
        assert f"mockflow/{name}" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests", "fixtures", "benchmarks"))]
    unpacked = str(tmp_path / "unpacked")
    program = "import mockflow, mockflow.cli; print(mockflow.__file__); mockflow.cli.main(['seed', 'demo'])"
    assert unpacked in run(sys.executable, "-c", program, cwd=tmp_path, PYTHONPATH=unpacked)
    answers = [run(sys.executable, "-c", DEMO, cwd=tmp_path, PYTHONPATH=path) for path in (unpacked, str(ROOT))]
    assert answers[0] == answers[1], "the demo of the wheel, planted when it was built, is the demo of these sources"
    assert answers[0].startswith("without\n"), "an installed double starts without marshmallow, and plants nothing"


DEMO = """
import sys, mockflow
mock = mockflow.Mockflow("demo", clock="2026-01-15T12:00:00Z")
with mock.http() as http:
    http.get("/sites").raise_for_status()
    built = mockflow.core.data.planted_file("demo") is not None
    print("with" if built and {"marshmallow", "mockflow.worlds.planting"} & set(sys.modules) else "without")
    for path in ("custom_domains", "pages", "components", "products", "orders", "forms", "form_submissions"):
        print(http.get(f"/sites/{mock.site_id}/{path}").raise_for_status().text)
    for collection in http.get(f"/sites/{mock.site_id}/collections").json()["collections"]:
        for place in ("items", "items/live"):
            print(http.get(f"/collections/{collection['id']}/{place}").text)
    for asset in http.get(f"/sites/{mock.site_id}/assets").json()["assets"]:
        print(asset, http.get(asset["hostedUrl"]).content)
"""


def test_the_dockerfiles_steps_make_a_double(tmp_path: Path) -> None:
    """The Dockerfile's steps, run without an engine, end in a double that answers."""
    assert "started mockflow serve: 1 site" in run(
        sys.executable, "-m", "tests.gates.dockerfile_steps", TMPDIR=str(tmp_path)
    )


def rules() -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = yaml.safe_load(contract_file("fidelity.yaml").read_text("utf-8"))["rules"]
    return read


def named_tests(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def test_every_rule_has_its_evidence_and_its_proof() -> None:
    """Each row of the ledger is complete, its evidence a known class, and its test one that exists."""
    ids = [rule["id"] for rule in rules()]
    assert len(ids) == len(set(ids))
    for rule in rules():
        assert rule.keys() - {"operations", "status"} == {"id", "statement", "evidence", "source", "test"}, rule["id"]
        assert rule["evidence"] in EVIDENCE, rule["id"]
        file, _, name = rule["test"].partition("::")
        assert name in named_tests(ROOT / file), rule["test"]


def test_every_unconfirmed_rule_says_which_calls_it_is_about() -> None:
    """An inferred or invented row names its operations, or the file of its test does; `none` is a name too."""
    silent = [
        rule.id
        for rule in load_rules()
        if rule.evidence in {"inferred", "invented"} and not rule.operations and not rule.is_given
    ]
    assert silent == [], "add `operations:` to them in contracts/fidelity.yaml; its head says how"
