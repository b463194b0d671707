"""Custom fonts of a site. Like an asset, a font is hosted by the double, and its own URL is kept relative."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import quote

import orjson

from mockflow.core.store import Table
from mockflow.core.wire import dumps, js_number

from .file_kinds import extension_of, problem_of_any_name
from .store_paths import HOSTING
from .stored_files import StoredFile

DISPLAYS = ("auto", "block", "swap", "fallback", "optional")
LIGHTEST, HEAVIEST = 1, 1000
LONGEST_NAME = 256
MOST_FONTS = 1_000
"""Of one site."""

MOST_AXES = 16
LONGEST_LABEL = 64
TAG = r"^[\x20-\x7E]{4}$"
LEGACY = "svg"
"""A format that fonts of former times have, and that no upload takes."""

FORMATS = {
    "woff2": ("woff2", "font/woff2"),
    "woff": ("woff", "font/woff"),
    "ttf": ("truetype", "font/ttf"),
    "otf": ("opentype", "font/otf"),
    "eot": ("embedded-opentype", "application/vnd.ms-fontobject"),
}
"""What may be uploaded: format and MIME type by the extension."""

_KNOWN = {**FORMATS, LEGACY: (LEGACY, "image/svg+xml")}
_BASE = b"\xff"
"""Stands where a URL's base comes: no UTF-8 text holds this byte."""


class Axis(NamedTuple):
    """A way in which a variable font varies."""

    tag: str
    least: float
    most: float
    default: float
    name: str | None = None

    def to_wire(self) -> dict[str, Any]:
        """As it is answered; a label only where it has one."""
        named = {} if self.name is None else {"name": self.name}
        limits = {"min": self.least, "max": self.most, "defaultValue": self.default}
        return {"tag": self.tag, **named, **{key: js_number(value) for key, value in limits.items()}}


class FontFile(NamedTuple):
    """What a font's file is called, and how it varies: not at all without axes."""

    name: str
    axes: tuple[Axis, ...] = ()

    @property
    def content_type(self) -> str:
        return _KNOWN[extension_of(self.name)][1]


@dataclass(frozen=True, slots=True)
class Font:
    """A font of a site, or the place for one that is not uploaded yet.

    Attributes:
        file: that which it has, or waits for where ``size`` is None.
    """

    id: str
    site_id: str
    family: str
    weight: int
    italic: bool
    display: str
    file: FontFile
    created: int
    size: int | None = None
    _parts: tuple[bytes, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_parts", tuple(dumps(self._to_wire()).split(_BASE)))

    @property
    def order(self) -> tuple[int, str]:
        return self.created, self.id

    @property
    def style(self) -> Hashable:
        """What no font is registered with while another of the site has it."""
        return self.site_id, self.family, self.weight, self.italic

    @property
    def key(self) -> str:
        """Where its file is kept, and the end of its URL before it is quoted."""
        return font_key(self.site_id, self.id, self.file.name)

    @property
    def body(self) -> bytes:
        """The font with a relative URL."""
        return self.body_at(b"")

    def body_at(self, base: bytes) -> bytes:
        """The font as it is answered, its URL beginning with ``base``."""
        return base.join(self._parts)

    def _to_wire(self) -> dict[str, Any]:
        url = b'"' + _BASE + f"{HOSTING}/{quote(self.key)}".encode() + b'"'
        return {
            "id": self.id,
            "fontFamily": self.family,
            "format": _KNOWN[extension_of(self.file.name)][0],
            "fileName": self.file.name,
            "weight": self.weight,
            "italic": self.italic,
            "fontDisplay": self.display,
            "axes": [axis.to_wire() for axis in self.file.axes],
            "hostedUrl": orjson.Fragment(url),
        }


FONTS = Table[Font](
    "custom font",
    key=lambda font: font.id,
    group=lambda font: font.site_id,
    missing="Requested resource not found: The custom font cannot be found",
    lookup=lambda font: (font.style,),
)


def font_key(site_id: str, font_id: str, file_name: str) -> str:
    """The store's key for the file of a font."""
    return f"{site_id}/fonts/{font_id}-{file_name}"


def stored_font(font: Font, content: bytes, digest: str, now: int) -> StoredFile:
    """The file of this font."""
    return StoredFile(font.id, font.site_id, (font.file.name,), font.file.content_type, digest, now, content)


def problem_of_font_name(name: str, *, legacy: bool = False) -> str | None:
    """Why no font may have this file name, as the end of a sentence that begins with its value; None if one may.

    Args:
        name: of a file.
        legacy: whether the formats of former times count, too.
    """
    known = _KNOWN if legacy else FORMATS
    return problem_of_any_name(name, longest=LONGEST_NAME, extensions=tuple(known))


def problem_of_axis(axis: Axis) -> str | None:
    """Why this axis cannot be, as the end of a sentence that begins with it; None if it can."""
    if axis.least > axis.most:
        return f"has min {_shown(axis.least)} above max {_shown(axis.most)}"
    if not axis.least <= axis.default <= axis.most:
        limits = f"min {_shown(axis.least)} and max {_shown(axis.most)}"
        return f"has defaultValue {_shown(axis.default)}, which should be between {limits}"
    return None


def _shown(number: float) -> str:
    return dumps(js_number(number)).decode()


def without_commas(family: str) -> str:
    """The name that a font gets: a comma would end it where CSS lists several."""
    return family.replace(",", "")
