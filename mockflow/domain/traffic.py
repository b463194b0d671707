"""What visitors do on a site: how much of it there is, as a seed describes it, and visits that somebody told exactly.

A site with a ``Traffic`` has the Analyze add-on. No view of a page is kept: ``sessions`` makes them of the description.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from mockflow.core.ids import derived_id
from mockflow.core.store import Reader, Table
from mockflow.core.wire import dumps, iso, millis

from .items import ITEMS, LIVE_ITEMS, Item
from .pages import LIVE_PAGES, PAGES, WebPage
from .sites import Site

FLOOR = millis("2025-04-09T00:00:00Z")
"""Nothing is known of the time before."""

MOST_SESSIONS = 500
"""Sessions a day that a description may ask for: reports are made of them one by one."""

MOST_VISITS = 10_000
"""Visits of a site that were told exactly."""

MOST_VIEWS = 20
MOST_SECONDS = 3_600
MOST_ENTRIES = 1_000
"""Entries of each list of a description, and values of a trait."""

MOST_WEIGHT = 1_000_000
PERCENT = 100

TRAITS = (
    "audienceIds",
    "browser",
    "country",
    "deviceBrand",
    "deviceType",
    "domain",
    "language",
    "locale",
    "os",
    "referrer",
    "region",
    "timezone",
    "trafficSource",
    "utmCampaign",
    "utmContent",
    "utmMedium",
    "utmSource",
    "utmTerm",
    "visitStatus",
)
"""What is known of a session as a whole, in the API's words. ``audienceIds`` may be several, separated by commas."""

SHARED = tuple(each for each in TRAITS if each != "visitStatus")
"""Those whose values a description can give in shares."""

DEVICE_TYPES = ("desktop", "mobile", "tablet")
VISIT_STATUSES = ("new", "returning")


class Destination(NamedTuple):
    """A page that can be viewed.

    Attributes:
        item_id: the item that it shows, of the page of a collection.
    """

    page_id: str
    item_id: str | None = None


class Visited(NamedTuple):
    """A page that visitors come to, and how often beside others."""

    destination: Destination
    weight: int


class ComponentPlace(NamedTuple):
    """The component that an event's element is within."""

    component_id: str
    instance_id: str


class ListPlace(NamedTuple):
    """The item of a list of a collection that an event's element is within."""

    collection_id: str
    item_id: str


class EventKind(NamedTuple):
    """Something that visitors do on a page.

    Attributes:
        destination: the page that it is done on; None for any.
        rate: of how many in a hundred views of the page.
    """

    id: str
    name: str | None
    destination: Destination | None
    rate: int
    component_context: tuple[ComponentPlace, ...] = ()
    cms_context: tuple[ListPlace, ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class Traffic:
    """How much goes on on a site.

    Attributes:
        since: when it began, in milliseconds since 1970.
        sessions: how many begin on an average day.
        shares: by trait, how often each of its values is had; the usual ones for a trait that is not here.
    """

    site_id: str
    since: int
    sessions: int
    visited: tuple[Visited, ...]
    shares: Mapping[str, Mapping[str, int]]
    events: tuple[EventKind, ...]

    @property
    def order(self) -> str:
        return self.site_id


class Seen(NamedTuple):
    """A view of a page within a visit, and the ids of the events that happened meanwhile."""

    destination: Destination
    seconds: int
    events: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class SiteVisit:
    """A session that somebody told exactly.

    Attributes:
        at: when it began; each page is viewed once the one before was left.
        visitor: who came: the same text is the same person.
        traits: what is known of it.
    """

    id: str
    site_id: str
    at: int
    visitor: str
    traits: Mapping[str, str]
    views: tuple[Seen, ...]
    body: bytes = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "body", dumps(self.to_wire()))

    @property
    def order(self) -> tuple[int, str]:
        return self.at, self.id

    def to_wire(self) -> dict[str, Any]:
        """The visit as the control plane tells it."""
        return {
            "id": self.id,
            "siteId": self.site_id,
            "at": iso(self.at),
            "visitor": self.visitor,
            **self.traits,
            "views": [
                {
                    "pageId": each.destination.page_id,
                    "itemId": each.destination.item_id,
                    "seconds": each.seconds,
                    "events": list(each.events),
                }
                for each in self.views
            ],
        }


TRAFFIC = Table[Traffic]("traffic", key=lambda traffic: traffic.site_id, group=lambda _: None)
VISITS = Table[SiteVisit]("visit", key=lambda visit: visit.id, group=lambda visit: visit.site_id)

USUAL_SESSIONS = 40
_HOME, _PAGE, _ITEM = 40, 15, 4
_MOST_USUAL = 40


def usual_visited(reader: Reader, site: Site) -> tuple[Visited, ...]:
    """The pages that visitors come to where nobody said so: those of the site, the home page most often, and items."""
    pages = [
        Visited(Destination(page.id), _HOME if page.kind == "home" else _PAGE)
        for page in reader.all(PAGES, site.id)
        if page.kind in {"home", "static"} and not (page.draft or page.archived)
    ]
    items = [Visited(item, _ITEM) for item in _items_with_pages(reader, site)]
    return (*pages, *items)[:_MOST_USUAL]


def _items_with_pages(reader: Reader, site: Site) -> list[Destination]:
    templates = [page for page in reader.all(PAGES, site.id) if page.collection_id is not None]
    return [
        Destination(page.id, item.id)
        for page in templates
        for item in reader.all(LIVE_ITEMS, (page.collection_id, site.primary))
    ]


USUAL_EVENTS = (("Button click", 12), ("Form submitted", 3))
"""Names and rates of the events of a site where nobody said any; they may happen on any page."""


def domain_of(site: Site) -> str:
    """The host name that visitors of a site come to."""
    return site.domains[0].url if site.domains else site.subdomain


def usual_traits(site: Site) -> dict[str, str]:
    """What is known of a visitor of whom nobody said otherwise."""
    return {
        "deviceType": "desktop",
        "domain": domain_of(site),
        "locale": site.locales[0].tag,
        "visitStatus": "new",
    }


def item_of(reader: Reader, site: Site, item_id: str) -> Item | None:
    """The item of this id in the primary locale: as it is live, or else staged."""
    key = (item_id, site.primary)
    return reader.find(LIVE_ITEMS, key) or reader.find(ITEMS, key)


def page_showing(reader: Reader, site: Site, item_id: str) -> str:
    """The id of the page that shows this item; a made-up one where its collection has no page on record."""
    item = item_of(reader, site, item_id)
    if item is None:
        return derived_id(f"{item_id}/page")
    pages = (page for page in reader.all(PAGES, site.id) if page.collection_id == item.collection_id)
    return next((page.id for page in pages), derived_id(f"{item.collection_id}/page"))


def page_of(reader: Reader, page_id: str) -> WebPage | None:
    """The page of this id: as it is live, or else staged."""
    return reader.find(LIVE_PAGES, page_id) or reader.find(PAGES, page_id)
