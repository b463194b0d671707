"""Names with brackets in a query."""

from typing import Any

import pytest

from mockflow.core.brackets import is_whole, nested


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([("a", "1"), ("a", "2")], {"a": "2"}),
        ([("f[x][eq]", "1"), ("f[y][ne]", "2")], {"f": {"x": {"eq": "1"}, "y": {"ne": "2"}}}),
        ([("f[x][in][1]", "b"), ("f[x][in][0]", "a")], {"f": {"x": {"in": ["a", "b"]}}}),
        ([("f[x][in][]", "a"), ("f[x][in][]", "b")], {"f": {"x": {"in": ["a", "b"]}}}),
        ([("f[x][in]", "a"), ("f[x][in]", "b")], {"f": {"x": {"in": ["a", "b"]}}}),
        ([("f[x][in][0]", "a")], {"f": {"x": {"in": ["a"]}}}),
        ([("f[x][in]", "a")], {"f": {"x": {"in": "a"}}}),
        ([("f", "text")], {"f": "text"}),
        ([("f", "text"), ("f[x]", "1")], {"f": ""}),
        ([("f[x]", "1"), ("f", "text")], {"f": ""}),
        ([("f[x]", "1"), ("f[x][eq]", "2")], {"f": {"x": ""}}),
        ([("f[x][eq]", "2"), ("f[x]", "1")], {"f": {"x": ""}}),
        ([("f[0]", "a"), ("f[x]", "b")], {"f": ""}),
        ([("g[x]", "1")], {"g[x]": "1"}),
        ([("f[x", "1"), ("f]x[", "2"), ("[f]", "3"), ("", "4")], {"f[x": "1", "f]x[": "2", "[f]": "3", "": "4"}),
        ([("f[x][99999999999]", "1")], {"f": {"x": {"99999999999": "1"}}}),
    ],
    ids=str,
)
def test_nested_names(pairs: list[tuple[str, str]], expected: dict[str, Any]) -> None:
    """Objects and lists are made of the names that may have them; what contradicts itself is no object."""
    assert nested(pairs, ("f",)) == expected


@pytest.mark.parametrize(
    ("key", "whole"),
    [
        ("f", True),
        ("f[x][in][0]", True),
        ("f[x][]", True),
        ("f[][x]", False),
        ("f[x", False),
        ("f[x]]", False),
        ("f[x]y", False),
        ("[f]", False),
        ("", False),
    ],
)
def test_whole_names(key: str, *, whole: bool) -> None:
    """Brackets come in pairs at the end of a name, and only the last may be empty."""
    assert is_whole(key) is whole
