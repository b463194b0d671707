"""`mockflow drift` and `mockflow rules`: how far the double can be relied on."""

import json
from pathlib import Path

import click

_WIDEST = 2_000


@click.command()
@click.argument("spec", type=click.Path(path_type=Path))
@click.option("--all", "with_explained", is_flag=True, help="Those too that a known deviation explains, with its id.")
@click.option("--json", "as_json", is_flag=True, help="As a JSON object.")
def drift(spec: Path, *, with_explained: bool, as_json: bool) -> None:
    """Compare the contract with SPEC, an OpenAPI file of the real API.

    One line for each difference, with the JSON pointer into SPEC. Exits 1 where one is not explained by
    contracts/deviations.yaml. SPEC is only read: no $ref that leaves it is fetched.
    """
    from mockflow.contract import build_contract  # noqa: PLC0415
    from mockflow.drift import SpecError, find_drift, load_deviations, read_spec  # noqa: PLC0415

    try:
        found = find_drift(read_spec(spec), build_contract(), load_deviations())
    except SpecError as error:
        raise click.UsageError(_one_line(f"drift: {error}")) from None
    if as_json:
        click.echo(json.dumps(found.to_dict(with_explained=with_explained), indent=2))
    else:
        for each in found.differences if with_explained else found.unexplained:
            click.echo(_one_line(str(each)))
    count = len(found.unexplained)
    click.echo(f"{count} unexplained, {len(found.explained)} explained by contracts/deviations.yaml", err=True)
    raise SystemExit(1 if count else 0)


def _one_line(text: str) -> str:
    """The names in it are the file's: nothing of them may move the cursor of a terminal."""
    told = text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "\N{HORIZONTAL ELLIPSIS}"
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in told)
