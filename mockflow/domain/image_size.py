"""The width and height of a picture, read from its first bytes."""

import struct
from typing import NamedTuple

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_HEADER = 24
_GIF_HEADER = 10
_JPEG = b"\xff\xd8"
_FRAMES = frozenset({*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)})
_MARKER = 0xFF
_SHORTEST = 2
_FRAME_START = 9
_MOST_STEPS = 1_000
"""Segments and bytes of padding that are walked over."""


class Size(NamedTuple):
    """In pixels."""

    width: int
    height: int


def size_of_image(content: bytes) -> Size | None:
    """The size of a PNG, GIF or JPEG; None for anything else, and for one that does not say."""
    found = None
    if content.startswith(_PNG) and content[12:16] == b"IHDR" and len(content) >= _PNG_HEADER:
        found = Size(*struct.unpack_from(">II", content, 16))
    elif content.startswith((b"GIF87a", b"GIF89a")) and len(content) >= _GIF_HEADER:
        found = Size(*struct.unpack_from("<HH", content, 6))
    elif content.startswith(_JPEG):
        found = _size_of_jpeg(content)
    return found if found is not None and found.width and found.height else None


def _size_of_jpeg(content: bytes) -> Size | None:
    """Walks from segment to segment up to the one of a frame, which has the size."""
    at = len(_JPEG)
    for _ in range(_MOST_STEPS):
        if at + _FRAME_START > len(content) or content[at] != _MARKER:
            return None
        kind = content[at + 1]
        if kind == _MARKER:  # padding
            at += 1
            continue
        if kind in _FRAMES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return Size(width, height)
        (length,) = struct.unpack_from(">H", content, at + 2)
        if length < _SHORTEST:
            return None
        at += 2 + length
    return None
