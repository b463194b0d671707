"""What visitors and users of the Designer do, committed to the world of a test."""

from collections.abc import Callable
from typing import Any

from mockflow import Mockflow
from mockflow.core.store import Transaction
from mockflow.domain.events import Event
from mockflow.worlds.visitors import Visit


def visit(mock: Mockflow, act: Callable[[Visit], dict[str, Any]], **given: Any) -> tuple[dict[str, Any], Event]:
    """What the visit made, as the API answers it, and the event that it set off."""
    world = mock._worlds.default  # noqa: SLF001 - no public door runs a simulation yet
    with world.lock:
        tx = Transaction(world.state, world.write_time())
        made = act(Visit(tx, given, world.quirks))
        world.commit(tx, actor="visitor", operation_id=act.__name__, summary="A visit", request_id="visit")
    (event,) = tx.events
    return made, event
