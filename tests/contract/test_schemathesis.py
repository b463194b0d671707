"""The contract attacked: schemathesis makes calls of it, good and bad, and each answer must be a documented one."""

from collections.abc import Iterator
from typing import Any

import pytest

from mockflow.contract import build_contract
from mockflow.core.store import Reader
from mockflow.domain.collections import COLLECTIONS
from mockflow.domain.sites import SITES
from mockflow.resources.table import ROUTES
from mockflow.worlds.planted import Planted
from mockflow.worlds.seeds import plant
from tests.contract.attack import attack, label, phases

pytestmark = pytest.mark.by_chance

SHARES = 6
"""So many tests share the operations, so that the workers of a parallel run share them too."""
MUG = {"name": "Mug", "product": "product/mug", "price": 2499}
BARE = [{"fieldData": {"name": f"Bare {at}"}} for at in range(60)]  # products that have no SKU yet
CODE = [{"scripts": [{"id": "script", "version": "1.0.0"}]}]
Ids = dict[str, list[str]]


def seed() -> dict[str, Any]:
    """A site with enough of everything: calls that delete leave something for those that come after."""
    names = [f"n{at}" for at in range(300)]
    notes = [{"fieldData": {"name": name}, "locales": {"fr": {"fieldData": {"name": name}}}} for name in names]
    spare = [{"displayName": f"Spare {at}", "slug": f"spare-{at}"} for at in range(60)]
    site = {
        "displayName": "Site",
        "locales": {"primary": {"tag": "en"}, "secondary": [{"tag": "fr"}]},
        "webhooks": [{"triggerType": "site_publish", "url": "https://receiver.test"}] * 60,
        "analyze": {"sessionsPerDay": 4},
        "customDomains": [{"url": "a.example"}, {"url": "b.example"}],
        "assets": [{"fileName": f"a{at}.txt", "content": "A"} for at in range(60)],
        "assetFolders": [{"displayName": "Folder"}],
        "customFonts": [
            {"fileName": f"f{at}.ttf", "content": "A", "fontFamily": "F", "weight": at + 1} for at in range(60)
        ],
        "collections": [
            {"displayName": "Notes", "slug": "notes", "items": notes},
            {"displayName": "Forms", "slug": "forms", "fields": [{"displayName": f"F{at}"} for at in range(40)]},
            {"displayName": "Products", "slug": "product", "items": [{"fieldData": {"name": "Mug"}}, *BARE]},
            {"displayName": "SKUs", "slug": "sku", "items": [{"fieldData": MUG}]},
            *spare,
        ],
        "store": {},
        "orders": [{"purchasedItems": [{"sku": "sku/mug"}]} for _ in range(300)],
        "forms": [
            {
                "displayName": "Form",
                "fields": [{"displayName": "Source", "userVisible": False}],
                "submissions": [{"formResponse": {}}] * 200,
            }
        ],
        "pages": [{"title": "Page", "nodes": [{"name": "text", "html": "<p>a</p>"}], "customCode": CODE}],
        "registeredScripts": [{"displayName": "Script", "sourceCode": "run()"}],
        "customCode": CODE,
        "comments": [{"content": "Larger?", "page": "page", "replies": [{"content": "Done."}]}],
        "components": [{"name": "Part", "properties": [{"label": "Text"}]}],
        "redirects": [{"fromUrl": f"/{at}", "toUrl": "/"} for at in range(60)],
        "wellKnown": [{"fileName": f"w{at}.txt", "fileData": "W"} for at in range(10)],
        "googleTags": [{"tagId": f"G-00{at}", "displayName": "T"} for at in range(10)],
    }
    others = [{"displayName": f"Other {at}"} for at in range(60)]
    return {"mockflow": 1, "plan": "enterprise", "sites": [site, *others]}


@pytest.fixture(scope="module")
def planted() -> Planted:
    return plant(seed())


def known_ids(planted: Planted) -> Ids:
    """Real ids by the name of their parameter, or of what stands for it in some paths."""
    ids = planted.ids
    site = Reader(planted.state).get(SITES, ids["sites/site"])
    fields = Reader(planted.state).get(COLLECTIONS, ids["forms"]).fields
    return {
        "site_id": [ids["sites/site"]],
        "spare_site": [value for path, value in ids.items() if path.startswith("sites/other-")],
        "workspace_id": [ids["workspaces/workspace"]],
        "workspace_id_or_slug": [ids["workspaces/workspace"], "workspace"],
        "domain_id": [value for path, value in ids.items() if path.startswith("domains/")],
        "page_id": [ids["pages/page"]],
        "component_id": [ids["components/part"]],
        "localeId": [site.locales[1].id],
        "cms_locale_id": [value for path, value in ids.items() if path.startswith("locales/")],
        "collection_id": [ids["notes"]],
        "item_id": [value for path, value in ids.items() if path.startswith("notes/")],
        "collection_with_fields": [ids["forms"]],
        "order_id": [value for path, value in ids.items() if path.startswith("orders/")],
        "field_id": [field.id for field in fields if not field.is_built_in],
        "webhook_url": ["https://receiver.test/new"],
        "webhook_id": [value for path, value in ids.items() if path.startswith("webhooks/")],
        "product_id": [ids["product/mug"]],
        "bare_product": [value for path, value in ids.items() if path.startswith("product/bare")],
        "sku_id": [ids["sku/mug"]],
        "sku_collection_id": [ids["sku"]],
        "form_id": [ids["forms/form"]],
        "form_submission_id": [value for path, value in ids.items() if path.startswith("forms/form/")],
        "asset_id": [value for path, value in ids.items() if path.startswith("assets/")],
        "asset_folder_id": [ids["asset-folders/folder"]],
        "comment_thread_id": [ids["comments/1"]],
        "font_id": [value for path, value in ids.items() if path.startswith("custom-fonts/")],
        "redirect_id": [value for path, value in ids.items() if path.startswith("redirects/")],
        "tag_id": [f"G-00{at}" for at in range(10)],
        "file_name": [f"w{at}.txt" for at in range(10)],
        "spare_collection": [value for path, value in ids.items() if path.startswith("spare-")],
    }


