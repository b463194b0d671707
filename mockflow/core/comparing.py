"""Comparing JSON values: what differs, by path, and carrying a difference over to another value.

A key that is not there counts as null. Lists of objects are compared entry by entry, between those at their beginning
and their end that are the same; other lists are compared as a whole.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from .wire import dumps

Steps = tuple[str | int, ...]

_PLAIN_KEY = re.compile(r"[A-Za-z0-9_-]+")


class Difference(NamedTuple):
    """What stands at one path, in one value and in another; None where nothing does.

    At an entry of a list None means that there is one less: the path is its place where there is one.
    """

    path: Steps
    before: Any
    after: Any


def is_same(one: Any, other: Any) -> bool:
    """Whether two values are the same JSON; for Python, 1 equals True."""
    return one is other or dumps(one) == dumps(other)


def differences(before: Any, after: Any, path: Steps = ()) -> Iterator[Difference]:
    """What differs, in the order of the keys."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in {**before, **after}:
            yield from differences(before.get(key), after.get(key), (*path, key))
    elif _has_objects(before) and _has_objects(after):
        yield from _entries(before, after, path)
    elif not is_same(before, after):
        yield Difference(path, before, after)


def _has_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def _entries(before: Sequence[Any], after: Sequence[Any], path: Steps) -> Iterator[Difference]:
    most = min(len(before), len(after))
    start = 0
    while start < most and is_same(before[start], after[start]):
        start += 1
    end = 0
    while end < most - start and is_same(before[-1 - end], after[-1 - end]):
        end += 1
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    for at in range(max(len(old), len(new))):
        where = (*path, start + at)
        if at < min(len(old), len(new)):
            yield from differences(old[at], new[at], where)
        else:
            yield Difference(where, old[at] if at < len(old) else None, new[at] if at < len(new) else None)


def carried(onto: Any, before: Any, after: Any) -> Any:
    """A value with the difference of two others made to it: where it is neither of them, the later one's."""
    if is_same(before, after):
        return onto
    if isinstance(onto, dict) and isinstance(before, dict) and isinstance(after, dict):
        made = {key: carried(onto.get(key), before.get(key), after.get(key)) for key in {**onto, **before, **after}}
        return {key: value for key, value in made.items() if value is not None or key in after}
    lists = (onto, before, after)
    if all(map(_has_objects, lists)) and len(onto) == len(before) == len(after):
        return [carried(*each) for each in zip(*lists, strict=True)]
    return after


def path_text(path: Steps) -> str:
    """``fieldData.name``, ``nodes[0].text``, ``formResponse["First name"]``."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif _PLAIN_KEY.fullmatch(step):
            text += f".{step}" if text else step
        else:
            text += f"[{dumps(step).decode()}]"
    return text
