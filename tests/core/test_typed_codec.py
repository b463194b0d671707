"""Records by their type hints: what is written is read back, and nothing else is taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockflow.core.misfit import Misfit
from mockflow.core.typed_codec import WHOLE, Codecs, Fact


class Inner(NamedTuple):
    """A record within another."""

    some_text: str
    pair: tuple[str, int]


@dataclass(frozen=True)
class Outer:
    """A record with an attribute of every kind."""

    text: str
    number: int
    share: float
    flag: bool
    data: bytes
    many: tuple[Inner, ...]
    maybe: Inner | None
    scalar: str | int | bool | None
    texts: Mapping[str, str]
    anything: Any
    made: str = field(init=False, default="made")


TEXT = st.text(st.characters(codec="utf-8"))
WHOLE_NUMBERS = st.integers(-(2**53), 2**53)
INNER = st.builds(Inner, TEXT, st.tuples(TEXT, WHOLE_NUMBERS))
JSON = st.recursive(
    st.none() | st.booleans() | WHOLE_NUMBERS | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=10,
)
OUTER = st.builds(
    Outer,
    text=TEXT,
    number=WHOLE_NUMBERS,
    share=st.floats(allow_nan=False, allow_infinity=False) | WHOLE_NUMBERS,
    flag=st.booleans(),
    data=st.binary(),
    many=st.lists(INNER, max_size=3).map(tuple),
    maybe=st.none() | INNER,
    scalar=st.none() | TEXT | WHOLE_NUMBERS | st.booleans(),
    texts=st.dictionaries(TEXT, TEXT, max_size=3),
    anything=JSON,
)
CODEC = Codecs().of(Outer)
GOOD = CODEC.written(Outer("t", 1, 0.5, True, b"\xff", (Inner("a", ("b", 2)),), None, 3, {"k": "v"}, [1, {"x": None}]))  # noqa: FBT003 - one of ten values


@given(OUTER)
def test_what_is_written_is_read_back(record: Outer) -> None:
    """Records of every kind of attribute come through JSON as they were, types included."""
    found = CODEC.read(orjson.loads(orjson.dumps(CODEC.written(record))))
    assert repr(found) == repr(record)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"text": 5}, "text: expected text, found 5"),
        ({"number": True}, "number: expected a whole number, found true"),
        ({"number": 1.0}, "number: expected a whole number, found 1.0"),
        ({"number": 2**53 + 1}, "number: expected a whole number, found 9007199254740993"),
        ({"share": "1"}, 'share: expected a number, found "1"'),
        ({"share": float("nan")}, "share: expected a number, found NaN"),
        ({"flag": 1}, "flag: expected true or false, found 1"),
        ({"data": "a"}, 'data: expected base64, found "a"'),
        ({"data": "é==="}, 'data: expected base64, found "é==="'),
        ({"data": 5}, "data: expected base64, found 5"),
        ({"many": {}}, "many: expected a list, found an object"),
        ({"many": [{"someText": "a", "pair": ["b", "c"]}]}, 'many[0].pair[1]: expected a whole number, found "c"'),
        ({"many": [{"someText": "a", "pair": ["b"]}]}, "many[0].pair: expected a list of 2, found a list of 1"),
        ({"maybe": {"someText": "a"}}, "maybe.pair: expected a value, found nothing"),
        ({"maybe": 1}, "maybe: expected an object, found 1"),
        ({"scalar": []}, "scalar: expected text or a whole number or true or false or null, found a list of 0"),
        ({"texts": {"k": None}}, "texts.k: expected text, found null"),
        ({"texts": {"a\nb": None}}, 'texts["a\\nb"]: expected text, found null'),
        ({"texts": []}, "texts: expected an object, found a list of 0"),
        ({"made": "x"}, "document: expected one of the keys text, number, share, flag, data, many, maybe, scalar, "),
    ],
)
def test_what_does_not_fit_is_told_in_one_line(changes: dict[str, Any], said: str) -> None:
    """Where it stands, what was expected and what was found."""
    with pytest.raises(Misfit) as caught:
        CODEC.read({**GOOD, **changes})
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


def test_a_value_of_any_kind_is_nested_so_far() -> None:
    """Deeper ones could not be written again within a document."""
    deep: Any = 1
    for _ in range(200):
        deep = [deep]
    with pytest.raises(Misfit, match=r"anything: expected a value that is nested up to 100 deep, found a list of 1"):
        CODEC.read({**GOOD, "anything": deep})


def test_facts_hold_beyond_types() -> None:
    """Of an attribute, and of a record as a whole."""
    short = Fact("short text", lambda text: len(text) < 3)
    equal = Fact("a text as long as its number", lambda inner: len(inner.some_text) == inner.pair[1])
    codec = Codecs({Inner: {"some_text": short, WHOLE: equal}}).of(Inner)
    assert codec.read({"someText": "ab", "pair": ["", 2]}) == Inner("ab", ("", 2))
    with pytest.raises(Misfit, match=r'^someText: expected short text, found "abc"$'):
        codec.read({"someText": "abc", "pair": ["", 3]})
    with pytest.raises(Misfit, match=r"^document: expected a text as long as its number, found an object$"):
        codec.read({"someText": "ab", "pair": ["", 3]})


def test_a_class_has_the_last_word() -> None:
    """What its own constructor refuses does not fit either."""

    @dataclass
    class Picky:
        number: int

        def __post_init__(self) -> None:
            if self.number:
                raise OverflowError

    codec = Codecs().of(Picky)
    assert codec.read({"number": 0}) == Picky(0)
    with pytest.raises(Misfit, match=r"^document: expected what a Picky can be, found an object$"):
        codec.read({"number": 1})


@pytest.mark.parametrize("hint", [set, dict[int, str], tuple[Inner, ...] | Inner, object])
def test_other_hints_are_none(hint: Any) -> None:
    """A class with such an attribute cannot be told, and that is found out when its codec is made."""
    with pytest.raises(TypeError):
        Codecs().of(hint)
