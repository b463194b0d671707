"""What a seed may say of the forms of a site."""

from typing import Any

from mockflow.core.schema import Anything, Flag, Items, Nested, Object, StrictShape, Text, one_of
from mockflow.domain.form_values import ELEMENTS, FIELD_TYPES

from .seed_members import A_TIME, Id, Time, id_of, said

_A_UUID = "4e038d2c-6a1e-4953-8be9-a59a2b453177"
_SCALAR: dict[str, Any] = {"type": ["string", "number", "boolean"]}


class _FormField(StrictShape):
    id = id_of("the form's path and displayName")
    display_name = Text(
        data_key="displayName", required=True, **said("Its label, unique in the form in any case.", "Email")
    )
    type = Text(load_default="Plain", validate=one_of(*FIELD_TYPES), **said("The kind of field.", "Email"))
    element = Text(
        validate=one_of(*ELEMENTS),
        **said("Webhooks' word for it; FormRadioInput with options and FormTextInput without if absent.", ELEMENTS[1]),
    )
    placeholder = Text(
        load_default=None, allow_none=True, **said("Shown while it is empty; null for nothing.", "you@example.com")
    )
    user_visible = Flag(
        data_key="userVisible",
        load_default=True,
        **said("Whether visitors see it; false if hidden.", example=False),
    )
    required = Flag(load_default=False, **said("Whether visitors must fill it in.", example=True))
    element_id = Text(
        data_key="elementId", **said("A UUID of its element; derived from the form's path if absent.", _A_UUID)
    )
    default = Anything(
        load_default="",
        metadata={**_SCALAR, "description": "What a hidden field carries.", "example": "Contact page"},
    )
    options = Items(
        Text(), load_default=list, **said("What can be chosen; empty where anything can be written.", ["Yes", "No"])
    )


class _Submission(StrictShape):
    id = id_of("its path")
    submitted = Time(data_key="dateSubmitted", **said("ISO 8601; a minute after the one before.", A_TIME))
    locale = Text(**said("The tag of the locale it came from; the primary one if absent.", "fr"))
    response = Object(
        data_key="formResponse",
        required=True,
        **said("Values by the display names of fields; hidden ones have their default.", {"Email": "a@example.com"}),
    )
    changed = Object(
        values=Anything(metadata={**_SCALAR, "description": "A value.", "example": 5}),
        data_key="changedTo",
        load_default=dict,
        **said("Values that fields were given since, as they were sent: of any kind.", {"Seats": 5}),
    )


class _ResponseSettings(StrictShape):
    redirect_url = Text(data_key="redirectUrl", load_default="", **said("Where a visitor is sent.", "/thank-you"))
    redirect_method = Text(
        data_key="redirectMethod", load_default=None, allow_none=True, **said("By which HTTP method.", "GET")
    )
    redirect_action = Text(
        data_key="redirectAction",
        load_default=None,
        allow_none=True,
        **said("Done instead of that.", "POST https://example.com"),
    )
    confirmation = Flag(
        data_key="sendEmailConfirmation",
        load_default=False,
        **said("Whether a visitor gets an email.", example=True),
    )


class SeedForm(StrictShape):
    """A form with its submissions."""

    id = id_of("its path")
    display_name = Text(data_key="displayName", required=True, **said("Its name.", "Contact"))
    slug = Text(**said("What paths have for it; made from displayName if absent.", "contact"))
    created = Time(data_key="createdOn", **said("ISO 8601; the site's createdOn if absent.", A_TIME))
    updated = Time(data_key="lastUpdated", **said("ISO 8601; createdOn if absent.", A_TIME))
    page = Text(load_default="home", **said("The slug of its page.", "contact"))
    page_id = Id(data_key="pageId", **said("24 hex digits, instead of those of that page.", "64c7e2f0a1b2c3d4e5f60720"))
    page_name = Text(data_key="pageName", **said("The title of its page; made from its slug if absent.", "Contact"))
    element_id = Text(
        data_key="formElementId",
        **said("A UUID, shared by the instances of a component; derived from its path if absent.", _A_UUID),
    )
    component_id = Text(data_key="componentId", **said("The UUID of the component that it is in.", _A_UUID))
    component_element_id = Text(
        data_key="componentElementId", **said("The UUID of the instance of that component.", _A_UUID)
    )
    settings = Nested(
        _ResponseSettings,
        data_key="responseSettings",
        load_default=None,
        **said("What a visitor gets for a submission."),
    )
    fields_ = Items(Nested(_FormField), data_key="fields", load_default=list, **said("Its fields."))
    submissions = Items(Nested(_Submission), load_default=list, **said("What was submitted with it."))
