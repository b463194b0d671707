"""Values on the wire: JSON as a JavaScript server writes it, and times."""

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import orjson

TIME_OF_DAY = slice(11, 23)
"""The part of a time, as ``iso`` writes it, that is the time of day."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_FIRST = (datetime.min.replace(tzinfo=UTC) - _EPOCH) // _MILLISECOND
_LAST = (datetime.max.replace(tzinfo=UTC) - _EPOCH) // _MILLISECOND
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_SAFE_INTEGER = 2**53
_JS_EXPONENT_FROM = 1e21
_SHORT_DECIMAL_FROM = 1e-4
_JS_EXPONENT_BELOW = 1e-6
_INDEX = re.compile(r"0|[1-9][0-9]{0,9}")
_LAST_INDEX = 2**32 - 2


def dumps(value: Any) -> bytes:
    """Compact JSON."""
    return orjson.dumps(value)


def loads(data: bytes | str) -> Any:
    """Parse JSON; ValueError for anything else, NaN and lone surrogates among it."""
    return orjson.loads(data)


def nests_deeper(value: Any, most: int) -> bool:
    """Whether this JSON value has lists and objects within one another more than so many times."""
    level = [value] if isinstance(value, dict | list) else []
    for _ in range(most):
        within = (below for each in level for below in (each.values() if isinstance(each, dict) else each))
        level = [below for below in within if isinstance(below, dict | list)]
    return bool(level)


def is_unicode(text: str) -> bool:
    """Whether JSON can carry this text: half a surrogate pair it cannot."""
    return _HALF_PAIR.search(text) is None


def json_or_text(data: bytes) -> Any:
    """The JSON value of these bytes, if it can be written within other JSON; else their text; None for no bytes."""
    if not data:
        return None
    try:
        value = loads(data)
        dumps([[[[value]]]])  # as deep as it will stand in a list of records
    except (ValueError, TypeError):  # no JSON, or nested more deeply than can be written
        return data.decode("utf-8", "replace")
    return value


def js_number(value: float) -> Any:
    """This number as JavaScript keeps and writes it: an IEEE double, ``10.0`` as 10, ``1e-5`` as 0.00001."""
    if isinstance(value, int) and abs(value) <= _SAFE_INTEGER:
        return value
    value = float(value)
    size = abs(value)
    if size < _SAFE_INTEGER and value == int(value):
        return int(value)
    if size >= _JS_EXPONENT_FROM:
        return orjson.Fragment(repr(value))
    if _SAFE_INTEGER <= size < _JS_EXPONENT_FROM or _JS_EXPONENT_BELOW <= size < _SHORT_DECIMAL_FROM:
        digits = format(Decimal(repr(value)), "f")
        return orjson.Fragment(digits.removesuffix(".0"))
    return value


def js_numbers(value: Any, most: int = 100) -> Any:
    """This JSON value with each of its numbers as JavaScript writes it; ValueError where it is nested more deeply."""
    if isinstance(value, dict | list) and not most:
        raise ValueError("nested more deeply than can be kept")
    if isinstance(value, dict):
        return {key: js_numbers(each, most - 1) for key, each in value.items()}
    if isinstance(value, list):
        return [js_numbers(each, most - 1) for each in value]
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return js_number(value) if is_number else value


def js_dumps(value: Any) -> bytes:
    """This JSON value as ``JSON.stringify`` writes it once it was parsed.

    Compact, with text as it is, numbers in JavaScript's form, and keys that are array indexes first, in their order.
    """
    return orjson.dumps(_js_ordered(js_numbers(value, most=200)))


def _js_ordered(value: Any) -> Any:
    if isinstance(value, dict):
        indexes = sorted((key for key in value if _is_index(key)), key=int)
        keys = [*indexes, *(key for key in value if not _is_index(key))] if indexes else value
        return {key: _js_ordered(value[key]) for key in keys}
    return [_js_ordered(each) for each in value] if isinstance(value, list) else value


def _is_index(key: str) -> bool:
    return _INDEX.fullmatch(key) is not None and int(key) <= _LAST_INDEX


def iso(millis: int | None) -> str | None:
    """``2026-01-15T12:00:00.000Z`` for milliseconds since 1970, None for None."""
    if millis is None:
        return None
    moment = _EPOCH + millis * _MILLISECOND
    return moment.isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def millis(text: str) -> int:
    """Milliseconds since 1970 for an ISO 8601 time, UTC where it names no zone; ValueError for anything else."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    since = (moment - _EPOCH) // _MILLISECOND
    if not _FIRST <= since <= _LAST:  # its zone puts it outside the years 1 to 9999
        raise ValueError(f"expected a time in the years 1 to 9999, found {text}")
    return since
