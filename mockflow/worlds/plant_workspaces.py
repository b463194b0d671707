"""Planting workspaces: those that a seed lists, and those that its sites are in."""

from collections.abc import Iterable, Sequence
from typing import Any

from mockflow.core.ids import DerivedIds
from mockflow.core.schema import Items, Nested, Shape
from mockflow.core.store import Transaction
from mockflow.domain.audit_logs import EVENT_KINDS, AuditLog, Person, misfit_of
from mockflow.domain.audit_shapes import AuditPayload
from mockflow.domain.slugs import slugify
from mockflow.domain.users import DESIGNER
from mockflow.domain.workspaces import WORKSPACES, Workspace, is_workspace_slug

from .plant_ground import Complain, Name
from .seed_members import BASE_TIME

USUAL = "workspace"
"""The path and the slug of the workspace that a world has where its seed lists none."""

_MINUTE = 60_000
_SHORT = 6


class WorkspacePlanter:
    """The workspaces of a seed.

    Args:
        wrong: tells a problem.
        name: gives a record its id under a path.
        derive: makes the ids that the seed does not give.
    """

    def __init__(self, tx: Transaction, wrong: Complain, name: Name, derive: DerivedIds) -> None:
        self._tx, self._wrong, self._name, self._derive = tx, wrong, name, derive
        self._made: list[Workspace] = []

    @property
    def usual_id(self) -> str:
        """The workspace of sites that name none: the first that is listed, or one that is made up."""
        return self._made[0].id if self._made else self._derive.id(USUAL)

    @property
    def ids(self) -> dict[str, str]:
        """The id of each by its slug, the first one first."""
        return {each.slug: each.id for each in self._made}

    def plant_listed(self, contents: list[dict[str, Any]]) -> None:
        """Plant those that the seed lists."""
        for at, content in enumerate(contents):
            path = f"workspaces[{at}]"
            slug = content.get("slug") or slugify(content["display_name"], USUAL)
            if not is_workspace_slug(slug) or slug in self.ids:
                self._wrong(f"{path}.slug", "a slug that no other workspace has, and no id", slug)
            own_id = content.get("id") or self._derive.id(f"workspaces/{slug}")
            logs = [self._log(f"{path}.auditLogs[{n}]", n, each) for n, each in enumerate(content["audit_logs"])]
            logs.sort(key=lambda log: log.at)
            self._put(path, Workspace(own_id, slug, content["display_name"], content.get("plan"), at, tuple(logs)))

    def plant_others(self, wanted: Iterable[str]) -> None:
        """Plant those of these ids that the seed does not list."""
        for each in unlisted(self._made, wanted, self._derive.id(USUAL)):
            self._put("workspaces", each)

    def _put(self, path: str, workspace: Workspace) -> None:
        self._name(path, f"workspaces/{workspace.slug}", workspace.id)
        self._made.append(self._tx.put(WORKSPACES, workspace))

    def _log(self, path: str, at: int, content: dict[str, Any]) -> AuditLog:
        event_type = content["event_type"]
        subtype = content.get("event_subtype", EVENT_KINDS[event_type].subtypes[0])
        payload = _as_sent(AuditPayload, content["payload"])
        misfit = misfit_of(event_type, subtype, payload)
        if misfit is not None:
            key, expected, found = misfit
            self._wrong(f"{path}.{key}", expected, found)
        actor = Person(DESIGNER.id, DESIGNER.email)._replace(**content["actor"])
        return AuditLog(content.get("at", usual_time(at)), event_type, subtype, actor, payload)


def usual_time(at: int) -> int:
    """When the entry at this place of a log happened, where the seed does not say it."""
    return BASE_TIME + at * _MINUTE


def unlisted(listed: Sequence[Workspace], wanted: Iterable[str], usual_id: str) -> list[Workspace]:
    """The workspaces of these ids that are not listed: names are made up for them. There is always one at least."""
    known, slugs = {each.id for each in listed}, {each.slug for each in listed}
    made: list[Workspace] = []
    for each in dict.fromkeys(wanted) or ([] if listed else [usual_id]):
        if each in known:
            continue
        slug = _free_slug(each, slugs, is_usual=each == usual_id)
        slugs.add(slug)
        made.append(Workspace(each, slug, slug.replace("-", " ").capitalize(), place=len(listed) + len(made)))
    return made


def _free_slug(workspace_id: str, taken: set[str], *, is_usual: bool) -> str:
    wanted = USUAL if is_usual else f"{USUAL}-{workspace_id[-_SHORT:]}"
    slugs = (wanted, *(f"{USUAL}-{workspace_id}{'x' * number}" for number in range(len(taken))))
    return next(slug for slug in slugs if slug not in taken)


def _as_sent(shape: type[Shape], loaded: dict[str, Any]) -> dict[str, Any]:
    """What was loaded by a shape, with the keys that it was sent with, in the order of the shape."""
    made: dict[str, Any] = {}
    for name, member in shape.members().items():
        if name in loaded:
            value = loaded[name]
            if isinstance(member, Nested):
                value = _as_sent(member.shape, value)
            elif isinstance(member, Items) and isinstance(member.inner, Nested):
                value = [_as_sent(member.inner.shape, each) for each in value]
            made[member.data_key or name] = value
    return made
