"""Which calls a fault is for."""

import re
from collections.abc import Mapping
from fnmatch import translate
from typing import Any, NamedTuple

from mockflow.core.wording import shown

from .api_paths import without_version
from .queries import require_operation

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD")
_LONGEST = 1_000


class Match(NamedTuple):
    """What a call must be; what is None may be anything. A call itself has all four.

    Attributes:
        path: a pattern that the path fits, with or without ``/v2``; a call's own path.
    """

    operation_id: str | None = None
    method: str | None = None
    path: Any = None
    actor: str | None = None

    def holds(self, call: "Match") -> bool:
        """Whether all of it holds for this call."""
        return (
            (self.operation_id is None or self.operation_id == call.operation_id)
            and (self.method is None or self.method == call.method)
            and (self.actor is None or self.actor == call.actor)
            and (self.path is None or _fits(self.path, call.path))
        )


def _fits(pattern: re.Pattern[str], path: str) -> bool:
    return pattern.match(path) is not None or pattern.match(without_version(path)) is not None


def read_match(sent: Mapping[str, Any]) -> Match:
    """The match that this JSON describes.

    Raises:
        ValueError: it names an operation or a method that there is not, or is too long.
    """
    for name, value in sent.items():
        if len(value) > _LONGEST:
            raise ValueError(f"match.{name}: expected up to {_LONGEST} characters, found {len(value)}")
    operation_id, method, path = sent.get("operationId"), sent.get("method"), sent.get("path")
    if operation_id is not None:
        require_operation(operation_id, "match.operationId")
    if method is not None and method.upper() not in METHODS:
        raise ValueError(f"match.method: expected one of {', '.join(METHODS)}, found {shown(method)}")
    return Match(
        operation_id,
        None if method is None else method.upper(),
        None if path is None else re.compile(translate(path)),  # compiled once: calls are many
        sent.get("actor"),
    )
