"""Audit logs: what the members of a workspace did, as its log tells it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from mockflow.core.wire import iso

USER_TYPES = ("member", "guest", "reviewer", "client")
SETTINGS = ("ai_toggle",)
ACCESS_TYPES = ("cms",)


class EventKind(NamedTuple):
    """What can be told of one kind of event.

    Attributes:
        subtypes: what happened, more exactly.
        methods: the ways in which it can have been done; none where that is not told.
        keys: what its payload may hold.
    """

    subtypes: tuple[str, ...]
    methods: tuple[str, ...]
    keys: tuple[str, ...]


_ROLE = ("userType", "roleName", "previousRoleName")
_OF_MEMBERS = ("user_added", "user_removed", "user_role_updated")

EVENT_KINDS: Mapping[str, EventKind] = {
    "user_access": EventKind(
        ("login", "logout"), ("dashboard", "sso", "api", "google"), ("method", "location", "ipAddress")
    ),
    "custom_role": EventKind(("role_created", "role_updated", "role_deleted"), (), ("roleName", "previousRoleName")),
    "workspace_membership": EventKind(
        _OF_MEMBERS, ("sso", "dashboard", "admin", "access_request"), ("targetUser", "method", *_ROLE)
    ),
    "site_membership": EventKind(
        (*_OF_MEMBERS, "user_granular_access_updated"),
        ("sso", "invite", "scim", "dashboard", "admin", "access_request"),
        ("site", "targetUser", "method", *_ROLE, "granularAccess"),
    ),
    "workspace_invitation": EventKind(
        (
            "invite_sent",
            "invite_accepted",
            "invite_updated",
            "invite_canceled",
            "invite_declined",
            "access_request_accepted",
        ),
        ("sso", "dashboard", "admin"),
        ("targetUser", "targetUsers", "method", *_ROLE),
    ),
    "workspace_setting": EventKind(
        ("setting_updated",), ("dashboard", "admin"), ("setting", "previousValue", "value", "method")
    ),
}
METHODS = tuple(dict.fromkeys(method for kind in EVENT_KINDS.values() for method in kind.methods))
SUBTYPES = tuple(dict.fromkeys(subtype for kind in EVENT_KINDS.values() for subtype in kind.subtypes))


class Person(NamedTuple):
    """Who did it."""

    id: str
    email: str


class AuditLog(NamedTuple):
    """An entry of a workspace's log. It has no id.

    Attributes:
        at: when it happened.
        payload: what else is told of it, as the API answers it.
    """

    at: int
    event_type: str
    event_subtype: str
    actor: Person
    payload: Mapping[str, Any]

    def to_wire(self, workspace: Mapping[str, str]) -> dict[str, Any]:
        """As the log of this workspace tells it."""
        return {
            "timestamp": iso(self.at),
            "eventType": self.event_type,
            "eventSubType": self.event_subtype,
            "actor": self.actor._asdict(),
            "workspace": workspace,
            "payload": self.payload,
        }


def misfit_of(event_type: str, subtype: str, payload: Mapping[str, Any]) -> tuple[str, str, Any] | None:
    """What an event of this type cannot tell: the key, what would be right, and what is there; None if it can be."""
    kind = EVENT_KINDS[event_type]
    if subtype not in kind.subtypes:
        return "eventSubType", f"one of {', '.join(kind.subtypes)}", subtype
    for key in payload:
        if key not in kind.keys:
            return "payload", f"keys among {', '.join(kind.keys)}", key
    method = payload.get("method")
    if method is not None and method not in kind.methods:
        return "payload.method", f"one of {', '.join(kind.methods)}", method
    return None
