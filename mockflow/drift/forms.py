"""What a schema allows: its references followed, and its alternatives laid over one another."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any, NamedTuple

from .reading import SpecError

_MOST_LOOKED_AT = 100_000  # schemas; the published document takes six thousand
_LIMITS = ("maximum", "maxItems", "maxProperties")
_SCALARS = {str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}


class Part(NamedTuple):
    """A piece of a document, and the JSON pointer (RFC 6901) to it."""

    value: Any
    pointer: str

    def at(self, *keys: object) -> "Part":
        """What stands beneath these keys; None where nothing does."""
        value, pointer = self.value, self.pointer
        for key in keys:
            value = value.get(key) if isinstance(value, Mapping) else None
            pointer = f"{pointer}/{escaped(key)}"
        return Part(value, pointer)

    def each(self) -> Iterator["tuple[str, Part]"]:
        """The entries of an object, in its order."""
        if isinstance(self.value, Mapping):
            for key, value in self.value.items():
                yield str(key), Part(value, f"{self.pointer}/{escaped(key)}")

    def entries(self) -> "Iterator[Part]":
        """The entries of an array."""
        if isinstance(self.value, list):
            for at, value in enumerate(self.value):
                yield Part(value, f"{self.pointer}/{at}")


def escaped(key: object) -> str:
    """A key as a JSON pointer has it."""
    return str(key).replace("~", "~0").replace("/", "~1")


@dataclass(frozen=True, slots=True)
class Form:
    """What a schema allows.

    Attributes:
        pointer: where the schema stands.
        types: the JSON types without null; none for a schema that allows any.
        null: whether null is allowed; None where the schema names no type at all.
        enum: the only values, without null; None where there are others.
        properties: each key's schemas: several where alternatives have it.
        required: the keys that every alternative needs.
        items: the schemas of an array's entries.
        further: the schemas of keys that are not named; None where none is described.
        marks: ``readOnly`` and ``writeOnly``.
        default: the default, where there is one.
        most: the largest number, and how many entries or keys there may be, where there is a limit.
    """

    pointer: str
    types: frozenset[str] = frozenset()
    null: bool | None = None
    enum: frozenset[Any] | None = None
    properties: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    items: tuple[Part, ...] = ()
    further: tuple[Part, ...] | None = None
    marks: frozenset[str] = frozenset()
    default: Any = None
    most: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Whether nothing is said of the value."""
        return not self.types and self.enum is None


