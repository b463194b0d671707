"""What of the API a test called."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .doors import Doors


@dataclass(frozen=True, slots=True)
class CoveredOperation:
    """An operation that was called: how often it was answered with each status."""

    operation_id: str
    method: str
    path: str
    statuses: Mapping[int, int]

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form."""
        statuses = {str(status): times for status, times in self.statuses.items()}
        return {"operationId": self.operation_id, "method": self.method, "path": self.path, "statuses": statuses}


@dataclass(frozen=True, slots=True)
class Coverage:
    """What of the API was called, in the order of ``mockflow routes``.

    Attributes:
        operations: those that were called.
        never_called: the operationIds of all others.
    """

    operations: tuple[CoveredOperation, ...]
    never_called: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form."""
        return {
            "coverage": [operation.to_dict() for operation in self.operations],
            "neverCalled": list(self.never_called),
        }


class Covering(Doors):
    """The part of ``Mockflow`` that tells what of the API was called."""

    def coverage(self) -> Coverage:
        """Each operation that was called since the last reset with its answers, and those that never were."""
        said = self.control("GET", "/coverage")
        return Coverage(tuple(map(_read_operation, said["coverage"])), tuple(said["neverCalled"]))


def _read_operation(said: dict[str, Any]) -> CoveredOperation:
    statuses = {int(status): times for status, times in said["statuses"].items()}
    return CoveredOperation(said["operationId"], said["method"], said["path"], statuses)
