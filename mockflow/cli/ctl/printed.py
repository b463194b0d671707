"""What people read: short lines, with nothing in them that a terminal would act on."""

import json
import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

import click

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_TIME = slice(11, 23)
_DATE = slice(0, 10)
_SECOND = slice(11, 19)


def printable(text: object) -> str:
    """This text on one line, without characters that move a cursor, break a line or turn its direction."""
    return _UNPRINTABLE.sub("?", str(text))


def say(line: str) -> None:
    """A result for people."""
    click.echo(printable(line).rstrip())


def say_lines(text: str) -> None:
    """Several lines of it."""
    for line in text.split("\n"):
        say(line)


def note(line: str) -> None:
    """A word beside the results."""
    click.echo(f"mockflow: {printable(line)}", err=True)


def fail(line: str, code: int = 1) -> NoReturn:
    """One line that says why there is no result."""
    note(line)
    sys.exit(code)


def say_json(value: Any, *, indent: int | None = 2) -> None:
    """The control plane's JSON. What a terminal would act on is escaped within it, and the value is the same."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    click.echo(_ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


_ESCAPED = re.compile(_UNPRINTABLE.pattern.replace("\x00-\x1f", ""))


def columns(*cells: object) -> str:
    """Cells side by side: a number is the width of the cell before it."""
    line = ""
    for cell in cells:
        line = f"{line:<{cell}}  " if isinstance(cell, int) else line + str(cell)
    return line


def table(rows: Iterable[tuple[object, ...]]) -> None:
    """Rows with each column as wide as its widest cell."""
    shown = [[printable("" if cell is None else cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def time_of(at: str) -> str:
    """The time of day, with milliseconds."""
    return at[_TIME]


def moment_of(at: str) -> str:
    """Date and time, to the second."""
    return f"{at[_DATE]} {at[_SECOND]}"
