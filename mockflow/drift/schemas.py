"""Compares two schemas, by which way the value travels."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from .difference import Difference, Place
from .forms import Form, Part, Side

_SENT = ("response", "event")
Seen = frozenset[tuple[tuple[str, ...], tuple[str, ...]]]


class Comparing:
    """The schemas of the file against mockflow's."""

    def __init__(self, spec: Side, mockflow: Side) -> None:
        self.spec = spec
        self.mockflow = mockflow

    def compare(
        self, place: Place, theirs: Iterable[Part], ours: Iterable[Part], seen: Seen = frozenset()
    ) -> Iterator[Difference]:
        """Each difference between what the schemas of the file allow and what mockflow's do."""
        theirs, ours = tuple(map(self.spec.resolve, theirs)), tuple(map(self.mockflow.resolve, ours))
        pair = (tuple(part.pointer for part in theirs), tuple(part.pointer for part in ours))
        spec, mock = self.spec.form(theirs), self.mockflow.form(ours)
        if pair in seen or spec is None or mock is None:
            return
        yield from _values(place, spec, mock)
        if mock.is_open or (spec.types and not spec.types & mock.types):
            return  # nothing beneath can be compared
        seen |= {pair}
        yield from self._theirs(place, spec, mock, seen)
        yield from self._ours(place, spec, mock, seen)
        if spec.items and mock.items:
            yield from self.compare(place.entry(), spec.items, mock.items, seen)
        if spec.further is not None and mock.further is not None:
            yield from self.compare(place.key("*"), spec.further, mock.further, seen)

    def _theirs(self, place: Place, spec: Form, mock: Form, seen: Seen) -> Iterator[Difference]:
        """The keys that the file has."""
        for name, parts in spec.properties.items():
            found = mock.properties.get(name, mock.further)
            if found is not None:
                yield from self.compare(place.key(name), parts, found, seen)
            elif not self._is_left_out(place, parts):
                yield Difference("field", place.key(name), parts[0].pointer, "a field", "none")

    def _ours(self, place: Place, spec: Form, mock: Form, seen: Seen) -> Iterator[Difference]:
        """The keys that mockflow has and the file lacks, unless the file says nothing of keys at all."""
        for name in sorted(mock.properties.keys() - spec.properties.keys()):
            if spec.further is not None:
                yield from self.compare(place.key(name), spec.further, mock.properties[name], seen)
            elif spec.properties:
                yield Difference("field", place.key(name), spec.pointer, "no such field", "one")

    def _is_left_out(self, place: Place, parts: Iterable[Part]) -> bool:
        """Whether a field does not travel this way."""
        form = self.spec.form(parts)
        mark = "readOnly" if place.side == "request" else "writeOnly"
        return form is not None and mark in form.marks


def _values(place: Place, spec: Form, mock: Form) -> Iterator[Difference]:
    """What the value itself differs in: its types, null, its list of values, the keys that it needs."""
    yield from _types(place, spec, mock)
    shared = spec.types & mock.types
    yield from _lists(place, spec, mock)
    yield from _limits(place, spec, mock)
    yield from _required(place, spec, mock)
    spec_open = spec.further is not None
    if spec_open != (mock.further is not None) and "object" in shared and spec.properties and mock.properties:
        words = ("any further keys", "none") if spec_open else ("no further keys", "any")
        yield Difference("further", place, spec.pointer, *words)


def _lists(place: Place, spec: Form, mock: Form) -> Iterator[Difference]:
    """The values that are listed. Where the file lists none, a shorter list is no difference in what mockflow sends."""
    if spec.enum == mock.enum or (spec.enum is None and place.side in _SENT) or not _are_listable(spec, mock):
        return
    if spec.enum is None or mock.enum is None:
        yield Difference("enum", place, spec.pointer, _values_text(spec.enum), _values_text(mock.enum))
        return
    more, fewer = _values_text(spec.enum - mock.enum, "also "), _values_text(mock.enum - spec.enum, "also ")
    yield Difference("enum", place, spec.pointer, more or "no others", fewer or "no others")


def _limits(place: Place, spec: Form, mock: Form) -> Iterator[Difference]:
    """How large, or how many. Where the file has no limit, one of what mockflow sends is no difference."""
    for word in spec.most if place.side in _SENT else {**spec.most, **mock.most}:
        theirs, ours = (f"{word} {form.most[word]}" if word in form.most else f"no {word}" for form in (spec, mock))
        if theirs != ours:
            yield Difference("maximum", place, spec.pointer, theirs, ours)


def _are_listable(spec: Form, mock: Form) -> bool:
    return bool(spec.types & mock.types) or not spec.types or not mock.types


def _types(place: Place, spec: Form, mock: Form) -> Iterator[Difference]:
    ours = mock.types - {"integer"} | {"number"} if _is_narrower_number(place, spec, mock) else mock.types
    if _widened(spec.types) != _widened(ours) and spec.types:
        yield Difference("type", place, spec.pointer, _types_text(spec), _types_text(mock))
    if spec.null is not None and mock.null is not None and spec.null != mock.null and spec.types and mock.types:
        words = ("null too", "no null") if spec.null else ("no null", "null too")
        yield Difference("null", place, spec.pointer, *words)


def _required(place: Place, spec: Form, mock: Form) -> Iterator[Difference]:
    """In a request, either may need more; in an answer, it matters what the file promises."""
    names = chain(spec.required, mock.required) if place.side == "request" else spec.required
    for name in sorted(set(names)):
        is_known = name in spec.properties and name in mock.properties
        if is_known and (name in spec.required) != (name in mock.required):
            words = ("it required", "optional") if name in spec.required else ("it optional", "required")
            yield Difference("required", place.key(name), spec.properties[name][0].pointer, *words)


def _is_narrower_number(place: Place, spec: Form, mock: Form) -> bool:
    """Whether mockflow sends whole numbers where the file allows any."""
    return place.side in _SENT and "number" in spec.types and "integer" in mock.types


def _widened(types: frozenset[str]) -> frozenset[str]:
    return types - {"integer"} if "number" in types else types


def _types_text(form: Form) -> str:
    return " or ".join(sorted(form.types)) or ("null only" if form.null else "any value")


def _values_text(values: frozenset[Any] | None, lead: str = "one of ") -> str:
    if values is None:
        return "any value"
    return lead + ", ".join(sorted(map(str, values))) if values else ""
