"""A difference between two documents, and where it was found."""

from dataclasses import dataclass, replace
from typing import Any

KINDS = (
    *("operation", "name", "parameter", "body", "status", "scope", "field", "further", "type", "null", "enum"),
    *("required", "default", "maximum", "event"),
)
"""What documents can differ in."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in an operation or an event.

    Attributes:
        call: ``GET /sites``, or the name of an event.
        operation_id: the operation's name.
        side: ``request``, ``response``, ``parameter`` or ``event``; empty for the operation itself.
        status: of a response.
        path: within the body: ``items[].fieldData.slug``.
        names: the keys on the way, the nearest last.
    """

    call: str
    operation_id: str
    side: str = ""
    status: str = ""
    path: str = ""
    names: tuple[str, ...] = ()

    def key(self, name: str) -> "Place":
        return replace(self, path=f"{self.path}.{name}".lstrip("."), names=(*self.names, name))

    def entry(self) -> "Place":
        return replace(self, path=f"{self.path}[]")

    def __str__(self) -> str:
        return " ".join(each for each in (self.call, self.side, self.status, self.path) if each)


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference.

    Attributes:
        kind: one of ``KINDS``.
        place: where.
        pointer: the JSON pointer into the file.
        spec: what the file says.
        mockflow: what mockflow has.
        deviation: the id of the deviation that explains it; None where none does.
        also: the further places that share it, through a reference.
    """

    kind: str
    place: Place
    pointer: str
    spec: str
    mockflow: str
    deviation: str | None = None
    also: tuple[str, ...] = ()

    @property
    def is_ours(self) -> bool:
        """Whether it is something that mockflow has and the file lacks."""
        return self.spec.startswith("no ")

    def __str__(self) -> str:
        more = f" (and in {len(self.also)} more)" if self.also else ""
        explained = f" [{self.deviation}]" if self.deviation else ""
        return f"{self.pointer}: {self.place}{more}: SPEC: {self.spec}; mockflow: {self.mockflow}{explained}"

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "pointer": self.pointer,
            "call": self.place.call,
            "operationId": self.place.operation_id,
            "side": self.place.side,
            "status": self.place.status,
            "path": self.place.path,
            "spec": self.spec,
            "mockflow": self.mockflow,
            "deviation": self.deviation,
            "also": list(self.also),
        }
