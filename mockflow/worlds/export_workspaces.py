"""Workspaces as a seed says them: the mirror of ``plant_workspaces``."""

from typing import Any

from mockflow.core.ids import derived_id
from mockflow.core.store import Reader
from mockflow.core.wire import iso
from mockflow.domain.audit_logs import EVENT_KINDS, AuditLog
from mockflow.domain.sites import SITES
from mockflow.domain.slugs import slugify
from mockflow.domain.users import DESIGNER
from mockflow.domain.workspaces import WORKSPACES, Workspace

from .export_ground import Names, said
from .plant_workspaces import USUAL, unlisted, usual_time


def listed(reader: Reader) -> list[Workspace]:
    """Those that a seed must list: the others are made of nothing, or of what the sites say."""
    every = list(reader.all(WORKSPACES))
    wanted = [site.workspace_id for site in reader.all(SITES)]
    usual = derived_id(USUAL)
    for at in range(len(every)):
        made = unlisted(every[:at], wanted, usual)
        if [_told(each) for each in made] == [_told(each) for each in every[at:]]:
            return every[:at]
    return every


def usual_workspace(reader: Reader) -> str:
    """The id of the workspace of a site that names none."""
    return next((each.id for each in listed(reader)), derived_id(USUAL))


def workspaces_as_seed(reader: Reader, names: Names, *, with_plans: bool) -> list[dict[str, Any]]:
    """Those that a seed lists, with their logs."""
    for each in reader.all(WORKSPACES):
        names.give(f"workspaces/{each.slug}", each.id)
    return [_workspace(each, with_plans=with_plans) for each in listed(reader)]


def _told(workspace: Workspace) -> tuple[Any, ...]:
    """A workspace without its number among others."""
    return workspace.id, workspace.slug, workspace.display_name, workspace.plan, workspace.audit_logs


def _workspace(workspace: Workspace, *, with_plans: bool) -> dict[str, Any]:
    content: dict[str, Any] = {
        "displayName": workspace.display_name,
        "slug": workspace.slug,
        "id": workspace.id,
        "plan": workspace.plan if with_plans else None,
        "auditLogs": [_log(at, each) for at, each in enumerate(workspace.audit_logs)],
    }
    usual: dict[str, Any] = {
        "slug": slugify(workspace.display_name, USUAL),
        "id": derived_id(f"workspaces/{workspace.slug}"),
        "plan": None,
        "auditLogs": [],
    }
    return said(content, usual)


def _log(at: int, log: AuditLog) -> dict[str, Any]:
    actor = said(log.actor._asdict(), {"id": DESIGNER.id, "email": DESIGNER.email})
    content: dict[str, Any] = {
        "timestamp": iso(log.at),
        "eventType": log.event_type,
        "eventSubType": log.event_subtype,
        "actor": actor,
        "payload": log.payload,
    }
    usual: dict[str, Any] = {
        "timestamp": iso(usual_time(at)),
        "eventSubType": EVENT_KINDS[log.event_type].subtypes[0],
        "actor": {},
        "payload": {},
    }
    return said(content, usual)
