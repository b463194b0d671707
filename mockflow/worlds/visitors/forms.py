"""A visitor submits a form."""

from collections.abc import Mapping
from typing import Any

from mockflow.core.wire import loads
from mockflow.domain.form_values import completed, expected_instead, is_blank, names_of
from mockflow.domain.forms import FORMS, SUBMISSIONS, Form, FormField, FormSubmitted, make_submission

from .visit import UnknownIdError, Visit, shown

_MADE_UP: Mapping[str, Any] = {
    "Email": "visitor@example.com",
    "Password": "only-made-up",
    "Phone": "+32 470 00 00 00",
    "Number": 3,
    "FormTextarea": "Do you still have the tall lamp in oak? We would like two of them for the reading corner.",
    "FormCheckboxInput": True,
    "FormFileUploadInput": "https://files.example.com/sketch.pdf",
}
_SOMETHING = "Robin Visitor"


def submit_form(visit: Visit) -> dict[str, Any]:
    """Submit a form of the site, the first by default, with ``data`` or with made-up values.

    The keys of ``data`` are display names of fields in any case. What it leaves out is blank, but for hidden fields,
    which have their default.
    """
    tx, form = visit.tx, _form(visit)
    given = visit.given.get("data")
    values = _made_up(form) if given is None else _named(form, given)
    _check(form, values)
    submission = make_submission(form, tx.new_id(), tx.now, None, completed(form, values))
    tx.put(SUBMISSIONS, submission)
    tx.emit(FormSubmitted(form.site_id, form, submission))
    answer: dict[str, Any] = loads(submission.body)
    return answer


def _form(visit: Visit) -> Form:
    """The form that ``formId`` names, or the first of the site."""
    given = visit.given.get("formId")
    form_id = None if given is None else str(given).lower()
    forms = list(visit.tx.all(FORMS, visit.site().id))
    if form_id is not None and visit.given.get("siteId") is None:
        known = visit.tx.find(FORMS, form_id)
        forms += [known] if known is not None and known not in forms else []
    found = [form for form in forms if form_id in (None, form.id)]
    if not found:
        ids = ", ".join(f"{form.id} ({form.display_name})" for form in forms) or "none, since the site has no form"
        raise UnknownIdError(f"formId: expected one of {ids}, found {'nothing' if given is None else shown(given)}")
    return found[0]


def _made_up(form: Form) -> dict[str, Any]:
    return {field.display_name: _made_up_value(field) for field in form.fields if not field.hidden}


def _made_up_value(field: FormField) -> Any:
    if field.options:
        return field.options[0]
    return _MADE_UP.get(field.element) or _MADE_UP.get(field.type, _SOMETHING)


def _named(form: Form, given: Any) -> dict[str, Any]:
    """The given values by the display names of their fields."""
    if not isinstance(given, Mapping):
        raise ValueError(f"data: expected an object with values for the fields {names_of(form.fields)}")  # noqa: TRY004 - as every bad value
    names = {field.display_name.casefold(): field.display_name for field in form.fields}
    values: dict[str, Any] = {}
    for name, value in given.items():
        known = names.get(str(name).casefold())
        if known is None:
            raise ValueError(f"data: expected values of the fields {names_of(form.fields)}, found {name}")
        if known in values:
            raise ValueError(f"data: expected one value of the field {known}, found another as {name}")
        values[known] = value
    return values


def _check(form: Form, values: Mapping[str, Any]) -> None:
    for field in form.fields:
        name = field.display_name
        value = values.get(name, "")
        expected = expected_instead(field, value) if name in values else None
        if expected is not None:
            raise ValueError(f"data.{name}: expected {expected}, found {str(value)[:60]}")
        if field.required and is_blank(field, value):
            required = names_of(each for each in form.fields if each.required)
            raise ValueError(
                f"data: expected a value for {name}, found none; the form has the fields {names_of(form.fields)}, "
                f"and needs {required}"
            )
