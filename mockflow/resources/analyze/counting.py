"""Views within a window, and what they come to: sessions, users, page views, seconds."""

from collections.abc import Iterator
from typing import NamedTuple

from mockflow.core.store import Reader
from mockflow.domain.sessions import DAY, Session, View, sessions_between, told_session
from mockflow.domain.sites import Site
from mockflow.domain.traffic import VISITS, Traffic

from .filters import Conditions

_SECOND = 1_000


class Window(NamedTuple):
    """A stretch of time, from its start up to its end, of which nothing is known beyond now."""

    start: int
    end: int
    now: int


class Matched(NamedTuple):
    """The views of one session that a report is made of: one at least."""

    session: Session
    views: list[View]


def matched(reader: Reader, site: Site, traffic: Traffic, window: Window, conditions: Conditions) -> Iterator[Matched]:
    """The sessions of a window with their views that fulfil the conditions, one by one: together they are many."""
    end = min(window.end, window.now + 1)
    for whole in _sessions(reader, site, traffic, window.start, end):
        session = _known_by(whole, window.now)
        if session.views and conditions.hold_for(session):
            views = [
                view
                for at, view in enumerate(session.views)
                if window.start <= view.at < end and conditions.hold_at(session, at)
            ]
            if views:
                yield Matched(session, views)


def _sessions(reader: Reader, site: Site, traffic: Traffic, start: int, end: int) -> Iterator[Session]:
    if start < end:
        yield from sessions_between(traffic, site, start, end)
        for visit in reader.all(VISITS, site.id):
            if start - DAY <= visit.at < end:
                yield told_session(visit)


def _known_by(session: Session, now: int) -> Session:
    """As much of a session as has happened by now."""
    last = session.views[-1]
    if last.at + last.seconds * _SECOND <= now:
        return session
    views = (view for view in session.views if view.at <= now)
    return session._replace(
        views=tuple(view._replace(seconds=min(view.seconds, (now - view.at) // _SECOND)) for view in views)
    )


class Tally:
    """How many sessions, users and page views there were, and the seconds of the views, added session by session."""

    __slots__ = ("_last", "_sessions", "_users", "pageview", "seconds")

    def __init__(self) -> None:
        self._last: Session | None = None
        self._sessions = 0
        self._users: set[str] = set()
        self.pageview = 0
        self.seconds = 0

    def add(self, session: Session, view: View) -> None:
        if session is not self._last:
            self._last = session
            self._sessions += 1
        self._users.add(session.visitor)
        self.pageview += 1
        self.seconds += view.seconds

    def of(self, metric: str) -> int:
        """The number that this metric counts."""
        if metric == "session":
            return self._sessions
        return len(self._users) if metric == "user" else self.pageview

    def average(self, metric: str) -> float:
        """Seconds on a page for each that the metric counts; 0 where there is none."""
        count = self.of(metric)
        return round(self.seconds / count, 2) if count else 0
