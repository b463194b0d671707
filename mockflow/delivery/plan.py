"""From what happened to who is told, and in which bytes. Pure: it reads a state and opens nothing."""

from collections.abc import Iterable, Iterator

from mockflow.core.store import Reader
from mockflow.core.wire import js_dumps
from mockflow.domain.events import Event
from mockflow.domain.webhooks import WEBHOOKS, Webhook


def planned(reader: Reader, events: Iterable[Event]) -> Iterator[tuple[Webhook, Event]]:
    """Each event with each webhook that hears of it: in the order of the events, then of the webhooks."""
    for event in events:
        for webhook in reader.having(WEBHOOKS, (event.site_id, event.trigger_type)):
            if webhook.form_name is None or webhook.form_name == getattr(event, "form_name", None):
                yield webhook, event


def body_of(event: Event) -> bytes:
    """The bytes that are sent: they come unchanged through a JavaScript receiver that parses and writes them again."""
    return js_dumps({"triggerType": event.trigger_type, "payload": event.payload()})
