"""Records as JSON and back by the type hints of their classes: for documents that anybody may have written.

What is read never names a class: the hints say what stands where, and every value is held against them. Records are
objects by attribute in camelCase, bytes are base64, tuples are lists. (``codec`` is for the package's own files: it
trusts what it reads, and is faster.)
"""

from base64 import b64decode, b64encode
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from itertools import chain
from math import isfinite
from types import NoneType, UnionType
from typing import Any, NamedTuple, Union, cast, get_args, get_origin, get_type_hints

from .misfit import Misfit, check_keys, read_list

MOST_NESTED = 100
"""How deep a value of any kind may be nested."""

LARGEST = 2**53
"""Where whole numbers end that every reader of JSON keeps."""

_REFUSALS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
_NO_FACTS: Mapping[str, "Fact"] = {}


class Fact(NamedTuple):
    """What holds of a value beyond its type.

    Attributes:
        expected: the words for it, such as ``a time``.
    """

    expected: str
    holds: Callable[[Any], object]


class Codec(NamedTuple):
    """One kind of value.

    Attributes:
        write: its JSON; None where it is JSON as it is.
        read: the value of this JSON; Misfit for what is none of the kind.
        expected: what the kind is called.
    """

    write: Callable[[Any], Any] | None
    read: Callable[[Any], Any]
    expected: str

    def written(self, value: Any) -> Any:
        """The JSON of this value."""
        return value if self.write is None else self.write(value)


WHOLE = ""
"""Stands for the record itself among the names of its attributes."""


class Codecs:
    """The codecs of some classes of records, and of all that they are made of.

    Args:
        facts: by class and attribute, what holds beyond the type.
        own: the codecs of kinds that have a form of their own.
    """

    def __init__(
        self,
        facts: Mapping[type, Mapping[str, Fact]] | None = None,
        own: Mapping[Hashable, Codec] | None = None,
    ) -> None:
        self._facts = facts or {}
        self._known: dict[Hashable, Codec] = {**_PLAIN, **(own or {})}

    def of(self, kind: Any) -> Codec:
        """The codec of values that have this type hint; TypeError for a hint that documents cannot have."""
        if kind not in self._known:
            self._known[kind] = self._made(kind)
        return self._known[kind]

    def _made(self, kind: Any) -> Codec:
        origin, arguments = get_origin(kind), get_args(kind)
        if origin in {Union, UnionType}:
            return _union([self.of(each) for each in arguments])
        if origin is tuple:
            return _sequence(self.of(arguments[0])) if arguments[1:] == (...,) else _row(list(map(self.of, arguments)))
        if isinstance(origin, type) and issubclass(origin, Mapping) and arguments[0] is str:
            return _mapping(self.of(arguments[1]))
        if is_dataclass(kind) or hasattr(kind, "_fields"):
            return self._record(kind)
        raise TypeError(f"{kind} cannot be told in a document")

    def _record(self, kind: Any) -> Codec:
        names = [each.name for each in fields(kind) if each.init] if is_dataclass(kind) else kind._fields
        hints, facts = get_type_hints(kind), self._facts.get(kind, _NO_FACTS)
        parts = tuple(_Part(name, camel(name), self.of(hints[name]), facts.get(name)) for name in names)
        return _record(kind, parts, facts.get(WHOLE))


class _Part(NamedTuple):
    name: str
    key: str
    codec: Codec
    fact: Fact | None


def camel(name: str) -> str:
    """The key of an attribute: ``displayName`` of ``display_name``."""
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))


def _record(kind: Any, parts: tuple[_Part, ...], whole: Fact | None) -> Codec:
    writers = tuple((part.name, part.key, part.codec.write) for part in parts)
    readers = tuple((part.name, part.key, part.codec.read, part.fact) for part in parts)
    keys = tuple(part.key for part in parts)
    expected = f"what a {kind.__name__} can be"

    def write(record: Any) -> dict[str, Any]:
        return {
            key: getattr(record, name) if write is None else write(getattr(record, name))
            for name, key, write in writers
        }

    def read(value: Any) -> Any:
        check_keys(value, keys)
        made_with: dict[str, Any] = {}
        key = ""
        try:
            for name, key, read_part, fact in readers:
                found = read_part(value[key])
                made_with[name] = found if fact is None else _checked(fact, found, value[key])
        except Misfit as misfit:
            raise misfit.within(key) from None
        made = _constructed(kind, made_with, expected, value)
        return made if whole is None else _checked(whole, made, value)

    return Codec(write, read, "an object")


