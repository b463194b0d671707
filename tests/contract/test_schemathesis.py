"""The contract attacked: schemathesis makes calls of it, and each answer must be one that the contract documents."""

from collections import Counter
from typing import Any

import pytest
import schemathesis
from hypothesis import strategies
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from mockflow.contract import build_contract
from mockflow.web.app import create_app
from mockflow.worlds.planting import Planted, plant
from mockflow.worlds.registry import Registry
from mockflow.worlds.world import Options

TOKEN = "mockflow-app-token"
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
)
PHASES = {
    "examples": {"fill-missing": True},
    "coverage": {"unexpected-methods": []},
    "fuzzing": {"generation": {"max-examples": 60}},
    "stateful": {"max-steps": 12, "generation": {"max-examples": 40}},
}
KINDS = {"site_id": "sites", "collection_id": "collections", "item_id": "items"}


@pytest.fixture(scope="module")
def planted() -> Planted:
    return plant("demo")


@pytest.fixture(scope="module")
def known(planted: Planted) -> dict[str, list[str]]:
    """The ids of the seed, by the parameter that takes them."""
    made: dict[str, list[str]] = {
        "site_id": [],
        "domain_id": [],
        "cms_locale_id": [],
        "collection_id": [],
        "item_id": [],
    }
    kinds = {"sites": "site_id", "domains": "domain_id", "locales": "cms_locale_id"}
    for path, value in planted.ids.items():
        folder, slash, _ = path.partition("/")
        made[kinds.get(folder, "item_id" if slash else "collection_id")].append(value)
    return made


def contract_with_formats() -> dict[str, Any]:
    """The contract, with a format wherever an id stands, so that half of the ids are those of real records."""
    document = build_contract()
    for path in document["paths"].values():
        for parameter in path.get("parameters", ()):
            parameter["schema"]["format"] = parameter["name"]
    schemas = {name: schema.get("properties", {}) for name, schema in document["components"]["schemas"].items()}
    for name, part in (
        ("item_id", schemas["ItemTarget"]["id"]),
        ("item_id", schemas["ChangedItem"]["id"]),
        ("item_id", schemas["ItemIds"]["itemIds"]["items"]),
        ("domain_id", schemas["PublishBody"]["customDomains"]["items"]),
        ("cms_locale_id", schemas["ItemTarget"]["cmsLocaleIds"]["items"]),
    ):
        part["format"] = name
    return document


def run(planted: Planted, phase: str):
    config = SchemathesisConfig.from_dict(
        {
            "headers": {"Authorization": f"Bearer {TOKEN}"},
            "seed": 1,
            "continue-on-failure": True,
            "checks": {"enabled": False, **{name: {"enabled": True} for name in CHECKS}},
            "generation": {"deterministic": True, "with-security-parameters": False, "database": "none"},
            "phases": {name: {"enabled": name == phase, **settings} for name, settings in PHASES.items()},
        }
    )
    options = Options(planted, rate_limit=False, quirks={"publish_limit": "off"}, clock="2026-01-15T12:00:00Z")
    schema = schemathesis.openapi.from_dict(contract_with_formats(), config=config)
    schema.app = create_app(Registry(options))
    return from_schema(schema).execute()


@pytest.mark.parametrize("phase", PHASES)
def test_attack(phase, planted, known):
    for name, ids in known.items():
        schemathesis.openapi.format(name, strategies.sampled_from(ids) | strategies.from_regex(r"\A[0-9a-f]{24}\Z"))
    import time

    t = time.time()
    statuses = Counter()
    bad = Counter()
    ops = {}
    for event in run(planted, phase):
        if isinstance(event, events.ScenarioFinished):
            r = event.recorder
            for i, inter in r.interactions.items():
                statuses[inter.response.status_code if inter.response else None] += 1
                c = r.cases[i].value
                ops.setdefault(c.operation.label, Counter())[inter.response.status_code] += 1
            for cid, nodes in r.checks.items():
                for n in nodes:
                    if n.failure_info:
                        c = r.cases[cid].value
                        k = (n.name, c.operation.label, n.failure_info.failure.title)
                        bad[k] += 1
                        if bad[k] <= 2:
                            print(k, n.failure_info.failure.message[:600])
                            print(
                                "   ",
                                n.failure_info.code_sample[:700] if hasattr(n.failure_info, "code_sample") else "",
                            )
                            print("   ", c.meta.phase.data if c.meta else "")
        elif isinstance(event, (events.NonFatalError, events.FatalError)):
            print(
                "ERR", event.label if hasattr(event, "label") else "", getattr(event, "value", None) or event.exception
            )
    print(phase, time.time() - t, statuses)
    for k, v in ops.items():
        print("  ", k, dict(v))
    print(bad)
