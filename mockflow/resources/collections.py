"""Collections: list, get with their fields, create, delete."""

from mockflow.core.call import Call
from mockflow.core.done import Done
from mockflow.core.paging import Page
from mockflow.core.refusal import Refusal
from mockflow.core.route import command, query
from mockflow.core.schema import Items, Length, Moment, Nested, Pattern, Shape, Text
from mockflow.core.store import Reader, Transaction
from mockflow.domain.collections import COLLECTIONS, Collection, built_in_fields
from mockflow.domain.field_definitions import MOST_FIELDS, FieldSchema, NewField, make_fields
from mockflow.domain.listing import Body
from mockflow.domain.rewriting import fields_pointing_to, remove_collection
from mockflow.domain.sites import SITES
from mockflow.domain.slugs import slugify

AREA = "cms"


class CollectionSummarySchema(Shape):
    id = Text(required=True, metadata={"description": "The collection's id."})
    display_name = Text(data_key="displayName", required=True, metadata={"description": "Its name, in the plural."})
    singular_name = Text(data_key="singularName", required=True, metadata={"description": "The name of one item."})
    slug = Text(required=True, metadata={"description": "Its part of a URL."})
    created_on = Moment(data_key="createdOn", required=True, metadata={"description": "The creation."})
    last_updated = Moment(data_key="lastUpdated", required=True, metadata={"description": "The last change of it."})


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


class NewCollection(Shape):
    """A collection to create."""

    display_name = Text(
        data_key="displayName",
        required=True,
        validate=Pattern(r"\S"),
        metadata={"description": "Its name, in the plural; no other collection of the site has it."},
    )
    singular_name = Text(
        data_key="singularName", required=True, validate=Pattern(r"\S"), metadata={"description": "Of one item."}
    )
    slug = Text(load_default="", metadata={"description": "Its part of a URL; made from singularName if absent."})
    fields_ = Items(
        Nested(NewField),
        data_key="fields",
        load_default=list,
        validate=Length(most=MOST_FIELDS),
        metadata={"description": "Fields besides name and slug."},
    )


def list_collections(reader: Reader, call: Call) -> Page[Body]:
    """The site's collections, without their fields and in one page."""
    site = reader.get(SITES, call.path["site_id"])
    return Page("collections", [Body(each.summary) for each in reader.all(COLLECTIONS, site.id)])


def get_collection(reader: Reader, call: Call) -> Collection:
    return reader.get(COLLECTIONS, call.path["collection_id"])


def create_collection(tx: Transaction, call: Call) -> Collection:
    """A collection with the fields that the body names, and a name and a slug as every collection has."""
    site, body = tx.get(SITES, call.path["site_id"]), call.body
    others = tx.all(COLLECTIONS, site.id)
    slug = slugify(body["slug"] or body["singular_name"], otherwise="collection")
    if any(other.display_name == body["display_name"] or other.slug == slug for other in others):
        raise Refusal("duplicate_collection")
    collection_id = tx.new_id()
    collection = Collection(
        id=collection_id,
        site_id=site.id,
        display_name=body["display_name"],
        singular_name=body["singular_name"],
        slug=slug,
        created=tx.now,
        updated=tx.now,
        fields=(*make_fields(tx, site.id, body["fields_"], ()), *built_in_fields(collection_id)),
        place=max((other.place + 1 for other in others), default=0),
    )
    return tx.put(COLLECTIONS, collection)


def delete_collection(tx: Transaction, call: Call) -> None:
    """The collection and its items; fields of others that refer to it go too, unless the world has it otherwise."""
    collection = tx.get(COLLECTIONS, call.path["collection_id"])
    if collection.store_kind:
        raise Refusal("forbidden", "User is not authorized to perform this action: the store needs this collection")
    if call.quirks["refuse_delete_of_referenced"] == "on":
        users = [f"'{other.display_name}'" for other, _ in fields_pointing_to(tx, collection)]
        if users:
            raise Refusal("conflict", f"Conflict: This collection is still being used by: {', '.join(users)}")
    remove_collection(tx, collection)


ROUTES = (
    query(
        "list-collections",
        "GET /sites/{site_id}/collections",
        list_collections,
        summary="List the collections of a site",
        scope="cms:read",
        returns=CollectionsSchema,
    ),
    query(
        "collection-details",
        "GET /collections/{collection_id}",
        get_collection,
        summary="Get a collection with its fields",
        scope="cms:read",
        returns=CollectionSchema,
    ),
    command(
        "create-collection",
        "POST /sites/{site_id}/collections",
        create_collection,
        summary="Create a collection",
        scope="cms:write",
        done=Done("created", "collection", "added"),
        body=NewCollection,
        returns=CollectionSchema,
        refusals=("duplicate_collection",),
    ),
    command(
        "delete-collection",
        "DELETE /collections/{collection_id}",
        delete_collection,
        summary="Delete a collection with its items",
        scope="cms:write",
        done=Done("deleted", "collection", "removed"),
        success=204,
        refusals=("conflict",),
    ),
)
