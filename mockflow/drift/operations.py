"""Compares the operations of two documents: their names, parameters, scopes, bodies and answers."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from .difference import Difference, Place
from .forms import Part, Side
from .schemas import Comparing

_METHODS = ("get", "put", "post", "patch", "delete", "options", "head", "trace")
_JSON = re.compile(r"application/(?:[\w.-]+\+)?json\b")
_PATH_PARAMETER = re.compile(r"\{[^/{}]*\}")


class Operation:
    """An operation of one of the documents."""

    def __init__(self, side: Side, path: str, at: Part, method: str) -> None:
        self.side = side
        self.part = at.at(method)
        self.common = at.at("parameters")
        self.call = f"{method.upper()} {path}"
        self.name = str(self.part.at("operationId").value or "")

    def parameters(self) -> dict[tuple[str, str], Part]:
        """Its parameters by place and name, those of its path among them."""
        parts = map(self.side.resolve, chain(self.common.entries(), self.part.at("parameters").entries()))
        return {(str(part.at("in").value), str(part.at("name").value)): part for part in parts}

    def body(self) -> Part:
        return self.side.resolve(self.part.at("requestBody"))

    def responses(self) -> dict[str, Part]:
        return {status: self.side.resolve(part) for status, part in self.part.at("responses").each()}

    def scopes(self) -> frozenset[str] | None:
        """The scopes that it asks for; None where nothing is said."""
        needs = self.part.at("security")
        if needs.value is None:
            return None
        return frozenset(
            str(each.value) for need in needs.entries() for _, one in need.each() for each in one.entries()
        )


def operations(side: Side) -> dict[tuple[str, str], Operation]:
    """The operations of a document by method and path, whatever the path's parameters are called."""
    found = {}
    for path, at in side.root.at("paths").each():
        known = path.removeprefix("/v2") if path.startswith("/v2/") else path
        for method in _METHODS:
            if isinstance(at.at(method).value, Mapping):
                found[method, _PATH_PARAMETER.sub("{}", known)] = Operation(side, known, side.resolve(at), method)
    return found


def schema(part: Part) -> Part | None:
    """The schema of a body's JSON form, or of its parameter."""
    for kind, content in part.at("content").each():
        if _JSON.match(kind) and content.at("schema").value is not None:
            return content.at("schema")
    return part.at("schema") if part.at("schema").value is not None else None


def compare_operations(comparing: Comparing) -> Iterator[Difference]:
    """Each difference between the operations of the file and mockflow's."""
    theirs, ours = operations(comparing.spec), operations(comparing.mockflow)
    for key, operation in theirs.items():
        place = Place(operation.call, operation.name)
        if key in ours:
            yield from _Pair(comparing, operation, ours[key]).differences()
        else:
            yield Difference("operation", place, operation.part.pointer, f"the operation {operation.name}", "none")
    for key, operation in ours.items():
        if key not in theirs:
            yield Difference(
                "operation", Place(operation.call, operation.name), "/paths", "no such operation", f"{operation.name}"
            )


class _Pair:
    """An operation that both have."""

    def __init__(self, comparing: Comparing, theirs: Operation, ours: Operation) -> None:
        self.comparing = comparing
        self.theirs = theirs
        self.ours = ours
        self.place = Place(ours.call, ours.name)

    def differences(self) -> Iterator[Difference]:
        if self.theirs.name != self.ours.name:
            at = self.theirs.part.at("operationId").pointer
            yield Difference("name", self.place, at, f"the operationId {self.theirs.name}", self.ours.name)
        yield from self._scopes()
        yield from self._parameters()
        yield from self._bodies()
        yield from self._responses()

    def _scopes(self) -> Iterator[Difference]:
        spec, mock = self.theirs.scopes(), self.ours.scopes() or frozenset()
        if (spec or frozenset()) != mock:
            at = self.theirs.part.at("security").pointer if spec is not None else self.theirs.part.pointer
            words = "nothing of scopes" if spec is None else _listed(spec)
            yield Difference("scope", self.place, at, words, _listed(mock))

    def _parameters(self) -> Iterator[Difference]:
        theirs, ours = self.theirs.parameters(), self.ours.parameters()
        for key, part in theirs.items():
            place = Place(self.place.call, self.place.operation_id, "parameter", path=key[1], names=(key[1],))
            if key not in ours:
                yield Difference("parameter", place, part.pointer, f"it in {key[0]}", "none")
            else:
                yield from self._parameter(place, part, ours[key])
        for key in sorted(ours.keys() - theirs.keys()):
            place = Place(self.place.call, self.place.operation_id, "parameter", path=key[1], names=(key[1],))
            yield Difference("parameter", place, self.theirs.part.pointer, "no such parameter", f"it in {key[0]}")

    def _parameter(self, place: Place, theirs: Part, ours: Part) -> Iterator[Difference]:
        needs = [each.at("required").value is True for each in (theirs, ours)]
        if needs[0] != needs[1]:
            words = ("it required", "optional") if needs[0] else ("it optional", "required")
            yield Difference("required", place, theirs.pointer, *words)
        spec, mock = schema(theirs), schema(ours)
        if spec is None or mock is None:
            return
        yield from self.comparing.compare(place, [spec], [mock])
        said, has = self.comparing.spec.form([spec]), self.comparing.mockflow.form([mock])
        if said is not None and has is not None and said.default not in (None, has.default):
            default = "no default" if has.default is None else f"the default {has.default}"
            yield Difference("default", place, spec.pointer, f"the default {said.default}", default)

    def _bodies(self) -> Iterator[Difference]:
        place = Place(self.place.call, self.place.operation_id, "request")
        theirs, ours = self.theirs.body(), self.ours.body()
        spec, mock = schema(theirs), schema(ours)
        if spec is not None and mock is not None:
            yield from self.comparing.compare(place, [spec], [mock])
        elif spec is not None:
            yield Difference("body", place, theirs.pointer, "a JSON body", "none")
        elif mock is not None:
            yield Difference("body", place, self.theirs.part.pointer, "no JSON body", "one")

    def _responses(self) -> Iterator[Difference]:
        theirs, ours = self.theirs.responses(), self.ours.responses()
        for status, part in theirs.items():
            place = Place(self.place.call, self.place.operation_id, "response", status)
            if status in ours:
                yield from self._response(place, part, ours[status])
            elif not any(each[:1] + "XX" == status for each in ours):
                yield Difference("status", place, part.pointer, f"the status {status}", "none")
        for status in ours:
            if status not in theirs and f"{status[:1]}XX" not in theirs:
                place = Place(self.place.call, self.place.operation_id, "response", status)
                at = self.theirs.part.at("responses").pointer
                yield Difference("status", place, at, "no such status", status)

    def _response(self, place: Place, theirs: Part, ours: Part) -> Iterator[Difference]:
        spec, mock = schema(theirs), schema(ours)
        if spec is not None and mock is not None:
            yield from self.comparing.compare(place, [spec], [mock])
        elif spec is not None:
            yield Difference("body", place, theirs.pointer, "a JSON body", "none")
        elif mock is not None:
            yield Difference("body", place, theirs.pointer, "no JSON body", "one")


def _listed(scopes: frozenset[str]) -> str:
    return "the scope " + ", ".join(sorted(scopes)) if scopes else "no scope"
