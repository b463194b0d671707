"""Custom fonts with their files, as a seed says them: the mirror of ``plant_fonts``."""

from typing import Any

from mockflow.core.ids import derived_id
from mockflow.core.wire import iso
from mockflow.domain.fonts import FONTS, Font
from mockflow.domain.stored_files import FILES

from .export_files import content_of
from .export_ground import Exported, said
from .seed_fonts import REGULAR, USUAL_DISPLAY

_MINUTE = 60_000


def export_fonts(ground: Exported) -> list[dict[str, Any]]:
    """The site's fonts, oldest first, with their files; among them those that still wait for theirs."""
    return [_font(ground, at, font) for at, font in enumerate(ground.reader.all(FONTS, ground.site.id))]


def _font(ground: Exported, at: int, font: Font) -> dict[str, Any]:
    path = f"{ground.prefix}custom-fonts/{font.file.name}"
    ground.names.give(path, font.id)
    file = ground.reader.find(FILES, font.id)
    content: dict[str, Any] = {
        "fontFamily": font.family,
        "id": font.id,
        "weight": font.weight,
        "italic": font.italic,
        "fontDisplay": font.display,
        "axes": [axis.to_wire() for axis in font.file.axes],
        "createdOn": iso(font.created),
        "uploadedOn": None if file is None else iso(file.uploaded),
        "waiting": file is None,
        "fileName": font.file.name,
        **({} if file is None else content_of(file)),
    }
    usual: dict[str, Any] = {
        "id": derived_id(path),
        "weight": REGULAR,
        "italic": False,
        "fontDisplay": USUAL_DISPLAY,
        "axes": [],
        "createdOn": iso(ground.site.created + at * _MINUTE),
        "uploadedOn": None if file is None else iso(font.created),
        "waiting": False,
    }
    return said(content, usual)
