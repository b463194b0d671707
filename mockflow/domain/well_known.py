"""Files below ``/.well-known`` of a site, and the names that they can have."""

from dataclasses import dataclass

from mockflow.core.store import Table

from .file_kinds import md5_of

JSON, PLAIN = "application/json", "text/plain"
CONTENT_TYPES = (JSON, PLAIN)
ENDINGS = ("txt", "json", "noext")
NAME_PATTERN = r"^[a-zA-Z0-9_-]{1,50}(\.[a-zA-Z0-9_-]{1,20}){0,4}$"
MOST_FILES = 29
MOST_BYTES = 99_999
_REMOVES_ENDINGS = "noext"


@dataclass(frozen=True, slots=True, eq=False)
class WellKnownFile:
    """A file of a site.

    Attributes:
        name: as it is stored, which is what visitors ask for.
        content: UTF-8.
    """

    site_id: str
    name: str
    content_type: str
    content: bytes

    @property
    def key(self) -> str:
        return key_of(self.site_id, self.name)

    @property
    def order(self) -> str:
        return self.name

    @property
    def md5(self) -> str:
        return md5_of(self.content)

    @property
    def body(self) -> bytes:
        """What history counts."""
        return self.content


WELL_KNOWN = Table[WellKnownFile](
    "well-known file",
    key=lambda file: file.key,
    group=lambda file: file.site_id,
    missing="Requested resource not found: The well-known file cannot be found",
)


def key_of(site_id: str, name: str) -> str:
    """The key of a site's file of this name."""
    return f"{site_id}/{name}"


def stored_name(name: str) -> str:
    """What a file of this name is stored as: ``noext`` among its endings takes all of them away.

    Raises:
        ValueError: it ends with something that such a file cannot end with; the message says what it can.
    """
    stem, *endings = name.split(".")
    if _REMOVES_ENDINGS in endings:
        return stem
    if endings and endings[-1] not in ENDINGS:
        raise ValueError(f"expected a name that ends with .txt, .json or .noext, or has no ending, found {name}")
    return name
