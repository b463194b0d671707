"""The fixture ``mockflow``: a fresh world for each test. No more of mockflow is imported until a test asks for it."""

import os
from collections.abc import Generator, Iterator
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from mockflow.double import Mockflow
    from mockflow.pytest_coverage import Tally

_SETTINGS: dict[str, tuple[str, str]] = {
    "seed": ("string", "a seed's name, a file or a document"),
    "plan": ("string", "the plan that sets the rate limit"),
    "rate_limit": ("bool", "whether the rate limit is enforced"),
    "clock": ("string", "real, a time to stand still at, or +5d"),
    "quirks": ("linelist", "NAME=VALUE lines; a mapping in the marker"),
    "virtual_time": ("bool", "whether sleeps within the test advance the world's clock instead of waiting"),
    "unknown_routes": ("string", "fail or allow calls of paths that Webflow does not have"),
    "unused_faults": ("string", "ignore faults of a test that never fired, or take each for an error"),
}
_JUDGING = {"unknown_routes": ("fail", "allow"), "unused_faults": ("ignore", "error")}
"""What fails a test by itself, each with its words; the first is the default."""

_OF_TEST = {"virtual_time", *_JUDGING}
_MOST_SHOWN = 50
_KEPT_FOR = 3_600
"""Seconds that a running double keeps the world of a test that calls it no more: a killed run leaves nothing."""

_world = pytest.StashKey["Mockflow"]()
_settings = pytest.StashKey[dict[str, Any]]()
_tally: "pytest.StashKey[Tally]" = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("mockflow")
    group.addoption(
        "--mockflow-url",
        metavar="URL",
        help="a double that runs already: each test gets a world of its own there (or MOCKFLOW_URL; its admin token: "
        "MOCKFLOW_ADMIN_TOKEN).",
    )
    group.addoption(
        "--mockflow-coverage", action="store_true", help="print which operations the tests called, and which never."
    )
    group.addoption("--mockflow-coverage-json", metavar="FILE", help="write the same to a file.")
    group.addoption(
        "--mockflow-evidence",
        action="store_true",
        help="print which inferred and invented rules of the double the tests rest on.",
    )
    for name, (kind, help_text) in _SETTINGS.items():
        parser.addini(f"mockflow_{name}", f"mockflow: {help_text}.", type=kind, default=None)  # type: ignore[arg-type]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", f"mockflow({', '.join(f'{name}=' for name in _SETTINGS)}): how the fixture mockflow makes its world."
    )
    if any(map(config.getoption, ("mockflow_coverage", "mockflow_coverage_json", "mockflow_evidence"))):
        from mockflow.pytest_coverage import Tally  # noqa: PLC0415 - a run that does not ask for it does not pay for it

        config.stash[_tally] = Tally()


@pytest.fixture
def mockflow_seed() -> Any:
    """Override to choose the seed of a module or package; None for the ini option's or the default."""
    return None


@pytest.fixture
def mockflow_options() -> dict[str, Any]:
    """Override to choose options of a module or package, by the marker's names."""
    return {}


@pytest.fixture(scope="session")
def mockflow_server(pytestconfig: pytest.Config) -> "Iterator[Mockflow]":
    """A live server for the whole session: the running double of ``--mockflow-url``, or one for each xdist worker."""
    from mockflow.double import Mockflow  # noqa: PLC0415 - a run without the fixture does not pay for it
    from mockflow.errors import MockflowError  # noqa: PLC0415

    url = _url_of(pytestconfig)
    try:
        if url:
            server = Mockflow.connect(url, admin_token=os.environ.get("MOCKFLOW_ADMIN_TOKEN") or None)
        else:
            server = Mockflow(**_of_world(_from_ini(pytestconfig)))
    except (MockflowError, ValueError) as error:
        pytest.fail(f"mockflow: {error}", pytrace=False)
    with server:
        _watch(pytestconfig, server)
        _ = server.url  # its reading starts one in process
        yield server


def _url_of(config: pytest.Config) -> str:
    """Where the running double is; empty for none."""
    return config.getoption("mockflow_url") or os.environ.get("MOCKFLOW_URL", "")


def _watch(config: pytest.Config, mock: "Mockflow") -> None:
    """Count what is called in the worlds of this handle, if the run asks for it."""
    if _tally in config.stash:
        mock.before_forgetting = config.stash[_tally].look


@pytest.fixture
def mockflow(
    request: pytest.FixtureRequest,
    mockflow_seed: Any,
    mockflow_options: dict[str, Any],
) -> "Iterator[Mockflow]":
    """A world of its own: in process until its ``url`` is read, or on the running double of ``--mockflow-url``."""
    seed = {} if mockflow_seed is None else {"seed": mockflow_seed}
    chosen = {**_from_ini(request.config), **_checked(mockflow_options), **seed, **_from_markers(request.node)}
    for name, words in _JUDGING.items():
        if chosen.setdefault(name, words[0]) not in words:
            raise pytest.UsageError(f"mockflow: expected {name} to be {' or '.join(words)}, found {chosen[name]}")
    with _make_world(request, _of_world(chosen)) as mock:
        _watch(request.config, mock)
        request.node.stash[_world] = mock
        request.node.stash[_settings] = chosen
        with mock.virtual_time() if chosen.get("virtual_time") else nullcontext():
            yield mock


