"""What a seed may say of the visitors of a site."""

from collections.abc import Callable

from mockflow.core.schema import Items, Length, Nested, Object, StrictShape, Text, Unfit, Whole, one_of
from mockflow.domain.traffic import (
    DEVICE_TYPES,
    MOST_ENTRIES,
    MOST_SECONDS,
    MOST_SESSIONS,
    MOST_VIEWS,
    MOST_VISITS,
    MOST_WEIGHT,
    PERCENT,
    TRAITS,
    USUAL_SESSIONS,
    VISIT_STATUSES,
)

from .seed_members import A_TIME, Id, Time, id_of, said

_AN_ID = "64c7e2f0a1b2c3d4e5f60721"
_EXAMPLES = {
    "audienceIds": "regulars,subscribers", "browser": "Firefox", "country": "BE", "deviceBrand": "Apple",
    "deviceType": "mobile", "domain": "www.example.com", "language": "nl", "locale": "fr", "os": "iOS",
    "referrer": "google.com", "region": "BE-VLG", "timezone": "Europe/Brussels", "trafficSource": "SO",
    "utmCampaign": "spring", "utmContent": "header", "utmMedium": "email", "utmSource": "newsletter",
    "utmTerm": "lamps", "visitStatus": "returning",
}  # fmt: skip
_USUAL = {"deviceType": "desktop if absent", "visitStatus": "new if absent", "locale": "the primary one if absent",
          "domain": "the site's own if absent"}  # fmt: skip


def _between(least: int, most: int) -> Callable[[int], None]:
    def check(value: int) -> None:
        if not least <= value <= most:
            raise Unfit(f"type:a whole number from {least} to {most}")

    return check


class _OnPage(StrictShape):
    page_id = Id(data_key="pageId", **said("24 hex digits, instead of those of that page.", _AN_ID))
    item = Text(**said("The path of an item, instead of a page: the page that shows it.", "journal/first-post"))


class _Visited(_OnPage):
    page = Text(load_default="home", **said("The slug of a page.", "about"))
    weight = Whole(
        load_default=1, validate=_between(1, MOST_WEIGHT), **said("How often it is seen beside the others.", 20)
    )


class _ComponentPlace(StrictShape):
    component_id = Text(data_key="componentId", required=True, **said("The component.", "footer"))
    instance_id = Text(data_key="instanceId", required=True, **said("The instance of it.", "footer-1"))


class _ListPlace(StrictShape):
    collection_id = Text(data_key="collectionId", required=True, **said("The collection of the list.", _AN_ID))
    item_id = Text(data_key="itemId", required=True, **said("The item in the list.", _AN_ID))


class _Event(_OnPage):
    id = id_of("its path")
    name = Text(**said("Its name; none if absent.", "Newsletter signup"))
    page = Text(**said("The slug of the page that it happens on; any page if absent.", "contact"))
    rate = Whole(
        load_default=5, validate=_between(0, PERCENT), **said("In how many of a hundred views of the page.", 12)
    )
    component_context = Items(
        Nested(_ComponentPlace), data_key="componentContext", load_default=list, **said("The components around it.")
    )
    cms_context = Items(
        Nested(_ListPlace), data_key="cmsContext", load_default=list, **said("The items of lists around it.")
    )


class _View(_OnPage):
    page = Text(load_default="home", **said("The slug of the page.", "about"))
    seconds = Whole(load_default=30, validate=_between(0, MOST_SECONDS), **said("How long it was looked at.", 75))
    events = Items(Text(), load_default=list, **said("Names, or ids, of events of the site.", ["Newsletter signup"]))


class SeedVisit(_View):
    """A session: its first view, and those that followed."""

    id = id_of("its path")
    at = Time(required=True, **said("When it began: ISO 8601.", A_TIME))
    visitor = Text(**said("Who came: the same text is the same person; someone new if absent.", "anna"))
    then = Items(
        Nested(_View), load_default=list, validate=Length(0, MOST_VIEWS - 1), **said("What was looked at afterwards.")
    )


for _trait in TRAITS:
    _choices = {"deviceType": DEVICE_TYPES, "visitStatus": VISIT_STATUSES}.get(_trait)
    _rule = one_of(*_choices) if _choices else None
    _told = f"What is known of the visitor: {_trait}; {_USUAL.get(_trait, 'not known if absent')}."
    setattr(SeedVisit, _trait, Text(validate=_rule, **said(_told, _EXAMPLES[_trait])))


class SeedAnalyze(StrictShape):
    """The Analyze add-on of a site, and what goes on there."""

    since = Time(**said("When visits began: ISO 8601; the site's createdOn if absent.", A_TIME))
    sessions = Whole(
        data_key="sessionsPerDay",
        load_default=USUAL_SESSIONS,
        validate=_between(0, MOST_SESSIONS),
        **said("Sessions on an average day; 0 for the visits alone.", 120),
    )
    visited = Items(
        Nested(_Visited),
        validate=Length(0, MOST_ENTRIES),
        **said("The pages that visitors come to; all of the site, and items that have one, if absent."),
    )
    shares = Object(
        values=Object(
            values=Whole(validate=_between(1, MOST_WEIGHT)), **said("How often each value is had.", {"BE": 3, "FR": 1})
        ),
        load_default=dict,
        **said("By country, deviceType and the like: values and how often each is had.", {"country": {"BE": 3}}),
    )
    events = Items(
        Nested(_Event), validate=Length(0, MOST_ENTRIES), **said("What visitors do; two sorts of events if absent.")
    )
    visits = Items(
        Nested(SeedVisit),
        load_default=list,
        validate=Length(0, MOST_VISITS),
        **said("Sessions told exactly, beside those that are made up."),
    )
