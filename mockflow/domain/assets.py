"""Assets and their folders. The double's own URLs are kept relative, and get their base when an asset is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import quote

import orjson

from mockflow.core.call import Call
from mockflow.core.ids import is_object_id
from mockflow.core.refusal import Refusal
from mockflow.core.store import Reader, Table
from mockflow.core.wire import dumps, iso

from .file_kinds import extension_of, is_image
from .image_size import size_of_image
from .sites import Site
from .store_paths import HOSTING
from .stored_files import StoredFile

PRIMARY = ""
"""The key of the alternative text in a site's primary locale."""

_BASE = b"\xff"
"""Stands where a URL's base comes: no UTF-8 text holds this byte."""
_VARIANT_WIDTHS = (500, 800, 1080, 1600, 2000, 2600, 3200)
_NO_TEXTS: Mapping[str, str | None] = {}


class Variant(NamedTuple):
    """A width that a picture is also offered in."""

    width: int
    height: int

    def name(self, file_name: str) -> str:
        """``photo-p-500.png`` of ``photo.png``."""
        stem, _, extension = file_name.rpartition(".")
        return f"{stem}-p-{self.width}.{extension}"


def variants_of(content: bytes, content_type: str) -> tuple[Variant, ...]:
    """The variants that Webflow makes of a picture: one for each of its widths that is smaller."""
    size = size_of_image(content) if is_image(content_type) else None
    if size is None:
        return ()
    widths = [width for width in _VARIANT_WIDTHS if width < size.width]
    return tuple(Variant(width, max(1, round(size.height * width / size.width))) for width in widths)


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of a site, or the place for one that is not uploaded yet.

    Attributes:
        file_name: as its creation named it.
        folder_id: None at the root.
        size: None before the upload.
        texts: its alternative texts by the id of the site's locale, that of the primary one under ``PRIMARY``;
            None in a locale that has none where the primary one may have one.
        row: the parts of it as a list shows it, its folder with it, between which its URLs' base comes.
    """

    id: str
    site_id: str
    file_name: str
    display_name: str
    content_type: str
    created: int
    updated: int
    folder_id: str | None = None
    size: int | None = None
    variants: tuple[Variant, ...] = ()
    texts: Mapping[str, str | None] = field(default_factory=lambda: _NO_TEXTS)
    _parts: tuple[bytes, ...] = field(init=False, repr=False, compare=False)
    row: tuple[bytes, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        front = dumps(self._to_wire()).removesuffix(b"}") + b',"altText":'
        object.__setattr__(self, "_parts", tuple(front.split(_BASE)))
        object.__setattr__(self, "row", self._row(PRIMARY))

    @property
    def order(self) -> tuple[int, str]:
        return self.created, self.id

    @property
    def key(self) -> str:
        """Where its file is kept, and the end of its URL before it is quoted."""
        return key_of(self.site_id, self.id, self.file_name)

    @property
    def body(self) -> bytes:
        """The asset with relative URLs."""
        return self.body_at(b"", PRIMARY)

    def body_at(self, base: bytes, locale: str) -> bytes:
        """The asset as it is answered by itself, its URLs beginning with ``base``."""
        return base.join(self._parts) + self._text(locale) + b"}"

    def row_in(self, locale: str) -> tuple[bytes, ...]:
        """``row`` as it is in this locale."""
        return self._row(locale) if locale in self.texts else self.row

    def _row(self, locale: str) -> tuple[bytes, ...]:
        *before, last = self._parts
        return (*before, last + self._text(locale) + b',"folderId":' + dumps(self.folder_id) + b"}")

    def _text(self, locale: str) -> bytes:
        """A locale without a text of its own has that of the primary one."""
        return dumps(self.texts.get(locale, self.texts.get(PRIMARY)))

    def _to_wire(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "originalFileName": self.file_name,
            "displayName": self.display_name,
            "contentType": self.content_type,
            "size": self.size or 0,
            "siteId": self.site_id,
            "createdOn": iso(self.created),
            "lastUpdated": iso(self.updated),
            "hostedUrl": self._based(self.file_name),
            "variants": [self._variant(each) for each in self.variants],
        }

    def _variant(self, variant: Variant) -> dict[str, Any]:
        name = variant.name(self.file_name)
        return {
            "hostedUrl": self._based(name),
            "originalFileName": name,
            "displayName": f"{self.id}_{name}",
            "format": extension_of(name),
            "width": variant.width,
            "height": variant.height,
            "quality": 100,
            "error": None,
        }

    def _based(self, name: str) -> orjson.Fragment:
        return orjson.Fragment(b'"' + _BASE + hosted_path(self.site_id, self.id, name).encode() + b'"')


def base_of(call: Call) -> bytes:
    """What the double's own URLs begin with in this answer, as part of a JSON string."""
    return dumps(call.base_url)[1:-1]


def key_of(site_id: str, asset_id: str, file_name: str) -> str:
    """The store's key for the file of an asset."""
    return f"{site_id}/{asset_id}_{file_name}"


def hosted_path(site_id: str, asset_id: str, file_name: str) -> str:
    """Where a file is hosted, below the base of the double's URLs."""
    return f"{HOSTING}/{quote(key_of(site_id, asset_id, file_name))}"


ASSETS = Table[Asset](
    "asset",
    key=lambda asset: asset.id,
    group=lambda asset: (asset.site_id, asset.size is not None),
    missing="Requested resource not found: The asset cannot be found",
)
"""Those with a file and those that wait for it are apart: only the former are listed."""


@dataclass(frozen=True, slots=True)
class AssetFolder:
    """A folder of a site's assets; which are in it, the assets tell."""

    id: str
    site_id: str
    display_name: str
    parent_id: str | None
    created: int
    updated: int
    _head: bytes = field(init=False, repr=False, compare=False)
    _tail: bytes = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        head = {"id": self.id, "displayName": self.display_name, "parentFolder": self.parent_id}
        tail = {"siteId": self.site_id, "createdOn": iso(self.created), "lastUpdated": iso(self.updated)}
        object.__setattr__(self, "_head", dumps(head).removesuffix(b"}") + b',"assets":[')
        object.__setattr__(self, "_tail", b"]," + dumps(tail).removeprefix(b"{"))

    @property
    def order(self) -> tuple[int, str]:
        return self.created, self.id

    @property
    def body(self) -> bytes:
        """The folder itself, as if it were empty."""
        return self.body_with(b"")

    def body_with(self, ids: bytes) -> bytes:
        """The folder with these ids of assets, which are JSON strings with commas between them."""
        return self._head + ids + self._tail


FOLDERS = Table[AssetFolder](
    "asset folder",
    key=lambda folder: folder.id,
    group=lambda folder: folder.site_id,
    missing="Requested resource not found: The asset folder cannot be found",
)


def stored_file(asset: Asset, content: bytes, digest: str, now: int) -> StoredFile:
    """The file of this asset."""
    names = (asset.file_name, *(variant.name(asset.file_name) for variant in asset.variants))
    return StoredFile(asset.id, asset.site_id, names, asset.content_type, digest, now, content)


def folder_of(reader: Reader, site: Site, folder_id: str | None) -> str | None:
    """The folder of the site that a body names, None for the root; an unknown one is invalid input."""
    if folder_id is None:
        return None
    folder = reader.find(FOLDERS, folder_id.lower()) if is_object_id(folder_id) else None
    if folder is None or folder.site_id != site.id:
        reason = "Value (parentFolder) should be the id of one of the site's asset folders"
        raise Refusal("invalid_shape", details=[reason])
    return folder.id
