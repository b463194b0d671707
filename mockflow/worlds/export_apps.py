"""Apps and the person who authorizes them as a seed says them: the mirror of ``plant_apps``."""

from collections.abc import Iterable
from typing import Any

from mockflow.core.ids import derived_id
from mockflow.domain.apps import CLIENT_SECRET, READY_MADE_APP, App, scopes_of
from mockflow.domain.authorizations import AuthorizedUser

from .export_ground import said


def export_apps(apps: Iterable[App]) -> list[dict[str, Any]]:
    return [_app(app) for app in apps]


def _app(app: App) -> dict[str, Any]:
    content = {
        "clientId": app.client_id,
        "clientSecret": app.client_secret,
        "id": app.id,
        "displayName": app.display_name,
        "description": app.description,
        "homepage": app.homepage,
        "redirectUris": None if app.redirect_uris is None else list(app.redirect_uris),
        "scopes": list(app.scopes),
        "workspaceAccess": app.workspace_access,
    }
    usual = {
        "clientSecret": CLIENT_SECRET,
        "id": derived_id(f"apps/{app.client_id}"),
        "displayName": app.client_id,
        "description": "",
        "homepage": READY_MADE_APP.homepage,
        "redirectUris": None,
        "scopes": list(scopes_of(workspace_access=app.workspace_access)),
        "workspaceAccess": False,
    }
    return said(content, usual)


def export_user(user: AuthorizedUser) -> dict[str, Any]:
    return said(_user(user), _user(AuthorizedUser()))


def _user(user: AuthorizedUser) -> dict[str, Any]:
    return {
        "id": user.id,
        "email": user.email,
        "firstName": user.first_name,
        "lastName": user.last_name,
    }
