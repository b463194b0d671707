"""Problems of shape in words for people: what was expected, and what was found."""

import json
from typing import Any

_SHOWN = 60
KINDS = {
    "string": "a string",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "object": "an object",
    "array": "a list",
    "time": "an ISO 8601 time",
    "id": "24 hex digits",
    "count": "a whole number from 1 on",
    "quantity": "a whole number from 0 on",
    "fieldid": "32 hex digits",
    "stock": "a whole number from 0 on, or infinite",
    "currency": "an ISO 4217 code, such as EUR",
    "value": "a value",
    "uuid": "a UUID",
    "slug": "a slug: letters, digits, dashes and underscores, up to 256",
    "workspace": "letters in lower case, digits and dashes, and not 24 hex digits",
    "folder": "slugs of folders with slashes between them",
}
"""What the kinds of values are called."""


def difference(path: str, words: str, content: Any) -> str:
    """``expected a number, found "5"`` for one problem of a shape, at this path of the content."""
    kind, _, argument = words.partition(":")
    if kind == "required":
        return "expected a value, found nothing"
    if kind == "unknown":
        return f"expected one of the keys {argument}, found {path.rpartition('.')[2]}"
    expected = {
        "type": KINDS.get(argument, argument),
        "enum": f"one of {argument}",
        "pattern": f"text that matches {argument}",
        "format": f"text of the form {argument}",
        "min": f"at least {argument} entries",
        "most": f"a number up to {argument}",
        "max": f"at most {argument} entries",
    }[kind]
    return f"expected {expected}, found {quoted(at_path(content, path))}"


def quoted(value: Any) -> str:
    """A value as JSON has it, on one line of at most 60 characters."""
    return json.dumps(value, ensure_ascii=False, default=str)[:_SHOWN]


def shown(value: Any) -> str:
    """The same for a value in a sentence: text as it is, without its quotes."""
    return " ".join(value.split())[:_SHOWN] if isinstance(value, str) else quoted(value)


def printable(text: str, most: int = _SHOWN) -> str:
    """Text from anywhere on one line of so many characters, without any that a terminal would act on."""
    shown = " ".join(text[: 4 * most].split())
    if len(shown) > most or len(text) > 4 * most:
        shown = shown[: most - 1].rstrip() + "…"
    return "".join(each if each.isprintable() else "\ufffd" for each in shown)


def steps(path: str) -> list[str | int]:
    """The keys and the places of a path such as ``sites[0].plan``."""
    parts = path.replace("[", ".[").split(".")
    return [int(part[1:-1]) if part.startswith("[") else part for part in parts if part]


def at_path(content: Any, path: str) -> Any:
    """What stands at this path of the content; None if nothing does."""
    for step in steps(path):
        try:
            content = content[step]
        except (KeyError, IndexError, TypeError):
            return None
    return content
