"""``fieldData``: checked against its collection, resolved against the world, all problems told at once."""

from collections.abc import Iterator, Mapping, Sequence
from sys import intern
from typing import Any, NamedTuple

import orjson

from mockflow.core.refusal import Refusal
from mockflow.core.schema import Unfit
from mockflow.core.store import Transaction
from mockflow.core.wire import js_numbers

from .collections import REFERENCES, Collection, Field
from .field_values import UNKNOWN, values_of
from .files import UnusableFile, imported
from .items import ITEMS, Item
from .slugs import free_slug, slugify

_SHOWN = 100
_WITH_NUMBERS = frozenset({"Number", "MembershipPlan"})


class Problem(NamedTuple):
    """One field at fault: what was expected, and Webflow's words where they are known."""

    param: str
    expected: str
    text: str
    found: Any

    def description(self) -> str:
        """The words of the API's error."""
        if self.text:
            return self.text
        found = self.found if isinstance(self.found, str) else _as_json(self.found)
        return f"Expected value to be {self.expected}: '{found[:_SHOWN]}'"


def _as_json(value: Any) -> str:
    try:
        return orjson.dumps(value).decode()
    except TypeError:  # nested more deeply than can be written
        return "a deeply nested value"


class FieldErrors(Exception):  # noqa: N818 - the plural says that they come together
    """The problems of one ``fieldData``."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{each.param}: {each.description()}" for each in problems))
        self.problems = problems


class Options(NamedTuple):
    """How the world wants field data to be treated."""

    skip_invalid_files: bool = True
    suffix_duplicate_slugs: bool = False


def refuse(errors: FieldErrors) -> Refusal:
    """The API's refusal for these problems."""
    details = [{"param": each.param, "description": each.description()} for each in errors.problems]
    return Refusal("invalid_fields", details=details)


def read_values(
    fields: tuple[Field, ...], sent: Mapping[str, Any], *, complete: bool
) -> tuple[dict[str, Any], list[Problem]]:
    """The sent values in their stored form, each checked by its field, and what is wrong with the others.

    Args:
        fields: the collection's fields.
        sent: values by slug.
        complete: whether every required field must be there, as at a creation.
    """
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    known = values_of(fields)
    for slug, value in sent.items():
        try:
            values[slug] = known[slug].load(value)
        except KeyError:
            problems.append(_problem(slug, UNKNOWN, value))
        except Unfit as unfit:
            problems.append(_problem(slug, str(unfit), value))
    if complete:
        problems += [
            Problem(field.slug, "a value, since the field is required", "Field is required", None)
            for field in fields
            if field.is_required and field.slug != "slug" and field.slug not in sent
        ]
    return values, problems


def _problem(slug: str, message: str, found: Any) -> Problem:
    expected, _, text = message.partition("|")
    return Problem(slug, expected, text, found)


