"""A world with something of everything, and for each operation of the route table calls of it that succeed there."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from mockflow.core.route import Route
from mockflow.core.store import Reader
from mockflow.core.wire import loads
from mockflow.domain.collections import COLLECTIONS
from mockflow.domain.forms import FORMS
from mockflow.domain.items import ITEMS
from mockflow.domain.orders import orders_with_status
from mockflow.domain.sites import SITES
from mockflow.worlds.world import World

_NODE = {"name": "text", "html": "<p>Hello</p>"}
_ORDER = {"purchasedItems": [{"sku": "sku/mug"}]}
_CODE: dict[str, Any] = {"scripts": [{"id": "script"}]}
SEED: dict[str, Any] = {
    "mockflow": 1,
    "plan": "enterprise",
    "sites": [
        {
            "displayName": "Site",
            "locales": {"primary": {"tag": "en"}, "secondary": [{"tag": "fr"}]},
            "customDomains": [{"url": "site.example"}],
            "analyze": {"visits": [{"at": "2026-01-10T10:00:00Z", "page": "page"}]},
            "webhooks": [{"triggerType": "site_publish", "url": "https://receiver.test"}],
            "redirects": [{"fromUrl": "/old", "toUrl": "/new"}],
            "robotsTxt": {"rules": [{"userAgent": "some-bot", "disallows": ["/cart"]}]},
            "wellKnown": [{"fileName": "security.txt", "fileData": "Contact: nobody"}],
            "googleTags": [{"tagId": "G-123ABC", "displayName": "Visits"}],
            "activityLogs": [{"event": "backup_created"}],
            "store": {},
            "orders": [_ORDER, {**_ORDER, "status": "fulfilled"}],
            "assetFolders": [{"displayName": "Folder"}],
            "assets": [{"fileName": "a.txt", "content": "A", "folder": "asset-folders/folder"}],
            "customFonts": [{"fileName": "a.ttf", "content": "A", "fontFamily": "A"}],
            "forms": [
                {
                    "displayName": "Form",
                    "fields": [{"displayName": "Source", "userVisible": False}],
                    "submissions": [{"formResponse": {}}],
                }
            ],
            "pages": [{"title": "Page", "nodes": [_NODE], "customCode": [_CODE]}],
            "registeredScripts": [{"displayName": "Script", "sourceCode": "run()"}],
            "customCode": [_CODE],
            "comments": [{"content": "Larger?", "page": "page", "replies": [{"content": "Done."}]}],
            "components": [{"name": "Part", "properties": [{"label": "Text"}], "nodes": [_NODE]}],
            "collections": [
                {
                    "displayName": "Notes",
                    "slug": "notes",
                    "fields": [
                        {"displayName": "Related", "type": "MultiReference", "validations": {"collection": "notes"}},
                        {"displayName": "First", "type": "Reference", "validations": {"collection": "notes"}},
                        {"displayName": "Kind", "type": "Option", "validations": {"options": [{"name": "Calm"}]}},
                        {"displayName": "Picture", "type": "Image"},
                    ],
                    "items": [
                        {"fieldData": {"name": "One"}, "locales": {"fr": {"fieldData": {"name": "Un"}}}},
                        {"fieldData": {"name": "Two"}, "locales": {"fr": {"fieldData": {"name": "Deux"}}}},
                    ],
                },
                {"displayName": "Spare", "slug": "spare"},
                {
                    "displayName": "Products",
                    "slug": "product",
                    "items": [
                        {"fieldData": {"name": "Mug", "sku-properties": [{"name": "Size", "enum": ["S", "L"]}]}},
                        {"fieldData": {"name": "Bare"}},
                    ],
                },
                {
                    "displayName": "SKUs",
                    "slug": "sku",
                    "items": [
                        {
                            "fieldData": {
                                "name": "Mug", "product": "product/mug", "price": 5, "sku-values": {"Size": "S"},
                            }
                        }
                    ],
                },
                {"displayName": "Categories", "slug": "category", "items": [{"fieldData": {"name": "Cups"}}]},
            ],
        }
    ],
}  # fmt: skip

_IN_PATHS = {
    "workspace_id": "workspaces/workspace",
    "workspace_id_or_slug": "workspaces/workspace",
    "site_id": "sites/site",
    "page_id": "pages/page",
    "component_id": "components/part",
    "collection_id": "notes",
    "item_id": "notes/one",
    "product_id": "product/mug",
    "sku_id": "sku/mug",
    "sku_collection_id": "sku",
    "form_id": "forms/form",
    "form_submission_id": "forms/form/submissions/1",
    "asset_id": "assets/a.txt",
    "asset_folder_id": "asset-folders/folder",
    "font_id": "custom-fonts/a.ttf",
    "webhook_id": "webhooks/site_publish/1",
    "redirect_id": "redirects/old",
    "tag_id": "$tag",
    "comment_thread_id": "comments/1",
}


class Valid(NamedTuple):
    """What a call of an operation says besides its path. ``$path`` stands for the id at that path of the seed."""

    body: Any = None
    query: Mapping[str, str] = {}
    instead: Mapping[str, str] = {}
    """Other parameters of the path than the usual ones."""


_PRICE = {"value": 5, "unit": "EUR"}
_NEW = {"name": "New", "related": ["$notes/one"], "first": "$notes/two", "kind": "$option"}
_TARGETS = {"items": [{"id": "$notes/two", "cmsLocaleIds": ["$locales/en"]}]}
_CHANGES = {"items": [{"id": "$notes/two", "cmsLocaleId": "$locales/en", "fieldData": _NEW}]}
_ITEM = [Valid(query={"cmsLocaleId": "$locales/en"})]
_LISTED = [Valid(query={"cmsLocaleId": "$locales/fr"}), Valid()]
_IN_FRENCH = [Valid(query={"localeId": "$locale"}), Valid()]
_SKU = {"fieldData": {"name": "L", "slug": "l", "price": _PRICE, "sku-values": {"$size": "$large"}}}
_PRODUCT = {"fieldData": {"name": "Lamp", "slug": "lamp", "category": ["$category/cups"]}}
_RULES = {"rules": [{"userAgent": "some-bot", "disallows": ["/cart"]}]}
_SCRIPT = {"displayName": "New script", "version": "1.0.0"}
_APPLIED = {"scripts": [{"id": "script", "version": "1.0.0", "location": "footer"}]}
_FONT_FILE = {"fileName": "b.ttf", "fileHash": "0" * 32}
_FONT = {**_FONT_FILE, "fontFamily": "B", "weight": 400, "italic": False, "fontDisplay": "swap"}
_WINDOW = {"startTime": "2026-01-08T00:00:00Z", "endTime": "2026-01-15T00:00:00Z"}
_SUBMITTED = [Valid({"formSubmissionData": {"Source": "There"}})]

VALID: dict[str, list[Valid]] = {
    "create-site": [Valid({"name": "New"})],
    "update-site": [Valid({"name": "Other"})],
    "site-publish": [
        Valid({"customDomains": ["$domains/site.example"]}),
        Valid({"publishToWebflowSubdomain": True, "pageId": "$pages/page"}),
    ],
    "list-pages": _IN_FRENCH,
    "get-page-metadata": _IN_FRENCH,
    "update-page-settings": [Valid({"title": "Autre"}, {"localeId": "$locale"}), Valid({"title": "Other"})],
    "get-static-content": _IN_FRENCH,
    "update-static-content": [
        Valid({"nodes": [{"nodeId": "$pages/page/text", "text": "<p>Bonjour</p>"}]}, {"localeId": "$locale"})
    ],
    "get-component-content": _IN_FRENCH,
    "update-component-content": [
        Valid({"nodes": [{"nodeId": "$components/part/text", "text": "<p>Bonjour</p>"}]}, {"localeId": "$locale"})
    ],
    "get-component-properties": _IN_FRENCH,
    "update-component-properties": [
        Valid(
            {"properties": [{"propertyId": "$components/part/properties/text", "text": "Bonjour"}]},
            {"localeId": "$locale"},
        )
    ],
    "create-collection": [
        Valid(
            {
                "displayName": "More",
                "singularName": "More",
                "fields": [{"displayName": "R", "type": "Reference", "metadata": {"collectionId": "$notes"}}],
            }
        )
    ],
    "delete-collection": [Valid(instead={"collection_id": "spare"})],
    "create-field": [Valid({"displayName": "R", "type": "Reference", "metadata": {"collectionId": "$notes"}})],
    "update-field": [Valid({"displayName": "Other"})],
    "list-collection-items": _LISTED,
    "list-collection-items-live": _LISTED,
    "create-item": [Valid({"fieldData": _NEW}), Valid({"items": [{"cmsLocaleId": "$locales/fr", "fieldData": _NEW}]})],
    "create-item-live": [Valid({"fieldData": _NEW})],
    "create-items": [Valid({"cmsLocaleIds": ["$locales/en", "$locales/fr"], "fieldData": _NEW})],
    "update-items": [Valid(_CHANGES)],
    "update-items-live": [Valid(_CHANGES)],
    "delete-items": [Valid(_TARGETS)],
    "delete-items-live": [Valid(_TARGETS)],
    "Get-Item": _ITEM,
    "get-item-live": _ITEM,
    "update-item": [Valid({"cmsLocaleId": "$locales/fr", "fieldData": _NEW})],
    "update-item-live": [Valid({"cmsLocaleId": "$locales/fr", "fieldData": _NEW})],
    "delete-item": _ITEM,
    "delete-item-live": _ITEM,
    "publish-item": [Valid({"itemIds": ["$notes/two"]}), Valid(_TARGETS)],
    "create-product": [Valid({"product": _PRODUCT, "sku": {"fieldData": {"name": "L", "slug": "l", "price": _PRICE}}})],
    "update-product": [Valid({"product": {"fieldData": {"category": ["$category/cups"], "default-sku": "$sku/mug"}}})],
    "create-skus": [Valid({"skus": [_SKU]})],
    "update-sku": [Valid({"sku": {"fieldData": {"name": "S", "price": _PRICE, "sku-values": {"$size": "$large"}}}})],
    "update-inventory": [Valid({"inventoryType": "finite", "quantity": 5})],
    "update-order": [Valid({"comment": "Soon"})],
    "fulfill-order": [Valid({})],
    "unfulfill-order": [Valid(instead={"order_id": "$fulfilled"})],
    "refund-order": [Valid({})],
    "list-submissions-by-site": [Valid(query={"elementId": "$element"})],
    "modify-form-submission": _SUBMITTED,
    "modify-form-submission-by-site": _SUBMITTED,
    "list-assets": [Valid(query={"folderId": "$asset-folders/folder", "localeId": "$locale"})],
    "create-asset": [Valid({"fileName": "b.txt", "fileHash": "0" * 32, "parentFolder": "$asset-folders/folder"})],
    "get-asset": _IN_FRENCH,
    "patch-asset": [Valid({"altText": "Un", "localeId": "$locale"})],
    "create-asset-folder": [Valid({"displayName": "Below", "parentFolder": "$asset-folders/folder"})],
    "create-redirect": [Valid({"fromUrl": "/other", "toUrl": "/new"})],
    "update-redirect": [Valid({"toUrl": "/newer"})],
    "replace-robots-txt": [Valid({"rules": [{"userAgent": "*", "allows": ["/"]}]})],
    "update-robots-txt": [Valid({"rules": [{"userAgent": "*", "disallows": ["/new"]}]})],
    "delete-robots-txt": [Valid(_RULES)],
    "set-well-known": [Valid({"fileName": "a.txt", "fileData": "A"})],
    "delete-well-known": [Valid({"fileNames": ["security.txt"]})],
    "upsert-google-tags": [Valid({"googleTagIds": [{"tagId": "AW-999", "displayName": "Sales"}]})],
    "list-comment-threads": [Valid(query={"localeId": "$primary"}), Valid()],
    "get-comment-thread": [Valid(query={"localeId": "$primary"}), Valid()],
    "list-comment-replies": [Valid(query={"localeId": "$primary"}), Valid()],
    "post-hosted-script": [
        Valid({**_SCRIPT, "hostedLocation": "https://cdn.example.com/s.js", "integrityHash": "sha384-abc"})
    ],
    "post-inline-scripts": [Valid({**_SCRIPT, "sourceCode": "run()"})],
    "add-custom-code-tosite": [Valid(_APPLIED)],
    "add-custom-code-to-page": [Valid(_APPLIED)],
    "create-custom-font": [Valid(_FONT)],
    "update-custom-font": [Valid({"weight": 700})],
    "replace-custom-font-file": [Valid(_FONT_FILE)],
    "batch-delete-custom-fonts": [Valid({"items": [{"id": "$custom-fonts/a.ttf"}]})],
    "get-traffic-report": [Valid(query={**_WINDOW, "metricScope": "session", "bucketTimeZone": "Etc/UTC"})],
    "get-top-pages-report": [Valid(query={**_WINDOW, "filter[pageId][eq]": "$pages/page"})],
    "get-top-dimensions-report": [Valid(query={**_WINDOW, "dimension": "country", "metricScope": "user"})],
    "get-top-events-report": [Valid(query={**_WINDOW, "filter[itemSlug][ne]": "one"})],
    "get-time-on-page-report": [Valid(query={**_WINDOW, "metricScope": "pageview"})],
    "create-webhook": [Valid({"triggerType": "site_publish", "url": "https://receiver.test/new"})],
}
"""For an operation that is not here, the path says it all."""


def ids_of(world: World) -> dict[str, str]:
    """The id behind each ``$path`` of this world."""
    ids, reader = dict(world.options.planted.ids), Reader(world.state)
    kind = next(field for field in reader.get(COLLECTIONS, ids["notes"]).fields if field.slug == "kind")
    mug = loads(reader.get(ITEMS, (ids["product/mug"], ids["locales/en"])).body)
    size = mug["fieldData"]["sku-properties"][0]
    site = reader.get(SITES, ids["sites/site"])
    return {
        **ids,
        "tag": "G-123ABC",
        "option": (kind.validations or {})["options"][0]["id"],
        "field": kind.id,
        "size": size["id"],
        "large": size["enum"][1]["id"],
        "locale": site.locales[1].id,
        "primary": site.locales[0].id,
        "element": reader.get(FORMS, ids["forms/form"]).stands.element_id,
        "unfulfilled": orders_with_status(reader, site.id, "unfulfilled")[0].id,
        "fulfilled": orders_with_status(reader, site.id, "fulfilled")[0].id,
    }


def filled(said: Any, ids: Mapping[str, str]) -> Any:
    """What a call says, with ids for what stands for them."""
    if isinstance(said, str):
        return ids[said[1:]] if said.startswith("$") else said
    if isinstance(said, Mapping):
        return {filled(key, ids): filled(value, ids) for key, value in said.items()}
    return [filled(each, ids) for each in said] if isinstance(said, list) else said


class Ready(NamedTuple):
    """A call of an operation, complete."""

    route: Route
    params: dict[str, str]
    query: dict[str, str]
    body: Any


def _path_for(name: str, ids: Mapping[str, str]) -> str:
    """The first record of the seed that a parameter such as ``asset_folder_id`` can mean."""
    below = f"{name.removesuffix('_id').replace('_', '-')}s/"
    found = next((path for path in ids if path.startswith(below)), None)
    assert found is not None, f"_IN_PATHS: expected a path of the seed for {name}, found none, and none below {below}"
    return found


def calls_of(route: Route, ids: Mapping[str, str]) -> Iterator[Ready]:
    """Good calls of an operation in the world of these ids."""
    usual = {**_IN_PATHS, "field_id": "field", "order_id": "unfulfilled"}
    for valid in VALID.get(route.operation_id, [Valid()]):
        said = {name: valid.instead.get(name) or usual.get(name) or _path_for(name, ids) for name in route.params}
        params = {name: ids[path.removeprefix("$")] for name, path in said.items()}
        yield Ready(route, params, filled(valid.query, ids), filled(valid.body, ids))
