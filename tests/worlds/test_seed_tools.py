"""What helps to write a seed: a commented first one, the schema that editors read, and generated ones."""

import json
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result

from mockflow import Mockflow
from mockflow.cli import main

DIGEST_OF_50 = "97cd1659189b6c5193082b3f2a7a955fbb866b685b809495167e52c7a8209e0d"
"""Of the generated seed of 50 posts: another digest gives every user of generated seeds another world."""

DRAFT_7 = jsonschema.Draft7Validator


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    """The JSON Schema as the command prints it."""
    read: dict[str, Any] = json.loads(run("seed", "--schema").stdout)
    return read


def valid(schema: dict[str, Any], value: Any) -> bool:
    return bool(DRAFT_7(schema, format_checker=DRAFT_7.FORMAT_CHECKER).is_valid(value))


def described(node: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property that the schema describes, at every depth."""
    if not isinstance(node, dict):
        return
    for name, found in node.get("properties", {}).items():
        yield f"{path}.{name}", found
        yield from described(found, f"{path}.{name}")
    yield from described(node.get("items"), f"{path}[]")
    yield from described(node.get("additionalProperties"), f"{path}.*")


def test_init_writes_a_seed_that_holds(tmp_path: Path, schema: dict[str, Any]) -> None:
    """The seed is valid by the schema beside it, it can be planted as it stands, and its comments say what is next."""
    folder = tmp_path / "new" / "project"
    result = run("init", str(folder))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines() == [
        f"wrote {folder}/mockflow.yaml",
        f"wrote {folder}/mockflow.schema.json",
        "`mockflow serve` starts from it",
    ]
    assert json.loads((folder / "mockflow.schema.json").read_text("utf-8")) == schema
    text = (folder / "mockflow.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=./mockflow.schema.json\n")
    assert valid(schema, yaml.safe_load(text))
    assert run("seed", str(folder / "mockflow.yaml")).exit_code == 0
    mock = Mockflow(folder / "mockflow.yaml")
    states = [mock.item(f"posts/{slug}").state for slug in ("first-post", "not-yet", "soon")]
    assert states == ["published", "draft", "queued"]


def test_what_init_comments_out_holds_too(tmp_path: Path) -> None:
    """Each key that the seed only shows can be taken into use by taking away its ``#``."""
    run("init", str(tmp_path))
    path = tmp_path / "mockflow.yaml"
    shown = ("extends: ", "locales:", "  primary: ", "  secondary: ", "store: ", "quirks: ")
    lines = path.read_text("utf-8").splitlines()
    used = [line.replace("# ", "", 1) if line.partition("# ")[2].startswith(shown) else line for line in lines]
    assert len([line for line, before in zip(used, lines, strict=True) if line != before]) == len(shown)
    path.write_text("\n".join(used), "utf-8")
    mock = Mockflow(path)
    ids = mock.control("GET", "/ids")
    assert {"journal/first-post", "sites/my-site", "my-site/posts/first-post", "my-site/product"} <= ids.keys()


def test_init_overwrites_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is a seed already it is exit 2 with one line, and both files stay as they are."""
    monkeypatch.chdir(tmp_path)
    mine = tmp_path / "mockflow.yaml"
    mine.write_text("mockflow: 1\n", "utf-8")
    result = run("init")
    assert (result.exit_code, result.stderr) == (2, "mockflow: init: expected no mockflow.yaml, found one\n")
    assert mine.read_text("utf-8") == "mockflow: 1\n"
    assert [path.name for path in tmp_path.iterdir()] == ["mockflow.yaml"]


def test_init_says_why_it_cannot_write(tmp_path: Path) -> None:
    """A folder that cannot be made is exit 1 with the reason."""
    (tmp_path / "file").write_text("", "utf-8")
    result = run("init", str(tmp_path / "file" / "below"))
    assert result.exit_code == 1
    assert result.stderr.startswith("mockflow: init: cannot write ")
    assert result.stderr.endswith(": Not a directory\n")


def test_the_schema_is_draft_7(schema: dict[str, Any]) -> None:
    """It says so itself, and is valid by that draft's own schema."""
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    DRAFT_7.check_schema(schema)


def test_the_schema_explains_every_key(schema: dict[str, Any]) -> None:
    """Each property at every depth has a description and an example that is valid by the property itself."""
    found = dict(described({"properties": schema["properties"]}))
    assert {".sites[].collections[].items[].locales.*.fieldData", ".tokens[].scopes"} <= found.keys()
    for path, each in found.items():
        assert each["description"].strip(), path
        assert each["examples"], path
        for example in each["examples"]:
            assert valid(each, example), (path, example)


@pytest.mark.parametrize(
    ("seed", "holds"),
    [
        ({"mockflow": 1}, True),
        ({"mockflow": 1, "extends": "demo", "sites": [{"shortName": "kiln-and-lantern"}]}, True),
        ({"mockflow": 1, "sites": [{"shortName": "kiln-and-lantern"}]}, False),
        ({"mockflow": 1, "extends": "demo", "sites": [{"colour": "red"}]}, False),
        ({"mockflow": 1, "sites": [{"displayName": "A", "collections": [{"slug": "notes"}]}]}, False),
        ({"mockflow": 2}, False),
        ({}, False),
    ],
)
def test_the_schema_agrees_with_the_reader(schema: dict[str, Any], seed: dict[str, Any], *, holds: bool) -> None:
    """A seed that extends another may leave out what is required otherwise, and nothing may say what is unknown."""
    assert valid(schema, seed) is holds


def test_the_large_seed_is_large() -> None:
    """``large`` has ten thousand posts with their authors and topics, and pages through them."""
    mock = Mockflow("large")
    listed = mock.http().get(f"/collections/{mock.id('posts')}/items", params={"offset": 9_950}).json()
    assert (listed["pagination"]["total"], len(listed["items"])) == (10_000, 50)
    assert mock.item("posts/post-10000").state == "draft"
    last = mock.item("posts/post-9999").staged
    assert last is not None
    assert last["fieldData"]["author"] in mock.control("GET", "/ids").values()


def generated(*arguments: str, hash_seed: str) -> dict[str, Any]:
    """What the command prints in a process of its own, whose sets have another order."""
    program = [sys.executable, "-m", "mockflow", "seed", *arguments]
    done = subprocess.run(program, check=True, capture_output=True, text=True, env={"PYTHONHASHSEED": hash_seed})  # noqa: S603
    read: dict[str, Any] = json.loads(done.stdout)
    return read


def test_a_generated_seed_is_the_same_everywhere(schema: dict[str, Any]) -> None:
    """The same number gives the same seed in every process, another number another; both are valid by the schema."""
    first, second = (generated("--size", "50", hash_seed=number) for number in ("1", "2"))
    other = generated("--size", "50", "--random-seed", "1", hash_seed="1")
    assert sha256(json.dumps(first, sort_keys=True).encode()).hexdigest() == DIGEST_OF_50
    assert first == second != other
    assert valid(schema, first)
    assert valid(schema, other)
    assert len(first["sites"][0]["collections"][0]["items"]) == 50
