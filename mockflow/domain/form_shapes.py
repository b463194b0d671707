"""Shapes of forms and of what is submitted with them."""

from mockflow.core.schema import Flag, Items, Moment, Nested, Object, Shape, Text, one_of

from .form_values import FIELD_TYPES
from .listing import PagingQuery, pagination


class FormFieldSchema(Shape):
    display_name = Text(
        data_key="displayName", required=True, metadata={"description": "Its label, the key of its values."}
    )
    type = Text(required=True, validate=one_of(*FIELD_TYPES), metadata={"description": "The kind of field."})
    placeholder = Text(required=True, allow_none=True, metadata={"description": "Shown while it is empty."})
    user_visible = Flag(
        data_key="userVisible", required=True, metadata={"description": "Whether visitors see it; false if hidden."}
    )


class ResponseSettingsSchema(Shape):
    redirect_url = Text(
        data_key="redirectUrl", required=True, metadata={"description": "Where a visitor is sent; empty for nowhere."}
    )
    redirect_method = Text(
        data_key="redirectMethod", required=True, allow_none=True, metadata={"description": "By which HTTP method."}
    )
    redirect_action = Text(
        data_key="redirectAction", required=True, allow_none=True, metadata={"description": "Done instead of that."}
    )
    send_email_confirmation = Flag(
        data_key="sendEmailConfirmation", required=True, metadata={"description": "Whether a visitor gets an email."}
    )


class FormSchema(Shape):
    id = Text(required=True, metadata={"description": "The form's id."})
    display_name = Text(data_key="displayName", required=True, metadata={"description": "Its name."})
    created_on = Moment(data_key="createdOn", required=True, metadata={"description": "The creation."})
    last_updated = Moment(data_key="lastUpdated", required=True, metadata={"description": "The last change of it."})
    fields_ = Object(
        data_key="fields",
        values=Nested(FormFieldSchema),
        required=True,
        metadata={"description": "Its fields by their ids."},
    )
    response_settings = Nested(ResponseSettingsSchema, data_key="responseSettings", required=True)
    site_id = Text(data_key="siteId", required=True, metadata={"description": "The site it is on."})
    site_domain_id = Text(data_key="siteDomainId", required=True, metadata={"description": "The host name it is at."})
    page_id = Text(data_key="pageId", required=True, metadata={"description": "The page it is on."})
    page_name = Text(data_key="pageName", required=True, metadata={"description": "The title of that page."})
    form_element_id = Text(
        data_key="formElementId", required=True, metadata={"description": "Shared by instances of a component."}
    )
    workspace_id = Text(data_key="workspaceId", required=True, metadata={"description": "The site's workspace."})
    component_id = Text(data_key="componentId", metadata={"description": "The component it is in, if it is in one."})
    component_element_id = Text(
        data_key="componentElementId", metadata={"description": "The instance of that component."}
    )


class FormsSchema(Shape):
    forms = Items(Nested(FormSchema), required=True, metadata={"description": "The page's forms."})
    pagination = pagination()


class FormSubmissionSchema(Shape):
    id = Text(required=True, metadata={"description": "The submission's id."})
    form_id = Text(data_key="formId", required=True, metadata={"description": "The form that was submitted."})
    display_name = Text(data_key="displayName", required=True, metadata={"description": "The form's name."})
    site_id = Text(data_key="siteId", required=True, metadata={"description": "The site it is on."})
    workspace_id = Text(data_key="workspaceId", required=True, metadata={"description": "The site's workspace."})
    date_submitted = Moment(data_key="dateSubmitted", required=True, metadata={"description": "The time of it."})
    form_response = Object(
        data_key="formResponse", required=True, metadata={"description": "Values by the display names of fields."}
    )
    locale_id = Text(
        data_key="localeId",
        required=True,
        allow_none=True,
        metadata={"description": "The locale it came from; null for the primary one."},
    )


class FormSubmissionsSchema(Shape):
    form_submissions = Items(
        Nested(FormSubmissionSchema),
        data_key="formSubmissions",
        required=True,
        metadata={"description": "The page's submissions, newest first."},
    )
    pagination = pagination()


class ElementQuery(PagingQuery):
    element_id = Text(
        data_key="elementId", load_default="", metadata={"description": "The formElementId of the forms that count."}
    )


class SubmissionChanges(Shape):
    """New values for the fields of a submission."""

    form_submission_data = Object(
        data_key="formSubmissionData",
        required=True,
        metadata={"description": "Values by the display names of hidden fields."},
    )
