"""Files that were uploaded: their bytes, and what they are hosted as."""

from dataclasses import dataclass

from mockflow.core.store import Reader, Table
from mockflow.core.wire import dumps


@dataclass(frozen=True, slots=True, eq=False)
class StoredFile:
    """Bytes that were uploaded, as they are hosted.

    Attributes:
        id: of the record whose file it is.
        names: what it is hosted as: its own name, and those of its variants.
    """

    id: str
    site_id: str
    names: tuple[str, ...]
    content_type: str
    md5: str
    uploaded: int
    content: bytes

    @property
    def order(self) -> str:
        return self.id

    @property
    def body(self) -> bytes:
        """What is known of it, without the bytes."""
        said = {"id": self.id, "contentType": self.content_type, "size": len(self.content), "md5": self.md5}
        return dumps(said)


FILES = Table[StoredFile]("file", key=lambda file: file.id, group=lambda _: None)

MOST_BYTES = 256 * 1024 * 1024
"""All files of a world together."""


def bytes_kept(reader: Reader) -> int:
    """How many bytes the files of a world have."""
    total: int = reader.all(FILES).derived("bytes", lambda files: sum(len(file.content) for file in files))
    return total
