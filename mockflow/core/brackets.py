"""Names with brackets in a query: ``filter[country][in][0]=US`` is an entry of a list within two objects."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

_NAME = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)")
_STEP = re.compile(r"\[([^\[\]]*)\]")
_PLACE = re.compile(r"[0-9]{0,9}", re.ASCII)

_Entry = tuple[int | None, str]


def nested(pairs: Sequence[tuple[str, str]], deep: Iterable[str]) -> dict[str, Any]:
    """The names and values of a query, where those of ``deep`` are objects.

    A value is text, or a list where its name ends with a place in one, or is there more than once. What is said as text
    and as an object both is ``""``, which is no object. Of several values of any other name the last one counts.
    """
    wanted, found = frozenset(deep), dict[str, Any]()
    leaves: dict[tuple[str, ...], list[_Entry]] = {}
    for key, value in pairs:
        name, *steps = _steps(key)
        if name not in wanted:
            found[key] = value
            continue
        is_place = bool(steps) and _PLACE.fullmatch(steps[-1]) is not None
        place = int(steps.pop() or len(pairs)) if is_place else None
        leaves.setdefault((name, *steps), []).append((place, value))
    for path, entries in leaves.items():
        _put(found, path, _value(entries))
    return found


def is_whole(key: str) -> bool:
    """Whether the brackets of a name are pairs, one after another at its end, and name something but for the last."""
    match = _NAME.fullmatch(key)
    return match is not None and all(_STEP.findall(match[2])[:-1])


def _steps(key: str) -> list[str]:
    match = _NAME.fullmatch(key)
    return [key] if match is None else [match[1], *_STEP.findall(match[2])]


def _value(entries: list[_Entry]) -> str | list[str]:
    if len(entries) == 1 and entries[0][0] is None:
        return entries[0][1]
    return [value for _, value in sorted(entries, key=lambda entry: entry[0] or 0)]


def _put(within: dict[str, Any], path: tuple[str, ...], value: str | list[str]) -> None:
    *above, last = path
    for step in above:
        below = within.setdefault(step, {})
        if not isinstance(below, dict):
            within[step] = ""
            return
        within = below
    within[last] = "" if last in within else value
