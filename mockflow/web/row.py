"""The row that describes a call of the control plane, and what its function is given."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from mockflow.core.schema import Shape
from mockflow.worlds.registry import Registry
from mockflow.worlds.world import World

from .wsgi import MOST_BYTES

ROWS = "mockflow.controls"
"""The key of the application's extensions that tells every row, for those of the rows that tell of them."""

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_NO_WORDS: Mapping[str, str] = MappingProxyType({})


class Ask(NamedTuple):
    """One call of the control plane.

    Attributes:
        world: that of the call; of a control that is about the process, the default one.
        body: the JSON body, loaded by its shape.
        raw: the body as it came, of a control that takes anything.
        sent: the JSON body, checked by its shape, as it was sent.
        base_url: scheme and host as the caller wrote them.
    """

    worlds: Registry
    world: World
    params: Mapping[str, str]
    query: Mapping[str, str]
    body: dict[str, Any]
    raw: bytes = b""
    headers: Mapping[str, str] = _NO_WORDS
    sent: Mapping[str, Any] = _NOTHING
    base_url: str = ""


class Made(NamedTuple):
    """The answer of a call that made something, where the others of its row only changed it."""

    value: Any


class Control(NamedTuple):
    """A row of the control plane.

    Attributes:
        path: from ``/_mockflow`` on.
        run: answers with JSON, with None for an empty answer, with what was Made, or with a response of its own.
        summary: one line for people.
        body: the shape of the JSON body.
        query: the parameters that it takes, each with one line for people; None where it takes any, and looks at none.
        returns: the shape of the answer.
        success: the status of a good answer.
        takes_anything: whether its body is taken as it comes.
        of_process: whether it is about the process: it answers whatever world the call names, there or not.
        most: how many bytes its body may have.
    """

    method: str
    path: str
    run: Callable[[Ask], Any]
    summary: str
    body: type[Shape] | None = None
    query: Mapping[str, str] | None = _NO_WORDS
    returns: type[Shape] | None = None
    success: int = 200
    takes_anything: bool = False
    of_process: bool = False
    most: int = MOST_BYTES
