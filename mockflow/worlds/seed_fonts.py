"""What a seed may say of a site's custom fonts."""

from mockflow.core.schema import Flag, Items, Length, Nested, Number, Pattern, StrictShape, Text, Whole, one_of
from mockflow.domain.font_shapes import check_weight
from mockflow.domain.fonts import DISPLAYS, LONGEST_LABEL, LONGEST_NAME, MOST_AXES, TAG

from .seed_members import A_TIME, Time, id_of, said

REGULAR = 400
USUAL_DISPLAY = "swap"
_AN_AXIS = {"tag": "wght", "min": 100, "max": 900, "defaultValue": 400}


class _Axis(StrictShape):
    tag = Text(required=True, validate=Pattern(TAG), **said("Its OpenType tag.", "wght"))
    name = Text(validate=Pattern(rf"^[\s\S]{{0,{LONGEST_LABEL}}}$"), **said("What people call it.", "Weight"))
    least = Number(data_key="min", required=True, **said("The least value.", 100))
    most = Number(data_key="max", required=True, **said("The greatest value.", 900))
    default = Number(data_key="defaultValue", required=True, **said("The value of the font as it is.", 400))


class SeededFont(StrictShape):
    id = id_of("its path")
    family = Text(
        data_key="fontFamily",
        required=True,
        validate=Pattern(rf"^[^,]{{1,{LONGEST_NAME}}}$"),
        **said("Its font-family in CSS, without commas.", "Acme Sans"),
    )
    weight = Whole(load_default=REGULAR, validate=check_weight, **said("Its font-weight in CSS.", 700))
    italic = Flag(load_default=False, **said("Whether it is italic.", example=True))
    display = Text(
        data_key="fontDisplay",
        load_default=USUAL_DISPLAY,
        validate=one_of(*DISPLAYS),
        **said("Its font-display in CSS.", "block"),
    )
    axes = Items(
        Nested(_Axis),
        load_default=list,
        validate=Length(most=MOST_AXES),
        **said("Ways in which it varies; none for a static font.", [_AN_AXIS]),
    )
    file_name = Text(data_key="fileName", **said("Its file's name; that of file if absent.", "acme-sans.woff2"))
    file = Text(**said("Its file, beside the seed; one that is no file has content or base64.", "files/acme.woff2"))
    content = Text(**said("Its file's content, as text.", "A stand-in for a font."))
    base64 = Text(**said("Its file's content, in base64.", "QSBzdGFuZC1pbiBmb3IgYSBmb250Lg=="))
    created = Time(data_key="createdOn", **said("ISO 8601; a minute after the font before.", A_TIME))
    uploaded = Time(data_key="uploadedOn", **said("ISO 8601, when its file came; createdOn if absent.", A_TIME))
    waiting = Flag(
        load_default=False, **said("Whether its file is still to come, so that it has none here.", example=True)
    )
