"""Assets: the files of a site. A creation gives permission to upload one, and the upload makes it complete."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from mockflow.core.call import Call
from mockflow.core.done import Done
from mockflow.core.paging import Page, Rows
from mockflow.core.refusal import Refusal
from mockflow.core.route import command, query
from mockflow.core.store import Reader, Transaction
from mockflow.core.wire import iso
from mockflow.domain.asset_shapes import (
    AssetChanges,
    AssetSchema,
    AssetsQuery,
    AssetsSchema,
    AssetUploadSchema,
    LocaleQuery,
    NewAsset,
)
from mockflow.domain.assets import (
    ASSETS,
    FOLDERS,
    PRIMARY,
    Asset,
    AssetFolder,
    base_of,
    folder_of,
    hosted_path,
    key_of,
)
from mockflow.domain.file_kinds import content_type_of, problem_of_name
from mockflow.domain.listing import Body, page_as
from mockflow.domain.sites import SITES, Site
from mockflow.domain.store_paths import BUCKET, STORAGE
from mockflow.domain.stored_files import FILES
from mockflow.domain.upload_targets import ASSET, TARGETS, Target, stored_path

AREA = "assets"


def list_assets(reader: Reader, call: Call) -> Page[Body]:
    """The site's assets that have their file, or those of a folder and all within it."""
    site = reader.get(SITES, call.path["site_id"])
    locale = _locale_for_read(site, call)
    rows: Rows = reader.all(ASSETS, (site.id, True))
    if call.query["folder_id"] is not None:
        rows = _within(reader, site, call.query["folder_id"].lower())
    base = base_of(call)
    if locale == PRIMARY:
        return page_as("assets", rows, call, lambda asset: base.join(asset.row))
    return page_as("assets", rows, call, lambda asset: base.join(asset.row_in(locale)))


def get_asset(reader: Reader, call: Call) -> Body:
    asset = reader.get(ASSETS, call.path["asset_id"])
    locale = _locale_for_read(reader.get(SITES, asset.site_id), call)
    return Body(asset.body_at(base_of(call), locale))


def create_asset(tx: Transaction, call: Call) -> dict[str, Any]:
    """An asset that waits for its file, and the target to send it to."""
    site, name = tx.get(SITES, call.path["site_id"]), call.body["file_name"]
    problem = problem_of_name(name)
    if problem is not None:
        raise Refusal("invalid_shape", details=[f"Value (fileName) {problem}"])
    folder_id = folder_of(tx, site, call.body["parent_folder"])
    asset_id, content_type = tx.new_id(), content_type_of(name)
    asset = Asset(
        asset_id, site.id, name, f"{asset_id}_{name}", content_type, created=tx.now, updated=tx.now, folder_id=folder_id
    )
    digest = call.body["file_hash"].lower()
    key = key_of(site.id, asset_id, name)
    target = Target(key, ASSET, asset_id, site.id, digest, content_type, tx.now, call.actor.name)
    tx.put(ASSETS, asset)
    tx.put(TARGETS, target)
    return _upload_of(asset, target, call.base_url)


def _upload_of(asset: Asset, target: Target, base: str) -> dict[str, Any]:
    path = hosted_path(asset.site_id, asset.id, asset.file_name)
    bucket = f"{base}{STORAGE}/{BUCKET}"
    return {
        "id": asset.id,
        "uploadDetails": target.fields(),
        "uploadUrl": bucket,
        "assetUrl": base + stored_path(asset.key),
        "hostedUrl": base + path,
        "contentType": asset.content_type,
        "originalFileName": asset.file_name,
        "parentFolder": asset.folder_id,
        "createdOn": iso(asset.created),
        "lastUpdated": iso(asset.updated),
    }


