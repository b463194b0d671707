"""The content of a file as a seed says it."""

from base64 import b64encode

from mockflow.domain.stored_files import StoredFile

_AS_TEXT = ("text/", "application/json", "image/svg+xml")
_LINE_BREAKS = "\n\t"


def content_of(file: StoredFile) -> dict[str, str]:
    """The bytes, as text where people can read them."""
    text = _readable(file.content) if file.content_type.startswith(_AS_TEXT) else None
    return {"base64": b64encode(file.content).decode()} if text is None else {"content": text}


def _readable(content: bytes) -> str | None:
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    return text if all(each.isprintable() or each in _LINE_BREAKS for each in text) else None
