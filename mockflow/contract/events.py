"""The events of the contract: what a webhook is sent for each trigger."""

from typing import Any

from apispec import APISpec

from mockflow.core.schema import Flag, Items, Moment, Nested, Object, Shape, Text, one_of
from mockflow.domain.item_rows import ItemSchema
from mockflow.domain.order_shapes import OrderSchema
from mockflow.domain.triggers import TRIGGERS
from mockflow.domain.users import PersonSchema
from mockflow.resources.inventory import InventorySchema

from .schemas import described

_JSON = "application/json"


class SubmittedFieldSchema(Shape):
    field_name = Text(data_key="fieldName", required=True, metadata={"description": "The field's label."})
    field_type = Text(
        data_key="fieldType",
        required=True,
        metadata={"description": "Its kind."},
        validate=one_of("FormTextInput", "FormTextarea", "FormCheckboxInput", "FormRadioInput", "FormFileUploadInput"),
    )
    field_element_id = Text(data_key="fieldElementId", required=True, metadata={"description": "Its element."})


class SubmissionPayload(Shape):
    name = Text(required=True, metadata={"description": "The form's name."})
    site_id = Text(data_key="siteId", required=True, metadata={"description": "Its site."})
    data = Object(required=True, metadata={"description": "What was filled in, by label."})
    schema = Items(Nested(SubmittedFieldSchema), required=True, metadata={"description": "The form's fields."})
    submitted_at = Moment(data_key="submittedAt", required=True, metadata={"description": "When it was sent."})
    id = Text(required=True, metadata={"description": "The submission's id."})
    form_id = Text(data_key="formId", required=True, metadata={"description": "The form's id."})
    form_element_id = Text(data_key="formElementId", required=True, metadata={"description": "The form's element."})
    locale_id = Text(
        data_key="localeId", required=True, allow_none=True, metadata={"description": "The locale it came from."}
    )


class PublisherSchema(Shape):
    display_name = Text(data_key="displayName", required=True, metadata={"description": "Who published."})


class SitePublishPayload(Shape):
    domains = Items(Text(), required=True, metadata={"description": "Where it was published."})
    site_id = Text(data_key="siteId", required=True, metadata={"description": "The site."})
    published_on = Moment(data_key="publishedOn", required=True, metadata={"description": "When."})
    published_by = Nested(PublisherSchema, data_key="publishedBy", required=True, metadata={"description": "By whom."})
    publish_scope = Text(
        data_key="publishScope",
        required=True,
        validate=one_of("page", "site"),
        metadata={"description": "Whether one page or the whole site was published."},
    )
    page_id = Text(data_key="pageId", metadata={"description": "That page."})


class ItemPayload(ItemSchema):
    workspace_id = Text(data_key="workspaceId", required=True, metadata={"description": "The site's workspace."})
    site_id = Text(data_key="siteId", required=True, metadata={"description": "The site."})
    collection_id = Text(data_key="collectionId", required=True, metadata={"description": "The collection."})


class PagePayload(Shape):
    site_id = Text(data_key="siteId", required=True, metadata={"description": "The site."})
    page_id = Text(data_key="pageId", required=True, metadata={"description": "The page."})
    page_title = Text(data_key="pageTitle", required=True, metadata={"description": "Its title."})
    page_name = Text(data_key="pageName", required=True, metadata={"description": "Its title, once more."})
    archived = Flag(required=True, metadata={"description": "Whether it is archived."})
    draft = Flag(required=True, metadata={"description": "Whether it is a draft."})
    is_branch = Flag(data_key="isBranch", required=True, metadata={"description": "Always false."})
    published_path = Text(data_key="publishedPath", required=True, metadata={"description": "Its path on the site."})


class PageCreatedPayload(PagePayload):
    created_on = Moment(data_key="createdOn", required=True, metadata={"description": "When."})


class PageUpdatedPayload(PagePayload):
    last_updated = Moment(data_key="lastUpdated", required=True, metadata={"description": "When."})


class PageDeletedPayload(PagePayload):
    deleted_on = Moment(data_key="deletedOn", required=True, metadata={"description": "When."})


class CommentPayload(Shape):
    thread_id = Text(data_key="threadId", required=True, metadata={"description": "The thread."})
    comment_id = Text(data_key="commentId", required=True, metadata={"description": "The comment."})
    type = Text(required=True, metadata={"description": "new_comment or reply."})
    site_id = Text(data_key="siteId", required=True, metadata={"description": "The site."})
    page_id = Text(data_key="pageId", required=True, metadata={"description": "The page."})
    locale_id = Text(
        data_key="localeId", required=True, allow_none=True, metadata={"description": "The page's locale."}
    )
    breakpoint = Text(required=True, metadata={"description": "The width that was looked at."})
    url = Text(required=True, metadata={"description": "The thread in the Designer."})
    content = Text(required=True, metadata={"description": "What was written."})
    is_resolved = Flag(data_key="isResolved", required=True, metadata={"description": "Whether the thread is done."})
    mentioned_users = Items(
        Nested(PersonSchema), data_key="mentionedUsers", required=True, metadata={"description": "Always empty."}
    )
    created_on = Moment(data_key="createdOn", required=True, metadata={"description": "When."})
    last_updated = Moment(data_key="lastUpdated", required=True, metadata={"description": "When."})
    author = Nested(PersonSchema, required=True, metadata={"description": "Who wrote it."})


PAYLOADS: dict[str, type[Shape]] = {
    "form_submission": SubmissionPayload,
    "site_publish": SitePublishPayload,
    "page_created": PageCreatedPayload,
    "page_metadata_updated": PageUpdatedPayload,
    "page_deleted": PageDeletedPayload,
    "ecomm_new_order": OrderSchema,
    "ecomm_order_changed": OrderSchema,
    "ecomm_inventory_changed": InventorySchema,
    **dict.fromkeys((each for each in TRIGGERS if each.startswith("collection_item_")), ItemPayload),
    "comment_created": CommentPayload,
}
"""What each trigger's webhooks are sent."""


def add_events(spec: APISpec) -> None:
    """Add every event, in the order of the triggers."""
    spec.options["webhooks"] = {trigger: {"post": _event(spec, trigger)} for trigger in TRIGGERS}


def _event(spec: APISpec, trigger: str) -> dict[str, Any]:
    schema = {
        "type": "object",
        "required": ["triggerType", "payload"],
        "properties": {
            "triggerType": {"type": "string", "enum": [trigger]},
            "payload": described(spec, PAYLOADS[trigger]),
        },
    }
    return {
        "operationId": trigger,
        "requestBody": {"required": True, "content": {_JSON: {"schema": schema}}},
        "responses": {"200": {"description": "Taken; any other answer is followed by another attempt."}},
    }
