"""The command line: it parses and prints, and decides nothing."""

import gc
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

import click

from mockflow import API_DATE, __version__
from mockflow.errors import SeedError

_PLANS = ("starter", "basic", "cms", "ecommerce", "business", "enterprise")
_LOCAL_SEED = "mockflow.yaml"
_BARE_URL = re.compile(r"https?://([a-z0-9._-]+|\[[0-9a-f:.]+\])(:\d{1,5})?/?", re.ASCII | re.IGNORECASE)


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


@click.group(cls=_OneLine, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message=f"%(prog)s %(version)s (Data API v2 of {API_DATE})", prog_name="mockflow")
def main() -> None:
    """An offline, stateful double of the Webflow Data API v2. Not affiliated with Webflow."""


class _Commas(click.ParamType[str]):
    """Values that an option gives one by one, and its environment variable with commas."""

    name = "text"
    envvar_list_splitter = ","

    def split_envvar_value(self, rv: str) -> list[str]:
        return [value.strip() for value in rv.split(",") if value.strip()]


def _port(_: click.Context, __: click.Parameter, value: str) -> int:
    if value.startswith("tcp://"):  # Kubernetes sets MOCKFLOW_PORT so for a Service of that name
        return 4020
    if not value.isascii() or not value.isdigit() or int(value) > 65_535:  # noqa: PLR2004 - the highest port
        raise click.BadParameter(f"expected a port from 0 to 65535, found {value}")
    return int(value)


def _quirks(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    from mockflow.worlds.quirks import read_quirks  # noqa: PLC0415 - only what a command needs is imported

    pairs = {}
    for value in values:
        name, equals, switch = value.partition("=")
        if not equals:
            raise click.BadParameter(f"expected NAME=VALUE, found {value}")
        pairs[name] = switch
    try:
        return read_quirks(pairs)
    except ValueError as problem:
        raise click.BadParameter(str(problem)) from None


def _clock(_: click.Context, __: click.Parameter, value: str) -> str:
    from mockflow.worlds.clock import Clock  # noqa: PLC0415

    try:
        Clock(value)
    except ValueError as problem:
        raise click.BadParameter(str(problem)) from None
    return value


def _egress(_: click.Context, parameter: click.Parameter, value: Any) -> Any:
    from mockflow.worlds.outgoing import Gate  # noqa: PLC0415

    try:
        (Gate(forwards=value) if parameter.multiple else Gate(value)).check()
    except ValueError as problem:
        raise click.BadParameter(str(problem)) from None
    return value


def _public_url(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is not None and not _BARE_URL.fullmatch(value):
        raise click.BadParameter(f"expected an http or https URL without a path or a query, found {value}")
    return value


def _option(*names: str, **settings: Any) -> Callable[[Any], Any]:
    variable = "MOCKFLOW_" + names[0].partition("/")[0].removeprefix("--").replace("-", "_").upper()
    return click.option(*names, envvar=variable, show_default=True, **settings)


@main.command()
@_option("--host", default="127.0.0.1", help="Address to bind.")
@_option("--port", default="4020", callback=_port, help="Port to bind; 0 for a free one.")
@_option("--seed", help="demo, empty, large, or a YAML or JSON file.  [default: mockflow.yaml if there, else demo]")
@_option("--plan", type=click.Choice(_PLANS), help="Instead of the seed's plan: it sets the rate limit.")
@_option("--rate-limit/--no-rate-limit", default=True, help="Requests a minute, and the publish limit.")
@_option("--clock", default="real", callback=_clock, help="real, a time to stand still at, or +5d.")
@_option("--quirk", "quirks", multiple=True, type=_Commas(), callback=_quirks, help="NAME=VALUE; repeatable.")
@_option("--token", "tokens", multiple=True, type=_Commas(), help="A further value of the site token; repeatable.")
@_option(
    "--webhooks", default="local", callback=_egress, help="Where deliveries may go: local, any, off, or local,HOST,..."
)
@_option("--forward-webhooks", multiple=True, type=_Commas(), callback=_egress, help="[ORIGIN=]URL to send to instead.")
@_option("--public-url", callback=_public_url, help="Base of the URLs handed out.  [default: the caller's Host]")
@_option("--server", type=click.Choice(("auto", "granian", "waitress")), default="auto", help="The HTTP server.")
@_option("--ready-file", help="File to write {url, api_url, port, pid} to once calls are answered.")
@_option("--log-format", type=click.Choice(("text", "json")), default="text", help="Form of the log on stderr.")
@_option("--quiet", is_flag=True, help="No line for each call.")
def serve(seed: str | None, **options: Any) -> None:
    """Run the double until SIGINT or SIGTERM."""
    gc.disable()  # nothing that is imported is garbage, and looking costs a fifth of the time to a first answer
    from mockflow.server import CannotServeError, Settings, has_granian, run  # noqa: PLC0415 - imports Flask

    if options["server"] == "granian" and not has_granian():
        _fail("--server granian: expected granian to be installed: pip install 'mockflow-server[fast]'", 2)
    settings = Settings(seed=seed or (_LOCAL_SEED if Path(_LOCAL_SEED).is_file() else "demo"), **options)
    try:
        made = settings.options()
        from mockflow.worlds.world import World  # noqa: PLC0415

        World("default", made)
        run(settings, _announcer(made.planted.first_site))
    except SeedError as error:
        _fail_seed(error)
    except CannotServeError as error:
        _fail(str(error), 1)
    except ValueError as error:
        _fail(str(error), 2)


class _announcer:  # noqa: N801 - used as a function; a class, so that a worker process can be handed it
    def __init__(self, site_id: str | None) -> None:
        self.site_id = site_id

    def __call__(self, url: str) -> None:
        _say(f"mockflow {__version__} answers as the Webflow Data API v2 of {API_DATE}")
        _say(f"  API     {url}/v2")
        _say(f"  site    {self.site_id or 'none'}")
        _say("  tokens  mockflow-site-token  mockflow-app-token  mockflow-readonly-token  mockflow-expired-token")
        _say(f"  control {url}/_mockflow/health")


@main.command()
@click.option("--json", "as_json", is_flag=True, help="As a JSON list.")
def routes(as_json: bool) -> None:
    """List every operation: method, path, name, scope and events."""
    from mockflow.resources.table import ROUTES  # noqa: PLC0415

    rows = [route.to_dict() for route in ROUTES]
    if as_json:
        click.echo(json.dumps(rows, indent=2))
        return
    for row in rows:
        click.echo(_columns(row))


def _columns(row: dict[str, Any]) -> str:
    kinds, events = "/".join(row["tokenKinds"]), " ".join(row["events"])
    start = f"{row['method']:<7}{row['path']:<53}{row['operationId']:<29}{row['area']:<12}"
    return f"{start}{row['scope'] or '-':<12}{kinds:<11} {events}".rstrip()


@main.command()
@click.option("--format", "form", type=click.Choice(("yaml", "json")), default="yaml", show_default=True)
def contract(form: str) -> None:
    """Print the OpenAPI 3.1 contract."""
    from mockflow.contract import build_contract, to_json, to_yaml  # noqa: PLC0415

    click.echo((to_yaml if form == "yaml" else to_json)(build_contract()), nl=False)


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
