"""Where a call may meet an armed fault. In a world that was never given one, this is one look, and imports no more."""

from typing import TYPE_CHECKING

from mockflow.core.refusal import Refusal

from .exchange import Exchange, Response

if TYPE_CHECKING:
    from mockflow.worlds.faults import Fault


class Stopped(Exception):  # noqa: N818 - an answer, as a refusal is
    """A fault answers, or drops the call: no further step is taken."""


def meet_fault(exchange: Exchange) -> None:
    """Let the first fault that is for this call and fires have its effect. A test's own preparation meets none."""
    world = exchange.world
    faults = None if world is None else world.faults  # looked at once: a reset takes them away at any time
    if faults is not None and not exchange.request.setup:
        from .breaking import break_call  # noqa: PLC0415 - see the module

        if not break_call(exchange, faults):
            raise Stopped


def after_fault(exchange: Exchange, fault: "Fault", response: Response, refusal: Refusal | None) -> Response:
    """What the fault that this call met makes of its answer."""
    from .breaking import broken_answer  # noqa: PLC0415 - see the module

    return broken_answer(exchange, fault, response, refusal)
