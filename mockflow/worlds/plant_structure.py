"""Planting collections and their fields."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mockflow.core.ids import derived_id
from mockflow.domain.collections import REFERENCES, Collection, Field, built_in_fields
from mockflow.domain.field_definitions import make_options
from mockflow.domain.sites import Site
from mockflow.domain.slugs import slugify
from mockflow.domain.store_fields import STORE_KINDS, store_fields

from .plant_ground import Complain

_NUMBERS = frozenset({"minLength", "maxLength", "minValue", "maxValue"})


def make_collection(
    wrong: Complain,
    path: str,
    seed_path: str,
    content: dict[str, Any],
    *,
    site: Site,
    slug: str,
    ids: Mapping[str, str],
    place: int,
) -> Collection:
    """The record of one collection; ``ids`` has those of all collections of the site, by slug."""
    created = content.get("created", site.created)
    kind = slug if site.store is not None and slug in STORE_KINDS else ""
    fields = list(store_fields(kind, seed_path, ids)) if kind else []
    built_in = built_in_fields(seed_path)
    taken = {"name", "slug", *(field.slug for field in fields)}
    for slug_of_none in content["given_fields"].keys() - taken:
        wrong(f"{path}.givenFields", f"a field that it has from the start ({', '.join(sorted(taken))})", slug_of_none)
    fields = [_with_differences(field, content["given_fields"]) for field in fields]
    for at, each in enumerate(content["fields_"]):
        field = _make_field(wrong, f"{path}.fields[{at}]", seed_path, each, ids)
        if field.slug in taken:
            wrong(f"{path}.fields[{at}]", "a slug that no other field has", field.slug)
        taken.add(field.slug)
        fields.append(field)
    return Collection(
        id=ids[slug],
        site_id=site.id,
        display_name=content["display_name"],
        singular_name=content.get("singular_name", content["display_name"]),
        slug=slug,
        created=created,
        updated=content.get("updated", created),
        fields=(*fields, *(_with_differences(field, content["given_fields"]) for field in built_in)),
        place=place,
        store_kind=kind,
    )


def _with_differences(field: Field, said: Mapping[str, dict[str, Any]]) -> Field:
    return replace(field, **said[field.slug]) if field.slug in said else field


def _make_field(wrong: Complain, path: str, seed_path: str, content: dict[str, Any], ids: Mapping[str, str]) -> Field:
    slug = content.get("slug") or slugify(content["display_name"])
    given = content["validations"]
    rules = dict(given) if given else None
    for name in _NUMBERS & (given or {}).keys():
        limit = (given or {})[name]
        if isinstance(limit, bool) or not isinstance(limit, int | float):
            wrong(f"{path}.validations.{name}", "a number", limit)
    field_id = content.get("id") or derived_id(f"{seed_path}#{slug}", 32)
    if content["type"] == "Option":
        rules = {"options": _options(wrong, f"{path}.validations", field_id, given or {})}
    elif content["type"] in REFERENCES:
        target = (given or {}).get("collection")
        if target not in ids:
            wrong(f"{path}.validations", f"a collection of the site ({', '.join(ids)})", target)
        rules = {"collectionId": ids.get(str(target), "")}
    return Field(
        field_id, slug, content["type"], content["display_name"], content["is_required"], content["help_text"], rules
    )


def _options(wrong: Complain, path: str, field_id: str, given: Mapping[str, Any]) -> list[dict[str, str]]:
    options = given.get("options")
    if not isinstance(options, list) or not options or not all(isinstance(_option_name(each), str) for each in options):
        wrong(path, "options: a list of {name: ...}", options)
        return []
    made = make_options(field_id, map(_option_name, options))
    return [{**each, "id": _option_id(said) or each["id"]} for each, said in zip(made, options, strict=True)]


def _option_id(option: Any) -> str | None:
    given = option.get("id") if isinstance(option, dict) else None
    return given if isinstance(given, str) else None


def _option_name(option: Any) -> Any:
    return option.get("name") if isinstance(option, dict) else option


def with_store(contents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A site's collections, with those of its store that the seed leaves out."""
    given = {slug_of(each) for each in contents}
    missing = [kind for kind in STORE_KINDS if kind not in given]
    names = [(kind, *STORE_KINDS[kind]) for kind in missing]
    made = [
        {
            "display_name": plural,
            "singular_name": singular,
            "slug": kind,
            "given_fields": {},
            "fields_": [],
            "items": [],
        }
        for kind, plural, singular in names
    ]
    return contents + made


def slug_of(collection: dict[str, Any]) -> str:
    """The slug that a seed gives a collection, or that its name makes."""
    return str(
        collection.get("slug") or slugify(collection.get("singular_name", collection["display_name"]), "collection")
    )
