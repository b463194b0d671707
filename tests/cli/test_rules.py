"""`mockflow rules`, and how rows of the ledger are read."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from mockflow.cli import main
from mockflow.ledger import AREAS, EVIDENCE, Rule, load_rules
from mockflow.resources.table import ROUTES


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["rules", *arguments])


def test_every_rule_is_a_line() -> None:
    """Area, id, evidence and statement of each rule, area by area."""
    result = run()
    lines = result.stdout.splitlines()
    assert result.stderr == f"{len(load_rules())} rules\n"
    assert len(lines) == len(load_rules())
    areas = [AREAS.index(line.split()[0]) for line in lines]
    assert areas == sorted(areas)
    line = next(line for line in lines if " create-is-draft " in line)
    assert line.split()[:3] == ["cms", "create-is-draft", "specified"]
    assert line.endswith("A staged create without isDraft makes a draft that was never published.")


def test_rules_of_one_class_and_area() -> None:
    """--evidence and --area choose; --json has the source, the operations, the statuses and the test besides."""
    said = json.loads(run("--evidence", "inferred", "--evidence", "invented", "--area", "webhooks", "--json").stdout)
    assert {row["area"] for row in said} == {"webhooks"}
    assert {row["evidence"] for row in said} == {"inferred", "invented"}
    row = next(row for row in said if row["id"] == "webhook-bad-json")
    assert row == {
        "id": "webhook-bad-json",
        "area": "webhooks",
        "evidence": "inferred",
        "statement": "A body that is no JSON makes no webhook.",
        "source": row["source"],
        "operations": ["create-webhook"],
        "statuses": [400],
        "test": row["test"],
    }
    assert json.loads(run("--area", "platform", "--json").stdout)[0]["operations"] == "any"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--area", "moon"), f"mockflow: rules --area: expected {', '.join(AREAS)}, found moon\n"),
        (
            ("--evidence", "hoped"),
            f"mockflow: Invalid value for '--evidence': 'hoped' is not one of {', '.join(map(repr, EVIDENCE))}.\n",
        ),
    ],
)
def test_an_unknown_choice_is_one_line(arguments: tuple[str, ...], words: str) -> None:
    """A class or area that there is not ends with exit 2 and the ones that there are."""
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (2, words)


def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, **row: Any) -> Rule:
    file = tmp_path / "fidelity.yaml"
    whole = {"id": "a", "statement": "It is so.", "evidence": "invented", "source": "s", "test": "tests/x.py::y", **row}
    file.write_text(yaml.safe_dump({"rules": [whole]}), "utf-8")
    monkeypatch.setattr("mockflow.ledger.contract_file", lambda _: file)
    (rule,) = load_rules()
    return rule


def test_a_row_names_its_operations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By name, by pattern, all or none; with statuses, those of its statement, or any good one."""
    rule = read(tmp_path, monkeypatch, operations="create-item *-webhook", status=400)
    assert rule.operations == {"create-item", "create-webhook", "get-webhook", "remove-webhook"}
    assert rule.is_met("create-item", 400)
    assert not rule.is_met("create-item", 202)
    assert not rule.is_met("create-items", 400)
    rule = read(tmp_path, monkeypatch, operations="any", statement="It is a 404, or a 409.")
    assert len(rule.operations) == len(ROUTES)
    assert rule.statuses == {404, 409}
    rule = read(tmp_path, monkeypatch, operations="list-sites")
    assert rule.is_met("list-sites", 200)
    assert not rule.is_met("list-sites", 401)
    assert rule.area == "sites"
    rule = read(tmp_path, monkeypatch, operations="none")
    assert (rule.operations, rule.area) == (frozenset(), "double")


@pytest.mark.parametrize(
    ("file", "some", "others"),
    [
        ("test_asset_folders", "get-asset-folder", "get-asset"),
        ("test_asset_uploads", "get-asset", "get-site"),
        ("test_form_submissions", "delete-form-submission", "list-forms"),
        ("test_webhook_urls", "create-webhook", "list-sites"),
    ],
)
def test_a_row_without_operations_has_those_of_its_tests_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, some: str, others: str
) -> None:
    """The words of the file's name are looked for in paths and names of operations."""
    rule = read(tmp_path, monkeypatch, test=f"tests/areas/{file}.py::test_it")
    assert some in rule.operations
    assert others not in rule.operations
    assert read(tmp_path, monkeypatch, test="tests/areas/test_zebras.py::test_it").operations == frozenset()


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"operations": "create-moon"}, "expected operations of `mockflow routes`, any or none, found create-moon"),
        ({"status": "400 418"}, "expected statuses that an operation answers with, found 418"),
    ],
)
def test_a_row_names_what_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: dict[str, Any], words: str
) -> None:
    """An operation or a status that there is not is an error that names the rule."""
    with pytest.raises(ValueError, match=f"rule a: {words}"):
        read(tmp_path, monkeypatch, **row)
