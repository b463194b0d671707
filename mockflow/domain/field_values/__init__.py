"""The values that a field takes, one class for each type."""

from collections.abc import Mapping
from functools import lru_cache

from mockflow.domain.collections import Field

from .links import FilesValue, FileValue, ReferencesValue, ReferenceValue
from .plain import (
    ColorValue,
    EmailValue,
    LinkValue,
    NumberValue,
    OptionValue,
    SlugValue,
    SwitchValue,
    TextValue,
    TimeValue,
    VideoValue,
)
from .store import ChoiceValue, DownloadsValue, OptionsOfProductValue, PlanValue, PriceValue, ValuesOfSkuValue
from .value import UNKNOWN, Value

__all__ = ["TYPES", "UNKNOWN", "Value", "values_of"]

TYPES: dict[str, type[Value]] = {
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
    "Price": PriceValue,
    "TextOption": ChoiceValue,
    "SkuSettings": OptionsOfProductValue,
    "SkuValues": ValuesOfSkuValue,
    "MembershipPlan": PlanValue,
    "ExtFileRef": DownloadsValue,
}


@lru_cache(maxsize=1024)
def values_of(field_list: tuple[Field, ...]) -> Mapping[str, Value]:
    """What each key of a collection's ``fieldData`` takes, built once for each field list."""
    made: dict[str, Value] = {}
    for field in field_list:
        value = SlugValue if field.slug == "slug" else TYPES[field.type]
        made[field.slug] = value(field)
    made["slug"].is_required = False  # it may always be left out: it is made from the name
    return made
