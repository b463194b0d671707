"""Clocks: they never go back, and stand or run as they are told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockflow.core.wire import iso, millis
from mockflow.worlds import clock as module
from mockflow.worlds.clock import Clock

START = millis("2026-01-15T12:00:00Z")


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The time that the machine's clock shows, to be set by a test."""
    shown = [START]
    monkeypatch.setattr(module, "real_now", lambda: shown[0])
    return shown


@pytest.mark.parametrize(
    ("setting", "ahead"), [("real", 0), ("+5s", 5_000), ("+2m", 120_000), ("+1h", 3_600_000), ("+5d", 432_000_000)]
)
def test_a_running_clock_follows_the_real_one(real: list[int], setting: str, ahead: int) -> None:
    """A real clock, or one that is ahead, runs with the machine's."""
    clock = Clock(setting)
    assert (clock.now(), clock.frozen) == (START + ahead, False)
    real[0] += 1_500
    assert clock.now() == START + ahead + 1_500


def test_a_given_time_stands_still_until_it_is_advanced(real: list[int]) -> None:
    """A clock set to a time does not move with the machine's; advancing moves it by exactly so much."""
    clock = Clock("2026-02-01T00:00:00Z")
    real[0] += 5_000
    assert clock.to_dict() == {"now": "2026-02-01T00:00:00.000Z", "frozen": True}
    clock.advance(0.0001)
    assert clock.to_dict() == {"now": "2026-02-01T00:00:00.001Z", "frozen": True}
    clock.advance(60)
    assert clock.now() == millis("2026-02-01T00:01:00.001Z")


def test_a_clock_let_go_runs_on_from_where_it_stood(real: list[int]) -> None:
    """Thawed, it goes on from its own time and not from the machine's."""
    clock = Clock("2030-01-01T00:00:00Z")
    clock.set(frozen=False)
    real[0] += 2_000
    assert iso(clock.now()) == "2030-01-01T00:00:02.000Z"
    clock.set(frozen=True)
    real[0] += 2_000
    assert iso(clock.now()) == "2030-01-01T00:00:02.000Z"


def test_a_running_clock_loses_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the machine's clock moves on while it is set, others may have seen that: it does not go back."""
    shown = iter([START, START + 10])
    monkeypatch.setattr(module, "real_now", lambda: next(shown, START + 10))
    clock = Clock("real")
    clock.reach(START - 5_000)
    assert clock.now() == START + 10
    clock.reach(START + 60_000)
    assert clock.now() == START + 60_000


@pytest.mark.parametrize("setting", ["", "now", "+5", "+5w", "-5d", "5d", "+1234567d", "2026-13-01"])
def test_another_setting_is_refused(setting: str) -> None:
    """A setting that is none is a ValueError that says what it may be."""
    with pytest.raises(ValueError, match="expected real, a time such as 2026-01-15T12:00:00Z, or \\+5d, found"):
        Clock(setting)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.one_of(st.integers(-10_000, 10_000), st.booleans(), st.floats(-5, 5)), max_size=20))
def test_a_clock_never_goes_back(acts: list[int | bool | float]) -> None:
    """Whatever is asked of it, its time only grows; what would take it back is refused and changes nothing."""
    clock = Clock("2026-01-15T12:00:00Z")
    for act in acts:
        before = clock.now()
        try:
            if isinstance(act, bool):
                clock.set(frozen=True)
            elif isinstance(act, int):
                clock.set(before + act)
            else:
                clock.advance(act)
        except ValueError:
            assert act < 0 or act == 0
            assert clock.now() == before
        assert clock.now() >= before


@pytest.mark.parametrize("seconds", [0, -1, float("nan"), float("-inf"), float("inf")])
def test_an_advance_is_a_positive_number_of_seconds(seconds: float) -> None:
    """No other number moves the clock, and none moves it past its end."""
    clock = Clock("2026-01-15T12:00:00Z")
    with pytest.raises(ValueError, match="expected"):
        clock.advance(seconds)
    assert clock.now() == START
