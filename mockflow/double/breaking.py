"""Faults as a test arms them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, Self

from mockflow.errors import ControlError

from .doors import Doors

_GONE = 404
_NOTHING: Final = object()


@dataclass(frozen=True, slots=True)
class Fault:
    """An armed fault. As a context manager it is removed at the end.

    Attributes:
        match: which calls it is for, in the control plane's form; empty for every call of the API.
        after: how many matching calls it lets pass first.
        times: how often it fires; None for always.
        probability: of each firing; None for certainty.
        effect: what it does, in the control plane's form.
    """

    id: str
    match: Mapping[str, Any]
    after: int
    times: int | None
    probability: float | None
    effect: Mapping[str, Any]
    _double: "Breaking" = field(repr=False, compare=False)
    _last: list[int] = field(repr=False, compare=False)

    @property
    def fired(self) -> int:
        """How often it fired; once it is removed, how often it had by then."""
        armed = self._double.control("GET", "/faults")["faults"]
        self._last[:] = [each["fired"] for each in armed if each["id"] == self.id] or self._last
        return self._last[0]

    def remove(self) -> None:
        """Disarm it, if it is armed."""
        fired = self.fired
        try:
            self._double.control("DELETE", f"/faults/{self.id}")
        except ControlError as error:
            if error.status != _GONE:
                raise
        else:
            if fired == 0:
                self._double.removed_unused.append(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.remove()

    def __str__(self) -> str:
        calls = " ".join(map(str, self.match.values())) or "every call"
        return f"{self.id} ({calls}: {', '.join(f'{name} {value}' for name, value in self.effect.items())})"

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form."""
        return {
            "id": self.id,
            "match": dict(self.match),
            "after": self.after,
            "times": self.times,
            "probability": self.probability,
            "effect": dict(self.effect),
            "fired": self.fired,
        }


class Breaking(Doors):
    """The part of ``Mockflow`` that makes calls go wrong."""

    @cached_property
    def removed_unused(self) -> list[Fault]:
        """The faults that had never fired when they were removed."""
        return []

    def fault(
        self,
        operation_id: str | None = None,
        *,
        method: str | None = None,
        path: str | None = None,
        actor: str | None = None,
        after: int | None = None,
        times: int | None = None,
        probability: float | None = None,
        status: int | None = None,
        code: str | None = None,
        message: str | None = None,
        headers: Mapping[str, str] | None = None,
        body: Any = _NOTHING,
        content_type: str | None = None,
        delay: float | None = None,
        drop: bool = False,
        truncate: int | None = None,
        rate_limited: bool = False,
        after_commit: bool = False,
    ) -> Fault:
        """Arm a fault. Of those that match a call, the first one that fires has its effect.

        Args:
            operation_id: only calls of this operation, such as ``create-item``.
            method: only calls with this method.
            path: only calls whose path fits this glob, with or without ``/v2``; ``*`` crosses ``/``.
            actor: only calls of the token of this name.
            after: let so many matching calls pass first.
            times: how often it fires; always by default.
            probability: of each firing, from 0 to 1, drawn from the world's own generator: the same every time.
            status: of the answer; an error has Webflow's usual code and message for it.
            code: of the error body.
            message: of the error body.
            headers: laid over those of the answer.
            body: of the answer, text as it is and any other value as JSON; with the call's usual status by default.
            content_type: of the answer.
            delay: seconds to wait before.
            drop: whether the connection ends without an answer; in process, ``httpx.RemoteProtocolError``.
            truncate: after how many bytes of the body the connection ends. The call does its work.
            rate_limited: whether it is answered as by the plan's limit, with ``Retry-After``.
            after_commit: whether the call does its work first, and its answer alone is hit; lost, if nothing else is
                said.

        Raises:
            ControlError: a value that cannot be, or two that cannot be together.
        """
        match = {"operationId": operation_id, "method": method, "path": path, "actor": actor}
        effect: dict[str, Any] = {
            "status": status,
            "code": code,
            "message": message,
            "headers": None if headers is None else {name: str(value) for name, value in headers.items()},
            "contentType": content_type,
            "delayMs": None if delay is None else delay * 1000,
            "drop": drop or None,
            "truncate": truncate,
            "rateLimited": rate_limited or None,
            "afterCommit": after_commit or None,
        }
        asked = {
            "match": _given(match),
            "effect": _given(effect) if body is _NOTHING else {**_given(effect), "body": body},
            **_given({"after": after, "times": times, "probability": probability}),
        }
        return self._read_fault(self.control("POST", "/faults", json=asked))

    def faults(self) -> list[Fault]:
        """The faults that are armed, in their order."""
        return [self._read_fault(each) for each in self.control("GET", "/faults")["faults"]]

    def unused_faults(self) -> list[Fault]:
        """The faults that never fired: those that are armed, and those that were removed."""
        armed = self.control("GET", "/faults")["faults"]
        return [*self.removed_unused, *(self._read_fault(each) for each in armed if each["fired"] == 0)]

    def _read_fault(self, said: dict[str, Any]) -> Fault:
        return Fault(
            id=said["id"],
            match=said["match"],
            after=said["after"],
            times=said["times"],
            probability=said["probability"],
            effect=said["effect"],
            _double=self,
            _last=[said["fired"]],
        )


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
