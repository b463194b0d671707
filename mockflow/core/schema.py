"""Shapes: what a body, a query, an answer or a seed may say, as plain descriptions.

``marshalling`` makes marshmallow schemas of them at their first use, so that describing a hundred shapes costs a start
of the double next to nothing.

Problems are told in one word and an argument, for a program: ``type:string``, ``required``, ``pattern:...``,
``enum:a, b``, ``min:1``, ``max:100``, ``most:250``, ``unknown:a, b``. Each reader words them in the dialect
of its own users.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Final, NamedTuple


class Unfit(Exception):  # noqa: N818 - it is an answer to a value, and always caught
    """A value does not fit; the words say why."""


class ShapeError(Exception):
    """What a shape does not allow, all of it.

    Attributes:
        problems: ``(path, words)`` of each, such as ``("items[0].id", "required")``.
    """

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{path}: {words}" for path, words in problems))
        self.problems = problems


class OneOf(NamedTuple):
    """The value is one of a few."""

    choices: tuple[Any, ...]


class Pattern(NamedTuple):
    """Text in which this pattern is found."""

    pattern: str


class Length(NamedTuple):
    """An array of so many entries."""

    least: int = 0
    most: int | None = None


class AtMost(NamedTuple):
    """A number up to this one."""

    most: int


Rule = OneOf | Pattern | Length | AtMost | Callable[[Any], None]
"""What a value must hold to besides its type; a function raises Unfit."""


def one_of(*allowed: Any) -> OneOf:
    """The value is one of these."""
    return OneOf(allowed)


ABSENT: Final = object()
"""The default of a key that has none."""


class Member:
    """A key of a shape.

    Args:
        data_key: the key as it is sent, where it differs from the name that programs use.
        required: whether it must be there.
        allow_none: whether null is allowed.
        load_default: what a key that is left out is loaded as; a function is called for it.
        validate: what the value must hold to besides its type.
        metadata: what the contract says of it.
    """

    kind: ClassVar[str] = "value"

    def __init__(
        self,
        *,
        data_key: str | None = None,
        required: bool = False,
        allow_none: bool | None = None,
        load_default: Any = ABSENT,
        validate: Rule | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> None:
        self.data_key = data_key
        self.required = required
        self.allow_none = load_default is None if allow_none is None else allow_none
        self.load_default = load_default
        self.validate = validate
        self.metadata = metadata or {}


class Text(Member):
    """A JSON string."""

    kind = "string"


class Flag(Member):
    """A JSON boolean and nothing that resembles one."""

    kind = "boolean"


class Whole(Member):
    """A JSON integer."""

    kind = "integer"


class Number(Member):
    """A JSON number."""

    kind = "number"


class Anything(Member):
    """Any JSON value; null too where ``allow_none`` is set."""


class Moment(Text):
    """An ISO 8601 time in UTC with milliseconds, as the API writes it."""


class Object(Member):
    """A JSON object with keys of any name, and values of one kind where it is given."""

    kind = "object"

    def __init__(self, *, values: Member | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.values = values


class Items(Member):
    """A JSON array of values of one kind."""

    kind = "array"

    def __init__(self, inner: Member, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.inner = inner


class Nested(Member):
    """A JSON object with a shape of its own."""

    kind = "object"

    def __init__(self, shape: "type[Shape]", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.shape = shape


class OneOrMany(Member):
    """A value, or an array of such values: loaded as a list."""

    kind = "object"

    def __init__(self, inner: Member, *, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.inner = inner
        self.most = most


class Digits(Member):
    """A whole number as a query writes it."""

    kind = "string"

    def __init__(self, pattern: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.pattern = pattern


class Switch(Member):
    """``true`` or ``false`` as a query writes it."""

    kind = "boolean"


class Parsed(Member, ABC):
    """A value that is read by a function of its kind's own."""

    unfit: ClassVar[str]
    """The words for a value that ``read`` does not take."""

    @staticmethod
    @abstractmethod
    def read(value: Any) -> Any:
        """What the value is loaded as; ValueError or TypeError if it is not of this kind."""


class Shape:
    """A JSON object; keys that it does not name are left out."""

    unknown: ClassVar[str] = "exclude"
    refused_as: ClassVar[str] = "invalid_shape"
    """The code of the refusal of a query that does not fit."""
    keeps_blanks: ClassVar[bool] = False
    """Whether parameters of a query that have no value are told to ``arranged``."""

    @staticmethod
    def arranged(pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
        """The names and values of a query, for loading; of several values of a name the last one counts."""
        return dict(pairs)

    @classmethod
    def members(cls) -> dict[str, Member]:
        """Its keys by the name that programs use, inherited ones first."""
        return {
            name: value
            for each in reversed(cls.__mro__)
            for name, value in vars(each).items()
            if isinstance(value, Member)
        }

    @classmethod
    def keys(cls) -> dict[str, Member]:
        """Its keys as they are sent."""
        return {member.data_key or name: member for name, member in cls.members().items()}

    @staticmethod
    def check(loaded: dict[str, Any]) -> None:
        """What must hold of its keys together, once each of them does; raises ShapeError."""


class StrictShape(Shape):
    """A JSON object that holds the keys it names, and no others."""

    unknown = "raise"


class OpenShape(Shape):
    """A JSON object that may hold further keys; they are loaded as they were sent, in that order."""

    unknown = "include"


def join(path: str, key: object) -> str:
    """``items[0].id`` of ``items[0]`` and ``id``."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    return f"{path}.{key}" if path else str(key)
