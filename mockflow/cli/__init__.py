"""The command line: it parses and prints, and decides nothing."""

import gc
import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

import click

from mockflow import API_DATE, __version__
from mockflow.errors import SeedError, StateFileError

from .options import (
    Commas,
    option,
    read_admin_token,
    read_allowed_hosts,
    read_clock,
    read_gate,
    read_port,
    read_public_url,
    read_quirk_options,
    read_world_ids,
)

_PLANS = ("starter", "basic", "cms", "ecommerce", "business", "enterprise")
_LOCAL_SEED = "mockflow.yaml"
_LATER = {"ctl": "ctl", "drift": "fidelity", "rules": "fidelity"}
"""The module of each command that is imported once it is asked for."""


def _say(line: str) -> None:
    click.echo(line, err=True)


def _fail(line: str, code: int) -> NoReturn:
    _say(f"mockflow: {line}")
    sys.exit(code)


class _OneLine(click.Group):
    """Tells what is wrong with a command in one line, where click adds how it is used."""

    def main(self, *args: Any, **further: Any) -> Any:
        if not further.pop("standalone_mode", True):
            return super().main(*args, standalone_mode=False, **further)  # type: ignore[call-overload]  # handed on
        try:
            ended = super().main(*args, standalone_mode=False, **further)  # type: ignore[call-overload]
        except click.exceptions.NoArgsIsHelpError as asked:
            _say(asked.format_message())
            sys.exit(asked.exit_code)
        except click.ClickException as error:
            _fail(error.format_message(), error.exit_code)
        except click.Abort:
            _fail("stopped", 1)
        except BrokenPipeError:  # who reads the output has read enough
            sys.stdout = None
            sys.exit(1)
        sys.exit(ended if isinstance(ended, int) else 0)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name; some are imported once they are asked for."""
        if cmd_name in _LATER and cmd_name not in self.commands:
            module = import_module(f"{__name__}.{_LATER[cmd_name]}")  # `serve` starts without it
            self.add_command(getattr(module, cmd_name))
        return super().get_command(ctx, cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *_LATER})


@click.group(cls=_OneLine, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message=f"%(prog)s %(version)s (Data API v2 of {API_DATE})", prog_name="mockflow")
def main() -> None:
    """An offline, stateful double of the Webflow Data API v2. Not affiliated with Webflow."""


@main.command()
@option("--host", default="127.0.0.1", help="Address to bind.")
@option("--port", default="4020", callback=read_port, help="Port to bind; 0 for a free one.")
@option("--seed", help="demo, empty, large, or a YAML or JSON file.  [default: mockflow.yaml if there, else demo]")
@option("--plan", type=click.Choice(_PLANS), help="Instead of the seed's plan: it sets the rate limit.")
@option("--rate-limit/--no-rate-limit", default=True, help="Requests a minute, and the publish limit.")
@option("--clock", callback=read_clock, help="real, a time to stand still at, or +5d.  [default: real]")
@option("--quirk", "quirks", multiple=True, type=Commas(), callback=read_quirk_options, help="NAME=VALUE; repeatable.")
@option("--token", "tokens", multiple=True, type=Commas(), help="A further value of the site token; repeatable.")
@option("--world", "worlds", multiple=True, type=Commas(), callback=read_world_ids, help="A further world; repeatable.")
@option("--max-worlds", type=click.IntRange(1, 100_000), default=2_000, help="How many worlds there may be.")
@option(
    "--webhooks",
    default="local",
    callback=read_gate,
    help="Where deliveries may go: local, any, off, or local,HOST,...",
)
@option("--forward-webhooks", multiple=True, type=Commas(), callback=read_gate, help="[ORIGIN=]URL to send to instead.")
@option("--public-url", callback=read_public_url, help="Base of the URLs handed out.  [default: the caller's Host]")
@option("--state", help="File to load the default world from, if there, and to save it to.")
@option("--admin-token", callback=read_admin_token, help="What the control plane asks for as Authorization: Bearer.")
@option("--open-control", is_flag=True, help="Leave the control plane open to whoever reaches the address.")
@option(
    "--allowed-host",
    "allowed_hosts",
    multiple=True,
    type=Commas(),
    callback=read_allowed_hosts,
    help="A Host that the control plane answers to; repeatable.",
)
@option("--server", type=click.Choice(("auto", "granian", "waitress")), default="auto", help="The HTTP server.")
@option("--ready-file", help="File to write {url, api_url, port, pid} to once calls are answered.")
@option("--log-format", type=click.Choice(("text", "json")), default="text", help="Form of the log on stderr.")
@option("--quiet", is_flag=True, help="No line for each call.")
def serve(seed: str | None, **options: Any) -> None:
    """Run the double until SIGINT or SIGTERM."""
    gc.disable()  # nothing that is imported is garbage, and looking costs a fifth of the time to a first answer
    from mockflow.server import CannotServeError, Settings, has_granian, run  # noqa: PLC0415 - imports Flask

    if options["server"] == "granian" and not has_granian():
        _fail("--server granian: expected granian to be installed: pip install 'mockflow-server[fast]'", 2)
    settings = Settings(seed=seed or (_LOCAL_SEED if Path(_LOCAL_SEED).is_file() else "demo"), **options)
    try:
        is_exposed = settings.is_exposed()
        first_site = settings.make_worlds().default.first_site
        run(settings, _announcer(first_site, is_exposed=is_exposed))
    except SeedError as error:
        _fail_seed(error)
    except (CannotServeError, StateFileError) as error:
        _fail(str(error), 1)
    except ValueError as error:
        _fail(str(error), 2)


class _announcer:  # noqa: N801 - used as a function; a class, so that a worker process can be handed it
    def __init__(self, site_id: str | None, *, is_exposed: bool) -> None:
        self.site_id = site_id
        self.is_exposed = is_exposed

    def __call__(self, url: str) -> None:
        _say(f"mockflow {__version__} answers as the Webflow Data API v2 of {API_DATE}")
        _say(f"  API     {url}/v2")
        _say(f"  site    {self.site_id or 'none'}")
        _say("  tokens  mockflow-site-token  mockflow-app-token  mockflow-readonly-token  mockflow-expired-token")
        _say("          ws-mockflow-workspace-token")
        _say(f"  app     mockflow-client-id / mockflow-client-secret, consent at {url}/oauth/authorize")
        _say(f"  control {url}/_mockflow/health")
        if self.is_exposed:
            _say("  warning the control plane is open to whoever reaches this address: --admin-token closes it")


@main.command()
@click.option("--json", "as_json", is_flag=True, help="As a JSON list.")
def routes(as_json: bool) -> None:
    """List every operation: method, path, name, scope and events."""
    from mockflow.resources.table import ROUTES  # noqa: PLC0415
    from mockflow.worlds.oauth.names import ENDPOINTS  # noqa: PLC0415

    rows = [each.to_dict() for each in (*ROUTES, *ENDPOINTS)]
    if as_json:
        click.echo(json.dumps(rows, indent=2))
        return
    for row in rows:
        click.echo(_columns(row))


def _columns(row: dict[str, Any]) -> str:
    kinds, events = "/".join(row["tokenKinds"]), " ".join(row["events"])
    start = f"{row['method']:<7}{row['path']:<61}{row['operationId']:<31}{row['area']:<12}"
    return f"{start}{row['scope'] or '-':<24}{kinds:<16}{events}".rstrip()


@main.command()
@click.option("--format", "form", type=click.Choice(("yaml", "json")), default="yaml", show_default=True)
@click.option("--control", is_flag=True, help="That of the control plane instead of the API's.")
def contract(form: str, *, control: bool) -> None:
    """Print the OpenAPI 3.1 contract."""
    from mockflow.contract import build_contract, build_control_contract, to_json, to_yaml  # noqa: PLC0415

    if control:
        from mockflow.web.control_table import CONTROLS  # noqa: PLC0415 - imports Flask

        document = build_control_contract(CONTROLS)
    else:
        document = build_contract()
    click.echo((to_yaml if form == "yaml" else to_json)(document), nl=False)


@main.command()
@click.argument("seed", required=False)
@click.option("--schema", "show_schema", is_flag=True, help="Print the JSON Schema of seeds instead.")
@click.option("--size", type=click.IntRange(1, 1_000_000), help="Print a generated seed of so many items instead.")
@click.option("--random-seed", type=int, default=0, show_default=True, help="Another number, another generated seed.")
@click.option("--from", "url", metavar="URL", help="Print the world that runs there as a seed instead, in YAML.")
@click.option("--world", envvar="MOCKFLOW_WORLD", help="Of --from: which world.  [default: the default one]")
@click.option("--admin-token", envvar="MOCKFLOW_ADMIN_TOKEN", help="Of --from: what its control plane asks for.")
def seed(seed: str | None, *, show_schema: bool, size: int | None, random_seed: int, **source: str | None) -> None:
    """Check a seed, and print the world that it makes as canonical JSON."""
    if source["url"] is not None:
        if seed is not None or show_schema or size is not None:
            _fail("seed: expected --from or another seed, found both", 2)
        _print_seed_of(**source)
    elif show_schema:
        from mockflow.worlds.seed_json_schema import seed_json_schema  # noqa: PLC0415

        _print_json(seed_json_schema())
    elif size is not None:
        from mockflow.worlds.generated import generated_seed  # noqa: PLC0415

        _print_json(generated_seed(size, random_seed))
    elif seed is None:
        _fail("seed: expected the name of a seed or a file, found nothing", 2)
    else:
        _print_world(seed)


def _print_world(seed: str) -> None:
    from mockflow.worlds.seeds import plant  # noqa: PLC0415
    from mockflow.worlds.world_document import world_document  # noqa: PLC0415

    try:
        _print_json(world_document(plant(seed)))
    except SeedError as error:
        _fail_seed(error)


def _print_seed_of(url: Any, world: str | None, admin_token: str | None) -> None:
    from mockflow.worlds.seed_from import NoSeedError, fetch_seed  # noqa: PLC0415
    from mockflow.worlds.seed_writing import to_yaml  # noqa: PLC0415

    try:
        click.echo(to_yaml(fetch_seed(url, world=world, admin_token=admin_token)), nl=False)
    except (NoSeedError, ValueError) as error:
        _fail(f"--from: {error}", 1 if isinstance(error, NoSeedError) else 2)


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _fail_seed(error: SeedError) -> NoReturn:
    for problem in error.problems:
        _say(str(problem))
    sys.exit(2)


@main.command()
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(file_okay=False, path_type=Path))
def init(folder: Path) -> None:
    """Write a commented mockflow.yaml, and the schema that editors read, into DIR."""
    from mockflow.worlds.starter import write_starter  # noqa: PLC0415

    try:
        written = write_starter(folder)
    except FileExistsError as error:
        _fail(f"init: expected no {error.filename}, found one", 2)
    except OSError as error:
        _fail(f"init: cannot write {error.filename}: {error.strerror}", 1)
    for path in written:
        _say(f"wrote {path}")
    _say("`mockflow serve` starts from it")


@main.command()
@click.option("--url", default="http://127.0.0.1:4020", envvar="MOCKFLOW_URL", show_default=True, help="The double.")
@click.option("--wait", type=click.FloatRange(min=0), default=0.0, help="Seconds to wait for it.")
def health(url: str, wait: float) -> None:
    """Exit 0 when a double answers, 1 when none does."""
    from mockflow.server import wait_until_healthy  # noqa: PLC0415

    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        host, port = parts.hostname or "", parts.port or 80
    except ValueError:
        host = ""
    if not host:
        _fail(f"--url: expected a URL such as http://127.0.0.1:4020, found {url}", 2)
    if not wait_until_healthy(host, port, wait):
        _fail(f"no double answers at {url}", 1)
    _say(f"ok: a double answers at {url}")
