"""Times and numbers on the wire."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockflow.core.wire import dumps, iso, js_number, loads, millis


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.integers(-62_135_596_800_000, 253_402_300_799_999))
def test_a_time_reads_back(at: int) -> None:
    """Every millisecond from year 1 to 9999 is written and read as the same."""
    assert millis(str(iso(at))) == at


@pytest.mark.parametrize("text", ["", "x", "2026-13-01", "0001-01-01T00:00:00+10:00", "9999-12-31T23:59:59-10:00"])
def test_what_is_no_time_is_refused(text: str) -> None:
    """Text that names no time of the years 1 to 9999 is a ValueError."""
    with pytest.raises(ValueError, match=r"."):
        millis(text)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.one_of(st.floats(allow_nan=False, allow_infinity=False), st.integers(-(2**63), 2**64 - 1)))
def test_a_number_keeps_its_value(number: float) -> None:
    """What is written reads back as the double that was meant."""
    assert float(loads(dumps(js_number(number)))) == float(number)
