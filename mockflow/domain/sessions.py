"""Sessions made of a description of traffic: each of a hash of the site, the day and its number on that day.

So they are the same in every process and at every look, and the clock extends them: a day that has come has its
sessions, and those of earlier days are what they were. Nothing is drawn, and nothing is kept but what a report of the
same days would make again.
"""

from bisect import bisect
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import accumulate
from struct import Struct
from threading import Lock
from typing import NamedTuple

from mockflow.core.wire import dumps, loads

from . import audience
from .sites import Site
from .traffic import PERCENT, TRAITS, Destination, EventKind, SiteVisit, Traffic, domain_of

DAY = 86_400_000
_HOUR = 3_600_000
_SECOND = 1_000
_SCALE = 16
_FULL = 1 << _SCALE
_NUMBERS = Struct("<32H")

_OF_WEEKDAY = (108, 112, 112, 110, 102, 78, 78)
_MONDAY_AFTER = 3  # 1 January 1970 was a Thursday
_OF_HOUR = (4, 3, 2, 2, 2, 3, 5, 10, 18, 26, 30, 31, 30, 30, 31, 30, 29, 28, 27, 26, 24, 19, 12, 7)
_OF_LENGTH = (38, 26, 15, 9, 7, 5)
"""How many sessions have one view, two, and so on."""

_LEAST_NOISE, _NOISE = 88, 25
_NEW_IN_TEN = 7
_REGULARS_A_DAILY_SESSION = 6
_SHORTEST, _LONGEST = 4, 240
_WIDE_STEP = 40_503  # odd: the numbers of an event are spread over all of them

# Which of the 32 numbers of a session, and of a visitor, decide on what.
_HOUR_AT, _MOMENT_AT, _VISITOR_AT, _LENGTH_AT, _SOURCE_AT, _REFERRER_AT, _CAMPAIGN_AT = range(7)
_PAGES_AT, _SECONDS_AT, _EVENTS_AT = 12, 19, 26


class View(NamedTuple):
    """A page that was looked at.

    Attributes:
        seconds: for how long.
        events: the ids of what happened meanwhile.
    """

    at: int
    seconds: int
    destination: Destination
    events: tuple[str, ...]


class Session(NamedTuple):
    """What one visitor did in one go.

    Attributes:
        traits: in the order of TRAITS; None for what is not known.
    """

    visitor: str
    traits: tuple[str | None, ...]
    views: tuple[View, ...]


class _Wheel:
    """Values, each as likely as its share says."""

    def __init__(self, shares: Mapping[str, int]) -> None:
        self.values = sorted(shares)  # a document may bring them in another order
        self.ends = list(accumulate(shares[each] for each in self.values))

    def pick(self, number: int) -> str | None:
        """The value for a number of 16 bits; None for the empty value, and where there is none."""
        if not self.values:
            return None
        return self.values[bisect(self.ends, number * self.ends[-1] >> _SCALE)] or None


_NOTHING = _Wheel({})
_ENGLISH = _Wheel({"en": 1})


def _wheels(table: Mapping[str, Mapping[str, int]]) -> dict[str | None, _Wheel]:
    return {key: _Wheel(shares) for key, shares in table.items()}


_REGIONS, _LANGUAGES = _wheels(audience.REGIONS), _wheels(audience.LANGUAGES)
_SYSTEMS, _BROWSERS, _BRANDS = _wheels(audience.SYSTEMS), _wheels(audience.BROWSERS), _wheels(audience.BRANDS)
_REFERRERS = _wheels(audience.REFERRERS)
_TIME_ZONES = _wheels({country: {zone: 1} for country, zone in audience.TIME_ZONES.items()})
_COUNTRIES, _DEVICES, _SOURCES = map(_Wheel, (audience.COUNTRIES, audience.DEVICE_TYPES, audience.SOURCES))
_HOURS = list(accumulate(_OF_HOUR))
_LENGTHS = list(accumulate(_OF_LENGTH))


def _numbers(said: str) -> tuple[int, ...]:
    """32 numbers of 16 bits that this text alone decides on."""
    return _NUMBERS.unpack(blake2b(said.encode(), digest_size=64).digest())


