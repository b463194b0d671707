"""What audit logs look like to clients and in seeds."""

from typing import Any

from mockflow.core.schema import Flag, Items, Moment, Nested, Shape, StrictShape, Text, one_of

from .audit_logs import ACCESS_TYPES, EVENT_KINDS, METHODS, SETTINGS, SUBTYPES, USER_TYPES
from .listing import pagination


def _said(description: str, example: Any) -> dict[str, Any]:
    return {"metadata": {"description": description, "example": example}}


class LoggedUser(StrictShape):
    id = Text(**_said("The user's id.", "64c7e2f0a1b2c3d4e5f60730"))
    email = Text(**_said("The user's e-mail address.", "sam@example.com"))


class LoggedSite(StrictShape):
    id = Text(**_said("The site's id.", "64c7e2f0a1b2c3d4e5f60718"))
    slug = Text(**_said("Its part of the subdomain.", "corner-shop"))


class GranularAccess(StrictShape):
    id = Text(**_said("What access is given to.", "64c7e2f0a1b2c3d4e5f60731"))
    name = Text(**_said("What that is called.", "Journal"))
    type = Text(validate=one_of(*ACCESS_TYPES), **_said("Of which kind it is.", "cms"))
    restricted = Flag(**_said("Whether access is restricted.", example=True))


class AuditPayload(StrictShape):
    """What else is told of an event: each type of event has some of these keys."""

    method = Text(validate=one_of(*METHODS), **_said("The way in which it was done.", "dashboard"))
    location = Text(**_said("Where the address is.", "Ghent, Belgium"))
    ip_address = Text(data_key="ipAddress", **_said("The address of the user.", "203.0.113.7"))
    site = Nested(LoggedSite, **_said("The site.", {"slug": "corner-shop"}))
    target_user = Nested(
        LoggedUser, data_key="targetUser", **_said("The user that it is about.", {"email": "kim@example.com"})
    )
    target_users = Items(
        Nested(LoggedUser), data_key="targetUsers", **_said("The users.", [{"email": "kim@example.com"}])
    )
    user_type = Text(data_key="userType", validate=one_of(*USER_TYPES), **_said("The kind of user.", "member"))
    role_name = Text(data_key="roleName", **_said("The role.", "Editor"))
    previous_role_name = Text(data_key="previousRoleName", **_said("The role before.", "Viewer"))
    granular_access = Nested(
        GranularAccess, data_key="granularAccess", **_said("What a member may see.", {"name": "Journal", "type": "cms"})
    )
    setting = Text(validate=one_of(*SETTINGS), **_said("The setting.", "ai_toggle"))
    previous_value = Text(data_key="previousValue", **_said("What it was.", "false"))
    value = Text(**_said("What it is.", "true"))


class LoggedWorkspace(Shape):
    id = Text(required=True, metadata={"description": "The workspace's id."})
    slug = Text(required=True, metadata={"description": "Its part of a URL."})


class AuditLogSchema(Shape):
    timestamp = Moment(required=True, metadata={"description": "When it happened."})
    event_type = Text(
        data_key="eventType",
        required=True,
        validate=one_of(*EVENT_KINDS),
        metadata={"description": "What happened."},
    )
    event_subtype = Text(
        data_key="eventSubType",
        required=True,
        validate=one_of(*SUBTYPES),
        metadata={"description": "What happened, more exactly."},
    )
    actor = Nested(LoggedUser, required=True, metadata={"description": "Who did it."})
    workspace = Nested(LoggedWorkspace, required=True, metadata={"description": "Where it happened."})
    payload = Nested(AuditPayload, required=True, metadata={"description": "What else is told of it."})


class AuditLogsSchema(Shape):
    items = Items(Nested(AuditLogSchema), required=True, metadata={"description": "The entries of this page."})
    pagination = pagination()
