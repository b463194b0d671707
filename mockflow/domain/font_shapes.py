"""The shapes of custom fonts, and what an upload of one needs."""

from typing import Any

from mockflow.core.schema import (
    Flag,
    Items,
    Length,
    Moment,
    Nested,
    Number,
    Object,
    Pattern,
    Shape,
    StrictShape,
    Text,
    Unfit,
    Whole,
    one_of,
)

from .fonts import DISPLAYS, FORMATS, HEAVIEST, LEGACY, LIGHTEST, LONGEST_LABEL, LONGEST_NAME, MOST_AXES, TAG
from .listing import pagination

MOST_AT_ONCE = 100
_ID = r"^[0-9a-fA-F]{24}$"


def check_weight(value: int) -> None:
    """That CSS knows this weight; raises Unfit."""
    if not LIGHTEST <= value <= HEAVIEST:
        raise Unfit(f"type:integer from {LIGHTEST} to {HEAVIEST}")


def _up_to(most: int) -> Pattern:
    return Pattern(rf"^[\s\S]{{1,{most}}}$")


def _family(**further: Any) -> Text:
    said = "Its font-family in CSS, of which commas are left out."
    return Text(
        data_key="fontFamily",
        allow_none=False,
        validate=_up_to(LONGEST_NAME),
        metadata={"description": said},
        **further,
    )


def _weight(**further: Any) -> Whole:
    said = {"description": "Its font-weight in CSS.", "minimum": LIGHTEST, "maximum": HEAVIEST}
    return Whole(validate=check_weight, metadata=said, **further)


def _italic(**further: Any) -> Flag:
    return Flag(metadata={"description": "Whether it is italic."}, **further)


def _display(**further: Any) -> Text:
    said = "Its font-display in CSS."
    return Text(data_key="fontDisplay", validate=one_of(*DISPLAYS), metadata={"description": said}, **further)


class AxisSchema(Shape):
    tag = Text(required=True, validate=Pattern(TAG), metadata={"description": "Its OpenType tag.", "example": "wght"})
    name = Text(validate=Pattern(rf"^[\s\S]{{0,{LONGEST_LABEL}}}$"), metadata={"description": "What people call it."})
    least = Number(data_key="min", required=True, metadata={"description": "The least value.", "example": 100})
    most = Number(data_key="max", required=True, metadata={"description": "The greatest value.", "example": 900})
    default = Number(
        data_key="defaultValue",
        required=True,
        metadata={"description": "The value of a font as it is.", "example": 400},
    )


def _axes(**further: Any) -> Items:
    said = "Ways in which it varies; none for a static font."
    return Items(Nested(AxisSchema), validate=Length(most=MOST_AXES), metadata={"description": said}, **further)


class CustomFontSchema(Shape):
    id = Text(required=True, metadata={"description": "The font's id."})
    font_family = _family(required=True)
    format = Text(
        required=True,
        validate=one_of(*(name for name, _ in FORMATS.values()), LEGACY),
        metadata={"description": "The format of its file."},
    )
    file_name = Text(data_key="fileName", required=True, metadata={"description": "The name of its file."})
    weight = _weight(required=True)
    italic = _italic(required=True)
    font_display = _display(required=True)
    axes = _axes(required=True)
    hosted_url = Text(data_key="hostedUrl", required=True, metadata={"description": "Where its file is."})


class CustomFontsSchema(Shape):
    custom_fonts = Items(Nested(CustomFontSchema), data_key="customFonts", required=True)
    pagination = pagination()


class OneCustomFontSchema(Shape):
    custom_font = Nested(CustomFontSchema, data_key="customFont", required=True)


class FontUploadSchema(Shape):
    url = Text(required=True, metadata={"description": "Where the form goes."})
    fields = Object(
        values=Text(), required=True, metadata={"description": "What the form holds, before its part called file."}
    )
    expires_at = Moment(data_key="expiresAt", required=True, metadata={"description": "When it is too late."})


class RegisteredFontSchema(Shape):
    custom_font = Nested(CustomFontSchema, data_key="customFont", required=True)
    upload = Nested(FontUploadSchema, required=True)


class FontFileBody(StrictShape):
    file_name = Text(
        data_key="fileName",
        required=True,
        metadata={
            "description": f"The name of its file, with one of the endings {', '.join(FORMATS)}.",
            "example": "kiln-marks.woff2",
        },
    )
    file_hash = Text(
        data_key="fileHash",
        required=True,
        validate=Pattern(r"^[0-9a-f]{32}$"),
        metadata={
            "description": "The MD5 of its file, in hex of lower case.",
            "example": "d41d8cd98f00b204e9800998ecf8427e",
        },
    )
    axes = _axes()


class NewFont(FontFileBody):
    font_family = _family(required=True)
    weight = _weight(required=True)
    italic = _italic(required=True)
    font_display = _display(required=True)


class FontChanges(StrictShape):
    font_family = _family()
    weight = _weight()
    italic = _italic()
    font_display = _display()


class _FontToDelete(StrictShape):
    id = Text(required=True, validate=Pattern(_ID), metadata={"description": "Its id."})


class FontsToDelete(StrictShape):
    items = Items(
        Nested(_FontToDelete),
        required=True,
        validate=Length(1, MOST_AT_ONCE),
        metadata={"description": "The fonts to delete."},
    )


class _DeletedFont(Shape):
    id = Text(required=True, metadata={"description": "Its id, as it was sent."})


class _KeptFont(_DeletedFont):
    name = Text(required=True, metadata={"description": "What was wrong, for a program."})
    msg = Text(required=True, metadata={"description": "What was wrong."})


class DeletedFontsSchema(Shape):
    deleted = Items(Nested(_DeletedFont), required=True, metadata={"description": "The fonts that are gone."})
    failed = Items(Nested(_KeptFont), required=True, metadata={"description": "The fonts that were not there."})
