"""How a verb is made: the options that all of them have stand before it or after it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from .talk import Reach, Talk

Function = Callable[..., Any]

_OPTIONS = (
    ("--url", "MOCKFLOW_URL", "The double.  [default: http://127.0.0.1:4020]"),
    ("--world", "MOCKFLOW_WORLD", "The world.  [default: default]"),
    ("--admin-token", "MOCKFLOW_ADMIN_TOKEN", "What the control plane asks for, if it does."),
)


def _reaching(function: Function, *, from_environment: bool = False) -> Function:
    """A function with the options that say which double and world; environment variables count least."""
    for name, variable, text in reversed(_OPTIONS):
        function = click.option(name, envvar=variable if from_environment else None, help=text)(function)
    return click.option("--json", "as_json", is_flag=True, help="The control plane's JSON.")(function)


def _start(context: click.Context, **reach: Any) -> None:
    """The control plane of a running double."""
    context.obj = Reach(**reach)


ctl: click.Group = click.group("ctl")(_reaching(click.pass_context(_start), from_environment=True))


def _talking(function: Function) -> Function:
    """A function that is given a ``Talk`` in place of the options."""

    @wraps(function)
    def run(context: click.Context, /, **given: Any) -> Any:
        own = Reach(*(given.pop(each) for each in Reach._fields))
        context.obj = own.over(context.find_object(Reach) or Reach())
        return function(Talk(context.obj), **given)

    return _reaching(click.pass_context(run))


def verb(name: str, group: click.Group = ctl) -> Callable[[Function], click.Command]:
    """A verb: its function is given a ``Talk``, and what its own arguments and options say."""
    return lambda function: group.command(name)(_talking(function))


def noun(name: str) -> Callable[[Function], click.Group]:
    """A thing that has verbs of its own; its function runs where none of them is named, and lists."""

    def decorate(function: Function) -> click.Group:
        @wraps(function)
        def run(talk: Talk, **given: Any) -> None:
            if click.get_current_context().invoked_subcommand is None:
                function(talk, **given)

        return ctl.group(name, invoke_without_command=True)(_talking(run))

    return decorate


def pairs(values: tuple[str, ...], what: str = "KEY=VALUE") -> dict[str, str]:
    """``key=value`` arguments; UsageError for one that is none, or a key that comes twice."""
    found: dict[str, str] = {}
    for value in values:
        key, equals, content = value.partition("=")
        if not equals or not key or key in found:
            raise click.UsageError(f"expected {what}, each key once, found {value}")
        found[key] = content
    return found
