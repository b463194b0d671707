"""Every row of the control plane, and which of them a call is for."""

from collections.abc import Mapping

from werkzeug.routing import Map

from . import (
    contracts,
    controls,
    coverage,
    deliveries,
    drills,
    events,
    faults,
    health,
    history,
    policies,
    seed,
    simulate,
    state,
    well_known,
    worlds,
)
from .lazy_rule import LazyRule
from .row import Control

CONTROLS: tuple[Control, ...] = (
    *health.CONTROLS,
    *controls.CONTROLS,
    *deliveries.CONTROLS,
    *drills.CONTROLS,
    *events.CONTROLS,
    *history.CONTROLS,
    *faults.CONTROLS,
    *simulate.CONTROLS,
    *coverage.CONTROLS,
    *policies.CONTROLS,
    *state.CONTROLS,
    *seed.CONTROLS,
    *well_known.CONTROLS,
    *worlds.CONTROLS,
    *contracts.CONTROLS,
)


_RULES = [
    LazyRule(control.path.replace("{", "<").replace("}", ">"), endpoint=at, methods=[control.method])
    for at, control in enumerate(CONTROLS)
]
_MAP = Map(_RULES, strict_slashes=False, merge_slashes=False).bind("")


def find(method: str, path: str) -> tuple[Control, Mapping[str, str]]:
    """The row of a call with this path below the control plane's own, and its parameters; NotFound and the like."""
    at, params = _MAP.match(f"/{path}", method)
    return CONTROLS[at], params
