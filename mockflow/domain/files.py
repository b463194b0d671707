"""Images and files in a field: what a URL or an id becomes when an item is written."""

from typing import Any
from urllib.parse import quote, unquote, urlsplit

from mockflow.core.store import Transaction

from .assets import ASSETS, Asset
from .file_kinds import is_image

IMAGE_TYPES = ("avif", "bmp", "gif", "jpeg", "jpg", "png", "svg", "webp")
CDN = "https://cdn.prod.website-files.com"
_NO_NAME = "file"


class UnusableFile(ValueError):  # noqa: N818 - the word for what was sent
    """A file that cannot be imported, in Webflow's words."""


def imported(tx: Transaction, site_id: str, file: dict[str, Any], known: dict[str, Any], kind: str) -> dict[str, Any]:
    """The stored form of a file: one that the item has already, an asset of the site, or one imported from its URL.

    Nothing is fetched: an import gives the URL's file name an id and an address on the CDN.

    Raises:
        UnusableFile: nothing can be imported from that URL, or no file has that id.
    """
    file_id = file["fileId"]
    if file_id in known:
        return {**known[file_id], "alt": file["alt"] if file["alt"] is not None else known[file_id]["alt"]}
    asset = tx.find(ASSETS, (file_id or "").lower())
    if asset is not None and asset.site_id == site_id and asset.size is not None:
        return {"fileId": asset.id, "url": _address_of(asset, kind), "alt": file["alt"]}
    if not file["url"]:
        raise UnusableFile(f"Referenced file not found: '{file_id}'")
    new = tx.new_id()
    return {"fileId": new, "url": _address(site_id, new, file["url"], kind), "alt": file["alt"]}


def _address_of(asset: Asset, kind: str) -> str:
    if kind != "File" and not is_image(asset.content_type):
        raise UnusableFile("Remote image failed to import: Unsupported file type")
    return f"{CDN}/{asset.site_id}/{asset.id}_{quote(asset.file_name, safe='')}"


def _address(site_id: str, file_id: str, url: str, kind: str) -> str:
    label = "image" if kind != "File" else "file"
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme.lower() not in {"http", "https"} or not parts.netloc:
        raise UnusableFile(f"Remote {label} failed to import: Invalid URL")
    name = unquote(parts.path.rpartition("/")[2]) or _NO_NAME
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    if kind != "File" and extension and extension not in IMAGE_TYPES:
        raise UnusableFile(f"Remote {label} failed to import: Unsupported file type")
    return f"{CDN}/{site_id}/{file_id}_{quote(name, safe='')}"
