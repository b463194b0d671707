"""`mockflow drift` as it is called."""

import json
from copy import deepcopy
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from mockflow.cli import main
from mockflow.contract import build_contract
from mockflow.drift import find_drift, load_deviations
from tests.contract.checker import published_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["drift", *arguments])


def write(path: Path, content: str | bytes) -> str:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def test_a_file_without_differences_ends_well(tmp_path: Path) -> None:
    """The contract itself, in YAML or JSON, prints nothing and exits 0."""
    document = build_contract()
    for text in (json.dumps(document), yaml.dump(document, Dumper=yaml.CSafeDumper)):
        result = run(write(tmp_path / "spec", text))
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr == "0 unexplained, 0 explained by contracts/deviations.yaml\n"


def test_differences_are_lines_and_the_exit_status(tmp_path: Path) -> None:
    """An unexplained difference is a line on stdout and exit 1; an explained one is counted, and shown when asked."""
    spec = deepcopy(build_contract())
    spec["components"]["schemas"]["Site"]["properties"]["colour"] = {"type": "string"}
    spec["components"]["schemas"]["Site"]["properties"]["lastPublished"]["type"] = "string"
    file = write(tmp_path / "spec.json", json.dumps(spec))
    result = run(file)
    assert result.exit_code == 1
    (line,) = result.stdout.splitlines()
    assert line.startswith("/components/schemas/Site/properties/colour: GET /sites response 200 sites[].colour")
    assert result.stderr == "1 unexplained, 1 explained by contracts/deviations.yaml\n"
    assert [line.endswith("[last-published-null]") for line in run(file, "--all").stdout.splitlines()] == [True, False]


def test_json_says_the_same(tmp_path: Path) -> None:
    """--json prints the counts and the differences as an object."""
    spec = deepcopy(build_contract())
    spec["paths"]["/robots"] = {"get": {"operationId": "robots", "responses": {}}}
    said = json.loads(run(write(tmp_path / "spec.json", json.dumps(spec)), "--json").stdout)
    assert said == {
        "unexplained": 1,
        "explained": 0,
        "differences": [
            {
                "kind": "operation",
                "pointer": "/paths/~1robots/get",
                "call": "GET /robots",
                "operationId": "robots",
                "side": "",
                "status": "",
                "path": "",
                "spec": "the operation robots",
                "mockflow": "none",
                "deviation": None,
                "also": [],
            }
        ],
    }


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "expected JSON, found "),
        ("a: [", "expected YAML, found "),
        (b"\xff\xfe", "expected text in UTF-8, found something else"),
        ("", "expected an OpenAPI document, found no key openapi"),
        ("[1, 2]", "expected an OpenAPI document, found no key openapi"),
        ("swagger: '2.0'", "expected an OpenAPI document, found no key openapi"),
        ("openapi: '2.0'\npaths: {}", "expected OpenAPI 3.0 or 3.1, found '2.0'"),
        ("openapi: 3.1.0", "expected paths to be an object, found NoneType"),
        ("a: !!python/object/apply:os.system [exit]", "expected YAML, found could not determine a constructor"),
        ("a: &a {b: 1}\nc: {<<: *a}", "expected no merge keys (<<), found one in line 2"),
        ("[" * 5_000, "expected "),
        ("{" * 5_000, "expected JSON, found "),
    ],
)
def test_what_is_no_openapi_file_is_one_line(tmp_path: Path, content: str | bytes, words: str) -> None:
    """A file that is not OpenAPI ends with exit 2 and one line that says what was found."""
    file = write(tmp_path / "spec", content)
    result = run(file)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"mockflow: drift: {file}: {words}")
    assert result.stderr.count("\n") == 1


def test_a_file_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    """A missing file, a folder, and a file of another size than a document has."""
    large = tmp_path / "large"
    with large.open("wb") as file:
        file.truncate(40_000_000)
    for path, words in (
        (tmp_path / "gone", "cannot be read: No such file or directory"),
        (tmp_path, "cannot be read: Is a directory"),
        (large, "expected 32,000,000 bytes at most, found more"),
    ):
        result = run(str(path))
        assert (result.exit_code, result.stderr) == (2, f"mockflow: drift: {path}: {words}\n")


def test_a_reference_out_of_the_file_is_one_line(tmp_path: Path) -> None:
    """Nothing is fetched, and the line says so."""
    operation = {"operationId": "get-site", "responses": {"200": {"$ref": "http://127.0.0.1:9/x"}}}
    spec = {"openapi": "3.0.3", "paths": {"/sites/{id}": {"get": operation}}}
    result = run(write(tmp_path / "spec.json", json.dumps(spec)))
    assert result.exit_code == 2
    assert "expected a $ref within the file (none is fetched), found 'http://127.0.0.1:9/x'" in result.stderr


def test_names_of_the_file_do_not_move_the_terminal(tmp_path: Path) -> None:
    """Control characters of a name are shown as what they are not, and a long one is cut."""
    spec = {"openapi": "3.1.0", "paths": {"/\x1b[2J\n": {"get": {"operationId": "x" * 9_000, "responses": {}}}}}
    first = run(write(tmp_path / "spec.json", json.dumps(spec))).stdout.splitlines()[0]
    assert "\x1b" not in first
    assert len(first) == 2_000


def test_the_published_document_has_nothing_unexplained() -> None:
    """What Webflow publishes and the double has are the same, but for the deviations and what is not built yet."""
    path = published_path()
    if path is None:
        pytest.skip("WEBFLOW_OPENAPI does not name Webflow's published OpenAPI document")
    result = run(str(path))
    lines = result.stdout.splitlines()
    assert [line for line in lines if "SPEC: the operation " not in line] == []
    assert result.exit_code == (1 if lines else 0)


def test_every_deviation_explains_something(published: dict[str, object]) -> None:
    """A row of contracts/deviations.yaml that explains no difference is an error."""
    found = find_drift(published, build_contract()).differences
    idle = [row.id for row in load_deviations() if not any(row.explains(each) for each in found)]
    assert idle == []
