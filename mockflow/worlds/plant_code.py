"""Planting registered scripts, and the custom code of sites and pages."""

from typing import Any

from mockflow.domain.code_attributes import kept
from mockflow.domain.custom_code import CODES, LIVE_CODES, Applied, CustomCode
from mockflow.domain.pages import LIVE_PAGES, PAGES
from mockflow.domain.scripts import MOST_SCRIPTS, SCRIPTS, Hosted, Script, ScriptKey, script_id_of

from .plant_ground import Ground


def plant_scripts(ground: Ground, content: dict[str, Any]) -> None:
    """The site's registered scripts."""
    scripts = content["registered_scripts"]
    if len(scripts) > MOST_SCRIPTS:
        ground.wrong(f"{ground.path}.registeredScripts", f"up to {MOST_SCRIPTS} scripts", len(scripts))
    for at, each in enumerate(scripts[:MOST_SCRIPTS]):
        path = f"{ground.path}.registeredScripts[{at}]"
        script = Script(
            id=each.get("id") or script_id_of(each["display_name"]),
            site_id=ground.site.id,
            version=each["version"],
            display_name=each["display_name"],
            can_copy=each["can_copy"],
            created=each.get("created", ground.site.created),
            source=each.get("source_code"),
            hosted=_hosted(ground, path, each),
        )
        if ground.tx.find(SCRIPTS, script.key) is not None:
            ground.wrong(path, "a version that no script beside it has", f"{script.id} {script.version}")
        ground.tx.put(SCRIPTS, script)


def _hosted(ground: Ground, path: str, content: dict[str, Any]) -> Hosted | None:
    """Where the script is that has no source here."""
    said = tuple(key in content for key in ("source_code", "hosted_location", "integrity_hash"))
    if said not in {(True, False, False), (False, True, True)}:
        ground.wrong(path, "either sourceCode, or hostedLocation and integrityHash", content["display_name"])
        return None
    return Hosted(content["hosted_location"], content["integrity_hash"]) if said[1] else None


def plant_site_code(ground: Ground, content: dict[str, Any]) -> None:
    """What is applied to the site as a whole."""
    plant_code(ground, ground.path, None, content)


def plant_code(ground: Ground, path: str, page_id: str | None, content: dict[str, Any]) -> None:
    """What is applied to a site, or to its page of this id, which is planted already."""
    is_staged, is_live = _places(ground, page_id)
    seen: set[str] = set()
    for at, each in enumerate(content["custom_code"]):
        here = f"{path}.customCode[{at}]"
        if each["app"] in seen:
            ground.wrong(f"{here}.app", "an app that no list beside it has", each["app"])
        seen.add(each["app"])
        possible = [copies for copies in _COPIES if _COPIES[copies] <= {"staged": is_staged, "live": is_live}.items()]
        usual = "both" if "both" in possible else possible[0] if possible else "staged"
        copies = each.get("copies", usual)
        if copies not in possible:
            ground.wrong(f"{here}.copies", f"a copy of what is there ({' or '.join(possible)})", copies)
        code = _make(ground, here, page_id, each["app"], each)
        if copies != "live":
            ground.tx.put(CODES, code)
        if each["live"] is not None and copies != "both":
            ground.wrong(f"{here}.live", "nothing where there are not both copies", "something")
        elif copies != "staged":
            live = code if each["live"] is None else _make(ground, f"{here}.live", page_id, each["app"], each["live"])
            ground.tx.put(LIVE_CODES, live)


_COPIES = {
    "staged": {("staged", True)},
    "live": {("live", True)},
    "both": {("staged", True), ("live", True)},
}
"""What must be there, for these copies of custom code to be."""


def _places(ground: Ground, page_id: str | None) -> tuple[bool, bool]:
    """Whether there is a staged copy, and a live one, of what code would be applied to."""
    if page_id is None:
        return True, ground.site.published is not None
    return ground.tx.find(PAGES, page_id) is not None, ground.tx.find(LIVE_PAGES, page_id) is not None


def _make(ground: Ground, path: str, page_id: str | None, app: str, content: dict[str, Any]) -> CustomCode:
    site_id = ground.site.id
    for at, each in enumerate(content["scripts"]):
        if ground.tx.find(SCRIPTS, ScriptKey(each["id"], each["version"], site_id)) is None:
            expected = "the id and the version of a registered script of the site"
            ground.wrong(f"{path}.scripts[{at}]", expected, f"{each['id']} {each['version']}")
    created = content.get("created", ground.site.created)
    scripts = tuple(
        Applied(each["id"], each["version"], each["location"], kept(each["attributes"])) for each in content["scripts"]
    )
    return CustomCode(site_id, page_id, app, scripts, created, content.get("updated", created))
