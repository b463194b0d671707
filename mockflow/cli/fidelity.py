"""`mockflow drift` and `mockflow rules`: how far the double can be relied on."""

import json
from pathlib import Path

import click

_EVIDENCE = ("observed", "specified", "documented", "inferred", "invented")
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


@click.command()
@click.option("--evidence", type=click.Choice(_EVIDENCE), multiple=True, help="Of this class only; repeatable.")
@click.option("--area", help="Of this area only: sites, cms and so on, platform, or double.")
@click.option("--json", "as_json", is_flag=True, help="As a JSON list.")
def rules(evidence: tuple[str, ...], area: str | None, *, as_json: bool) -> None:
    """List the rules that the double follows, with how sure each is.

    A rule is observed on the real API, specified by its published document, documented by Webflow, inferred, or
    invented. The area platform is of rules about every call, double of those that no answer shows.
    """
    from mockflow.ledger import AREAS, load_rules  # noqa: PLC0415

    if area is not None and area not in AREAS:
        raise click.UsageError(f"rules --area: expected {', '.join(AREAS)}, found {area}")
    chosen = (rule for rule in load_rules() if rule.evidence in (evidence or _EVIDENCE) and area in {None, rule.area})
    rows = sorted(chosen, key=lambda rule: AREAS.index(rule.area))
    if as_json:
        click.echo(json.dumps([rule.to_dict() for rule in rows], indent=2))
        return
    width = max((len(rule.id) for rule in rows), default=0)
    for rule in rows:
        click.echo(f"{rule.area:<12}{rule.id:<{width}}  {rule.evidence:<11} {rule.statement}")
    click.echo(f"{len(rows)} rules", err=True)