def patch_asset(tx: Transaction, call: Call) -> Body:
    """Its name for every locale, its alternative text for the one that the query names."""
    asset = tx.get(ASSETS, call.path["asset_id"])
    locale = _locale_for_write(tx.get(SITES, asset.site_id), call)
    texts = asset.texts
    if "alt_text" in call.body:
        texts = {**texts, locale: call.body["alt_text"]}
    changed = replace(asset, display_name=call.body.get("display_name", asset.display_name), texts=texts)
    if changed != asset:
        asset = tx.put(ASSETS, replace(changed, updated=tx.now))
    return Body(asset.body_at(base_of(call), locale))


def delete_asset(tx: Transaction, call: Call) -> None:
    """The asset, its file, and the permission to upload one; items keep what they say of it."""
    asset = tx.remove(ASSETS, call.path["asset_id"])
    if asset.size is not None:
        tx.remove(FILES, asset.id)
    if tx.find(TARGETS, asset.key) is not None:
        tx.remove(TARGETS, asset.key)


def _within(reader: Reader, site: Site, folder_id: str) -> Sequence[Asset]:
    """The assets of this folder and all within it, found once for each version of the site's assets."""
    folder = reader.get(FOLDERS, folder_id)
    if folder.site_id != site.id:
        raise Refusal("resource_not_found", FOLDERS.missing)
    inside = _folders_within(reader.all(FOLDERS, site.id), folder_id)
    rows = reader.all(ASSETS, (site.id, True))
    found: Sequence[Asset] = rows.derived(
        f"folder {folder_id}", lambda every: tuple(asset for asset in every if asset.folder_id in inside)
    )
    return found


def _folders_within(folders: Rows, folder_id: str) -> set[str]:
    inside: set[str] = set()
    below: dict[str | None, list[AssetFolder]] = {}
    for folder in folders:
        below.setdefault(folder.parent_id, []).append(folder)
    waiting = [folder_id]
    while waiting:
        each = waiting.pop()
        inside.add(each)
        waiting += [folder.id for folder in below.get(each, ())]
    return inside


def _locale_for_read(site: Site, call: Call) -> str:
    reason = "Requested resource not found: The locale cannot be found"
    return _locale(site, call.query["locale_id"], Refusal("resource_not_found", reason))


def _locale_for_write(site: Site, call: Call) -> str:
    reason = "Value (localeId) should be the id of one of the site's locales"
    named = call.query["locale_id"] or call.body["locale_id"]
    return _locale(site, named, Refusal("invalid_shape", details=[reason]))


def _locale(site: Site, named: str | None, refusal: Refusal) -> str:
    """The key of the locale that a call names; the primary one where it names none."""
    locale_id = (named or "").lower()
    if locale_id in {"", site.locales[0].id}:
        return PRIMARY
    if any(locale.id == locale_id for locale in site.locales):
        return locale_id
    raise refusal


ROUTES = (
    query(
        "list-assets",
        "GET /sites/{site_id}/assets",
        list_assets,
        summary="List the assets of a site",
        scope="assets:read",
        query=AssetsQuery,
        returns=AssetsSchema,
    ),
    command(
        "create-asset",
        "POST /sites/{site_id}/assets",
        create_asset,
        summary="Create an asset, whose file is uploaded next",
        scope="assets:write",
        done=Done("created", "asset", "added"),
        body=NewAsset,
        returns=AssetUploadSchema,
    ),
    query(
        "get-asset",
        "GET /assets/{asset_id}",
        get_asset,
        summary="Get an asset",
        scope="assets:read",
        query=LocaleQuery,
        returns=AssetSchema,
    ),
    command(
        "patch-asset",
        "PATCH /assets/{asset_id}",
        patch_asset,
        summary="Change the name or the alternative text of an asset",
        scope="assets:write",
        done=Done("changed", "asset", "changed"),
        query=LocaleQuery,
        body=AssetChanges,
        returns=AssetSchema,
    ),
    command(
        "delete-asset",
        "DELETE /assets/{asset_id}",
        delete_asset,
        summary="Delete an asset with its file",
        scope="assets:write",
        done=Done("deleted", "asset", "removed"),
        success=204,
    ),
)
