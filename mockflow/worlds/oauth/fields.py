"""What OAuth calls say: the fields of a query, a form or a JSON object, each with its values."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from mockflow.core.wire import loads
from mockflow.core.wording import shown

MOST_FIELDS = 20_000
"""A consent may name every site of a world."""

_LISTS = ("site", "grant")
"""What JSON may say several values of."""

Fields = Mapping[str, list[str]]


class OauthRefusal(Exception):  # noqa: N818 - a refusal is an answer, not an error of the double
    """A call that is answered with an error of RFC 6749, and changes nothing.

    Attributes:
        code: the error's name.
        description: one line for people.
    """

    def __init__(self, code: str, description: str) -> None:
        super().__init__(description)
        self.code = code
        self.description = description


def invalid(description: str) -> OauthRefusal:
    """The refusal of a request that is none."""
    return OauthRefusal("invalid_request", description)


def read_pairs(text: str) -> Fields:
    """The fields of a query or a form."""
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise invalid(f"expected at most {MOST_FIELDS:,} fields, found more") from None
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def read_body(body: bytes | None, content_type: str) -> Fields:
    """The fields of a body: JSON where its type says so, else a form."""
    if body is None:
        raise invalid("expected a body of a few fields, found one that is too large")
    if "json" not in content_type.lower():
        return read_pairs(body.decode("utf-8", "replace"))
    try:
        said = loads(body or b"{}")
    except ValueError:
        raise invalid("expected a JSON object, as the Content-Type says, found text that is no JSON") from None
    if not isinstance(said, dict):
        raise invalid("expected a JSON object, found something else")
    return {name: _texts(name, value) for name, value in said.items() if value is not None}


def _texts(name: str, value: Any) -> list[str]:
    values = value if isinstance(value, list) and name in _LISTS else [value]
    if not all(isinstance(each, str) for each in values):
        raise invalid(f"{shown(name)}: expected text, found something else")
    return list(values)


def one(fields: Fields, name: str) -> str | None:
    """The value of a field that stands there once at most; None for one that does not."""
    values = fields.get(name, [])
    if len(values) > 1:
        raise invalid(f"{name}: expected one value, found {len(values)}")
    return values[0] if values else None


def required(fields: Fields, *names: str) -> list[str]:
    """The values of these fields; refused with all that are missing."""
    values = [one(fields, name) for name in names]
    missing = [name for name, value in zip(names, values, strict=True) if not value]
    if missing:
        raise invalid(f"expected {', '.join(names)}; missing: {', '.join(missing)}")
    return [value or "" for value in values]
