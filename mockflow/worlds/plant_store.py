"""Options of products and the values that SKUs have of them: a seed has names, the API has ids."""

from collections.abc import Callable, Mapping
from itertools import zip_longest
from typing import Any, NamedTuple

from mockflow.core.ids import derived_id
from mockflow.domain.slugs import slugify


def _named(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("name"), str)


def _entries(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def product_options(product_path: str, given: Any, originals: Any = None) -> Any:
    """A product's options with their values, each with an id and values with a slug.

    What has no name is left as it is, for the check of values to tell.

    Args:
        product_path: from which ids are derived.
        given: as the seed has them.
        originals: the options of the primary locale for a translation, which has their ids, in their order.
    """
    if not isinstance(given, list):
        return given
    return [
        _option(product_path, each, original)
        for each, original in zip_longest(given, _entries(originals)[: len(given)])
    ]


def _option(product_path: str, option: Any, original: Any) -> Any:
    if not _named(option) or not isinstance(option.get("enum"), list):
        return option
    option_id = option.get("id") or _id_of(original) or derived_id(f"{product_path}#{option['name']}", 32)
    values = [{"name": each} if isinstance(each, str) else each for each in option["enum"]]
    others = _entries(original.get("enum"))[: len(values)] if _named(original) else []
    choices = [_choice(option_id, each, other) for each, other in zip_longest(values, others)]
    return {**option, "id": option_id, "enum": choices}


def _choice(option_id: str, value: Any, original: Any) -> Any:
    if not _named(value):
        return value
    made = {"id": _id_of(original) or derived_id(f"{option_id}/{value['name']}", 32), "slug": slugify(value["name"])}
    return {**made, **value}


def _id_of(original: Any) -> str | None:
    return original.get("id") if _named(original) else None


def sku_values(
    given: Mapping[str, Any],
    options: Mapping[str, "OptionIds"],
    wrong: Callable[[str, str, Any], None],
    *,
    lenient: bool = False,
) -> dict[str, str]:
    """The id of each option with that of the SKU's value; ``wrong`` is told of what the product does not have.

    Args:
        given: the names of values by the names of options; ids are taken for both.
        options: the product's options by their names and ids.
        wrong: takes the option's name, what was expected, and what was found.
        lenient: whether what the product does not have is taken for ids, as a live copy may have those of before.
    """
    found = {}
    for name, choice in given.items():
        option = options.get(name, _NO_OPTION)
        chosen = option.chosen(choice)
        if chosen is None and lenient:
            found[option.id or name] = choice
        elif chosen is None:
            wrong(name, f"a value that the product has for this option ({', '.join(option.values)})", choice)
        else:
            found[option.id] = chosen
    return found


class OptionIds(NamedTuple):
    """An option's id, and those of its values by name."""

    id: str
    values: Mapping[str, str]
    ids: frozenset[str] = frozenset()

    def chosen(self, value: Any) -> str | None:
        """The id of the value of this name or id, an id going before the same as a name; None if it has none."""
        if not isinstance(value, str):
            return None
        return value if value in self.ids else self.values.get(value)


_NO_OPTION = OptionIds("", {})


def ids_by_name(*translations: Any) -> dict[str, OptionIds]:
    """The options of a product in some languages, by name and by id; an id wins over the same as a name."""
    by_name: dict[str, OptionIds] = {}
    by_id: dict[str, OptionIds] = {}
    for options in translations:
        for option in filter(_named, _entries(options)):
            values = [each for each in _entries(option.get("enum")) if _named(each) and "id" in each]
            ids = frozenset(each["id"] for each in values)
            made = OptionIds(option.get("id", ""), {each["name"]: each["id"] for each in values}, ids)
            by_name[option["name"]] = made
            known = by_id.get(made.id, _NO_OPTION)
            by_id[made.id] = OptionIds(made.id, {**known.values, **made.values}, known.ids | ids)
    return {**by_name, **by_id}
