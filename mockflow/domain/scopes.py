"""Scopes: the published list, and which of them a site token can hold."""

SCOPES = (
    "assets:read",
    "assets:write",
    "authorized_user:read",
    "cms:read",
    "cms:write",
    "comments:read",
    "comments:write",
    "components:read",
    "components:write",
    "custom_code:read",
    "custom_code:write",
    "ecommerce:read",
    "ecommerce:write",
    "forms:read",
    "forms:write",
    "pages:read",
    "pages:write",
    "site_activity:read",
    "site_config:read",
    "site_config:write",
    "sites:read",
    "sites:write",
    "users:read",
    "users:write",
    "workspace:read",
    "workspace:write",
    "workspace_activity:read",
)

_OAUTH_ONLY = ("authorized_user", "custom_code", "workspace", "workspace_activity")

SITE_TOKEN_SCOPES = tuple(scope for scope in SCOPES if scope.partition(":")[0] not in _OAUTH_ONLY)
"""What a site token can hold: everything but custom code, the authorised user and the workspace."""

WORKSPACE_TOKEN_SCOPES = ("workspace_activity:read",)

READ_SCOPES = tuple(scope for scope in SITE_TOKEN_SCOPES if scope.endswith(":read"))


def scope_named(name: str) -> str:
    """The scope of this name: that of pages is also written in the singular, as the published operations have it."""
    return f"pages:{name.removeprefix('page:')}" if name.startswith("page:") else name
