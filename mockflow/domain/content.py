"""Content of pages and components as calls name it and answers show it: locales, nodes, properties."""

from collections.abc import Mapping
from typing import Any

import orjson

from mockflow.core.call import Call
from mockflow.core.paging import Rows
from mockflow.core.refusal import Refusal
from mockflow.core.schema import Items, Nested, Object, Shape, Text, one_of

from .listing import PagingQuery, page_of
from .nodes import KINDS, PROPERTY_TYPES
from .sites import Site

_MALFORMED = "Bad Request: Request is malformed"


def locale_at(site: Site, locale_id: str | None) -> int:
    """Which of the site's locales a reading call means: the primary one unless it names another by its own id."""
    if not locale_id:
        return 0
    for at, locale in enumerate(site.locales if site.localized else ()):
        if locale.id == locale_id.lower():
            return at
    raise Refusal("bad_request", f"{_MALFORMED}: The provided locale is not a locale of the site.")


def secondary_at(site: Site, locale_id: str | None) -> int:
    """Which of the site's locales a call that writes content means. The primary one is written in the Designer only."""
    if locale_id is None:
        raise Refusal("invalid_shape", details=["Value (localeId) is required"])
    at = locale_at(site, locale_id) if site.localized else 0
    if not at:
        raise Refusal("bad_request", f"{_MALFORMED}: The provided locale must be a secondary locale.")
    return at


class LocaleQuery(Shape):
    """``localeId``, the id that the site gives a locale; its CMS id is another."""

    locale_id = Text(
        data_key="localeId", load_default=None, metadata={"description": "A locale of the site; the primary if absent."}
    )


class PagedLocaleQuery(LocaleQuery, PagingQuery):
    pass


class TextSchema(Shape):
    html = Text(required=True, allow_none=True, metadata={"description": "With its tags."})
    text = Text(required=True, allow_none=True, metadata={"description": "Without; null where elements nest."})


class PropertySchema(Shape):
    property_id = Text(data_key="propertyId", required=True, metadata={"description": "The property's UUID."})
    type = Text(required=True, validate=one_of(*PROPERTY_TYPES), metadata={"description": "The kind of text."})
    label = Text(required=True, metadata={"description": "Its name in the Designer."})
    text = Nested(TextSchema, required=True)


class ImageSchema(Shape):
    alt = Text(required=True, allow_none=True, metadata={"description": "What a reader who cannot see it is told."})
    asset_id = Text(data_key="assetId", required=True, metadata={"description": "The picture."})


class ChoiceSchema(Shape):
    value = Text(required=True, metadata={"description": "What is submitted."})
    text = Text(required=True, metadata={"description": "What is shown."})


class NodeSchema(Shape):
    """A node; which of the further keys it has depends on its type."""

    id = Text(required=True, metadata={"description": "The node's UUID, which writes take as nodeId."})
    type = Text(required=True, validate=one_of(*KINDS), metadata={"description": "The kind of node."})
    text = Nested(TextSchema)
    image = Nested(ImageSchema)
    component_id = Text(data_key="componentId", metadata={"description": "The component that is shown here."})
    property_overrides = Items(
        Nested(PropertySchema),
        data_key="propertyOverrides",
        metadata={"description": "The properties that this instance has for itself."},
    )
    placeholder = Text(metadata={"description": "What an empty field shows."})
    choices = Items(Nested(ChoiceSchema), metadata={"description": "What a visitor chooses from."})
    value = Text(metadata={"description": "A button's text."})
    waiting_text = Text(data_key="waitingText", metadata={"description": "A button's text while it submits."})
    attributes = Object(values=Text(), metadata={"description": "Custom attributes."})


class ErrorsSchema(Shape):
    errors = Items(Text(), required=True, metadata={"description": "What was not written, and why."})


def content_page(head: Mapping[str, Any], name: str, rows: Rows, call: Call, **tail: Any) -> dict[str, Any]:
    """One page of nodes or properties, among what the answer says of their page or component."""
    page = page_of(name, rows, call)
    bodies = [orjson.Fragment(each.body) for each in page.records]
    return {**head, name: bodies, "pagination": page.window._asdict() if page.window else None, **tail}