class Resolver:
    """Finds what values refer to, for one item.

    Args:
        tx: the transaction that looks things up, and gives imported files their ids.
        collection: the item's collection.
        item_id: the item.
        locales: its variants that are written, all of them with the same content.
        current: the variant as it is; None for a new one.
        options: how the world wants field data to be treated.
    """

    def __init__(
        self,
        tx: Transaction,
        collection: Collection,
        item_id: str,
        locales: Sequence[str],
        *,
        current: Item | None,
        options: Options,
    ) -> None:
        self.tx = tx
        self.collection = collection
        self.item_id = item_id
        self.locales = locales
        self.current = read_back(collection.fields, current) if current else {}
        self.options = options
        self.is_new = current is None
        self.problems: list[Problem] = []
        self.left_out: set[str] = set()

    def resolve(self, sent: Mapping[str, Any]) -> dict[str, Any]:
        """The item's whole field data with these values laid over it; FieldErrors with every problem found."""
        values, self.problems = read_values(self.collection.fields, sent, complete=self.is_new)
        merged = {"name": None, "slug": None, **self.current}
        for field in self.collection.fields:
            if field.slug in values:
                merged[field.slug] = self._value(field, values[field.slug])
            elif field.type == "Switch":
                merged.setdefault(field.slug, False)
        merged["slug"] = self._slug(values.get("slug"), merged["name"])
        if self.problems:
            raise FieldErrors(self.problems)
        return {slug: value for slug, value in merged.items() if value is not None}

    def taken(self, sent: Mapping[str, Any]) -> tuple[str, ...]:
        """The fields that were set by these values: not those of files that were left out, nor an empty slug."""
        return tuple(slug for slug in sent if slug not in self.left_out and (slug != "slug" or sent[slug]))

    def _value(self, field: Field, value: Any) -> Any:
        if value is None:
            return False if field.type == "Switch" else None
        if field.type in REFERENCES:
            self._check_references(field, [value] if isinstance(value, str) else value)
        elif field.type in {"Image", "File"}:
            return self._files(field, [value], self._known(self.current.get(field.slug)))[0]
        elif field.type == "MultiImage":
            found = self._files(field, value, self._known(*self.current.get(field.slug, ())))
            if value and not any(found):
                self.left_out.add(field.slug)
                return self.current.get(field.slug)
            return [file for file in found if file is not None]
        return value

    @staticmethod
    def _known(*files: dict[str, Any] | None) -> dict[str, Any]:
        return {file["fileId"]: file for file in files if file}

    def _check_references(self, field: Field, ids: list[str]) -> None:
        for item_id in ids:
            itself = item_id == self.item_id and field.target == self.collection.id
            if not itself and not all(self._is_there(field, item_id, locale) for locale in self.locales):
                text = f"Referenced item not found: '{item_id}'"
                self.problems.append(Problem(field.slug, "an item of the field's collection", text, item_id))

    def _is_there(self, field: Field, item_id: str, locale: str) -> bool:
        target = self.tx.find(ITEMS, (item_id, locale))
        return target is not None and target.collection_id == field.target

    def _files(self, field: Field, files: list[Any], known: dict[str, Any]) -> list[dict[str, Any] | None]:
        return [self._file(field, file, known) for file in files]

    def _file(self, field: Field, file: dict[str, Any], known: dict[str, Any]) -> dict[str, Any] | None:
        try:
            return imported(self.tx, self.collection.site_id, file, known, field.type)
        except UnusableFile as problem:
            if not self.options.skip_invalid_files:
                self.problems.append(Problem(field.slug, "a file that can be imported", str(problem), file))
            if field.type == "MultiImage":
                return None
            self.left_out.add(field.slug)
            return self.current.get(field.slug)

    def _slug(self, sent: str | None, name: str | None) -> str:
        groups = [(self.collection.id, locale) for locale in self.locales]
        if not sent:
            if "slug" in self.current:
                return str(self.current["slug"])
            return free_slug(self.tx, groups, slugify(name or ""))
        holders = [self.tx.holder(ITEMS, group, sent) for group in groups]
        if all(holder is None or holder.id == self.item_id for holder in holders):
            return sent
        if self.options.suffix_duplicate_slugs and self.is_new:
            return free_slug(self.tx, groups, sent)
        text = f"Unique value is already in database: '{sent}'"
        self.problems.append(Problem("slug", "a slug that no other item has", text, sent))
        return sent


def read_back(fields: tuple[Field, ...], item: Item) -> dict[str, Any]:
    """The field data of an item, to be written again: its numbers in JavaScript's form, which reading it loses."""
    data = item.field_data
    for field in fields:
        if field.type in _WITH_NUMBERS and field.slug in data:
            data[field.slug] = js_numbers(data[field.slug])
    return data


def references_in(fields: tuple[Field, ...], field_data: Mapping[str, Any]) -> tuple[str, ...]:
    """The ids of the items that this field data refers to, each once; interned, since many items name the same ones."""
    return tuple(map(intern, dict.fromkeys(_references(fields, field_data))))


def _references(fields: tuple[Field, ...], field_data: Mapping[str, Any]) -> Iterator[str]:
    for field in fields:
        if field.type in REFERENCES:
            value = field_data.get(field.slug)
            yield from [value] if isinstance(value, str) else value or ()


def without_reference(fields: tuple[Field, ...], item: Item, item_id: str) -> dict[str, Any]:
    """The field data of this item without any mention of that other one."""
    kept = read_back(fields, item)
    for field in fields:
        value = kept.get(field.slug)
        if field.type == "Reference" and value == item_id:
            del kept[field.slug]
        elif field.type == "MultiReference" and value:
            kept[field.slug] = [each for each in value if each != item_id]
    return kept


__all__ = [
    "FieldErrors",
    "Options",
    "Problem",
    "Resolver",
    "read_values",
    "references_in",
    "refuse",
    "without_reference",
]
