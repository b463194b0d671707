"""Planting apps, and the person who authorizes them."""

from collections.abc import Callable, Mapping
from typing import Any

from mockflow.core.ids import DerivedIds
from mockflow.domain.apps import CLIENT_ID, App, is_redirect, scopes_of
from mockflow.domain.authorizations import AuthorizedUser
from mockflow.domain.scopes import SCOPES

from .plant_ground import Complain
from .tokens import REAL_TOKEN


def plant_app(
    wrong: Complain, name: Callable[[str, str, str], str], derive: DerivedIds, path: str, content: Mapping[str, Any]
) -> App:
    """The app of this part of a seed, under a path such as ``apps/my-client-id``."""
    client_id, secret, uris = content["client_id"], content["client_secret"], content["redirect_uris"]
    for key, value in (("clientId", client_id), ("clientSecret", secret)):
        if not value or not value.isprintable() or not value.isascii():
            wrong(f"{path}.{key}", "printable ASCII text", value)
    if client_id == CLIENT_ID:
        wrong(f"{path}.clientId", "another client id than that of the ready-made app", client_id)
    if REAL_TOKEN.fullmatch(secret):
        wrong(f"{path}.clientSecret", "a made-up secret", "one that looks like a real Webflow credential")
    for uri in uris or ():
        if not is_redirect(uri):
            wrong(f"{path}.redirectUris", "absolute http or https URLs without a fragment", uri)
    can_hold = scopes_of(workspace_access=content["workspace_access"])
    scopes = content.get("scopes", can_hold)
    for scope in scopes:
        if scope not in can_hold:
            wrong(f"{path}.scopes", "a scope" if scope not in SCOPES else "scopes that it can hold", scope)
    seed_path = f"apps/{client_id}"
    return App(
        client_id,
        secret,
        name(path, seed_path, content.get("id") or derive.id(seed_path)),
        content.get("display_name", client_id),
        content["description"],
        content["homepage"],
        None if uris is None else tuple(uris),
        tuple(scope for scope in SCOPES if scope in scopes),
        content["workspace_access"],
    )


def plant_user(content: Mapping[str, Any]) -> AuthorizedUser:
    """The person of a seed; what it does not say of them is as ever."""
    return AuthorizedUser()._replace(**content)


def client_of(wrong: Complain, apps: Mapping[str, App], path: str, client_id: str | None) -> str:
    """The client id of an app of this seed, the ready-made one by default."""
    if client_id is not None and client_id != CLIENT_ID and client_id not in apps:
        wrong(path, "the clientId of an app of this seed", client_id)
    return client_id or CLIENT_ID
