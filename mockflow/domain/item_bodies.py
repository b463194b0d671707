"""What calls say of items: bodies and queries of those that write."""

from mockflow.core.schema import Flag, Items, Length, Nested, Object, OneOrMany, OpenShape, Shape, Switch, Text

from .listing import MOST


class FilesQuery(Shape):
    skip_invalid_files = Switch(
        data_key="skipInvalidFiles",
        load_default=True,
        metadata={"description": "Leave out files that cannot be imported, instead of refusing the call."},
    )


class NamedFields(OpenShape):
    """The part of ``fieldData`` that is checked with the body's shape, before any field is looked at."""

    name = Text(required=True, metadata={"description": "The item's name."})
    slug = Text(allow_none=True, metadata={"description": "Made from the name if absent or empty."})


class ItemFlags(Shape):
    """What sets an item's flags and chooses its locale."""

    is_archived = Flag(data_key="isArchived", metadata={"description": "Keep out of publishing."})
    is_draft = Flag(data_key="isDraft", metadata={"description": "Leave out of the next site publish."})
    cms_locale_id = Text(data_key="cmsLocaleId", metadata={"description": "The CMS locale to write to."})


class NewItem(ItemFlags):
    """An item to create."""

    field_data = Nested(
        NamedFields, data_key="fieldData", required=True, metadata={"description": "Values by field slug."}
    )


class NewItems(Shape):
    """Items to create, up to 100."""

    items = Items(
        Nested(NewItem),
        required=True,
        validate=Length(least=1, most=MOST),
        metadata={"description": "Up to 100 items; one that cannot be created refuses all."},
    )


class ItemChanges(ItemFlags):
    """What to change of an item; what is not sent stays."""

    field_data = Object(
        data_key="fieldData",
        metadata={"description": "Values by field slug; null clears one.", "example": {"name": "Another name"}},
    )


class ChangedItem(ItemChanges):
    """What to change, and of which item."""

    id = Text(required=True, metadata={"description": "The item's id."})


class ChangedItems(Shape):
    """Changes to up to 100 items."""

    items = Items(
        Nested(ChangedItem),
        required=True,
        validate=Length(least=1, most=MOST),
        metadata={"description": "Up to 100 changes; one that cannot be made refuses all."},
    )


class VariantsToCreate(Shape):
    """Items to create, each in several locales with the same content."""

    cms_locale_ids = Items(
        Text(),
        data_key="cmsLocaleIds",
        load_default=list,
        metadata={"description": "The locales to create each item in; the primary one if absent or empty."},
    )
    is_archived = Flag(data_key="isArchived", load_default=False, metadata={"description": "Keep out of publishing."})
    is_draft = Flag(
        data_key="isDraft", load_default=True, metadata={"description": "Leave out of the next site publish."}
    )
    field_data = OneOrMany(
        Nested(NamedFields),
        data_key="fieldData",
        most=MOST,
        required=True,
        metadata={"description": "Values by field slug, of one item or of each of several."},
    )


class ItemTarget(Shape):
    """An item, and which of its variants."""

    id = Text(required=True, metadata={"description": "The item's id."})
    cms_locale_ids = Items(
        Text(), data_key="cmsLocaleIds", load_default=list, metadata={"description": "The primary locale if absent."}
    )


class ItemTargets(Shape):
    """Items and their variants."""

    items = Items(
        Nested(ItemTarget),
        required=True,
        validate=Length(least=1, most=MOST),
        metadata={"description": "Up to 100 items."},
    )