class Side:
    """One of the two documents, whose references are followed."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.root = Part(document, "")
        self._looked_at = 0

    def resolve(self, part: Part) -> Part:
        """What a reference names, through as many as it takes; SpecError for one that leaves the document."""
        seen = set()
        while isinstance(part.value, Mapping) and "$ref" in part.value:
            reference = part.value["$ref"]
            if not isinstance(reference, str) or not reference.startswith("#"):
                raise SpecError(
                    f"{part.pointer}: expected a $ref within the file (none is fetched), found {reference!r}"
                )
            if reference in seen:
                return Part({}, part.pointer)
            seen.add(reference)
            part = self._named(reference, part.pointer)
        return part

    def _named(self, reference: str, pointer: str) -> Part:
        from urllib.parse import unquote  # noqa: PLC0415 - few documents have references

        found: Any = self.root.value
        for token in unquote(reference[1:]).split("/")[1:]:
            key = token.replace("~1", "/").replace("~0", "~")
            if isinstance(found, list) and key.isdecimal() and int(key) < len(found):
                found = found[int(key)]
            elif isinstance(found, Mapping) and key in found:
                found = found[key]
            else:
                raise SpecError(f"{pointer}: expected a $ref that names something, found {reference}")
        return Part(found, unquote(reference[1:]))

    def form(self, parts: Iterable[Part]) -> Form | None:
        """What at least one of these schemas allows; None where there is none."""
        forms = [form for part in parts if (form := self._one(part, frozenset())) is not None]
        return reduce(_either, forms) if forms else None

    def _one(self, part: Part, above: frozenset[str]) -> Form | None:
        self._looked_at += 1
        if self._looked_at > _MOST_LOOKED_AT:
            raise SpecError(f"{part.pointer}: expected {_MOST_LOOKED_AT:,} schemas at most, found more")
        part = self.resolve(part)
        if part.pointer in above or not isinstance(part.value, Mapping):
            return None
        above |= {part.pointer}
        part = _body_of(part)
        form = _plain(part)
        for each in part.at("allOf").entries():
            more = self._one(each, above)
            form = form if more is None else _both(form, more)
        for word in ("oneOf", "anyOf"):
            forms = [one for each in part.at(word).entries() if (one := self._one(each, above)) is not None]
            form = _both(form, reduce(_either, forms)) if forms else form
        is_nullable = part.value.get("nullable") is True  # beside alternatives too, as documents of 3.0 have it
        return replace(form, pointer=part.pointer, null=True if is_nullable else form.null)


def _body_of(part: Part) -> Part:
    """Some documents have whole answers where schemas belong: they stand for the schema of their JSON form."""
    schema = part.at("content", "application/json", "schema")
    return schema if isinstance(schema.value, Mapping) and "type" not in part.value else part


def _plain(part: Part) -> Form:
    """What the schema says by itself."""
    schema = part.value
    kinds = schema.get("type")
    named = {kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)}
    values = schema.get("enum", [schema["const"]] if "const" in schema else None)
    enum = frozenset(value for value in values if type(value) in _SCALARS) if isinstance(values, list) else None
    properties = {name: (each,) for name, each in part.at("properties").each()}
    if not named and enum is not None:
        named = {_SCALARS[type(value)] for value in enum}
    if not named and (properties or "additionalProperties" in schema):
        named = {"object"}
    if not named and "items" in schema:
        named = {"array"}
    items = part.at("items")
    further = schema.get("additionalProperties", False)
    required = schema.get("required", [])
    return Form(
        part.pointer,
        types=frozenset(named - {"null"}),
        null="null" in named or schema.get("nullable") is True or (False if "type" in schema else None),
        enum=None if enum is None else frozenset(enum - {None}),
        properties=properties,
        required=frozenset(map(str, required)) if isinstance(required, list) else frozenset(),
        items=tuple(items.entries()) if isinstance(items.value, list) else (items,) if items.value is not None else (),
        further=None
        if further is False
        else (Part({} if further is True else further, part.at("additionalProperties").pointer),),
        marks=frozenset(word for word in ("readOnly", "writeOnly") if schema.get(word) is True),
        default=schema.get("default"),
        most={word: schema[word] for word in _LIMITS if word in schema},
    )


def _both(one: Form, other: Form) -> Form:
    """What both allow, their properties together."""
    return replace(
        _joined(one, other),
        types=one.types & other.types if one.types and other.types else one.types | other.types,
        null=False if False in {one.null, other.null} else one.null or other.null,
        enum=one.enum if other.enum is None else other.enum if one.enum is None else one.enum & other.enum,
        required=one.required | other.required,
    )


def _either(one: Form, other: Form) -> Form:
    """What at least one of them allows."""
    objects = [form for form in (one, other) if "object" in form.types]
    listed = [form for form in (one, other) if form.types]  # null alone has no values to list
    return replace(
        _joined(one, other),
        types=one.types | other.types if (one.types or one.null) and (other.types or other.null) else frozenset(),
        null=True if True in {one.null, other.null} else one.null if other.null is False else other.null,
        enum=None
        if any(form.enum is None for form in listed)
        else frozenset().union(*(form.enum or () for form in listed)),
        required=reduce(frozenset.__and__, (form.required for form in objects)) if objects else frozenset(),
    )


def _joined(one: Form, other: Form) -> Form:
    properties = {**one.properties}
    for name, parts in other.properties.items():
        properties[name] = (*properties.get(name, ()), *parts)
    further = None if one.further is None and other.further is None else (*(one.further or ()), *(other.further or ()))
    return replace(
        one,
        properties=properties,
        items=(*one.items, *other.items),
        further=further,
        marks=one.marks | other.marks,
        default=other.default if one.default is None else one.default,
        most={**other.most, **one.most},
    )
