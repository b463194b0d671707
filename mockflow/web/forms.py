"""Reading the form of an upload in its order: fields, then the file; what comes after the file is not looked at."""

from collections.abc import Iterator
from typing import Any

from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.http import parse_options_header
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder

from mockflow.worlds.uploads import Form, StoreError

MOST_FIELD_BYTES = 20_000
_MOST_PARTS = 100
_FILE = "file"


def read_form(body: bytes, content_type: str) -> Form:
    """The form in this body; StoreError if it is none."""
    kind, options = parse_options_header(content_type)
    boundary = options.get("boundary", "").encode("latin-1", "replace")
    if kind != "multipart/form-data":
        reason = "Bucket POST must be of the enclosure-type multipart/form-data"
        raise StoreError("PreconditionFailed", reason)
    if not boundary:
        raise _malformed()
    fields: dict[str, str] = {}
    size = 0
    for name, value in _parts(body, boundary):
        if name == _FILE:
            return Form(fields, value)
        size += len(name) + len(value)
        if size > MOST_FIELD_BYTES:
            reason = "Your POST request fields preceding the upload file were too large."
            raise StoreError("MaxPostPreDataLengthExceeded", reason, MaxPostPreDataLengthBytes=MOST_FIELD_BYTES)
        fields.setdefault(name, value.decode("utf-8", "replace"))
    return Form(fields, None)


def _malformed() -> StoreError:
    return StoreError("MalformedPOSTRequest", "The body of your POST request is not well-formed multipart/form-data.")


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[str, bytes]]:
    """The name, in lower case, and the bytes of each part."""
    decoder = MultipartDecoder(boundary, max_parts=_MOST_PARTS)
    decoder.receive_data(body)
    decoder.receive_data(None)
    name, chunks = "", list[bytes]()
    try:
        while not isinstance(event := decoder.next_event(), Epilogue):
            if isinstance(event, Field | File):
                name, chunks = _name_of(event), []
            elif isinstance(event, Data):
                chunks.append(event.data)
                if not event.more_data:
                    yield name, b"".join(chunks)
    except (ValueError, RequestEntityTooLarge):  # no multipart, or cut short, or of too many parts
        raise _malformed() from None


def _name_of(part: Any) -> str:
    return str(part.name or "").lower()
