"""A visitor sees a page of a site whose visits are counted."""

from typing import Any

from mockflow.core.wire import is_unicode, iso, millis
from mockflow.domain.pages import PAGES
from mockflow.domain.sites import SITES, Site
from mockflow.domain.traffic import (
    FLOOR,
    MOST_SECONDS,
    MOST_VISITS,
    TRAFFIC,
    TRAITS,
    VISITS,
    Destination,
    Seen,
    SiteVisit,
    Traffic,
    item_of,
    page_showing,
    usual_traits,
)

from .visit import UnknownIdError, Visit, shown

_USUAL_SECONDS = 30
_LONGEST = 200
_MOST_EVENTS = 100


def see_page(visit: Visit) -> dict[str, Any]:
    """A session of one view of the page that ``pageId`` names, or of the one that shows ``itemId``."""
    tx = visit.tx
    site, traffic = _counted_site(visit)
    if len(tx.all(VISITS, site.id)) >= MOST_VISITS:
        raise ValueError(f"siteId: expected a site with less than {MOST_VISITS:,} visits, found that many")
    seen = Seen(_destination(visit, site), _seconds(visit), _events(visit, traffic))
    at, visit_id = _at(visit), tx.new_id()
    traits = {**usual_traits(site), **{name: _text(visit, name) for name in TRAITS if name in visit.given}}
    visitor = _text(visit, "visitor") if "visitor" in visit.given else visit_id
    return tx.put(VISITS, SiteVisit(visit_id, site.id, at, visitor, traits, (seen,))).to_wire()


def _counted_site(visit: Visit) -> tuple[Site, Traffic]:
    """The site that is named, or that of the page, or the first that has the add-on."""
    tx = visit.tx
    if "siteId" in visit.given:
        site = visit.site()
    else:
        page = tx.find(PAGES, str(visit.given.get("pageId")).lower())
        counted = next((each for each in tx.all(SITES) if tx.find(TRAFFIC, each.id)), None)
        site = (counted or visit.site()) if page is None else tx.get(SITES, page.site_id)
    traffic = tx.find(TRAFFIC, site.id)
    if traffic is None:
        raise ValueError(f"siteId: expected a site with analyze in its seed, found {site.short_name}, which has none")
    return site, traffic


def _destination(visit: Visit, site: Site) -> Destination:
    given, tx = visit.given, visit.tx
    if "itemId" in given:
        item_id = str(given["itemId"]).lower()
        item = item_of(tx, site, item_id)
        if item is None or "pageId" in given:
            expected = "the id of an item of the site, and no pageId beside it"
            raise UnknownIdError(f"itemId: expected {expected}, found {shown(given['itemId'])}")
        return Destination(page_showing(tx, site, item_id), item_id)
    pages = tx.all(PAGES, site.id)
    if "pageId" not in given and len(pages):
        return Destination(next(iter(pages)).id)
    page = tx.find(PAGES, str(given.get("pageId")).lower())
    if page is None or page.site_id != site.id:
        found = shown(given.get("pageId"))
        raise UnknownIdError(f"pageId: expected the id of a page of the site {site.short_name}, found {found}")
    return Destination(page.id)


def _at(visit: Visit) -> int:
    given, now = visit.given.get("at"), visit.tx.now
    if given is None:
        return now
    try:
        at = millis(given)
    except ValueError:
        at = now + 1
    if not FLOOR <= at <= now:
        raise ValueError(f"at: expected an ISO 8601 time from {iso(FLOOR)} to {iso(now)}, found {shown(given)}")
    return at


def _seconds(visit: Visit) -> int:
    seconds: int = visit.given.get("seconds", _USUAL_SECONDS)
    if not 0 <= seconds <= MOST_SECONDS:
        raise ValueError(f"seconds: expected a whole number from 0 to {MOST_SECONDS:,}, found {seconds}")
    return seconds


def _events(visit: Visit, traffic: Traffic) -> tuple[str, ...]:
    wanted = visit.given.get("events", ())
    known = {key: each.id for each in reversed(traffic.events) for key in (each.id, each.name) if key is not None}
    if len(wanted) > _MOST_EVENTS or not set(wanted) <= known.keys():
        found = next((each for each in wanted if each not in known), f"{len(wanted)} of them")
        names = ", ".join(str(each.name or each.id) for each in traffic.events[:20]) or "none, since the site has none"
        raise ValueError(f"events: expected up to {_MOST_EVENTS} of {names}, found {shown(found)}")
    return tuple(known[each] for each in wanted)


def _text(visit: Visit, name: str) -> str:
    text = str(visit.given[name])
    if not 0 < len(text) <= _LONGEST or not is_unicode(text):
        raise ValueError(f"{name}: expected text of 1 to {_LONGEST} characters, found {shown(text)}")
    return text
