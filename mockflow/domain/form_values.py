"""What the fields of a form can hold."""

import re
import sys
from collections.abc import Iterable
from typing import Any

from mockflow.core.wire import is_unicode

from .forms import Form, FormField

FIELD_TYPES = ("Plain", "Email", "Password", "Phone", "Number")
ELEMENTS = ("FormTextInput", "FormTextarea", "FormCheckboxInput", "FormRadioInput", "FormFileUploadInput")

_ANY = re.compile(".*", re.DOTALL)
_FORMS = {
    "Email": (re.compile(r"[^@\s]+@[^@\s]+"), "an email address"),
    "Number": (re.compile(r"[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,3})?", re.IGNORECASE | re.ASCII), "a number"),
}
_LONGEST = 256
_LONG = 5_000
_LONGEST_OF = {"FormTextarea": _LONG, "FormFileUploadInput": 2_048}
_NUMERIC = frozenset({"Number", "Phone"})


def is_blank(value: Any) -> bool:
    """Whether a field with this value counts as not filled in."""
    return value is False or (isinstance(value, str) and not value.strip())


def blank_of(field: FormField) -> Any:
    """What a field carries that nobody filled in."""
    if field.hidden:
        return field.default
    return False if field.element == "FormCheckboxInput" else ""


def expected_instead(field: FormField, value: Any) -> str | None:
    """What this field needs instead of that value; None where it can have it."""
    if isinstance(value, bool) and (field.hidden or field.element == "FormCheckboxInput"):
        return None
    if field.element == "FormCheckboxInput":
        return "true or false"
    if field.options:
        return None if value in ("", *field.options) else f"one of {', '.join(field.options)}"
    if _is_number(value) and (field.hidden or field.type in _NUMERIC):
        return None
    return _expected_text(field, value)


def _expected_text(field: FormField, value: Any) -> str | None:
    longest = _LONG if field.hidden else _LONGEST_OF.get(field.element, _LONGEST)
    if not isinstance(value, str) or len(value) > longest or not is_unicode(value):
        return f"text of at most {longest:,} characters"
    form, words = _FORMS.get(field.type, (_ANY, ""))
    return words if value and not form.fullmatch(value) else None


def _is_number(value: Any) -> bool:
    is_one = isinstance(value, int | float) and not isinstance(value, bool)
    return is_one and abs(value) <= sys.float_info.max


def names_of(fields: Iterable[FormField]) -> str:
    """The display names of these fields, for people."""
    return ", ".join(field.display_name for field in fields) or "none"


def completed(form: Form, values: dict[str, Any]) -> dict[str, Any]:
    """Values of all the form's fields in their order: hidden ones have their default, others are left blank."""
    return {field.display_name: values.get(field.display_name, blank_of(field)) for field in form.fields}
