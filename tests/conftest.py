"""What every test gets: its answers are checked against the contract. In CI, nothing may be skipped."""

import os
from collections.abc import Generator, Iterator
from contextvars import ContextVar
from typing import Any

import pytest

import mockflow.worlds.planting  # noqa: F401 - pytester forgets what a run within it imports; a second one differs
from mockflow.core.refusal import Refusal
from mockflow.delivery.plan import body_of
from mockflow.domain.events import Event
from mockflow.domain.triggers import TRIGGERS
from mockflow.ledger import Rule, load_rules
from mockflow.pipeline import handle
from mockflow.pipeline.exchange import Exchange, Request, Response
from mockflow.pipeline.oauth import Answer as OauthAnswer
from mockflow.pipeline.oauth import handle_oauth
from mockflow.pipeline.serialise import answer
from mockflow.worlds.registry import Registry
from tests.contract.checker import Checker, load_published, published_path
from tests.gates.completeness import unseen
from tests.seen import SEEN

pytest_plugins = ["pytester"]

_found: list[str] = []
_passed: set[str] = set()
_called: set[tuple[str, int]] = set()
_met: dict[str, set[tuple[str, int]]] = {}


@pytest.fixture(scope="session")
def published(pytestconfig: pytest.Config) -> dict[str, Any]:
    """Webflow's published document; the tests that need it are skipped without."""
    path = published_path()
    if path is None:
        pytest.skip("WEBFLOW_OPENAPI does not name Webflow's published OpenAPI document")
    return load_published(path, pytestconfig.cache.mkdir("published"))


@pytest.fixture(scope="session")
def checker(pytestconfig: pytest.Config) -> Checker:
    """The session's checker of answers."""
    path = published_path()
    return Checker(load_published(path, pytestconfig.cache.mkdir("published")) if path else None)


@pytest.fixture(scope="session", autouse=True)
def _check_every_answer(checker: Checker) -> Iterator[None]:
    """Stand between the web layer and the pipeline, and look at each answer on its way out, unless a fault broke it."""
    refused: ContextVar[Refusal | None] = ContextVar("refused")

    def answered(exchange: Exchange, refusal: Refusal | None) -> Response:
        refused.set(refusal)
        return answer(exchange, refusal)

    def checked(worlds: Registry, request: Request) -> Response:
        response = handle(worlds, request)
        if request.route is not None:
            _called.add((request.route.operation_id, response.status))
        if response.broken is None:
            _found.extend(checker.violations(request, response))
        SEEN.answer(request.route, response, refused.get())
        return response

    def told(event: Event) -> bytes:
        body = body_of(event)
        _found.extend(checker.untold(event.trigger_type, body))
        SEEN.trigger(event.trigger_type)
        return body

    def consented(worlds: Registry, request: Request, operation: str, stranger: str | None = None) -> OauthAnswer:
        given = handle_oauth(worlds, request, operation, stranger)
        SEEN.oauth(operation, given)
        return given

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mockflow.pipeline.answer", answered)
        patch.setattr("mockflow.web.oauth.views.handle_oauth", consented)
        patch.setattr("mockflow.web.api.handle", checked)
        patch.setattr("mockflow.delivery.record.body_of", told)
        yield


@pytest.fixture(autouse=True)
def _fail_for_violations(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail the test whose answers broke the contract, and note what it called."""
    _found.clear()
    _called.clear()
    by_chance = request.node.get_closest_marker("by_chance") or getattr(request.function, "is_hypothesis_test", False)
    SEEN.counts = not by_chance
    yield
    request.node.user_properties.append(("called", sorted(_called)))  # a worker of xdist hands it on
    if _found:
        pytest.fail("answers that are not as documented:\n" + "\n".join(dict.fromkeys(_found)))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note what passed, and what it called."""
    name = report.nodeid.partition("[")[0]
    if report.when == "call" and report.passed:
        _passed.add(name)
    elif report.when == "teardown":
        called: Any = dict(report.user_properties).get("called", ())
        _met.setdefault(name, set()).update((operation_id, status) for operation_id, status in called)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take what a worker of a parallel run has seen."""
    SEEN.take_over(node)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """After a run of everything, what should be proved must have been proved, not merely be provable."""
    if hasattr(session.config, "workerinput"):
        SEEN.hand_over(session.config)
    elif _is_of_everything(session.config) and session.exitstatus == 0:
        writer = session.config.get_terminal_writer()
        for problem in _unproved():
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
            writer.line(problem, red=True)


def _is_of_everything(config: pytest.Config) -> bool:
    option = config.option
    chosen = [option.keyword, option.markexpr, option.deselect, option.ignore, option.ignore_glob, option.collectonly]
    return config.args == config.getini("testpaths") and not any(chosen) and not option.lf


def _unproved() -> Iterator[str]:
    """Rules of the ledger, documented answers of operations, and events that no test has shown."""
    rules = load_rules()
    for what, ids in (
        ("whose test did not run", [rule.id for rule in rules if rule.test not in _passed]),
        ("whose operations its test does not call", [rule.id for rule in rules if not _shows(rule)]),
    ):
        if ids:
            yield f"rules {what}: {', '.join(ids)}"
    yield from (f"answers that no test has seen: {line}" for line in unseen(SEEN.answers))
    triggers = TRIGGERS.keys() - SEEN.triggers
    if triggers:
        yield f"events that no webhook was told of: {', '.join(sorted(triggers))}"
    methods = SEEN.listed - SEEN.methods
    if methods:
        yield f"methods of the official clients that no test called well: {', '.join(sorted(methods))}"


def _shows(rule: Rule) -> bool:
    """Whether the test of a rule met an operation that the row names, with one of its statuses, if it met any."""
    called = _met.get(rule.test)
    return not called or not rule.is_given or not rule.operations or any(rule.is_met(*each) for each in called)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where everything must run (CI sets MOCKFLOW_REQUIRE_ALL), a skipped test is a failed one."""
    report = yield
    if os.environ.get("MOCKFLOW_REQUIRE_ALL") == "1" and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped where everything must run: {item.nodeid}: {report.longrepr}"
    return report
