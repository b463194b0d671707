"""What the handle answers with: the control plane's JSON as frozen values."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a call did its work, which step of the pipeline decided that, and why: a refusal, or a fault."""

    allowed: bool
    step: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Call:
    """A call in the journal. Bodies are JSON values, or text where they are not JSON; times are ISO 8601.

    Attributes:
        status: of the answer that was made, though a fault may have lost it; 0 where a fault dropped the call.
    """

    id: str
    at: str
    method: str
    path: str
    query: Mapping[str, str]
    operation_id: str | None
    actor: str | None
    status: int
    duration_ms: float
    request_headers: Mapping[str, str]
    request_body: Any
    response_body: Any
    decision: Decision

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form."""
        return _camel(asdict(self))

    def __str__(self) -> str:
        why = "" if self.decision.reason is None else f"  {self.decision.step}: {self.decision.reason}"
        operation = self.operation_id or "no such operation"
        return f"{self.method} {self.path} -> {self.status} {operation} ({self.actor or 'nobody'}){why}"


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A call that nothing answers: why, and the operation that is nearest to it."""

    call: Call
    reason: str
    nearest: str | None

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form."""
        return {**self.call.to_dict(), "reason": self.reason, "nearest": self.nearest}

    def __str__(self) -> str:
        hint = f"; the nearest is {self.nearest}" if self.nearest else ""
        return f"{self.call.method} {self.call.path}: {self.reason}{hint}"


@dataclass(frozen=True, slots=True)
class Item:
    """An item with both of its copies, each as the API answers it.

    Attributes:
        staged: None once it was deleted.
        live: None while it is not on the published site.
        state: ``published``, ``changed`` (live, with changes in draft), ``queued``, ``draft``, ``archived``, or
            ``deleted`` where only the live copy is left.
    """

    id: str
    staged: Mapping[str, Any] | None
    live: Mapping[str, Any] | None
    state: str

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Token:
    """A token of the world."""

    id: str
    name: str
    token: str
    kind: str
    scopes: tuple[str, ...]
    site_ids: tuple[str, ...] | None
    client_id: str | None = None
    workspace_id: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form, which names a workspace for workspace tokens only."""
        said = _camel(asdict(self))
        return {key: value for key, value in said.items() if key != "workspaceId" or value is not None}


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to deliver: the status of the answer, or why there was none."""

    at: str
    status: int | None
    error: str | None
    duration_ms: float

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form."""
        return _camel(asdict(self))


@dataclass(frozen=True, slots=True)
class Delivery:
    """An event for a webhook, and what became of it.

    Attributes:
        headers: of the last attempt.
        body: ``{"triggerType": ..., "payload": ...}``.
        state: ``pending``, ``delivered``, ``failed`` or ``blocked``.
        reason: why it is not delivered; None where there is nothing to say.
    """

    id: str
    webhook_id: str
    trigger_type: str
    url: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]
    state: str
    reason: str | None
    attempts: tuple[Attempt, ...]

    @property
    def payload(self) -> Any:
        """What happened."""
        return self.body["payload"]

    def __str__(self) -> str:
        reason = f" ({self.reason})" if self.reason else ""
        return f"{self.trigger_type} to {self.url} {self.state}{reason}"

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form."""
        return {**_camel(asdict(self)), "attempts": [attempt.to_dict() for attempt in self.attempts]}


@dataclass(frozen=True, slots=True)
class SinkMessage:
    """What a built-in receiver received.

    Attributes:
        body: a JSON value, or text.
        raw_body: the text that the signature is over.
        verified: whether the signature holds; None for a message without one.
    """

    id: str
    at: str
    headers: Mapping[str, str]
    body: Any
    raw_body: str
    verified: bool | None

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form."""
        return _camel(asdict(self))


def _camel(values: dict[str, Any]) -> dict[str, Any]:
    def name(key: str) -> str:
        first, *rest = key.split("_")
        return first + "".join(map(str.capitalize, rest))

    return {name(key): list(value) if isinstance(value, tuple) else value for key, value in values.items()}


def read_token(said: dict[str, Any]) -> Token:
    site_ids = said["siteIds"]
    reach = None if site_ids is None else tuple(site_ids)
    client, scopes = said["clientId"], tuple(said["scopes"])
    return Token(said["id"], said["name"], said["token"], said["kind"], scopes, reach, client, said.get("workspaceId"))


def read_unmatched(said: dict[str, Any]) -> Unmatched:
    return Unmatched(read_call(said), said["reason"], said["nearest"])


def read_call(said: dict[str, Any]) -> Call:
    return Call(
        id=said["id"],
        at=said["at"],
        method=said["method"],
        path=said["path"],
        query=said["query"],
        operation_id=said["operationId"],
        actor=said["actor"],
        status=said["status"],
        duration_ms=said["durationMs"],
        request_headers=said["requestHeaders"],
        request_body=said["requestBody"],
        response_body=said["responseBody"],
        decision=Decision(**said["decision"]),
    )


def read_delivery(said: dict[str, Any]) -> Delivery:
    attempts = tuple(
        Attempt(each["at"], each["status"], each["error"], each["durationMs"]) for each in said["attempts"]
    )
    return Delivery(
        id=said["id"],
        webhook_id=said["webhookId"],
        trigger_type=said["triggerType"],
        url=said["url"],
        headers=said["headers"],
        body=said["body"],
        state=said["state"],
        reason=said["reason"],
        attempts=attempts,
    )


def read_message(said: dict[str, Any]) -> SinkMessage:
    return SinkMessage(said["id"], said["at"], said["headers"], said["body"], said["rawBody"], said["verified"])
