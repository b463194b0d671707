"""Text, numbers, times, switches, colors and options."""

import re
from typing import Any, ClassVar

from mockflow.core.schema import Unfit
from mockflow.core.wire import iso, js_number, millis

from .value import Value, demand

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


class TextValue(Value):
    expected = "a string"

    def read(self, value: Any) -> str:
        demand(isinstance(value, str))
        longest, shortest = self.rules.get("maxLength"), self.rules.get("minLength")
        if longest is not None and len(value) > longest:
            raise Unfit(f"at most {longest} characters|Is too long")
        if shortest is not None and len(value) < shortest:
            raise Unfit(f"at least {shortest} characters|Is too short")
        return str(value)


class SlugValue(TextValue):
    expected = "a slug"

    def read(self, value: Any) -> str:
        text = super().read(value)
        if text and not _SLUG.fullmatch(text):
            raise Unfit(
                "letters, digits, - and _, not beginning with -|"
                f"Value is not a valid slug, it should match pattern ^{_SLUG.pattern}$"
            )
        return text


class PatternValue(TextValue):
    pattern: ClassVar[re.Pattern[str]]

    def read(self, value: Any) -> str:
        text = super().read(value)
        demand(not text or self.pattern.fullmatch(text))
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
        demand(not text or _COLOR.fullmatch(text) or text.lower() in _COLOR_NAMES)
        return text


class NumberValue(Value):
    expected = "a number"

    def read(self, value: Any) -> float:
        demand(isinstance(value, int | float) and not isinstance(value, bool))
        rules = self.rules
        if rules.get("format") == "integer" and value != int(value):
            raise Unfit("a whole number|")
        least = rules.get("minValue", 0 if rules.get("allowNegative") is False else None)
        most = rules.get("maxValue")
        if least is not None and value < least:
            raise Unfit(f"a number from {least} on|")
        if most is not None and value > most:
            raise Unfit(f"a number up to {most}|")
        if rules.get("allowZero") is False and value == 0:
            raise Unfit("a number other than 0|")
        number: float = js_number(value)
        return number


class TimeValue(Value):
    expected = "an ISO 8601 time"

    def read(self, value: Any) -> str | None:
        demand(isinstance(value, str))
        return iso(millis(value)) if value else None


class SwitchValue(Value):
    expected = "true or false"

    def read(self, value: Any) -> bool:
        demand(isinstance(value, bool))
        return bool(value)


class OptionValue(Value):
    expected = "the id of one of the field's options"

    def read(self, value: Any) -> str | None:
        ids = {option["id"] for option in self.rules["options"]}
        demand(isinstance(value, str) and (not value or value in ids))
        return value or None
