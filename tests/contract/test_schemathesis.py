"""The contract attacked: schemathesis makes calls of it, good and bad, and each answer must be a documented one."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import strategies
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from schemathesis.engine.recorder import ScenarioRecorder

from mockflow.contract import build_contract
from mockflow.core.store import Reader
from mockflow.domain.collections import COLLECTIONS
from mockflow.domain.sites import SITES
from mockflow.resources.table import ROUTES
from mockflow.web.app import create_app
from mockflow.worlds.options import Options
from mockflow.worlds.planted import Planted
from mockflow.worlds.registry import Registry
from mockflow.worlds.seeds import plant

TOKEN = "mockflow-app-token"
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
)
OTHERS = ("%5D%5B", "%5B%5D")
"""``createdOn[gte][x]`` and ``createdOn[]``: what is no object of bounds is on the wire another parameter, and unknown
ones are ignored."""
OURS_ALONE = {"extra-data-sources": {"responses": False}}  # ids that it has seen would be those that others need
PHASES: dict[str, dict[str, Any]] = {
    "examples": {"fill-missing": True, **OURS_ALONE},
    "coverage": {
        "unexpected-methods": [],
        **OURS_ALONE,
    },  # a method that a path does not have is no operation of the contract
    "fuzzing": {"generation": {"max-examples": 120}, **OURS_ALONE},
    "stateful": {"max-steps": 12, "generation": {"max-examples": 60}},
}
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


@pytest.fixture(scope="module")
def known(planted: Planted) -> Ids:
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


@pytest.fixture
def _real_ids(known: Ids) -> None:
    """Make half of the ids in paths those of real records."""
    any_id = strategies.from_regex(r"\A[0-9a-f]{24}\Z")
    for name, values in known.items():
        schemathesis.openapi.format(name, strategies.sampled_from(values) | any_id)


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
        (schemas["WellKnownNames"]["fileNames"]["items"], "file_name"),
        (schemas["VariantsToCreate"]["cmsLocaleIds"]["items"], "cms_locale_id"),
        (schemas["NewWebhook"]["url"], "webhook_url"),
    ):
        part["anyOf"] = [{"enum": known[name]}, {"type": part.pop("type")}]
    for key, value in CODE[0]["scripts"][0].items():  # registered scripts have names
        schemas["AppliedScript"][key]["enum"] = [value]
    return document


def _locale_parameters(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The parameters that take the site's id of a secondary locale."""
    for operations in document["paths"].values():
        for name, operation in operations.items():
            if name != "parameters":
                yield from (each for each in operation.get("parameters", ()) if each["name"] == "localeId")


def attack(planted: Planted, known: Ids) -> Iterator[events.EngineEvent]:
    """Run every phase against a fresh world; the same calls each time."""
    config = SchemathesisConfig.from_dict(
        {
            "headers": {"Authorization": f"Bearer {TOKEN}"},
            "seed": 1,
            "continue-on-failure": True,
            "checks": {"enabled": False, **{name: {"enabled": True} for name in CHECKS}},
            "generation": {"deterministic": True, "with-security-parameters": False, "database": "none"},
            "phases": PHASES,
        }
    )
    schema = schemathesis.openapi.from_dict(contract_with_ids(known), config=config)
    schema.app = create_app(
        Registry(Options(planted, rate_limit=False, quirks={"publish_limit": "off"}, clock="2026-01-15T12:00:00Z"))
    )
    return iter(from_schema(schema).execute())


def _names_another(call: str) -> bool:
    return any(mark in call for mark in OTHERS)


def failures(recorder: ScenarioRecorder) -> Iterator[str]:
    """One line for each check that an answer failed."""
    for case_id, checks in recorder.checks.items():
        call = recorder.cases[case_id].value.as_curl_command()
        for check in checks:
            if check.failure_info and not (check.name == "negative_data_rejection" and _names_another(call)):
                yield f"{call}: {check.name}: {check.failure_info.failure.message}"


def good_answers(recorder: ScenarioRecorder) -> Iterator[tuple[str, int]]:
    """The operations that were called, with the status of each answer that was no refusal."""
    for case_id, interaction in recorder.interactions.items():
        if interaction.response and interaction.response.status_code < 400:
            yield recorder.cases[case_id].value.operation.label, interaction.response.status_code


@pytest.mark.by_chance
@pytest.mark.usefixtures("_real_ids")
def test_every_answer_is_documented(planted: Planted, known: Ids) -> None:
    """Whatever is asked, the answer is one that the contract documents, and a call that breaks it is refused."""
    found: list[str] = []
    good: set[tuple[str, int]] = set()
    phases: set[str] = set()
    for event in attack(planted, known):
        assert not isinstance(event, events.NonFatalError | events.FatalError), event
        if isinstance(event, events.ScenarioFinished):
            phases.add(event.phase.name.lower())
            found += failures(event.recorder)
            good.update(good_answers(event.recorder))
    assert not found, "\n".join(found[:20])
    assert phases == {"examples", "coverage", "fuzzing", "stateful_testing"}
    assert good == {(f"{route.method} {route.path}", route.success) for route in ROUTES}, "not past every refusal"
