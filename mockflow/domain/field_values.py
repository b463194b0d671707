"""The values that a field takes, one marshmallow field for each type.

A message reads ``expected|text``: what a person writing a seed is told was expected, and Webflow's own words for the
API's error where they are known.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, ClassVar

from marshmallow import ValidationError, fields

from mockflow.core.ids import is_object_id
from mockflow.core.wire import iso, js_number, millis

from .collections import Field

UNKNOWN = "a field of the collection|Field not described in schema: undefined"
CLEARED = "a value, since the field is required|Required field cannot be cleared"
_SLUG = re.compile(r"[_a-zA-Z0-9][-_a-zA-Z0-9]*", re.ASCII)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_LINK = re.compile(r"(https?://|mailto:|tel:|[/#?])\S*", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
_COLOR = re.compile(
    r"#(?:[0-9a-f]{3}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8})|(?:rgb|hsl)a?\([\d\s.,%/a-z+-]+\)|transparent", re.IGNORECASE
)
_COLOR_NAMES = frozenset(
    """aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood
    cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray
    darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen
    darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue
    firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew
    hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan
    lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray
    lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue
    mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred
    midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid
    palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple
    rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue
    slateblue slategray slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white
    whitesmoke yellow yellowgreen""".split()  # noqa: SIM905 - a list would be 150 lines
)


class Value(fields.Field[Any]):
    """A value of a field: ``read`` makes the stored one of it, or raises ValueError."""

    expected: ClassVar[str]
    emptied: ClassVar[tuple[Any, ...]] = ("",)

    def __init__(self, field: Field) -> None:
        self.rules: Mapping[str, Any] = field.validations or {}
        self.is_required = field.is_required
        super().__init__(allow_none=True)

    def deserialize(self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any) -> Any:  # noqa: ARG002 - marshmallow's signature
        if self.is_required and (value is None or value in self.emptied):
            raise ValidationError(self.cleared(value))
        if value is None:
            return None
        try:
            return self.read(value)
        except ValueError:
            raise ValidationError(f"{self.expected}|") from None

    def cleared(self, value: Any) -> str:  # noqa: ARG002 - a reference tells null from empty
        """What a required field says to nothing."""
        return CLEARED

    def read(self, value: Any) -> Any:
        """The stored form of this value; ValueError if it is not one of this type."""
        raise NotImplementedError


def _demand(holds: object) -> None:
    if not holds:
        raise ValueError


class TextValue(Value):
    expected = "a string"

    def read(self, value: Any) -> str:
        _demand(isinstance(value, str))
        longest, shortest = self.rules.get("maxLength"), self.rules.get("minLength")
        if longest is not None and len(value) > longest:
            raise ValidationError(f"at most {longest} characters|Is too long")
        if shortest is not None and len(value) < shortest:
            raise ValidationError(f"at least {shortest} characters|Is too short")
        return str(value)


class SlugValue(TextValue):
    expected = "a slug"

    def read(self, value: Any) -> str:
        text = super().read(value)
        if text and not _SLUG.fullmatch(text):
            raise ValidationError(
                "letters, digits, - and _, not beginning with -|"
                f"Value is not a valid slug, it should match pattern ^{_SLUG.pattern}$"
            )
        return text


class PatternValue(TextValue):
    pattern: ClassVar[re.Pattern[str]]

    def read(self, value: Any) -> str:
        text = super().read(value)
        _demand(not text or self.pattern.fullmatch(text))
        return text


class EmailValue(PatternValue):
    expected, pattern = "an email address", _EMAIL


class LinkValue(PatternValue):
    expected, pattern = "a URL", _LINK


class VideoValue(PatternValue):
    expected, pattern = "an http or https URL", _WEB


class ColorValue(TextValue):
    expected = "a CSS color"

    def read(self, value: Any) -> str:
        text = super().read(value)
        _demand(not text or _COLOR.fullmatch(text) or text.lower() in _COLOR_NAMES)
        return text


class NumberValue(Value):
    expected = "a number"

    def read(self, value: Any) -> float:
        _demand(isinstance(value, int | float) and not isinstance(value, bool))
        rules = self.rules
        if rules.get("format") == "integer" and value != int(value):
            raise ValidationError("a whole number|")
        least = rules.get("minValue", 0 if rules.get("allowNegative") is False else None)
        most = rules.get("maxValue")
        if least is not None and value < least:
            raise ValidationError(f"a number from {least} on|")
        if most is not None and value > most:
            raise ValidationError(f"a number up to {most}|")
        if rules.get("allowZero") is False and value == 0:
            raise ValidationError("a number other than 0|")
        number: float = js_number(value)
        return number


class TimeValue(Value):
    expected = "an ISO 8601 time"

    def read(self, value: Any) -> str | None:
        _demand(isinstance(value, str))
        return iso(millis(value)) if value else None


class SwitchValue(Value):
    expected = "true or false"

    def read(self, value: Any) -> bool:
        _demand(isinstance(value, bool))
        return bool(value)


class OptionValue(Value):
    expected = "the id of one of the field's options"

    def read(self, value: Any) -> str | None:
        ids = {option["id"] for option in self.rules["options"]}
        _demand(isinstance(value, str) and (not value or value in ids))
        return value or None


class ReferenceValue(Value):
    expected = "an ItemRef"

    def cleared(self, value: Any) -> str:
        return "an ItemRef|Expected value to be an ItemRef: 'null'" if value is None else CLEARED

    def read(self, value: Any) -> str | None:
        _demand(isinstance(value, str) and (not value or is_object_id(value)))
        return value.lower() or None


class ReferencesValue(Value):
    expected = "a list of ItemRefs"
    emptied = ([], "")

    def read(self, value: Any) -> list[str]:
        _demand(isinstance(value, list) and all(isinstance(each, str) and is_object_id(each) for each in value))
        return list(dict.fromkeys(each.lower() for each in value))


class FileValue(Value):
    """A file by URL or by id. Loading checks the form; ``files`` finds or imports what it names."""

    expected = "an object with a url or a fileId"
    emptied = ({}, "")

    def read(self, value: Any) -> dict[str, Any] | None:
        if value == "":
            return None
        file = {"url": value} if isinstance(value, str) else value
        _demand(isinstance(file, dict) and ("url" in file or "fileId" in file))
        _demand(all(isinstance(file.get(key), str | None) for key in ("url", "fileId", "alt")))
        return {"fileId": file.get("fileId"), "url": file.get("url"), "alt": file.get("alt")}


class FilesValue(Value):
    expected = "a list of objects with a url or a fileId"
    emptied = ([], "")

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._each = FileValue(field)

    def read(self, value: Any) -> list[dict[str, Any]]:
        _demand(isinstance(value, list))
        files = [self._each.read(each) for each in value]
        return [file for file in files if file is not None]


_TYPES: dict[str, type[Value]] = {
    "PlainText": TextValue,
    "RichText": TextValue,
    "Phone": TextValue,
    "Image": FileValue,
    "File": FileValue,
    "MultiImage": FilesValue,
    "VideoLink": VideoValue,
    "Link": LinkValue,
    "Email": EmailValue,
    "Number": NumberValue,
    "DateTime": TimeValue,
    "Switch": SwitchValue,
    "Color": ColorValue,
    "Option": OptionValue,
    "Reference": ReferenceValue,
    "MultiReference": ReferencesValue,
}


@lru_cache(maxsize=1024)
def values_of(field_list: tuple[Field, ...]) -> Mapping[str, Value]:
    """What each key of a collection's ``fieldData`` takes, built once for each field list."""
    made: dict[str, Value] = {}
    for field in field_list:
        value = SlugValue if field.slug == "slug" else _TYPES[field.type]
        made[field.slug] = value(field)
    made["slug"].is_required = False  # it may always be left out: it is made from the name
    return made
