"""What a seed may say. Keys are the Data API's own; every one but a few has a default."""

import re
from typing import Any

from marshmallow import ValidationError, fields

from mockflow.core.ids import is_object_id
from mockflow.core.schema import Anything, Flag, Items, Nested, Object, StrictShape, Text, Whole, one_of
from mockflow.core.wire import millis
from mockflow.domain.collections import FIELD_TYPES

from .meters import PLANS

BASE_TIME = millis("2025-11-03T09:00:00Z")


class Time(fields.Field[int]):
    """An ISO 8601 time, as milliseconds."""

    default_error_messages = {"required": "required", "null": "type:time", "invalid": "type:time"}  # noqa: RUF012 - marshmallow's way

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:  # noqa: ARG002 - marshmallow's signature
        try:
            return millis(value)
        except (ValueError, TypeError):
            raise self.make_error("invalid") from None


class Id(Text):
    """24 hex digits, in lower case as the API answers them."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text: str = super()._deserialize(value, attr, data, **kwargs)
        if not is_object_id(text):
            raise ValidationError("type:id")
        return text.lower()


class _Strict(StrictShape):
    """An object whose unknown keys are told with the known ones."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        names = sorted(field.data_key or name for name, field in self.load_fields.items())
        type(self).error_messages = {**self.error_messages, "unknown": "unknown:" + ", ".join(names)}


class Version:
    """The seed format that is read."""

    choices = (1,)
    labels: tuple[str, ...] = ()

    def __call__(self, value: int) -> None:
        if value != 1:
            raise ValidationError("enum:1")


def _item_fields() -> dict[str, Any]:
    return {
        "slug": Text(metadata={"description": "Made from the name if absent."}),
        "created": Time(data_key="createdOn", metadata={"description": "ISO 8601."}),
        "updated": Time(data_key="lastUpdated", metadata={"description": "ISO 8601; createdOn if absent."}),
        "published": Time(
            data_key="lastPublished",
            allow_none=True,
            metadata={"description": "ISO 8601, or null for never; a draft's default is null, another's lastUpdated."},
        ),
        "is_draft": Flag(data_key="isDraft", load_default=False, metadata={"description": "A draft."}),
        "is_archived": Flag(data_key="isArchived", load_default=False, metadata={"description": "Archived."}),
        "field_data": Object(
            data_key="fieldData",
            required=True,
            metadata={"description": "Values by field slug; references as collection/item, options by name."},
        ),
        "live": Object(load_default=None, metadata={"description": "Values of the live copy that differ."}),
        "id": Id(metadata={"description": "24 hex digits; derived from the path if absent."}),
    }


Variant = _Strict.from_dict({k: v for k, v in _item_fields().items() if k != "id"}, name="SeedVariant")
_Item = _Strict.from_dict(
    {
        **_item_fields(),
        "locales": Object(
            values=Nested(Variant), load_default=dict, metadata={"description": "Variants by locale tag."}
        ),
    },
    name="SeedItem",
)


class _Field(_Strict):
    display_name = Text(data_key="displayName", required=True, metadata={"description": "Its label."})
    slug = Text(metadata={"description": "Made from displayName if absent."})
    type = Text(load_default="PlainText", validate=one_of(*FIELD_TYPES), metadata={"description": "The kind of value."})
    is_required = Flag(
        data_key="isRequired", load_default=False, metadata={"description": "Whether items must have it."}
    )
    help_text = Text(
        data_key="helpText", load_default=None, allow_none=True, metadata={"description": "A hint for editors."}
    )
    validations = Object(
        load_default=None,
        allow_none=True,
        metadata={"description": "Rules: options as [{name}], a reference's target as {collection}."},
    )


class _Collection(_Strict):
    id = Id(metadata={"description": "24 hex digits; derived from the path if absent."})
    display_name = Text(data_key="displayName", required=True, metadata={"description": "Its name, in the plural."})
    singular_name = Text(data_key="singularName", metadata={"description": "displayName if absent."})
    slug = Text(metadata={"description": "Made from singularName if absent."})
    created = Time(data_key="createdOn", metadata={"description": "ISO 8601."})
    updated = Time(data_key="lastUpdated", metadata={"description": "ISO 8601."})
    fields_ = Items(
        Nested(_Field), data_key="fields", load_default=list, metadata={"description": "Fields besides name and slug."}
    )
    items = Items(Nested(_Item), load_default=list, metadata={"description": "Its items."})