def kind_of(path: str, name: str) -> str:
    """Which known ids a parameter of a path takes."""
    if name == "collection_id" and "/fields" in path:
        return "collection_with_fields"
    if path.endswith("/skus"):
        return "bare_product" if name == "product_id" else name
    return _SPARE.get(path, name)


_SPARE = {"/collections/{collection_id}": "spare_collection", "/sites/{site_id}": "spare_site"}
"""What paths take that delete a whole."""


def contract_with_ids(known: Ids) -> dict[str, Any]:
    """The contract, telling also where to find real ids: it allows what the contract does, and no more."""
    document = build_contract()
    for path, operations in document["paths"].items():
        for parameter in operations.get("parameters", ()):
            kind = kind_of(path, parameter["name"])
            parameter["schema"]["format"] = kind
            parameter["example"] = known[kind][0]
    bulk = document["paths"]["/collections/{collection_id}/items/bulk"]["post"]["requestBody"]
    bulk["content"]["application/json"]["example"] = {
        "cmsLocaleIds": known["cms_locale_id"],
        "fieldData": [{"name": "In every locale"}],
    }
    publish = document["paths"]["/sites/{site_id}/publish"]["post"]["requestBody"]
    publish["content"]["application/json"]["example"] = {"publishToWebflowSubdomain": True}
    del document["paths"]["/sites"]["get"]["responses"]["200"]["links"]["delete-site"]  # the others need the first one
    for part in _locale_parameters(document):
        part["schema"]["enum"] = known["localeId"]
    one_tag = "/sites/{site_id}/integrations/google_tags/{tag_id}"
    document["paths"] = {one_tag: document["paths"][one_tag], **document["paths"]}  # before the delete of all tags
    schemas = {name: schema.get("properties") for name, schema in document["components"]["schemas"].items()}
    for part, name in (
        (schemas["ItemTarget"]["id"], "item_id"),
        (schemas["ItemTarget"]["cmsLocaleIds"]["items"], "cms_locale_id"),
        (schemas["ChangedItem"]["id"], "item_id"),
        (schemas["ItemIds"]["itemIds"]["items"], "item_id"),
        (schemas["PublishBody"]["customDomains"]["items"], "domain_id"),
        (schemas["PublishBody"]["pageId"], "page_id"),
        (schemas["WellKnownNames"]["fileNames"]["items"], "file_name"),
        (schemas["VariantsToCreate"]["cmsLocaleIds"]["items"], "cms_locale_id"),
        (schemas["NewWebhook"]["url"], "webhook_url"),
    ):
        any_other = dict(part)
        part.clear()
        part["anyOf"] = [{"enum": known[name]}, any_other]
    for key, value in CODE[0]["scripts"][0].items():  # registered scripts have names
        schemas["AppliedScript"][key]["enum"] = [value]
    return document


def _locale_parameters(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The parameters that take the site's id of a secondary locale."""
    for operations in document["paths"].values():
        for name, operation in operations.items():
            if name != "parameters":
                yield from (each for each in operation.get("parameters", ()) if each["name"] == "localeId")


@pytest.fixture(scope="module")
def known(planted: Planted) -> Ids:
    return known_ids(planted)


@pytest.mark.parametrize("share", range(SHARES))
def test_every_answer_is_documented(planted: Planted, known: Ids, share: int) -> None:
    """Whatever is asked, the answer is one that the contract documents, and a call that breaks it is refused."""
    routes = ROUTES[share::SHARES]
    wanted = phases("examples", "coverage", "fuzzing", examples=40, scenarios=0)
    report = attack(contract_with_ids(known), planted, known, wanted, routes)
    assert not report.found, "\n".join(report.found[:20])
    assert report.phases == {"examples", "coverage", "fuzzing"}
    assert report.good == {(label(route), route.success) for route in routes}, "not past every refusal"


def test_what_calls_lead_to_is_documented(planted: Planted, known: Ids) -> None:
    """So is what is answered to calls with ids that the answers to other calls gave."""
    report = attack(contract_with_ids(known), planted, known, phases("stateful", examples=0, scenarios=60))
    assert not report.found, "\n".join(report.found[:20])
    assert report.phases == {"stateful_testing"}
    assert {200, 204, 400, 404} <= report.statuses.keys()
