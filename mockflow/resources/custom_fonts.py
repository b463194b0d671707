"""Custom fonts of a site. One is registered first, and its file is uploaded next, as with assets."""

from dataclasses import replace
from typing import Any

from mockflow.core.call import Call
from mockflow.core.done import Done
from mockflow.core.paging import Page
from mockflow.core.refusal import Refusal
from mockflow.core.route import command, query
from mockflow.core.store import Reader, Transaction
from mockflow.core.wire import dumps, iso
from mockflow.domain.assets import base_of
from mockflow.domain.font_shapes import (
    CustomFontsSchema,
    DeletedFontsSchema,
    FontChanges,
    FontFileBody,
    FontsToDelete,
    NewFont,
    OneCustomFontSchema,
    RegisteredFontSchema,
)
from mockflow.domain.fonts import (
    FONTS,
    MOST_FONTS,
    Axis,
    Font,
    FontFile,
    font_key,
    problem_of_axis,
    problem_of_font_name,
    without_commas,
)
from mockflow.domain.listing import Body, PagingQuery, page_as
from mockflow.domain.sites import SITES
from mockflow.domain.store_paths import BUCKET, STORAGE
from mockflow.domain.stored_files import FILES
from mockflow.domain.upload_targets import FONT, TARGETS, Target

AREA = "assets"
_NOT_THERE = {"name": "NotFound", "msg": "Font not found"}


def _one(font: Font, call: Call) -> Body:
    """A font as it is answered by itself: within an object."""
    return Body(b'{"customFont":%s}' % font.body_at(base_of(call)))


class _Registered:
    """A font with the target for its file, and its own address."""

    __slots__ = ("body", "location")

    def __init__(self, font: Font, target: Target, call: Call) -> None:
        upload = {
            "url": f"{call.base_url}{STORAGE}/{BUCKET}",
            "fields": target.fields(),
            "expiresAt": iso(target.expires),
        }
        self.location = f"{call.base_url}/v2/sites/{font.site_id}/custom_fonts/{font.id}"
        self.body = b'{"customFont":%s,"upload":%s}' % (font.body_at(base_of(call)), dumps(upload))


def list_custom_fonts(reader: Reader, call: Call) -> Page[Body]:
    """The site's fonts, those that wait for their file among them."""
    site = reader.get(SITES, call.path["site_id"])
    base = base_of(call)
    return page_as("customFonts", reader.all(FONTS, site.id), call, lambda font: font.body_at(base))


def get_custom_font(reader: Reader, call: Call) -> Body:
    return _one(reader.get(FONTS, call.path["font_id"]), call)


def create_custom_font(tx: Transaction, call: Call) -> _Registered:
    """A font that waits for its file, and the target to send it to."""
    body, site = call.body, tx.get(SITES, call.path["site_id"])
    file, family = _file_of(body), _family_of(body)
    font = Font(
        tx.new_id(),
        site.id,
        family,
        body["weight"],
        italic=body["italic"],
        display=body["font_display"],
        file=file,
        created=tx.now,
    )
    if tx.having(FONTS, font.style):
        raise Refusal("conflict", "Conflict: Resource already exists")
    if len(tx.all(FONTS, site.id)) >= MOST_FONTS:
        raise Refusal("conflict", f"Conflict: The site has {MOST_FONTS:,} custom fonts; delete one first")
    tx.put(FONTS, font)
    return _Registered(font, _target_for(tx, call, font, file), call)


def replace_custom_font_file(tx: Transaction, call: Call) -> _Registered:
    """The target for another file. Until that comes, the font stays as it is; the answer shows what it will be."""
    font = tx.get(FONTS, call.path["font_id"])
    if font.file.axes and "axes" not in call.body:
        raise Refusal("invalid_shape", details=["Value (axes) is required: the font has axes, and [] would end them"])
    file = _file_of(call.body)
    for target in tx.having(TARGETS, font.id):
        tx.remove(TARGETS, target.key)
    target = _target_for(tx, call, font, file)
    tx.done = Done("asked for a new file of", "custom font", key=font.id)
    return _Registered(replace(font, file=file), target, call)


def _target_for(tx: Transaction, call: Call, font: Font, file: FontFile) -> Target:
    key = font_key(font.site_id, font.id, file.name)
    return tx.put(
        TARGETS,
        Target(
            key,
            FONT,
            font.id,
            font.site_id,
            call.body["file_hash"],
            file.content_type,
            tx.now,
            call.actor.name,
            font_file=file,
        ),
    )


