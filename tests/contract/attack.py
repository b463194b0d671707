"""Attacks on the contract: schemathesis makes calls of it, good and bad; what came of them is counted and judged."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import schemathesis
from hypothesis import strategies
from schemathesis.auths import AuthContext
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from schemathesis.engine.recorder import ScenarioRecorder

from mockflow.core.route import Route
from mockflow.resources.table import ROUTES
from mockflow.web.app import create_app
from mockflow.worlds.meters import ENTERPRISE
from mockflow.worlds.options import Options
from mockflow.worlds.planted import Planted
from mockflow.worlds.registry import Registry
from mockflow.worlds.tokens import Tokens

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
_OURS_ALONE = {"extra-data-sources": {"responses": False}}  # ids that it has seen would be those that others need
_NOON = "2026-01-15T12:00:00Z"


def phases(*names: str, examples: int, scenarios: int, steps: int = 12) -> dict[str, dict[str, Any]]:
    """The phases of these names, the others being off; so many calls of each operation, and sequences of calls."""
    said: dict[str, dict[str, Any]] = {
        "examples": {"fill-missing": True, **_OURS_ALONE},
        "coverage": {"unexpected-methods": [], **_OURS_ALONE},  # a method that a path lacks is no operation
        "fuzzing": {"generation": {"max-examples": examples}, **_OURS_ALONE},
        "stateful": {"max-steps": steps, "generation": {"max-examples": scenarios}},
    }
    return {name: {**each, "enabled": name in names} for name, each in said.items()}


@dataclass
class Report:
    """What came of an attack.

    Attributes:
        found: a line for each check that an answer failed.
        good: the operations that answered well, each with its status.
        statuses: how many answers had each status.
    """

    found: list[str] = field(default_factory=list)
    good: set[tuple[str, int]] = field(default_factory=set)
    phases: set[str] = field(default_factory=set)
    statuses: Counter[int] = field(default_factory=Counter)
    seconds: float = 0.0

    def add(self, phase: str, recorder: ScenarioRecorder) -> None:
        self.phases.add(phase)
        self.found += _failures(recorder)
        for case_id, interaction in recorder.interactions.items():
            if interaction.response is not None:
                status = interaction.response.status_code
                self.statuses[status] += 1
                if status < 400:
                    self.good.add((recorder.cases[case_id].value.operation.label, status))


def label(route: Route) -> str:
    return f"{route.method} {route.path}"


def _failures(recorder: ScenarioRecorder) -> Iterator[str]:
    for case_id, checks in recorder.checks.items():
        failed = [check for check in checks if check.failure_info]
        if failed:  # what shows a call is slow
            call = recorder.cases[case_id].value.as_curl_command()
            for check in failed:
                if check.failure_info and not (check.name == "negative_data_rejection" and _names_another(call)):
                    yield f"{call}: {check.name}: {check.failure_info.failure.message}"


def _names_another(call: str) -> bool:
    return any(mark in call for mark in OTHERS)


def tokens_for(tokens: Tokens) -> Mapping[str, str]:
    """For each operation the token of a kind that may call it which can do the most."""
    made = {}
    for route in ROUTES:
        kinds = [token for token in tokens if token.actor.kind in route.token_kinds and token.expires is None]
        made[label(route)] = max(kinds, key=lambda token: len(token.actor.scopes)).value
    return made


def attack(
    document: dict[str, Any],
    planted: Planted,
    known: Mapping[str, list[str]],
    wanted: dict[str, dict[str, Any]],
    routes: Iterable[Route] = ROUTES,
) -> Report:
    """Run these phases against these operations of a fresh world; the same calls each time."""
    for name, values in known.items():  # half of the ids in paths are those of real records
        drawn = strategies.sampled_from(values) | strategies.from_regex(r"\A[0-9a-f]{24}\Z")
        schemathesis.openapi.format(name, drawn)
    config = SchemathesisConfig.from_dict(
        {
            "seed": 1,
            "continue-on-failure": True,
            "checks": {"enabled": False, **{name: {"enabled": True} for name in CHECKS}},
            "generation": {"deterministic": True, "with-security-parameters": False, "database": "none"},
            "phases": wanted,
        }
    )
    worlds = Registry(Options(planted, plan=ENTERPRISE, rate_limit=False, quirks={"publish_limit": "off"}, clock=_NOON))
    tokens = tokens_for(worlds.default.tokens)
    schema = schemathesis.openapi.from_dict(document, config=config).include(name=[label(each) for each in routes])
    schema.app = create_app(worlds)

    @schema.auth(refresh_interval=None)
    class Bearer:
        """The token that the operation takes."""

        def get(self, _: Any, context: AuthContext) -> str:
            return tokens[context.operation.label]

        def set(self, case: Any, token: str, _: AuthContext) -> None:
            case.headers["Authorization"] = f"Bearer {token}"

    report, began = Report(), perf_counter()
    for event in from_schema(schema).execute():
        assert not isinstance(event, events.NonFatalError | events.FatalError), event
        if isinstance(event, events.ScenarioFinished):
            report.add(event.phase.name.lower(), event.recorder)
    report.seconds = perf_counter() - began
    return report
