"""Writes what is generated, or says what is stale: ``python -m tests.gates.generate [--check]``."""

import sys
from collections.abc import Iterable
from pathlib import Path

from mockflow.contract import build_contract, to_yaml
from mockflow.ledger import count_by_evidence, load_rules
from mockflow.resources.table import AREAS, ROUTES
from mockflow.worlds.quirks import NUMBERS, QUIRKS
from mockflow.worlds.seed_json_schema import seed_json_schema
from tests.gates.control_document import document
from tests.gates.quirk_texts import QUIRK_TEXTS

ROOT = Path(__file__).resolve().parent.parent.parent
FUZZED = ROOT / "benchmarks" / "fuzz.json"
"""The figures of the last ``make fuzz``."""


def generated() -> dict[Path, str]:
    """Every generated file, with what it should hold."""
    import json  # noqa: PLC0415 - only the schema needs it

    readme = ROOT / "README.md"
    text = readme.read_text("utf-8")
    for name, lines in (
        ("operations", operation_rows()),
        ("quirks", quirk_rows()),
        ("evidence", evidence_rows()),
        ("fuzz", fuzz_rows()),
    ):
        text = _with_table(text, name, lines)
    return {
        ROOT / "contracts" / "openapi.yaml": to_yaml(build_contract()),
        ROOT / "mockflow" / "resources" / "index.py": "".join(f"{line}\n" for line in index_lines()),
        ROOT / "contracts" / "seed.schema.json": json.dumps(seed_json_schema(), indent=2) + "\n",
        ROOT / "docs" / "control-plane.md": document(),
        readme: text,
    }


def index_lines() -> Iterable[str]:
    """The module that finds an operation's area."""
    yield '"""Which area has each operation. Generated from ``table``, which imports them all: ``make generate``."""'
    yield ""
    yield "INDEX = ("
    for area in AREAS:
        module = area.__name__.rpartition(".")[2]
        yield from (f'    ("{route.method}", "{route.path}", "{module}"),' for route in area.ROUTES)
    yield ")"
    yield '"""Method, path and module of each operation, in the table\'s order."""'


def operation_rows() -> Iterable[str]:
    """The table of operations."""
    yield "| call | name | scope | events |"
    yield "| --- | --- | --- | --- |"
    for route in ROUTES:
        events = " ".join(f"`{event}`" for event in route.events)
        yield f"| `{route.method} {route.path}` | `{route.operation_id}` | `{route.scope}` | {events} |"


def quirk_rows() -> Iterable[str]:
    """The table of quirks."""
    yield "| quirk | values, the default first | says |"
    yield "| --- | --- | --- |"
    for name, values in QUIRKS.items():
        yield f"| `{name}` | {' '.join(f'`{value}`' for value in values)} | {QUIRK_TEXTS[name]} |"
    for name, default in NUMBERS.items():
        article = "another" if default.isdigit() else "a"
        yield f"| `{name}` | `{default}`, or {article} whole number from 1 on | {QUIRK_TEXTS[name]} |"


def fuzz_rows() -> Iterable[str]:
    """The table of the last long attack, as it was kept."""
    import json  # noqa: PLC0415 - as above

    if not FUZZED.exists():
        yield "No figures are kept yet."
        return
    kept = json.loads(FUZZED.read_text("utf-8"))
    columns = {"on": kept["on"], "operations": kept["operations"], "calls of each": kept["examples"]}
    columns |= {
        "calls in all": f"{kept['calls']:,}",
        **{f"answers {name}": f"{n:,}" for name, n in kept["answers"].items()},
    }
    columns |= {"not as documented": kept["undocumented"], "seconds": kept["seconds"]}
    yield f"| {' | '.join(columns)} |"
    yield f"|{' --- |' * len(columns)}"
    yield f"| {' | '.join(map(str, columns.values()))} |"


EVIDENCE_TEXTS = {
    "observed": "seen in answers of the real API: recorded traffic, probes, reports of integrators",
    "specified": "said by Webflow's published OpenAPI document",
    "documented": "said by Webflow's developer documentation or changelog",
    "inferred": "follows from what is known, and nobody has confirmed it",
    "invented": "chosen where the sources are silent, often about the double's own parts, such as seeds",
}


def evidence_rows() -> Iterable[str]:
    """The table of the ledger's classes of evidence."""
    yield "| evidence | rules | which means |"
    yield "| --- | --- | --- |"
    for name, count in count_by_evidence(load_rules()).items():
        yield f"| {name} | {count} | {EVIDENCE_TEXTS[name]} |"


def _with_table(text: str, name: str, lines: Iterable[str]) -> str:
    start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    if start not in text or end not in text:
        sys.exit(f"README.md: expected the markers {start.strip()} and {end}, found at most one")
    before, _, rest = text.partition(start)
    return before + start + "\n".join(lines) + "\n" + end + rest.partition(end)[2]


def stale() -> list[str]:
    """The generated files that do not hold what they should."""
    return [
        str(path.relative_to(ROOT))
        for path, text in generated().items()
        if not path.exists() or path.read_text("utf-8") != text
    ]


def main() -> None:
    if "--check" in sys.argv:
        if stale():
            sys.exit(f"stale: {', '.join(stale())}; run `make generate`")
        return
    write()


def write() -> None:
    """Write every generated file."""
    for path, text in generated().items():
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
