"""One request on its way to its answer. Plain values: no framework is seen here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from mockflow.core.call import Actor
from mockflow.core.route import Route
from mockflow.worlds.meters import Meters, Reading
from mockflow.worlds.registry import Registry
from mockflow.worlds.world import World


class Request(NamedTuple):
    """What came in.

    Attributes:
        path: without the world's prefix, from ``/v2`` on.
        query: as it was sent.
        headers: by name in lower case.
        body: None where it was too large to be kept.
        route: the row that the path and method match; None where none does.
        params: the path's parameters.
        world_id: from the path prefix; None without one.
        counted: whether the path is one of the API's, whose calls count.
        setup: whether it is a test's own preparation, neither counted nor journalled.
        silent: whether webhooks hear nothing of what it does.
        base_url: scheme and host as the caller wrote them.
    """

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes | None
    route: Route | None
    params: Mapping[str, str]
    world_id: str | None = None
    counted: bool = True
    setup: bool = False
    silent: bool = False
    base_url: str = ""


class Response(NamedTuple):
    """What goes out."""

    status: int
    body: bytes
    headers: dict[str, str]


@dataclass(slots=True)
class Exchange:
    """A request, and what the steps found out about it so far."""

    worlds: Registry
    request: Request
    world: World | None = None
    bearer: str = ""
    actor: Actor | None = None
    meters: Meters | None = None
    reading: Reading | None = None
    site_id: str | None = None
    query: dict[str, Any] = field(default_factory=dict)
    body: Any = None
    value: Any = None
    request_id: str = ""
    step: str = ""
