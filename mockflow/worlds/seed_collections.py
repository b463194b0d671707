"""What a seed may say of collections, their fields and their items."""

import re

from mockflow.core.schema import Flag, Items, Nested, Object, StrictShape, Text, Unfit, one_of
from mockflow.domain.collections import FIELD_TYPES

from .seed_members import A_TIME, COPIES, Time, id_of, said

_A_FIELD_ID = "23cc2d952d4e4631ffd4345d2743db4e"
_FIELD_ID = re.compile(r"[0-9a-f]{32}|[0-9a-f]{24}")


def _field_id(value: str) -> None:
    if not _FIELD_ID.fullmatch(value):
        raise Unfit("type:fieldid")


def _id_of_field() -> Text:
    return Text(validate=_field_id, **said("32 hex digits; derived from its path if absent.", _A_FIELD_ID))


class LiveCopy(StrictShape):
    """What a live copy says of itself, where that is not what follows from the staged one."""

    updated = Time(
        data_key="lastUpdated",
        **said("ISO 8601; that of the staged copy if absent, or lastPublished beside live.", A_TIME),
    )
    published = Time(data_key="lastPublished", **said("ISO 8601; that of the staged copy if absent.", A_TIME))
    is_archived = Flag(data_key="isArchived", load_default=False, **said("Archived.", example=True))


class Variant(StrictShape):
    slug = Text(**said("Its slug; made from the name if absent.", "first-post"))
    created = Time(data_key="createdOn", **said("ISO 8601; a minute after the item before.", A_TIME))
    updated = Time(data_key="lastUpdated", **said("ISO 8601; createdOn if absent.", A_TIME))
    published = Time(
        data_key="lastPublished",
        allow_none=True,
        **said("ISO 8601, or null for never; null for a draft and lastUpdated for another if absent.", A_TIME),
    )
    is_draft = Flag(data_key="isDraft", load_default=False, **said("A draft.", example=True))
    is_archived = Flag(data_key="isArchived", load_default=False, **said("Archived.", example=True))
    copies = Text(
        validate=one_of(*COPIES),
        **said("Which copies there are; both where lastPublished is a time, and staged elsewhere, if absent.", "live"),
    )
    incomplete = Flag(
        load_default=False,
        **said("Whether it may lack values of required fields, as an item older than the demand does.", example=True),
    )
    field_data = Object(
        data_key="fieldData",
        required=True,
        **said(
            "Values by field slug. References are paths (authors/ada), options are names; ids are taken for both.",
            {"name": "First post", "author": "authors/ada"},
        ),
    )
    live = Object(
        load_default=None,
        **said(
            "Values of the live copy, where they differ from the staged ones; null for one that it does not have.",
            {"name": "The name before"},
        ),
    )
    live_copy = Nested(LiveCopy, data_key="liveCopy", load_default=dict, **said("Times and flags of the live copy."))


class _Item(Variant):
    id = id_of("its path")
    locale = Text(**said("The tag of the locale of what stands here; the primary one if absent.", "fr"))
    locales = Object(values=Nested(Variant), load_default=dict, **said("Variants in other locales, by locale tag."))


class _Field(StrictShape):
    id = _id_of_field()
    display_name = Text(data_key="displayName", required=True, **said("Its label.", "Reading minutes"))
    slug = Text(**said("Its key in fieldData; made from displayName if absent.", "reading-minutes"))
    type = Text(load_default="PlainText", validate=one_of(*FIELD_TYPES), **said("The kind of value.", "Number"))
    is_required = Flag(data_key="isRequired", load_default=False, **said("Whether items must have it.", example=True))
    help_text = Text(
        data_key="helpText", load_default=None, allow_none=True, **said("A hint for editors.", "Rounded up")
    )
    validations = Object(
        load_default=None,
        allow_none=True,
        **said(
            "Rules for its values; {options: [{name}]} for an Option, {collection: slug} for a reference.",
            {"minValue": 1, "maxValue": 60},
        ),
    )


class _GivenField(StrictShape):
    """What may differ in a field that a collection has from the start."""

    id = _id_of_field()
    display_name = Text(data_key="displayName", **said("Its label.", "Headline"))
    help_text = Text(data_key="helpText", allow_none=True, **said("A hint for editors.", "Short, please"))


class SeedCollection(StrictShape):
    """A collection with its items."""

    id = id_of("its path")
    display_name = Text(data_key="displayName", required=True, **said("Its name, in the plural.", "Authors"))
    singular_name = Text(data_key="singularName", **said("The name of one item; displayName if absent.", "Author"))
    slug = Text(**said("Its slug, which paths begin with; made from singularName if absent.", "authors"))
    created = Time(data_key="createdOn", **said("ISO 8601; the site's createdOn if absent.", A_TIME))
    updated = Time(data_key="lastUpdated", **said("ISO 8601; createdOn if absent.", A_TIME))
    given_fields = Object(
        data_key="givenFields",
        values=Nested(_GivenField, **said("What differs.", {"helpText": "Short, please"})),
        load_default=dict,
        **said("Fields that it has from the start, by slug: name, slug, and a store's.", {"name": {"helpText": "H"}}),
    )
    fields_ = Items(Nested(_Field), data_key="fields", load_default=list, **said("Its fields, besides those."))
    items = Items(Nested(_Item), load_default=list, **said("Its items."))
