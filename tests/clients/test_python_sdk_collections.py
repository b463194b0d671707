"""Webflow's official Python client on the double: each method it has for collections."""

from webflow.errors import ConflictError, NotFoundError
from webflow.resources.collections.client import CollectionsClient
from webflow.types import (
    Metadata,
    MetadataOptionsItem,
    OptionField,
    ReferenceField,
    ReferenceFieldMetadata,
    StaticField,
)

from mockflow import Mockflow
from tests.clients.python_sdk import Sdk, methods_without_test, refused


def test_list(sdk: Sdk, mockflow: Mockflow) -> None:
    """The collections of a site, without their fields."""
    listed = sdk.collections.list(mockflow.site_id).collections
    assert {"journal", "authors", "topics"} <= {each.slug for each in listed}
    assert mockflow.id("journal") in [each.id for each in listed]


def test_create(sdk: Sdk, mockflow: Mockflow) -> None:
    """A collection with fields of each of the client's three kinds; a name that is taken is a ConflictError."""
    journal = mockflow.id("journal")
    options = [MetadataOptionsItem(name="Gas"), MetadataOptionsItem(name="Wood")]
    made = sdk.collections.create(
        mockflow.site_id,
        display_name="Kilns",
        singular_name="Kiln",
        fields=[
            StaticField(type="PlainText", display_name="Maker", is_required=True, help_text="Who built it"),
            OptionField(display_name="Fuel", metadata=Metadata(options=options)),
            ReferenceField(
                type="Reference", display_name="Seen in", metadata=ReferenceFieldMetadata(collection_id=journal)
            ),
        ],
    )
    assert (made.slug, made.singular_name) == ("kiln", "Kiln")
    fields = {field.slug: field for field in made.fields}
    assert fields.keys() == {"maker", "fuel", "seen-in", "name", "slug"}
    assert (fields["maker"].is_required, fields["maker"].help_text) == (True, "Who built it")
    assert [option["name"] for option in fields["fuel"].validations.options] == ["Gas", "Wood"]
    assert fields["seen-in"].validations.model_dump(by_alias=True)["collectionId"] == journal
    with refused(ConflictError, "duplicate_collection"):
        sdk.collections.create(mockflow.site_id, display_name="Kilns", singular_name="Oven")


def test_get(sdk: Sdk, mockflow: Mockflow) -> None:
    """A collection with its fields."""
    read = sdk.collections.get(mockflow.id("journal"))
    assert (read.display_name, read.created_on.year, len(read.fields)) == ("Journal", 2025, 13)


def test_delete(sdk: Sdk, mockflow: Mockflow) -> None:
    """A collection leaves, and its items with it."""
    topics = mockflow.id("topics")
    before = [each.id for each in sdk.collections.list(mockflow.site_id).collections]
    sdk.collections.delete(topics)
    left = [each.id for each in sdk.collections.list(mockflow.site_id).collections]
    assert left == [each for each in before if each != topics]
    assert len(left) == len(before) - 1
    with refused(NotFoundError):
        sdk.collections.get(topics)
    with refused(NotFoundError):
        sdk.collections.items.list_items(topics)


def test_no_method_is_left_out() -> None:
    """Each method of the client has its test."""
    assert methods_without_test(CollectionsClient, globals()) == []
