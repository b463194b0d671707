"""The authorization behind a token: what it is for, and the person who gave it."""

from collections.abc import Mapping
from typing import Any

from mockflow.core.call import Call
from mockflow.core.route import OAUTH, query
from mockflow.core.schema import Items, Moment, Nested, Shape, Text, Whole
from mockflow.core.store import Reader
from mockflow.core.wire import iso
from mockflow.domain.authorizations import Authorization
from mockflow.domain.scopes import SCOPES
from mockflow.domain.sites import SITES

AREA = "sites"


class AuthorizedUserSchema(Shape):
    id = Text(required=True, metadata={"description": "The person's id."})
    email = Text(required=True, metadata={"description": "Their email address."})
    first_name = Text(data_key="firstName", required=True, metadata={"description": "Their first name."})
    last_name = Text(data_key="lastName", required=True, metadata={"description": "Their last name."})


class AuthorizedToSchema(Shape):
    site_ids = Items(Text(), data_key="siteIds", required=True, metadata={"description": "The sites it reaches."})
    workspace_ids = Items(
        Text(), data_key="workspaceIds", required=True, metadata={"description": "The workspaces it is for as a whole."}
    )
    user_ids = Items(Text(), data_key="userIds", required=True, metadata={"description": "Who gave it."})


class AuthorizationSchema(Shape):
    id = Text(required=True, metadata={"description": "The authorization's id."})
    created_on = Moment(data_key="createdOn", required=True, metadata={"description": "When it was given."})
    last_used = Moment(
        data_key="lastUsed", required=True, metadata={"description": "When it was used before this call."}
    )
    grant_type = Text(data_key="grantType", required=True, metadata={"description": "How it was given."})
    rate_limit = Whole(data_key="rateLimit", required=True, metadata={"description": "Requests a minute."})
    scope = Text(required=True, metadata={"description": "Its scopes, with commas between them."})
    authorized_to = Nested(
        AuthorizedToSchema, data_key="authorizedTo", required=True, metadata={"description": "What it is for."}
    )


class ApplicationSchema(Shape):
    id = Text(required=True, metadata={"description": "The app's id."})
    description = Text(required=True, metadata={"description": "What it says it is for."})
    homepage = Text(required=True, metadata={"description": "Where it is at home."})
    display_name = Text(data_key="displayName", required=True, metadata={"description": "Its name."})


class IntrospectedSchema(Shape):
    authorization = Nested(
        AuthorizationSchema, required=True, metadata={"description": "What a person let the app do."}
    )
    application = Nested(ApplicationSchema, required=True, metadata={"description": "The app."})


def introspect(reader: Reader, call: Call) -> dict[str, Any]:
    """A token for the whole workspace tells it, and the sites that there are; another one tells its sites alone."""
    known: Authorization = call.authorization(call.actor)
    app, actor = known.app, call.actor
    sites = [site for site in reader.all(SITES) if actor.reaches(site.id)]
    workspaces = {site.workspace_id: None for site in sites} if actor.site_ids is None else {}
    return {
        "authorization": {
            "id": known.id,
            "createdOn": iso(known.created),
            "lastUsed": iso(known.last_used),
            "grantType": "authorization_code",
            "rateLimit": known.rate_limit,
            "scope": ",".join(scope for scope in SCOPES if scope in actor.scopes),
            "authorizedTo": {
                "siteIds": [site.id for site in sites],
                "workspaceIds": list(workspaces),
                "userIds": [known.user.id],
            },
        },
        "application": {
            "id": app.id,
            "description": app.description,
            "homepage": app.homepage,
            "displayName": app.display_name,
        },
    }


def authorized_by(_: Reader, call: Call) -> dict[str, Any]:
    known: Authorization = call.authorization(call.actor)
    user = known.user
    return {"id": user.id, "email": user.email, "firstName": user.first_name, "lastName": user.last_name}


def _code_for_others(kind: str, quirks: Mapping[str, Any]) -> str:
    """What a token of another kind is refused with: the real API was once seen to fail for a site token."""
    if kind != "site":
        return "invalid_auth_version"
    return {"403": "invalid_auth_version", "500": "internal_error"}[quirks["introspect_site_token"]]


ROUTES = (
    query(
        "authorized_by",
        "GET /token/authorized_by",
        authorized_by,
        summary="Get the person who authorized the app",
        scope="authorized_user:read",
        returns=AuthorizedUserSchema,
        token_kinds=OAUTH,
    ),
    query(
        "introspect",
        "GET /token/introspect",
        introspect,
        summary="Get what an app was authorized to do",
        scope=None,
        returns=IntrospectedSchema,
        token_kinds=OAUTH,
        refused_kind=_code_for_others,
    ),
)
