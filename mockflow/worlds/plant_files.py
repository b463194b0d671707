"""The bytes of a file that a seed has: of an asset or a font."""

from base64 import b64decode
from typing import Any

from .plant_ground import Ground

_SHOWN = 60


def planted_bytes(ground: Ground, path: str, content: dict[str, Any], what: str) -> bytes | None:
    """The bytes of its file; None, once it is told, where there are none to be had."""
    encoded = content.get("base64")
    if content["waiting"]:
        if encoded is not None:
            ground.wrong(path, f"no content for {what} that waits for its file", "some")
        return b""
    if encoded is None:
        ground.wrong(path, "a file, content or base64", "none of them")
        return None
    try:
        return b64decode(encoded, validate=True)
    except ValueError:
        ground.wrong(f"{path}.base64", "base64", encoded[:_SHOWN])
        return None
