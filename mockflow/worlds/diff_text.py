"""A diff as text for a terminal: a block for each record, its lines like those of a unified diff."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from mockflow.core.comparing import Steps, path_text
from mockflow.core.wording import printable

_LONGEST_VALUE = 100
_LONGEST_PATH = 100
_MOST_LINES = 40
"""Lines of one record."""

_MARKS = {"added": "+", "changed": "~", "removed": "-"}


def diff_text(diff: Mapping[str, Any]) -> str:
    """The text of a diff as ``diffs.diff_of`` makes it.

    Every line is printable and at most some 400 characters long, whatever the records hold.
    """
    counts = ", ".join(f"{len(diff[effect])} {effect}" for effect in _MARKS if diff[effect])
    blocks = [_block(effect, entry) for effect in _MARKS for entry in diff[effect]]
    return "\n\n".join([counts or "no difference", *blocks]) + "\n"


def _block(effect: str, entry: Mapping[str, Any]) -> str:
    lines = list(_changed(entry) if effect == "changed" else _whole(_MARKS[effect], entry["record"]))
    if len(lines) > _MOST_LINES:
        lines[_MOST_LINES - 1 :] = [f"    … and {len(lines) - _MOST_LINES + 1} lines more"]
    return "\n".join([f"{_MARKS[effect]} {_heading(entry)}", *lines])


def _heading(entry: Mapping[str, Any]) -> str:
    place = f" in {printable(entry['place'])}" if entry["place"] else ""
    locale = f", {printable(entry['locale'])}" if entry["locale"] else ""
    title = "" if entry["title"] == entry["id"] else f" “{printable(entry['title'])}”"
    return f"{entry['kind']}{title}{place}{locale} ({printable(entry['id'])})"


def _whole(mark: str, value: Any, path: Steps = ()) -> Iterator[str]:
    if isinstance(value, dict) and value:
        for key in value:
            yield from _whole(mark, value[key], (*path, key))
    elif value is not None:
        yield _line(mark, path_text(path), value)


def _changed(entry: Mapping[str, Any]) -> Iterator[str]:
    for field in entry["fields"]:
        for mark, value in (("-", field["before"]), ("+", field["after"])):
            if value is not None:
                yield _line(mark, field["path"], value)


def _line(mark: str, path: str, value: Any) -> str:
    return f"    {mark} {printable(path, _LONGEST_PATH)}: {_shown(value)}"


def _shown(value: Any) -> str:
    """A value as JSON, in one line; what a terminal would act on is escaped."""
    text = json.dumps(value, ensure_ascii=False)
    if len(text) > _LONGEST_VALUE:
        text = f"{text[:_LONGEST_VALUE]}… ({len(text):,} characters)"
    return "".join(each if each.isprintable() else _escaped(each) for each in text)


def _escaped(character: str) -> str:
    return json.dumps(character)[1:-1]
