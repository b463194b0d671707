"""The records that have a form of their own in a document: those that keep JSON as bytes.

They are told as what they say, and their bytes are made anew from that.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

import orjson

from mockflow.core.misfit import Misfit
from mockflow.core.schema import Unfit
from mockflow.core.typed_codec import Codec, Codecs
from mockflow.core.wire import dumps, iso, js_numbers, loads
from mockflow.domain.collections import Collection, Field
from mockflow.domain.field_data import references_in
from mockflow.domain.field_values import Value, values_of
from mockflow.domain.forms import Submission
from mockflow.domain.items import Item, make_item
from mockflow.domain.nodes import Node

from .facts import FACTS
from .predicates import ID, TIME, maybe

_NUMBERS = frozenset({"Number", "MembershipPlan"})
_KEPT_RULES = frozenset({"options", "collectionId"})


class _Text(NamedTuple):
    html: str | None
    text: str | None


class _Override(NamedTuple):
    property_id: str
    type: str
    label: str
    text: _Text


class _Image(NamedTuple):
    alt: str | None
    asset_id: str


class _Choice(NamedTuple):
    value: str
    text: str


class _Html(NamedTuple):
    html: str
    text: str | None


class _TextNode(NamedTuple):
    id: str
    type: str
    text: _Html
    attributes: Mapping[str, str]


class _ImageNode(NamedTuple):
    id: str
    type: str
    image: _Image
    attributes: Mapping[str, str]


class _InstanceNode(NamedTuple):
    id: str
    type: str
    component_id: str
    property_overrides: tuple[_Override, ...]


class _InputNode(NamedTuple):
    id: str
    type: str
    placeholder: str
    attributes: Mapping[str, str]


class _SelectNode(NamedTuple):
    id: str
    type: str
    choices: tuple[_Choice, ...]
    attributes: Mapping[str, str]


class _SubmitNode(NamedTuple):
    id: str
    type: str
    value: str
    waiting_text: str
    attributes: Mapping[str, str]


class _SearchNode(NamedTuple):
    id: str
    type: str
    value: str
    attributes: Mapping[str, str]


_SHAPES: Mapping[str, Codec] = {
    kind: Codecs().of(shape)
    for kind, shape in {
        "text": _TextNode,
        "image": _ImageNode,
        "component-instance": _InstanceNode,
        "text-input": _InputNode,
        "select": _SelectNode,
        "submit-button": _SubmitNode,
        "search-button": _SearchNode,
    }.items()
}


def _fragment(body: bytes) -> Any:
    return orjson.Fragment(body)


def _write_node(node: Node) -> Any:
    return _fragment(node.body)


def _read_node(said: Any) -> Node:
    if type(said) is not dict:
        raise Misfit("an object", said)
    shape = _SHAPES.get(said["type"]) if isinstance(said.get("type"), str) else None
    if shape is None:
        raise Misfit(f"one of {', '.join(_SHAPES)}", said.get("type"), "type")
    shape.read(said)
    return Node(said["id"], said["type"], dumps(said))


class _SaidSubmission(NamedTuple):
    """A submission: its attributes, with what it keeps of its form."""

    id: str
    form_id: str
    display_name: str
    site_id: str
    workspace_id: str
    submitted: int
    locale_id: str | None
    response: Mapping[str, str | int | float | bool | None]


def _write_submission(submission: Submission) -> dict[str, Any]:
    said = loads(submission.body)
    return {
        "id": submission.id,
        "formId": submission.form_id,
        "displayName": said["displayName"],
        "siteId": submission.site_id,
        "workspaceId": said["workspaceId"],
        "submitted": submission.submitted,
        "localeId": submission.locale_id,
        "response": js_numbers(said["formResponse"]),
    }


def _read_submission(value: Any) -> Submission:
    said: _SaidSubmission = _SUBMISSION.read(value)
    body = {
        "id": said.id,
        "formId": said.form_id,
        "displayName": said.display_name,
        "siteId": said.site_id,
        "workspaceId": said.workspace_id,
        "dateSubmitted": iso(said.submitted),
        "formResponse": js_numbers(said.response),
        "localeId": said.locale_id,
    }
    return Submission(said.id, said.form_id, said.site_id, said.submitted, said.locale_id, dumps(body))


class SaidItem(NamedTuple):
    """An item as a document says it. What its fields may hold, its collection tells: see ``item_of``."""

    id: str
    collection_id: str
    cms_locale_id: str
    published: int | None
    updated: int
    created: int
    is_archived: bool
    is_draft: bool
    field_data: Mapping[str, Any]


def _write_item(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "collectionId": item.collection_id,
        "cmsLocaleId": item.cms_locale_id,
        "published": item.published,
        "updated": item.updated,
        "created": item.created,
        "isArchived": item.is_archived,
        "isDraft": item.is_draft,
        "fieldData": _fragment(item.field_bytes()),
    }


class _Kind(NamedTuple):
    """What a field stores.

    Attributes:
        value: reads a value as it is stored; the limits that its collection sets today it may have from before them.
        has_numbers: whether reading gives numbers in JavaScript's form.
    """

    value: Value
    has_numbers: bool


@lru_cache(maxsize=64)
def _kinds(fields: tuple[Field, ...]) -> Mapping[str, _Kind]:
    """What each field of a collection stores, by slug."""
    bare = tuple(replace(each, validations=_choices(each)) for each in fields)
    values = values_of(bare)
    return {field.slug: _Kind(values[field.slug], field.type in _NUMBERS) for field in fields}


def _choices(field: Field) -> Mapping[str, Any]:
    """The rules of a field that say what can be stored, without those that say what can be sent."""
    return {name: rule for name, rule in (field.validations or {}).items() if name in _KEPT_RULES}


def _stored(kind: _Kind, slug: str, value: Any) -> Any:
    """This value as it is stored; Misfit where it is not stored so."""
    try:
        stored = kind.value.read(value)
    except (ValueError, Unfit):
        stored = None
    if stored is None or (stored != value and not kind.has_numbers):
        raise Misfit(f"{kind.value.expected}, as it is stored", value, "fieldData", slug)
    return stored


def item_of(said: SaidItem, collection: Collection, group: tuple[str, str]) -> Item:
    """The item of this collection that was said; Misfit where a value is none that its field could have stored."""
    kinds, data = _kinds(collection.fields), {}
    for slug, value in said.field_data.items():
        if slug not in kinds:
            raise Misfit(f"one of the fields {', '.join(kinds)}", slug, "fieldData")
        data[slug] = _stored(kinds[slug], slug, value)
    for slug in ("name", "slug"):
        if slug not in data:
            raise Misfit("text", None, "fieldData", slug)
    return make_item(
        data,
        references_in(collection.fields, data),
        id=said.id,
        group=group,
        published=said.published,
        updated=said.updated,
        created=said.created,
        is_archived=said.is_archived,
        is_draft=said.is_draft,
    )


_CODECS = Codecs(
    {
        **FACTS,
        _SaidSubmission: {"id": ID, "form_id": ID, "site_id": ID, "submitted": TIME},
        SaidItem: {"id": ID, "published": maybe(TIME), "updated": TIME, "created": TIME},
    },
    {Node: Codec(_write_node, _read_node, "an object")},
)
_SUBMISSION = _CODECS.of(_SaidSubmission)
_OWN: Mapping[type, Codec] = {
    Submission: Codec(_write_submission, _read_submission, "an object"),
    Item: Codec(_write_item, _CODECS.of(SaidItem).read, "an object"),
}


def codec_of(kind: type) -> Codec:
    """How records of this class are told; an item is read as what is said of it."""
    return _OWN.get(kind) or _CODECS.of(kind)
