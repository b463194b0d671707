"""Which views a report is made of: the conditions that a call sets, held against what is known of a view."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from mockflow.core.refusal import Refusal
from mockflow.core.schema import Shape
from mockflow.domain.sessions import Session
from mockflow.domain.traffic import TRAITS

from .places import Places
from .queries import OPERATORS, SHORT

_MANY = "audienceIds"
_COUNTRY_LETTERS = 2
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Filter = Mapping[str, Mapping[str, Any]]
"""By dimension, an operator with its value or values."""

Value = str | None
_SHOWN = 60


def filter_of(query: Mapping[str, Any], shape: type[Shape]) -> dict[str, dict[str, Any]]:
    """The filter that a call asks for in its two ways, as the answer tells it.

    Refuses a dimension that the report does not know, one that is filtered in both ways, and values that are none.
    """
    asked: dict[str, dict[str, Any]] = {}
    known = shape.keys()
    for dimension, operators in query["filter"].items():
        if dimension not in known:
            told = f"Validation Error: filter[{dimension[:_SHOWN]}] is none of the dimensions {', '.join(known)}"
            raise Refusal("analyze_unsupported_filter", told)
        asked[dimension] = _operators(dimension, operators)
    for dimension in SHORT:
        value = query.get(dimension)
        if value is None:
            continue
        if dimension in asked:
            told = f"Validation Error: {dimension} and filter[{dimension}] filter the same dimension"
            raise Refusal("analyze_filter_conflict", told)
        asked[dimension] = {"eq": _checked(dimension, dimension, value)}
    return asked


def _operators(dimension: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """What a dimension is held against, with its values checked."""
    where = f"filter.{dimension}"
    if not given or not given.keys() <= set(OPERATORS):
        raise _invalid(f"Value ({where}) should have one or more of the operators {', '.join(OPERATORS)}, and no other")
    return {name: _every(dimension, f"{where}.{name}", given[name]) for name in OPERATORS if name in given}


def _every(dimension: str, where: str, value: Any) -> Any:
    if isinstance(value, list):
        return [_checked(dimension, where, each) for each in value]
    return _checked(dimension, where, value)


def _checked(dimension: str, where: str, value: str) -> str:
    if dimension == "country":
        if len(value) != _COUNTRY_LETTERS or not (value.isascii() and value.isalpha()):
            raise _invalid(f"Value ({where}) should be the two letters of a country, such as US")
        return value.upper()
    return value


def _invalid(problem: str) -> Refusal:
    return Refusal("analyze_input_validation", details=[problem])


class _Condition(NamedTuple):
    wanted: frozenset[str] | None
    unwanted: frozenset[str]

    def holds(self, *values: Value) -> bool:
        """Whether one of these is wanted, where any are, and none is unwanted."""
        if self.wanted is not None and self.wanted.isdisjoint(values):
            return False
        return self.unwanted.isdisjoint(values)


def _condition(operators: Mapping[str, Any]) -> _Condition:
    wanted: frozenset[str] | None = None
    if "eq" in operators:
        wanted = frozenset([operators["eq"]])
    if "in" in operators:
        listed = frozenset(operators["in"])
        wanted = listed if wanted is None else wanted & listed
    return _Condition(wanted, frozenset([*operators.get("nin", ()), *([operators["ne"]] if "ne" in operators else [])]))


class Conditions:
    """A filter, ready to be held against sessions and their views."""

    def __init__(self, asked: Filter, places: Places) -> None:
        found = {dimension: _condition(operators) for dimension, operators in asked.items()}
        self._places = places
        self._of_session = [(TRAITS.index(name), name, each) for name, each in found.items() if name in TRAITS]
        self._of_view = [(_OF_VIEW[name], each) for name, each in found.items() if name not in TRAITS]

    def hold_for(self, session: Session) -> bool:
        """Whether the session as a whole is one of those that are asked for."""
        for at, name, condition in self._of_session:
            value = session.traits[at]
            values = value.split(",") if name == _MANY and value is not None else [value]
            if not condition.holds(*values):
                return False
        return True

    def hold_at(self, session: Session, at: int) -> bool:
        """Whether the view at this place of the session is one of those that are asked for."""
        return all(condition.holds(read(self._places, session, at)) for read, condition in self._of_view)


def _page_value(name: str, step: int = 0) -> Callable[[Places, Session, int], Value]:
    """Reads what is known of the page that is viewed, or of the one before or after."""

    def read(places: Places, session: Session, at: int) -> Value:
        there = at + step
        if not 0 <= there < len(session.views):
            return None
        value: Value = getattr(places.of(session.views[there].destination), name)
        return value

    return read


def _weekday(_: Places, session: Session, at: int) -> Value:
    return _WEEKDAYS[_utc(session, at).weekday()]


def _hour(_: Places, session: Session, at: int) -> Value:
    return str(_utc(session, at).hour)


def _utc(session: Session, at: int) -> datetime:
    return datetime.fromtimestamp(session.views[at].at / 1000, UTC)


_OF_VIEW: Mapping[str, Callable[[Places, Session, int], Value]] = {
    "collectionId": _page_value("collection_id"),
    "itemSlug": _page_value("item_slug"),
    "pageId": _page_value("page_id"),
    "pagePath": _page_value("path"),
    "nextCollectionId": _page_value("collection_id", 1),
    "nextItemSlug": _page_value("item_slug", 1),
    "nextPageId": _page_value("page_id", 1),
    "previousCollectionId": _page_value("collection_id", -1),
    "previousItemSlug": _page_value("item_slug", -1),
    "previousPageId": _page_value("page_id", -1),
    "dayOfWeek": _weekday,
    "timeOfDay": _hour,
}
