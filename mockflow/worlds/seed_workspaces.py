"""What a seed may say of workspaces and of their logs."""

from mockflow.core.schema import Items, Nested, StrictShape, Text, Unfit, one_of
from mockflow.domain.audit_logs import EVENT_KINDS, SUBTYPES
from mockflow.domain.audit_shapes import AuditPayload
from mockflow.domain.workspaces import is_workspace_slug

from .meters import PLANS
from .seed_members import A_TIME, Time, id_of, said


def _slug(value: str) -> None:
    if not is_workspace_slug(value):
        raise Unfit("type:workspace")


class _Actor(StrictShape):
    id = Text(**said("The user's id; the Designer's user if absent.", "64c7e2f0a1b2c3d4e5f60730"))
    email = Text(**said("An address; the Designer's user's if absent.", "sam@example.com"))


class SeededAuditLog(StrictShape):
    at = Time(data_key="timestamp", **said("ISO 8601; a minute after the entry before if absent.", A_TIME))
    event_type = Text(
        data_key="eventType", required=True, validate=one_of(*EVENT_KINDS), **said("What happened.", "user_access")
    )
    event_subtype = Text(
        data_key="eventSubType",
        validate=one_of(*SUBTYPES),
        **said("What happened, more exactly; the first that the type has if absent.", "login"),
    )
    actor = Nested(_Actor, load_default=dict, **said("Who did it; the Designer's user if absent."))
    payload = Nested(
        AuditPayload,
        load_default=dict,
        **said("What else is told of it, which depends on the type.", {"method": "dashboard"}),
    )


class SeededWorkspace(StrictShape):
    id = id_of("the slug")
    slug = Text(
        validate=_slug,
        **said("Its part of a URL, unlike an id; made from displayName if absent.", "corner-studio"),
    )
    display_name = Text(data_key="displayName", required=True, **said("Its name.", "Corner Studio"))
    plan = Text(validate=one_of(*PLANS), **said("Of its sites that have none of their own.", "enterprise"))
    audit_logs = Items(
        Nested(SeededAuditLog),
        data_key="auditLogs",
        load_default=list,
        **said("What its members did.", [{"eventType": "user_access", "payload": {"method": "sso"}}]),
    )
