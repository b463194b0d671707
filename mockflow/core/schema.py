"""Marshmallow fields and schemas whose errors say, in one word and an argument, what was expected.

The words are for a program: ``type:string``, ``required``, ``pattern:...``, ``enum:a, b``, ``min:1``, ``max:100``,
``unknown``. Each reader words them in the dialect of its own users.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from marshmallow import EXCLUDE, RAISE, Schema, ValidationError, fields

_SHAPE = {"type": "type:object", "unknown": "unknown"}


class Shape(Schema):
    """A JSON object; keys that it does not name are left out."""

    class Meta:
        unknown = EXCLUDE

    error_messages = _SHAPE


class StrictShape(Shape):
    """A JSON object that holds the keys it names, and no others."""

    class Meta:
        unknown = RAISE


def _messages(kind: str, *further: str) -> dict[str, Any]:
    names = ("null", "invalid", "type", *further)
    return {"required": "required", **dict.fromkeys(names, f"type:{kind}")}


class Text(fields.String):
    """A JSON string."""

    default_error_messages = _messages("string", "invalid_utf8")


class Flag(fields.Boolean):
    """A JSON boolean and nothing that resembles one."""

    default_error_messages = _messages("boolean")

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> bool:  # noqa: ARG002 - marshmallow's signature
        if not isinstance(value, bool):
            raise self.make_error("invalid")
        return value


class Whole(fields.Integer):
    """A JSON integer."""

    default_error_messages = _messages("integer", "too_large")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strict=True, **kwargs)

    def _validated(self, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.make_error("invalid")
        return value


class Number(fields.Float):
    """A JSON number."""

    default_error_messages = _messages("number")

    def _validated(self, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.make_error("invalid")
        return value


class Anything(fields.Raw):
    """Any JSON value; null too where ``allow_none`` is set."""

    default_error_messages = _messages("value")


class Object(fields.Dict):
    """A JSON object with keys of any name."""

    default_error_messages = _messages("object")


class Items(fields.List[Any]):
    """A JSON array."""

    default_error_messages = _messages("array")


class OneOrMany(fields.Field[Any]):
    """A value, or an array of such values: loaded as a list."""

    default_error_messages = _messages("object")

    def __init__(self, inner: fields.Field[Any], *, most: int, **kwargs: Any) -> None:
        self.inner = inner
        self.many = Items(inner, validate=Length(least=1, most=most))
        super().__init__(**kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> list[Any]:  # noqa: ARG002 - marshmallow's signature
        loaded: list[Any] = self.many.deserialize(value) if isinstance(value, list) else [self.inner.deserialize(value)]
        return loaded


class Nested(fields.Nested):
    """A JSON object with a schema of its own."""

    default_error_messages = _messages("object")


class Moment(fields.String):
    """An ISO 8601 time in UTC with milliseconds, as the API writes it."""

    default_error_messages = _messages("string")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(metadata={"format": "date-time", **kwargs.pop("metadata", {})}, **kwargs)


class Digits(fields.Field[int]):
    """A whole number as a query writes it."""

    default_error_messages = _messages("string")

    def __init__(self, pattern: str, **kwargs: Any) -> None:
        self.pattern = pattern
        self._matches = re.compile(pattern, re.ASCII).fullmatch
        super().__init__(**kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> int:  # noqa: ARG002 - marshmallow's signature
        if not self._matches(value):
            raise ValidationError(f"pattern:{self.pattern}")
        # Beyond 18 digits it is past the end of anything, and Python would refuse to read very long ones.
        return int(value.lstrip("0")[:18] or 0)


class Switch(fields.Field[bool]):
    """``true`` or ``false`` as a query writes it."""

    default_error_messages = _messages("boolean")

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> bool:  # noqa: ARG002 - marshmallow's signature
        if value not in {"true", "false"}:
            raise self.make_error("invalid")
        return bool(value == "true")


def one_of(*allowed: str) -> "OneOf":
    """A validator: the value is one of these."""
    return OneOf(allowed)


class OneOf:
    """The value is one of a few; named as marshmallow names it, so that the contract gets an ``enum``."""

    def __init__(self, choices: Sequence[str]) -> None:
        self.choices = choices
        self.labels: list[str] = []

    def __call__(self, value: Any) -> None:
        if value not in self.choices:
            raise ValidationError("enum:" + ", ".join(self.choices))


class Pattern:
    """Text in which this pattern is found; apispec reads ``regex``."""

    def __init__(self, pattern: str) -> None:
        self.regex = re.compile(pattern)

    def __call__(self, value: str) -> None:
        if not self.regex.search(value):
            raise ValidationError(f"pattern:{self.regex.pattern}")


class Length:
    """An array of so many entries."""

    def __init__(self, *, least: int = 0, most: int | None = None) -> None:
        self.min = least
        self.max = most
        self.equal = None

    def __call__(self, value: Any) -> None:
        if len(value) < self.min:
            raise ValidationError(f"min:{self.min}")
        if self.max is not None and len(value) > self.max:
            raise ValidationError(f"max:{self.max}")


def join(path: str, key: object) -> str:
    """``items[0].id`` of ``items[0]`` and ``id``."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    return f"{path}.{key}" if path else str(key)


def flatten(errors: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """``(path, words)`` for each of marshmallow's nested messages."""
    if isinstance(errors, Mapping):
        for key, below in errors.items():
            yield from flatten(below, path if key == "_schema" else join(path, key))
    elif isinstance(errors, str):
        yield path, errors
    else:
        for each in errors:
            yield from flatten(each, path)
