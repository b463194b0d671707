"""Webflow's official Python client on the double: each method it has for the fields of a collection."""

from webflow.errors import NotFoundError
from webflow.resources.collections.resources.fields.client import FieldsClient
from webflow.types import CollectionItemPatchSingleFieldData, Metadata, MetadataOptionsItem, OptionField, StaticField

from mockflow import Mockflow
from tests.clients.python_sdk import Sdk, methods_without_test, refused


def test_create(sdk: Sdk, mockflow: Mockflow) -> None:
    """A field gets its slug from its name, numbered if that is taken, and an option's values get ids."""
    journal = mockflow.id("journal")
    made = sdk.collections.fields.create(journal, request=StaticField(type="PlainText", display_name="Photo credit"))
    assert (made.type, made.slug, made.is_required) == ("PlainText", "photo-credit", False)
    options = [MetadataOptionsItem(name="Matt"), MetadataOptionsItem(name="Gloss")]
    request = OptionField(display_name="Mood", metadata=Metadata(options=options))
    sdk.collections.fields.create(journal, request=request)
    field = next(each for each in sdk.collections.get(journal).fields if each.slug == "mood-2")
    assert [(option["name"], len(option["id"])) for option in field.validations.options] == [
        ("Matt", 32),
        ("Gloss", 32),
    ]


def test_update(sdk: Sdk, mockflow: Mockflow) -> None:
    """A field gets another name and keeps its slug."""
    journal = mockflow.id("journal")
    summary = next(field for field in sdk.collections.get(journal).fields if field.slug == "summary")
    changed = sdk.collections.fields.update(
        journal, summary.id, is_required=True, display_name="Teaser", help_text="Short"
    )
    assert changed.slug == "summary"
    assert (changed.is_required, changed.display_name, changed.help_text) == (True, "Teaser", "Short")


def test_delete(sdk: Sdk, mockflow: Mockflow) -> None:
    """A field leaves its collection and the items, and is a NotFoundError from then on."""
    journal, post = mockflow.id("journal"), mockflow.id("journal/first-post")
    made = sdk.collections.fields.create(journal, request=StaticField(type="PlainText", display_name="Credit"))
    data = CollectionItemPatchSingleFieldData.model_validate({"credit": "Ada"})
    assert sdk.collections.items.update_item(journal, post, field_data=data).field_data.credit == "Ada"
    sdk.collections.fields.delete(journal, made.id)
    assert not hasattr(sdk.collections.items.get_item(journal, post).field_data, "credit")
    assert len(sdk.collections.get(journal).fields) == 13
    with refused(NotFoundError):
        sdk.collections.fields.update(journal, made.id, display_name="Again")


def test_no_method_is_left_out() -> None:
    """Each method of the client has its test."""
    assert methods_without_test(FieldsClient, globals()) == []
