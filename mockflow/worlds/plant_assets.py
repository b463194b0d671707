"""Planting assets, with their files, and the folders that they are in."""

from typing import Any

from mockflow.domain.assets import ASSETS, FOLDERS, PRIMARY, Asset, AssetFolder, stored_file, variants_of
from mockflow.domain.file_kinds import content_type_of, md5_of, problem_of_name
from mockflow.domain.slugs import slugify
from mockflow.domain.stored_files import FILES, MOST_BYTES, bytes_kept

from .plant_files import planted_bytes
from .plant_ground import Ground

_MINUTE = 60_000


def plant_assets(ground: Ground, content: dict[str, Any]) -> None:
    """Plant the folders of a site, and what is in them."""
    folders = _plant_folders(ground, f"{ground.path}.assetFolders", content["asset_folders"])
    for at, each in enumerate(content["assets"]):
        _plant(ground, f"{ground.path}.assets[{at}]", each, folders, ground.site.created + at * _MINUTE)
    if bytes_kept(ground.tx) > MOST_BYTES:
        ground.wrong(f"{ground.path}.assets", f"files of {MOST_BYTES} bytes at most in all", bytes_kept(ground.tx))


def _plant_folders(ground: Ground, path: str, contents: list[dict[str, Any]]) -> dict[str, str]:
    """Plant them; the id of each by its path, and by itself."""
    own: list[str] = []
    ids: dict[str, str] = {}
    for at, each in enumerate(contents):
        own_path = f"asset-folders/{_slug_of(each)}"
        seed_path = ground.prefix + own_path
        own.append(ground.name(f"{path}[{at}]", seed_path, each.get("id") or ground.derive.id(seed_path)))
        ids.setdefault(own_path, own[-1])
    ids.update({each: each for each in own})
    parents = {each: ids.get(said["parent_folder"] or "") for each, said in zip(own, contents, strict=True)}
    for at, (folder_id, each) in enumerate(zip(own, contents, strict=True)):
        here = f"{path}[{at}].parentFolder"
        if _is_within_itself(folder_id, parents):
            ground.wrong(here, "a folder that is not within this one", each["parent_folder"])
        created = each.get("created", ground.site.created + at * _MINUTE)
        parent = _folder(ground, here, each["parent_folder"], ids)
        updated = each.get("updated", created)
        folder = AssetFolder(folder_id, ground.site.id, each["display_name"], parent, created=created, updated=updated)
        ground.tx.put(FOLDERS, folder)
    return ids


def _slug_of(folder: dict[str, Any]) -> str:
    return str(folder.get("slug") or slugify(folder["display_name"]))


def _is_within_itself(own: str, parents: dict[str, str | None]) -> bool:
    seen: set[str] = set()
    above = parents[own]
    while above is not None and above != own and above not in seen:
        seen.add(above)
        above = parents.get(above)
    return above == own


def _folder(ground: Ground, path: str, folder: str | None, ids: dict[str, str]) -> str | None:
    if folder is not None and folder not in ids:
        paths = ", ".join(each for each in ids if "/" in each) or "it has none"
        ground.wrong(path, f"the path of one of the site's folders ({paths})", folder)
    return ids.get(folder or "")


def _plant(ground: Ground, path: str, content: dict[str, Any], folders: dict[str, str], usual: int) -> None:
    data = planted_bytes(ground, path, content, "an asset")
    name = content.get("file_name", "")
    problem = problem_of_name(name)
    if problem is not None:
        ground.wrong(f"{path}.fileName", f"a file name: it {problem}", name)
    folder_id = _folder(ground, f"{path}.folder", content["folder"], folders)
    texts = _texts(ground, path, content)
    if data is None or problem is not None:
        return
    seed_path = f"{ground.prefix}assets/{name}"
    asset_id = ground.name(path, seed_path, content.get("id") or ground.derive.id(seed_path))
    created = content.get("created", usual)
    content_type = content_type_of(name)
    asset = Asset(
        id=asset_id,
        site_id=ground.site.id,
        file_name=name,
        display_name=content.get("display_name", f"{asset_id}_{name}"),
        content_type=content_type,
        created=created,
        updated=content.get("updated", created),
        folder_id=folder_id,
        size=None if content["waiting"] else len(data),
        variants=variants_of(data, content_type),
        texts=texts,
    )
    ground.tx.put(ASSETS, asset)
    if not content["waiting"]:
        ground.tx.put(FILES, stored_file(asset, data, md5_of(data), content.get("uploaded", asset.updated)))


def _texts(ground: Ground, path: str, content: dict[str, Any]) -> dict[str, str | None]:
    """Its alternative texts, by the key of their locale."""
    primary, *others = ground.site.locales
    keys = {primary.tag: PRIMARY, **{locale.tag: locale.id for locale in others}}
    texts = {PRIMARY: content["alt_text"]} if "alt_text" in content else {}
    for tag, words in content["locales"].items():
        if tag in keys:
            texts[keys[tag]] = words["alt_text"]
        else:
            ground.wrong(f"{path}.locales", f"one of the locales {', '.join(keys)}", tag)
    return texts
