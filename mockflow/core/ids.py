"""Ids: made from time, seed and a counter, or derived from a record's path. Never random."""

import hashlib
import re
from typing import NamedTuple

_OBJECT_ID = re.compile(r"[0-9a-f]{24}", re.IGNORECASE)
_PATH_IDS = {
    "field_id": re.compile(r"[0-9a-f]{24}(?:[0-9a-f]{8})?", re.IGNORECASE),
    "component_id": re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{24}", re.IGNORECASE),
    "order_id": re.compile(r".+"),  # one of another form is not found
    "tag_id": re.compile(r".+"),  # likewise
    "workspace_id_or_slug": re.compile(r".+"),
}


def new_id(now: int, salt: str, counter: int) -> str:
    """24 hex digits that sort by time: 8 of seconds, 10 of salt, 6 of counter.

    Args:
        now: milliseconds since 1970.
        salt: ten hex digits.
        counter: the number of this id in its world.
    """
    return f"{now // 1000 & 0xFFFFFFFF:08x}{salt}{counter & 0xFFFFFF:06x}"


def derived_id(path: str, digits: int = 24) -> str:
    """The id of the record at this path of a seed, or of a part of a record: the same in every world."""
    return hashlib.blake2b(path.encode(), digest_size=digits // 2).hexdigest()


def derived_uuid(path: str) -> str:
    """The UUID of the part of a record at this path, such as a node of a page: the same in every world."""
    digits = derived_id(path, 32)
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"


class DerivedIds(NamedTuple):
    """The ids that a seed's records have by their paths: in every world the same, or a world's own.

    Attributes:
        salt: what sets them apart from those of other worlds; empty where nothing does.
    """

    salt: str = ""

    def path(self, path: str) -> str:
        """What ids at this path derive from."""
        return f"{self.salt}:{path}" if self.salt else path

    def id(self, path: str, digits: int = 24) -> str:
        """The id of the record at this path."""
        return derived_id(self.path(path), digits)

    def uuid(self, path: str) -> str:
        """The UUID of the part of a record at this path."""
        return derived_uuid(self.path(path))


def is_object_id(text: str) -> bool:
    """Whether this is 24 hex digits, the form of nearly every id that Webflow puts into a path."""
    return _OBJECT_ID.fullmatch(text) is not None


def path_id_pattern(name: str) -> re.Pattern[str]:
    """The form of this parameter of a path: 24 hex digits, but for a few.

    A field's id may have 32 hex digits, as answers have, or 24. Components have UUIDs, and
    orders and Google tags forms of their own.
    """
    return _PATH_IDS.get(name, _OBJECT_ID)
