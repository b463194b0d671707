"""What the handle answers of a world's time: the control plane's JSON as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Commit:
    """A write that changed the world.

    Attributes:
        n: its number: 1 for the first after the seed.
        at: ISO 8601. On a standing clock a write after a rewind has the time that it would have had then.
        actor: the name of the token, or ``visitor``, ``designer``, ``control-plane``.
        operation_id: Webflow's name of the operation, or the double's own.
        summary: one sentence.
        request_id: the id of the call in the journal; None for what no call of the API did.
    """

    n: int
    at: str
    actor: str
    operation_id: str
    summary: str
    request_id: str | None

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form."""
        return {
            "n": self.n,
            "at": self.at,
            "actor": self.actor,
            "operationId": self.operation_id,
            "summary": self.summary,
            "requestId": self.request_id,
        }

    def __str__(self) -> str:
        return f"{self.n} {self.at} {self.summary}"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A state under a name: that of just after the entry ``n``, kept at the time ``at``."""

    name: str
    n: int
    at: str

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form."""
        return {"name": self.name, "n": self.n, "at": self.at}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What stood at one path of a record, and what stands there now; None for nothing.

    Attributes:
        path: such as ``fieldData.name`` or ``nodes[0].text.html``.
    """

    path: str
    before: Any
    after: Any

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form."""
        return {"path": self.path, "before": self.before, "after": self.after}


@dataclass(frozen=True, slots=True)
class Change:
    """A record that differs.

    Attributes:
        kind: such as ``item``, ``live item`` or ``page``.
        title: what people know it by.
        place: the name of what it is in, such as its collection; None for nothing.
        locale: the tag of the locale of a variant; None for a record of all locales.
        fields: what differs, of a changed record.
        record: the whole of it, of one that was added or removed.
    """

    kind: str
    id: str
    title: str
    place: str | None
    locale: str | None
    fields: tuple[FieldChange, ...] = ()
    record: Mapping[str, Any] | None = None

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form."""
        head = {"kind": self.kind, "id": self.id, "title": self.title, "place": self.place, "locale": self.locale}
        if self.record is not None:
            return {**head, "record": self.record}
        return {**head, "fields": [field.to_dict() for field in self.fields]}


@dataclass(frozen=True, slots=True)
class Diff:
    """What differs between two points in a world's time; false where nothing does, and as text a block a record.

    Attributes:
        start: the n of the one point.
        end: the n of the other.
    """

    start: int
    end: int
    added: tuple[Change, ...]
    changed: tuple[Change, ...]
    removed: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    def __str__(self) -> str:
        from mockflow.worlds.diff_text import diff_text  # noqa: PLC0415 - not needed until a diff is looked at

        return diff_text(self.to_dict())

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form."""
        found = {"added": self.added, "changed": self.changed, "removed": self.removed}
        told = {effect: [change.to_dict() for change in changes] for effect, changes in found.items()}
        return {"from": self.start, "to": self.end, **told}


def read_commit(said: Mapping[str, Any]) -> Commit:
    return Commit(said["n"], said["at"], said["actor"], said["operationId"], said["summary"], said["requestId"])


def read_checkpoint(said: Mapping[str, Any]) -> Checkpoint:
    return Checkpoint(said["name"], said["n"], said["at"])


def read_diff(said: Mapping[str, Any]) -> Diff:
    added, changed, removed = (tuple(map(_change, said[effect])) for effect in ("added", "changed", "removed"))
    return Diff(said["from"], said["to"], added, changed, removed)


def _change(said: Mapping[str, Any]) -> Change:
    head = (said["kind"], said["id"], said["title"], said["place"], said["locale"])
    fields = tuple(FieldChange(each["path"], each["before"], each["after"]) for each in said.get("fields", ()))
    return Change(*head, fields, said.get("record"))