class Flow:
    """The sessions of one site, day by day."""

    def __init__(self, traffic: Traffic, site: Site) -> None:
        self.traffic = traffic
        self.domain = domain_of(site)
        self.tags = [locale.tag for locale in site.locales]
        self.shares = {trait: _Wheel(shares) for trait, shares in traffic.shares.items()}
        self.locale = _Wheel({tag: 1 if at else 4 for at, tag in enumerate(self.tags)})
        self.ends = list(accumulate(each.weight for each in traffic.visited))
        self.events: dict[Destination, list[tuple[int, EventKind]]] = {}

    def digest(self) -> bytes:
        """The same for whatever has the same sessions, also in another world."""
        traffic = self.traffic
        shares = sorted((trait, sorted(values.items())) for trait, values in traffic.shares.items())
        described = (traffic.site_id, traffic.since, traffic.sessions, traffic.visited, shares, traffic.events)
        return blake2b(repr((described, self.domain, self.tags)).encode(), digest_size=16).digest()

    def day(self, day: int) -> tuple[Session, ...]:
        """The sessions that begin on this day, counted from 1970, in UTC."""
        traffic = self.traffic
        if not self.ends or (day + 1) * DAY <= traffic.since:
            return ()
        noise = _LEAST_NOISE + _numbers(f"{traffic.site_id} {day}")[0] % _NOISE
        count = traffic.sessions * _OF_WEEKDAY[(day + _MONDAY_AFTER) % len(_OF_WEEKDAY)] * noise // (PERCENT * PERCENT)
        made = (self._session(day, _numbers(f"{traffic.site_id} {day} {number}"), number) for number in range(count))
        return tuple(each for each in made if each.views[0].at >= traffic.since)

    def _session(self, day: int, numbers: tuple[int, ...], number: int) -> Session:
        is_new = numbers[_VISITOR_AT] % 10 < _NEW_IN_TEN
        if is_new:
            visitor = f"{day}-{number}"
        else:
            visitor = f"regular-{numbers[_VISITOR_AT] // 10 % (self.traffic.sessions * _REGULARS_A_DAILY_SESSION)}"
        known = self._who(visitor)
        known.update(self._came_by(numbers))
        known["visitStatus"] = "new" if is_new else "returning"
        return Session(visitor, tuple(map(known.get, TRAITS)), self._views(day, numbers))

    def _who(self, visitor: str) -> dict[str, str | None]:
        """What stays the same of a visitor."""
        numbers = iter(_numbers(f"{self.traffic.site_id} {visitor}"))

        def of(trait: str, usual: _Wheel) -> str | None:
            return self.shares.get(trait, usual).pick(next(numbers))

        country, device = of("country", _COUNTRIES), of("deviceType", _DEVICES)
        system = of("os", _SYSTEMS.get(device, _NOTHING))
        return {
            "country": country,
            "deviceType": device,
            "os": system,
            "browser": of("browser", _BROWSERS.get(system, _NOTHING)),
            "deviceBrand": of("deviceBrand", _BRANDS.get(system, _NOTHING)),
            "region": of("region", _REGIONS.get(country, _NOTHING)),
            "language": of("language", _LANGUAGES.get(country, _ENGLISH)),
            "timezone": of("timezone", _TIME_ZONES.get(country, _NOTHING)),
            "locale": of("locale", self.locale),
            "audienceIds": of("audienceIds", _NOTHING),
        }

    def _came_by(self, numbers: tuple[int, ...]) -> dict[str, str | None]:
        """What led to a session."""
        source = self.shares.get("trafficSource", _SOURCES).pick(numbers[_SOURCE_AT])
        referrer = self.shares.get("referrer", _REFERRERS.get(source, _NOTHING)).pick(numbers[_REFERRER_AT])
        made: dict[str, str | None] = {"trafficSource": source, "referrer": referrer, "domain": self.domain}
        made.update(audience.CAMPAIGNS.get(source or "", {}))
        for at, trait in enumerate(("domain", "utmCampaign", "utmContent", "utmMedium", "utmSource", "utmTerm")):
            if trait in self.shares:
                made[trait] = self.shares[trait].pick(numbers[_CAMPAIGN_AT + at])
        return made

    def _views(self, day: int, numbers: tuple[int, ...]) -> tuple[View, ...]:
        hour = bisect(_HOURS, numbers[_HOUR_AT] * _HOURS[-1] >> _SCALE)
        at = day * DAY + hour * _HOUR + (numbers[_MOMENT_AT] * _HOUR >> _SCALE)
        count = bisect(_LENGTHS, numbers[_LENGTH_AT] * _LENGTHS[-1] >> _SCALE) + 1
        made: list[View] = []
        for n in range(count):
            destination = self._destination(numbers[_PAGES_AT + n], made[-1].destination if made else None)
            long = numbers[_SECONDS_AT + n]
            seconds = _SHORTEST + (((long * long) >> _SCALE) * _LONGEST >> _SCALE)
            made.append(View(at, seconds, destination, self._events(destination, numbers[_EVENTS_AT] + n)))
            at += seconds * _SECOND
        return tuple(made)

    def _destination(self, number: int, before: Destination | None) -> Destination:
        """Where a number leads to; to the next page if that is where the visitor is."""
        at = bisect(self.ends, number * self.ends[-1] >> _SCALE)
        found = self.traffic.visited[at].destination
        return found if found != before else self.traffic.visited[at - 1].destination

    def _events(self, destination: Destination, number: int) -> tuple[str, ...]:
        if destination not in self.events:
            self.events[destination] = [
                (at, each) for at, each in enumerate(self.traffic.events, 1) if each.destination in {None, destination}
            ]
        return tuple(
            each.id
            for at, each in self.events[destination]
            if ((number * at + at) * _WIDE_STEP) % _FULL * PERCENT >> _SCALE < each.rate
        )


