"""Options of ``mockflow serve``: each is checked as it is read, and told of in one line."""

import os
import re
from collections.abc import Callable
from typing import Any

import click

_VISIBLE = re.compile(r"[!-~]{1,500}")
_HOST_NAME = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?", re.ASCII | re.IGNORECASE)
_BARE_URL = re.compile(r"https?://([a-z0-9._-]+|\[[0-9a-f:.]+\])(:\d{1,5})?/?", re.ASCII | re.IGNORECASE)


class Commas(click.ParamType[str]):
    """Values that an option gives one by one, and its environment variable with commas."""

    name = "text"
    envvar_list_splitter = ","

    def split_envvar_value(self, rv: str) -> list[str]:
        return [value.strip() for value in rv.split(",") if value.strip()]


def read_port(_: click.Context, __: click.Parameter, value: str) -> int:
    if value.startswith("tcp://"):  # Kubernetes sets MOCKFLOW_PORT so for a Service of that name
        return 4020
    if not value.isascii() or not value.isdigit() or int(value) > 65_535:  # noqa: PLR2004 - the highest port
        raise click.BadParameter(f"expected a port from 0 to 65535, found {value}")
    return int(value)


def read_quirk_options(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
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


def read_clock(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    from mockflow.worlds.clock import Clock  # noqa: PLC0415

    try:
        Clock(value or "real")
    except ValueError as problem:
        raise click.BadParameter(str(problem)) from None
    return value


def read_gate(_: click.Context, parameter: click.Parameter, value: Any) -> Any:
    from mockflow.worlds.outgoing import Gate  # noqa: PLC0415

    try:
        (Gate(forwards=value) if parameter.multiple else Gate(value)).check()
    except ValueError as problem:
        raise click.BadParameter(str(problem)) from None
    return value


def read_world_ids(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    from mockflow.worlds.registry import check_id  # noqa: PLC0415

    try:
        for value in values:
            check_id(value)
    except ValueError as problem:
        raise click.BadParameter(str(problem)) from None
    return values


def read_public_url(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is not None and not _BARE_URL.fullmatch(value):
        raise click.BadParameter(f"expected an http or https URL without a path or a query, found {value}")
    return value


def read_admin_token(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """It is never repeated. An empty variable is one that was to be filled, and click takes it for none."""
    given = os.environ.get("MOCKFLOW_ADMIN_TOKEN") if value is None else value
    if given is not None and not _VISIBLE.fullmatch(given):
        raise click.BadParameter("expected 1 to 500 visible ASCII characters without spaces, found something else")
    return given


def read_allowed_hosts(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    for value in values:
        if not _HOST_NAME.fullmatch(value):
            raise click.BadParameter(f"expected a host name such as mockflow.example, found {value}")
    return values


def option(*names: str, **settings: Any) -> Callable[[Any], Any]:
    variable = "MOCKFLOW_" + names[0].partition("/")[0].removeprefix("--").replace("-", "_").upper()
    return click.option(*names, envvar=variable, show_default=True, **settings)
