"""The pages of OAuth. They have no script: a form is all that they need."""

import base64
import hashlib
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
from markupsafe import Markup

from mockflow.pipeline.oauth import Page
from mockflow.worlds.oauth.consent import SITES_ALONE, WORKSPACE

_HERE = Path(__file__).parent
_STYLE = (_HERE / "style.css").read_text("utf-8").strip()
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
CONTENT_SECURITY_POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; frame-ancestors 'none'"
"""Without form-action: browsers hold the redirect to the app, and wherever the app redirects on, against it."""

_PAGES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(_HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
_AREAS = {
    "assets": "assets and their folders",
    "authorized_user": "your name and email address",
    "cms": "collections and their items",
    "comments": "comments on pages",
    "components": "components",
    "custom_code": "custom code",
    "ecommerce": "products, orders and inventory",
    "forms": "forms and their submissions",
    "pages": "pages",
    "site_activity": "the activity of sites",
    "site_config": "the configuration of sites",
    "sites": "sites",
    "users": "user accounts of sites",
    "workspace": "the workspace",
    "workspace_activity": "the activity of the workspace",
}


class _Scope(NamedTuple):
    name: str
    words: str


def _scope(name: str) -> _Scope:
    """A scope with what it means: ``cms:read``, see collections and their items."""
    area, _, right = name.partition(":")
    return _Scope(name, f"{'Change' if right == 'write' else 'See'} {_AREAS[area]}")


def rendered(page: Page, *, is_named: bool) -> str:
    """The HTML of a page.

    Args:
        page: what it shows.
        is_named: whether its own URL names the world; its form goes to one that does.
    """
    said: dict[str, Any] = {"style": Markup(_STYLE), "world": page.world_id}  # noqa: S704 - our own file
    asked = page.asked
    if asked is None:
        return _PAGES.get_template("refused.html").render(said, problem=page.problem)
    return _PAGES.get_template("consent.html").render(
        said,
        app=asked.app,
        to=asked.to,
        scopes=[_scope(name) for name in asked.scopes],
        sites=page.sites,
        fields=page.fields,
        workspace=WORKSPACE,
        sites_alone=SITES_ALONE,
        action="authorize" if is_named else f"../w/{page.world_id}/oauth/authorize",
    )
