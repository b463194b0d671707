"""The control plane's call for the event stream."""

from typing import TYPE_CHECKING

from .row import Ask, Control

if TYPE_CHECKING:
    import flask

_QUERY = {
    "types": "of request,commit,delivery,fault those to be told, all by default",
    "since": "the id of an event: later ones, or 0: all that are kept; the header Last-Event-ID counts before it",
    "limit": "end after so many events, 1 or more",
    "wait": "end once so many seconds have passed and all is told; 0: tell what there is",
}


def get_events(ask: Ask) -> "flask.Response":
    from .event_stream import answer_events  # noqa: PLC0415 - imported once somebody watches

    return answer_events(ask)


CONTROLS = (
    Control("GET", "/events", get_events, "What happens, as it happens: a stream of server-sent events", query=_QUERY),
)
