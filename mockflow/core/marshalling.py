"""From shapes to marshmallow schemas, made once each: the only place that knows marshmallow, with the contract."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from marshmallow import EXCLUDE, INCLUDE, RAISE, Schema, ValidationError, fields, post_load, validates_schema

from .schema import (
    ABSENT,
    Anything,
    AtMost,
    Digits,
    Flag,
    Items,
    Length,
    Member,
    Moment,
    Nested,
    Number,
    Object,
    OneOf,
    OneOrMany,
    Parsed,
    Pattern,
    Rule,
    Shape,
    ShapeError,
    Switch,
    Text,
    Unfit,
    Whole,
    join,
)

_LARGEST_WHOLE = 2**53
_UNKNOWN = {"exclude": EXCLUDE, "raise": RAISE, "include": INCLUDE}
_TYPE_MESSAGES = ("null", "invalid", "type", "invalid_utf8", "too_large")


_made: dict[type[Shape], Schema] = {}


def load_by_schema(shape: type[Shape], sent: Any) -> dict[str, Any]:
    """What was sent, by its shape; ShapeError with every problem."""
    try:
        loaded: dict[str, Any] = schema_of(shape).load(sent)
    except ValidationError as error:
        raise ShapeError(list(_flat(error.messages))) from None
    return loaded


def schema_of(shape: type[Shape]) -> Schema:
    """The marshmallow schema of this shape: one instance of a class of its own."""
    if shape not in _made:
        _made[shape] = _make(shape)
    return _made[shape]


def _make(shape: type[Shape]) -> Schema:
    content: dict[str, Any] = {name: field_of(member) for name, member in shape.members().items()}
    unknown = "unknown:" + ", ".join(sorted(shape.keys()))
    content["error_messages"] = {"type": "type:object", "unknown": unknown}
    content["Meta"] = type("Meta", (), {"unknown": _UNKNOWN[shape.unknown]})
    if shape.unknown == "include":
        content["in_the_order_sent"] = _in_the_order_sent
    if shape.check is not Shape.check:
        content["check"] = _checked_by(shape.check)
    made: Schema = type(shape.__name__, (Schema,), content)()
    return made


@post_load(pass_original=True)
def _in_the_order_sent(_: Schema, data: dict[str, Any], original: dict[str, Any], **__: Any) -> dict[str, Any]:
    """Marshmallow includes unknown keys in the order of a set, which is another in each process."""
    return {key: data[key] for key in original}


def _checked_by(check: Callable[[dict[str, Any]], None]) -> Any:
    @validates_schema(skip_on_field_errors=True)
    def checked(_: Schema, data: dict[str, Any], **__: Any) -> None:
        try:
            check(data)
        except ShapeError as error:
            raise ValidationError({path: [words] for path, words in error.problems}) from None

    return checked


def field_of(member: Member) -> fields.Field[Any]:
    """The marshmallow field of this key."""
    options: dict[str, Any] = {
        "data_key": member.data_key,
        "required": member.required,
        "allow_none": member.allow_none,
        "metadata": dict(member.metadata),
        "validate": [_validator(member.validate)] if member.validate else [],
        "error_messages": {"required": "required", **dict.fromkeys(_TYPE_MESSAGES, f"type:{member.kind}")},
    }
    if member.load_default is not ABSENT:
        options["load_default"] = member.load_default
    make = next(_MAKERS[kind] for kind in type(member).__mro__ if kind in _MAKERS)
    return make(member, options)


class FlagField(fields.Boolean):
    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> bool:  # noqa: ARG002 - marshmallow's signature
        if not isinstance(value, bool):
            raise self.make_error("invalid")
        return value


class WholeField(fields.Integer):
    def _validated(self, value: Any) -> int:
        if isinstance(value, float) and value.is_integer() and abs(value) <= _LARGEST_WHOLE:
            return int(value)  # 400.0 and 4e2 are the whole number 400 to JSON
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.make_error("invalid")
        return value


class NumberField(fields.Float):
    def _validated(self, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.make_error("invalid")
        return value


class AnythingField(fields.Raw):
    """Named, so that the contract can tell it."""


class MapField(fields.Dict):
    """A mapping whose problems stand at their keys; marshmallow has them one level below, under key and value."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        try:
            return super()._deserialize(value, attr, data, **kwargs)  # type: ignore[no-untyped-call]  # marshmallow does not type it
        except ValidationError as error:
            if not isinstance(error.messages, dict):
                raise
            messages = {key: below.get("value") or below["key"] for key, below in error.messages.items()}
            raise ValidationError(messages, valid_data=error.valid_data) from None


