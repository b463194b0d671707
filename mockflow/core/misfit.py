"""What does not fit in a document: where it stands, what was expected there and what was found."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from .wording import quoted

_SHOWN = 60
_KEY = re.compile(r"[\w-]{1,60}")
_NOTHING: Any = object()


class Misfit(ValueError):  # noqa: N818 - the word for the value, which is what its readers are told of
    """A value that is not what its place asks for; ``str`` says where it stands, what was expected and what was found.

    Args:
        expected: what the place asks for.
        found: the value; nothing for one that is not there.
        steps: the way to it from here.
    """

    def __init__(self, expected: str, found: Any = _NOTHING, *steps: str | int) -> None:
        super().__init__(expected)
        self.expected = expected
        self.found = "nothing" if found is _NOTHING else _shown(found)
        self._steps = list(reversed(steps))

    def within(self, *steps: str | int) -> "Misfit":
        """The same misfit, seen from further out."""
        self._steps.extend(reversed(steps))
        return self

    def __str__(self) -> str:
        path = "".join(map(_step, reversed(self._steps)))
        return f"{path.removeprefix('.') or 'document'}: expected {self.expected}, found {self.found}"


def _step(step: str | int) -> str:
    """A step of a path; a key that a hostile document may have had is short, and on one line."""
    if isinstance(step, int):
        return f"[{step}]"
    return f".{step}" if _KEY.fullmatch(step) else f"[{quoted(step)}]"


def _shown(value: Any) -> str:
    """What was found, on one short line."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    return quoted(value[:_SHOWN] if isinstance(value, str) else value)


def check_keys(value: Any, keys: Mapping[str, Any] | tuple[str, ...]) -> None:
    """Misfit for what is no object of exactly these keys."""
    if type(value) is not dict:
        raise Misfit("an object", value)
    for key in keys:
        if key not in value:
            raise Misfit("a value", _NOTHING, key)
    if len(value) != len(keys):
        unknown = next(key for key in value if key not in keys)
        raise Misfit(f"one of the keys {', '.join(keys)}", unknown)


def read_list(value: Any, read: Callable[[Any], Any]) -> list[Any]:
    """Each entry of a list, read; Misfit for what is no list, or with the place of the first that does not fit."""
    if type(value) is not list:
        raise Misfit("a list", value)
    made: list[Any] = []
    try:
        made.extend(map(read, value))
    except Misfit as misfit:
        raise misfit.within(len(made)) from None
    return made
