"""What must hold between the records of a document, so that no call meets a record without what it is part of.

Only what the double itself keeps up is asked for. Where it lets a reference dangle, as that of a form to a page that
was deleted, a document may.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from mockflow.core.misfit import Misfit
from mockflow.core.refusal import Refusal
from mockflow.domain.collections import REFERENCES, Collection
from mockflow.domain.items import Item
from mockflow.domain.pages import WebPage
from mockflow.domain.product_options import check_options
from mockflow.domain.sites import Site
from mockflow.domain.store_fields import STORE_KINDS, store_fields

from .file_relations import Rows, check_code, check_files, check_folders, each_of, require

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

_WITHOUT_ID = frozenset(
    {
        *("stock", "uploadTargets", "robotsTxt", "wellKnown", "googleTags"),
        *("registeredScripts", "customCode", "liveCustomCode", "traffic"),
    }
)
"""They are known by what they belong to, or by a name."""

_A_WORKSPACE, _IN = "the id of a workspace", "workspaceId"
_LOCALIZED = ("pages", "livePages", "components", "liveComponents")
_SALTED = slice(8, 18)
_ID_LENGTH = 24
_MOST_COUNTED = 0xFFFFFF


def check_relations(rows: Rows, salt: str, counter: int) -> None:
    """Raise Misfit for the first record that does not fit the others."""
    sites = {site.id: site for site in rows["sites"]}
    workspaces = {workspace.id for workspace in rows["workspaces"]}
    require(workspaces, "one workspace or more", [], "workspaces")
    each_of(rows, "sites", lambda site: require(site.workspace_id in workspaces, _A_WORKSPACE, site.workspace_id, _IN))
    for key in _OF_A_SITE:
        each_of(
            rows, key, lambda record: require(record.site_id in sites, "the id of a site", record.site_id, "siteId")
        )
    for key in ("commentThreads", "comments"):
        each_of(rows, key, lambda record: _check_spot(record, sites))
    for key in _LOCALIZED:
        each_of(rows, key, lambda record: _check_variants(record, sites[record.site_id]))
    _check_collections(rows)
    _check_stores(rows)
    _check_items(rows)
    _check_pages(rows)
    _check_owners(rows)
    check_folders(rows)
    check_files(rows)
    check_code(rows)
    _check_counter(rows, salt, counter)


def _check_spot(record: Any, sites: Mapping[str, Site]) -> None:
    require(record.spot.site_id in sites, "the id of a site", record.spot.site_id, "spot", "siteId")


def _check_variants(record: Any, site: Site) -> None:
    """One variant for each locale of the site, in its order; a page's variants name them."""
    count = len(record.variants)
    require(count == len(site.locales), f"{len(site.locales)}, as the site has locales", count, "variants")
    if isinstance(record, WebPage):
        expected = [locale.id if site.localized else None for locale in site.locales]
        named = [variant.locale_id for variant in record.variants]
        require(named == expected, "the locales of the site in their order", named, "variants")


def _check_collections(rows: Rows) -> None:
    """A reference points to a collection of the same site."""
    site_of = {collection.id: collection.site_id for collection in rows["collections"]}

    def check(collection: Collection) -> None:
        for at, field in enumerate(collection.fields):
            if field.type in REFERENCES:
                there = site_of.get(field.target) == collection.site_id
                expected, path = "the id of a collection of the site", ("fields", at, "validations", "collectionId")
                require(there, expected, field.target, *path)

    each_of(rows, "collections", check)


def _check_stores(rows: Rows) -> None:
    """A store has its three collections with the fields that they have from the start, and another site has none."""
    kinds: dict[tuple[str, str], Collection] = {}

    def check_kind(collection: Collection) -> None:
        if collection.store_kind:
            key = (collection.site_id, collection.store_kind)
            require(collection.slug == key[1] and key not in kinds, "one of its kind", key[1], "storeKind")
            kinds[key] = collection

    def check_site(site: Site) -> None:
        for kind in STORE_KINDS:
            there = (site.id, kind) in kinds
            require(there == (site.store is not None), "a store, if the site has its collections", kind, "store")
        if site.store is not None:
            _check_store_fields({kind: kinds[site.id, kind] for kind in STORE_KINDS})

    each_of(rows, "collections", check_kind)
    each_of(rows, "sites", check_site)


def _check_store_fields(store: Mapping[str, Collection]) -> None:
    ids = {kind: collection.id for kind, collection in store.items()}
    for kind, collection in store.items():
        there = {field.slug: field for field in collection.fields}
        for field in store_fields(kind, "", ids):
            found = there.get(field.slug)
            fits = found is not None and found.type == field.type
            fits = fits and (field.type not in REFERENCES or found.target == field.target)  # type: ignore[union-attr]  # there, if it fits
            require(fits, f"a {kind} collection with its field {field.slug}", "none", "store")


def _check_items(rows: Rows) -> None:
    """The variants of an item are of one collection; products and SKUs have what makes them such."""
    kinds = {collection.id: collection.store_kind for collection in rows["collections"]}
    collection_of: dict[str, str] = {}

    def check(item: Item) -> None:
        known = collection_of.setdefault(item.id, item.collection_id)
        require(known == item.collection_id, "one collection for all locales of an item", item.id, "collectionId")
        kind = kinds[item.collection_id]
        if kind == "sku":
            data = item.field_data
            require({"product", "price"} <= data.keys(), "a SKU with a product and a price", "none", "fieldData")
        elif kind == "product":
            _check_options(item)

    for key in ("items", "liveItems"):
        each_of(rows, key, check)


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
        require(there, "the id of a collection of the site, or null", page.collection_id, "collectionId")

    each_of(rows, "pages", check)


def _check_owners(rows: Rows) -> None:
    """A submission is of a form of its site, in one of its locales, and a comment is in a thread."""
    locales = {site.id: {None, *(locale.id for locale in site.locales)} for site in rows["sites"]}
    forms = {form.id: form.site_id for form in rows["forms"]}
    threads = {thread.id for thread in rows["commentThreads"]}

    def check_submission(record: Any) -> None:
        require(forms.get(record.form_id) == record.site_id, "the id of a form of the site", record.form_id, "formId")
        is_there = record.locale_id in locales[record.site_id]
        require(is_there, "a locale of the site, or null", record.locale_id, "localeId")

    def check_comment(record: Any) -> None:
        require(record.thread_id in threads, "the id of a thread", record.thread_id, "threadId")

    each_of(rows, "formSubmissions", check_submission)
    each_of(rows, "comments", check_comment)


def _check_counter(rows: Rows, salt: str, counter: int) -> None:
    """The counter is past every id that it gave out, or the next ids would be of records that are there."""
    given = [int(each[18:], 16) for each in _ids(rows) if len(each) == _ID_LENGTH and each[_SALTED] == salt]
    most = max(given, default=0)
    require(counter >= most or counter > _MOST_COUNTED, f"a number from {most} on", counter, "counter")


def _ids(rows: Rows) -> Iterable[str]:
    for key, records in rows.items():
        if key not in _WITHOUT_ID:
            yield from (record.id for record in records)
