"""Ids: their form, their order and their spread."""

from hypothesis import given, settings
from hypothesis import strategies as st

from mockflow.core.ids import derived_id, is_object_id, new_id


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.integers(-62_135_596_800_000, 253_402_300_799_999), st.integers(0, 2**30))
def test_an_id_has_24_hex_digits_at_any_time(now: int, counter: int) -> None:
    """From year 1 to 9999, before 1970 and beyond 2106 too, an id has the form of an id."""
    assert is_object_id(new_id(now, "ab" * 5, counter))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.integers(0, 4_102_444_800_000), min_size=2, max_size=20))
def test_ids_sort_by_their_seconds(times: list[int]) -> None:
    """Later ids are higher, for any time between 1970 and 2100."""
    seconds = sorted({time // 1000 for time in times})
    made = [new_id(second * 1000, "ab" * 5, 1) for second in seconds]
    assert made == sorted(made)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.sets(st.text(), max_size=30), st.sampled_from([10, 24, 32]))
def test_a_derived_id_is_its_paths_own(paths: set[str], digits: int) -> None:
    """A path has one id of so many digits, and no other path has it."""
    made = {derived_id(path, digits) for path in paths}
    assert len(made) == len(paths)
    assert {len(each) for each in made} <= {digits}
    assert made == {derived_id(path, digits) for path in paths}


def test_what_is_no_id_is_told_apart() -> None:
    """24 hex digits in either case are an id; anything else is none."""
    assert all(map(is_object_id, ("0" * 24, "aF" * 12)))
    assert not any(map(is_object_id, ("", "0" * 23, "0" * 25, "g" * 24, "٣" * 24, "0" * 24 + "\n", " " + "0" * 23)))
