"""What a test may have overlooked: failures of the double, calls of what is not there, and the plan's limit."""

from typing import Any

from mockflow.errors import MockflowError

from .doors import Doors


class Overlooking(Doors):
    """The part of ``Mockflow`` that a test is judged by. In process it costs no call."""

    def failures(self) -> list[BaseException]:
        """Errors of the double itself, which its callers saw as a 500; for a running one what its journal tells."""
        world = self._reach.near(self.world_id)
        if world is not None:
            return list(world.failures)
        found = self._told(500)
        return [MockflowError(_worded(each)) for each in found if not each["decision"]["step"].startswith("fault")]

    def had_unmatched(self) -> bool:
        """Whether there was a call that nothing answers: in process cheaper than to ask which."""
        world = self._reach.near(self.world_id)
        return bool(self.control("GET", "/unmatched")["unmatched"] if world is None else world.unmatched)

    def met_rate_limit(self) -> bool:
        """Whether the plan's limit refused a call that is in the journal."""
        world = self._reach.near(self.world_id)
        if world is not None:
            return any(entry.step == "rate limit" and not entry.allowed for entry in world.journal)
        return any(each["decision"]["step"] == "rate limit" for each in self._told(429))

    def _told(self, status: int) -> list[dict[str, Any]]:
        """The calls in the journal that were refused with this status."""
        found = self.control("GET", "/requests", params={"status": status})["requests"]
        return [each for each in found if not each["decision"]["allowed"]]


def _worded(call: dict[str, Any]) -> str:
    return (
        f"{call['method']} {call['path']} was answered 500 (request {call['id']}); the double's log has the traceback"
    )
