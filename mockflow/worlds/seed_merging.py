"""A seed that extends another: objects merge key by key, lists entry by entry, and each part knows where it stands."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from mockflow.domain.apps import CLIENT_ID
from mockflow.domain.pages import TEMPLATE_SLUG
from mockflow.domain.scripts import script_id_of
from mockflow.domain.slugs import slugify


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _slug_or(*names: str) -> Callable[[Mapping[str, Any]], str]:
    def identity(entry: Mapping[str, Any]) -> str:
        given = _text(entry.get("slug"))
        return given or next((slugify(_text(entry[name])) for name in names if _text(entry.get(name))), "")

    return identity


def _item(entry: Mapping[str, Any]) -> str:
    data = entry.get("fieldData")
    content = data if isinstance(data, dict) else {}
    return _text(entry.get("slug")) or _text(content.get("slug")) or slugify(_text(content.get("name")))


def _page(entry: Mapping[str, Any]) -> str:
    template = f"{TEMPLATE_SLUG}{_text(entry.get('collection'))}" if entry.get("collection") else ""
    own = _text(entry.get("slug")) or template or slugify(_text(entry.get("title")))
    return f"{_text(entry.get('folder'))}/{own}"


def _script(entry: Mapping[str, Any]) -> str:
    return _text(entry.get("id")) or script_id_of(_text(entry.get("displayName")))


_IDENTITIES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "workspaces": _slug_or("displayName"),
    "sites": lambda entry: _text(entry.get("shortName")) or slugify(_text(entry.get("displayName"))),
    "collections": _slug_or("singularName", "displayName"),
    "fields": _slug_or("displayName"),
    "items": _item,
    "forms": _slug_or("displayName"),
    "assets": lambda entry: _text(entry.get("fileName")),
    "customFonts": lambda entry: _text(entry.get("fileName")),
    "assetFolders": _slug_or("displayName"),
    "tokens": lambda entry: _text(entry.get("name")),
    "apps": lambda entry: _text(entry.get("clientId")),
    "customDomains": lambda entry: _text(entry.get("url")),
    "pages": _page,
    "components": lambda entry: slugify(_text(entry.get("name"))),
    "secondary": lambda entry: _text(entry.get("tag")),
    "registeredScripts": lambda entry: f"{_script(entry)} {_text(entry.get('version')) or '1.0.0'}",
    "customCode": lambda entry: _text(entry.get("app")) or CLIENT_ID,
    "orders": lambda entry: _text(entry.get("id")),
    "redirects": lambda entry: _text(entry.get("fromUrl")),
    "wellKnown": lambda entry: _text(entry.get("fileName")),
    "googleTags": lambda entry: _text(entry.get("tagId")),
}
"""What two entries of the lists of these names share when they are one. Other lists take each other's place."""


Places = dict[str, list[tuple[int | None, int | None]]]
"""For each merged list, by its path, where each of its entries stands in the one document and in the other."""


def merge(base: Any, over: Any) -> tuple[Any, Places]:
    """The second document laid over the first, and where the entries of its lists come from."""
    places: Places = {}
    return _merge(base, over, "", places), places


_VALUES = re.compile(r"\.(fieldData|live|validations)\b|^quirks\b")
"""Within these keys names are those of fields and rules, and lists are values."""


def _merge(base: Any, over: Any, path: str, places: Places) -> Any:
    name = path.rpartition(".")[2]
    if isinstance(base, dict) and isinstance(over, dict):
        made = dict(base)
        for key, value in over.items():
            below = f"{path}.{key}" if path else key
            made[key] = _merge(base[key], value, below, places) if key in base else value
        return made
    if isinstance(base, list) and isinstance(over, list) and name in _IDENTITIES and not _VALUES.search(path):
        return _merge_lists(base, over, path, places)
    return over


def _merge_lists(base: list[Any], over: list[Any], path: str, places: Places) -> list[Any]:
    identity = _IDENTITIES[path.rpartition(".")[2]]
    named = [(identity(entry), at) for at, entry in enumerate(base) if isinstance(entry, dict)]
    known = {name: at for name, at in named if name}  # an order needs no id, and is no other then
    made = list(base)
    stands: list[tuple[int | None, int | None]] = [(at, None) for at in range(len(base))]
    for at, entry in enumerate(over):
        same = known.get(identity(entry)) if isinstance(entry, dict) else None
        if same is None:
            made.append(entry)
            stands.append((None, at))
        else:
            made[same] = _merge(base[same], entry, f"{path}[{same}]", places)
            stands[same] = (same, at)
    places[path] = stands
    return made


def origin(places: Places, path: str, *, in_over: bool) -> str | None:
    """Where this path of the merged document stands in the extending one, or in the other; None if it does not."""
    found, walked = "", ""
    for step in path.replace("[", ".[").split("."):
        if step.startswith("[") and walked in places:
            at = places[walked][int(step[1:-1])][in_over]
            if at is None:
                return None
            found += f"[{at}]"
        else:
            found += step if step.startswith("[") else f".{step}"
        walked += step if step.startswith("[") else f".{step}"
        walked = walked.removeprefix(".")
    return found.removeprefix(".")
