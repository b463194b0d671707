"""The row that describes an operation. Matching, checks, contract, documents and labels are all read from it."""

import sys
from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple

from .call import Call
from .done import Done
from .refusal import Refusal
from .schema import Shape
from .store import Reader, Transaction

Run = Callable[[Any, Call], Any]
Gate = Callable[[Reader, Mapping[str, str]], None]
Scopes = Callable[[Mapping[str, Any], Any], tuple[str, ...]]
RefusedKind = Callable[[str, Mapping[str, Any]], str]
Enterprise = Literal["site", "workspace"]


class Choice(NamedTuple):
    """A body that comes in one of two forms: with the key, or without it.

    A body with ``key`` and ``unless`` together is refused as malformed.

    Attributes:
        key: the key that tells the forms apart.
        unless: the key of the other form; None where an object of the other form may hold any key.
    """

    key: str
    with_key: type[Shape]
    without: type[Shape]
    unless: str | None = None

    @property
    def exclusive(self) -> bool:
        """Whether no body is of both forms."""
        return self.unless is not None

    def form_of(self, body: Any) -> type[Shape]:
        """The form that this body has."""
        if isinstance(body, dict) and self.key in body:
            if self.unless is not None and self.unless in body:
                raise Refusal("bad_request")
            return self.with_key
        return self.without


class Route(NamedTuple):
    """One operation of the API.

    Attributes:
        method: the HTTP method.
        path: as Webflow publishes it, from the version on: ``/sites/{site_id}``.
        operation_id: the published name.
        run: what it does, within a transaction.
        summary: one line for people.
        area: what policies and lists call the part of the API that it is in; its module's ``AREA`` unless given.
        scope: what a token must hold; None where any token may call.
        token_kinds: the kinds of token that may call.
        query: the shape of the query.
        body: the shape of the JSON body.
        returns: the shape of the answer; None for an empty one.
        success: the status of a good answer.
        events: the webhook triggers that it may set off.
        writes: whether it may change the world.
        limited: whether it is among the calls that a site accepts once a minute.
        refusals: the codes of the refusals that this operation adds to the usual ones.
        gate: refuses calls that are not for this site or collection at all, before their body is looked at.
        scopes: what a token must hold, where the world's quirks and the body decide on it instead of ``scope``.
        done: what the history says of a write, unless ``run`` says otherwise through its transaction.
        enterprise: whose plan must be Enterprise for the operation to answer; None where any plan will do.
        located: whether the answer says in a header where the record is; the value has it as ``location`` then.
        refused_kind: the code of the refusal of a token of another kind, where the world's quirks decide on it.
        alone: whether a token may have only one call at a time of all operations of this sort.
    """

    method: str
    path: str
    operation_id: str
    run: Run
    summary: str
    scope: str | None
    area: str
    token_kinds: tuple[str, ...]
    query: type[Shape] | None
    body: type[Shape] | Choice | None
    returns: type[Shape] | Choice | None
    success: int
    events: tuple[str, ...] = ()
    writes: bool = False
    limited: bool = False
    refusals: tuple[str, ...] = ()
    gate: Gate | None = None
    scopes: Scopes | None = None
    done: Done | None = None
    enterprise: Enterprise | None = None
    located: bool = False
    refused_kind: RefusedKind | None = None
    alone: bool = False

    @property
    def params(self) -> tuple[str, ...]:
        """The names of the path's parameters, in its order."""
        return tuple(part[1:-1] for part in self.path.split("/") if part.startswith("{"))

    def to_dict(self) -> dict[str, Any]:
        """The row of ``mockflow routes``, with the path from ``/v2`` on."""
        return {
            "method": self.method,
            "path": f"/v2{self.path}",
            "operationId": self.operation_id,
            "area": self.area,
            "scope": self.scope,
            "tokenKinds": list(self.token_kinds),
            "events": list(self.events),
        }


EVERY_KIND = ("site", "oauth")
OAUTH = ("oauth",)
OF_WORKSPACES = ("workspace", "oauth")


def _area(run: Run) -> str:
    area: str = sys.modules[run.__module__].AREA
    return area


def query(  # a reading call
    operation_id: str,
    target: str,
    run: Callable[[Any, Call], Any],
    *,
    summary: str,
    scope: str | None,
    returns: type[Shape],
    query: type[Shape] | None = None,
    refusals: tuple[str, ...] = (),
    gate: Gate | None = None,
    area: str | None = None,
    token_kinds: tuple[str, ...] = EVERY_KIND,
    enterprise: Enterprise | None = None,
    refused_kind: RefusedKind | None = None,
    alone: bool = False,
) -> Route:
    """A row for an operation that changes nothing."""
    method, _, path = target.partition(" ")
    return Route(
        method,
        path,
        operation_id,
        run,
        summary,
        scope,
        area or _area(run),
        token_kinds,
        query,
        None,
        returns,
        200,
        refusals=refusals,
        gate=gate,
        enterprise=enterprise,
        refused_kind=refused_kind,
        alone=alone,
    )


def command(
    operation_id: str,
    target: str,
    run: Callable[[Transaction, Call], Any],
    *,
    summary: str,
    scope: str | None,
    done: Done,
    returns: type[Shape] | Choice | None = None,
    success: int = 200,
    body: type[Shape] | Choice | None = None,
    query: type[Shape] | None = None,
    events: tuple[str, ...] = (),
    limited: bool = False,
    refusals: tuple[str, ...] = (),
    gate: Gate | None = None,
    scopes: Scopes | None = None,
    area: str | None = None,
    token_kinds: tuple[str, ...] = EVERY_KIND,
    enterprise: Enterprise | None = None,
    located: bool = False,
) -> Route:
    """A row for an operation that may change the world."""
    method, _, path = target.partition(" ")
    return Route(
        method,
        path,
        operation_id,
        run,
        summary,
        scope,
        area or _area(run),
        token_kinds,
        query,
        body,
        returns,
        success,
        events,
        writes=True,
        limited=limited,
        refusals=refusals,
        gate=gate,
        scopes=scopes,
        done=done,
        enterprise=enterprise,
        located=located,
    )
