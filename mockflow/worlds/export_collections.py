"""Collections and their fields as a seed says them: the mirror of ``plant_structure``."""

from typing import Any

from mockflow.core.ids import derived_id
from mockflow.core.wire import iso
from mockflow.domain.collections import COLLECTIONS, REFERENCES, Collection, Field, built_in_fields
from mockflow.domain.field_definitions import make_options
from mockflow.domain.slugs import slugify
from mockflow.domain.store_fields import is_given, store_fields

from .export_ground import Exported, said


def export_collection(ground: Exported, collection: Collection, items: list[dict[str, Any]]) -> dict[str, Any]:
    """A collection with these items."""
    site, path = ground.site, ground.prefix + collection.slug
    given = [each for each in collection.fields if each.is_built_in or is_given(collection.store_kind, each.slug)]
    content: dict[str, Any] = {
        "displayName": collection.display_name,
        "singularName": collection.singular_name,
        "slug": collection.slug,
        "id": collection.id,
        "createdOn": iso(collection.created),
        "lastUpdated": iso(collection.updated),
        "givenFields": _given(ground, collection, given),
        "fields": [_field(ground, path, each) for each in collection.fields if each not in given],
        "items": items,
    }
    usual: dict[str, Any] = {
        "singularName": collection.display_name,
        "slug": slugify(collection.singular_name, "collection"),
        "id": derived_id(path),
        "createdOn": iso(site.created),
        "lastUpdated": iso(collection.created),
        "givenFields": {},
        "fields": [],
        "items": [],
    }
    return said(content, usual)


def _given(ground: Exported, collection: Collection, fields: list[Field]) -> dict[str, Any]:
    """What differs in the fields that the collection has from the start."""
    path = ground.prefix + collection.slug
    ids = {each.slug: each.id for each in ground.reader.all(COLLECTIONS, ground.site.id)}
    made = store_fields(collection.store_kind, path, ids) if collection.store_kind else ()
    usual = {each.slug: each for each in (*made, *built_in_fields(path))}
    found = {each.slug: said(_differing(each), _differing(usual[each.slug])) for each in fields}
    return {slug: content for slug, content in found.items() if content}


def _differing(field: Field) -> dict[str, Any]:
    return {"id": field.id, "displayName": field.display_name, "helpText": field.help_text}


def _field(ground: Exported, path: str, field: Field) -> dict[str, Any]:
    content: dict[str, Any] = {
        "displayName": field.display_name,
        "slug": field.slug,
        "id": field.id,
        "type": field.type,
        "isRequired": field.is_required,
        "helpText": field.help_text,
        "validations": _rules(ground, field),
    }
    usual: dict[str, Any] = {
        "slug": slugify(field.display_name),
        "id": derived_id(f"{path}#{field.slug}", 32),
        "type": "PlainText",
        "isRequired": False,
        "helpText": None,
        "validations": None,
    }
    return said(content, usual)


def _rules(ground: Exported, field: Field) -> dict[str, Any] | None:
    if field.type in REFERENCES:
        return {"collection": ground.reader.get(COLLECTIONS, field.target).slug}
    rules = dict(field.validations or {})
    if field.type == "Option":
        made = make_options(field.id, [each["name"] for each in rules["options"]])
        pairs = zip(rules["options"], made, strict=True)
        rules["options"] = [said(each, {"id": usual["id"]}) for each, usual in pairs]
    return rules or None
