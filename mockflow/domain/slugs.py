"""Slugs: made from names, unique among the items of a collection and locale."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence

from mockflow.core.store import Reader

from .items import ITEMS

_LONGEST = 256
_SUFFIX = 6
_NOT_ALLOWED = re.compile(r"[^a-z0-9]+")


def slugify(name: str, otherwise: str = "item") -> str:
    """``Café, à la carte`` as ``cafe-a-la-carte``; ``otherwise`` where nothing is left."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return _NOT_ALLOWED.sub("-", plain).strip("-")[:_LONGEST].rstrip("-") or otherwise


def free_slug(reader: Reader, groups: Sequence[tuple[str, str]], wanted: str) -> str:
    """This slug, or with five hex digits after it where another item has it in any of these groups."""
    slug, attempt = wanted, 0
    while any(reader.holder(ITEMS, group, slug) is not None for group in groups):
        digits = hashlib.blake2b(f"{groups[0]}{wanted}{attempt}".encode(), digest_size=3).hexdigest()[:5]
        slug, attempt = f"{wanted[: _LONGEST - _SUFFIX]}-{digits}", attempt + 1
    return slug
