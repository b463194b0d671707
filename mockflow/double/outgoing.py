"""Webhooks as a test watches them: what was sent, to whom, and what became of it."""

from typing import Any, NamedTuple
from urllib.parse import quote

from .asserting import assert_delivered
from .clients import IN_PROCESS
from .doors import Doors
from .results import Delivery, SinkMessage, read_delivery, read_message


class Drained(NamedTuple):
    """What draining came to.

    Attributes:
        drained: whether nothing that was due is pending any more.
        pending: how many deliveries are pending: those that wait for their next attempt too.
    """

    drained: bool
    pending: int


class Outgoing(Doors):
    """The part of ``Mockflow`` that is about deliveries."""

    def deliveries(
        self,
        *,
        trigger_type: str | None = None,
        state: str | None = None,
        at_least: int | None = None,
        wait: float | None = None,
    ) -> list[Delivery]:
        """The deliveries that there were, oldest first.

        Args:
            trigger_type: such as ``form_submission``.
            state: ``pending``, ``delivered``, ``failed`` or ``blocked``.
            at_least: with ``wait``: answer once there are so many.
            wait: seconds to wait for them at most.
        """
        chosen = {"triggerType": trigger_type, "state": state, "atLeast": at_least, "wait": wait}
        found = self.control("GET", "/deliveries", params={k: v for k, v in chosen.items() if v is not None})
        return [read_delivery(each) for each in found["deliveries"]]

    def drain(self, timeout: float = 10.0) -> Drained:
        """Wait until nothing that is due is pending, at most so many seconds."""
        said = self.control("POST", "/deliveries/drain", json={"timeoutSeconds": timeout})
        return Drained(said["drained"], said["pending"])

    def redeliver(self, delivery: str | Delivery) -> Delivery:
        """Send a delivery once more, at once and once; ControlError where none of this id is kept."""
        delivery_id = delivery if isinstance(delivery, str) else delivery.id
        return read_delivery(self.control("POST", f"/deliveries/{quote(delivery_id, safe='')}/redeliver"))

    def assert_delivered(self, trigger_type: str, *, times: int | None = None, payload: Any = None) -> None:
        """Assert that an event was delivered, once what is due was sent.

        Args:
            trigger_type: such as ``form_submission``.
            times: how often exactly; at least once by default.
            payload: what the payload must hold: its objects may have more keys, its lists no more entries.

        Raises:
            AssertionError: it was not; the message shows what was sent, and how the nearest differs.
            LookupError: there is no such trigger; the message names the nearest.
        """
        __tracebackhide__ = True
        self.drain()
        assert_delivered(trigger_type, self.deliveries(), times=times, payload=payload)

    def sink_url(self, name: str) -> str:
        """The URL of a built-in receiver, for a webhook of this world: the double itself takes what is sent there."""
        return f"{IN_PROCESS}{self._prefix}/_mockflow/sink/{quote(name, safe='')}"

    def sink(self, name: str) -> list[SinkMessage]:
        """What a built-in receiver received, oldest first."""
        return [read_message(each) for each in self.control("GET", f"/sink/{quote(name, safe='')}")["messages"]]
