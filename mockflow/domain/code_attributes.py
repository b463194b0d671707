"""Attributes of a script's element, as calls and seeds may say them."""

import re
from collections.abc import Mapping
from typing import Any

from mockflow.core.schema import Anything, ShapeError, Unfit

MOST = 50
LONGEST = 2_000
_NAME = re.compile(r"""[^\s"'<>/=\x00-\x1f\x7f]{1,100}""")
_EXACT = 2**53

Scalar = str | int | float | bool


def _check_value(value: Any) -> None:
    if not isinstance(value, Scalar):
        raise Unfit(f"type:{AttributeValue.kind}")
    if isinstance(value, str) and len(value) > LONGEST:
        raise Unfit(f"format:text of up to {LONGEST} characters")


def is_value(value: Any) -> bool:
    """Whether an attribute can have this value."""
    try:
        _check_value(value)
    except Unfit:
        return False
    return True


class AttributeValue(Anything):
    """The value of an attribute."""

    kind = "string, number or boolean"

    def __init__(self) -> None:
        super().__init__(validate=_check_value, metadata={"type": ["string", "number", "boolean"]})


def check_attributes(attributes: Mapping[str, Scalar]) -> None:
    """Raise ShapeError for more of them than a script may have, or a name that no attribute can have."""
    if len(attributes) > MOST:
        raise ShapeError([("attributes", f"max:{MOST}")])
    if not all(map(_NAME.fullmatch, attributes)):
        raise ShapeError([("attributes", "format:names of HTML attributes of up to 100 characters")])


def kept(attributes: Mapping[str, Scalar]) -> dict[str, Scalar]:
    """These attributes with numbers as a double keeps them."""
    return {name: _kept(value) for name, value in attributes.items()}


def _kept(value: Scalar) -> Scalar:
    """A whole number that JavaScript has exactly as one, any other as a float."""
    if isinstance(value, str | bool):
        return value
    whole = isinstance(value, int) or value.is_integer()
    return int(value) if whole and abs(value) <= _EXACT else float(value)
