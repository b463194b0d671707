"""Asset folders. They are made and read; nothing moves, renames or deletes one."""

from mockflow.core.call import Call
from mockflow.core.done import Done
from mockflow.core.ordered import Ordered
from mockflow.core.paging import Page, Window
from mockflow.core.route import command, query
from mockflow.core.store import Reader, Transaction
from mockflow.core.wire import dumps
from mockflow.domain.asset_shapes import AssetFolderSchema, AssetFoldersSchema, NewAssetFolder
from mockflow.domain.assets import ASSETS, FOLDERS, Asset, AssetFolder, folder_of
from mockflow.domain.listing import MOST, Body
from mockflow.domain.sites import SITES

AREA = "assets"


def _said(reader: Reader, folder: AssetFolder) -> Body:
    """A folder with the ids of what is in it."""
    inside = reader.all(ASSETS, (folder.site_id, True)).derived("ids by folder", _ids_by_folder)
    return Body(folder.body_with(inside.get(folder.id, b"")))


def _ids_by_folder(assets: Ordered[Asset]) -> dict[str | None, bytes]:
    ids: dict[str | None, list[bytes]] = {}
    for asset in assets:
        ids.setdefault(asset.folder_id, []).append(dumps(asset.id))
    return {folder_id: b",".join(each) for folder_id, each in ids.items()}


def list_asset_folders(reader: Reader, call: Call) -> Page[Body]:
    """The site's folders, always all of them: no query cuts this list."""
    site = reader.get(SITES, call.path["site_id"])
    folders = [_said(reader, folder) for folder in reader.all(FOLDERS, site.id)]
    return Page("assetFolders", folders, Window(max(MOST, len(folders)), 0, len(folders)))


def get_asset_folder(reader: Reader, call: Call) -> Body:
    return _said(reader, reader.get(FOLDERS, call.path["asset_folder_id"]))


def create_asset_folder(tx: Transaction, call: Call) -> Body:
    """A folder at the root, or within another."""
    site = tx.get(SITES, call.path["site_id"])
    parent = folder_of(tx, site, call.body["parent_folder"])
    folder = AssetFolder(tx.new_id(), site.id, call.body["display_name"], parent, created=tx.now, updated=tx.now)
    return _said(tx, tx.put(FOLDERS, folder))


ROUTES = (
    query(
        "list-asset-folders",
        "GET /sites/{site_id}/asset_folders",
        list_asset_folders,
        summary="List the asset folders of a site",
        scope="assets:read",
        returns=AssetFoldersSchema,
    ),
    command(
        "create-asset-folder",
        "POST /sites/{site_id}/asset_folders",
        create_asset_folder,
        summary="Create an asset folder",
        scope="assets:write",
        done=Done("created", "asset folder", "added"),
        body=NewAssetFolder,
        returns=AssetFolderSchema,
    ),
    query(
        "get-asset-folder",
        "GET /asset_folders/{asset_folder_id}",
        get_asset_folder,
        summary="Get an asset folder",
        scope="assets:read",
        returns=AssetFolderSchema,
    ),
)
