"""Workspaces: making a site in one, and reading its audit log."""

from collections.abc import Mapping, Sequence
from typing import Any

from mockflow.core.call import Call
from mockflow.core.done import Done
from mockflow.core.paging import Page
from mockflow.core.route import OF_WORKSPACES, command, query
from mockflow.core.schema import Text, one_of
from mockflow.core.store import Reader, Transaction
from mockflow.core.wire import dumps, loads
from mockflow.domain.audit_logs import EVENT_KINDS, AuditLog
from mockflow.domain.audit_shapes import AuditLogsSchema
from mockflow.domain.listing import Body, PagingQuery, When, page_as
from mockflow.domain.new_sites import make_site
from mockflow.domain.site_shapes import CreatedSiteSchema, NewSite
from mockflow.domain.workspaces import WORKSPACES, Workspace, workspace_called

AREA = "sites"


class AuditLogsQuery(PagingQuery):
    sort_order = Text(
        data_key="sortOrder",
        load_default="desc",
        validate=one_of("asc", "desc"),
        metadata={"description": "Whether the oldest entry comes first, or the newest."},
    )
    event_type = Text(
        data_key="eventType",
        load_default=None,
        validate=one_of(*EVENT_KINDS),
        metadata={"description": "Only events of this type."},
    )
    since = When(data_key="from", load_default=None, metadata={"description": "Only events from this time on."})
    until = When(data_key="to", load_default=None, metadata={"description": "Only events up to this time."})


def create_site(tx: Transaction, call: Call) -> dict[str, Any]:
    """A site in this workspace. The published document asks for the template's name in the answer."""
    workspace, body = tx.get(WORKSPACES, call.path["workspace_id"]), call.body
    folder = body.get("parent_folder_id")
    site = make_site(tx, workspace.id, body["name"], None if folder is None else folder.lower())
    return {**loads(site.body), "templateName": body["template_name"]}


def list_audit_logs(reader: Reader, call: Call) -> Page[Body]:
    """The entries of the log that the query asks for, newest first unless it says otherwise."""
    workspace = workspace_called(reader, call.path["workspace_id_or_slug"])
    named = {"id": workspace.id, "slug": workspace.slug}
    return page_as("items", _wanted(workspace, call.query), call, lambda log: dumps(log.to_wire(named)))


def _wanted(workspace: Workspace, query: Mapping[str, Any]) -> Sequence[AuditLog]:
    kind, since, until = query["event_type"], query["since"], query["until"]
    found = [
        log
        for log in workspace.audit_logs
        if kind in {None, log.event_type} and (since is None or log.at >= since) and (until is None or log.at <= until)
    ]
    return found if query["sort_order"] == "asc" else found[::-1]


ROUTES = (
    command(
        "create-site",
        "POST /workspaces/{workspace_id}/sites",
        create_site,
        summary="Create a site in a workspace",
        scope="workspace:write",
        done=Done("created", "site", "added"),
        success=201,
        body=NewSite,
        returns=CreatedSiteSchema,
        refusals=("not_enterprise_plan_workspace", "conflict"),
        enterprise="workspace",
    ),
    query(
        "get-workspace-audit-logs",
        "GET /workspaces/{workspace_id_or_slug}/audit_logs",
        list_audit_logs,
        summary="List what the members of a workspace did",
        scope="workspace_activity:read",
        query=AuditLogsQuery,
        returns=AuditLogsSchema,
        token_kinds=OF_WORKSPACES,
        refusals=("invalid_auth_version", "not_enterprise_plan_workspace"),
        enterprise="workspace",
    ),
)
