"""Collections: reading them and their fields."""

from mockflow.core.call import Call
from mockflow.core.paging import Page
from mockflow.core.route import query
from mockflow.core.schema import Anything, Flag, Items, Moment, Nested, Shape, Text
from mockflow.core.store import Reader
from mockflow.domain.collections import COLLECTIONS, Collection
from mockflow.domain.sites import SITES


class CollectionSummarySchema(Shape):
    id = Text(required=True, metadata={"description": "The collection's id."})
    display_name = Text(data_key="displayName", required=True, metadata={"description": "Its name, in the plural."})
    singular_name = Text(data_key="singularName", required=True, metadata={"description": "The name of one item."})
    slug = Text(required=True, metadata={"description": "Its part of a URL."})
    created_on = Moment(data_key="createdOn", required=True, metadata={"description": "The creation."})
    last_updated = Moment(data_key="lastUpdated", required=True, metadata={"description": "The last change of it."})


class FieldSchema(Shape):
    id = Text(required=True, metadata={"description": "32 hex digits."})
    is_editable = Flag(data_key="isEditable", required=True, metadata={"description": "Whether items may set it."})
    is_required = Flag(data_key="isRequired", required=True, metadata={"description": "Whether items must have it."})
    type = Text(required=True, metadata={"description": "The kind of value."})
    slug = Text(required=True, metadata={"description": "Its key in fieldData."})
    display_name = Text(data_key="displayName", required=True, metadata={"description": "Its label."})
    help_text = Text(
        data_key="helpText", required=True, allow_none=True, metadata={"description": "A hint for editors."}
    )
    validations = Anything(
        required=True,
        allow_none=True,
        metadata={
            "description": "Rules for its values, with options and reference targets.",
            "type": ["object", "null"],
        },
    )


class CollectionSchema(CollectionSummarySchema):
    fields_ = Items(
        Nested(FieldSchema),
        data_key="fields",
        required=True,
        metadata={"description": "Custom ones, then name and slug."},
    )


class CollectionsSchema(Shape):
    collections = Items(
        Nested(CollectionSummarySchema), required=True, metadata={"description": "All of the site's collections."}
    )


class _Summary:
    """A collection as its site's list shows it."""

    __slots__ = ("body",)

    def __init__(self, collection: Collection) -> None:
        self.body = collection.summary


def list_collections(reader: Reader, call: Call) -> Page[_Summary]:
    """The site's collections, without their fields and in one page."""
    site = reader.get(SITES, call.path["site_id"])
    return Page("collections", [_Summary(each) for each in reader.all(COLLECTIONS, site.id)])


def get_collection(reader: Reader, call: Call) -> Collection:
    return reader.get(COLLECTIONS, call.path["collection_id"])


ROUTES = (
    query(
        "list-collections",
        "GET /sites/{site_id}/collections",
        list_collections,
        summary="List the collections of a site",
        scope="cms:read",
        returns=CollectionsSchema(),
    ),
    query(
        "collection-details",
        "GET /collections/{collection_id}",
        get_collection,
        summary="Get a collection with its fields",
        scope="cms:read",
        returns=CollectionSchema(),
    ),
)
