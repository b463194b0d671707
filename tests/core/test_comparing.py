"""Comparing JSON values, and carrying a difference over."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockflow.core.comparing import carried, differences, is_same, path_text
from tests.applying import laid_over, plain

SCALARS = st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["", "a", "b"])
OBJECTS = st.dictionaries(st.sampled_from(["x", "y", "First name"]), SCALARS, max_size=3)
VALUES = st.dictionaries(
    st.sampled_from(["p", "q", "r"]),
    SCALARS | OBJECTS | st.lists(SCALARS, max_size=3) | st.lists(OBJECTS, max_size=4),
    max_size=3,
)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": True}, [("a", 1, True)]),
        ({"a": None}, {}, []),
        ({"a": {"b": 1}}, {"a": {"b": 2, "c": 3}}, [("a.b", 1, 2), ("a.c", None, 3)]),
        ({"a": {"First name": 1}}, {"a": {}}, [('a["First name"]', 1, None)]),
        ({"a": [1, 2]}, {"a": [2]}, [("a", [1, 2], [2])]),
        ({"a": [{"t": 1}, {"t": 2}]}, {"a": [{"t": 1}, {"t": 3}]}, [("a[1].t", 2, 3)]),
        ({"a": [{"t": 1}, {"t": 2}]}, {"a": [{"t": 0}, {"t": 1}, {"t": 2}]}, [("a[0]", None, {"t": 0})]),
        ({"a": [{"t": 1}, {"t": 2}]}, {"a": [{"t": 2}]}, [("a[0]", {"t": 1}, None)]),
        ({"a": [{"t": 1}, {"t": 1}]}, {"a": [{"t": 1}]}, [("a[1]", {"t": 1}, None)]),
        ({"a": [{"t": 1}]}, {"a": []}, [("a", [{"t": 1}], [])]),
    ],
)
def test_what_differs_is_told_by_its_path(before: Any, after: Any, found: list[Any]) -> None:
    """Objects are compared by key, lists of objects by entry, other lists as a whole; null is nothing."""
    told = [(path_text(path), old, new) for path, old, new in differences(before, after)]
    assert told == found
    back = [(path_text(path), new, old) for path, old, new in differences(after, before)]
    assert sorted(map(repr, back)) == sorted(map(repr, found))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(VALUES, VALUES)
def test_a_difference_carried_over_to_where_it_began_makes_where_it_led(before: Any, after: Any) -> None:
    """Onto the earlier value it makes the later one, and it leaves alone what it does not touch."""
    made = carried(before, before, after)
    assert list(differences(made, after)) == []
    assert carried({"z": 1, **before}, before, after)["z"] == 1
    assert is_same(carried(after, before, before), after)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(VALUES, VALUES)
def test_what_differs_makes_one_of_the_other(before: Any, after: Any) -> None:
    """Done to the earlier value, all that differs makes the later one, with nothing left out or told twice."""
    told = [(path_text(path), old, new) for path, old, new in differences(before, after)]
    assert plain(laid_over(plain(before), told)) == plain(after)
    assert all(not is_same(old, new) for _, old, new in told)


def test_another_difference_stays_beside_it() -> None:
    """Two differences of one value come together: each field, and each entry of lists of one length."""
    base = {"a": 1, "b": 1, "nodes": [{"t": 1}, {"t": 1}], "tags": [1], "gone": 1}
    others = {"a": 2, "b": 1, "nodes": [{"t": 2}, {"t": 1}], "tags": [1], "gone": 1}
    mine = {"a": 2, "b": 3, "nodes": [{"t": 2}, {"t": 3}], "tags": [3]}
    assert carried(base, others, mine) == {"a": 1, "b": 3, "nodes": [{"t": 1}, {"t": 3}], "tags": [3]}
