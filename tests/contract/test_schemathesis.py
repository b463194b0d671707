"""The contract attacked: schemathesis makes calls of it, good and bad, and each answer must be a documented one."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import strategies
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from schemathesis.engine.recorder import ScenarioRecorder

from mockflow.contract import build_contract
from mockflow.resources import ROUTES
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
PHASES: dict[str, dict[str, Any]] = {
    "examples": {"fill-missing": True},
    "coverage": {"unexpected-methods": []},  # a method that a path does not have is no operation of the contract
    "fuzzing": {"generation": {"max-examples": 200}},
    "stateful": {"max-steps": 12, "generation": {"max-examples": 100}},
}
KINDS = {"sites": "site_id", "domains": "domain_id", "locales": "cms_locale_id", "topics": "item_id"}
Ids = dict[str, list[str]]


@pytest.fixture(scope="module")
def planted() -> Planted:
    return plant("demo")


@pytest.fixture(scope="module")
def known(planted: Planted) -> Ids:
    """Ids of the seed by kind; the items are those of the one collection, whose items need no more than a name."""
    made = defaultdict(list, collection_id=[planted.ids["topics"]])
    for path, value in planted.ids.items():
        folder, slash, _ = path.partition("/")
        if slash and folder in KINDS:
            made[KINDS[folder]].append(value)
    return made


@pytest.fixture
def _real_ids(known: Ids) -> None:
    """Make half of the ids in paths those of real records."""
    for name in ("site_id", "collection_id", "item_id"):
        any_id = strategies.from_regex(r"\A[0-9a-f]{24}\Z")
        schemathesis.openapi.format(name, strategies.sampled_from(known[name]) | any_id)


MANY = "/collections/{collection_id}/items"


def contract_with_ids(known: Ids) -> dict[str, Any]:
    """The contract, telling also where to find real ids: it allows what the contract does, and no more."""
    document = build_contract()
    for path in document["paths"].values():
        for parameter in path.get("parameters", ()):
            parameter["schema"]["format"] = parameter["name"]
            parameter["example"] = known[parameter["name"]][0]
    schemas = {name: schema.get("properties") for name, schema in document["components"]["schemas"].items()}
    for part, name in (
        (schemas["ItemTarget"]["id"], "item_id"),
        (schemas["ItemTarget"]["cmsLocaleIds"]["items"], "cms_locale_id"),
        (schemas["ChangedItem"]["id"], "item_id"),
        (schemas["ItemIds"]["itemIds"]["items"], "item_id"),
        (schemas["PublishBody"]["customDomains"]["items"], "domain_id"),
    ):
        part["anyOf"] = [{"enum": known[name]}, {"type": part.pop("type")}]
    return document


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


def failures(recorder: ScenarioRecorder) -> Iterator[str]:
    """One line for each check that an answer failed."""
    for case_id, checks in recorder.checks.items():
        for check in checks:
            if check.failure_info:
                failure = check.failure_info.failure
                yield f"{recorder.cases[case_id].value.as_curl_command()}: {check.name}: {failure.message}"


def good_answers(recorder: ScenarioRecorder) -> Iterator[tuple[str, int]]:
    """The operations that were called, with the status of each answer that was no refusal."""
    for case_id, interaction in recorder.interactions.items():
        if interaction.response and interaction.response.status_code < 400:
            yield recorder.cases[case_id].value.operation.label, interaction.response.status_code


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
