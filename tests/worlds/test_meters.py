"""Rate meters against their rule, said once more in the plainest way."""

from hypothesis import given, settings
from hypothesis import strategies as st

from mockflow.worlds.meters import Meters

STEPS = st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 40_000)), max_size=60)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.integers(1, 5), STEPS)
def test_a_window_is_fixed_and_closed_open(limit: int, steps: list[tuple[str, int]]) -> None:
    """It opens with a token's first counted call, holds so many, and at 60 s a new one begins; 429s do not count."""
    meters, now = Meters(), 0
    windows: dict[str, list[int]] = {}
    for token, wait in steps:
        now += wait
        counted = windows.get(token, [])
        if not counted or now >= counted[0] + 60_000:
            counted = windows[token] = []
        reading = meters.count(token, limit, now)
        assert reading.allowed == (len(counted) < limit)
        if reading.allowed:
            counted.append(now)
        left = counted[0] + 60_000 - now
        assert (reading.limit, reading.remaining) == (limit, limit - len(counted))
        assert reading.retry_after == -(-left // 1000)
        assert 1 <= reading.retry_after <= 60


def test_a_call_that_is_given_back_was_never_counted() -> None:
    """What another limit refused leaves the window as it was."""
    meters = Meters()
    first = meters.count("a", 2, 0)
    meters.count("a", 2, 1)
    meters.give_back("a")
    assert meters.count("a", 2, 2) == (True, 2, 0, 60)
    assert first.remaining == 1
    assert not meters.count("a", 2, 3).allowed


def test_a_site_waits_a_minute_between_publishes() -> None:
    """The minute of a site runs from its last accepted publish, and sites do not wait for one another."""
    meters = Meters()
    assert meters.publish_wait("a", 0) is None
    meters.note_publish("a", 0)
    assert [meters.publish_wait("a", now) for now in (0, 1, 59_000, 59_999, 60_000)] == [60, 60, 1, 1, None]
    assert meters.publish_wait("b", 1) is None
