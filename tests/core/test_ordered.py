"""The persistent sequence against a sorted list."""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from mockflow.core.index import Index
from mockflow.core.ordered import Merged, Ordered


@dataclass(frozen=True)
class Row:
    order: int
    text: str = ""


ACTIONS = st.lists(st.tuples(st.booleans(), st.integers(0, 400), st.text(max_size=2)), max_size=300)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.sets(st.integers(0, 400)), ACTIONS)
def test_it_is_a_sorted_list(first: set[int], actions: list[tuple[bool, int, str]]) -> None:
    """put, remove, get, page and length agree with a plain dictionary, and old versions stay as they were."""
    ordered, model = Ordered(Row(at) for at in first), {at: Row(at) for at in first}
    versions = []
    for put, at, text in actions:
        versions.append((ordered, list(model.values())))
        if put:
            ordered, model = ordered.put(Row(at, text)), {**model, at: Row(at, text)}
        elif at in model:
            ordered, model = ordered.remove(at), {key: row for key, row in model.items() if key != at}
    for version, rows in [*versions[::20], (ordered, list(model.values()))]:
        expected = sorted(rows, key=lambda row: row.order)
        assert list(version) == expected
        assert len(version) == len(expected)
        assert list(version.page(3, 70)) == expected[3:73]
        assert list(version.page(len(expected), 5)) == []
    for at, row in model.items():
        assert ordered.get(at) == row
    for missing in ({*range(401)} - model.keys()) if len(model) < 400 else ():
        for act in (ordered.get, ordered.remove):
            try:
                act(missing)
            except KeyError:
                continue
            raise AssertionError(missing)


def test_what_is_derived_is_made_once() -> None:
    """A derived value is kept with its version."""
    ordered = Ordered([Row(1), Row(2)])
    assert ordered.derived("x", list) is ordered.derived("x", list)
    assert ordered.put(Row(3)).derived("x", len) == 3


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.dictionaries(st.integers(0, 50), st.integers()), ACTIONS)
def test_an_index_is_a_dictionary(first: dict[int, int], actions: list[tuple[bool, int, str]]) -> None:
    """insert, remove, get and iteration agree with a plain dictionary, settled or not."""
    index: Index[int, object] = Index()
    for key, value in first.items():
        index = index.insert(key, value)
    index, model = index.settled(), dict[int, object](first)
    for insert, key, text in actions:
        if insert:
            index, model = index.insert(key, text), {**model, key: text}
        elif key in model:
            index, model = index.remove(key), {each: value for each, value in model.items() if each != key}
        else:
            try:
                index.remove(key)
            except KeyError:
                continue
            raise AssertionError(key)
    for version in (index, index.settled()):
        assert {key: version[key] for key in version} == model
        assert version.get(-1, "none") == "none"


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.dictionaries(st.integers(0, 400), st.integers(0, 3)), st.integers(0, 420), st.integers(0, 120))
def test_several_read_as_one(part_of: dict[int, int], offset: int, limit: int) -> None:
    """A page of several sequences is that of the sorted list of all."""
    parts = [Ordered(Row(at) for at, part in part_of.items() if part == number) for number in range(4)]
    merged, expected = Merged(parts), [Row(at) for at in sorted(part_of)]
    assert list(merged) == expected
    assert len(merged) == len(expected)
    assert list(merged.page(offset, limit)) == expected[offset : offset + limit]