def _checked(fact: Fact, found: Any, value: Any) -> Any:
    if not fact.holds(found):
        raise Misfit(fact.expected, value)
    return found


def _constructed(kind: Any, made_with: dict[str, Any], expected: str, value: Any) -> Any:
    try:
        return kind(**made_with)
    except _REFUSALS:  # the class has the last word: it makes bytes of its attributes
        raise Misfit(expected, value) from None


def _union(members: list[Codec]) -> Codec:
    others = [each for each in members if each is not _NONE]
    expected = " or ".join(each.expected for each in (*others, *(each for each in members if each is _NONE)))

    def read(value: Any) -> Any:
        if value is None and len(others) < len(members):
            return None
        if len(others) == 1:
            return others[0].read(value)
        for each in others:
            try:
                return each.read(value)
            except Misfit:
                continue
        raise Misfit(expected, value)

    writers = {each.write for each in others}
    if len(others) > 1 and writers != {None}:
        raise TypeError("of a union of several kinds, all should be JSON as they are")
    inner = others[0].write

    def write(value: Any) -> Any:
        return None if value is None or inner is None else inner(value)

    return Codec(None if inner is None else write, read, expected)


def _sequence(of: Codec) -> Codec:
    def write(values: tuple[Any, ...]) -> list[Any]:
        return list(values) if of.write is None else list(map(of.write, values))

    def read(value: Any) -> tuple[Any, ...]:
        return tuple(read_list(value, of.read))

    return Codec(write, read, "a list")


def _row(columns: list[Codec]) -> Codec:
    def write(values: tuple[Any, ...]) -> list[Any]:
        return [codec.written(value) for codec, value in zip(columns, values, strict=True)]

    def read(value: Any) -> tuple[Any, ...]:
        if type(value) is not list or len(value) != len(columns):
            raise Misfit(f"a list of {len(columns)}", value)
        cells = iter(columns)
        return tuple(read_list(value, lambda each: next(cells).read(each)))

    return Codec(write, read, f"a list of {len(columns)}")


def _mapping(of: Codec) -> Codec:
    def write(values: Mapping[str, Any]) -> dict[str, Any]:
        return dict(values) if of.write is None else {key: of.write(value) for key, value in values.items()}

    def read(value: Any) -> dict[str, Any]:
        if type(value) is not dict:
            raise Misfit("an object", value)
        try:
            return {key: of.read(each) for key, each in value.items()}
        except Misfit as misfit:
            raise misfit.within(_key_of(value, of)) from None

    return Codec(write, read, "an object")


def _key_of(values: Mapping[str, Any], of: Codec) -> str:
    """The key of the first value that does not fit."""
    for key, each in values.items():
        try:
            of.read(each)
        except Misfit:
            return key
    raise LookupError("every value fits")


def _plain(kinds: tuple[type, ...], expected: str) -> Codec:
    def read(value: Any) -> Any:
        if type(value) not in kinds:
            raise Misfit(expected, value)
        return value

    return Codec(None, read, expected)


def _read_whole(value: Any) -> int:
    if type(value) is not int or not -LARGEST <= value <= LARGEST:
        raise Misfit("a whole number", value)
    return value


def _read_number(value: Any) -> float:
    if (type(value) is not int and type(value) is not float) or not isfinite(value):
        raise Misfit("a number", value)
    return value


def _read_bytes(value: Any) -> bytes:
    try:
        return b64decode(value, validate=True)
    except (TypeError, ValueError):
        raise Misfit("base64", value) from None


def _write_bytes(value: bytes) -> str:
    return b64encode(value).decode()


def _read_anything(value: Any) -> Any:
    """JSON of any kind, nested no deeper than what can be written again within a document."""
    if type(value) is not dict and type(value) is not list:
        return value
    level = [value]
    for _ in range(MOST_NESTED):
        level = list(chain.from_iterable(map(_entries, level)))
        if not level:
            return value
    raise Misfit(f"a value that is nested up to {MOST_NESTED} deep", value)


def _entries(value: Any) -> Any:
    if type(value) is dict:
        return value.values()
    return value if type(value) is list else ()


_NONE = Codec(None, _plain((NoneType,), "null").read, "null")
_PLAIN: Mapping[Hashable, Codec] = {
    str: _plain((str,), "text"),
    bool: _plain((bool,), "true or false"),
    int: Codec(None, _read_whole, "a whole number"),
    float: Codec(None, _read_number, "a number"),
    bytes: Codec(_write_bytes, _read_bytes, "base64"),
    Any: Codec(None, _read_anything, "a value"),
    cast("Hashable", NoneType): _NONE,
}
