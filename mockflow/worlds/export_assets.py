"""Assets with their files, and their folders, as a seed says them: the mirror of ``plant_assets``."""

from typing import Any

from mockflow.core.ids import derived_id
from mockflow.core.wire import iso
from mockflow.domain.assets import ASSETS, FOLDERS, PRIMARY, Asset
from mockflow.domain.slugs import slugify
from mockflow.domain.stored_files import FILES

from .export_files import content_of
from .export_ground import Exported, said

_MINUTE = 60_000


class _Folders:
    """The site's folders, with the paths that they will have."""

    def __init__(self, ground: Exported) -> None:
        self.ground = ground
        self.every = list(ground.reader.all(FOLDERS, ground.site.id))
        self.slugs: list[str] = []
        self.paths: dict[str, str] = {}
        for folder in self.every:
            self.slugs.append(ground.names.last(folder.id) or slugify(folder.display_name))
            path = f"asset-folders/{self.slugs[-1]}"
            self.paths[folder.id] = folder.id if path in self.paths.values() else path
            ground.names.give(ground.prefix + path, folder.id)

    def told(self) -> list[dict[str, Any]]:
        return [self._told(at) for at in range(len(self.every))]

    def _told(self, at: int) -> dict[str, Any]:
        folder, site = self.every[at], self.ground.site
        content: dict[str, Any] = {
            "displayName": folder.display_name,
            "slug": self.slugs[at],
            "id": folder.id,
            "parentFolder": self.paths.get(folder.parent_id or ""),
            "createdOn": iso(folder.created),
            "lastUpdated": iso(folder.updated),
        }
        usual: dict[str, Any] = {
            "slug": slugify(folder.display_name),
            "id": derived_id(f"{self.ground.prefix}asset-folders/{self.slugs[at]}"),
            "parentFolder": None,
            "createdOn": iso(site.created + at * _MINUTE),
            "lastUpdated": iso(folder.created),
        }
        return said(content, usual)


def export_folders(ground: Exported) -> list[dict[str, Any]]:
    """The site's asset folders, oldest first."""
    return _Folders(ground).told()


def export_assets(ground: Exported) -> list[dict[str, Any]]:
    """The site's assets, oldest first, with their files; among them those that still wait for theirs."""
    site, paths = ground.site, _Folders(ground).paths
    rows = [each for has_file in (True, False) for each in ground.reader.all(ASSETS, (site.id, has_file))]
    return [_asset(ground, paths, at, each) for at, each in enumerate(sorted(rows, key=lambda asset: asset.order))]


def _asset(ground: Exported, folders: dict[str, str], at: int, asset: Asset) -> dict[str, Any]:
    path = f"{ground.prefix}assets/{asset.file_name}"
    ground.names.give(path, asset.id)
    file = ground.reader.find(FILES, asset.id)
    tags = {locale.id: locale.tag for locale in ground.site.locales}
    texts = {tags[key]: {"altText": text} for key, text in asset.texts.items() if key != PRIMARY}
    primary = {"altText": asset.texts[PRIMARY]} if PRIMARY in asset.texts else {}
    content: dict[str, Any] = {
        "fileName": asset.file_name,
        "id": asset.id,
        "displayName": asset.display_name,
        **primary,
        "locales": texts,
        "folder": folders.get(asset.folder_id or ""),
        "createdOn": iso(asset.created),
        "lastUpdated": iso(asset.updated),
        "uploadedOn": None if file is None else iso(file.uploaded),
        "waiting": file is None,
        **({} if file is None else content_of(file)),
    }
    usual: dict[str, Any] = {
        "id": derived_id(path),
        "displayName": f"{asset.id}_{asset.file_name}",
        "locales": {},
        "folder": None,
        "createdOn": iso(ground.site.created + at * _MINUTE),
        "lastUpdated": iso(asset.created),
        "uploadedOn": None if file is None else iso(asset.updated),
        "waiting": False,
    }
    return said(content, usual)
