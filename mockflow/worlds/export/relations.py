"""What must hold between the records of a document, so that no call meets a record without what it is part of.

Only what the double itself keeps up is asked for. Where it lets a reference dangle, as that of a form to a page that
was deleted, a document may.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from mockflow.core.misfit import Misfit
from mockflow.core.refusal import Refusal
from mockflow.domain.assets import Asset, stored_file
from mockflow.domain.collections import REFERENCES, Collection
from mockflow.domain.custom_code import CustomCode
from mockflow.domain.fonts import Font, font_key, stored_font
from mockflow.domain.items import Item
from mockflow.domain.pages import WebPage
from mockflow.domain.product_options import check_options
from mockflow.domain.scripts import ScriptKey
from mockflow.domain.sites import Site
from mockflow.domain.store_fields import STORE_KINDS, store_fields
from mockflow.domain.stored_files import MOST_BYTES, StoredFile
from mockflow.domain.upload_targets import FONT, Target

Rows = Mapping[str, Sequence[Any]]
"""The records of each table, by its key in the document."""

_OF_A_SITE = (
    "collections",
    "stock",
    "orders",
    "pages",
    "livePages",
    "components",
    "liveComponents",
    "forms",
    "assetFolders",
    "assets",
    "customFonts",
    "files",
    "webhooks",
    "redirects",
    "robotsTxt",
    "wellKnown",
    "googleTags",
    "activityLogs",
    "registeredScripts",
    "customCode",
    "liveCustomCode",
    "traffic",
    "visits",
)
_A_WORKSPACE, _IN = "the id of a workspace", "workspaceId"
_LOCALIZED = ("pages", "livePages", "components", "liveComponents")
_SALTED = slice(8, 18)
_ID_LENGTH = 24
_MOST_COUNTED = 0xFFFFFF


def check_relations(rows: Rows, salt: str, counter: int) -> None:
    """Raise Misfit for the first record that does not fit the others."""
    sites = {site.id: site for site in rows["sites"]}
    workspaces = {workspace.id for workspace in rows["workspaces"]}
    _require(workspaces, "one workspace or more", [], "workspaces")
    _each(rows, "sites", lambda site: _require(site.workspace_id in workspaces, _A_WORKSPACE, site.workspace_id, _IN))
    for key in _OF_A_SITE:
        _each(rows, key, lambda record: _require(record.site_id in sites, "the id of a site", record.site_id, "siteId"))
    for key in ("commentThreads", "comments"):
        _each(rows, key, lambda record: _check_spot(record, sites))
    for key in _LOCALIZED:
        _each(rows, key, lambda record: _check_variants(record, sites[record.site_id]))
    _check_collections(rows)
    _check_stores(rows)
    _check_items(rows)
    _check_pages(rows)
    _check_owners(rows)
    _check_folders(rows)
    _check_files(rows)
    _check_code(rows)
    _check_counter(rows, salt, counter)


def _require(holds: object, expected: str, found: Any, *steps: str | int) -> None:
    if not holds:
        raise Misfit(expected, found, *steps)


def _each(rows: Rows, key: str, check: Callable[[Any], None]) -> None:
    """Check every record of a table, and tell which one does not fit."""
    for at, record in enumerate(rows[key]):
        try:
            check(record)
        except Misfit as misfit:
            raise misfit.within(key, at) from None


def _check_spot(record: Any, sites: Mapping[str, Site]) -> None:
    _require(record.spot.site_id in sites, "the id of a site", record.spot.site_id, "spot", "siteId")


def _check_variants(record: Any, site: Site) -> None:
    """One variant for each locale of the site, in its order; a page's variants name them."""
    count = len(record.variants)
    _require(count == len(site.locales), f"{len(site.locales)}, as the site has locales", count, "variants")
    if isinstance(record, WebPage):
        expected = [locale.id if site.localized else None for locale in site.locales]
        named = [variant.locale_id for variant in record.variants]
        _require(named == expected, "the locales of the site in their order", named, "variants")


def _check_collections(rows: Rows) -> None:
    """A reference points to a collection of the same site."""
    site_of = {collection.id: collection.site_id for collection in rows["collections"]}

    def check(collection: Collection) -> None:
        for at, field in enumerate(collection.fields):
            if field.type in REFERENCES:
                there = site_of.get(field.target) == collection.site_id
                expected, path = "the id of a collection of the site", ("fields", at, "validations", "collectionId")
                _require(there, expected, field.target, *path)

    _each(rows, "collections", check)


