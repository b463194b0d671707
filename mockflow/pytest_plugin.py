"""The fixture ``mockflow``: a fresh world for each test. No more of mockflow is imported until a test asks for it."""

from collections.abc import Generator, Iterator
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from mockflow.double import Mockflow

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

_MOST_SHOWN = 50

_world = pytest.StashKey["Mockflow"]()
_settings = pytest.StashKey[dict[str, Any]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    for name, (kind, help_text) in _SETTINGS.items():
        parser.addini(f"mockflow_{name}", f"mockflow: {help_text}.", type=kind, default=None)  # type: ignore[arg-type]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", f"mockflow({', '.join(f'{name}=' for name in _SETTINGS)}): how the fixture mockflow makes its world."
    )


@pytest.fixture
def mockflow_seed() -> Any:
    """Override to choose the seed of a module or package; None for the ini option's or the default."""
    return None


@pytest.fixture
def mockflow_options() -> dict[str, Any]:
    """Override to choose options of a module or package, by the marker's names."""
    return {}


@pytest.fixture
def mockflow(
    request: pytest.FixtureRequest,
    mockflow_seed: Any,
    mockflow_options: dict[str, Any],
) -> "Iterator[Mockflow]":
    """A double with a world of its own: in process until its ``url`` is read."""
    from mockflow.double import Mockflow  # noqa: PLC0415 - a run without the fixture does not pay for it

    seed = {} if mockflow_seed is None else {"seed": mockflow_seed}
    chosen = {**_from_ini(request.config), **_checked(mockflow_options), **seed, **_from_markers(request.node)}
    in_virtual_time = chosen.pop("virtual_time", False)
    judging = {name: _chosen_word(chosen, name, words) for name, words in _JUDGING.items()}
    with Mockflow(**chosen) as mock:
        request.node.stash[_world] = mock
        request.node.stash[_settings] = {**chosen, **judging}
        with mock.virtual_time() if in_virtual_time else nullcontext():
            yield mock


def _chosen_word(chosen: dict[str, Any], name: str, words: tuple[str, ...]) -> Any:
    word = chosen.pop(name, words[0])
    if word not in words:
        raise pytest.UsageError(f"mockflow: expected {name} to be {' or '.join(words)}, found {word}")
    return word


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
        calls = mock.requests()
        lines = [str(call) for call in calls[-_MOST_SHOWN:]]
        if len(calls) > _MOST_SHOWN:
            lines.insert(0, f"({len(calls) - _MOST_SHOWN} earlier calls)")
        report.sections.append(("mockflow calls", "\n".join(lines) or "none"))
    return report