class _Locale(_Strict):
    id = Id(metadata={"description": "24 hex digits; derived if absent."})
    cms_locale_id = Id(data_key="cmsLocaleId", metadata={"description": "24 hex digits; derived if absent."})
    tag = Text(required=True, metadata={"description": "A BCP 47 tag, such as fr."})
    display_name = Text(data_key="displayName", metadata={"description": "The tag if absent."})
    subdirectory = Text(metadata={"description": "The tag if absent; empty for the primary locale."})
    enabled = Flag(load_default=True, metadata={"description": "Whether it is published."})


class _Locales(_Strict):
    primary = Nested(_Locale, required=True)
    secondary = Items(Nested(_Locale), load_default=list, metadata={"description": "The other languages."})


def _currency(value: str) -> None:
    if not re.fullmatch("[A-Z]{3}", value):
        raise ValidationError("type:currency")


class _Store(_Strict):
    created = Time(data_key="createdOn", metadata={"description": "ISO 8601; the site's createdOn if absent."})
    currency = Text(
        data_key="defaultCurrency",
        load_default="USD",
        validate=_currency,
        metadata={"description": "An ISO 4217 code, such as EUR."},
    )


class _Domain(_Strict):
    id = Id(metadata={"description": "24 hex digits; derived from the host name if absent."})
    url = Text(required=True, metadata={"description": "A host name."})
    published = Time(
        data_key="lastPublished", load_default=None, allow_none=True, metadata={"description": "ISO 8601, or null."}
    )


def _at_least_one(value: int) -> None:
    if value < 1:
        raise ValidationError("type:count")


class _Site(_Strict):
    id = Id(metadata={"description": "24 hex digits; derived from shortName if absent."})
    workspace_id = Id(data_key="workspaceId", metadata={"description": "24 hex digits; derived if absent."})
    display_name = Text(data_key="displayName", required=True, metadata={"description": "Its name."})
    short_name = Text(data_key="shortName", metadata={"description": "Made from displayName if absent."})
    plan = Text(validate=one_of(*PLANS), metadata={"description": "Instead of the seed's plan."})
    rate_limit = Whole(
        data_key="rateLimit",
        validate=_at_least_one,
        metadata={"description": "Requests a minute on the enterprise plan."},
    )
    time_zone = Text(data_key="timeZone", load_default="Etc/UTC", metadata={"description": "An IANA time zone."})
    created = Time(data_key="createdOn", load_default=BASE_TIME, metadata={"description": "ISO 8601."})
    updated = Time(data_key="lastUpdated", metadata={"description": "ISO 8601; createdOn if absent."})
    published = Time(
        data_key="lastPublished",
        allow_none=True,
        metadata={"description": "ISO 8601; null for never, lastUpdated if absent."},
    )
    domains = Items(
        Nested(_Domain), data_key="customDomains", load_default=list, metadata={"description": "Its own domains."}
    )
    locales = Nested(_Locales, load_default=None, allow_none=True)
    store = Nested(_Store, load_default=None, allow_none=True)
    collections = Items(
        Nested(_Collection),
        load_default=list,
        metadata={"description": "Its CMS collections; with a store, product, sku and category are the store's own."},
    )


class _Token(_Strict):
    name = Text(required=True, metadata={"description": "Its name, which is also its value unless one is given."})
    token = Text(metadata={"description": "Its value."})
    kind = Text(load_default="site", validate=one_of("site", "oauth"), metadata={"description": "The kind."})
    scopes = Items(Text(), metadata={"description": "All that its kind can hold if absent."})
    site = Text(metadata={"description": "The shortName of its site; the first if absent."})


class SeedSchema(_Strict):
    """A world as a document."""

    mockflow = Whole(required=True, validate=Version(), metadata={"description": "The version of this format: 1."})
    plan = Text(load_default="starter", validate=one_of(*PLANS), metadata={"description": "The plan of the sites."})
    ready_made_tokens = Flag(
        data_key="readyMadeTokens",
        load_default=True,
        metadata={"description": "Whether mockflow-site-token and co. work."},
    )
    tokens = Items(Nested(_Token), load_default=list, metadata={"description": "Further tokens."})
    quirks = Anything(load_default=dict, metadata={"description": "Switches by name.", "type": "object"})
    sites = Items(Nested(_Site), load_default=list, metadata={"description": "The sites."})


SEED = SeedSchema()
COLLECTION = _Collection()