class OneOrManyField(fields.Field[Any]):
    def __init__(self, member: OneOrMany, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.inner = field_of(member.inner)
        self.many = field_of(Items(member.inner, validate=Length(1, member.most)))

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> list[Any]:  # noqa: ARG002 - marshmallow's signature
        loaded: list[Any] = self.many.deserialize(value) if isinstance(value, list) else [self.inner.deserialize(value)]
        return loaded


class DigitsField(fields.Field[int]):
    def __init__(self, pattern: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.pattern = pattern
        self._matches = re.compile(pattern, re.ASCII).fullmatch

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> int:  # noqa: ARG002 - marshmallow's signature
        if not self._matches(value):
            raise ValidationError(f"pattern:{self.pattern}")
        # Beyond 18 digits it is past the end of anything, and Python would refuse to read very long ones.
        return int(value.lstrip("0")[:18] or 0)


class SwitchField(fields.Field[bool]):
    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> bool:  # noqa: ARG002 - marshmallow's signature
        if value not in {"true", "false"}:
            raise self.make_error("invalid")
        return bool(value == "true")


class ParsedField(fields.Field[Any]):
    def __init__(self, member: Parsed, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.member = member

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:  # noqa: ARG002 - marshmallow's signature
        try:
            return self.member.read(value)
        except (ValueError, TypeError):
            raise ValidationError(self.member.unfit) from None


def _moment(_: Member, options: dict[str, Any]) -> fields.Field[Any]:
    return fields.String(**{**options, "metadata": {"format": "date-time", **options["metadata"]}})


_MAKERS: dict[type, Callable[[Any, dict[str, Any]], fields.Field[Any]]] = {
    Text: lambda _, options: fields.String(**options),
    Moment: _moment,
    Flag: lambda _, options: FlagField(**options),
    Whole: lambda _, options: WholeField(strict=True, **options),
    Number: lambda _, options: NumberField(**options),
    Anything: lambda _, options: AnythingField(**options),
    Object: lambda member, options: MapField(values=member.values and field_of(member.values), **options),
    Items: lambda member, options: fields.List(field_of(member.inner), **options),
    Nested: lambda member, options: fields.Nested(schema_of(member.shape), **options),
    OneOrMany: lambda member, options: OneOrManyField(member, **options),
    Digits: lambda member, options: DigitsField(member.pattern, **options),
    Switch: lambda _, options: SwitchField(**options),
    Parsed: lambda member, options: ParsedField(member, **options),
}


class _Choices:
    """Named as marshmallow names it, so that the contract gets an ``enum``."""

    def __init__(self, rule: OneOf) -> None:
        self.choices = rule.choices
        self.labels: list[str] = []

    def __call__(self, value: Any) -> None:
        if value not in self.choices:
            raise ValidationError("enum:" + ", ".join(map(str, self.choices)))


class _Pattern:
    """Apispec reads ``regex``."""

    def __init__(self, rule: Pattern) -> None:
        self.regex = re.compile(rule.pattern)
        # JavaScript's ``$`` is the end; Python's may have a line break after it.
        self._finds = re.compile(re.sub(r"(?<!\\)\$$", r"\\Z", rule.pattern)).search

    def __call__(self, value: str) -> None:
        if not self._finds(value):
            raise ValidationError(f"pattern:{self.regex.pattern}")


class _Length:
    """Apispec reads ``min``, ``max`` and ``equal``."""

    def __init__(self, rule: Length) -> None:
        self.min = rule.least
        self.max = rule.most
        self.equal = None

    def __call__(self, value: Any) -> None:
        if len(value) < self.min:
            raise ValidationError(f"min:{self.min}")
        if self.max is not None and len(value) > self.max:
            raise ValidationError(f"max:{self.max}")


class _AtMost:
    """Apispec reads nothing of it: the contract says the maximum of a number that a query writes as text itself."""

    def __init__(self, rule: AtMost) -> None:
        self.most = rule.most

    def __call__(self, value: int) -> None:
        if value > self.most:
            raise ValidationError(f"most:{self.most}")


def _validator(rule: Rule) -> Callable[[Any], None]:
    if isinstance(rule, OneOf):
        return _Choices(rule)
    if isinstance(rule, Pattern):
        return _Pattern(rule)
    if isinstance(rule, Length):
        return _Length(rule)
    if isinstance(rule, AtMost):
        return _AtMost(rule)

    def hold(value: Any) -> None:
        try:
            rule(value)
        except Unfit as unfit:
            raise ValidationError(str(unfit)) from None

    return hold


def _flat(errors: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """``(path, words)`` for each of marshmallow's nested messages."""
    if isinstance(errors, Mapping):
        for key, below in errors.items():
            yield from _flat(below, path if key == "_schema" else join(path, key))
    elif isinstance(errors, str):
        yield path, errors
    else:
        for each in errors:
            yield from _flat(each, path)
