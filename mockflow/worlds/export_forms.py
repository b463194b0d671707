"""Forms and what was submitted with them as a seed says it: the mirror of ``plant_forms``."""

from typing import Any

from mockflow.core.ids import derived_id, derived_uuid
from mockflow.core.wire import iso
from mockflow.domain.form_values import completed, expected_instead
from mockflow.domain.forms import FORMS, SUBMISSIONS, Form, FormField, ResponseSettings, Submission
from mockflow.domain.slugs import slugify

from .export_ground import Exported, said
from .seed_members import BASE_TIME

_MINUTE = 60_000


def export_forms(ground: Exported) -> list[dict[str, Any]]:
    """The site's forms, in their order."""
    return [_form(ground, each) for each in ground.reader.all(FORMS, ground.site.id)]


def _form(ground: Exported, form: Form) -> dict[str, Any]:
    stands = form.stands
    slug = ground.names.last(form.id) or slugify(form.display_name, "form")
    path = f"{ground.prefix}forms/{slug}"
    ground.names.give(path, form.id)
    page = ground.page(stands.page_id, stands.page_name)
    submissions = sorted(ground.reader.all(SUBMISSIONS, form.id), key=lambda each: (each.submitted, each.id))
    content: dict[str, Any] = {
        "displayName": form.display_name,
        "slug": slug,
        "id": form.id,
        "createdOn": iso(form.created),
        "lastUpdated": iso(form.updated),
        **page,
        "pageName": stands.page_name,
        "formElementId": stands.element_id,
        "componentId": stands.component_id,
        "componentElementId": stands.component_element_id,
        "responseSettings": said(form.settings.to_wire(), ResponseSettings().to_wire()),
        "fields": [_field(path, each) for each in form.fields],
        "submissions": [_submission(ground, form, path, at, each) for at, each in enumerate(submissions)],
    }
    usual: dict[str, Any] = {
        "slug": slugify(form.display_name, "form"),
        "id": derived_id(path),
        "createdOn": iso(ground.site.created),
        "lastUpdated": iso(form.created),
        "page": "home",
        "pageName": str(page["page"]).replace("-", " ").capitalize(),
        "formElementId": derived_uuid(path),
        "componentId": None,
        "componentElementId": None,
        "responseSettings": {},
        "fields": [],
        "submissions": [],
    }
    return said(content, usual)


def _field(form_path: str, field: FormField) -> dict[str, Any]:
    path = f"{form_path}/fields/{field.display_name}"
    content: dict[str, Any] = {
        "displayName": field.display_name,
        "id": field.id,
        "type": field.type,
        "element": field.element,
        "elementId": field.element_id,
        "placeholder": field.placeholder,
        "userVisible": not field.hidden,
        "required": field.required,
        "default": field.default,
        "options": list(field.options),
    }
    usual: dict[str, Any] = {
        "id": derived_id(path),
        "type": "Plain",
        "element": "FormRadioInput" if field.options else "FormTextInput",
        "elementId": derived_uuid(path),
        "placeholder": None,
        "userVisible": True,
        "required": False,
        "default": "",
        "options": [],
    }
    return said(content, usual)


def _submission(ground: Exported, form: Form, form_path: str, at: int, submission: Submission) -> dict[str, Any]:
    path = f"{form_path}/submissions/{at + 1}"
    ground.names.give(path, submission.id)
    tags = {locale.id: locale.tag for locale in ground.site.locales}
    response, fields = submission.response, {field.display_name: field for field in form.fields}
    sent = {name: value for name, value in response.items() if _can_be_sent(fields[name], value)}
    blank = completed(form, {})
    content: dict[str, Any] = {
        "id": submission.id,
        "dateSubmitted": iso(submission.submitted),
        "locale": None if submission.locale_id is None else tags[submission.locale_id],
        "formResponse": said(sent, blank),
        "changedTo": {name: value for name, value in response.items() if name not in sent},
    }
    usual: dict[str, Any] = {
        "id": derived_id(path),
        "dateSubmitted": iso(BASE_TIME + at * _MINUTE),
        "locale": None,
        "changedTo": {},
    }
    return said(content, usual)


def _can_be_sent(field: FormField, value: Any) -> bool:
    """Whether a visitor's browser sends such a value: text that fits the field."""
    return isinstance(value, str) and expected_instead(field, value) is None