def _check_stores(rows: Rows) -> None:
    """A store has its three collections with the fields that they have from the start, and another site has none."""
    kinds: dict[tuple[str, str], Collection] = {}

    def check_kind(collection: Collection) -> None:
        if collection.store_kind:
            key = (collection.site_id, collection.store_kind)
            _require(collection.slug == key[1] and key not in kinds, "one of its kind", key[1], "storeKind")
            kinds[key] = collection

    def check_site(site: Site) -> None:
        for kind in STORE_KINDS:
            there = (site.id, kind) in kinds
            _require(there == (site.store is not None), "a store, if the site has its collections", kind, "store")
        if site.store is not None:
            _check_store_fields({kind: kinds[site.id, kind] for kind in STORE_KINDS})

    _each(rows, "collections", check_kind)
    _each(rows, "sites", check_site)


def _check_store_fields(store: Mapping[str, Collection]) -> None:
    ids = {kind: collection.id for kind, collection in store.items()}
    for kind, collection in store.items():
        there = {field.slug: field for field in collection.fields}
        for field in store_fields(kind, "", ids):
            found = there.get(field.slug)
            fits = found is not None and found.type == field.type
            fits = fits and (field.type not in REFERENCES or found.target == field.target)  # type: ignore[union-attr]  # there, if it fits
            _require(fits, f"a {kind} collection with its field {field.slug}", "none", "store")


def _check_items(rows: Rows) -> None:
    """The variants of an item are of one collection; products and SKUs have what makes them such."""
    kinds = {collection.id: collection.store_kind for collection in rows["collections"]}
    collection_of: dict[str, str] = {}

    def check(item: Item) -> None:
        known = collection_of.setdefault(item.id, item.collection_id)
        _require(known == item.collection_id, "one collection for all locales of an item", item.id, "collectionId")
        kind = kinds[item.collection_id]
        if kind == "sku":
            data = item.field_data
            _require({"product", "price"} <= data.keys(), "a SKU with a product and a price", "none", "fieldData")
        elif kind == "product":
            _check_options(item)

    for key in ("items", "liveItems"):
        _each(rows, key, check)


def _check_options(product: Item) -> None:
    options = product.field_data.get("sku-properties", ())
    try:
        check_options(options)
    except Refusal:
        expected = "options with one or more values each, and ids of their own"
        raise Misfit(expected, list(options), "fieldData", "sku-properties") from None


def _check_pages(rows: Rows) -> None:
    """The template of a collection is on its site."""
    site_of = {collection.id: collection.site_id for collection in rows["collections"]}

    def check(page: WebPage) -> None:
        there = page.collection_id is None or site_of.get(page.collection_id) == page.site_id
        _require(there, "the id of a collection of the site, or null", page.collection_id, "collectionId")

    _each(rows, "pages", check)


def _check_owners(rows: Rows) -> None:
    """A submission is of a form of its site, in one of its locales, and a comment is in a thread."""
    locales = {site.id: {None, *(locale.id for locale in site.locales)} for site in rows["sites"]}
    forms = {form.id: form.site_id for form in rows["forms"]}
    threads = {thread.id for thread in rows["commentThreads"]}

    def check_submission(record: Any) -> None:
        _require(forms.get(record.form_id) == record.site_id, "the id of a form of the site", record.form_id, "formId")
        is_there = record.locale_id in locales[record.site_id]
        _require(is_there, "a locale of the site, or null", record.locale_id, "localeId")

    def check_comment(record: Any) -> None:
        _require(record.thread_id in threads, "the id of a thread", record.thread_id, "threadId")

    _each(rows, "formSubmissions", check_submission)
    _each(rows, "comments", check_comment)


def _check_folders(rows: Rows) -> None:
    """A folder is in one of its site or in none, and never within itself; an asset likewise."""
    folders = {folder.id: folder for folder in rows["assetFolders"]}
    sound: set[str | None] = {None}

    def check_folder(folder: Any) -> None:
        above: list[str] = []
        at: str | None = folder.id
        while at not in sound:
            there = folders.get(at)
            inside = there is not None and there.site_id == folder.site_id and at not in above
            _require(inside, "the id of a folder of the site that is not within this one", at, "parentId")
            above.append(there.id)  # type: ignore[union-attr]  # there, as was just required
            at = there.parent_id  # type: ignore[union-attr]
        sound.update(above)
        parent = folders.get(folder.parent_id)
        is_of_site = parent is None or parent.site_id == folder.site_id
        _require(is_of_site, "the id of a folder of the site", folder.parent_id, "parentId")

    def check_asset(asset: Asset) -> None:
        folder = folders.get(asset.folder_id or "")
        there = asset.folder_id is None or (folder is not None and folder.site_id == asset.site_id)
        _require(there, "the id of a folder of the site, or null", asset.folder_id, "folderId")

    _each(rows, "assetFolders", check_folder)
    _each(rows, "assets", check_asset)