def _make_world(request: pytest.FixtureRequest, options: dict[str, Any]) -> "Mockflow":
    from mockflow.double import Mockflow  # noqa: PLC0415 - a run without the fixture does not pay for it

    if not _url_of(request.config):
        return Mockflow(**options)
    from secrets import token_hex  # noqa: PLC0415 - random for each process, whatever a test seeds

    server: Mockflow = request.getfixturevalue("mockflow_server")
    return server.new_world(**options, id=f"pytest-{token_hex(8)}", ttl=_KEPT_FOR)


def _of_world(chosen: dict[str, Any]) -> dict[str, Any]:
    """Those of the settings that a world is made with; the others are about the test."""
    return {name: value for name, value in chosen.items() if name not in _OF_TEST}


def _from_ini(config: pytest.Config) -> dict[str, Any]:
    found = {name: config.getini(f"mockflow_{name}") for name in _SETTINGS}
    given = {name: value for name, value in found.items() if value not in (None, "", [])}
    if "quirks" in given:
        given["quirks"] = dict(map(_quirk, given["quirks"]))
    return given


def _quirk(line: str) -> tuple[str, str]:
    name, equals, value = map(str.strip, line.partition("="))
    if not equals:
        raise pytest.UsageError(f"mockflow: expected NAME=VALUE in mockflow_quirks, found {line}")
    return name, value


def _from_markers(node: pytest.Item) -> dict[str, Any]:
    chosen: dict[str, Any] = {}
    for marker in reversed(list(node.iter_markers("mockflow"))):
        if marker.args:
            raise pytest.UsageError(f"mockflow: expected keywords in the marker, found {marker.args[0]!r}")
        chosen.update(_checked(dict(marker.kwargs)))
    return chosen


def _checked(options: dict[str, Any]) -> dict[str, Any]:
    for name in options:
        if name not in _SETTINGS:
            raise pytest.UsageError(f"mockflow: expected one of the options {', '.join(_SETTINGS)}, found {name}")
    return options


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """After a test that passed, fail it for what it may have overlooked."""
    result = yield
    mock = item.stash.get(_world, None)
    if mock is not None:
        _judge(item, mock)
    return result


def _judge(item: pytest.Item, mock: "Mockflow") -> None:
    failures = mock.failures()
    if failures:
        pytest.fail(f"mockflow itself failed, and answered 500: {failures[0]!r}. This is a bug of mockflow.")
    if item.stash[_settings]["unknown_routes"] == "fail" and mock.had_unmatched():
        strays = [each for each in mock.unmatched() if each.call.actor or each.call.decision.step != "auth"]
        if strays:
            pytest.fail(
                f"This test called what Webflow does not have. {strays[0]}. "
                'If that is meant: @pytest.mark.mockflow(unknown_routes="allow").'
            )
    if item.stash[_settings]["unused_faults"] == "error" and (unused := mock.unused_faults()):
        pytest.fail(
            f"This test armed a fault that never fired: {unused[0]}. "
            'If that is meant: @pytest.mark.mockflow(unused_faults="ignore").'
        )
    if mock.met_rate_limit() and not mock.time_was_virtual:
        item.warn(
            pytest.PytestWarning(
                "mockflow: a call met the plan's rate limit (429). "
                "@pytest.mark.mockflow(rate_limit=False) turns it off; with virtual_time=True, or within "
                "mockflow.virtual_time(), a client that waits and tries again passes the minute at once."
            )
        )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show the calls of a failing test in its report."""
    report = yield
    mock = item.stash.get(_world, None)
    if mock is not None and report.when == "call" and report.failed:
        report.sections.append(("mockflow calls", "\n".join(_calls_of(mock)) or "none"))
    return report


def _calls_of(mock: "Mockflow") -> Iterator[str]:
    from mockflow.errors import MockflowError  # noqa: PLC0415 - there, since the double is

    try:
        calls = mock.requests()
    except MockflowError as error:  # the double may have ended in the middle of the test
        yield f"not known: {error}"
        return
    if len(calls) > _MOST_SHOWN:
        yield f"({len(calls) - _MOST_SHOWN} earlier calls)"
    yield from map(str, calls[-_MOST_SHOWN:])


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand on what was called: a worker of xdist to the process that started it, and that process to a file."""
    config = session.config
    if _tally not in config.stash:
        return
    output, file = getattr(config, "workeroutput", None), config.getoption("mockflow_coverage_json")
    if output is not None:
        output["mockflow_coverage"] = config.stash[_tally].to_dict()
    elif file:
        config.stash[_tally].write(config.invocation_params.dir / file)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what a worker of xdist counted; one that crashed has told nothing."""
    said = getattr(node, "workeroutput", {}).get("mockflow_coverage")
    if said is not None:
        node.config.stash[_tally].add(said)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Print what was called, and what that rests on."""
    if config.getoption("mockflow_coverage"):
        terminalreporter.write_sep("-", "mockflow coverage")
        for line in config.stash[_tally].lines():
            terminalreporter.write_line(line)
    if config.getoption("mockflow_evidence"):
        from mockflow.pytest_evidence import evidence  # noqa: PLC0415 - a run that does not ask for it does not pay for it

        terminalreporter.write_sep("-", "mockflow evidence")
        for line in evidence(config.stash[_tally].to_dict()["coverage"]):
            terminalreporter.write_line(line)
