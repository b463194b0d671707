"""A world's time as a test travels in it: its history, what differs, going back, and checkpoints."""

from typing import Any
from urllib.parse import quote

from .doors import Doors
from .past_results import Checkpoint, Commit, Diff, read_checkpoint, read_commit, read_diff

Point = int | str | Commit | Checkpoint
"""An n, ``seed``, ``head``, the name of a checkpoint, or what stands for one."""


class Past(Doors):
    """The part of ``Mockflow`` that is about what was, and about going back to it."""

    def history(
        self,
        *,
        actor: str | None = None,
        operation_id: str | None = None,
        record: str | None = None,
        kind: str | None = None,
        since: int | Commit | None = None,
        limit: int | None = None,
    ) -> list[Commit]:
        """The writes that changed the world, oldest first, each with a sentence on it.

        Args:
            actor: the name of the token, or ``visitor``, ``designer``, ``control-plane``.
            operation_id: Webflow's name, such as ``create-item``.
            record: only writes that touched the record of this path in the seed, or of this id.
            kind: only writes that touched a record of this kind, such as ``item`` or ``live item``.
            since: only writes after this one.
            limit: only the last so many: with ``record`` and 1, the write that made the record what it is.
        """
        chosen = {
            "actor": actor,
            "operationId": operation_id,
            "id": None if record is None else self.ids.get(record, record),
            "kind": kind,
            "since": since.n if isinstance(since, Commit) else since,
            "limit": limit,
        }
        found = self.control("GET", "/history", params={k: v for k, v in chosen.items() if v is not None})
        return [read_commit(each) for each in found["history"]]

    def diff(self, a: Point = "seed", b: Point = "head", *, actor: str | None = None) -> Diff:
        """What leads from one point in time to another, record by record; ``str`` of it is for people.

        Args:
            a: an n, ``seed``, ``head``, or a checkpoint.
            b: the same.
            actor: only what this actor did on the way, as far as it still stands.

        Raises:
            ControlError: 404, where a point is not known or no longer kept.
        """
        chosen = {"from": _name(a), "to": _name(b), "actor": actor}
        return read_diff(self.control("GET", "/diff", params={k: v for k, v in chosen.items() if v is not None}))

    def rewind(self, to: int | Commit) -> Commit | None:
        """Make the world what it was just after an entry of its history, 0 for the seed.

        Ids go on from where they were then. Journal, deliveries, clock and tokens stay, and no webhook hears of it.

        Returns:
            The entry that this is; None where the world is like that already.

        Raises:
            ControlError: 404, where there is no such entry, or it is no longer kept.
        """
        return _went(self.control("POST", "/rewind", json={"to": to.n if isinstance(to, Commit) else to}))

    def checkpoint(self, name: str) -> Checkpoint:
        """Keep the world as it is under a name, instead of what was kept under it.

        Raises:
            ControlError: 400 for a name that is none, 409 where the world keeps too much.
        """
        return read_checkpoint(self.control("PUT", _path(name)))

    def checkpoints(self) -> list[Checkpoint]:
        """The checkpoints of the world, in the order of their making."""
        return [read_checkpoint(each) for each in self.control("GET", "/checkpoints")["checkpoints"]]

    def restore(self, name: str | Checkpoint) -> Commit | None:
        """Make the world what it was at a checkpoint, as ``rewind`` does; ControlError, 404, if there is none."""
        return _went(self.control("POST", f"{_path(_name(name))}/restore"))

    def delete_checkpoint(self, name: str | Checkpoint) -> None:
        """Forget a checkpoint; ControlError, 404, if there is none."""
        self.control("DELETE", _path(_name(name)))


def _name(point: Point) -> str:
    if isinstance(point, Checkpoint):
        return point.name
    return str(point.n if isinstance(point, Commit) else point)


def _path(name: str) -> str:
    return f"/checkpoints/{quote(name, safe='')}"


def _went(said: dict[str, Any]) -> Commit | None:
    return read_commit(said) if said["changed"] else None
