"""What a seed may say of registered scripts and of custom code."""

from typing import Any

from mockflow.core.schema import Flag, Items, Length, Nested, Object, StrictShape, Text, one_of
from mockflow.domain.apps import CLIENT_ID
from mockflow.domain.code_attributes import AttributeValue, check_attributes
from mockflow.domain.custom_code import APP_KEY, LOCATIONS, MOST_APPLIED
from mockflow.domain.scripts import HASH, LOCATION, NAME, SCRIPT_ID, SOURCE, VERSION

from .seed_members import A_TIME, COPIES, Time, said


class SeedScript(StrictShape):
    """A version of a registered script: sourceCode, or hostedLocation and integrityHash."""

    id = Text(validate=SCRIPT_ID, **said("Its id; made from displayName if absent.", "opening_hours"))
    display_name = Text(data_key="displayName", required=True, validate=NAME, **said("Its name.", "Opening hours"))
    version = Text(load_default="1.0.0", validate=VERSION, **said("A semantic version.", "1.2.0"))
    source_code = Text(
        data_key="sourceCode", validate=SOURCE, **said("Of an inline script: its source.", "document.title")
    )
    hosted_location = Text(
        data_key="hostedLocation",
        validate=LOCATION,
        **said("Of a hosted script: where it is.", "https://cdn.example.com/hours.js"),
    )
    integrity_hash = Text(
        data_key="integrityHash", validate=HASH, **said("Of a hosted script: its SRI hash.", "sha384-abc")
    )
    can_copy = Flag(
        data_key="canCopy", load_default=False, **said("Whether copies of the site have it too.", example=True)
    )
    created = Time(data_key="createdOn", **said("ISO 8601; the site's createdOn if absent.", A_TIME))


class _Applied(StrictShape):
    id = Text(required=True, **said("The id of a registered script.", "opening_hours"))
    version = Text(load_default="1.0.0", **said("The version of it.", "1.2.0"))
    location = Text(load_default="header", validate=one_of(*LOCATIONS), **said("Where on the page.", "footer"))
    attributes = Object(
        values=AttributeValue(), load_default=dict, **said("Attributes of its element.", {"data-tone": "quiet"})
    )

    @staticmethod
    def check(loaded: dict[str, Any]) -> None:
        check_attributes(loaded["attributes"])


class _Code(StrictShape):
    """What is applied."""

    scripts = Items(
        Nested(_Applied),
        load_default=list,
        validate=Length(most=MOST_APPLIED),
        **said("The scripts, in the order in which they run."),
    )
    created = Time(data_key="createdOn", **said("ISO 8601; the site's createdOn if absent.", A_TIME))
    updated = Time(data_key="lastUpdated", **said("ISO 8601; createdOn if absent.", A_TIME))


class SeedCode(_Code):
    """What one app has applied to a site or to a page."""

    app = Text(load_default=CLIENT_ID, validate=APP_KEY, **said("The clientId of the app.", "another-app"))
    copies = Text(
        validate=one_of(*COPIES),
        **said("Which copies there are; both where the site, or the page, is live if absent.", "staged"),
    )
    live = Nested(
        _Code, load_default=None, allow_none=True, **said("The live copy, where it differs: the whole of it.")
    )


def code_of(what: str) -> Items:
    """The key of what apps have applied to a site or to a page."""
    return Items(Nested(SeedCode), data_key="customCode", load_default=list, **said(f"The scripts on {what}, by app."))
