"""One request on its way to its answer. Plain values: no framework is seen here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from mockflow.core.call import Actor
from mockflow.core.route import Route
from mockflow.worlds.meters import Meters, Reading
from mockflow.worlds.registry import Registry
from mockflow.worlds.world import World

if TYPE_CHECKING:
    from mockflow.worlds.cdn_cache import CdnCache, Kept
    from mockflow.worlds.faults import Fault
    from mockflow.worlds.journal import Journal


class Patience(NamedTuple):
    """How long a caller within the process waits for an answer.

    Attributes:
        run_out: called once it has waited for that long; the call goes on without it.
    """

    seconds: float
    run_out: Callable[[], None]


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
        at_cdn: whether it came to the Content Delivery API.
        patience: of a caller within the process; None where there is a socket between, or it waits for ever.
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
    at_cdn: bool = False
    patience: Patience | None = None


class Broken(NamedTuple):
    """What a fault made of an answer.

    Attributes:
        reason: names the fault, and says what it did.
        ran: whether the call did its work all the same.
        is_dropped: whether the connection ends without an answer.
        cut_at: after how many bytes of the body the answer ends, and the connection with it.
    """

    reason: str
    ran: bool
    is_dropped: bool = False
    cut_at: int | None = None


class Response(NamedTuple):
    """What goes out.

    Attributes:
        status: 0 where there was never an answer.
        broken: what a fault made of it.
    """

    status: int
    body: bytes
    headers: dict[str, str]
    broken: Broken | None = None


@dataclass(slots=True)
class Exchange:
    """A request, and what the steps found out about it so far.

    Attributes:
        journal: the one that its id is from.
        fault: the one that fired for it.
        cdn: of a call that came to the Content Delivery API: what it may be kept in.
        kept: what is kept there for it.
        is_over: whether its world began anew while the fault delayed it.
        alone_in: the meters in which it is the one call of its token that such operations allow.
    """

    worlds: Registry
    request: Request
    world: World | None = None
    bearer: str = ""
    actor: Actor | None = None
    meters: Meters | None = None
    reading: Reading | None = None
    site_id: str | None = None
    workspace_id: str | None = None
    query: dict[str, Any] = field(default_factory=dict)
    body: Any = None
    value: Any = None
    request_id: str = ""
    step: str = ""
    journal: "Journal | None" = None
    fault: "Fault | None" = None
    cdn: "CdnCache | None" = None
    kept: "Kept | None" = None
    is_over: bool = False
    alone_in: Meters | None = None