def told_session(visit: SiteVisit) -> Session:
    """A visit that was told exactly, as a session like the others."""
    views, at = [], visit.at
    for each in visit.views:
        views.append(View(at, each.seconds, each.destination, each.events))
        at += each.seconds * _SECOND
    return Session(visit.visitor, tuple(map(visit.traits.get, TRAITS)), tuple(views))


def _packed(sessions: Iterable[Session]) -> bytes:
    return dumps(
        [
            (visitor, traits, [(view.at, view.seconds, tuple(view.destination), view.events) for view in views])
            for visitor, traits, views in sessions
        ]
    )


def _unpacked(packed: bytes) -> tuple[Session, ...]:
    return tuple(
        Session(
            visitor,
            tuple(traits),
            tuple(View(at, seconds, Destination(*where), tuple(events)) for at, seconds, where, events in views),
        )
        for visitor, traits, views in loads(packed)
    )


class _KeptDays:
    """The last days that reports were made of, up to a number of bytes.

    Packed, so that the garbage collector has nothing to walk and each takes a tenth of the room; by what describes
    them, so that they hold nothing of a world that is gone.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._days: OrderedDict[tuple[bytes, int], bytes] = OrderedDict()
        self._size = 0

    def get(self, flow: Flow, digest: bytes, day: int) -> tuple[Session, ...]:
        """The sessions of this day, made anew where they are not kept."""
        key = (digest, day)
        with self._lock:
            found = self._days.get(key)
            if found is not None:
                self._days.move_to_end(key)
        if found is not None:
            return _unpacked(found)
        made = flow.day(day)
        self._keep(key, _packed(made))
        return made

    def _keep(self, key: tuple[bytes, int], packed: bytes) -> None:
        with self._lock:
            if key not in self._days:
                self._days[key] = packed
                self._size += len(packed) + _SIZE_OF_KEY
            while self._size > self._most:
                self._size -= len(self._days.popitem(last=False)[1]) + _SIZE_OF_KEY


_SIZE_OF_KEY = 250
_DAYS = _KeptDays(1_000_000)
"""Some 8,000 sessions: two hundred days of a site of which its seed says nothing else."""


def sessions_between(traffic: Traffic, site: Site, start: int, end: int) -> Iterator[Session]:
    """The sessions that begin on the days of this time, and on the day before, from which they may last."""
    flow = Flow(traffic, site)
    digest = flow.digest()
    for day in range(start // DAY - 1, (end - 1) // DAY + 1):
        yield from _DAYS.get(flow, digest, day)