def _check_files(rows: Rows) -> None:
    """An asset or a font that has a size has its file, another waits for one; a target is of one that is there."""
    owners: dict[str, Asset | Font] = {each.id: each for key in ("assets", "customFonts") for each in rows[key]}
    files = {file.id: file for file in rows["files"]}
    total = sum(len(file.content) for file in rows["files"])
    _require(total <= MOST_BYTES, f"up to {MOST_BYTES} bytes", total, "files")

    def check_file(file: StoredFile) -> None:
        owner = owners.get(file.id)
        has_file = owner is not None and owner.size is not None
        _require(has_file, "the id of an asset or a font with a size", file.id, "id")
        _check_file_of(owners[file.id], file)

    def check_owner(owner: Asset | Font) -> None:
        _require(
            (owner.size is not None) == (owner.id in files), "the size of a file that is there", owner.size, "size"
        )

    _each(rows, "files", check_file)
    _each(rows, "assets", check_owner)
    _each(rows, "customFonts", check_owner)
    _each(rows, "uploadTargets", lambda target: _check_target(target, owners.get(target.owner_id)))


def _check_code(rows: Rows) -> None:
    """Custom code is of scripts of its site, on the site or on a page of it; what is live is on a live page."""
    known = {script.key for script in rows["registeredScripts"]}

    def check(code: CustomCode, site_of: Mapping[str, str]) -> None:
        there = code.page_id is None or site_of.get(code.page_id) == code.site_id
        _require(there, "the id of a page of the site that has such a copy, or null", code.page_id, "pageId")
        for at, each in enumerate(code.scripts):
            key = ScriptKey(each.id, each.version, code.site_id)
            _require(key in known, "the id and version of a registered script", each.id, "scripts", at)

    for key, pages in (("customCode", "pages"), ("liveCustomCode", "livePages")):
        site_of = {page.id: page.site_id for page in rows[pages]}
        _each(rows, key, partial(check, site_of=site_of))


def _check_target(target: Target, owner: Asset | Font | None) -> None:
    is_font = isinstance(owner, Font)
    there = owner is not None and owner.site_id == target.site_id and is_font == (target.kind == FONT)
    _require(there, "the id of an asset or a font, as its kind says", target.owner_id, "ownerId")
    file = target.font_file
    _require((file is not None) == is_font, "what the file makes of a font, and null for an asset", file, "fontFile")
    if isinstance(owner, Asset):
        expected = owner.key, owner.content_type
    else:
        expected = font_key(target.site_id, target.owner_id, file.name), file.content_type  # type: ignore[union-attr]  # there, as was just required
    _require(target.key == expected[0], f"the key {expected[0]}", target.key, "key")
    _require(target.content_type == expected[1], f"the content type {expected[1]}", target.content_type, "contentType")


def _check_file_of(owner: Asset | Font, file: StoredFile) -> None:
    said = file.content, file.md5, file.uploaded
    expected = stored_font(owner, *said) if isinstance(owner, Font) else stored_file(owner, *said)
    for name, key in (("site_id", "siteId"), ("names", "names"), ("content_type", "contentType")):
        _require(getattr(file, name) == getattr(expected, name), "what its asset or font has", "another", key)
    _require(owner.size == len(file.content), f"{owner.size} bytes, as its owner has", len(file.content), "content")


def _check_counter(rows: Rows, salt: str, counter: int) -> None:
    """The counter is past every id that it gave out, or the next ids would be of records that are there."""
    given = [int(each[18:], 16) for each in _ids(rows) if len(each) == _ID_LENGTH and each[_SALTED] == salt]
    most = max(given, default=0)
    _require(counter >= most or counter > _MOST_COUNTED, f"a number from {most} on", counter, "counter")


_WITHOUT_ID = frozenset(
    {
        *("stock", "uploadTargets", "robotsTxt", "wellKnown", "googleTags"),
        *("registeredScripts", "customCode", "liveCustomCode", "traffic"),
    }
)
"""They are known by what they belong to, or by a name."""


def _ids(rows: Rows) -> Iterable[str]:
    for key, records in rows.items():
        if key not in _WITHOUT_ID:
            yield from (record.id for record in records)
