"""A small site with pages and components in two languages, and short words for calls about them."""

from typing import Any

import httpx

from mockflow import Mockflow

BANNER = {
    "name": "Banner",
    "group": "Layout",
    "description": "On top.",
    "properties": [
        {"label": "Title", "value": "Welcome"},
        {"label": "Body", "type": "Rich Text", "value": "<p>Come in.</p>"},
        {"label": "Alt", "type": "Alt Text", "value": "A door"},
    ],
    "nodes": [{"name": "line", "html": "<p>Open today</p>"}],
    "locales": {"fr": {"properties": {"Title": "Bienvenue"}, "nodes": {"line": {"html": "<p>Ouvert</p>"}}}},
}
LIBRARY = {"name": "Badge", "readonly": True, "nodes": [{"name": "text", "html": "<b>New</b>"}]}
NODES: list[dict[str, Any]] = [
    {"name": "title", "html": "<h1>Hello &amp; welcome</h1>"},
    {"name": "nested", "html": '<p data-w-id="w1">We <em>mend</em></p>', "attributes": {"lang": "en"}},
    {"name": "photo", "type": "image", "alt": "A cup"},
    {"name": "banner", "type": "component-instance", "component": "banner", "overrides": {"Title": "Hi"}},
    {"name": "email", "type": "text-input", "placeholder": "Your address"},
    {"name": "topic", "type": "select", "choices": [{"value": "a", "text": "Cups"}, {"value": "b", "text": "Lamps"}]},
    {"name": "send", "type": "submit-button", "value": "Send", "waitingText": "Sending"},
    {"name": "find", "type": "search-button", "value": "Find"},
]
PAGES: list[dict[str, Any]] = [
    {"title": "Home", "kind": "home", "seo": {"title": "Front"}, "locales": {"fr": {"title": "Accueil"}}},
    {"title": "About", "nodes": NODES, "locales": {"fr": {"title": "Qui", "nodes": {"find": {"value": "Chercher"}}}}},
    {"title": "Notes Template", "collection": "notes"},
    {"title": "Not found", "kind": "utility", "slug": "404"},
    {"title": "Cups", "folder": "shop", "openGraph": {"title": "All cups"}},
    {"title": "Lamps", "folder": "shop"},
    {"title": "Plans", "draft": True},
]
SITE: dict[str, Any] = {
    "displayName": "Shop",
    "locales": {"primary": {"tag": "en"}, "secondary": [{"tag": "fr"}]},
    "customDomains": [{"url": "a.example"}, {"url": "b.example"}],
    "collections": [{"displayName": "Notes", "slug": "notes"}],
    "pages": PAGES,
    "components": [BANNER, LIBRARY],
}
OTHER: dict[str, Any] = {
    "displayName": "Other",
    "pages": [{"title": "About", "nodes": [{"name": "title", "html": "<h1>Other</h1>"}]}],
    "components": [BANNER | {"locales": {}}],
}
SEED: dict[str, Any] = {"mockflow": 1, "sites": [SITE, OTHER]}


def locale(mock: Mockflow, tag: str) -> str:
    """The id of this locale as the site has it, which page calls take."""
    locales = mock.http(setup=True).get(f"/sites/{mock.site_id}").json()["locales"]
    found: str = next(each["id"] for each in [locales["primary"], *locales["secondary"]] if each["tag"] == tag)
    return found


def put(mock: Mockflow, page: str, body: Any, tag: str | None = None) -> httpx.Response:
    query = {"localeId": locale(mock, tag)} if tag else {}
    return mock.http().put(f"/pages/{mock.id(page)}", json=body, params=query)


def page_of(mock: Mockflow, page: str, tag: str | None = None) -> dict[str, Any]:
    query = {"localeId": locale(mock, tag)} if tag else {}
    answer = mock.http().get(f"/pages/{mock.id(page)}", params=query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def nodes_of(mock: Mockflow, path: str, tag: str | None = None) -> dict[str, dict[str, Any]]:
    """The nodes at this path of the API by their names in the seed."""
    query = {"localeId": locale(mock, tag)} if tag else {}
    answer = mock.http().get(path, params=query)
    assert answer.status_code == 200, answer.text
    names = {node_id: seed_path.rpartition("/")[2] for seed_path, node_id in mock.control("GET", "/ids").items()}
    return {names[node["id"]]: node for node in answer.json()["nodes"]}


def about(mock: Mockflow) -> str:
    return f"/pages/{mock.id('pages/about')}/dom"


def write(mock: Mockflow, path: str, *nodes: dict[str, Any], tag: str = "fr") -> list[str]:
    """The errors of this write."""
    answer = mock.http().post(path, json={"nodes": nodes}, params={"localeId": locale(mock, tag)})
    assert answer.status_code == 200, answer.text
    assert list(answer.json()) == ["errors"]
    errors: list[str] = answer.json()["errors"]
    return errors


def world(mock: Mockflow) -> int:
    """A number that each write changes."""
    return mock._worlds.default.state.version  # noqa: SLF001 - no public door counts commits yet
