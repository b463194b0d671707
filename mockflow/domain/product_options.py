"""Options: a product has them with their values, and each of its SKUs has one value of each."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from mockflow.core.refusal import Refusal

from .slugs import slugify

Options = Sequence[Mapping[str, Any]]
_TAKEN = "Conflict: Another SKU of the product has the same option values"
_IN_USE = "Conflict: An option value that is left out still belongs to a SKU"


def options_with_ids(given: Any, current: Options, new_id: Callable[[], str]) -> Any:
    """Options as they are sent, with the ids and slugs that they lack.

    One that is sent without id is the product's own of that name, or else a new one. What is malformed is left as it
    is, for the check of the field to tell.
    """
    if not isinstance(given, list):
        return given
    known = _by_name_and_id(current)
    return [_option(each, known, new_id) for each in given]


_Known = Mapping[tuple[str, str], Mapping[str, Any]]
_NEW: Mapping[str, Any] = {"id": "", "slug": "", "enum": ()}


def _by_name_and_id(entries: Options) -> _Known:
    return {(key, each[key]): each for each in reversed(entries) for key in ("id", "name")}


def _same(given: Mapping[str, Any], known: _Known) -> Mapping[str, Any]:
    key = "name" if _is_nothing(given.get("id")) else "id"
    value = given.get(key)
    return known.get((key, value), _NEW) if isinstance(value, str) else _NEW


def _option(given: Any, known: _Known, new_id: Callable[[], str]) -> Any:
    if not isinstance(given, dict) or not isinstance(given.get("enum"), list):
        return given
    before = _same(given, known)
    values = _by_name_and_id(before["enum"])
    choices = [_choice(each, values, new_id) if isinstance(each, dict) else each for each in given["enum"]]
    return {**given, "id": _id(given, before, new_id), "enum": choices}


def _choice(given: dict[str, Any], known: _Known, new_id: Callable[[], str]) -> dict[str, Any]:
    before = _same(given, known)
    slug = given.get("slug")
    if _is_nothing(slug):
        slug = before["slug"] or slugify(str(given.get("name", "")), otherwise="option")
    return {**given, "id": _id(given, before, new_id), "slug": slug}


def _id(given: Mapping[str, Any], before: Mapping[str, Any], new_id: Callable[[], str]) -> Any:
    sent = given.get("id")
    return (before["id"] or new_id()) if _is_nothing(sent) else sent


def _is_nothing(value: Any) -> bool:
    """Whether a text was not sent; what is no text at all is left for the check of the field to tell."""
    return value is None or value == ""


def check_options(options: Options) -> None:
    """Options are told apart by their ids, as their values are, and each has a value."""
    lists = [options, *(option["enum"] for option in options)]
    if not all(lists[1:]):
        raise _refused("sku-properties", "Each option should have at least one value")
    if any(len({each["id"] for each in entries}) < len(entries) for entries in lists):
        raise _refused("sku-properties", "Options and their values should have ids of their own")


def first_values(options: Options) -> dict[str, str]:
    """The first value of each option, which is what the default SKU of a new product has."""
    return {option["id"]: option["enum"][0]["id"] for option in options if option["enum"]}


def check_values(options: Options, values: Mapping[str, str]) -> None:
    """A SKU has a value of each option of its product, and of no other."""
    known = {option["id"]: {each["id"] for each in option["enum"]} for option in options}
    for option_id, value in values.items():
        if option_id not in known:
            raise _refused("sku-values", f"The product has no option of this id: '{option_id}'")
        if value not in known[option_id]:
            raise _refused("sku-values", f"The option '{option_id}' has no value of this id: '{value}'")
    for option_id in known:
        if option_id not in values:
            raise _refused("sku-values", f"A value of the option '{option_id}' is missing")


def values_after(options: Options, values: Mapping[str, str]) -> dict[str, str]:
    """The values of a SKU once its product has these options: the first value of a new one, none of one that went.

    Refuses with ``conflict`` where the SKU's own value of an option went.
    """
    kept = {}
    for option in options:
        value = values.get(option["id"], option["enum"][0]["id"])
        if value not in {each["id"] for each in option["enum"]}:
            raise Refusal("conflict", _IN_USE)
        kept[option["id"]] = value
    return kept


def check_distinct(every: Sequence[Mapping[str, str]], written: Sequence[Mapping[str, str]]) -> None:
    """No SKU that is written has the option values of another of its product; refuses with ``conflict``."""
    count = Counter(frozenset(values.items()) for values in every)
    if any(count[frozenset(values.items())] > 1 for values in written):
        raise Refusal("conflict", _TAKEN)


def _refused(param: str, description: str) -> Refusal:
    return Refusal("invalid_fields", details=[{"param": param, "description": description}])
