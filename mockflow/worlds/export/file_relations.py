"""What must hold between files, folders, custom code and what they belong to."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from mockflow.core.misfit import Misfit
from mockflow.domain.assets import Asset, stored_file
from mockflow.domain.custom_code import CustomCode
from mockflow.domain.fonts import Font, font_key, stored_font
from mockflow.domain.scripts import ScriptKey
from mockflow.domain.stored_files import MOST_BYTES, StoredFile
from mockflow.domain.upload_targets import FONT, Target

Rows = Mapping[str, Sequence[Any]]
"""The records of each table, by its key in the document."""


def require(holds: object, expected: str, found: Any, *steps: str | int) -> None:
    if not holds:
        raise Misfit(expected, found, *steps)


def each_of(rows: Rows, key: str, check: Callable[[Any], None]) -> None:
    """Check every record of a table, and tell which one does not fit."""
    for at, record in enumerate(rows[key]):
        try:
            check(record)
        except Misfit as misfit:
            raise misfit.within(key, at) from None


def check_folders(rows: Rows) -> None:
    """A folder is in one of its site or in none, and never within itself; an asset likewise."""
    folders = {folder.id: folder for folder in rows["assetFolders"]}
    sound: set[str | None] = {None}

    def check_folder(folder: Any) -> None:
        above: list[str] = []
        at: str | None = folder.id
        while at not in sound:
            there = folders.get(at)
            inside = there is not None and there.site_id == folder.site_id and at not in above
            require(inside, "the id of a folder of the site that is not within this one", at, "parentId")
            above.append(there.id)  # type: ignore[union-attr]  # there, as was just required
            at = there.parent_id  # type: ignore[union-attr]
        sound.update(above)
        parent = folders.get(folder.parent_id)
        is_of_site = parent is None or parent.site_id == folder.site_id
        require(is_of_site, "the id of a folder of the site", folder.parent_id, "parentId")

    def check_asset(asset: Asset) -> None:
        folder = folders.get(asset.folder_id or "")
        there = asset.folder_id is None or (folder is not None and folder.site_id == asset.site_id)
        require(there, "the id of a folder of the site, or null", asset.folder_id, "folderId")

    each_of(rows, "assetFolders", check_folder)
    each_of(rows, "assets", check_asset)


def check_files(rows: Rows) -> None:
    """An asset or a font that has a size has its file, another waits for one; a target is of one that is there."""
    owners: dict[str, Asset | Font] = {each.id: each for key in ("assets", "customFonts") for each in rows[key]}
    files = {file.id: file for file in rows["files"]}
    total = sum(len(file.content) for file in rows["files"])
    require(total <= MOST_BYTES, f"up to {MOST_BYTES} bytes", total, "files")

    def check_file(file: StoredFile) -> None:
        owner = owners.get(file.id)
        has_file = owner is not None and owner.size is not None
        require(has_file, "the id of an asset or a font with a size", file.id, "id")
        check_file_of(owners[file.id], file)

    def check_owner(owner: Asset | Font) -> None:
        require((owner.size is not None) == (owner.id in files), "the size of a file that is there", owner.size, "size")

    each_of(rows, "files", check_file)
    each_of(rows, "assets", check_owner)
    each_of(rows, "customFonts", check_owner)
    each_of(rows, "uploadTargets", lambda target: check_target(target, owners.get(target.owner_id)))


def check_code(rows: Rows) -> None:
    """Custom code is of scripts of its site, on the site or on a page of it; what is live is on a live page."""
    known = {script.key for script in rows["registeredScripts"]}

    def check(code: CustomCode, site_of: Mapping[str, str]) -> None:
        there = code.page_id is None or site_of.get(code.page_id) == code.site_id
        require(there, "the id of a page of the site that has such a copy, or null", code.page_id, "pageId")
        for at, each in enumerate(code.scripts):
            key = ScriptKey(each.id, each.version, code.site_id)
            require(key in known, "the id and version of a registered script", each.id, "scripts", at)

    for key, pages in (("customCode", "pages"), ("liveCustomCode", "livePages")):
        site_of = {page.id: page.site_id for page in rows[pages]}
        each_of(rows, key, partial(check, site_of=site_of))


def check_target(target: Target, owner: Asset | Font | None) -> None:
    is_font = isinstance(owner, Font)
    there = owner is not None and owner.site_id == target.site_id and is_font == (target.kind == FONT)
    require(there, "the id of an asset or a font, as its kind says", target.owner_id, "ownerId")
    file = target.font_file
    require((file is not None) == is_font, "what the file makes of a font, and null for an asset", file, "fontFile")
    if isinstance(owner, Asset):
        expected = owner.key, owner.content_type
    else:
        expected = font_key(target.site_id, target.owner_id, file.name), file.content_type  # type: ignore[union-attr]  # there, as was just required
    require(target.key == expected[0], f"the key {expected[0]}", target.key, "key")
    require(target.content_type == expected[1], f"the content type {expected[1]}", target.content_type, "contentType")


def check_file_of(owner: Asset | Font, file: StoredFile) -> None:
    said = file.content, file.md5, file.uploaded
    expected = stored_font(owner, *said) if isinstance(owner, Font) else stored_file(owner, *said)
    for name, key in (("site_id", "siteId"), ("names", "names"), ("content_type", "contentType")):
        require(getattr(file, name) == getattr(expected, name), "what its asset or font has", "another", key)
    require(owner.size == len(file.content), f"{owner.size} bytes, as its owner has", len(file.content), "content")
