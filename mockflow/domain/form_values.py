"""What the fields of a form can hold."""

import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from mockflow.core.wire import dumps, is_unicode, js_numbers

from .forms import Form, FormField

FIELD_TYPES = ("Plain", "Email", "Password", "Phone", "Number")
ELEMENTS = ("FormTextInput", "FormTextarea", "FormCheckboxInput", "FormRadioInput", "FormFileUploadInput")

_CHECKBOX = "FormCheckboxInput"
_ANY = re.compile(".*", re.DOTALL)
_FORMS = {
    "Email": (re.compile(r"[^@\s]+@[^@\s]+"), "an email address"),
    "Number": (re.compile(r"[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,3})?", re.IGNORECASE | re.ASCII), "a number"),
}
_LONGEST = 256
_LONG = 5_000
_LONGEST_OF = {"FormTextarea": _LONG, "FormFileUploadInput": 2_048}
_NUMERIC = frozenset({"Number", "Phone"})


def as_sent(value: Any) -> str:
    """A value as a visitor's browser sends it: everything is text."""
    return value if isinstance(value, str) else dumps(js_numbers(value)).decode()


def is_blank(field: FormField, value: Any) -> bool:
    """Whether the field counts as not filled in with this value, which fits it."""
    text = as_sent(value).strip()
    return not text or (field.element == _CHECKBOX and text == "false")


def expected_instead(field: FormField, value: Any) -> str | None:
    """What this field needs instead of that value; None where the value fits."""
    if field.element == _CHECKBOX:
        return None if isinstance(value, bool) or value in ("true", "false") else "true or false"
    if field.options:
        return None if value in ("", *field.options) else f"one of {', '.join(field.options)}"
    return None if _fits_as_it_is(field, value) else _expected_text(field, value)


def _fits_as_it_is(field: FormField, value: Any) -> bool:
    """Whether it is a number or a boolean of a field that takes such besides text."""
    if isinstance(value, bool):
        return field.hidden
    is_number = isinstance(value, int | float) and abs(value) <= sys.float_info.max
    return is_number and (field.hidden or field.type in _NUMERIC)


def _expected_text(field: FormField, value: Any) -> str | None:
    longest = _LONG if field.hidden else _LONGEST_OF.get(field.element, _LONGEST)
    if not isinstance(value, str) or len(value) > longest or not is_unicode(value):
        return f"text of at most {longest:,} characters"
    form, words = _FORMS.get(field.type, (_ANY, ""))
    return words if value and not form.fullmatch(value) else None


def names_of(fields: Iterable[FormField]) -> str:
    """The display names of these fields, for people."""
    return ", ".join(field.display_name for field in fields) or "none"


def completed(form: Form, values: Mapping[str, Any]) -> dict[str, str]:
    """What a browser sends of these values: all the form's fields in their order, hidden ones with their default."""
    return {field.display_name: as_sent(values.get(field.display_name, _blank(field))) for field in form.fields}


def _blank(field: FormField) -> Any:
    if field.hidden:
        return field.default
    return "false" if field.element == _CHECKBOX else ""
