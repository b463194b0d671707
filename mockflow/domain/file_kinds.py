"""Files that assets are made of: the names that are taken, what their endings mean, and how large they may be."""

from collections.abc import Mapping, Sequence
from hashlib import md5
from typing import Any, NamedTuple
from unicodedata import category

MEGABYTE = 1024 * 1024
IMAGE_MEGABYTES = 4
DOCUMENT_MEGABYTES = 10
LIMIT_QUIRK = "asset_limit_mb"
BY_KIND = "by_kind"
LONGEST_NAME = 99

IMAGES = {
    "avif": "image/avif",
    "bmp": "image/bmp",
    "gif": "image/gif",
    "ico": "image/x-icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "webp": "image/webp",
}
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
DOCUMENTS = {
    "csv": "text/csv",
    "doc": "application/msword",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "json": "application/json",
    "lottie": "application/zip",
    "mov": "video/quicktime",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "odp": f"{_OPEN}.presentation",
    "ods": f"{_OPEN}.spreadsheet",
    "odt": f"{_OPEN}.text",
    "pdf": "application/pdf",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "riv": "application/octet-stream",
    "txt": "text/plain",
    "webm": "video/webm",
    "xls": "application/vnd.ms-excel",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}
_TYPES = {**IMAGES, **DOCUMENTS}
_BREAKS = frozenset({"Cc", "Cs", "Zl", "Zp"})


class Limit(NamedTuple):
    """How large a file may be."""

    megabytes: int

    @property
    def size(self) -> int:
        """In bytes."""
        return self.megabytes * MEGABYTE


def extension_of(name: str) -> str:
    """What a file's name ends with, in lower case; empty where there is no name before it."""
    stem, _, extension = name.rpartition(".")
    return extension.lower() if stem else ""


def content_type_of(name: str) -> str:
    """What a file of this name is taken for."""
    return _TYPES[extension_of(name)]


def is_image(content_type: str) -> bool:
    return content_type.startswith("image/")


def limit_of(content_type: str, quirks: Mapping[str, Any]) -> Limit:
    """How large a file of this type may be in a world with these switches."""
    asked = quirks[LIMIT_QUIRK]
    if asked != BY_KIND:
        return Limit(int(asked))
    return Limit(IMAGE_MEGABYTES if is_image(content_type) else DOCUMENT_MEGABYTES)


def largest(quirks: Mapping[str, Any]) -> Limit:
    """How large the largest file may be in a world with these switches."""
    return limit_of("", quirks)


def limits(quirks: Mapping[str, Any]) -> str:
    """What may be uploaded in a world with these switches, whatever its kind."""
    if quirks[LIMIT_QUIRK] != BY_KIND:
        return f"{quirks[LIMIT_QUIRK]} MB"
    return f"{IMAGE_MEGABYTES} MB for an image, {DOCUMENT_MEGABYTES} MB for another file"


def problem_of_name(name: str) -> str | None:
    """Why no asset may have this file name, as the end of a sentence that begins with its value; None if one may."""
    return problem_of_any_name(name, longest=LONGEST_NAME, extensions=tuple(sorted(_TYPES)))


def problem_of_any_name(name: str, *, longest: int, extensions: Sequence[str]) -> str | None:
    """Why no file that may end so can have this name, as ``problem_of_name``."""
    if len(name) > longest:
        return f"should NOT be longer than {longest} characters"
    if "/" in name or "\\" in name:
        return "should be a file name, without a path"
    if any(category(each) in _BREAKS for each in name):
        return "should NOT have control characters"
    if extension_of(name) not in extensions:
        return f"should end with one of the extensions {', '.join(extensions)}"
    return None


def md5_of(content: bytes) -> str:
    """The digest that uploads are compared by."""
    return md5(content, usedforsecurity=False).hexdigest()
