"""Planting the tokens of a seed."""

from collections.abc import Mapping, Sequence
from typing import Any

from mockflow.core.call import Actor
from mockflow.domain.apps import App
from mockflow.domain.scopes import SCOPES, scope_named
from mockflow.domain.sites import Site

from .plant_apps import client_of
from .plant_ground import Complain
from .planted import PlantedToken
from .tokens import KINDS, READY_MADE, REAL_TOKEN


class TokenPlanter:
    """The tokens of a seed.

    Args:
        wrong: tells a problem.
        sites: those of the seed.
        workspaces: the id of each by its slug, the first one first.
        apps: those of the seed, by client id.
        with_ready_made: whether the ready-made ones are there.
    """

    def __init__(
        self,
        wrong: Complain,
        sites: Sequence[Site],
        workspaces: Mapping[str, str],
        apps: Mapping[str, App],
        *,
        with_ready_made: bool,
    ) -> None:
        self._wrong, self._sites, self._workspaces = wrong, sites, workspaces
        self._apps = apps
        self._taken: set[str] = set(READY_MADE if with_ready_made else ())

    def plant(self, path: str, content: dict[str, Any]) -> PlantedToken:
        """The token at this path, and its value where it has one of its own."""
        kind, name, value = content["kind"], content["name"], content.get("token")
        scopes = [scope_named(each) for each in content.get("scopes", KINDS[kind])]
        for scope in scopes:
            if scope not in KINDS[kind]:
                expected = f"a scope that a {kind} token can hold" if scope in SCOPES else "a scope"
                self._wrong(f"{path}.scopes", expected, scope)
        if REAL_TOKEN.fullmatch(value or name):
            self._wrong(path, "a made-up token", "one that looks like a real Webflow token")
        given = {name, value or name}
        if given & self._taken:
            self._wrong(path, "a name and a value that no other token has", min(given & self._taken))
        self._taken |= given
        reach = self._reach(path, content), self._app(path, content), self._workspace(path, content)
        return PlantedToken(Actor(name, kind, frozenset(scopes), *reach), value, content["created"])

    def _reach(self, path: str, content: dict[str, Any]) -> frozenset[str] | None:
        """The ids of the sites that a token is for; None for all."""
        key, kind = "sites" if "sites" in content else "site", content["kind"]
        if "sites" in content and kind != "workspace" and ("site" in content or kind == "site"):
            self._wrong(f"{path}.sites", "none beside site, and of an oauth token", ", ".join(content["sites"]))
        if kind == "workspace":
            if key in content:
                self._wrong(f"{path}.{key}", "none of a workspace token, which reaches no site", content[key])
            return frozenset()
        if key not in content and kind == "oauth":
            return None
        known = {each.short_name: each.id for each in reversed(self._sites)}
        first = [self._sites[0].short_name] if self._sites else ["no site"]
        wanted = content["sites"] if key == "sites" else [content.get("site", *first)]
        for name in wanted:
            if name is not None and name not in known:
                self._wrong(f"{path}.{key}", "the shortName of a site of this seed", name)
        return frozenset(known[name] for name in wanted if name in known)

    def _app(self, path: str, content: dict[str, Any]) -> str | None:
        """The client id of the app of an OAuth token, the ready-made one by default; None for other kinds."""
        if content["kind"] != "oauth":
            if "app" in content:
                self._wrong(f"{path}.app", "none, but of an oauth token", content["app"])
            return None
        return client_of(self._wrong, self._apps, f"{path}.app", content.get("app"))

    def _workspace(self, path: str, content: dict[str, Any]) -> str | None:
        """The id of the workspace that a workspace token is for; None for other kinds."""
        if content["kind"] != "workspace":
            if "workspace" in content:
                self._wrong(f"{path}.workspace", "none, but of a workspace token", content["workspace"])
            return None
        slug = content.get("workspace", next(iter(self._workspaces)))
        if slug is not None and slug not in self._workspaces:
            self._wrong(f"{path}.workspace", f"one of the workspaces {', '.join(self._workspaces)}", slug)
        return self._workspaces.get(slug) if slug else None