def update_custom_font(tx: Transaction, call: Call) -> Body:
    """Other words about the same file."""
    if not call.body:
        raise Refusal("invalid_shape", details=["Value (body) should NOT have fewer than 1 properties"])
    font = tx.get(FONTS, call.path["font_id"])
    changed = replace(
        font,
        family=_family_of(call.body) if "font_family" in call.body else font.family,
        weight=call.body.get("weight", font.weight),
        italic=call.body.get("italic", font.italic),
        display=call.body.get("font_display", font.display),
    )
    return _one(font if changed == font else tx.put(FONTS, changed), call)


def delete_custom_font(tx: Transaction, call: Call) -> None:
    """The font, its file, and the permission to upload one."""
    _delete(tx, tx.get(FONTS, call.path["font_id"]))


def batch_delete_custom_fonts(tx: Transaction, call: Call) -> dict[str, Any]:
    """Each font by itself: one that is not there, or not there any more, keeps none of the others."""
    site = tx.get(SITES, call.path["site_id"])
    deleted, failed = [], []
    for item in call.body["items"]:
        font = tx.find(FONTS, item["id"].lower())
        if font is None or font.site_id != site.id:
            failed.append({"id": item["id"], **_NOT_THERE})
        else:
            _delete(tx, font)
            deleted.append({"id": item["id"]})
    return {"deleted": deleted, "failed": failed}


def _delete(tx: Transaction, font: Font) -> None:
    tx.remove(FONTS, font.id)
    if font.size is not None:
        tx.remove(FILES, font.id)
    for target in tx.having(TARGETS, font.id):
        tx.remove(TARGETS, target.key)


def _family_of(body: dict[str, Any]) -> str:
    family = without_commas(body["font_family"])
    if not family.strip():
        raise Refusal("invalid_shape", details=["Value (fontFamily) should have more than commas and spaces"])
    return family


def _file_of(body: dict[str, Any]) -> FontFile:
    """What a body says of a file: a name that a font can have, and axes that can be."""
    problem = problem_of_font_name(body["file_name"])
    if problem is not None:
        raise Refusal("invalid_shape", details=[f"Value (fileName) {problem}"])
    axes = tuple(Axis(name=each.get("name"), **_limits_of(each)) for each in body.get("axes", ()))
    for at, axis in enumerate(axes):
        problem = problem_of_axis(axis)
        if problem is not None:
            raise Refusal("bad_request", f"fontMetadata.axes[{at}] ({axis.tag}) {problem}")
    return FontFile(body["file_name"], axes)


def _limits_of(axis: dict[str, Any]) -> dict[str, Any]:
    return {"tag": axis["tag"], **{name: float(axis[name]) for name in ("least", "most", "default")}}


ROUTES = (
    query(
        "list-custom-fonts",
        "GET /sites/{site_id}/custom_fonts",
        list_custom_fonts,
        summary="List the custom fonts of a site",
        scope="sites:read",
        query=PagingQuery,
        returns=CustomFontsSchema,
    ),
    command(
        "create-custom-font",
        "POST /sites/{site_id}/custom_fonts",
        create_custom_font,
        summary="Register a custom font, whose file is uploaded next",
        scope="sites:write",
        done=Done("registered", "custom font", "added"),
        body=NewFont,
        returns=RegisteredFontSchema,
        success=202,
        refusals=("conflict", "service_unavailable"),
        located=True,
    ),
    query(
        "get-custom-font",
        "GET /sites/{site_id}/custom_fonts/{font_id}",
        get_custom_font,
        summary="Get a custom font",
        scope="sites:read",
        returns=OneCustomFontSchema,
    ),
    command(
        "update-custom-font",
        "PATCH /sites/{site_id}/custom_fonts/{font_id}",
        update_custom_font,
        summary="Change what is said of a custom font",
        scope="sites:write",
        done=Done("changed", "custom font", "changed"),
        body=FontChanges,
        returns=OneCustomFontSchema,
    ),
    command(
        "delete-custom-font",
        "DELETE /sites/{site_id}/custom_fonts/{font_id}",
        delete_custom_font,
        summary="Delete a custom font with its file",
        scope="sites:write",
        done=Done("deleted", "custom font", "removed"),
        success=204,
    ),
    command(
        "replace-custom-font-file",
        "PUT /sites/{site_id}/custom_fonts/{font_id}/file",
        replace_custom_font_file,
        summary="Ask to upload another file of a custom font",
        scope="sites:write",
        done=Done("asked for a new file of", "custom font"),
        body=FontFileBody,
        returns=RegisteredFontSchema,
        success=202,
        located=True,
    ),
    command(
        "batch-delete-custom-fonts",
        "POST /sites/{site_id}/custom_fonts/batchDelete",
        batch_delete_custom_fonts,
        summary="Delete up to 100 custom fonts with their files",
        scope="sites:write",
        done=Done("deleted", "custom font", "removed"),
        body=FontsToDelete,
        returns=DeletedFontsSchema,
    ),
)
