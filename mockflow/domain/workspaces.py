"""Workspaces: what sites are in, each with the log of what its members did."""

import re
from dataclasses import dataclass

from mockflow.core.ids import is_object_id
from mockflow.core.refusal import Refusal
from mockflow.core.store import Reader, Table
from mockflow.core.wire import dumps

from .audit_logs import AuditLog

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True, slots=True, eq=False)
class Workspace:
    """A workspace.

    Attributes:
        plan: of its sites that have none of their own; None for the world's.
        audit_logs: its log, oldest first.
    """

    id: str
    slug: str
    display_name: str
    plan: str | None = None
    place: int = 0
    audit_logs: tuple[AuditLog, ...] = ()

    @property
    def order(self) -> tuple[int, str]:
        return self.place, self.id

    @property
    def body(self) -> bytes:
        """What it is, without its log."""
        return dumps({"id": self.id, "slug": self.slug, "displayName": self.display_name, "plan": self.plan})


WORKSPACES = Table[Workspace](
    "workspace",
    key=lambda workspace: workspace.id,
    group=lambda _: None,
    missing="Requested resource not found: The workspace cannot be found",
    unique=lambda workspace: workspace.slug,
)


def is_workspace_slug(text: str) -> bool:
    """Whether a workspace can have this slug: one that cannot be taken for an id."""
    return _SLUG.fullmatch(text) is not None and not is_object_id(text)


def workspace_called(reader: Reader, id_or_slug: str) -> Workspace:
    """The workspace of this id or slug; refuses with ``resource_not_found`` if there is none."""
    found = reader.find(WORKSPACES, id_or_slug) or reader.holder(WORKSPACES, None, id_or_slug)
    if found is None:
        raise Refusal("resource_not_found", WORKSPACES.missing)
    return found


def first_workspace(reader: Reader) -> str | None:
    """The id of the first one; None where there is none."""
    return next((each.id for each in reader.all(WORKSPACES)), None)
