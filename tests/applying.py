"""Doing what a diff says, by the paths that it is told in."""

import re
from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from mockflow.core.wire import loads


def plain(value: Any) -> Any:
    """The value without keys that are null, which a diff does not tell from keys that are not there."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items() if each is not None}
    return [plain(each) for each in value] if isinstance(value, list) else value


def laid_over(value: Any, differences: Iterable[tuple[str, Any, Any]]) -> Any:
    """The value with others at the paths; entries of lists that are gone are taken out from the end."""
    made = deepcopy(value)
    gone: list[tuple[list[Any], int]] = []
    for path, before, after in differences:
        *way, last = steps(path)
        place = made
        for step in way:
            place = place.setdefault(step, {}) if isinstance(place, dict) else place[step]
        if isinstance(place, list) and after is None:
            gone.append((place, last))
        elif isinstance(place, list) and before is None:
            place.insert(last, after)
        else:
            place[last] = after
    for place, at in reversed(gone):
        del place[at]
    return made


def steps(path: str) -> list[Any]:
    """The keys and places of a path."""
    found = re.findall(r'\[("(?:[^"\\]|\\.)*")\]|\[(\d+)\]|\.?([A-Za-z0-9_-]+)', path)
    return [loads(quoted) if quoted else int(at) if at else key for quoted, at, key in found]
