"""Registered scripts and custom code as a seed says them: the mirror of ``plant_code``."""

from typing import Any

from mockflow.core.codec import encoded
from mockflow.core.wire import iso
from mockflow.domain.apps import CLIENT_ID
from mockflow.domain.custom_code import CODES, LIVE_CODES, Applied, CustomCode
from mockflow.domain.scripts import SCRIPTS, Script, script_id_of

from .export_ground import Exported, said


def export_scripts(ground: Exported) -> list[dict[str, Any]]:
    """The site's registered scripts, oldest first."""
    return [_script(ground, each) for each in ground.reader.all(SCRIPTS, ground.site.id)]


def _script(ground: Exported, script: Script) -> dict[str, Any]:
    hosted = script.hosted
    content: dict[str, Any] = {
        "displayName": script.display_name,
        "id": script.id,
        "version": script.version,
        "sourceCode": script.source,
        "hostedLocation": hosted and hosted.location,
        "integrityHash": hosted and hosted.integrity,
        "canCopy": script.can_copy,
        "createdOn": iso(script.created),
    }
    usual: dict[str, Any] = {
        "id": script_id_of(script.display_name),
        "version": "1.0.0",
        "sourceCode": None,
        "hostedLocation": None,
        "integrityHash": None,
        "canCopy": False,
        "createdOn": iso(ground.site.created),
    }
    return said(content, usual)


def export_site_code(ground: Exported) -> list[dict[str, Any]]:
    """What apps have applied to the whole site."""
    return export_code(ground, None, is_staged=True, is_live=ground.site.published is not None)


def export_code(ground: Exported, page_id: str | None, *, is_staged: bool, is_live: bool) -> list[dict[str, Any]]:
    """What apps have applied to a site, or to its page of this id, which has these copies itself."""
    usual = "both" if is_staged and is_live else "staged" if is_staged else "live"
    staged, live = (
        {code.app: code for code in ground.reader.all(table, ground.site.id) if code.page_id == page_id}
        for table in (CODES, LIVE_CODES)
    )
    apps = dict.fromkeys((*staged, *live))
    return [_code(ground, staged.get(app), live.get(app), usual) for app in apps]


def _code(ground: Exported, staged: CustomCode | None, live: CustomCode | None, usual: str) -> dict[str, Any]:
    code = staged or live
    assert code is not None  # noqa: S101 - its app is that of one of them
    differs = staged is not None and live is not None and encoded(staged) != encoded(live)
    content: dict[str, Any] = {
        "app": code.app,
        **_content(ground, code),
        "copies": "live" if staged is None else "staged" if live is None else "both",
        "live": _content(ground, live) if differs and live is not None else None,
    }
    return said(content, {"app": CLIENT_ID, "copies": usual, "live": None})


def _content(ground: Exported, code: CustomCode) -> dict[str, Any]:
    content: dict[str, Any] = {
        "scripts": [_applied(each) for each in code.scripts],
        "createdOn": iso(code.created),
        "lastUpdated": iso(code.updated),
    }
    usual: dict[str, Any] = {"scripts": [], "createdOn": iso(ground.site.created), "lastUpdated": iso(code.created)}
    return said(content, usual)


def _applied(script: Applied) -> dict[str, Any]:
    content = {**script._asdict(), "attributes": dict(script.attributes)}
    return said(content, {"version": "1.0.0", "location": "header", "attributes": {}})
